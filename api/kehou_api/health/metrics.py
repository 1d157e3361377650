"""What is counted for Prometheus, read from the database when it is asked for."""

from collections.abc import Iterator

import sqlalchemy as sa
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kehou_api.db.engine import Database
from kehou_api.db.tables.job import JobRow, WorkerRow
from kehou_api.jobs import store
from kehou_api.jobs.status import JobStatus


class JobsCollector(Collector):
    """Jobs by status and living workers; no label names a school or a person."""

    def __init__(self, database: Database, silence: float) -> None:
        self._database, self._silence = database, silence

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the gauges."""
        with self._database.reading() as session:
            asked = sa.select(JobRow.status, sa.func.count()).group_by(JobRow.status)
            counted = dict(session.execute(asked).tuples().all())
            living = set(store.living(session, self._silence))
            workers = session.execute(sa.select(WorkerRow.executor, WorkerRow.slots))
            slots = sum(slots for executor, slots in workers if executor in living)
        jobs = GaugeMetricFamily("kehou_jobs", "Jobs by status", labels=["status"])
        for status in JobStatus:
            jobs.add_metric([status], counted.get(status, 0))
        yield jobs
        yield GaugeMetricFamily("kehou_workers", "Living workers", value=len(living))
        yield GaugeMetricFamily("kehou_slots", "Slots of living workers", value=slots)
