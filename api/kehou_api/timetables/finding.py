"""Finds the timetable a request names, or refuses the request."""

from sqlalchemy.orm import Session

from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.people.acting import Acting
from kehou_api.problems import unknown
from kehou_api.timetables import store
from kehou_solver.domain.base import Text


def the_timetable(
    session: Session, who: Acting, timetable_id: str, *, whole: bool = False
) -> TimetableRow:
    """Return a timetable of theirs; `whole` = with its content.

    Raises:
        Refusal: 404 if there is none, or it is somebody else's.
    """
    row = store.theirs(session, who, timetable_id, whole=whole)
    if row is None:
        raise unknown(Text("课表", "timetable"))
    return row
