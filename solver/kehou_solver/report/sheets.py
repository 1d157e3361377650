"""The workbook a school prints and pins up; for inside the school, not for families."""

from pathlib import Path

import xlsxwriter

from kehou_solver.domain.answer import GoalResult
from kehou_solver.domain.base import Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.timetable import Timetable
from kehou_solver.report.sheets_people import write_adults, write_rooms
from kehou_solver.report.sheets_reasons import write_assumptions, write_goals
from kehou_solver.report.sheets_week import write_classes, write_clubs, write_days
from kehou_solver.report.words_meetings import WeekInWords


def write_sheets(
    path: Path,
    instance: Instance,
    timetable: Timetable,
    goals: tuple[GoalResult, ...],
    remarks: tuple[Text, ...],
    lang: str = "zh",
) -> None:
    """Write the timetable by class, club, adult, room and day, then goals and notes.

    `goals` is what the solver reached and proved, empty for a timetable from elsewhere;
    `remarks` is what a reader must know beside the instance's own notes.
    """
    week = WeekInWords(instance, timetable, lang)
    # Constant memory would break the widths; a school's week is small.
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        book.set_properties({"title": instance.title})
        write_classes(book, week)
        write_clubs(book, week)
        write_adults(book, week)
        write_rooms(book, week)
        write_days(book, week)
        write_goals(book, week, goals)
        write_assumptions(book, week, remarks)
