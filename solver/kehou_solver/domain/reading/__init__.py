"""Reads instances and timetables from JSON, and writes them so that diffs stay small.

Everything wrong with a file is said at once, in both languages; nothing that somebody
sends ends in a traceback.
"""

from typing import Any

from kehou_solver.domain.base import Frozen
from kehou_solver.domain.instance import INSTANCE_FORMAT, Instance
from kehou_solver.domain.reading.parts import MOST_PROBLEMS, Parts, read_parts
from kehou_solver.domain.reading.source import plain_object
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.validity import Draft, problems_of
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import InvalidFile, InvalidInstance, Problem

TIMETABLE_FORMAT = "kehou-timetable/1"


def read_instance(text: str | bytes) -> Instance:
    """Read an instance from JSON.

    Raises:
        InvalidFile: not UTF-8, not JSON, too large, or of another format.
        InvalidInstance: with every problem of the file at once.
    """
    data = plain_object(text)
    _refuse_other_formats(data, INSTANCE_FORMAT)
    parts = read_parts(Instance, data)
    draft = _draft(parts)
    problems = [*parts.problems]
    if not parts.full:
        problems += problems_of(draft)
    if problems:
        raise InvalidInstance(_at_most(problems))
    return Instance.model_validate(dict(draft.instance))


def read_timetable(text: str | bytes) -> Timetable:
    """Read a timetable from JSON; whether it fits an instance is for `checks` to say.

    Raises:
        InvalidFile: not UTF-8, not JSON, too large, or of another format.
        InvalidInstance: with every problem of the file at once.
    """
    data = plain_object(text)
    _refuse_other_formats(data, TIMETABLE_FORMAT)
    parts = read_parts(Timetable, data)
    if parts.problems:
        raise InvalidInstance(_at_most(parts.problems))
    return Timetable.model_validate(parts.fields | _tuples(parts))


def write_json(model: Frozen) -> str:
    """Write a model as JSON: fields in the order of the model, a newline at the end."""
    return model.model_dump_json(indent=2) + "\n"


def _tuples(parts: Parts) -> dict[str, Any]:
    return {name: tuple(items) for name, items in parts.items.items()}


def _draft(parts: Parts) -> Draft:
    """Put together what is right, so that cross-references can be judged already."""
    instance = Instance.model_construct(**(parts.fields | _tuples(parts)))
    return Draft(
        instance=instance,
        places=parts.places,
        broken={name: frozenset(ids) for name, ids in parts.broken.items()},
        partial=frozenset(parts.partial),
        nameless=frozenset(parts.nameless),
    )


def _refuse_other_formats(data: dict[str, Any], wanted: str) -> None:
    """Stop at once at another format: every further message would mislead."""
    given = data.get("format")
    if given is None or given == wanted:
        return
    name = wanted.partition("/")[0]
    if isinstance(given, str) and given.partition("/")[0] == name:
        zh = f"本版本只读 {wanted}；请升级 kehou，或用本版本重新导出"
        en = f"this version reads {wanted} only; upgrade kehou or export it again"
    else:
        zh = f"应是 {wanted}；请核对是否发错了文件"
        en = f"expected {wanted}; perhaps this is another kind of file"
    raise InvalidFile([Problem("/format", shown(given), zh, en)])


def _at_most(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = len(problems) - MOST_PROBLEMS
    return [
        *problems[:MOST_PROBLEMS],
        Problem(
            "/",
            f"+{more}",
            "还有更多问题没有列出；请先改正以上各项",
            "more problems are not listed; mend these first",
        ),
    ]
