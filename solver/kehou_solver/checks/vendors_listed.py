"""Judge of: vendors serve only as their district lists, admits and prices them."""

from collections.abc import Iterator

from kehou_solver.checks.finding import Finding
from kehou_solver.checks.pay import pay_of_lesson
from kehou_solver.checks.presence import Meeting, Presence, presence_of
from kehou_solver.checks.words import yuan
from kehou_solver.domain.adult import Adult, AdultKind, Vendor
from kehou_solver.domain.base import Id, Text, day_of
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

TITLE = Text("机构在白名单内", "Vendors on the district's list")


def check(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Finding]:
    """Report vendor lessons off the list, not admitted, undeclared or above the cap."""
    presence = presence_of(instance, timetable)
    for lesson, meeting in presence.lessons:
        adult = lesson.adult
        if adult.kind != AdultKind.VENDOR_INSTRUCTOR or meeting.group.kind != "club":
            continue
        for fault in _faults(presence, adult, meeting):
            yield Finding(
                rule="vendors_listed",
                about=f"adult:{adult.id}",
                zh=f"机构教师 {adult.id} 在 {meeting.words.zh}：{fault.zh}",
                en=f"vendor instructor {adult.id} in {meeting.words.en}: {fault.en}",
                school=lesson.school,
                weekday=lesson.weekday,
            )


def _faults(presence: Presence, adult: Adult, meeting: Meeting) -> Iterator[Text]:
    roll = presence.roll
    vendor = roll.vendors.get(adult.vendor) if adult.vendor else None
    school = roll.schools.get(meeting.group.school)
    if vendor is None:
        yield Text(
            f"机构 {adult.vendor or '（未填）'} 不在名单上",
            f"vendor {adult.vendor or '(none given)'} is not known",
        )
    elif school is not None:
        yield from _listing(presence, vendor, school.district, meeting)
    district = roll.districts.get(school.district) if school else None
    if district is None:
        return
    pay, cap = pay_of_lesson(adult, meeting), district.vendor_rate_cap_fen
    if cap is None:
        yield Text(
            f"区县 {district.id} 没有机构付费标准",
            f"district {district.id} has set no vendor rate cap",
        )
    elif pay > cap:
        yield Text(
            f"每课时 {yuan(pay)} 元，付费标准上限 {yuan(cap)} 元",
            f"{yuan(pay)} yuan a lesson; the district's cap is {yuan(cap)} yuan",
        )


def _listing(
    presence: Presence, vendor: Vendor, district: Id, meeting: Meeting
) -> Iterator[Text]:
    date = day_of(presence.instance.week_of, meeting.weekday)
    if vendor.district != district:
        yield Text(
            f"机构 {vendor.id} 由 {vendor.district} 遴选，不是 {district}",
            f"vendor {vendor.id} is listed by {vendor.district}, not {district}",
        )
    if not vendor.listed_from <= date <= vendor.listed_until:
        yield Text(
            f"{date} 不在机构 {vendor.id} 的入选期"
            f"（{vendor.listed_from} 至 {vendor.listed_until}）内",
            f"vendor {vendor.id} is listed from {vendor.listed_from} to "
            f"{vendor.listed_until}, not on {date}",
        )
    if vendor.removed_on is not None and date >= vendor.removed_on:
        yield Text(
            f"机构 {vendor.id} 自 {vendor.removed_on} 起已退出，{date} 不得服务",
            f"vendor {vendor.id} was removed on {vendor.removed_on}; no service on "
            f"{date}",
        )
    if meeting.group.club not in vendor.clubs:
        yield Text(
            f"机构 {vendor.id} 未获准开设 {meeting.group.club}",
            f"vendor {vendor.id} is not admitted for {meeting.group.club}",
        )
    if not vendor.no_promotion_declared:
        yield Text(
            f"机构 {vendor.id} 没有签署不作商业推广的声明",
            f"vendor {vendor.id} has not declared that it will not advertise",
        )
