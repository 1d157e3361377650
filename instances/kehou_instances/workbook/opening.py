"""Is this file a workbook at all? What could hurt is refused before it is opened.

What is handed on is a fresh, uncompressed copy of the parts, each of them counted, so
that a file cannot be small here and huge in the spreadsheet library.
"""

import io
import zipfile
import zlib
from pathlib import Path

from kehou_solver.errors import InvalidFile, Problem

MOST_BYTES = 30 * 1024 * 1024
"""A group of seven campuses with 9,000 children needs about a twentieth of this."""

MOST_UNPACKED_BYTES = 128 * 1024 * 1024
MOST_PARTS = 2_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WANTED = ("xl/", "_rels/", "[Content_Types]")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP_TROUBLES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx"
_SAVE_AS_EN = "open it in Excel or WPS and save it as .xlsx"

Parts = dict[str, bytes]
"""Name of each part of the zip -> its content."""


def open_parts(path: Path) -> Parts:
    """Return the unpacked parts of a workbook.

    Raises:
        InvalidFile: missing, empty, too large, or not a readable .xlsx file.
    """
    return unpack(_bytes_of(path), path.name)


def packed(parts: Parts) -> bytes:
    """Pack parts into a zip without compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _refused(name: str, seen: str, zh: str, en: str) -> InvalidFile:
    return InvalidFile([Problem(name, seen, zh, en)])


def _bytes_of(path: Path) -> bytes:
    try:
        _insist_on_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise _refused(
            path.name,
            type(error).__name__,
            "文件打不开；请核对路径和权限，并关闭正在使用它的程序",
            "the file cannot be opened; check path and permission, and close programs "
            "that use it",
        ) from None


def _insist_on_size(size: int, name: str) -> None:
    if size > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise _refused(
            name,
            f"{size / 1024 / 1024:.1f} MB",
            f"文件最大 {most} MB；请删去图片和无关的表，或按学校拆分",
            f"a file may have {most} MB; drop pictures and other sheets, or split "
            "it by school",
        )


def unpack(content: bytes, name: str) -> Parts:
    """Return the parts of a workbook given as bytes; `name` is for messages.

    Raises:
        InvalidFile: empty, too large, or not a readable .xlsx file.
    """
    _insist_on_size(len(content), name)
    if not content.startswith(b"PK"):
        raise _no_zip(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _read(archive, name)
    except _ZIP_TROUBLES as error:
        raise _refused(
            name,
            type(error).__name__,
            "文件不完整或已损坏（可能没有传完）；请重新下载或另存一份",
            "the file is cut off or damaged (an unfinished download?); fetch or save "
            "it again",
        ) from None
    if "xl/workbook.xml" not in parts:
        raise _refused(
            name,
            "zip",
            f"这个压缩包不是 .xlsx 工作簿；{_SAVE_AS}",
            f"this archive is no .xlsx workbook; {_SAVE_AS_EN}",
        )
    return parts


def _read(archive: zipfile.ZipFile, name: str) -> Parts:
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise _locked(name)
    declared = sum(info.file_size for info in infos)
    if declared > MOST_UNPACKED_BYTES or len(infos) > MOST_PARTS:
        raise _refused(
            name,
            f"{declared / 1024 / 1024:.0f} MB, {len(infos)} parts",
            f"解压后超过 {MOST_UNPACKED_BYTES // 1024 // 1024} MB；请按学校拆分",
            f"more than {MOST_UNPACKED_BYTES // 1024 // 1024} MB when unpacked; split "
            "it by school",
        )
    parts: Parts = {}
    taken: set[str] = set()
    for info in infos:
        part = info.filename.replace("\\", "/").lstrip("/")
        if part.lower() in taken:
            raise zipfile.BadZipFile(f"{part} is there twice")
        taken.add(part.lower())
        # Other parts are no concern of ours, and could be taken for another format.
        if part.startswith(_WANTED) and part.endswith((".xml", ".rels")):
            # zipfile reads no more of a part than declared, so the sum above holds.
            parts[part] = archive.read(info)
    return parts


def _locked(name: str) -> InvalidFile:
    return _refused(
        name,
        "EncryptedPackage",
        "文件有密码；请取消密码后另存为 .xlsx",
        "the file has a password; remove it and save as .xlsx",
    )


def _no_zip(content: bytes, name: str) -> InvalidFile:
    """Say what the file really is, as far as its first bytes tell."""
    head = content[:512].lstrip().lower()
    if not content.strip(b"\0 \t\r\n"):
        return _refused(
            name,
            f"{len(content)} B",
            "文件是空的；请重新导出或用模板填写",
            "the file is empty; export it again or fill in the template",
        )
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return _locked(name)
        kind, way = ".xls (Excel 97–2003)", _SAVE_AS
    elif content.startswith(b"%PDF"):
        kind, way = "PDF", "请发送原来的 .xlsx 文件"
    elif head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        kind, way = "HTML/XML", _SAVE_AS
    elif _is_text(content):
        kind, way = "text/CSV/JSON", _SAVE_AS
    else:
        kind, way = repr(content[:8]), _SAVE_AS
    return _refused(
        name,
        kind,
        f"不是 .xlsx 工作簿（改扩展名没有用）；{way}",
        f"this is no .xlsx workbook, whatever its name says; {_SAVE_AS_EN}",
    )


def _is_text(content: bytes) -> bool:
    if b"\0" in content[:4096]:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
