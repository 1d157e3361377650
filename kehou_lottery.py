#!/usr/bin/env python3
"""Redo a public draw without kehou: one file, only Python's standard library.

    python3 kehou_lottery.py applicants.txt                    # 名单摘要 / its digest
    python3 kehou_lottery.py applicants.txt LIST_HASH SEED     # 签号 / the ranks

The digest was made public before the seed; a list that differs by one character has
another. Rank = place in the order of HMAC-SHA256(seed, pupil code), hexadecimal.
"""

import hashlib
import hmac
import sys
from pathlib import Path


def draw(applicants: bytes, seed: str) -> list[str]:
    """Return the pupil codes (first column of the list), best draw first."""
    codes = [line.partition("\t")[0] for line in applicants.decode().split("\n")[:-1]]
    key = seed.encode()
    return sorted(
        codes, key=lambda code: hmac.new(key, code.encode(), hashlib.sha256).hexdigest()
    )


def main(words: list[str]) -> int:
    """Print digest or ranks; 1 = not the list that was published, 2 = mistyped."""
    if len(words) not in (1, 3):
        sys.stderr.write(str(__doc__))
        return 2
    applicants = Path(words[0]).read_bytes()
    digest = hashlib.sha256(applicants).hexdigest()
    if len(words) == 1:
        sys.stdout.write(f"{digest}\n")
        return 0
    if digest != words[1].strip().lower():
        sys.stderr.write(f"与公布的名单不符 / not the list published: {digest}\n")
        return 1
    for rank, code in enumerate(draw(applicants, words[2]), start=1):
        sys.stdout.write(f"{rank}\t{code}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
