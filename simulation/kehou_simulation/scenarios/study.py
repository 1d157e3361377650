"""What a study asks for. Unknown keys are refused."""

from typing import Annotated, Any, Literal

from pydantic import Field

from kehou_simulation.changes import Change
from kehou_solver.domain.base import Fen, Frozen, Id, Name, Text

STUDY_FORMAT = "kehou-study/1"

MOST_SCENARIOS, MOST_REPLICATIONS = 200, 1_000

BASE = "base"
"""Name of the scenario without changes of its own; it is in every study."""


class Files(Frozen):
    """A folder of instances, one JSON file each; () of `only` = all of them.

    Attributes:
        folder: beside the file of the study, unless it begins at the root.
    """

    kind: Literal["files"]
    folder: Name
    only: tuple[Name, ...] = ()


class City(Frozen):
    """The synthetic city, or a fraction of it; see `kehou_instances.city`.

    Attributes:
        fraction: above 0, up to 1 = all communities.
        county_town_fee_fen, vendor_rate_cap_fen: what nobody may invent (LZ-406, 320).
        village_subsidy_fen: recorded, if given (LZ-202).
        districts: only communities of these; None = all.
    """

    kind: Literal["city"]
    seed: int = Field(ge=0, le=2**31 - 1)
    fraction: float = Field(gt=0, le=1)
    county_town_fee_fen: Fen
    vendor_rate_cap_fen: Fen
    village_subsidy_fen: Fen | None = None
    districts: tuple[Id, ...] | None = None


class Stored(Frozen):
    """Instances that a service keeps, by id."""

    kind: Literal["stored"]
    instances: tuple[Id, ...] = Field(min_length=1, max_length=1_000)


Base = Annotated[Files | City | Stored, Field(discriminator="kind")]


class Effort(Frozen):
    """How hard each school is looked at.

    Attributes:
        seconds: longest search of one instance.
        seconds_per_thousand_pupils: so much longer for every thousand children of one:
            a group of schools takes longer than a village.
        workers: parallel searches inside one; 1 = repeatable, counted work.
        seed: of the searches.
    """

    seconds: float = Field(gt=0, le=86_400)
    seconds_per_thousand_pupils: float = Field(default=0.0, ge=0, le=3_600)
    workers: int = Field(default=1, ge=1, le=256)
    seed: int = Field(default=0, ge=0, le=2**31 - 1)

    def longest(self, pupils: int) -> float:
        """Return the longest search of an instance with so many children, seconds."""
        return self.seconds + self.seconds_per_thousand_pupils * pupils / 1000

    def of(self, pupils: int) -> "Effort":
        """Return the effort for an instance with so many children."""
        longest = {"seconds": self.longest(pupils), "seconds_per_thousand_pupils": 0.0}
        return self.model_copy(update=longest)


class Scenario(Frozen):
    """One way in which things might be."""

    name: Id
    title_zh: Name
    title_en: Name
    changes: tuple[Change, ...] = ()

    @property
    def title(self) -> Text:
        """Return its title."""
        return Text(self.title_zh, self.title_en)


class Sweep(Frozen):
    """A scenario for each value of one number of its changes.

    Attributes:
        changes: as plain values; each is read once its value is in place.
        vary: JSON pointer into the changes, such as `/0/percent`.
        values: what stands there, in turn; the scenario's name ends with it.
    """

    name: Id
    title_zh: Name
    title_en: Name
    changes: tuple[dict[str, Any], ...] = Field(min_length=1)
    vary: Annotated[str, Field(pattern=r"^(/[^/]+)+$", max_length=200)]
    values: tuple[Any, ...] = Field(min_length=1, max_length=100)


class Study(Frozen):
    """A base, and what is compared with it.

    Attributes:
        seed: of all draws (who is ill, who leaves).
        replications: how often chance is asked anew.
        always: changes made in every scenario, the base too (a flu week, for one).
        priced: also price what each school could get more of, as the base is.
    """

    format: Literal["kehou-study/1"]
    title: Name
    base: Base
    effort: Effort
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    replications: int = Field(default=1, ge=1, le=MOST_REPLICATIONS)
    always: tuple[Change, ...] = ()
    priced: bool = False
    scenarios: tuple[Scenario, ...] = Field(default=(), max_length=MOST_SCENARIOS)
    sweeps: tuple[Sweep, ...] = Field(default=(), max_length=MOST_SCENARIOS)
