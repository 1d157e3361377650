"""A line for one family: its own data and counts of five and more, nothing else."""

from collections.abc import Sequence

from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.whynot.answer import Need
from kehou_solver.whynot.question import Question, WishNotMet

FEWEST = 5
"""No smaller count is told: a family could recognise other children in it."""

OWN = {"more_clubs", "stays"}
"""Changes that are the family's own to make."""


def for_family(
    instance: Instance,
    timetable: Timetable,
    question: Question,
    needs: Sequence[Need],
) -> Text:
    """Return the reason one family may read; "" for questions of no family.

    It depends on the child's own wishes and days, on the offer of the club, and on two
    counts (children who wished for it, children in it) if both are large enough.
    """
    if not isinstance(question, WishNotMet):
        return Text("", "")
    index = Index(instance)
    club = index.clubs[question.club]
    pupil = index.pupils[question.pupil]
    rank = pupil.wishes.index(club.id) + 1
    zh = [f"您的孩子第 {rank} 志愿是“{club.name}”。"]
    en = [f"Your child's wish number {rank} is “{club.name}”."]
    wished = sum(club.id in other.wishes for other in instance.pupils if other.consent)
    seated = _seated(timetable, club.id)
    if question.pupil in _in(timetable, club.id):
        zh.append("孩子已有名额。")
        en.append("Your child has a seat.")
        return Text("".join(zh), " ".join(en))
    if seated == 0:
        zh.append("本周没有开出这个社团。")
        en.append("The club does not meet this week.")
    elif wished >= FEWEST and seated >= FEWEST:
        zh.append(f"有 {wished} 名学生报名，{seated} 人有名额。")
        en.append(f"{wished} children wished for it; {seated} have a seat.")
    else:
        zh.append("这个社团的名额已按规定的顺序安排。")
        en.append("Its seats were given in the order the rules set.")
    for remedy in (need.remedies[0] for need in needs if len(need.remedies) == 1):
        if remedy.kind in OWN and getattr(remedy, "pupil", None) == question.pupil:
            said = remedy.says(index)
            own = Text(
                said.zh.replace(pupil.id, "孩子"),
                said.en.replace(pupil.id, "your child"),
            )
            zh.append(f"如果您愿意：{own.zh}，就可以安排。")
            en.append(f"It can be had if you agree: {own.en}.")
            break
    return Text("".join(zh), " ".join(en))


def _in(timetable: Timetable, club: Id) -> set[Id]:
    groups = {group.id for group in timetable.groups if group.club == club}
    return {seat.pupil for seat in timetable.seats if seat.group in groups}


def _seated(timetable: Timetable, club: Id) -> int:
    return len(_in(timetable, club))
