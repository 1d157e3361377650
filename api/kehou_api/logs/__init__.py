"""What the service writes about its own work: lines without anybody's data."""
