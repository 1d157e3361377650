"""What a study found so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from kehou_api.db.tables.study import StudyRow
from kehou_api.studies.standing import cells_of
from kehou_simulation.answers.comparing import Compared, compared
from kehou_simulation.answers.solved import Row
from kehou_simulation.scenarios import Scenario

_SCENARIOS = TypeAdapter(list[Scenario])


@dataclass(frozen=True)
class Results:
    """What a study found so far.

    Attributes:
        rows: place, scenario, replication and what came of it; cells that are not done
            are not there, and only complete replications are compared.
    """

    title: str
    document: dict[str, Any]
    scenarios: Sequence[Scenario]
    rows: list[tuple[str, str, int, Row]]
    compared: list[Compared]


def results_of(session: Session, study: StudyRow) -> Results:
    """Return what a study found so far."""
    scenarios = _SCENARIOS.validate_python(study.scenarios, strict=False)
    rows, open_ = [], set()
    for cell, _, row in cells_of(session, study):
        if row is None:
            open_.add((cell.scenario, cell.replication))
        else:
            rows.append((cell.place, cell.scenario, cell.replication, row))
    whole = [
        (scenario, replication, row)
        for _, scenario, replication, row in rows
        if (scenario, replication) not in open_
    ]
    return Results(
        title=study.title,
        document={"study": study.document, "scenarios": study.scenarios},
        scenarios=scenarios,
        rows=rows,
        compared=compared(scenarios, whole),
    )
