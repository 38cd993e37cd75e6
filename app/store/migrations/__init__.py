"""The way from each former schema to the next, as alembic scripts."""
