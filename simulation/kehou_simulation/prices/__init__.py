"""What one more hour, room or hundred yuan brings, and what to get next."""
