"""Kinds of cells: how a value is written into a cell and read back out of it."""

from kehou_instances.workbook.cells.base import Cell, Faulty, Misread, Raw, blank
from kehou_instances.workbook.cells.choices import Choice, Flag
from kehou_instances.workbook.cells.lists import Many
from kehou_instances.workbook.cells.numbers import Whole, Yuan, whole
from kehou_instances.workbook.cells.text import Free, Identifier
from kehou_instances.workbook.cells.times import Clock, Day

__all__ = [
    "Cell",
    "Choice",
    "Clock",
    "Day",
    "Faulty",
    "Flag",
    "Free",
    "Identifier",
    "Many",
    "Misread",
    "Raw",
    "Whole",
    "Yuan",
    "blank",
    "whole",
]
