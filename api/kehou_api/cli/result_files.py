"""The files an answer is kept in; which ones there are depends on the answer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kehou_api.cli.files import holding, write_folder
from kehou_api.documents.outcome import as_document
from kehou_solver.domain.answer import Found, Impossible, Outcome
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.reading import write_json
from kehou_solver.policy import Policy

Writers = dict[str, Callable[[Path], None]]


def folder_for(instance: Instance) -> Path:
    """Return where results go if nobody says: out/ and the instance's own id."""
    return Path("out") / (instance.id.lstrip(".") or "instance")


def write_answer(
    folder: Path, instance: Instance, outcome: Outcome, lang: str
) -> tuple[Path, ...]:
    """Write everything there is to keep about an answer; all files or none.

    Kinds of hardship are not written: the general one keeps a child's place.
    """
    from kehou_solver.report.portable import without_categories

    public = without_categories(instance)
    writers: Writers = {"answer.json": holding(_json(as_document(outcome)))}
    match outcome:
        case Found():
            writers |= _found(instance, public, outcome, lang)
        case Impossible(partial=partial) if partial is not None:
            writers["partial-timetable.json"] = holding(write_json(partial))
    return write_folder(folder, writers)


def remarks_on(policy: Policy, outcome: Found) -> tuple[Text, ...]:
    """Return what a reader must know beside the notes of the instance."""
    from kehou_solver.report.words_certificate import certificate_words

    law = tuple(
        Text(
            f"依据：{book.source.title.zh}；效力：{book.source.status.zh}",
            f"Judged by: {book.source.title.en}; status: {book.source.status.en}",
        )
        for book in policy.rulebooks
    )
    early = Text(
        "求解提前停止：课表合规，但后面的目标可能还能更好。",
        "The search was stopped early: lawful, but later goals may be improved.",
    )
    told = (*law, certificate_words(outcome))
    return (*told, early) if outcome.stopped else told


def _found(instance: Instance, public: Instance, found: Found, lang: str) -> Writers:
    from kehou_solver.fairness.lottery import draw_words
    from kehou_solver.report.pages import page
    from kehou_solver.report.portable import write_result
    from kehou_solver.report.sheets import write_sheets

    policy = Policy.of(instance)
    remarks = (*remarks_on(policy, found), draw_words(instance))
    timetable = found.timetable
    return {
        "instance.json": holding(write_json(public)),
        "timetable.json": holding(write_json(timetable)),
        "result.zip": lambda path: write_result(path, instance, policy, found),
        "timetable.xlsx": lambda path: write_sheets(
            path, instance, timetable, found.goals, remarks, lang
        ),
        "timetable.html": holding(page(instance, timetable, policy, remarks, lang)),
    }


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
