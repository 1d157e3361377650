"""What all requests have in common."""

from pydantic import BaseModel, ConfigDict


class Asked(BaseModel):
    """Base of what is sent: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
