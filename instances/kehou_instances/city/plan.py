"""The plan of a city: which communities, schools and vendors there are."""

from collections.abc import Mapping
from typing import Literal

from kehou_instances.city.places import CityTier, CommunityKind
from kehou_solver.domain import AdultKind, Hardship, SchoolKind
from kehou_solver.domain.base import Frozen


class Allotment(Frozen):
    """Weekdays of one instructor at one school: nobody else has them.

    Attributes:
        community, school: codes.
        lessons_week: most lessons there.
    """

    community: str
    school: str
    weekdays: tuple[int, ...]
    lessons_week: int


class Instructor(Frozen):
    """Somebody a vendor sends to schools of one district.

    Attributes:
        skills: clubs of the catalogue he or she can lead.
        weekdays: when he or she works at all.
        lessons_week: most lessons of all schools together.
        allotted: disjoint weekdays, school by school.
    """

    id: str
    skills: tuple[str, ...]
    weekdays: tuple[int, ...]
    lessons_week: int
    allotted: tuple[Allotment, ...]


class VendorPlan(Frozen):
    """A company on the whitelist of one district (LZ-319).

    Attributes:
        admitted: clubs of the catalogue, at every school of the district.
        lessons_week: capacity, that of its instructors together.
    """

    id: str
    district: str
    admitted: tuple[str, ...]
    lessons_week: int
    instructors: tuple[Instructor, ...]


class SchoolPlan(Frozen):
    """One school to be.

    Attributes:
        code: unique in the city; id of the school in its instance.
        weak: borrows teachers of the strong schools of its community.
        first_grade: grade of the first number of `classes`.
        classes: classes of each grade.
        pupils: children, all listed in the instance.
        specialists: PE, art and music teachers among the own teachers.
        outsiders: adults of other kinds, vendor instructors apart.
        lent: group teachers it borrows.
        participation: chance of a consent.
        hardship: chance of each category.
        afternoon: name in the recipe.
    """

    code: str
    tier: CityTier
    kind: SchoolKind
    weak: bool
    first_grade: int
    classes: tuple[int, ...]
    pupils: int
    own_teachers: int
    specialists: Mapping[str, int]
    support_staff: int
    outsiders: Mapping[AdultKind, int]
    lent: int
    clubs: int
    participation: float
    hardship: Mapping[Hardship, float]
    afternoon: str


class CommunityPlan(Frozen):
    """One education community: what is solved at once.

    Attributes:
        number: 1 is the first.
        schools: the strong ones first.
    """

    id: str
    number: int
    kind: CommunityKind
    district: str
    schools: tuple[SchoolPlan, ...]

    @property
    def pupils(self) -> int:
        """Return the children of all its schools."""
        return sum(school.pupils for school in self.schools)


class CityPlan(Frozen):
    """Everything that is decided before the first child is drawn.

    Attributes:
        seed: all that chance depends on.
        communities: by number.
        vendors: by district and id, with instructors and their allotment.
    """

    format: Literal["kehou-city-plan/1"] = "kehou-city-plan/1"
    seed: int
    communities: tuple[CommunityPlan, ...]
    vendors: tuple[VendorPlan, ...]

    def community(self, community_id: str) -> CommunityPlan:
        """Return one community.

        Raises:
            KeyError: if there is none of this id.
        """
        for each in self.communities:
            if each.id == community_id:
                return each
        raise KeyError(community_id)

    @property
    def pupils(self) -> int:
        """Return the children of the whole city."""
        return sum(community.pupils for community in self.communities)
