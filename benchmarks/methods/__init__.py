"""The methods of the table. Each loads its libraries only when it is asked for."""

from collections.abc import Mapping

from benchmarks.method import Method

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "kehou": ("kehou",),
    "plain_cpsat": (
        "cpsat_weighted_2",
        "cpsat_weighted_8",
        "cpsat_sequence_2",
        "cpsat_sequence_8",
    ),
    "highs_mip": ("highs_weighted", "highs_sequence"),
    "timefold": ("timefold",),
    "greedy": ("greedy",),
    "greedy_tiers": ("greedy_tiers",),
}
"""What the table compares; of a peer's variants the better one counts, case by case."""

METHODS: tuple[str, ...] = tuple(v for several in FAMILIES.values() for v in several)


def load(name: str) -> Method:
    """Return a method by its name.

    Raises:
        KeyError: if there is none of that name.
    """
    match name.split("_"):
        case ["kehou"]:
            from benchmarks.methods.kehou import Kehou

            return Kehou()
        case ["cpsat", way, workers]:
            from benchmarks.methods.plain_cpsat import PlainCpsat

            return PlainCpsat(in_sequence=way == "sequence", workers=int(workers))
        case ["highs", way]:
            from benchmarks.methods.highs_mip import HighsMip

            return HighsMip(in_sequence=way == "sequence")
        case ["timefold"]:
            from benchmarks.methods.timefold.method import Timefold

            return Timefold()
        case ["greedy", *tiers]:
            from benchmarks.methods.greedy.method import Greedy

            return Greedy(tiers_first=bool(tiers))
        case _:
            raise KeyError(name)
