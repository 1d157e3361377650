"""The register: what schools and districts know of themselves, week after week."""
