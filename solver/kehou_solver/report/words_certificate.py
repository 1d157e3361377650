"""What anybody can add up again about an answer, in words."""

from kehou_solver.domain.answer import Found
from kehou_solver.domain.base import Text
from kehou_solver.domain.certificate import Certificate, GoalCertificate
from kehou_solver.measures import MEASURES
from kehou_solver.report.clauses import HARDSHIP_GOALS, SMALL


def certificate_words(found: Found) -> Text:
    """Say, goal by goal, what the certificate proves; or why there is none.

    Fit for pages families read: where few children are in hardship, their goals are
    left out.
    """
    certificate = found.certificate
    if certificate is None:
        why = found.uncertified or Text("未制作", "it was not made")
        return Text(
            f"没有可重算的优先次序证书：{why.zh}。",
            f"No priority certificate that can be added up again: {why.en}.",
        )
    shown = _shown(certificate)
    zh = "；".join(f"{MEASURES[g.name].title.zh}：{proved(g).zh}" for g in shown)
    en = "; ".join(f"{MEASURES[g.name].title.en}: {proved(g).en}" for g in shown)
    return Text(
        f"优先次序证书（kehou_verify.py 可重算）：{zh}。",
        f"Priority certificate (kehou_verify.py adds it up again): {en}.",
    )


def proved(goal: GoalCertificate) -> Text:
    """Say what one goal's multipliers prove: best, or within so many."""
    if goal.gap == 0:
        return Text("已证明最优", "proved best")
    unit = MEASURES[goal.name].unit
    return Text(f"最多再多 {goal.gap} {unit.zh}", f"proved within {goal.gap} {unit.en}")


def _shown(certificate: Certificate) -> list[GoalCertificate]:
    hidden = any(
        goal.name == "wishes_met_1" and 0 < goal.value < SMALL
        for goal in certificate.goals
    )
    return [
        goal
        for goal in certificate.goals
        if not (hidden and goal.name in HARDSHIP_GOALS)
    ]
