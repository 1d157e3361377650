"""The roles, and what each may do."""

from enum import StrEnum

from kehou_solver.domain.base import Text


class Role(StrEnum):
    """What somebody is to an owner: a school, or a district with all its schools."""

    KEEPER = "keeper"
    BUREAU = "bureau"
    HEAD = "head"
    SCHEDULER = "scheduler"
    VENDOR = "vendor"
    FAMILY = "family"
    AUDITOR = "auditor"


ROLE_WORDS: dict[Role, Text] = {
    Role.KEEPER: Text("系统管理员", "keeper of the service"),
    Role.BUREAU: Text("教育局", "bureau"),
    Role.HEAD: Text("校长", "school head"),
    Role.SCHEDULER: Text("排课员", "school scheduler"),
    Role.VENDOR: Text("第三方机构", "vendor"),
    Role.FAMILY: Text("家庭", "family"),
    Role.AUDITOR: Text("审计", "auditor"),
}

_K, _B, _H, _S = Role.KEEPER, Role.BUREAU, Role.HEAD, Role.SCHEDULER
_A = Role.AUDITOR
_SCHOOL = frozenset({_B, _H, _S})
_READERS = _SCHOOL | {_A}
_ALL = frozenset(Role)

RIGHTS: dict[str, frozenset[Role]] = {
    "demo.read": _ALL,
    "rulebooks.read": _ALL,
    "instances.write": _SCHOOL,
    "instances.read": _READERS,
    "timetables.write": _SCHOOL,
    "timetables.read": _READERS,
    "jobs.read": _READERS,
    "jobs.write": _SCHOOL,
    "register.read": _READERS | {Role.VENDOR},
    "register.write": _SCHOOL,
    "plans.read": _READERS,
    "plans.write": frozenset({_H, _S}),
    "plans.head": frozenset({_H}),
    "plans.approve": frozenset({_B}),
    "published.read": _ALL,
    "reports.write": _SCHOOL,
    "reports.read": _READERS,
    "studies.read": frozenset({_B, _A}),
    "studies.write": frozenset({_B}),
    "webhooks.read": frozenset({_B, _H}),
    "webhooks.write": frozenset({_B, _H}),
    "owners.read": _READERS | {_K},
    "owners.write": frozenset({_K}),
    "keys.read": frozenset({_K, _B}),
    "keys.write": frozenset({_K, _B}),
    "trail.read": frozenset({_K, _B, _A}),
    "metrics.read": frozenset({_K}),
    "self.read": _ALL,
}
"""Each right with the roles that have it. A route names exactly one."""

HARDSHIP = frozenset({_B, _H, _S})
"""Roles that may read children's hardship categories; all others get none."""
