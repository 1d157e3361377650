"""Texts that stand once in the file and in many cells: how long are they laid out?

A workbook lists every text once and cells name it by number. The spreadsheet library
copies it into every cell, so one long text and a few thousand cells of a file of some
kB would fill the memory.
"""

import re

from kehou_instances.workbook.opening import Parts
from kehou_solver.errors import InvalidFile, Problem

MOST_TEXT = 128 * 1024 * 1024
"""Bytes of all texts laid out: as much as all parts of a file may have unpacked."""

_SHARED = "xl/sharedstrings.xml"
_TEXT = re.compile(rb"<(?:[^\s<>/:]+:)?si[\s/>]")
_NUMBER = re.compile(rb"<(?:[^\s<>/:]+:)?v(?:\s[^>]*)?>\s*(\d{1,9})\s*<")


def insist_on_few_repeats(parts: Parts, name: str) -> None:
    """Refuse a workbook whose texts would be far larger than the file.

    Every number in a cell is taken for that of a text: that counts a little too much,
    and never too little.

    Raises:
        InvalidFile: if they would be.
    """
    by_name = {part.lower(): content for part, content in parts.items()}
    lengths = [len(text) for text in _TEXT.split(by_name.get(_SHARED, b""))[1:]]
    longest = max(lengths, default=0)
    laid_out = 0
    for xml in parts.values():
        numbers = _NUMBER.findall(xml)
        # Where even the longest text in every cell is not much, nothing is looked up.
        if longest * len(numbers) > MOST_TEXT // len(parts):
            found = [int(number) for number in numbers]
            laid_out += sum(lengths[one] for one in found if one < len(lengths))
    if laid_out > MOST_TEXT:
        raise InvalidFile([_problem(name, laid_out)])


def _problem(name: str, laid_out: int) -> Problem:
    most = MOST_TEXT // 1024 // 1024
    return Problem(
        name,
        f"{laid_out / 1024 / 1024:.0f} MB",
        f"各格文字合计超过 {most} MB（同一段长文字重复很多次）；请缩短后再试",
        f"the texts of all cells are more than {most} MB (a long one repeated many "
        "times); shorten them and try again",
    )
