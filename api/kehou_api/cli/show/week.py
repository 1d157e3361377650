"""The week in the terminal: a row per class, a column per slot, who is with it."""

from collections import defaultdict
from collections.abc import Iterator

from rich.cells import cell_len
from rich.table import Table

from kehou_api.cli.show.frames import cell, frame
from kehou_api.cli.voice import Voice
from kehou_solver.domain.base import WEEKDAY_NAMES, Id, clock
from kehou_solver.domain.school import School, Slot
from kehou_solver.report.words_meetings import WeekInWords


def show_week(voice: Voice, week: WeekInWords) -> None:
    """Print the homework care of every campus, as many days side by side as fit."""
    for school in week.instance.schools:
        tables = list(_tables(voice, week, school))
        if tables and len(week.instance.schools) > 1:
            voice.say(school.name, school.name, style="bold")
        for table in tables:
            voice.show(table)


def _tables(voice: Voice, week: WeekInWords, school: School) -> Iterator[Table]:
    cells: dict[tuple[Id, Id], list[str]] = defaultdict(list)
    for meeting in week.meetings:
        for class_id in meeting.group.classes:
            cells[class_id, meeting.slot.id].append(meeting.lead)
    classes = [c.id for c in week.instance.classes if c.school == school.id]
    if not classes:
        return
    slots = week.index.slots_of[school.id]
    room = voice.out.width - max(map(cell_len, classes))
    blocks, heads = [], {}
    for narrow in (False, True):
        heads = {slot.id: _head(slot, week.lang, narrow=narrow) for slot in slots}
        widths = {
            slot: 1
            + max(_width(head), *(_width(_joined(cells, c, slot)) for c in classes))
            for slot, head in heads.items()
        }
        blocks = list(_side_by_side(slots, widths, room))
        if len(blocks) == 1:
            break
    for block in blocks:
        table = frame(voice.pick("班级", "Class"), *(heads[s] for s in block), left=99)
        for class_id in classes:
            words = (_joined(cells, class_id, slot) for slot in block)
            table.add_row(cell(class_id), *map(cell, words))
        yield table


def _head(slot: Slot, lang: str, *, narrow: bool) -> str:
    """Write when a slot begins; narrow: minutes under the hours."""
    starts = clock(slot.start)
    if narrow:
        starts = starts.replace(":", ":\n")
    day = WEEKDAY_NAMES[slot.weekday].of(lang)
    return f"{day}\n{starts}"


def _side_by_side(
    slots: list[Slot], widths: dict[Id, int], room: int
) -> Iterator[list[Id]]:
    """Cut the week into blocks of whole days that fit; a wide day stands alone."""
    days: dict[int, list[Id]] = defaultdict(list)
    for slot in slots:
        days[slot.weekday].append(slot.id)
    block: list[Id] = []
    for day in days.values():
        if block and sum(widths[s] for s in [*block, *day]) > room:
            yield block
            block = []
        block = [*block, *day]
    if block:
        yield block


def _joined(cells: dict[tuple[Id, Id], list[str]], class_id: Id, slot: Id) -> str:
    return " ".join(cells.get((class_id, slot), ["·"]))


def _width(words: str) -> int:
    return max(map(cell_len, words.split("\n")))
