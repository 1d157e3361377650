"""公开抽签: ranks that anybody can work out again from a list and a seed.

`kehou_lottery.py` does the same in one file, written apart from this one.
"""

import hashlib
import hmac
from collections.abc import Iterable

from kehou_solver.domain.applicants import applicant_list, list_hash
from kehou_solver.domain.base import Id, Text
from kehou_solver.domain.instance import Instance


def ranks(seed: str, codes: Iterable[Id]) -> dict[Id, int]:
    """Return the rank of each pupil code: 1 is the best draw.

    Codes stand in the order of HMAC-SHA256 (key: the seed, message: the code, both
    UTF-8), written in small hexadecimal letters.
    """

    def drawn(code: Id) -> str:
        key, message = seed.encode("utf-8"), code.encode("utf-8")
        return hmac.new(key, message, hashlib.sha256).hexdigest()

    return {code: place for place, code in enumerate(sorted(codes, key=drawn), start=1)}


def ranks_of(instance: Instance) -> dict[Id, int]:
    """Return the rank of each applicant, in the order drawn; {} without a draw."""
    if instance.draw is None:
        return {}
    applicants = [p.id for p in instance.pupils if p.consent is not None and p.wishes]
    return ranks(instance.draw.seed, applicants)


def draw_words(instance: Instance) -> Text:
    """Say which draw there was, or that nothing is settled between equal claims."""
    draw = instance.draw
    if draw is None:
        return Text(
            "没有抽签：条件相同的学生之间，谁先谁后没有裁定。",
            "No draw: between children with the same claim nothing is settled.",
        )
    return Text(
        f"抽签：名单摘要 {draw.list_hash}，种子 {draw.seed}（{draw.seed_from}）；"
        "签号可用 kehou_lottery.py 重算。",
        f"Draw: list {draw.list_hash}, seed {draw.seed} ({draw.seed_from}); "
        "kehou_lottery.py works the ranks out again.",
    )


__all__ = ["applicant_list", "draw_words", "list_hash", "ranks", "ranks_of"]
