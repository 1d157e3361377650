"""Passwords: hashed by argon2, never shown, never shorter than they should be."""

from functools import cache

from pwdlib import PasswordHash

from kehou_api.problems import Refusal
from kehou_solver.domain.base import Text

LEAST, MOST = 12, 200
"""Characters. Longer is better than stranger; no other rule is asked for."""


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _of_nobody() -> str:
    """Return a hash that no password has: asked about where there is no login."""
    return _hasher().hash("nobody has this password")


def hashed(password: str, login: str) -> str:
    """Return the hash of a new password.

    Raises:
        Refusal: if it is too short, too long, or holds the login.
    """
    if not LEAST <= len(password) <= MOST or login.lower() in password.lower():
        raise Refusal(
            422,
            "password.weak",
            Text(
                f"密码应有 {LEAST} 到 {MOST} 个字符，且不含登录名。",
                f"A password has {LEAST} to {MOST} characters, without the login.",
            ),
        )
    return _hasher().hash(password)


def matches(password: str, known: str | None) -> bool:
    """Say whether a password is right; takes as long where there is no login."""
    if known is None:
        _hasher().verify(password[:MOST], _of_nobody())
        return False
    return len(password) <= MOST and _hasher().verify(password, known)
