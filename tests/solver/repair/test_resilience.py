"""Any one absence: is there cover, within how many changes?"""

import threading

from kehou_instances.ladder import generate
from kehou_solver.checks import audit, broken
from kehou_solver.domain.answer import Progress, Settings
from kehou_solver.domain.events import AdultAway
from kehou_solver.policy import Policy
from kehou_solver.repair import Absence, Repaired, repair, resilience, since
from tests.solver import worlds as w

SETTINGS = Settings(60, 1, 0)


def by_case(absences: tuple[Absence, ...]) -> dict[tuple[str, int], Absence]:
    """Find absences by adult and weekday."""
    return {(a.adult, a.weekday): a for a in absences}


def test_every_serving_adult_is_tried_on_every_day_of_service() -> None:
    answer = resilience(w.world(), w.lawful(), settings=SETTINGS)
    assert by_case(answer.absences).keys() == {
        *((adult, day) for adult in ("T1", "T3", "S1") for day in (1, 2)),
        ("C1", 1),
        ("V1", 2),
        ("T5", 2),
    }
    assert answer.complete
    assert answer.total == 9


def test_a_case_is_covered_exactly_if_a_repair_exists() -> None:
    answer = resilience(w.world(), w.lawful(), settings=SETTINGS)
    for absence in answer.absences:
        outcome = repair(
            w.world(),
            w.lawful(),
            [AdultAway(adult=absence.adult, weekdays=(absence.weekday,))],
            freeze=since(absence.weekday),
            settings=SETTINGS,
        )
        assert absence.covered is isinstance(outcome, Repaired)


def test_too_many_changes_are_no_cover() -> None:
    free = by_case(resilience(w.world(), w.lawful(), settings=SETTINGS).absences)
    tight = by_case(resilience(w.world(), w.lawful(), 2, settings=SETTINGS).absences)
    assert free["T1", 1].covered is True
    assert tight["T1", 1].covered is False
    assert tight["T1", 1].cells > 2


def test_the_worst_come_first() -> None:
    answer = resilience(w.world(), w.lawful(), settings=SETTINGS)
    told = [absence.covered for absence in answer.absences]
    assert told == sorted(told, key=bool)
    assert {(a.adult, a.weekday) for a in answer.worst} >= {("S1", 1), ("S1", 2)}
    assert answer.covered + len(answer.worst) == answer.total


def test_stopped_it_keeps_what_was_found() -> None:
    stop, heard = threading.Event(), []

    def hear(news: Progress) -> None:
        heard.append(news)
        if len(heard) == 3:
            stop.set()

    answer = resilience(
        w.world(), w.lawful(), settings=SETTINGS, on_progress=hear, stop=stop
    )
    assert len(answer.absences) == 3
    assert not answer.complete
    assert all(news.stage.zh and news.stage.en for news in heard)


def test_only_the_adults_asked_for_are_tried() -> None:
    answer = resilience(w.world(), w.lawful(), adults=["T5"], settings=SETTINGS)
    assert [(a.adult, a.weekday) for a in answer.absences] == [("T5", 2)]


def test_many_absences_of_a_real_sized_school_are_repaired_together() -> None:
    planted = generate("S", 0)
    groups = {g.id: g for g in planted.timetable.groups}
    weekday = {s.id: s.weekday for s in planted.instance.slots}
    serving = sorted(
        {
            (weekday[slot], s.adult)
            for s in planted.timetable.staff
            for slot in groups[s.group].slots
        }
    )
    away = [AdultAway(adult=adult, weekdays=(day,)) for day, adult in serving[::19][:6]]
    outcome = repair(
        planted.instance,
        planted.timetable,
        away,
        settings=Settings(20, 2, 0),
    )
    assert isinstance(outcome, Repaired)
    policy = Policy.of(outcome.instance)
    assert not broken(audit(outcome.instance, outcome.timetable, policy))
    for gap in outcome.alternatives:
        # Confirmed on part of the week; here on all of it.
        chosen = {c.adult for c in gap.candidates if c.chosen}
        for candidate in gap.candidates[:3]:
            staff = tuple(
                row.model_copy(update={"adult": candidate.adult})
                if row.group == gap.group
                and row.adult in chosen
                and row.has(gap.slot)
                and len(groups[gap.group].slots) == 1
                and row.role == gap.role
                else row
                for row in outcome.timetable.staff
            )
            week = outcome.timetable.model_copy(update={"staff": staff})
            assert not broken(audit(outcome.instance, week, policy))
