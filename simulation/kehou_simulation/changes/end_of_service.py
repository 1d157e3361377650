"""Another end of the afternoon."""

from collections import defaultdict
from datetime import date
from typing import Literal

from pydantic import Field

from kehou_simulation.changes.chance import Chance
from kehou_simulation.changes.where import EVERYWHERE, Where
from kehou_solver.domain.base import ClockTime, Frozen, Minutes, Name
from kehou_solver.domain.instance import Instance, Waiver
from kehou_solver.domain.school import Slot
from kehou_solver.errors import InvalidInstance, Problem

RULE = "service_ends_after_work"


class Leave(Frozen):
    """Leave to end before off-work time (LZ-304): by whom, why, until when."""

    approved_by: Name = Field(min_length=1)
    reason: Name = Field(min_length=1)
    until: date


class EndOfService(Frozen):
    """The last slot of each afternoon ends then, at the schools meant.

    Slots that would begin later, or of which less than `least_minutes` were left, fall
    away. An end before off-work time needs leave.

    Attributes:
        time: local clock time.
        least_minutes: shortest slot that is kept.
    """

    kind: Literal["end_of_service"]
    where: Where = EVERYWHERE
    time: ClockTime
    least_minutes: Minutes
    leave: Leave | None = None

    def made(self, instance: Instance, chance: Chance) -> Instance:
        """Return the instance with other slots.

        Raises:
            InvalidInstance: if it ends before off-work time without leave, or an
                afternoon would have no slot left.
        """
        schools = self.where.schools_in(instance)
        early = self._early(instance)
        if early and self.leave is None:
            raise InvalidInstance([_needs_leave(school) for school in early])
        ends: dict[str, Slot] = {}
        afternoons: dict[tuple[str, int], list[Slot]] = defaultdict(list)
        for slot in instance.slots:
            afternoons[slot.school, slot.weekday].append(slot)
        gone: set[str] = set()
        for (school, weekday), slots in afternoons.items():
            if school not in {each.id for each in schools}:
                continue
            left = [s for s in slots if s.start + self.least_minutes <= self.time]
            if not left:
                raise InvalidInstance([_empty(school, weekday)])
            gone |= {slot.id for slot in slots} - {slot.id for slot in left}
            latest = max(slot.end for slot in left)
            for slot in left:
                if slot.end == latest or slot.end > self.time:
                    ends[slot.id] = slot.model_copy(update={"end": self.time})
        return self._waived(_with_slots(instance, ends, gone), early)

    def _early(self, instance: Instance) -> list[str]:
        off_work = {each.id: each.off_work_time for each in instance.districts}
        return [
            school.id
            for school in self.where.schools_in(instance)
            if self.time < off_work[school.district]
        ]

    def _waived(self, instance: Instance, schools: list[str]) -> Instance:
        if self.leave is None or not schools:
            return instance
        kept = tuple(
            one
            for one in instance.waivers
            if one.rule != RULE or one.school not in schools
        )
        new = tuple(
            Waiver(rule=RULE, school=school, **dict(self.leave)) for school in schools
        )
        return instance.model_copy(update={"waivers": (*kept, *new)})


def _with_slots(instance: Instance, ends: dict[str, Slot], gone: set[str]) -> Instance:
    """Return the instance with changed slots, and nothing that names those gone."""

    def left(ids: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if ids is None else tuple(one for one in ids if one not in gone)

    return instance.model_copy(
        update={
            "slots": tuple(
                ends.get(slot.id, slot)
                for slot in instance.slots
                if slot.id not in gone
            ),
            "adults": tuple(
                adult.model_copy(update={"free": left(adult.free)})
                for adult in instance.adults
            ),
            "clubs": tuple(
                club.model_copy(update={"slots": left(club.slots)})
                for club in instance.clubs
            ),
            "pupils": tuple(
                pupil.model_copy(update={"skips": left(pupil.skips)})
                for pupil in instance.pupils
            ),
        }
    )


def _needs_leave(school: str) -> Problem:
    return Problem(
        where=f"/schools/{school}",
        seen="end_of_service",
        expected_zh="早于下班时间结束须经批准；请在 leave 中写明批准单位、理由和期限",
        expected_en="ending before off-work time needs leave: say in `leave` who "
        "approved it, why and until when",
        clause="LZ-304",
    )


def _empty(school: str, weekday: int) -> Problem:
    return Problem(
        where=f"/schools/{school}",
        seen=f"weekday {weekday}",
        expected_zh="这一天不再有任何时段；请改用较晚的结束时间",
        expected_en="no slot would be left on that day; choose a later end",
        clause="LZ-304",
    )
