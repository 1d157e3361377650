"""Files that are no workbook, or want to be one too many, are refused with a reason."""

import io
import zipfile
from pathlib import Path

import pytest

from kehou_instances.workbook import read_workbook, write_workbook
from kehou_instances.workbook.opening import MOST_BYTES, MOST_UNPACKED_BYTES, unpack
from kehou_instances.workbook.repeated import MOST_TEXT, insist_on_few_repeats
from kehou_instances.workbook.scanning import MOST_ROWS
from kehou_solver.errors import InputError, InvalidFile, InvalidInstance, Problem
from tests.instances.bad_input.everything import everything
from tests.solver.worlds import world

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SLOTS_PART = "xl/worksheets/sheet10.xml"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "whole.xlsx"
    write_workbook(everything(), path)
    return path.read_bytes()


def refusal(path: Path) -> Problem:
    with pytest.raises(InvalidFile) as raised:
        read_workbook(path)
    (problem,) = raised.value.problems
    assert problem.expected_zh
    assert problem.expected_en
    assert str(path.parent) not in problem.line()
    return problem


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("given", "word"),
    [
        pytest.param(b"", "空的", id="empty"),
        pytest.param(b"\0" * 4096, "空的", id="only zeros"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", ".xlsx", id="PDF renamed"),
        pytest.param(OLE + b"\0" * 600, "另存为 .xlsx", id="old xls"),
        pytest.param(
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "密码",
            id="password",
        ),
        pytest.param("编号,座位\nr1,40".encode(), "另存为", id="CSV renamed"),
        pytest.param("编号,座位\nr1,40".encode("gb18030"), "另存为", id="GBK CSV"),
        pytest.param(b"<html><table></table></html>", "另存为", id="HTML renamed"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\xff\xfe", "另存为", id="picture"),
        pytest.param(b"PK\x03\x04 no more", "不完整", id="only the first bytes"),
        pytest.param(zipped(), "压缩包", id="empty zip"),
        pytest.param(zipped(**{"word/document.xml": b"<w/>"}), "压缩包", id="Word"),
        pytest.param(zipped(**{"xl/workbook.xml": b"<w/>"}), "损坏", id="hollow"),
    ],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(
    given: bytes, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "数据.xlsx"
    path.write_bytes(given)
    problem = refusal(path)
    assert problem.where == "数据.xlsx"
    assert word in problem.expected_zh


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_off_workbook_is_refused(
    content: bytes, part: float, tmp_path: Path
) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(content[: int(len(content) * part)])
    assert "不完整" in refusal(path).expected_zh


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.xlsx").seen == "FileNotFoundError"
    assert refusal(tmp_path).where == tmp_path.name


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    problem = refusal(path)
    assert problem.seen == "50.0 MB"
    assert str(MOST_BYTES // 1024 // 1024) in problem.expected_zh


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(
        zipped(**{"xl/workbook.xml": b" " * (MOST_UNPACKED_BYTES + 1)}),
    )
    assert path.stat().st_size < MOST_BYTES
    assert "解压" in refusal(path).expected_zh


def test_a_zip_that_lies_about_its_size_is_refused(content: bytes) -> None:
    """The size is declared twice; the reader must not believe the smaller one."""
    lying = bytearray(content)
    place = lying.find(b"PK\x01\x02")
    lying[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(InvalidFile):
        unpack(bytes(lying), "lying.xlsx")


def test_a_zip_with_two_parts_of_one_name_is_refused() -> None:
    with pytest.raises(InvalidFile):
        unpack(zipped(**{"xl/workbook.xml": b"", "xl/Workbook.XML": b""}), "x")


def spoilt(content: bytes, old: bytes, new: bytes, path: Path) -> Path:
    """Change the XML of the sheet 时段."""
    parts = unpack(content, "whole.xlsx")
    assert old in parts[SLOTS_PART]
    parts[SLOTS_PART] = parts[SLOTS_PART].replace(old, new)
    path.write_bytes(zipped(**parts))
    return path


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(b'<c r="XFD1048576"><v>1</v></c>', id="last cell"),
        pytest.param(b'<c r="A1" r="XFD1048576"><v>1</v></c>', id="two positions"),
        pytest.param(b'<c q=">" r="XFD1048576"><v>1</v></c>', id="bracket in quotes"),
        pytest.param(b'<c\nr = "XFD1048576"><v>1</v></c>', id="spaced"),
        pytest.param(b"<c r='XFD1048576'><v>1</v></c>", id="other quotes"),
        pytest.param(b'<c r="XF&#68;1048576"><v>1</v></c>', id="entity"),
        pytest.param(b'<c r="$XFD$1048576"><v>1</v></c>', id="absolute"),
    ],
)
def test_one_far_cell_does_not_fill_the_memory(
    content: bytes, cell: bytes, tmp_path: Path
) -> None:
    """The library lays out the whole rectangle: 17 thousand million cells."""
    row = b'<row r="1048576">' + cell + b"</row></sheetData>"
    path = spoilt(content, b"</sheetData>", row, tmp_path / "far.xlsx")
    with pytest.raises(InvalidInstance) as raised:
        read_workbook(path)
    assert raised.value.problems[0].where == "时段"
    assert "表太大" in raised.value.problems[0].expected_zh


def test_far_cells_with_a_format_only_do_no_harm(
    content: bytes, tmp_path: Path
) -> None:
    row = b'<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row></sheetData>'
    path = spoilt(content, b"</sheetData>", row, tmp_path / "far.xlsx")
    assert read_workbook(path) == everything()


def test_a_number_too_large_for_a_date_is_named(content: bytes, tmp_path: Path) -> None:
    path = spoilt(content, b"<v>0.6875</v>", b"<v>1e300</v>", tmp_path / "far.xlsx")
    with pytest.raises(InvalidInstance) as raised:
        read_workbook(path)
    assert raised.value.problems[0].where == "时段!D2"


def test_damage_inside_a_sheet_is_refused(content: bytes, tmp_path: Path) -> None:
    path = spoilt(content, b"</sheetData>", b"</sheetDat", tmp_path / "broken.xlsx")
    with pytest.raises(InputError):
        read_workbook(path)


def test_a_workbook_of_one_world_stays_small(tmp_path: Path) -> None:
    """Comments and drop-downs must not come near the limit of the reader."""
    write_workbook(world(), tmp_path / "small.xlsx")
    assert (tmp_path / "small.xlsx").stat().st_size < MOST_BYTES / 100


def test_a_sheet_with_too_many_rows_is_refused(content: bytes, tmp_path: Path) -> None:
    """Three columns of a million rows are few cells, and a million objects."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n)
        for n in range(1_000, 1_002 + MOST_ROWS)
    )
    path = spoilt(
        content, b"</sheetData>", rows + b"</sheetData>", tmp_path / "long.xlsx"
    )
    with pytest.raises(InvalidInstance) as raised:
        read_workbook(path)
    assert raised.value.problems[0].where == "时段"
    assert str(MOST_ROWS) in raised.value.problems[0].expected_zh


@pytest.mark.parametrize(("cells", "refused"), [(100, False), (200, True)])
def test_texts_are_counted_as_often_as_they_are_shown(
    cells: int, refused: bool
) -> None:
    """A long text stands in the file once; the library copies it into every cell."""
    length = MOST_TEXT // 128
    shared = b"<sst><si><t>a</t></si><si><t>" + b"x" * length + b"</t></si></sst>"
    sheet = b'<c r="A1" t="s"><v>1</v></c>' * cells
    parts = {"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet}
    if refused:
        with pytest.raises(InvalidFile) as raised:
            insist_on_few_repeats(parts, "数据.xlsx")
        assert "MB" in raised.value.problems[0].seen
    else:
        insist_on_few_repeats(parts, "数据.xlsx")
