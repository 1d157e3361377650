"""The worker: does queued jobs, beats, adopts what the dead left, sends webhooks."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator

from dbos import DBOS

from kehou_api.db.engine import Database
from kehou_api.jobs import store
from kehou_api.jobs.attending import Attending
from kehou_api.jobs.child import forkserver
from kehou_api.jobs.engine import (
    MOST_RECOVERIES,
    POLL,
    QUEUE,
    WORKFLOW,
    Queue,
    config_of,
)
from kehou_api.logs.lines import logger, set_up
from kehou_api.settings import ServiceSettings
from kehou_api.studies.feeding import AT_ONCE, feed
from kehou_api.sweeping import Sweeping
from kehou_api.webhooks.courier import Courier

log = logger("worker")


@contextlib.contextmanager
def working(settings: ServiceSettings) -> Iterator[None]:
    """Do jobs until the block ends; those not finished then are taken up later."""
    database = Database(settings.url())
    attending = Attending(database, settings, forkserver())
    DBOS(config=config_of(settings))

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=MOST_RECOVERIES)
    def do_job(job_id: str) -> None:
        """Attend to a job until it has ended. All that is remembered is in its row."""
        attending.to_the_end(job_id)

    with database.writing() as session:
        store.beat(session, settings.executor, settings.slots, first=True)
    DBOS.launch()
    DBOS.register_queue(
        QUEUE,
        worker_concurrency=settings.slots,
        partition_concurrency=settings.owner_slots,
        polling_interval_sec=POLL,
        on_conflict="always_update",
    )
    ending = threading.Event()
    pulse = threading.Thread(
        target=_pulse, args=(database, settings, ending), name="pulse", daemon=True
    )
    courier = threading.Thread(
        target=Courier(database, settings).run,
        args=(ending,),
        name="courier",
        daemon=True,
    )
    for thread in (pulse, courier):
        thread.start()
    try:
        yield
    finally:
        ending.set()
        for thread in (pulse, courier):
            thread.join()
        with database.writing() as session:
            store.leave(session, settings.executor)
        DBOS.destroy(workflow_completion_timeout_sec=0)
        database.close()


def _pulse(
    database: Database, settings: ServiceSettings, ending: threading.Event
) -> None:
    """Beat; the first of the living puts back into the queue what the dead have left.

    Once in a while it sweeps.

    Should two do so at once, the job's row lets only the later attempt go on.
    """
    queue = Queue(settings)
    sweeping = Sweeping(database)
    while not ending.wait(settings.beat):
        try:
            with database.writing() as session:
                store.beat(session, settings.executor, settings.slots)
                living = store.living(session, settings.silence)
                left = store.orphans(session, living)
            if left and living[:1] == [settings.executor]:
                log.warning("adopting jobs", jobs=len(left))
                queue.put_back(left)
            if living[:1] == [settings.executor]:
                _feed(database, queue)
            sweeping.when_due()
        except Exception:
            # A database that is away for a while must not silence the pulse for ever.
            log.exception("no pulse")
    queue.close()


def _feed(database: Database, queue: Queue) -> None:
    while True:
        with database.writing() as session:
            if feed(session, queue) < AT_ONCE:
                return


def run_worker(settings: ServiceSettings, *, beside_keeper: bool = False) -> None:
    """Work until SIGTERM or Ctrl-C; `beside_keeper`, until who started us is gone."""
    set_up(settings.log, settings.log_level)
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    keeper, code = os.getppid(), 0
    try:
        with working(settings):
            print("kehou worker ready", flush=True)  # noqa: T201
            log.info("working", executor=settings.executor)
            while not ending.wait(1.0):
                if beside_keeper and os.getppid() != keeper:
                    break  # whoever started us is gone, and would start another
    except Exception:
        log.exception("worker ended")
        code = 1
    # Threads that attend to jobs end with the process, and children with their pipes.
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
