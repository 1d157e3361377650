"""Teachers lent from strong campuses to weak ones (LZ-316), and who covers for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kehou_instances.ladder.draws import Draws
from kehou_instances.ladder.planted import Planted
from kehou_instances.ladder.sharing import Work
from kehou_solver.domain import Adult, AdultKind, Index, Slot, Teaching
from kehou_solver.domain.base import overlap

TEACHERS = (AdultKind.OWN_TEACHER, AdultKind.GROUP_TEACHER)


def homes(planted: Planted, lenders: Sequence[str], first: int) -> dict[str, str]:
    """Give each group teacher of a weak campus a home, lenders in turn.

    Args:
        planted: the weak campus on its own.
        lenders: codes of the strong campuses.
        first: how many group teachers have a home already.
    """
    lent = [
        adult.id
        for adult in planted.instance.adults
        if adult.kind is AdultKind.GROUP_TEACHER
    ]
    return {
        adult: lenders[number % len(lenders)]
        for number, adult in enumerate(lent, start=first)
    }


def kept_skills(planted: Planted) -> frozenset[str]:
    """Return the skills that nobody but lent teachers has at a campus."""
    held: dict[AdultKind, set[str]] = defaultdict(set)
    for adult in planted.instance.adults:
        held[adult.kind].update(each.name for each in adult.qualifications)
    lent = held.pop(AdultKind.GROUP_TEACHER, set())
    return frozenset(lent.difference(*held.values()))


class Lending:
    """Ties the lent teachers into the schools they come from.

    Args:
        index: the whole group.
        work: what the planted timetable asks of each adult.
        weak: codes of the campuses that borrow.
        scarcity: share of slots in which somebody is not free.
        draws: for classes taught and free slots.
    """

    def __init__(
        self,
        index: Index,
        work: Mapping[str, Work],
        weak: Sequence[str],
        scarcity: float,
        draws: Draws,
    ) -> None:
        self._index = index
        self._work = work
        self._weak = weak
        self._scarcity = scarcity
        self._draws = draws
        self._second = False

    def at_home(self, adult: Adult) -> Adult:
        """Let a lent teacher teach and serve at home; every second one knows more.

        The planted timetable uses him or her away only: whether to lend at all is
        left to whoever plans.
        """
        if adult.kind is not AdultKind.GROUP_TEACHER or adult.home is None:
            return adult
        classes = [c for c in self._index.instance.classes if c.school == adult.home]
        mine = self._draws.sample(classes, self._draws.whole(2, 4))
        others = [code for code in self._weak if code not in adult.serves]
        self._second = not self._second
        # Home before the campuses that borrow: it is where he or she belongs.
        serves = [adult.home, *(s for s in adult.serves if s != adult.home)]
        serves += others[: int(self._second)]
        return adult.model_copy(
            update={
                "serves": tuple(serves),
                "care": "taught",
                "teaches": tuple(
                    Teaching(class_id=each.id, subject="pe")
                    for each in sorted(mine, key=lambda c: c.id)
                ),
                "free": self._free(adult, serves),
            }
        )

    def _free(self, adult: Adult, serves: Iterable[str]) -> tuple[str, ...] | None:
        """Draw free slots at the schools the planting did not think of."""
        if adult.free is None:
            return None
        given = set(adult.free)
        known = {self._index.slots[slot].school for slot in given}
        return tuple(
            slot.id
            for school in serves
            for slot in self._index.slots_of[school]
            if slot.id in given
            or (school not in known and not self._draws.chance(self._scarcity))
        )

    def with_cover(self, adults: Sequence[Adult]) -> list[Adult]:
        """Free more teachers at home where lending would leave too few (LZ-316).

        Stricter than the law where that is simpler: a teacher who is planted at all
        on a weekday covers for nobody on it.
        """
        at: dict[str, list[Adult]] = defaultdict(list)
        for adult in adults:
            if adult.kind in TEACHERS and adult.home is not None:
                at[adult.home].append(adult)
        more: dict[str, list[str]] = defaultdict(list)
        for school in self._index.instance.schools:
            staff = at[school.id]
            if not any(self._leaves(adult, school.id) for adult in staff):
                continue
            for slot in self._index.slots_of[school.id]:
                idle = [adult for adult in staff if self._idle(adult, slot)]
                spare = [adult for adult in idle if self._is_free(adult, slot)]
                percent = school.limits.lending_reserve_percent
                missing = -(-percent * len(staff) // 100) - len(spare)
                for adult in [a for a in idle if a not in spare][: max(0, missing)]:
                    more[adult.id].append(slot.id)
        return [
            adult.model_copy(update={"free": (*(adult.free or ()), *more[adult.id])})
            if adult.id in more
            else adult
            for adult in adults
        ]

    def _leaves(self, adult: Adult, home: str) -> bool:
        return adult.id in self._work and adult.serves != (home,)

    def _idle(self, adult: Adult, slot: Slot) -> bool:
        """Say whether nothing at all is planned for somebody around a slot."""
        work = self._work.get(adult.id)
        return (work is None or slot.weekday not in work.days) and not any(
            duty.weekday == slot.weekday
            and overlap(duty.start, duty.end, slot.start, slot.end)
            for duty in adult.duties
        )

    def _is_free(self, adult: Adult, slot: Slot) -> bool:
        return adult.free is None or slot.id in adult.free
