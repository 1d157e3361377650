"""The audit trail: added to by whoever changes something, checked by anybody."""
