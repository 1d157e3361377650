"""Runs the service on one machine: the web process, and a worker it looks after."""

import contextlib
import signal
from collections.abc import Iterator

import uvicorn

from kehou_api.app import create_app
from kehou_api.db.engine import Database
from kehou_api.db.upgrade import upgrade
from kehou_api.first_start import first_start
from kehou_api.jobs.keeper import Keeper
from kehou_api.logs.lines import logger, set_up
from kehou_api.settings import ServiceSettings

KEEP_ALIVE = 75
"""Seconds an idle connection is kept: longer than proxies and clients keep theirs, or
one that they use again is closed at the same moment."""

log = logger("serving")


def serve(settings: ServiceSettings, *, demo: bool, with_worker: bool) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    set_up(settings.log, settings.log_level)
    database = Database(settings.url())
    upgrade(database)
    made = first_start(database, settings.data, demo=demo)
    database.close()
    for path in made:
        print(f"首次启动，密钥在 / first start, key in: {path}", flush=True)  # noqa: T201
    keeper = Keeper(settings) if with_worker else None
    try:
        config = uvicorn.Config(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            # The other parser takes headers without end: memory for anybody who asks.
            http="h11",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            timeout_keep_alive=KEEP_ALIVE,
        )
        log.info("serving", address=f"http://{settings.host}:{settings.port}")
        _Server(config).run()
    finally:
        if keeper is not None:
            keeper.end()


class _Server(uvicorn.Server):
    """A server that returns when it is told to end, so that the worker is ended too.

    Uvicorn's own would send itself the signal again, and nothing after it would run.
    """

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on SIGTERM and Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.handle_exit)
        yield
