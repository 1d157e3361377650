"""Names, money and vendors of a community: what the planting does not depend on."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kehou_instances.city.inputs import CityMoney
from kehou_instances.city.places import (
    COMMUNITY_WORDS,
    DISTRICTS,
    TIER_OF,
    URBAN,
    school_words,
)
from kehou_instances.city.plan import CommunityPlan, SchoolPlan, VendorPlan
from kehou_instances.city.recipe import Recipe
from kehou_instances.ladder.term import SCHOOL_YEAR
from kehou_solver.domain import (
    Adult,
    AdultKind,
    Club,
    District,
    HomeroomClass,
    Money,
    Pupil,
    School,
    SchoolKind,
    Tier,
    TierFee,
    Vendor,
)
from kehou_solver.policy import Policy

PAID_AS = {
    AdultKind.OWN_TEACHER: "own_teacher",
    AdultKind.GROUP_TEACHER: "group_teacher",
    AdultKind.RETIREE: "retiree",
    AdultKind.VENDOR_INSTRUCTOR: "vendor",
    AdultKind.VOLUNTEER: "volunteer",
}
"""Everybody else is paid as a specialist."""


def district(community: CommunityPlan, money: CityMoney, recipe: Recipe) -> District:
    """Return the district or county, with the numbers only it can set."""
    name = DISTRICTS[community.district]
    return District(
        id=community.district,
        name=f"{name.zh} / {name.en}",
        off_work_time=recipe.count("off_work_time"),
        vendor_rate_cap_fen=money.vendor_rate_cap,
        fees=(TierFee(tier=Tier.COUNTY_TOWN, fee_month_fen=money.county_town_fee),),
    )


def dressed(
    school: School,
    plan: SchoolPlan,
    community: CommunityPlan,
    recipe: Recipe,
    money: Money,
) -> School:
    """Return a planted school with its tier, its group and its money."""
    words = school_words(plan.tier, plan.kind)
    return school.model_copy(
        update={
            "name": f"示例{words.zh} {plan.code} / sample {words.en} {plan.code}",
            "district": community.district,
            "group": community.id if len(community.schools) > 1 else None,
            "kind": plan.kind,
            "tier": TIER_OF[plan.tier],
            "boarding": bool(recipe.count("boarding", plan.tier)),
            "weak": plan.weak,
            "money": money,
        }
    )


def school_money(
    plan: SchoolPlan,
    pupils: Sequence[Pupil],
    money: CityMoney,
    recipe: Recipe,
    policy: Policy,
) -> Money:
    """Return fee and restricted subsidy of one school.

    City and township fees are the rulebook's, county towns' the district's (LZ-406);
    a village takes no fee.
    """
    subsidy = 0
    if plan.tier == "village":
        subsidy = (money.village_subsidy or 0) * len(pupils)
    elif plan.tier in URBAN and plan.kind is SchoolKind.PRIMARY:
        days = sum(len(p.weekdays) for p in pupils if p.consent is not None)
        subsidy = days * policy.number("subsidy_fen_pupil_day")
    return Money(
        fee_month_fen=0 if plan.tier == "village" else None,
        weeks_per_month=recipe.count("weeks_per_month"),
        subsidy_week_fen=subsidy,
    )


def paid(adult: Adult, money: CityMoney, recipe: Recipe) -> Adult:
    """Return an adult with the pay of the recipe; vendors at most the cap."""
    if adult.kind is AdultKind.SUPPORT_STAFF:
        return adult
    pay = recipe.count("pay", PAID_AS.get(adult.kind, "specialist"))
    if adult.kind is AdultKind.VENDOR_INSTRUCTOR:
        pay = min(pay, money.vendor_rate_cap)
    return adult.model_copy(update={"pay_fen_per_lesson": pay, "terms": ()})


def whitelist(
    vendors: Sequence[VendorPlan], clubs: Mapping[str, str]
) -> tuple[Vendor, ...]:
    """Return the district's list, with the clubs of the community each may lead.

    Args:
        vendors: those of the district.
        clubs: line of the catalogue of each club of the community, by id.
    """
    first, last = SCHOOL_YEAR
    return tuple(
        Vendor(
            id=vendor.id,
            name=f"示例机构 {vendor.id} / sample vendor {vendor.id}",
            district=vendor.district,
            listed_from=first,
            listed_until=last,
            clubs=tuple(c for c, offer in clubs.items() if offer in vendor.admitted),
            no_promotion_declared=True,
        )
        for vendor in vendors
    )


def offer_of(club: Club) -> str:
    """Return the line of the catalogue that a club of a campus comes from."""
    return club.id.removeprefix(f"{club.school}-")


def title(community: CommunityPlan, classes: Sequence[HomeroomClass]) -> str:
    """Return what the community is called; nobody real is meant."""
    words, place = COMMUNITY_WORDS[community.kind], DISTRICTS[community.district]
    schools = len(community.schools)
    return (
        f"示例{words.zh} {community.id}（{place.zh}，{schools} 校、{len(classes)} 班、"
        f"学生 {community.pupils} 人） / sample {words.en} {community.id} "
        f"({place.en}: schools {schools}, classes {len(classes)}, "
        f"pupils {community.pupils})"
    )


def notes(seed: int, community: CommunityPlan) -> tuple[str, ...]:
    """Return what every output must say."""
    kinds = Counter(school_words(s.tier, s.kind) for s in community.schools)
    zh = "、".join(f"{words.zh} {count} 所" for words, count in kinds.items())
    en = ", ".join(f"{count} {words.en}" for words, count in kinds.items())
    return (
        f"合成城市（种子 {seed}）的教共体 {community.id}：{zh}。"
        "全部数字均为假设，出处见城市说明（city.json），不涉及任何真实的学校或个人。",
        f"Community {community.id} of a synthetic city (seed {seed}): {en}. Every "
        "number is an assumption, its source in city.json; no real school or person "
        "is meant.",
    )
