"""Lawful weeks that have a bit of everything, as the JSON documents of a result."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from kehou_solver.domain import (
    AdultKind,
    Hardship,
    Instance,
    LessonsEnd,
    MeetingPin,
    RoomPin,
    SeatPin,
    StaffPin,
    Timetable,
)
from kehou_solver.domain.answer import Found, GoalResult
from kehou_solver.domain.timetable import Staff
from kehou_solver.policy import Policy
from kehou_solver.report.portable import MEMBERS, write_result
from tests.solver import worlds as small
from tests.verifier.loaded import verifier

Documents = dict[str, Any]
"""The three JSON documents by name: instance, timetable, claims."""

LATER = ("p12", "p13")


def full_instance(**changes: Any) -> Instance:
    """Two campuses of one group, with what the default world lacks.

    A club of two meetings (dance: p10, p11), one at a venue (swim: p12, p13, who go
    home from there), a child in hardship (p2), a sixth class merged into homework care
    with 3-1 (p14, Mondays only), unlisted children at west, pins and a published week.
    """
    world = small.two_campuses()
    pupils = (
        *small.replaced(
            world.pupils,
            small.pupil("p2", "1-1", "chess", hardship=(Hardship.LEFT_BEHIND,)),
        ),
        *(small.pupil(name, "1-1", "dance") for name in ("p10", "p11")),
        *(small.pupil(name, "1-1", "swim", skips=("tue-2",)) for name in LATER),
        small.pupil("p14", "6-1", "swim", "chess", weekdays=(1,)),
    )
    days = tuple(LessonsEnd(weekday=day, end=small.at("16:20")) for day in (1, 2))
    west = small.changed(
        small.WEST_CLASSES[0], unlisted=2, unlisted_consent=small.TERM_START
    )
    return small.two_campuses(
        pupils=pupils,
        classes=(*small.CLASSES, small.homeroom("6-1", 6, lessons_end=days), west),
        rooms=(*world.rooms, small.room("studio"), small.venue()),
        clubs=(
            small.changed(small.CHESS, seats=4),
            small.ROBOTS,
            small.club("dance", meetings_per_week=2),
            small.club("swim", venue="pool"),
        ),
        adults=(
            *world.adults,
            small.adult("C2", AdultKind.SPORTS_COACH, pay_fen_per_lesson=5000),
        ),
        pins=(
            StaffPin(kind="staff", adult="T1", slot="mon-1", class_id="1-1"),
            RoomPin(kind="room", room="hall", slot="mon-2", club="chess"),
            SeatPin(kind="seat", pupil="p1", club="chess"),
            MeetingPin(kind="meeting", club="dance", slot="mon-1"),
        ),
        published=full_timetable(monday="T5"),
        **changes,
    )


def full_timetable(monday: str = "T3") -> Timetable:
    """The lawful week of `full_instance()`; `monday` leads 3-1's first slot."""
    return small.together(
        small.without(small.lawful_two(), "3-1@mon-1", "chess"),
        small.care("mon-1", "3-1", "6-1", room="r3", lead=monday),
        small.meeting(
            "chess", "mon-2", room="hall", lead="C1", seats=("p1", "p2", "p6", "p14")
        ),
        small.meeting(
            "dance", "mon-1", "tue-1", room="studio", lead="T5", seats=("p10", "p11")
        ),
        small.meeting("swim", "tue-1", room="pool", lead="C2", seats=LATER),
    )


def alternating_instance(**changes: Any) -> Instance:
    """The default world; T1 is in a meeting in the first slot of even Mondays."""
    meeting = small.duty(1, "16:30", "17:10", kind="other", weeks="even")
    busy = small.changed(small.T1, duties=(*small.T1.duties, meeting))
    return small.world(adults=small.replaced(small.ADULTS, busy), **changes)


def alternating_timetable() -> Timetable:
    """The lawful week of `alternating_instance()`: T5 stands in on even Mondays."""
    return small.together(
        small.without(small.lawful(), "1-1@mon-1"),
        small.care("mon-1", "1-1", room="r1", lead="T1", weeks="odd"),
        Timetable(staff=(Staff(adult="T5", group="1-1@mon-1", weeks="even"),)),
    )


def documents(instance: Instance, timetable: Timetable) -> Documents:
    """Return the documents of a result as the package writes them, honestly sealed."""
    policy = Policy.of(instance)
    nothing = tuple(
        GoalResult(name=name, value=0, bound=None, proved=False, seconds=0.5)
        for name in instance.goals or policy.goal_order()
    )
    found = Found(timetable=timetable, goals=nothing, seconds=1.5, seed=7, workers=1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "result.zip"
        write_result(path, instance, policy, found)
        with ZipFile(path) as archive:
            told = {name: json.loads(archive.read(name)) for name in MEMBERS}
    return sealed({name.removesuffix(".json"): told[name] for name in MEMBERS})


def full() -> Documents:
    """Return the documents of the full week."""
    return documents(full_instance(), full_timetable())


def alternating() -> Documents:
    """Return the documents of the week with odd and even Mondays."""
    return documents(alternating_instance(), alternating_timetable())


def sealed(told: Documents) -> Documents:
    """Make digests and goal values fit what was changed, as a careful cheat would."""
    claims = told["claims"]
    for name in ("instance", "timetable"):
        claims[f"{name}_sha256"] = verifier.hashlib.sha256(
            verifier.canonical(told[name])
        ).hexdigest()
    lines = verifier.judge(raw(told))
    measured = {x["name"]: x["measured"] for x in lines if x["part"] == "goal"}
    for goal in claims["goals"]:
        goal["value"] = measured.get(goal["name"], goal["value"])
    return told


def raw(told: Documents) -> Documents:
    """Return the documents by the names they have in the zip."""
    return {f"{name}.json": document for name, document in told.items()}


def packed(path: Path, told: Documents) -> Path:
    """Write documents to a zip as anybody could, without the package."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, document in raw(told).items():
            archive.writestr(name, json.dumps(document, ensure_ascii=False))
    return path


def failing(told: Documents) -> set[str]:
    """Return the names of the lines the verifier finds broken."""
    lines = verifier.judge(raw(told))
    return {line["name"] for line in lines if line["verdict"] == "broken"}


def the(things: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    """Return the only thing whose fields are as wanted."""
    found = [x for x in things if all(x[key] == value for key, value in wanted.items())]
    assert len(found) == 1, (wanted, len(found))
    return found[0]


SUNDAY_BEFORE = (small.MONDAY - timedelta(days=1)).isoformat()
