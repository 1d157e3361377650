"""The instances a tuning run is given: rungs with seeds, files, folders of files."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kehou_api.cli.commands.generate import Rung
from kehou_api.cli.files import instance_from
from kehou_instances.ladder import generate
from kehou_solver.domain.instance import Instance
from kehou_solver.errors import InputError, Problem

SEEDS = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
MOST = 1000
"""Seeds of one rung."""

FILES = (".json", ".xlsx")


def family(words: Sequence[str]) -> list[tuple[str, Instance]]:
    """Return name and instance of all cases named.

    Raises:
        InputError: with everything that is no case.
    """
    found: list[tuple[str, Instance]] = []
    problems: list[Problem] = []
    for word in words:
        try:
            found += list(_named(word))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _named(word: str) -> Iterator[tuple[str, Instance]]:
    rung, colon, seeds = word.partition(":")
    if colon and rung.upper() in Rung.__members__:
        for seed in _seeds(word, seeds):
            name = f"{rung.upper()}:{seed}"
            yield name, generate(Rung[rung.upper()].value, seed).instance
        return
    path = Path(word)
    if not path.is_dir():
        if not path.exists():
            raise _no_case(word)
        yield path.name, instance_from(path)
        return
    files = sorted(one for one in path.iterdir() if one.suffix.lower() in FILES)
    if not files:
        raise _refusal(
            word, "文件夹中没有 .json 或 .xlsx", "no .json or .xlsx in this folder"
        )
    for one in files:
        yield one.name, instance_from(one)


def _seeds(word: str, seeds: str) -> range:
    read = SEEDS.fullmatch(seeds)
    if read is None:
        raise _no_case(word)
    first = int(read[1])
    last = int(read[2] or first)
    if not first <= last < first + MOST:
        raise _refusal(
            word,
            f"种子从小到大，最多 {MOST} 个",
            f"seeds from small to large, at most {MOST}",
        )
    return range(first, last + 1)


def _no_case(word: str) -> InputError:
    return _refusal(
        word,
        "应是规模与种子（如 XS:0-7）、实例文件或文件夹",
        "a rung with seeds (such as XS:0-7), an instance file or a folder",
    )


def _refusal(word: str, zh: str, en: str) -> InputError:
    return InputError([Problem("kehou tune", word, zh, en)])
