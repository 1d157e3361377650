"""Files that are kept for a while, and how they are handed out."""
