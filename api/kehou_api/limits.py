"""How often one key may ask; a full minute's worth may come at once."""

import threading
import time
from dataclasses import dataclass, field

from starlette.requests import Request

from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal
from kehou_api.settings import ServiceSettings
from kehou_solver.domain.base import Text

READS = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_REMEMBERED = 10_000

LOGINS_PER_MINUTE = 60
"""From one address: a school may share one."""


@dataclass
class _Bucket:
    left: float
    at: float = field(default_factory=time.monotonic)


class Limits:
    """A token bucket for each key and kind of request, kept in this process."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._most = {
            True: settings.reads_per_minute,
            False: settings.writes_per_minute,
        }
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._lock = threading.Lock()

    def spend(self, who: Acting, method: str) -> None:
        """Count one request of somebody.

        Raises:
            Refusal: 429, with the seconds to wait.
        """
        reads = method in READS
        self._spend((who.id, "read" if reads else "write"), self._most[reads])

    def spend_at_the_door(self, request: Request) -> None:
        """Count one try to log in; nobody is known yet, so by address.

        Raises:
            Refusal: 429, with the seconds to wait.
        """
        address = request.client.host if request.client else "?"
        self._spend((address, "login"), LOGINS_PER_MINUTE)

    def _spend(self, name: tuple[str, str], most: int) -> None:
        with self._lock:
            if len(self._buckets) > MOST_REMEMBERED:
                self._buckets.clear()
            bucket = self._buckets.setdefault(name, _Bucket(most))
            moment = time.monotonic()
            bucket.left = min(most, bucket.left + (moment - bucket.at) * most / 60)
            bucket.at = moment
            if bucket.left >= 1:
                bucket.left -= 1
                return
            wait = int((1 - bucket.left) * 60 / most) + 1
        raise Refusal(
            429,
            "limits.rate",
            Text(f"请求太频繁；请 {wait} 秒后再试。", f"Too often; wait {wait} s."),
            headers={"Retry-After": str(wait)},
        )
