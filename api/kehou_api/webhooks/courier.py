"""Takes out what is due, beside the searches of a worker."""

import json
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

from kehou_api.db.engine import Database
from kehou_api.db.patience import patiently
from kehou_api.logs.lines import logger
from kehou_api.settings import ServiceSettings
from kehou_api.webhooks import leases
from kehou_api.webhooks.leases import Parcel
from kehou_api.webhooks.sending import Sender, Sent
from kehou_api.webhooks.signing import signed_headers

log = logger("webhooks")

LOOK = 0.5
"""Seconds between two looks for what is due."""

AT_ONCE = 16
"""Webhooks served at the same time, one request each: a dead one holds up no other."""


class Courier:
    """Serves webhooks until it is told to end."""

    def __init__(self, database: Database, settings: ServiceSettings) -> None:
        self._database, self._settings = database, settings
        self._sender = Sender(anywhere=settings.webhook_anywhere)
        self._serving: dict[str, Future[None]] = {}

    def run(self, ending: threading.Event) -> None:
        """Serve until the end.

        A request that is under way then is not waited for: its lease ends, and another
        sends it again.
        """
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="courier")
        while not ending.wait(LOOK):
            try:
                for hook_id in self._due():
                    self._serving[hook_id] = pool.submit(self._serve, hook_id, ending)
            except Exception:
                # A database that is away for a while must not end the courier.
                log.exception("no courier")
        pool.shutdown(wait=False, cancel_futures=True)

    def deliver(self, hook_id: str) -> bool:
        """Send what is longest due at a webhook; True = it was heard."""
        parcel = patiently(lambda: self._claim(hook_id))
        if parcel is None:
            return False
        body = json.dumps(parcel.payload, ensure_ascii=False).encode()
        headers = signed_headers(parcel.secret, parcel.id, int(time.time()), body)
        headers |= {"Content-Type": "application/json", "User-Agent": "kehou"}
        sent = self._sender.send(parcel.url, headers, body)
        patiently(lambda: self._settle(parcel, sent))
        if not sent.delivered:
            log.info("not delivered", webhook=hook_id, delivery=parcel.id)
        return sent.delivered

    def _due(self) -> list[str]:
        self._serving = {
            hook_id: one for hook_id, one in self._serving.items() if not one.done()
        }
        free = AT_ONCE - len(self._serving)
        if free == 0:
            return []
        with self._database.reading() as session:
            return leases.hooks_due(session, list(self._serving), free)

    def _serve(self, hook_id: str, ending: threading.Event) -> None:
        """Send one after the other; after a failure others have their turn first."""
        try:
            while not ending.is_set() and self.deliver(hook_id):
                pass
        except Exception:
            log.exception("no delivery", webhook=hook_id)

    def _claim(self, hook_id: str) -> Parcel | None:
        with self._database.writing() as session:
            return leases.claim(session, hook_id)

    def _settle(self, parcel: Parcel, sent: Sent) -> None:
        pause = self._settings.webhook_pause
        with self._database.writing() as session:
            leases.settle(session, parcel, sent, pause)
