"""Memory: rows in a database, seen from outside only as values."""
