"""Whatever file is given, the verifier answers in words: exit 2, never a traceback."""

import json
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from tests.verifier.loaded import FILE, verifier
from tests.verifier.weeks import Documents, full, packed, raw

FULL = full()
TEXTS = {name: json.dumps(told) for name, told in raw(FULL).items()}


def written(
    path: Path, texts: Mapping[str, str | bytes], packing: int = ZIP_DEFLATED
) -> Path:
    with ZipFile(path, "w", packing) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return path


def not_a_zip(path: Path) -> None:
    path.write_bytes(b"PK, but not really")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(packed(path, FULL).read_bytes()[:-200])


def member_missing(path: Path) -> None:
    written(path, {k: v for k, v in TEXTS.items() if k != "claims.json"})


def member_too_many(path: Path) -> None:
    written(path, {**TEXTS, "instance2.json": "{}"})


def member_twice(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        for name, text in TEXTS.items():
            archive.writestr(name, text)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("timetable.json", "{}")


def bomb(path: Path) -> None:
    written(path, {**TEXTS, "instance.json": b" " * (verifier.LARGEST_MEMBER + 1)})


def lying_bomb(path: Path) -> None:
    """Declare a small size for a member that unpacks to a large one."""
    bomb(path)
    data = path.read_bytes()
    size = struct.pack("<I", verifier.LARGEST_MEMBER + 1)
    assert data.count(size) == 2  # in the local header and in the directory
    path.write_bytes(data.replace(size, struct.pack("<I", 100)))


def damaged(path: Path) -> None:
    written(path, TEXTS)
    data = bytearray(path.read_bytes())
    data[200] ^= 255
    path.write_bytes(bytes(data))


def odd_packing(path: Path) -> None:
    written(path, TEXTS, ZIP_BZIP2)


def encrypted(path: Path) -> None:
    data = bytearray(written(path, TEXTS).read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(bytes(data))


def text_instead(name: str, text: str | bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        written(path, {**TEXTS, name: text})

    return write


def changed(
    name: str, change: Callable[[dict[str, Any]], object]
) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        told: Documents = deepcopy(FULL)
        change(told[name])
        packed(path, told)

    return write


UNREADABLE: dict[str, Callable[[Path], None]] = {
    "no file": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "not a zip": not_a_zip,
    "an empty file": empty,
    "cut short": cut_short,
    "a member is missing": member_missing,
    "a member too many": member_too_many,
    "a member stands twice": member_twice,
    "a bomb": bomb,
    "a bomb that lies about its size": lying_bomb,
    "damaged": damaged,
    "packed unusually": odd_packing,
    "encrypted": encrypted,
    "no JSON": text_instead("claims.json", "goals: all met"),
    "no UTF-8": text_instead("claims.json", TEXTS["claims.json"].encode("utf-16")),
    "a key twice": text_instead(
        "timetable.json", TEXTS["timetable.json"].replace("{", '{"seats":[],', 1)
    ),
    "NaN": text_instead("claims.json", TEXTS["claims.json"].replace("1.5", "NaN")),
    "infinity": text_instead(
        "claims.json", TEXTS["claims.json"].replace("1.5", "1e999")
    ),
    "deeper than any stack": text_instead("claims.json", "[" * 10**6),
    "half a character": text_instead(
        "claims.json", TEXTS["claims.json"].replace("draft", "\\ud800", 1)
    ),
    "a number of five thousand digits": text_instead(
        "claims.json",
        TEXTS["claims.json"].replace('"seed": 7', '"seed": ' + "7" * 5000),
    ),
    "a list where an object belongs": text_instead("claims.json", "[]"),
    "a word where an object belongs": changed(
        "instance", lambda x: x["schools"][0].update(limits="limits")
    ),
    "an unknown field": changed("timetable", lambda x: x.update(secret=1)),
    "a field is missing": changed("claims", lambda x: x.pop("seed")),
    "true is no number": changed("claims", lambda x: x["goals"][0].update(value=True)),
    "1.0 is no integer": changed("claims", lambda x: x["goals"][0].update(value=1.0)),
    "another format": changed(
        "timetable", lambda x: x.update(format="kehou-timetable/2")
    ),
    "no such day": changed("instance", lambda x: x.update(week_of="2026-02-30")),
    "no such time": changed("instance", lambda x: x["slots"][0].update(start="24:01")),
    "a weekday that is none": changed(
        "instance", lambda x: x["slots"][0].update(weekday=8)
    ),
    "an id with a space": changed(
        "timetable", lambda x: x["groups"][0].update(id="a group")
    ),
    "a group without a slot": changed(
        "timetable", lambda x: x["groups"][0].update(slots=[])
    ),
    "a pin of no kind": changed("instance", lambda x: x["pins"][0].update(kind="wish")),
}


@pytest.mark.parametrize("write", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_file_is_answered_in_both_languages(
    write: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "result.zip"
    write(path)
    assert verifier.main([str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "无法读取" in told.err
    assert "cannot read" in told.err
    assert len(told.err.splitlines()) == 1


def test_an_unreadable_file_is_json_if_json_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verifier.main([str(tmp_path / "none.zip"), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["accepted"] is None
    assert told["error"] == {"zh": "没有这个文件", "en": "no such file"}


def test_a_complaint_about_a_child_never_repeats_the_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = deepcopy(FULL)
    told["instance"]["pupils"][1]["hardship"] = "left_behind_child"  # not a list
    assert verifier.main([str(packed(tmp_path / "result.zip", told))]) == 2
    said = capsys.readouterr().err
    assert "instance.json/pupils/1/hardship" in said
    assert "left_behind_child" not in said


def test_it_runs_alone_on_a_bare_python(tmp_path: Path) -> None:
    path = packed(tmp_path / "result.zip", FULL)
    command = [sys.executable, "-I", "-S", str(FILE), str(path), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    last = done.stdout.decode("utf-8").splitlines()[-1]
    assert re.match(r"ACCEPTED: \d+ right, 0 wrong, 0 waived", last)
