"""The road of a plan (LZ-324): which step is possible where.

draft --consult--> consulted --submit--> submitted --approve--> approved --publish-->
published; a submitted plan may be returned, amended and submitted again.
"""

from enum import StrEnum

from kehou_solver.domain.base import Text


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "DRAFT"
    CONSULTED = "CONSULTED"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    PUBLISHED = "PUBLISHED"


class Step(StrEnum):
    """What can be done with a plan."""

    CONSULT = "consult"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"


ROAD: dict[Step, tuple[frozenset[PlanState], PlanState]] = {
    Step.CONSULT: (
        frozenset({PlanState.DRAFT, PlanState.RETURNED}),
        PlanState.CONSULTED,
    ),
    Step.SUBMIT: (frozenset({PlanState.CONSULTED}), PlanState.SUBMITTED),
    Step.RETURN: (frozenset({PlanState.SUBMITTED}), PlanState.RETURNED),
    Step.APPROVE: (frozenset({PlanState.SUBMITTED}), PlanState.APPROVED),
    Step.PUBLISH: (frozenset({PlanState.APPROVED}), PlanState.PUBLISHED),
}
"""From where each step leads to where."""

OPEN = frozenset({PlanState.DRAFT, PlanState.RETURNED})
"""States in which a plan may still be changed."""

STATE_WORDS: dict[PlanState, Text] = {
    PlanState.DRAFT: Text("草案", "draft"),
    PlanState.CONSULTED: Text("已征求意见", "consulted"),
    PlanState.SUBMITTED: Text("已报送", "submitted"),
    PlanState.RETURNED: Text("已退回", "returned"),
    PlanState.APPROVED: Text("已审核备案", "approved"),
    PlanState.PUBLISHED: Text("已公布", "published"),
}
