"""Every id names one thing."""

from collections import Counter
from collections.abc import Iterator

from kehou_solver.domain.validity.draft import KINDS, Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def id_problems(draft: Draft) -> Iterator[Problem]:
    """Find ids given twice within a kind, and names given twice in a plain list."""
    for name, kind in KINDS.items():
        first: dict[str, str] = {}
        for where, item in draft.placed(name, getattr(draft.instance, name)):
            if item.id in first:
                yield Problem(
                    f"{where}/id",
                    shown(item.id),
                    f"{kind.zh}的编号不能重复；{first[item.id]} 已用此编号，请改一个",
                    f"{kind.en} ids are unique; {first[item.id]} has this one already, "
                    "change one of them",
                )
            else:
                first[item.id] = where
    for name in ("rulebooks", "goals"):
        if draft.complete(name):
            for word, times in Counter(getattr(draft.instance, name) or ()).items():
                if times > 1:
                    yield Problem(
                        f"/{name}",
                        shown(word),
                        "重复写了；请只留一个",
                        "listed more than once; keep one",
                    )
