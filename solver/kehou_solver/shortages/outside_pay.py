"""More unavoidable pay for outsiders than the fees of a school allow."""

from collections.abc import Iterator, Mapping

from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.domain.answer import Shortage
from kehou_solver.domain.base import Weeks
from kehou_solver.domain.school import School, Tier
from kehou_solver.policy import Policy
from kehou_solver.shortages.blockers import lesson_pay
from kehou_solver.shortages.facts import Facts
from kehou_solver.shortages.lessons_week import shared_out
from kehou_solver.shortages.words import week_words


def outside_pay(week: Facts, sort: Weeks) -> Iterator[Shortage]:
    """Compare the cheapest unavoidable outside labour with the money, per school.

    Necessary: the lessons of a school that its own and group teachers cannot give,
    even if they did nothing elsewhere, are given by outsiders, each for at least the
    lowest pay among those who could; rule 30 caps that pay.
    """
    if not week.on("external_labour_cap"):
        return
    for school in week.instance.schools:
        here = [need for need in week.care if need.school == school.id]
        total = sum(need.adults for need in here)
        inside = shared_out(week, here, lambda adult: adult.kind in SCHOOL_KINDS).run()
        who = {name for need in here for name in need.who}
        outsiders = [
            adult
            for adult in week.instance.adults
            if adult.id in who and adult.kind not in SCHOOL_KINDS
        ]
        if inside == total or not outsiders:
            continue
        lessons = total - inside
        pay = lessons * min(lesson_pay(adult, None) for adult in outsiders)
        yield from _compare(week, sort, school, lessons, pay)


def _compare(
    week: Facts, sort: Weeks, school: School, lessons: int, pay: int
) -> Iterator[Shortage]:
    money, odd = school.money, week_words(sort)
    income = fee_income(week, school)
    month = pay * money.weeks_per_month
    remedy_zh = "请增加本校或集团教师的课时，或调整外聘报酬。"
    remedy_en = "Add lessons of own or group teachers, or agree on lower outside pay."
    if income is not None and month > income:
        yield Shortage(
            kind="outside_pay",
            about=f"school:{school.id}",
            needed=month,
            available=income,
            unit="fen/month",
            zh=(
                f"{school.name}{odd.zh}：每周至少 {lessons} 课时只能由校外人员承担，"
                f"每月劳务费至少 {_yuan(month)} 元，服务费收入只有 {_yuan(income)} 元。"
                f"{remedy_zh}"
            ),
            en=(
                f"{school.name}{odd.en}: at least {lessons} lessons a week are left to "
                f"outsiders; they cost at least {_yuan(month)} yuan a month, but fees "
                f"bring {_yuan(income)}. {remedy_en}"
            ),
        )
    ceiling = money.external_ceiling_fen
    if ceiling is not None and pay > ceiling:
        yield Shortage(
            kind="outside_pay_ceiling",
            about=f"school:{school.id}",
            needed=pay,
            available=ceiling,
            unit="fen/week",
            zh=(
                f"{school.name}{odd.zh}：每周至少 {lessons} 课时只能由校外人员承担，"
                f"劳务费至少 {_yuan(pay)} 元，超过每周上限 {_yuan(ceiling)} 元。"
                f"{remedy_zh}"
            ),
            en=(
                f"{school.name}{odd.en}: at least {lessons} lessons a week are left to "
                f"outsiders; they cost at least {_yuan(pay)} yuan, above the weekly "
                f"ceiling of {_yuan(ceiling)}. {remedy_en}"
            ),
        )


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def fee_of(week: Facts, school: School) -> int | None:
    """Return the monthly fee (fen) of a school: its own, the law's, the district's."""
    return monthly_fee(
        school,
        week.policy,
        {
            fee.tier: fee.fee_month_fen
            for fee in week.index.districts[school.district].fees
        },
    )


def monthly_fee(
    school: School, policy: Policy, district_fees: Mapping[Tier, int]
) -> int | None:
    """Return the fee in force for a school, None if nobody has set one (LZ-406)."""
    if school.money.fee_month_fen is not None:
        return school.money.fee_month_fen
    by_law = policy.tier_fee(school.tier, school.public)
    return by_law if by_law is not None else district_fees.get(school.tier)


def fee_income(week: Facts, school: School) -> int | None:
    """Return a month's fees (fen) of a school, waivers taken off."""
    fee = fee_of(week, school)
    if fee is None:
        return None
    total = 0
    for homeroom in week.classes_of.get(school.id, []):
        if homeroom.unlisted_consent is not None:
            total += fee * homeroom.unlisted
        for pupil in week.index.pupils_of.get(homeroom.id, []):
            if pupil.consent is not None:
                total += fee * (100 - pupil.fee_waiver_percent) // 100
    return total
