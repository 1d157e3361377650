"""On tiny schools every timetable can be tried; the solver must do as well.

The world: one class of two listed children and some unlisted ones, two slots on
Monday, three adults, one club that may meet once. Every way to lead the two homework
groups, and to open the club with any lead and any children, is laid out and judged.
"""

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from kehou_solver.checks import audit, broken
from kehou_solver.domain import AdultKind, Hardship, Instance, Timetable
from kehou_solver.domain.answer import Found, Impossible, Settings
from kehou_solver.measures import MEASURES
from kehou_solver.policy import Policy
from kehou_solver.solve import solve
from tests.solver import worlds as w
from tests.solver.answers import stands

SLOTS = ("mon-1", "mon-2")
LEADS = ("T1", "T3", "C1")
CHILDREN = ("p1", "p2")

duties = st.sampled_from(
    [
        (w.duty(1, "08:00", "11:30"),),
        (w.duty(1, "14:00", "16:40"),),
        (w.duty(1, "19:00", "20:00"), w.duty(2, "08:00", "08:40")),
    ]
)
teachers = st.builds(
    lambda own, free, cap, past, pay: {
        "duties": own,
        "free": free,
        "lessons_week": cap,
        "past_lessons": past,
        "pay_fen_per_lesson": pay,
    },
    duties,
    st.sampled_from([None, ("mon-1",), ("mon-2",)]),
    st.sampled_from([None, 1]),
    st.integers(0, 2),
    st.sampled_from([0, 4000, 5000]),
)
wishes = st.sampled_from([(), ("chess",)])


@st.composite
def schools(draw: st.DrawFn) -> Instance:
    """Draw a world small enough to try everything."""
    coach = draw(st.sampled_from([AdultKind.SPORTS_COACH, AdultKind.VOLUNTEER]))
    return w.world(
        schools=(w.changed(w.EAST, posts=(), limits=w.limits(merge_classes=1)),),
        slots=w.SLOTS[:2],
        rooms=(w.room("r3", 6), w.room("hall", 6, features=("boards",))),
        classes=(
            w.homeroom(
                "3-1",
                draw(st.sampled_from([2, 3])),
                homeroom_teacher="T3",
                room="r3",
                unlisted=draw(st.integers(0, 5)),
                unlisted_consent=w.TERM_START,
            ),
        ),
        pupils=tuple(
            w.pupil(
                child,
                "3-1",
                *draw(wishes),
                weekdays=(1,),
                skips=draw(st.sampled_from([(), ("mon-1",)])),
                hardship=draw(st.sampled_from([(), (Hardship.OTHER,)])),
            )
            for child in CHILDREN
        ),
        clubs=(w.changed(w.CHESS, min_enrolment=draw(st.integers(1, 2))),),
        adults=(
            w.teacher("T1", **draw(teachers)),
            w.teacher("T3", **draw(teachers)),
            w.adult(
                "C1",
                coach,
                qualifications=(w.skill("chess-coach"),),
                care=draw(st.sampled_from(["any", "none"])),
                pay_fen_per_lesson=6000,
            ),
        ),
        vendors=(),
    )


def every_timetable() -> Iterator[Timetable]:
    """Lay out every timetable of the world, lawful or not."""
    clubs = [Timetable()]
    for slot, lead in product(SLOTS, LEADS):
        for size in (1, 2):
            for seats in combinations(CHILDREN, size):
                clubs.append(
                    w.meeting("chess", slot, room="hall", lead=lead, seats=seats)
                )
    cares = [
        [Timetable(), *(w.care(s, "3-1", room="r3", lead=a) for a in LEADS)]
        for s in SLOTS
    ]
    # The other rooms: care in the hall only moves a class, a club in r3 is refused.
    for position, slot in enumerate(SLOTS):
        cares[position] += [w.care(slot, "3-1", room="hall", lead=a) for a in LEADS]
    for parts in product(*cares, clubs):
        yield w.together(*parts)


EVERYTHING = tuple(every_timetable())


def better_first(school: Instance, timetable: Timetable, policy: Policy) -> list[int]:
    """Return the goals in order, signed so that smaller is better."""
    return [
        (-1 if MEASURES[name].seek == "max" else 1)
        * MEASURES[name].measure(school, timetable, policy)
        for name in policy.goal_order()
    ]


@settings(max_examples=25)
@given(schools())
def test_solver_is_as_good_as_trying_everything(school: Instance) -> None:
    policy = Policy.of(school)
    lawful = [t for t in EVERYTHING if not broken(audit(school, t, policy))]
    outcome = solve(school, Settings(seconds=30, workers=1))
    if not lawful:
        assert isinstance(outcome, Impossible)
        return
    best = min(better_first(school, t, policy) for t in lawful)
    assert isinstance(outcome, Found)
    stands(school, outcome)
    assert better_first(school, outcome.timetable, policy) == best
    assert all(goal.proved for goal in outcome.goals)
