"""What is asked and said about owners, keys and whoever asks."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from kehou_api.asked import Asked
from kehou_api.people.roles import Role
from kehou_api.texts import LINE

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
Title = Annotated[str, Field(min_length=1, max_length=200, pattern=LINE)]
Vendor = Annotated[str, Field(max_length=64, pattern=LINE)]


class NewOwner(Asked):
    """A district, or a school of one.

    Attributes:
        code: short public code, unique in the service.
        parent: the district of a school; None for a district.
    """

    kind: Literal["district", "school"]
    code: Code
    title: Title
    parent: str | None = None

    @model_validator(mode="after")
    def _schools_have_a_district(self) -> "NewOwner":
        if (self.kind == "school") != (self.parent is not None):
            raise ValueError("a school has a parent, a district has none")
        return self


class OwnerSaid(BaseModel):
    """A district or a school."""

    id: str
    kind: Literal["district", "school"]
    code: str
    title: str
    parent: str | None
    created_at: datetime


class NewKey(Asked):
    """A key for a program.

    Attributes:
        owner: whose rows it opens; None = the keeper's.
        vendor: id of the vendor, for that role only.
    """

    name: Title
    role: Role
    owner: str | None = None
    vendor: Vendor | None = None

    @model_validator(mode="after")
    def _role_fits(self) -> "NewKey":
        if (self.role == Role.KEEPER) != (self.owner is None):
            raise ValueError("every role but the keeper's belongs to an owner")
        if (self.role == Role.VENDOR) != (self.vendor is not None):
            raise ValueError("the role of a vendor names the vendor, no other does")
        return self


class KeySaid(BaseModel):
    """A key without its secret."""

    id: str
    name: str
    role: Role
    owner: str | None
    vendor: str | None
    created_at: datetime
    revoked_at: datetime | None


class KeyMade(KeySaid):
    """A new key; its secret is said this once."""

    secret: str


class SelfSaid(BaseModel):
    """Who asks, and what they may do."""

    id: str
    role: Role
    role_zh: str
    role_en: str
    owner: str | None
    vendor: str | None
    rights: list[str]
