"""`kehou city`: make a synthetic city, community by community."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kehou_api.cli.options import JsonOption, LangOption, SeedOption, listen

if TYPE_CHECKING:
    from kehou_instances.city import CityPlan, CommunityPlan


def city(
    ctx: typer.Context,
    seed: SeedOption = 0,
    fraction: Annotated[
        float,
        typer.Option(
            help="取全市的几分之几，各层比例不变 / share of the city, every tier alike"
        ),
    ] = 1.0,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="只做这个教共体，如 lz-001，可重复 / only this community, repeatable",
            show_default=False,
        ),
    ] = None,
    county_town_fee_fen: Annotated[
        int | None,
        typer.Option(
            help="县城收费（分/生/月），必填 / fee in county towns (fen), required",
            show_default=False,
        ),
    ] = None,
    vendor_rate_cap_fen: Annotated[
        int | None,
        typer.Option(
            help="机构课时费上限（分），必填 / cap of a vendor lesson (fen), required",
            show_default=False,
        ),
    ] = None,
    village_subsidy_fen: Annotated[
        int | None,
        typer.Option(
            help="村小补助（分/生/周），可不填 / village subsidy (fen/pupil/week)",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="文件夹，默认 city-<种子> / the folder to write",
            show_default=False,
        ),
    ] = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """生成一座模拟城市 / make a synthetic city of education communities."""
    from kehou_api.cli.city_files import CITY_FILE, write_city
    from kehou_api.cli.counting import counting
    from kehou_instances.city import CityInputs, plan_city
    from kehou_instances.city.inputs import checked

    voice = listen(ctx, lang, as_json)
    inputs = CityInputs(county_town_fee_fen, vendor_rate_cap_fen, village_subsidy_fen)
    checked(inputs)
    plan = plan_city(seed)
    taken = _taken(plan, fraction, only)
    folder = output or Path(f"city-{seed}")
    with counting(voice, len(taken)) as step:
        document = write_city(folder, plan, taken, inputs, step)
    pupils = sum(each.pupils for each in document.files)
    voice.say(
        f"{len(taken)} 个教共体、学生 {pupils} 人：已写入 {folder}",
        f"{len(taken)} communities, {pupils} pupils: written to {folder}",
    )
    files = [str(folder / CITY_FILE)]
    files += [str(folder / each.file) for each in document.files]
    voice.answer({"outcome": "written", "pupils": pupils, "files": files})


def _taken(
    plan: "CityPlan", fraction: float, only: list[str] | None
) -> "list[CommunityPlan]":
    from kehou_instances.city import sampled
    from kehou_solver.errors import InputError, Problem

    if not 0 < fraction <= 1:
        zh, en = "应大于 0、不超过 1", "must be above 0 and at most 1"
        raise InputError([Problem("--fraction", str(fraction), zh, en)])
    if not only:
        return sampled(plan, fraction)
    last = plan.communities[-1].id
    zh = f"没有这个教共体；编号从 lz-001 到 {last}"
    en = f"no such community; ids go from lz-001 to {last}"
    known = {each.id: each for each in plan.communities}
    unknown = [name for name in only if name not in known]
    if unknown:
        raise InputError([Problem("--only", name, zh, en) for name in unknown])
    return [known[name] for name in sorted(set(only))]
