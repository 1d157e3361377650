"""The database: one file by default, PostgreSQL by a URL; the same tables on both."""
