"""The rulebooks that ship with the package, read from their TOML files."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from kehou_solver.errors import InputError, InvalidFile, Problem
from kehou_solver.policy.rulebook import Rulebook
from kehou_solver.policy.soundness import unsound

SHELF: Traversable = files("kehou_solver.policy") / "rulebooks"


def known() -> tuple[str, ...]:
    """Return the names of all rulebooks that can be loaded."""
    books = (book.name for book in SHELF.iterdir() if book.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in books))


@cache
def load(name: str) -> Rulebook:
    """Read a rulebook that ships with this package.

    Raises:
        InputError: if there is no rulebook of that name.
        InvalidFile: if the file is not a sound rulebook; holds all problems.
    """
    if name not in known():
        shelf = "、".join(known()), ", ".join(known())
        raise InputError(
            [
                Problem(
                    where="/rulebooks",
                    seen=repr(name),
                    expected_zh=f"没有这个规则册；现有：{shelf[0]}",
                    expected_en=f"no such rulebook; there are: {shelf[1]}",
                )
            ]
        )
    return parse(name, (SHELF / f"{name}.toml").read_text(encoding="utf-8"))


def parse(name: str, toml: str) -> Rulebook:
    """Read the rulebook called `name` from the text of its file.

    Raises:
        InvalidFile: if it is not a sound rulebook; holds all problems.
    """
    try:
        raw = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile(
            [
                Problem(
                    where=name,
                    seen=str(error),
                    expected_zh="规则册应是合法的 TOML 文件",
                    expected_en="a rulebook is a TOML file",
                )
            ]
        ) from None
    raw["name"] = name
    raw["clauses"] = raw.pop("clause", [])
    raw["overrides"] = raw.pop("override", [])
    try:
        # Through JSON: strict models then take lists for tuples and ISO days for dates.
        book = Rulebook.model_validate_json(json.dumps(raw, default=date.isoformat))
    except ValidationError as error:
        raise InvalidFile(list(_malformed(name, error))) from None
    if problems := list(unsound(book)):
        raise InvalidFile(problems)
    return book


def _malformed(name: str, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors(include_url=False):
        yield Problem(
            where=f"{name}:/" + "/".join(str(step) for step in fault["loc"]),
            seen=repr(fault["input"])[:80],
            expected_zh=f"格式不符：{fault['msg']}",
            expected_en=f"wrong form: {fault['msg']}",
        )
