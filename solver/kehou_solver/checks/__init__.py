"""The judge: plain Python that decides whether a timetable keeps each rule."""

from collections.abc import Iterable, Mapping

from kehou_solver.checks import (
    adults_per_group,
    after_last_lesson,
    afternoons_cap,
    away_afternoons_cap,
    club_seats,
    duty_minutes_day_cap,
    duty_minutes_week_cap,
    everyone_in_care,
    external_labour_cap,
    free_when_asked,
    homework_every_day,
    known_ids,
    lender_keeps_cover,
    lending_inside_group,
    meetings_as_offered,
    merged_care,
    minimum_enrolment,
    one_campus_an_afternoon,
    one_place_at_a_time,
    papers_valid,
    pins_kept,
    posts_filled,
    qualified,
    rest_between_days,
    room_open,
    room_seats,
    room_suits,
    seats_as_asked,
    service_ends_after_work,
    travel_time,
    vendor_accompanied,
    vendor_share_cap,
    vendors_listed,
    vendors_only_clubs,
    weekly_lessons_cap,
)
from kehou_solver.checks.finding import Check, Finding
from kehou_solver.checks.over_weeks import audit_rules
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.policy import Policy

CHECKS: Mapping[str, Check] = {
    "everyone_in_care": everyone_in_care.check,
    "one_place_at_a_time": one_place_at_a_time.check,
    "room_seats": room_seats.check,
    "room_suits": room_suits.check,
    "room_open": room_open.check,
    "club_seats": club_seats.check,
    "merged_care": merged_care.check,
    "minimum_enrolment": minimum_enrolment.check,
    "meetings_as_offered": meetings_as_offered.check,
    "seats_as_asked": seats_as_asked.check,
    "adults_per_group": adults_per_group.check,
    "qualified": qualified.check,
    "free_when_asked": free_when_asked.check,
    "papers_valid": papers_valid.check,
    "vendors_listed": vendors_listed.check,
    "vendors_only_clubs": vendors_only_clubs.check,
    "vendor_accompanied": vendor_accompanied.check,
    "vendor_share_cap": vendor_share_cap.check,
    "lending_inside_group": lending_inside_group.check,
    "one_campus_an_afternoon": one_campus_an_afternoon.check,
    "travel_time": travel_time.check,
    "away_afternoons_cap": away_afternoons_cap.check,
    "lender_keeps_cover": lender_keeps_cover.check,
    "weekly_lessons_cap": weekly_lessons_cap.check,
    "afternoons_cap": afternoons_cap.check,
    "duty_minutes_day_cap": duty_minutes_day_cap.check,
    "duty_minutes_week_cap": duty_minutes_week_cap.check,
    "rest_between_days": rest_between_days.check,
    "homework_every_day": homework_every_day.check,
    "external_labour_cap": external_labour_cap.check,
    "posts_filled": posts_filled.check,
    "pins_kept": pins_kept.check,
    "service_ends_after_work": service_ends_after_work.check,
    "after_last_lesson": after_last_lesson.check,
}
"""One per rule, in the order of docs/rules-and-goals.md."""

TITLES: Mapping[str, Text] = {
    "known_ids": known_ids.TITLE,
    "everyone_in_care": everyone_in_care.TITLE,
    "one_place_at_a_time": one_place_at_a_time.TITLE,
    "room_seats": room_seats.TITLE,
    "room_suits": room_suits.TITLE,
    "room_open": room_open.TITLE,
    "club_seats": club_seats.TITLE,
    "merged_care": merged_care.TITLE,
    "minimum_enrolment": minimum_enrolment.TITLE,
    "meetings_as_offered": meetings_as_offered.TITLE,
    "seats_as_asked": seats_as_asked.TITLE,
    "adults_per_group": adults_per_group.TITLE,
    "qualified": qualified.TITLE,
    "free_when_asked": free_when_asked.TITLE,
    "papers_valid": papers_valid.TITLE,
    "vendors_listed": vendors_listed.TITLE,
    "vendors_only_clubs": vendors_only_clubs.TITLE,
    "vendor_accompanied": vendor_accompanied.TITLE,
    "vendor_share_cap": vendor_share_cap.TITLE,
    "lending_inside_group": lending_inside_group.TITLE,
    "one_campus_an_afternoon": one_campus_an_afternoon.TITLE,
    "travel_time": travel_time.TITLE,
    "away_afternoons_cap": away_afternoons_cap.TITLE,
    "lender_keeps_cover": lender_keeps_cover.TITLE,
    "weekly_lessons_cap": weekly_lessons_cap.TITLE,
    "afternoons_cap": afternoons_cap.TITLE,
    "duty_minutes_day_cap": duty_minutes_day_cap.TITLE,
    "duty_minutes_week_cap": duty_minutes_week_cap.TITLE,
    "rest_between_days": rest_between_days.TITLE,
    "homework_every_day": homework_every_day.TITLE,
    "external_labour_cap": external_labour_cap.TITLE,
    "posts_filled": posts_filled.TITLE,
    "pins_kept": pins_kept.TITLE,
    "service_ends_after_work": service_ends_after_work.TITLE,
    "after_last_lesson": after_last_lesson.TITLE,
}
"""Every rule a finding may name; `known_ids` comes before all judging."""

NATURE = frozenset({"one_place_at_a_time", "minimum_enrolment", "pins_kept"})
"""Rules that need no clause: always on."""


def audit(
    instance: Instance, timetable: Timetable, policy: Policy
) -> tuple[Finding, ...]:
    """Return everything wrong with a timetable, whoever made it.

    The rules of nature and those the rulebooks ask for, in the order of `CHECKS`, in
    odd and even weeks. If the timetable speaks of things that do not exist, only that
    is reported. Waived findings are listed and marked.
    """
    unknown = tuple(known_ids.check(instance, timetable, policy))
    if unknown:
        return tuple(dict.fromkeys(unknown))
    asked = policy.rules() | NATURE
    rules = {name: check for name, check in CHECKS.items() if name in asked}
    return audit_rules(rules, instance, timetable, policy)


def broken(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that no waiver allows."""
    return tuple(finding for finding in findings if finding.waived is None)


__all__ = ["CHECKS", "NATURE", "TITLES", "Check", "Finding", "audit", "broken"]
