"""Ties inside a tier fall by the draw (docs/rules-and-goals.md, 4)."""

from collections.abc import Iterator

from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.fairness.confirm import exchanged, keeps_every_rule
from kehou_solver.fairness.envy import each_envy, remove_envy
from kehou_solver.fairness.exchange import Exchange
from kehou_solver.fairness.lottery import ranks_of
from kehou_solver.fairness.meeting import ClubMeeting
from kehou_solver.fairness.seating import Seating
from kehou_solver.policy import Policy


class Unlucky(Frozen):
    """A child who has less than a child of the same claim with a worse draw.

    Attributes:
        pupil: the child with the better draw.
        of: the child with the worse draw, who holds the seat.
        group: the club group.
        instead_of: group of the seat the first child would give up for it, if any.
        back: whether the second child would get that seat in return.
        zh, en: the same in words.
    """

    pupil: Id
    of: Id
    group: Id
    instead_of: Id | None
    back: bool
    zh: str
    en: str


def unlucky(
    instance: Instance, timetable: Timetable, policy: Policy
) -> tuple[Unlucky, ...]:
    """Return where a tie did not fall by the draw; nothing without a draw.

    One line for each child and group, confirmed by the checks; the best draw first.
    `timetable` keeps every rule.
    """
    return tuple(each_unlucky(instance, timetable, policy))


def each_unlucky(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Iterator[Unlucky]:
    """Yield what `unlucky` returns, one by one."""
    lots = Lots(Seating(instance, timetable, policy))
    for pupil in lots.children:
        told: set[Id] = set()
        for exchange in lots.exchanges(pupil):
            after = exchanged(timetable, exchange)
            if exchange.group not in told and keeps_every_rule(instance, after, policy):
                told.add(exchange.group)
                yield _said(lots.rank, exchange)


def is_fair(instance: Instance, timetable: Timetable, policy: Policy) -> bool:
    """Say whether a lawful timetable is free of envy and, with a draw, settled."""
    asked = (instance, timetable, policy)
    wrong = next(each_envy(*asked), None) or next(each_unlucky(*asked), None)
    return wrong is None


def settled_by_lot(
    instance: Instance, timetable: Timetable, policy: Policy
) -> Timetable:
    """Return the timetable with every tie inside a tier settled by the draw.

    Envy that an exchange brings about is removed again, so the answer has neither.
    Without a draw nothing is settled: the timetable is returned as it is.
    `timetable` keeps every rule.
    """
    if instance.draw is None:
        return timetable
    seating = Seating(instance, timetable, policy)
    settle(seating)
    while remove_envy(seating):
        settle(seating)
    return seating.timetable()


def settle(seating: Seating) -> None:
    """Exchange seats until every tie falls by the draw.

    Each exchange leaves all goals as they are and betters the first child, in the
    order of the draw, whom it touches: so this ends.
    """
    lots = Lots(seating)
    changed = True
    while changed:
        changed = False
        for pupil in lots.children:
            while (exchange := next(lots.exchanges(pupil), None)) is not None:
                seating.make(exchange)
                changed = True


class Lots:
    """Who drew what, and which exchanges the draw asks for.

    Attributes:
        rank: rank of each applicant, 1 the best; nobody without a draw.
        children: applicants by rank.
    """

    def __init__(self, seating: Seating) -> None:
        self._seating = seating
        self.rank = ranks_of(seating.instance)
        self.children = list(self.rank)

    def exchanges(self, pupil: Id) -> Iterator[Exchange]:
        """Yield the exchanges that better a child by its draw, best wish first.

        Of two children who could lose the seat it is the one with the worst draw. The
        seating must not change while they are read.
        """
        seating = self._seating
        held = seating.of(pupil)
        clubs = {seating.meetings[group].club.id for group in held}
        for club in seating.index.pupils[pupil].wishes:
            for meeting in seating.groups_of.get(club, ()) if club not in clubs else ():
                for given_up in (None, *sorted(held)):
                    then = (held if given_up is None else held - {given_up}) | {
                        meeting.id
                    }
                    if self._better(pupil, held, then) and seating.children.fits(
                        pupil, then
                    ):
                        yield from self._with_others(pupil, meeting, given_up)

    def _better(self, pupil: Id, now: frozenset[Id], then: frozenset[Id]) -> bool:
        child = self._seating.worth.child
        return child(pupil, then) > child(pupil, now)

    def _with_others(
        self, pupil: Id, meeting: ClubMeeting, given_up: Id | None
    ) -> Iterator[Exchange]:
        seating, rank = self._seating, self.rank
        tier = seating.worth.tier(pupil)
        worse = [
            other
            for other in seating.seats[meeting.id]
            if rank.get(other, 0) > rank[pupil] and seating.worth.tier(other) == tier
        ]
        for other in sorted(worse, key=rank.__getitem__, reverse=True):
            for back in (False, True) if given_up is not None else (False,):
                exchange = Exchange(pupil, meeting.id, other, given_up, back)
                if not any(seating.gain(exchange)) and seating.allows(exchange):
                    yield exchange


def _said(rank: dict[Id, int], exchange: Exchange) -> Unlucky:
    pupil, group, of, given_up, back = exchange
    assert of is not None  # noqa: S101 - a tie is always between two children
    zh = f"学生 {pupil}（签号 {rank[pupil]}）与学生 {of}（签号 {rank[of]}）条件相同，"
    zh += f"{group} 的座位应归前者"
    en = f"pupils {pupil} (draw {rank[pupil]}) and {of} (draw {rank[of]}) are tied; "
    en += f"the seat in {group} is the former's"
    if given_up is not None:
        zh += f"，其在 {given_up} 的座位{'换给后者' if back else '让出'}"
        en += f", whose seat in {given_up} is {'the latter' if back else 'given up'}"
        en += "'s" if back else ""
    return Unlucky(
        pupil=pupil, of=of, group=group, instead_of=given_up, back=back, zh=zh, en=en
    )
