"""Numbers that nobody may invent: the user gives them, or nothing is made."""

from dataclasses import dataclass

from kehou_instances.city.recipe import Recipe, liuzhou
from kehou_solver.errors import MissingNumber, Problem


@dataclass(frozen=True)
class CityInputs:
    """What the measures leave to counties and districts.

    Attributes:
        county_town_fee_fen: fee of public schools in county towns, per pupil and month
            (LZ-406).
        vendor_rate_cap_fen: highest pay of a vendor lesson (LZ-320).
        village_subsidy_fen: recorded per listed pupil of a village school and week
            (LZ-202); None = nothing is recorded.
    """

    county_town_fee_fen: int | None = None
    vendor_rate_cap_fen: int | None = None
    village_subsidy_fen: int | None = None

    def given(self) -> dict[str, int | None]:
        """Return the numbers by their names in the recipe."""
        return {
            "county_town_fee": self.county_town_fee_fen,
            "vendor_rate_cap": self.vendor_rate_cap_fen,
            "village_subsidy": self.village_subsidy_fen,
        }


@dataclass(frozen=True)
class CityMoney:
    """The same, once it is known that nothing required is missing (fen)."""

    county_town_fee: int
    vendor_rate_cap: int
    village_subsidy: int | None


CLAUSES = {
    "county_town_fee": "LZ-406",
    "vendor_rate_cap": "LZ-320",
    "village_subsidy": "LZ-202",
}


def checked(inputs: CityInputs, recipe: Recipe | None = None) -> CityMoney:
    """Return the money of the city.

    Raises:
        MissingNumber: with every number that is required and missing, or negative.
    """
    recipe = recipe or liuzhou()
    given = inputs.given()
    problems = [
        Problem(
            where=name,
            seen="—" if given[name] is None else str(given[name]),
            expected_zh=f"应是不小于 0 的整数（{meant.unit}）；{meant.zh}",
            expected_en=f"a whole number >= 0 is needed ({meant.unit}); {meant.en}",
            clause=CLAUSES[name],
        )
        for name, meant in (*recipe.required.items(), *recipe.optional.items())
        if (given[name] is None and name in recipe.required) or (given[name] or 0) < 0
    ]
    fee, cap = inputs.county_town_fee_fen, inputs.vendor_rate_cap_fen
    if problems or fee is None or cap is None:
        raise MissingNumber(problems)
    return CityMoney(fee, cap, inputs.village_subsidy_fen)
