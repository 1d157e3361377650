"""The engine beneath: DBOS, which remembers what was begun and does it again.

Its tables lie in the same database as ours, so a job and its place in the queue are
written in one transaction. What it would do by default and we do not want is set here.
"""

from dbos import DBOSClient, DBOSConfig, DBOSPortableJSONSerializer
from sqlalchemy.orm import Session

from kehou_api.settings import ServiceSettings

QUEUE = "jobs"
WORKFLOW = "do_job"
APPLICATION = "1"
"""Fixed: a version taken from the code would strand running jobs at every edit."""

MOST_RECOVERIES = 50
"""Of a workflow by the engine. The tries of a job are counted in its own row."""

POLL = 0.1
"""Seconds between two looks into the queue."""


def config_of(settings: ServiceSettings) -> DBOSConfig:
    """Return the engine's settings for a worker."""
    return {
        "name": "kehou",
        "system_database_url": settings.url(),
        "executor_id": settings.executor,
        "application_version": APPLICATION,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
        "notification_listener_polling_interval_sec": 0.2,
        "max_executor_threads": settings.slots + 4,
    }


class Queue:
    """The queue as the web process sees it: it puts jobs in, and never does any."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._client = DBOSClient(
            system_database_url=settings.url(), serializer=DBOSPortableJSONSerializer()
        )

    def put(self, session: Session, job_id: str, owner_id: str) -> None:
        """Queue a job in the transaction that writes it.

        Args:
            session: of that transaction.
            job_id: also the id of the engine's workflow.
            owner_id: jobs of one owner wait for each other, not for all others.
        """
        self._client.enqueue_in_transaction(
            session.connection(),
            {
                "queue_name": QUEUE,
                "workflow_name": WORKFLOW,
                "workflow_id": job_id,
                "queue_partition_key": owner_id,
            },
            job_id,
        )

    def put_back(self, job_ids: list[str]) -> None:
        """Queue jobs again whose worker is dead."""
        self._client.resume_workflows(job_ids, queue_name=QUEUE)

    def close(self) -> None:
        """Close its connections."""
        self._client.destroy()
