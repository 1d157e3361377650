"""The draw: held over this very list, with a seed that came from somewhere."""

from collections.abc import Iterator

from kehou_solver.domain.applicants import list_hash
from kehou_solver.domain.validity.draft import Draft
from kehou_solver.domain.validity.show import shown
from kehou_solver.errors import Problem


def draw_problems(draft: Draft) -> Iterator[Problem]:
    """Refuse a draw whose applicants changed, or whose seed comes from nowhere."""
    draw = draft.instance.draw
    if draw is None:
        return
    if draft.complete("pupils"):
        seen = list_hash(draft.instance.pupils)
        if draw.list_hash != seen:
            yield Problem(
                "/draw/list_hash",
                shown(draw.list_hash[:16] + "…"),
                f"现在报名名单的摘要是 {seen}：抽签后名单有增减或志愿有改动。"
                "请恢复公布时的名单（迟报的学生等下次抽签），"
                "或公布新名单后重新抽签",
                f"the digest of the applicants is now {seen}: somebody came, left or "
                "changed a wish after the draw. Restore the list as published (late "
                "applicants wait for the next draw), or publish the new list and "
                "draw again",
            )
    if not draw.seed.strip():
        zh, en = (
            "须写明抽签种子，如当天公开开奖的号码",
            "give the seed, such as the numbers of a public lottery of the day",
        )
        yield Problem("/draw/seed", shown(draw.seed), zh, en)
    if not draw.seed_from.strip():
        zh, en = (
            "须写明种子在何处、何时公布",
            "say where and when the seed was made public",
        )
        yield Problem("/draw/seed_from", shown(draw.seed_from), zh, en)
