"""Single absences in the terminal and as JSON."""

from typing import Any

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.domain.base import WEEKDAY_NAMES
from kehou_solver.domain.index import Index
from kehou_solver.domain.instance import Instance
from kehou_solver.repair import Resilience

MOST_SHOWN = 20
"""Absences without cover that are printed; --json has all."""


def as_document(answer: Resilience) -> dict[str, Any]:
    """Return the answer with every absence."""
    return {
        "outcome": "resilience",
        "changes": answer.changes,
        "tried": len(answer.absences),
        "total": answer.total,
        "covered": answer.covered,
        "seconds": round(answer.seconds, 3),
        "absences": [
            {
                "adult": absence.adult,
                "weekday": absence.weekday,
                "lessons": absence.lessons,
                "covered": absence.covered,
                "cells": absence.cells,
            }
            for absence in answer.absences
        ],
    }


def show_resilience(voice: Voice, instance: Instance, answer: Resilience) -> None:
    """Print the share that is covered, and the absences that are not."""
    tried, covered = len(answer.absences), answer.covered
    share = 100 * covered / tried if tried else 100.0
    within = (
        ("", "")
        if answer.changes is None
        else (
            f"（变动不超过 {answer.changes} 处）",
            f" within {answer.changes} change(s)",
        )
    )
    voice.say(
        f"{tried} 种单人缺席中 {covered} 种能补上{within[0]}：{share:.1f}%。",
        f"{covered} of {tried} single absences have cover{within[1]}: {share:.1f} %.",
        style="bold",
    )
    if not answer.complete:
        voice.say(
            f"提前停止：共有 {answer.total} 种。",
            f"Stopped early: there are {answer.total}.",
            style="yellow",
        )
    if answer.worst:
        _show_worst(voice, instance, answer)


def _show_worst(voice: Voice, instance: Instance, answer: Resilience) -> None:
    index = Index(instance)
    table = frame(
        voice.pick("补不上的缺席", "Absence without cover"),
        voice.pick("星期", "Day"),
        voice.pick("课时与岗位", "Lessons, posts"),
        voice.pick("说明", "Why"),
        left=2,
    )
    for absence in answer.worst[:MOST_SHOWN]:
        adult = index.adults[absence.adult]
        if absence.covered is None:
            why = voice.pick("时间内未找到", "not found in time")
        elif absence.cells:
            at_least = (
                f"至少变动 {absence.cells} 处",
                f"at least {absence.cells} changes",
            )
            why = voice.pick(*at_least)
        else:
            why = voice.pick("无人可代", "nobody can")
        table.add_row(
            cell(f"{adult.name} ({adult.id})"),
            cell(WEEKDAY_NAMES[absence.weekday].of(voice.lang)),
            str(absence.lessons),
            cell(why),
        )
    voice.show(table)
    more = len(answer.worst) - MOST_SHOWN
    if more > 0:
        voice.say(f"另有 {more} 种。", f"And {more} more.")
