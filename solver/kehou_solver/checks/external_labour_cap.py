"""Judge of: outside labour is paid from the fees of its own school, and no more."""

from collections import defaultdict
from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.pay import pay_of_lesson
from kehou_solver.checks.presence import Presence, presence_of
from kehou_solver.checks.words import yuan
from kehou_solver.domain.adult import SCHOOL_KINDS
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import School
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("校外人员劳务费上限", "Cap on outside labour")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report schools whose outside labour costs more than their fees or ceiling."""
    presence = presence_of(instance, timetable)
    paid = _paid(presence)
    for school in instance.schools:
        week = paid[school.id]
        if week == 0:
            continue
        for fault in _faults(presence, policy, school, week):
            yield Finding(
                rule="external_labour_cap",
                about=f"school:{school.id}",
                zh=f"{school.id} 本周校外人员劳务费 {yuan(week)} 元：{fault.zh}",
                en=f"{school.id} pays outsiders {yuan(week)} yuan a week: {fault.en}",
                school=school.id,
            )


def _paid(presence: Presence) -> dict[Id, int]:
    paid: dict[Id, int] = defaultdict(int)
    for adult_id in sorted(presence.assignments):
        adult = presence.roll.adults[adult_id]
        if adult.kind not in SCHOOL_KINDS:
            for one in presence.assignments[adult_id]:
                if one.meeting is not None:
                    paid[one.school] += pay_of_lesson(adult, one.meeting)
            if adult.serves:
                paid[adult.serves[0]] += adult.fixed_fen_week
    return paid


def _faults(
    presence: Presence, policy: Policy, school: School, week: int
) -> Iterator[Text]:
    ceiling = school.money.external_ceiling_fen
    if ceiling is not None and week > ceiling:
        yield Text(
            f"每周上限 {yuan(ceiling)} 元",
            f"the ceiling is {yuan(ceiling)} yuan a week",
        )
    fee = _fee(presence, policy, school)
    if fee is None:
        yield Text(
            "不知道收费标准，无法核对；请填写每月收费",
            "no fee is known to pay it from; give the monthly fee",
        )
        return
    month, income = week * school.money.weeks_per_month, _income(presence, school, fee)
    if month > income:
        yield Text(
            f"按每月 {school.money.weeks_per_month} 周计 {yuan(month)} 元，"
            f"超过每月服务费收入 {yuan(income)} 元",
            f"{yuan(month)} yuan in a month of {school.money.weeks_per_month} weeks; "
            f"fee income is {yuan(income)} yuan a month",
        )


def _fee(presence: Presence, policy: Policy, school: School) -> int | None:
    if school.money.fee_month_fen is not None:
        return school.money.fee_month_fen
    legal = policy.tier_fee(school.tier, school.public)
    if legal is not None:
        return legal
    district = presence.roll.districts.get(school.district)
    fees = district.fees if district else ()
    return next((f.fee_month_fen for f in fees if f.tier == school.tier), None)


def _income(presence: Presence, school: School, fee: int) -> int:
    roll = presence.roll
    income = sum(
        fee * each.unlisted
        for each in roll.instance.classes
        if each.school == school.id and each.unlisted_consent is not None
    )
    return income + sum(
        fee * (100 - pupil.fee_waiver_percent) // 100
        for pupil in roll.instance.pupils
        if pupil.consent is not None
        and roll.classes[pupil.class_id].school == school.id
    )
