"""The tables of the store, by room; `metadata` holds them all."""

from app.store.schema import cases, office, register, review, units
from app.store.schema.base import metadata

__all__ = ["cases", "metadata", "office", "register", "review", "units"]
