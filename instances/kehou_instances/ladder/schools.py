"""Make a school of the ladder: draw it, plant a timetable, draw the rest around it."""

from collections import Counter

from kehou_instances.ladder import frame, homerooms
from kehou_instances.ladder.adult_noise import AdultNoise
from kehou_instances.ladder.care import CarePlanner
from kehou_instances.ladder.club_groups import ClubPlan, ClubPlanner
from kehou_instances.ladder.clubs import clubs
from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.duty_posts import fill_posts
from kehou_instances.ladder.knobs import Knobs
from kehou_instances.ladder.outsiders import outsider_counts
from kehou_instances.ladder.people import People, people
from kehou_instances.ladder.place_noise import PlaceNoise
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.pupils import pupils
from kehou_instances.ladder.roster import Roster
from kehou_instances.ladder.seating import Seating
from kehou_instances.ladder.shape import Shape
from kehou_instances.ladder.term import WEEK_OF
from kehou_solver.domain import (
    AdultKind,
    Index,
    Instance,
    Seat,
    Timetable,
    Travel,
)


def plant_school(
    rung: str, seed: int, shape: Shape, knobs: Knobs, draws: Draws
) -> Planted:
    """Make one school.

    Args:
        rung: what id and notes call it.
        seed: said there too; the draws have it already.
        shape: how big it is.
        knobs: how it differs from the plain one.
        draws: everything is drawn from it.
    """
    instance, staff = _draw_school(rung, seed, shape, knobs, draws)
    index = Index(instance)
    roster = Roster(index, staff.days)
    posts = fill_posts(index, roster, draws, staff.sitting_out)
    plan, seats = _plant_clubs(index, roster, staff, draws)
    planner = CarePlanner(index, roster, draws, staff.sitting_out, shape.merge_chance)
    care = planner.cover(plan.groups, seats)
    timetable = Timetable(
        groups=(*plan.groups, *care.groups),
        staff=(*plan.staff, *care.staff),
        posts=tuple(posts),
        seats=tuple(sorted(seats, key=lambda s: (s.pupil, s.group))),
    )
    adults = AdultNoise(index, timetable, roster, care.any_class, staff, knobs, draws)
    places = PlaceNoise(index, timetable, odd_even=knobs.odd_even, draws=draws)
    finished = instance.model_copy(
        update={
            "adults": tuple(adults.finish(adult) for adult in instance.adults),
            "clubs": tuple(places.finish_club(club) for club in instance.clubs),
            "rooms": tuple(places.finish_room(room) for room in instance.rooms),
        }
    )
    return Planted(instance=finished, timetable=timetable)


def _draw_school(
    rung: str, seed: int, shape: Shape, knobs: Knobs, draws: Draws
) -> tuple[Instance, People]:
    lends = bool(shape.clubs) and AdultKind.GROUP_TEACHER in outsider_counts(
        shape, knobs
    )
    offered = clubs(shape, knobs, draws)
    slots = frame.slots(shape, odd_even=knobs.odd_even)
    staff = people(shape, knobs, offered, draws)
    classes, listed = homerooms.classes(shape, knobs, staff.homeroom, draws)
    instance = Instance(
        format="kehou-instance/1",
        id=f"ladder-{rung}-{seed}",
        title=f"{shape.title_zh} / {shape.title_en}",
        zone="Asia/Shanghai",
        week_of=WEEK_OF,
        rulebooks=("liuzhou_draft",),
        districts=(frame.district(),),
        schools=frame.schools(shape, knobs, lends=lends),
        slots=slots,
        rooms=frame.rooms(shape),
        classes=classes,
        pupils=pupils(shape, knobs, classes, listed, offered, slots, draws),
        clubs=offered,
        adults=staff.adults,
        vendors=staff.vendors,
        travel=_way_to_lender(shape) if lends else (),
        notes=(
            f"合成数据（{rung}，种子 {seed}），不涉及任何真实的学校或个人。",
            f"Synthetic data ({rung}, seed {seed}); no real school or person is meant.",
        ),
    )
    return instance, staff


def _way_to_lender(shape: Shape) -> tuple[Travel, ...]:
    way = Travel(school=frame.MAIN, other=frame.CAMPUS, minutes=shape.way_minutes)
    return (way,)


def _plant_clubs(
    index: Index, roster: Roster, staff: People, draws: Draws
) -> tuple[ClubPlan, list[Seat]]:
    """Open groups, seat the children, and close what stays below its minimum."""
    plan = ClubPlanner(index, roster, draws, staff.sitting_out).open_all()
    seating = Seating(index, draws)
    while True:
        seats = seating.seat(plan.groups)
        filled = Counter(seat.group for seat in seats)
        small = [
            group
            for group in plan.groups
            if filled[group.id] < index.clubs[group.club or ""].min_enrolment
        ]
        if not small:
            return plan, seats
        # One at a time: its children may fill the others.
        plan.close(min(small, key=lambda g: (filled[g.id], g.id)), roster)
