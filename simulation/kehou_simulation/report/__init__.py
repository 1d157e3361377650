"""What a study found, as a page to read and print."""
