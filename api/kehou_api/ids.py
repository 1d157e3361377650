"""Opaque ids that sort by the time they were made, so that pages can go on from one."""

import secrets
import time

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # no i l o u: read aloud without doubt
_LENGTH = 26

_last = 0


def new_id(kind: str) -> str:
    """Return an id such as `tt_01jd…`: the kind, microseconds, 66 bits of chance.

    Ids of one process never go backwards, even within a microsecond.
    """
    global _last
    _last = max(_last + 1, time.time_ns() // 1000)
    number = (_last << 66) | secrets.randbits(66)
    letters = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, 32)
        letters.append(_DIGITS[digit])
    return f"{kind}_{''.join(reversed(letters))}"
