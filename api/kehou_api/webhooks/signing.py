"""Signs what is sent, as the public convention "Standard Webhooks" says (v1)."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
"""Secrets begin with this, so that a leaked one is recognised by scanners."""

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


def new_secret() -> str:
    """Return a secret of 256 random bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature_of(secret: str, delivery_id: str, timestamp: int, body: bytes) -> str:
    """Return `v1,` and the HMAC-SHA256 of id, moment and body, joined by dots."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{delivery_id}.{timestamp}.".encode() + body
    mac = hmac.digest(key, signed, hashlib.sha256)
    return f"v1,{base64.b64encode(mac).decode()}"


def signed_headers(
    secret: str, delivery_id: str, timestamp: int, body: bytes
) -> dict[str, str]:
    """Return the headers by which a receiver knows that it was us, and just now."""
    return {
        ID: delivery_id,
        TIMESTAMP: str(timestamp),
        SIGNATURE: signature_of(secret, delivery_id, timestamp, body),
    }
