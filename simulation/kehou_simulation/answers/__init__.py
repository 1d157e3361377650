"""What one solve comes to, school by school, and what many of them say together."""
