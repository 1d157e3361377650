"""Several remedies as one condition."""

from collections import Counter
from collections.abc import Sequence

from kehou_solver.domain.base import Text
from kehou_solver.domain.index import Index
from kehou_solver.search.remedies.base import Remedy


def all_in_words(index: Index, remedies: Sequence[Remedy]) -> Text:
    """Join what must hold; the same twice is counted."""
    times = Counter(remedy.says(index) for remedy in remedies)
    zh = [said.zh if n == 1 else f"{said.zh}（{n} 次）" for said, n in times.items()]
    en = [said.en if n == 1 else f"{said.en} ({n} times)" for said, n in times.items()]
    return Text("，并且 ".join(zh), ", and ".join(en))
