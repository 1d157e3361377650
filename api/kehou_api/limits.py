"""How often one key may ask; a full minute's worth may come at once."""

import threading
import time
from dataclasses import dataclass, field

from kehou_api.people.acting import Acting
from kehou_api.problems import Refusal
from kehou_api.settings import ServiceSettings
from kehou_solver.domain.base import Text

READS = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_REMEMBERED = 10_000


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
        self._buckets: dict[tuple[str, bool], _Bucket] = {}
        self._lock = threading.Lock()

    def spend(self, who: Acting, method: str) -> None:
        """Count one request.

        Raises:
            Refusal: 429, with the seconds to wait.
        """
        reads = method in READS
        most = self._most[reads]
        with self._lock:
            if len(self._buckets) > MOST_REMEMBERED:
                self._buckets.clear()
            bucket = self._buckets.setdefault((who.id, reads), _Bucket(most))
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
