"""What could be read of an instance, and where in the file each item stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from kehou_solver.domain.adult import Adult
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance
from kehou_solver.domain.pupil import Club
from kehou_solver.domain.school import District, HomeroomClass, Room, School, Slot
from kehou_solver.domain.validity.show import nearest, shown
from kehou_solver.errors import Problem

Item = TypeVar("Item")

KINDS: Mapping[str, Text] = {
    "districts": Text("县区", "district"),
    "schools": Text("学校", "school"),
    "slots": Text("时段", "slot"),
    "rooms": Text("场地", "room"),
    "classes": Text("行政班", "class"),
    "pupils": Text("学生", "pupil"),
    "clubs": Text("社团", "club"),
    "adults": Text("人员", "adult"),
    "vendors": Text("机构", "vendor"),
}
"""Collections whose items have ids, with the word for one item."""

MOST_HINTS = 30
"""Comparing spellings is slow; whoever has more unknown ids has another trouble."""


@dataclass(frozen=True)
class Draft:
    """An instance that may be incomplete, as it is while problems are collected.

    Attributes:
        instance: the items that are right in themselves.
        places: position in the file of each item; empty = as they stand.
        broken: ids of items that are there but wrong: not unknown.
        partial: fields and collections of which something is missing; what needs
            them whole cannot be judged yet.
        nameless: collections with items whose ids could not be read; no id is
            unknown there.
    """

    instance: Instance
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    broken: Mapping[str, frozenset[Id]] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()

    def placed(self, name: str, items: Sequence[Item]) -> Iterator[tuple[str, Item]]:
        """Yield each item with its JSON path."""
        places = self.places.get(name)
        for position, item in enumerate(items):
            yield f"/{name}/{places[position] if places else position}", item

    def complete(self, *names: str) -> bool:
        """Say whether all of these fields could be read in full."""
        return self.partial.isdisjoint(names)

    @cached_property
    def ids(self) -> Mapping[str, frozenset[Id]]:
        """Ids of each collection, those of broken items included."""
        return {
            name: frozenset(self._by_id(name)) | self._broken(name) for name in KINDS
        }

    @cached_property
    def schools(self) -> dict[Id, School]:
        """Readable schools by id."""
        return self._by_id("schools")

    @cached_property
    def districts(self) -> dict[Id, District]:
        """Readable districts by id."""
        return self._by_id("districts")

    @cached_property
    def slots(self) -> dict[Id, Slot]:
        """Readable slots by id."""
        return self._by_id("slots")

    @cached_property
    def rooms(self) -> dict[Id, Room]:
        """Readable rooms by id."""
        return self._by_id("rooms")

    @cached_property
    def classes(self) -> dict[Id, HomeroomClass]:
        """Readable classes by id."""
        return self._by_id("classes")

    @cached_property
    def clubs(self) -> dict[Id, Club]:
        """Readable clubs by id."""
        return self._by_id("clubs")

    @cached_property
    def adults(self) -> dict[Id, Adult]:
        """Readable adults by id."""
        return self._by_id("adults")

    def refer(
        self, name: str, ids: Id | Sequence[Id] | None, where: str
    ) -> Iterator[Problem]:
        """Report ids that no item of a collection has."""
        if ids is None or name in self.nameless:
            return
        many = not isinstance(ids, str)
        for position, one in enumerate([ids] if isinstance(ids, str) else ids):
            if one not in self.ids[name]:
                yield self._unknown(name, one, f"{where}/{position}" if many else where)

    def _unknown(self, name: str, one: Id, where: str) -> Problem:
        kind = KINDS[name]
        zh = f"没有这个编号的{kind.zh}；请改用 {name} 中的编号，或先在其中补上"
        en = f"no {kind.en} has this id; use one listed in {name}, or add it there"
        meant = self._hint(name, one)
        if meant is not None:
            zh, en = f"{zh}。是不是想写 {meant}？", f"{en}. Did you mean {meant}?"
        return Problem(where, shown(one), zh, en)

    @cached_property
    def _hinted(self) -> dict[tuple[str, Id], Id | None]:
        return {}

    def _hint(self, name: str, one: Id) -> Id | None:
        key = (name, one)
        if key not in self._hinted:
            if len(self._hinted) >= MOST_HINTS or len(self.ids[name]) > 5_000:
                return None
            self._hinted[key] = nearest(one, sorted(self.ids[name]))
        return self._hinted[key]

    def _by_id(self, name: str) -> dict[Id, Any]:
        found: dict[Id, Any] = {}
        for item in getattr(self.instance, name):
            found.setdefault(item.id, item)
        return found

    def _broken(self, name: str) -> frozenset[Id]:
        return self.broken.get(name, frozenset())
