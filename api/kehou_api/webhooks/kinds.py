"""What webhooks may hear of, and where a delivery stands."""

from enum import StrEnum


class Kind(StrEnum):
    """What happened; `ping` is sent when somebody asks for it, whatever is wanted."""

    JOB_ENDED = "job.ended"
    PLAN_CHANGED = "plan.changed"
    PING = "ping"


class DeliveryState(StrEnum):
    """Where a delivery stands; `again` makes it wait once more."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    GIVEN_UP = "GIVEN_UP"


class Failure(StrEnum):
    """Why a receiver did not answer.

    ADDRESS: its name leads nowhere, or to where nothing may be sent.
    CONNECTION: nobody listens there, or has no valid certificate.
    TIMEOUT: it took too long.
    ANSWER: what came back is not HTTP, or broke off.
    INTERRUPTED: we were, at the last try.
    """

    ADDRESS = "ADDRESS"
    CONNECTION = "CONNECTION"
    TIMEOUT = "TIMEOUT"
    ANSWER = "ANSWER"
    INTERRUPTED = "INTERRUPTED"
