"""A spoilt file, and what must be said about it."""

from dataclasses import dataclass
from pathlib import Path

from kehou_solver.errors import Problem


@dataclass(frozen=True)
class Spoilt:
    """One file that somebody could send by mistake or on purpose.

    Attributes:
        name: what was done to it.
        suffix: ".xlsx" or ".json".
        content: the file itself.
        place: what the place of one of the problems must begin with; "" = anywhere.
        by_chance: it may happen to be still valid (random damage).
    """

    name: str
    suffix: str
    content: bytes
    place: str = ""
    by_chance: bool = False

    def written_to(self, folder: Path) -> Path:
        """Write the file, under a name that says nothing about its content."""
        path = folder / f"sent{self.suffix}"
        path.write_bytes(self.content)
        return path

    def named_by(self, problems: tuple[Problem, ...]) -> bool:
        """Say whether a problem stands at the place that was spoilt."""
        return any(problem.where.startswith(self.place) for problem in problems)


def is_clear(problem: Problem) -> bool:
    """Say whether a problem has a place, both languages, and shows no traceback."""
    chinese = any("一" <= letter <= "鿿" for letter in problem.expected_zh)
    english = any("a" <= letter <= "z" for letter in problem.expected_en)
    text = problem.line("zh") + problem.line("en")
    return (
        chinese
        and english
        and bool(problem.where.strip())
        and bool(problem.seen.strip())
        and "Traceback" not in text
        and "pydantic" not in text
    )
