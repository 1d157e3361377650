"""The recipe of the city: every number with its unit, its source and a sentence.

The numbers are in `recipe.toml`; the code holds none of its own. They go out with every
city that is made of them.
"""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import ConfigDict, Field, JsonValue, StrictFloat, StrictInt

from kehou_solver.domain.base import Frozen


class Meant(Frozen):
    """What every number carries.

    Attributes:
        source: "[S]" the measures, "[A]" assumed, "[D]" derived, "[K]" unchecked,
            "[n]" published; with the section of the domain notes, if there is one.
        zh, en: what it means.
    """

    unit: str = Field(min_length=1)
    source: str = Field(pattern=r"^\[")
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Quantity(Meant):
    """An assumption: one number, or one for each tier, each number or range."""

    value: JsonValue


class Afternoon(Meant):
    """The bells of a kind of school: "HH:MM-HH:MM", first to last."""

    unit: str = "clock time"
    monday_to_thursday: tuple[str, ...]
    friday: tuple[str, ...]
    lessons: tuple[str, ...]
    friday_lessons: int


class Spread(Frozen):
    """Numbers from `low` to `high`; `mean` is None where any mean will do."""

    model_config = ConfigDict(populate_by_name=True)
    low: StrictInt | StrictFloat = Field(alias="from")
    high: StrictInt | StrictFloat = Field(alias="to")
    mean: StrictInt | StrictFloat | None = None


class Recipe(Frozen):
    """Everything that is assumed about the city.

    Attributes:
        required: numbers the user must give; there is no default.
        optional: numbers the user may give; left out when not given.
        quantity: the assumptions by name.
        inherited: what the generator of schools draws by, told here.
        afternoon: kinds of afternoons by name.
        afternoons_of: the kinds a tier has, the shorter first.
    """

    required: Mapping[str, Meant]
    optional: Mapping[str, Meant]
    quantity: Mapping[str, Quantity]
    inherited: Mapping[str, Quantity]
    afternoon: Mapping[str, Afternoon]
    afternoons_of: Mapping[str, tuple[str, ...]]

    def number(self, name: str, *path: str) -> float:
        """Return one number, such as `number("schools", "village")`.

        Raises:
            KeyError: if the recipe has no such number.
        """
        value = self._find(name, path)
        if not isinstance(value, int | float):
            raise KeyError(f"{name}: {'.'.join(path)} is no number")
        return value

    def count(self, name: str, *path: str) -> int:
        """Return one whole number."""
        return int(self.number(name, *path))

    def spread(self, name: str, *path: str) -> Spread:
        """Return one range, with its mean if it has one."""
        return Spread.model_validate(self._find(name, path))

    def numbers(self, name: str, *path: str) -> dict[str, float]:
        """Return numbers by name, such as rooms by feature."""
        value = self._find(name, path)
        if not isinstance(value, dict):
            raise KeyError(f"{name}: {'.'.join(path)} is no table")
        return {key: self.number(name, *path, key) for key in value}

    def has(self, name: str, *path: str) -> bool:
        """Say whether there is a number, range or table of this name."""
        try:
            self._find(name, path)
        except KeyError:
            return False
        return True

    def _find(self, name: str, path: tuple[str, ...]) -> JsonValue:
        value = self.quantity[name].value
        for key in path:
            if not isinstance(value, dict):
                raise KeyError(key)
            value = value[key]
        return value


@cache
def liuzhou() -> Recipe:
    """Return the recipe of the synthetic Liuzhou (domain notes, 4.3)."""
    text = (files(__package__) / "recipe.toml").read_text(encoding="utf-8")
    return Recipe.model_validate_json(json.dumps(tomllib.loads(text)))
