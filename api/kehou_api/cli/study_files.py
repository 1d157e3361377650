"""Where a study is kept, and the files that say what it found."""

import json
import os
from pathlib import Path

from kehou_api.cli.files import holding, write_folder
from kehou_api.db.engine import Database
from kehou_api.db.tables.study import StudyRow
from kehou_api.settings import ServiceSettings
from kehou_api.studies.reading import Results, results_of
from kehou_simulation.answers.comparing import Compared
from kehou_simulation.answers.tables import (
    FLOWS_HEAD,
    GAPS_HEAD,
    SCHOOLS_HEAD,
    SUMMARY_HEAD,
    flow_rows,
    gap_rows,
    school_rows,
    summary_rows,
)
from kehou_simulation.report.page import study_page
from kehou_solver.report.csv_cells import as_csv

WORK = "work"
"""Folder of the embedded database, beside the results."""


def settings_for(folder: Path) -> ServiceSettings:
    """Return the settings of the workers: a database in the folder, or the one named.

    `KEHOU_DATABASE_URL` joins a database that other machines work at, too.
    """
    if "KEHOU_DATABASE_URL" in os.environ:
        return ServiceSettings()
    return ServiceSettings(data=folder / WORK)


def write_study(
    database: Database, study_id: str, folder: Path, lang: str
) -> tuple[tuple[Path, ...], list[Compared]]:
    """Write what a study found so far; return the files and the comparison."""
    with database.reading() as session:
        results = results_of(session, session.get_one(StudyRow, study_id))
    writers = {
        "summary.csv": holding(as_csv(SUMMARY_HEAD, summary_rows(results.compared))),
        "schools.csv": holding(as_csv(SCHOOLS_HEAD, school_rows(results.rows))),
        "flows.csv": holding(as_csv(FLOWS_HEAD, flow_rows(results.rows))),
        "gaps.csv": holding(as_csv(GAPS_HEAD, gap_rows(results.rows))),
        "report.html": holding(_page(results, lang)),
        "study.json": holding(
            json.dumps(results.document, ensure_ascii=False, indent=2)
        ),
    }
    return write_folder(folder, writers), results.compared


def _page(results: Results, lang: str) -> str:
    return study_page(results.title, results.compared, results.rows, lang)
