"""The school's own teachers and support staff before anything is planned."""

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.frame import MAIN
from kehou_instances.ladder.naming import named
from kehou_instances.ladder.papers import papers
from kehou_instances.ladder.shape import Shape
from kehou_instances.ladder.teaching import (
    boarding_duties,
    homeroom_posts,
    lessons,
    office_hours,
    subject_posts,
)
from kehou_solver.domain import Adult, AdultKind, DutyRole

PAY_FEN = 5_000
"""Pay of one lesson of an own teacher (domain notes, section 8)."""


def own_teachers(
    shape: Shape, draws: Draws
) -> tuple[list[Adult], dict[str, str], dict[str, str]]:
    """Draw the own teachers, homeroom teachers first.

    Returns:
        The teachers, the subject of each, and the homeroom teacher of each class.
    """
    ids = [class_id for class_id, _ in shape.class_ids()]
    others = draws.shuffled(subject_posts(ids, shape.own - len(ids), shape.specialists))
    made: list[Adult] = []
    subjects: dict[str, str] = {}
    homeroom: dict[str, str] = {}
    for number, post in enumerate((*homeroom_posts(ids), *others), start=1):
        adult_id, name = named(AdultKind.OWN_TEACHER, number)
        subjects[adult_id] = post.subject
        if post.homeroom is not None:
            homeroom[post.homeroom] = adult_id
        duties = lessons(shape, post.subject, MAIN, draws)
        if shape.township:
            duties += boarding_duties(MAIN, draws)
        made.append(
            Adult(
                id=adult_id,
                name=name,
                kind=AdultKind.OWN_TEACHER,
                home=MAIN,
                serves=(MAIN,),
                papers=papers(AdultKind.OWN_TEACHER),
                care="taught",
                teaches=post.teaches,
                duties=tuple(duties),
                posts=own_roles(number, shape, draws),
                pay_fen_per_lesson=PAY_FEN,
                past_lessons=draws.whole(0, 6),
                time_bank_minutes=30 * draws.whole(-4, 18),
            )
        )
    return made, subjects, homeroom


def own_roles(number: int, shape: Shape, draws: Draws) -> tuple[DutyRole, ...]:
    """Draw the duty roles of an own teacher; the last tenth are the duty leaders."""
    roles = [r for r in (DutyRole.PATROL, DutyRole.GATE_DUTY) if draws.chance(0.6)]
    if number > shape.own - leaders(shape):
        roles.insert(0, DutyRole.DUTY_LEADER)
    return tuple(roles)


def leaders(shape: Shape) -> int:
    """Return how many own teachers can be duty leader: enough for every weekday."""
    return max(2, round(shape.own / 10))


def support_staff(shape: Shape) -> list[Adult]:
    """Return those who fill posts but lead nothing (LZ-414)."""
    made = []
    for number in range(1, shape.support + 1):
        adult_id, name = named(AdultKind.SUPPORT_STAFF, number)
        made.append(
            Adult(
                id=adult_id,
                name=name,
                kind=AdultKind.SUPPORT_STAFF,
                home=MAIN,
                serves=(MAIN,),
                papers=papers(AdultKind.SUPPORT_STAFF),
                duties=tuple(office_hours(MAIN)),
                posts=(DutyRole.PATROL, DutyRole.GATE_DUTY),
                clubs=(),
            )
        )
    return made
