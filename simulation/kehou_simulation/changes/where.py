"""Which schools a change is about."""

from collections.abc import Mapping

from kehou_simulation.planned import planned_schools
from kehou_solver.domain.base import Frozen, Id
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.school import School, SchoolKind, Tier


class Where(Frozen):
    """Schools that are all of what is given; nothing given = every school.

    Schools without slots are only the home of somebody lent, and never meant.

    Attributes:
        schools: by id.
        districts: by id.
        tiers: city district, county town, township, village.
        kinds: primary, junior and so on.
        weak: only weak schools (true) or only the others (false).
    """

    schools: tuple[Id, ...] | None = None
    districts: tuple[Id, ...] | None = None
    tiers: tuple[Tier, ...] | None = None
    kinds: tuple[SchoolKind, ...] | None = None
    weak: bool | None = None

    def holds(self, school: School) -> bool:
        """Say whether a school is meant."""
        return (
            (self.schools is None or school.id in self.schools)
            and (self.districts is None or school.district in self.districts)
            and (self.tiers is None or school.tier in self.tiers)
            and (self.kinds is None or school.kind in self.kinds)
            and (self.weak is None or school.weak == self.weak)
        )

    def schools_in(self, instance: Instance) -> tuple[School, ...]:
        """Return the schools of an instance that are meant."""
        return tuple(filter(self.holds, planned_schools(instance)))

    def ids_in(self, instance: Instance) -> frozenset[str]:
        """Return the ids of the schools of an instance that are meant."""
        return frozenset(school.id for school in self.schools_in(instance))

    def changed_in(
        self, instance: Instance, field: str, told: Mapping[str, object]
    ) -> Instance:
        """Return an instance whose schools meant have other limits or money.

        Args:
            instance: as it is.
            field: "limits" or "money".
            told: what is set there.
        """
        meant = self.ids_in(instance)
        schools = tuple(
            school.model_copy(
                update={field: getattr(school, field).model_copy(update=told)}
            )
            if school.id in meant
            else school
            for school in instance.schools
        )
        return instance.model_copy(update={"schools": schools})


EVERYWHERE = Where()
