"""What a child makes for a study; kept in the transaction that ends its job."""

from typing import Any, NamedTuple


class PlannedInstance(NamedTuple):
    """The cells and pieces of one instance, as plain values.

    Attributes:
        place: what the instance is called in the study.
        instance_id: of the base.
        cells: scenario, replication and key of each.
        pieces: see `kehou_simulation.runs.planning.Piece`.
    """

    place: str
    instance_id: str
    cells: list[tuple[str, int, str]]
    pieces: list[dict[str, Any]]


class MadePlan(NamedTuple):
    """All that a study needs."""

    instances: list[PlannedInstance]


class MadeExchange(NamedTuple):
    """What became better when timetables of one instance were handed round.

    Attributes:
        better: row and packed timetable, by the id of the piece.
    """

    better: dict[str, tuple[dict[str, Any], bytes]]


class MadePiece(NamedTuple):
    """What came of one piece.

    Attributes:
        row: see `kehou_simulation.answers.solved.Row`.
        content: the timetable, packed; None = none.
    """

    row: dict[str, Any]
    content: bytes | None
