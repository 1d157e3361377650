"""The files a repair is kept in."""

import json
from collections.abc import Callable
from pathlib import Path

from kehou_api.cli.files import holding, write_folder
from kehou_api.documents.repair import as_document
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import write_json
from kehou_solver.policy import Policy
from kehou_solver.repair import NoRepair, Repaired
from kehou_solver.report.pages import page
from kehou_solver.report.portable import without_categories
from kehou_solver.report.sheets import write_sheets


def folder_for(instance: Instance) -> Path:
    """Return where results go if nobody says."""
    return Path("out") / f"{instance.id.lstrip('.') or 'instance'}-repair"


def write_repair(
    folder: Path, outcome: Repaired | NoRepair, lang: str
) -> tuple[Path, ...]:
    """Write all there is to keep; all files or none, and no kind of hardship."""
    public = without_categories(outcome.instance)
    document = json.dumps(as_document(outcome), ensure_ascii=False, indent=2) + "\n"
    writers: dict[str, Callable[[Path], None]] = {"answer.json": holding(document)}
    writers["instance.json"] = holding(write_json(public))
    if isinstance(outcome, Repaired):
        policy, timetable = Policy.of(outcome.instance), outcome.timetable
        writers["timetable.json"] = holding(write_json(timetable))
        writers["timetable.xlsx"] = lambda path: write_sheets(
            path, outcome.instance, timetable, (), (), lang
        )
        html = page(public, timetable, policy, (), lang)
        writers["timetable.html"] = holding(html)
    elif outcome.partial is not None:
        writers["partial-timetable.json"] = holding(write_json(outcome.partial))
    return write_folder(folder, writers)
