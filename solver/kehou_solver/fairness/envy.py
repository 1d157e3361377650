"""No justified envy: who comes first is served first (docs/rules-and-goals.md, 4)."""

from collections.abc import Iterator

from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.fairness.confirm import exchanged, keeps_every_rule
from kehou_solver.fairness.exchange import Exchange
from kehou_solver.fairness.lottery import ranks_of
from kehou_solver.fairness.seating import Seating
from kehou_solver.policy import Policy


class Envy(Frozen):
    """A seat a child should have: free, or held by a child who comes later.

    Attributes:
        pupil: the child who should have it.
        of: the child who has it; None = nobody, it is free.
        group: the club group.
        instead_of: group of the seat the child would give up for it, if any.
        zh, en: the same in words; why a child comes first is not said.
    """

    pupil: Id
    of: Id | None
    group: Id
    instead_of: Id | None
    zh: str
    en: str


def envies(
    instance: Instance, timetable: Timetable, policy: Policy
) -> tuple[Envy, ...]:
    """Return every child and club group in whose place somebody else, or nobody, sits.

    One line for each child and group, whoever holds how many of its seats; each
    confirmed by the checks. Children who come first stand first. `timetable` keeps
    every rule.
    """
    return tuple(each_envy(instance, timetable, policy))


def each_envy(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Envy]:
    """Yield what `envies` returns, one by one."""
    seating = Seating(instance, timetable, policy)
    queue = Queue(seating)
    for pupil in queue.children:
        told: set[Id] = set()
        for claim in queue.claims(pupil):
            after = exchanged(timetable, claim)
            if claim.group not in told and keeps_every_rule(instance, after, policy):
                told.add(claim.group)
                yield _said(seating, claim)


def without_envy(instance: Instance, timetable: Timetable, policy: Policy) -> Timetable:
    """Return the timetable with seats exchanged until nobody has a claim to another's.

    Groups, rooms and adults stay. Every exchange betters the goals in their order, so
    this ends, and no goal gets worse unless an earlier one gets better. `timetable`
    keeps every rule; if nothing is wrong with it, it is returned as it is.
    """
    seating = Seating(instance, timetable, policy)
    remove_envy(seating)
    return seating.timetable()


def remove_envy(seating: Seating) -> bool:
    """Exchange seats until no envy is left; say whether any was exchanged."""
    queue = Queue(seating)
    made, before = 0, -1
    while before < made:
        before = made
        for pupil in queue.children:
            while (exchange := next(queue.claims(pupil), None)) is not None:
                seating.make(exchange)
                made += 1
    return made > 0


class Queue:
    """Who comes before whom, and what each child may claim.

    Attributes:
        children: children with a consent and a wish, by tier, by draw, as they stand.
    """

    def __init__(self, seating: Seating) -> None:
        self._seating = seating
        luck = ranks_of(seating.instance)
        self.place: dict[Id, tuple[int, int, int]] = {
            pupil.id: (seating.worth.tier(pupil.id), luck.get(pupil.id, 0), position)
            for position, pupil in enumerate(seating.instance.pupils)
        }
        self.children = sorted(
            (p.id for p in seating.instance.pupils if p.consent is not None),
            key=self.place.__getitem__,
        )

    def claims(self, pupil: Id) -> Iterator[Exchange]:
        """Yield the exchanges a child may claim, best wish first.

        A free seat before a taken one; who comes last loses a seat first. The seating
        must not change while they are read.
        """
        seating = self._seating
        child, held = seating.index.pupils[pupil], seating.of(pupil)
        clubs = {seating.meetings[group].club.id for group in held}
        for club in child.wishes:
            for meeting in seating.groups_of.get(club, ()) if club not in clubs else ():
                for given_up in self._ways_in(pupil, meeting.id):
                    yield from self._seats_in(pupil, meeting.id, given_up)

    def _ways_in(self, pupil: Id, group: Id) -> Iterator[Id | None]:
        """Yield what the child could give up for a group: nothing, or a lower wish."""
        seating = self._seating
        held = seating.of(pupil)
        if seating.children.fits(pupil, held | {group}):
            yield None
        points = seating.worth.points(pupil, seating.meetings[group])
        for given_up in sorted(held):
            lower = seating.worth.points(pupil, seating.meetings[given_up]) < points
            if lower and seating.children.fits(pupil, held - {given_up} | {group}):
                yield given_up

    def _seats_in(
        self, pupil: Id, group: Id, given_up: Id | None
    ) -> Iterator[Exchange]:
        tier = self.place[pupil][0]
        later = [q for q in self._seating.seats[group] if self.place[q][0] > tier]
        later.sort(key=self.place.__getitem__, reverse=True)
        for of in (None, *later):
            exchange = Exchange(pupil, group, of, given_up)
            if self._seating.allows(exchange) and self._betters(exchange):
                yield exchange

    def _betters(self, exchange: Exchange) -> bool:
        gain = self._seating.gain(exchange)
        return gain > (0,) * len(gain)


def _said(seating: Seating, exchange: Exchange) -> Envy:
    meeting = seating.meetings[exchange.group]
    pupil, of = exchange.pupil, exchange.of
    wish = seating.index.pupils[pupil].wishes.index(meeting.club.id) + 1
    zh = f"学生 {pupil} 的第 {wish} 志愿是社团 {meeting.club.id}；"
    en = f"club {meeting.club.id} is wish {wish} of pupil {pupil}; "
    if of is None:
        zh += f"{meeting.id} 有空位，可依规则给该生"
        en += f"{meeting.id} has a free seat the rules let the pupil have"
    else:
        zh += f"{meeting.id} 中学生 {of} 的座位，依规则应先给该生"
        en += (
            f"the seat of pupil {of} in {meeting.id} is the pupil's first, by the rules"
        )
    if exchange.instead_of is not None:
        zh += f"（该生让出 {exchange.instead_of} 的座位）"
        en += f" (who then gives up the seat in {exchange.instead_of})"
    return Envy(
        pupil=pupil,
        of=of,
        group=meeting.id,
        instead_of=exchange.instead_of,
        zh=zh,
        en=en,
    )
