"""What is counted for Prometheus, read from the database when it is asked for."""

from collections.abc import Iterator

import sqlalchemy as sa
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.orm import InstrumentedAttribute, Session

from kehou_api.db.engine import Database
from kehou_api.db.tables.job import JobRow, WorkerRow
from kehou_api.db.tables.webhook import DeliveryRow
from kehou_api.jobs import store
from kehou_api.jobs.status import JobStatus
from kehou_api.webhooks.kinds import DeliveryState


class Counted(Collector):
    """Jobs, deliveries and living workers; no label names a school or a person."""

    def __init__(self, database: Database, silence: float) -> None:
        self._database, self._silence = database, silence

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the gauges."""
        with self._database.reading() as session:
            jobs = _by(session, JobRow.status)
            deliveries = _by(session, DeliveryRow.state)
            living = set(store.living(session, self._silence))
            workers = session.execute(sa.select(WorkerRow.executor, WorkerRow.slots))
            slots = sum(slots for executor, slots in workers if executor in living)
        for family, label, kinds, counted in (
            ("kehou_jobs", "status", JobStatus, jobs),
            ("kehou_deliveries", "state", DeliveryState, deliveries),
        ):
            gauge = GaugeMetricFamily(family, f"By {label}", labels=[label])
            for kind in kinds:
                gauge.add_metric([kind], counted.get(kind, 0))
            yield gauge
        yield GaugeMetricFamily("kehou_workers", "Living workers", value=len(living))
        yield GaugeMetricFamily("kehou_slots", "Slots of living workers", value=slots)


def _by(session: Session, column: InstrumentedAttribute[str]) -> dict[str, int]:
    asked = sa.select(column, sa.func.count()).group_by(column)
    return dict(session.execute(asked).all())
