"""All tables; importing this package makes them known to migrations."""

from kehou_api.db.base import Table
from kehou_api.db.tables.file import FileRow
from kehou_api.db.tables.instance import InstanceRow
from kehou_api.db.tables.job import EventRow, JobRow, WorkerRow
from kehou_api.db.tables.key import KeyRow
from kehou_api.db.tables.owner import OwnerRow
from kehou_api.db.tables.person import PersonRow, SessionRow
from kehou_api.db.tables.plan import PlanRow, PlanStepRow
from kehou_api.db.tables.record import RecordRow
from kehou_api.db.tables.request import RequestRow
from kehou_api.db.tables.study import CellRow, PieceRow, StudyRow
from kehou_api.db.tables.timetable import TimetableRow
from kehou_api.db.tables.trail import TrailRow
from kehou_api.db.tables.webhook import DeliveryRow, WebhookRow

__all__ = [
    "CellRow",
    "DeliveryRow",
    "EventRow",
    "FileRow",
    "InstanceRow",
    "JobRow",
    "KeyRow",
    "OwnerRow",
    "PersonRow",
    "PieceRow",
    "PlanRow",
    "PlanStepRow",
    "RecordRow",
    "RequestRow",
    "SessionRow",
    "StudyRow",
    "Table",
    "TimetableRow",
    "TrailRow",
    "WebhookRow",
    "WorkerRow",
]
