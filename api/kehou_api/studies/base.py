"""The instances of a study's base: from the folder it names, or of the city."""

import json
from collections.abc import Iterator
from pathlib import Path

from kehou_instances.city import CityInputs, generate_city, plan_city
from kehou_simulation.scenarios.study import City, Files, Stored, Study
from kehou_solver.domain.instance import INSTANCE_FORMAT, Instance
from kehou_solver.domain.reading import read_instance
from kehou_solver.errors import InputError, InvalidFile, Problem


def base_of(study: Study, beside: Path) -> Iterator[tuple[str, Instance]]:
    """Yield name and instance of all a study is about, one after the other.

    Args:
        study: as read.
        beside: folder of its file.

    Raises:
        InputError: if a file is wrong, or the study is about instances of a service.
    """
    match study.base:
        case Files() as files:
            return _instances_in(files, beside)
        case City() as city:
            return _communities_of(city)
        case Stored() as stored:
            zh = "命令行的研究应为 files 或 city；stored 只用于 API"
            en = "from the command line it is files or city; stored is for the API"
            raise InvalidFile([Problem("/base/kind", stored.kind, zh, en)])


def _communities_of(city: City) -> Iterator[tuple[str, Instance]]:
    inputs = CityInputs(
        county_town_fee_fen=city.county_town_fee_fen,
        vendor_rate_cap_fen=city.vendor_rate_cap_fen,
        village_subsidy_fen=city.village_subsidy_fen,
    )
    _known_districts(city)
    for one in generate_city(
        city.seed, inputs, fraction=city.fraction, districts=city.districts
    ):
        yield one.plan.id, one.instance


def _known_districts(city: City) -> None:
    if city.districts is None:
        return  # the plan of a whole city takes a third of a second
    known = sorted({one.district for one in plan_city(city.seed).communities})
    unknown = [name for name in city.districts if name not in known]
    if unknown:
        zh, en = f"应为 {'、'.join(known)}", f"is one of {', '.join(known)}"
        raise InvalidFile([Problem("/base/districts", n, zh, en) for n in unknown])


def _instances_in(base: Files, beside: Path) -> Iterator[tuple[str, Instance]]:
    """Yield name and instance of every file, in the order of their names.

    Files of another format (the plan of a city, timetables) are passed over, unless
    they are named.

    Args:
        base: which files.
        beside: folder of the study's own file.

    Raises:
        InputError: with every problem of the first file that is wrong, its name first.
    """
    folder = beside / base.folder
    paths = [folder / name for name in base.only] or sorted(folder.glob("*.json"))
    found = False
    for path in paths:
        content = _content(path)
        if not base.only and not _is_instance(content):
            continue
        found = True
        try:
            yield path.name, read_instance(content)
        except InputError as error:
            raise InvalidFile(
                [
                    Problem(
                        f"{path.name}{one.where}",
                        one.seen,
                        one.expected_zh,
                        one.expected_en,
                        one.clause,
                    )
                    for one in error.problems
                ]
            ) from None
    if not found:
        raise InvalidFile(
            [
                Problem(
                    "/base/folder",
                    base.folder,
                    "这个文件夹里没有实例（.json）；可用 kehou generate 生成",
                    "no instance (.json) is in that folder; kehou generate makes some",
                )
            ]
        )


def _is_instance(content: bytes) -> bool:
    try:
        document = json.loads(content)
    except ValueError:
        return True  # reading it will say what is wrong
    named = document.get("format") if isinstance(document, dict) else None
    ours = INSTANCE_FORMAT.partition("/")[0]
    return not isinstance(named, str) or named.partition("/")[0] == ours


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        zh, en = "无法打开；请核对 base.only", "cannot be opened; check base.only"
        told = Problem(path.name, str(error.strerror), zh, en)
        raise InvalidFile([told]) from None
