"""What is kept: SQLAlchemy Core over SQLCipher; the only place that knows SQL."""
