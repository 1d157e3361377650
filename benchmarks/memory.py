"""How much memory a run with many processes takes."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from benchmarks.process import PAGE

LOOK = 1.0
"""Seconds between two looks."""


class Memory:
    """Watches how much memory this process and all its children have, for a `with`.

    Attributes:
        together: most at one time (MiB); pages shared by processes count in each.
        largest: most of one process (MiB).
    """

    def __init__(self) -> None:
        self.together = self.largest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            sizes = list(_sizes())
            self.together = max(self.together, round(sum(sizes), 1))
            self.largest = max(self.largest, round(max(sizes, default=0.0), 1))


def _sizes() -> Iterator[float]:
    """Yield the resident memory (MiB) of this process and of all below it."""
    parents, pages = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            resident = int((folder / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
        parents[int(folder.name)], pages[int(folder.name)] = int(fields[1]), resident
    for process, resident in pages.items():
        above = process
        while above not in (os.getpid(), 0, 1):
            above = parents.get(above, 0)
        if above == os.getpid():
            yield resident * PAGE / 2**20
