"""Reads the file of a study (TOML), with everything that is wrong with it at once."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kehou_simulation.scenarios.study import (
    BASE,
    MOST_SCENARIOS,
    Scenario,
    Study,
)
from kehou_simulation.scenarios.sweeping import swept
from kehou_solver.domain.reading.item import read_item
from kehou_solver.errors import InvalidFile, InvalidInstance, Problem

MOST_BYTES = 1024 * 1024

BASE_SCENARIO = Scenario(name=BASE, title_zh="现状", title_en="as it is")


def read_study(text: bytes) -> tuple[Study, tuple[Scenario, ...]]:
    """Read a study from a file; see `study_of`.

    Raises:
        InvalidFile: no UTF-8, no TOML, or too large.
        InvalidInstance: with every problem.
    """
    return study_of(toml_of(text))


def study_of(document: Any) -> tuple[Study, tuple[Scenario, ...]]:
    """Read a study from plain values; return it with all its scenarios, base first.

    Raises:
        InvalidInstance: with every problem.
    """
    study = read_item(Study, document)
    scenarios, problems = [BASE_SCENARIO, *study.scenarios], []
    for place, sweep in enumerate(study.sweeps):
        more, wrong = swept(sweep, f"/sweeps/{place}")
        scenarios += more
        problems += wrong
    problems += _names(scenarios)
    if len(scenarios) > MOST_SCENARIOS:
        zh, en = f"最多 {MOST_SCENARIOS} 个情景", f"at most {MOST_SCENARIOS} scenarios"
        problems.append(Problem("/scenarios", str(len(scenarios)), zh, en))
    if problems:
        raise InvalidInstance(problems)
    return study, tuple(scenarios)


def toml_of(text: bytes) -> Any:
    """Return what a TOML file says, as plain values.

    Raises:
        InvalidFile: no UTF-8, no TOML, or too large.
    """
    return _plain(_table(text))


def _table(text: bytes) -> dict[str, Any]:
    if len(text) > MOST_BYTES:
        raise _refused(f"{len(text)} B", "文件过大", "the file is too large")
    try:
        return tomllib.loads(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _refused("?", "请存为 UTF-8 编码", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        zh, en = "不是 TOML；请按提示的行列改正", "no TOML; mend it at that line"
        raise _refused(str(error)[:80], zh, en) from None


def _refused(seen: str, zh: str, en: str) -> InvalidFile:
    return InvalidFile([Problem("/", seen, zh, en)])


def _plain(value: Any) -> Any:
    """Turn TOML's dates into text, as they stand in instances."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _names(scenarios: list[Scenario]) -> Iterator[Problem]:
    for name, count in Counter(one.name for one in scenarios).items():
        if count > 1:
            zh = "情景名称重复；请改成不同的名称（base 保留给现状）"
            en = "a name given twice; choose another (base is what is there)"
            yield Problem("/scenarios", name, zh, en)
