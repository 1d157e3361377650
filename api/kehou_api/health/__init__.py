"""Whether the service is well, for machines that watch it."""
