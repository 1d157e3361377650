"""What the generator makes: a school or a group of campuses, and a lawful timetable."""

from dataclasses import dataclass

from kehou_solver.domain import Instance, Timetable


@dataclass(frozen=True)
class Planted:
    """An instance and a timetable for it that keeps every rule: never impossible."""

    instance: Instance
    timetable: Timetable
