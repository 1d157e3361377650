"""Plans: consulted, filed, approved and only then published (LZ-324)."""
