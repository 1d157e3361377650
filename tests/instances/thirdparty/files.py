"""Tiny files in the formats of the third-party sets, written here, and refusals."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kehou_solver.domain import Instance
from kehou_solver.domain.validity import problems
from kehou_solver.errors import InvalidFile
from kehou_solver.policy import Policy
from kehou_solver.shortages.readiness import readiness_problems


def written(folder: Path, name: str, *lines: str) -> Path:
    """Write a file."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refusal(read: Callable[[Path], Any], path: Path) -> tuple[str, str]:
    """Return where and why (in English) a file is refused; insist on Chinese too."""
    with pytest.raises(InvalidFile) as caught:
        read(path)
    first = caught.value.problems[0]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in first.expected_zh)
    assert str(path.parent) not in str(caught.value)
    return first.where, first.expected_en


def sound(instance: Instance) -> Instance:
    """Insist that nothing is wrong with an instance, and return it."""
    assert problems(instance) == []
    assert readiness_problems(instance, Policy.of(instance)) == []
    return instance


def smptsp(
    tasks: Sequence[tuple[int, int]], able: Sequence[Sequence[int]]
) -> list[str]:
    """Return the lines of a task scheduling file."""
    return [
        "# made up",
        "Type = 1",
        f"Jobs = {len(tasks)}",
        *(f"  {start}  {end}" for start, end in tasks),
        f"Qualifications = {len(able)}",
        *(f" {len(one)}:  " + "  ".join(map(str, one)) for one in able),
    ]
