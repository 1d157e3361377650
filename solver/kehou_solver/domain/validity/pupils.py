"""Pupils: class, consent, the slots they skip, the clubs they wish for."""

from collections.abc import Iterator

from kehou_solver.domain.pupil import Pupil
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def pupil_problems(draft: Draft) -> Iterator[Problem]:
    """Judge each pupil."""
    for where, pupil in draft.placed("pupils", draft.instance.pupils):
        yield from draft.refer("classes", pupil.class_id, f"{where}/class_id")
        yield from draft.refer("slots", pupil.skips, f"{where}/skips")
        yield from draft.refer("clubs", pupil.wishes, f"{where}/wishes")
        yield from _own_school(draft, where, pupil)
        yield from _wishes_once(where, pupil)
        yield from _points_for_each_wish(where, pupil)
        filed = pupil.consent
        if filed and draft.complete("week_of") and filed > draft.instance.week_of:
            yield Problem(
                f"{where}/consent",
                shown(filed.isoformat()),
                f"书面同意应在服务开始前（不晚于 {draft.instance.week_of}）；"
                "请核对日期，未同意就留空",
                f"written consent comes before the service (by "
                f"{draft.instance.week_of}); check the date, or leave it out while "
                "there is none",
                "LZ-404",
            )


def _own_school(draft: Draft, where: str, pupil: Pupil) -> Iterator[Problem]:
    homeroom = draft.classes.get(pupil.class_id)
    if homeroom is None:
        return
    for position, skipped in enumerate(pupil.skips):
        slot = draft.slots.get(skipped)
        if slot is not None and slot.school != homeroom.school:
            yield Problem(
                f"{where}/skips/{position}",
                shown(skipped),
                f"这是学校 {slot.school} 的时段；请改成本校时段或删去",
                f"this slot is of school {slot.school}; give one of the pupil's own "
                "school or drop it",
            )
    for position, wish in enumerate(pupil.wishes):
        club = draft.clubs.get(wish)
        if club is not None and club.school != homeroom.school:
            yield Problem(
                f"{where}/wishes/{position}",
                shown(wish),
                f"这是学校 {club.school} 的社团；只能选本校社团",
                f"this club is of school {club.school}; only clubs of the pupil's own "
                "school can be wished for",
            )


def _wishes_once(where: str, pupil: Pupil) -> Iterator[Problem]:
    for position, wish in enumerate(pupil.wishes):
        if wish in pupil.wishes[:position]:
            yield Problem(
                f"{where}/wishes/{position}",
                shown(wish),
                "同一社团写了两次；请只留靠前的一次",
                "this club is wished for twice; keep the earlier place",
            )


def _points_for_each_wish(where: str, pupil: Pupil) -> Iterator[Problem]:
    points = pupil.wish_points
    if points is not None and len(points) != len(pupil.wishes):
        yield Problem(
            f"{where}/wish_points",
            str(len(points)),
            f"应与志愿一样多（{len(pupil.wishes)} 个），每个志愿一个分数；"
            "不打分就不要填写这一项",
            f"as many numbers as wishes ({len(pupil.wishes)}), one for each; leave the "
            "field out where nobody gave points",
        )
