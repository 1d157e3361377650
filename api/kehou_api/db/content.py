"""Large documents in a column: canonical JSON, compressed, known by its SHA-256."""

import hashlib
import json
import zlib
from typing import Any, NamedTuple


class Packed(NamedTuple):
    """A document as it is stored.

    Attributes:
        sha256: of the canonical JSON, in hexadecimal.
        content: the canonical JSON, compressed by zlib.
    """

    sha256: str
    content: bytes


def packed(document: Any) -> Packed:
    """Pack anything JSON can say; equal documents give equal hashes."""
    plain = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return Packed(hashlib.sha256(plain).hexdigest(), zlib.compress(plain, 6))


def unpacked(content: bytes) -> bytes:
    """Return the canonical JSON."""
    return zlib.decompress(content)
