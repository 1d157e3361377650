"""Does a question make sense for this instance and timetable?"""

from collections.abc import Container, Iterator

from kehou_solver.checks import audit, broken
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance, SeatPin
from kehou_solver.domain.timetable import Timetable
from kehou_solver.domain.validity import problems
from kehou_solver.errors import Problem
from kehou_solver.policy import Policy
from kehou_solver.whynot.asked import pin_of, pinned
from kehou_solver.whynot.question import Question


def faults(
    instance: Instance, policy: Policy, timetable: Timetable, question: Question
) -> list[Problem]:
    """Return everything that is wrong with a question."""
    found = [*_unknown(instance, question)]
    if not found:
        found = [*_unasked(instance, question)]
    if not found:
        pins = len(instance.pins)
        found = [
            problem
            for problem in problems(pinned(instance, question))
            if problem.where.startswith(f"/pins/{pins}")
        ]
    wrong = broken(audit(instance, timetable, policy))
    if wrong:
        found.append(
            Problem(
                where="timetable",
                seen=f"{len(wrong)} 处违规 / findings, {wrong[0].rule}",
                expected_zh="课表应当合规；请先用 kehou check 查看",
                expected_en="a lawful timetable; see `kehou check` first",
            )
        )
    return found


def _unknown(instance: Instance, question: Question) -> Iterator[Problem]:
    index = Index(instance)
    shelves: dict[str, Container[str]] = {
        "pupil": index.pupils,
        "club": index.clubs,
        "adult": index.adults,
        "slot": index.slots,
        "room": index.rooms,
        "class_id": index.classes,
    }
    subject = pin_of(question) or question
    for name, shelf in shelves.items():
        seen = getattr(subject, name, None)
        if seen is not None and seen not in shelf:
            yield Problem(
                where=f"question/{name}",
                seen=seen,
                expected_zh="数据中没有这个编号",
                expected_en="no such id in the instance",
            )


def _unasked(instance: Instance, question: Question) -> Iterator[Problem]:
    """Nobody is given a seat that the family did not ask for (LZ-206, LZ-301)."""
    pin = pin_of(question)
    if not isinstance(pin, SeatPin):
        return
    index = Index(instance)
    pupil, club = index.pupils[pin.pupil], index.clubs[pin.club]
    where = f"question/{pin.pupil}"
    if pupil.consent is None:
        yield Problem(
            where=where,
            seen="—",
            expected_zh="该生没有书面同意，不参加课后服务",
            expected_en="the child has no written consent on file",
            clause="LZ-206",
        )
    if pin.club not in pupil.wishes:
        yield Problem(
            where=where,
            seen=pin.club,
            expected_zh="该生没有填报这个社团",
            expected_en="the family has not wished for this club",
            clause="LZ-301",
        )
    if index.classes[pupil.class_id].school != club.school or not (
        club.from_grade <= index.grade_of(pupil) <= club.to_grade
    ):
        yield Problem(
            where=where,
            seen=pin.club,
            expected_zh="社团不招这个年级，或不在该生的学校",
            expected_en="the club is not for this grade, or at another school",
        )
