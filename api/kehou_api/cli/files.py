"""Reading what the user names and writing results so that none is half there."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import read_instance, read_timetable, write_json
from kehou_solver.domain.reading.shape import shape_problem
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.tuning import Tuning
from kehou_solver.errors import InvalidFile, Problem


def instance_from(path: Path) -> Instance:
    """Read an instance from .json or .xlsx.

    Raises:
        InputError: with every problem of the file.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        return read_instance(content_of(path))
    if suffix == ".xlsx":
        from kehou_instances.workbook import read_workbook

        content_of(path)
        return read_workbook(path)
    raise _refusal(
        path, "实例应是 .json 或 .xlsx 文件", "an instance is .json or .xlsx"
    )


def timetable_from(path: Path) -> Timetable:
    """Read a timetable from .json.

    Raises:
        InputError: with every problem of the file.
    """
    if path.suffix.lower() != ".json":
        raise _refusal(path, "课表应是 .json 文件", "a timetable is .json")
    return read_timetable(content_of(path))


def tuning_from(path: Path) -> Tuning:
    """Read parameters of the search from .json.

    Raises:
        InputError: with every problem of the file.
    """
    if path.suffix.lower() != ".json":
        raise _refusal(path, "参数应是 .json 文件", "parameters are .json")
    try:
        return Tuning.model_validate_json(content_of(path))
    except ValidationError as error:
        raise InvalidFile(
            [
                shape_problem(detail, Tuning, (path.name,))
                for detail in error.errors(include_url=False)
            ]
        ) from None


def write_instance(path: Path, instance: Instance) -> None:
    """Write an instance as .json or .xlsx, after its suffix."""
    match path.suffix.lower():
        case ".json":
            write_file(path, holding(write_json(instance)))
        case ".xlsx":
            from kehou_instances.workbook import write_workbook

            write_file(path, lambda aside: write_workbook(instance, aside))
        case _:
            raise _refusal(path, "请写成 .json 或 .xlsx", "write .json or .xlsx")


def write_file(path: Path, write: Callable[[Path], None]) -> None:
    """Write one file beside its place first, then move it there whole."""
    write_folder(path.parent, {path.name: write})


def write_folder(
    folder: Path, writers: dict[str, Callable[[Path], None]]
) -> tuple[Path, ...]:
    """Write all files, then move them into the folder; other files there stay.

    Nothing is moved until everything is written, so a failure leaves the folder as
    it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".kehou-", dir=folder))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        for name, write in writers.items():
            write(aside / name)
        for name in writers:
            (aside / name).replace(folder / name)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return tuple(folder / name for name in writers)


def holding(content: bytes | str) -> Callable[[Path], None]:
    """Return what writes this content; text as UTF-8 with plain line ends."""
    data = content.encode() if isinstance(content, str) else content

    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def _unwritable(folder: Path, error: OSError) -> InvalidFile:
    zh, en = "无法写入；请换一个文件夹", "cannot be written to; choose another folder"
    return _refusal(folder, zh, en, str(error.strerror))


def content_of(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        InvalidFile: if it cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refusal(
            path, "请核对路径", "check the path", "无此文件 / no such file"
        ) from error
    except OSError as error:
        zh, en = "无法打开；请核对权限", "cannot be opened; check its permissions"
        raise _refusal(path, zh, en, str(error.strerror)) from error


def _refusal(path: Path, zh: str, en: str, seen: str = "") -> InvalidFile:
    return InvalidFile([Problem(str(path), seen or path.suffix or path.name, zh, en)])
