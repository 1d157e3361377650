"""Webhooks: other programs are told what happened, signed, until they have heard it."""
