"""Maximum flow on small graphs, and the bottleneck that stops it (Dinic, 1970)."""

from collections import defaultdict, deque
from collections.abc import Hashable
from itertools import pairwise

Node = Hashable


class Flow:
    """A network with whole-number capacities. Build it, run it once, then ask."""

    def __init__(self, source: Node, sink: Node) -> None:
        self._source, self._sink = source, sink
        self._left: dict[Node, dict[Node, int]] = defaultdict(dict)

    def add(self, start: Node, end: Node, capacity: int) -> None:
        """Add capacity from `start` to `end`; the same arc again adds up."""
        self._left[start][end] = self._left[start].get(end, 0) + capacity
        self._left[end].setdefault(start, 0)

    def run(self) -> int:
        """Push as much as possible and return how much that is."""
        total = 0
        while level := self._levels():
            ends = {node: list(arcs) for node, arcs in self._left.items()}
            tried = dict.fromkeys(ends, 0)
            while pushed := self._push(level, ends, tried):
                total += pushed
        return total

    def starved(self) -> set[Node]:
        """Return the nodes that could still pass on more than they get.

        Call after `run`. All capacity that leads into this side is used up: it is
        the bottleneck.
        """
        seen, queue = {self._sink}, deque([self._sink])
        while queue:
            end = queue.popleft()
            for start in list(self._left[end]):
                if start not in seen and self._left[start].get(end, 0) > 0:
                    seen.add(start)
                    queue.append(start)
        return seen

    def _levels(self) -> dict[Node, int]:
        """Return the distance of each node from the source, {} if there is no way."""
        level, queue = {self._source: 0}, deque([self._source])
        while queue:
            node = queue.popleft()
            for end, left in self._left[node].items():
                if left > 0 and end not in level:
                    level[end] = level[node] + 1
                    queue.append(end)
        return level if self._sink in level else {}

    def _push(
        self,
        level: dict[Node, int],
        ends: dict[Node, list[Node]],
        tried: dict[Node, int],
    ) -> int:
        """Push along one shortest path; each arc is given up once it proved useless."""
        path = [self._source]
        while path[-1] != self._sink:
            node = path[-1]
            if tried[node] == len(ends[node]):
                path.pop()
                if not path:
                    return 0
                tried[path[-1]] += 1
                continue
            end = ends[node][tried[node]]
            if self._left[node][end] > 0 and level.get(end) == level[node] + 1:
                path.append(end)
            else:
                tried[node] += 1
        steps = list(pairwise(path))
        amount = min(self._left[start][end] for start, end in steps)
        for start, end in steps:
            self._left[start][end] -= amount
            self._left[end][start] += amount
        return amount
