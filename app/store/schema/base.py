"""The one MetaData and the small column makers every table of the store is built from."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, Dialect, ForeignKey, Integer, MetaData, Text
from sqlalchemy.types import UserDefinedType

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)

INSTANT_LENGTH = 32
"""Instants are kept as ISO 8601 text in UTC with microseconds: sorts as text, the same on every database."""


def key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def refers(name: str, table: str, *, nullable: bool = True) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{table}.id"), nullable=nullable)


def text(name: str, *, nullable: bool = True) -> Column[str]:
    return Column(name, Text, nullable=nullable)


class Day(UserDefinedType[date]):
    """A civil date kept as its ISO 8601 text: sorts as text, and read back by C code alone (the dialect's own Date parses in Python)."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "DATE"

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], str | None]:
        return _to_text

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], date | None]:
        return _from_text


def _to_text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _from_text(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def day(name: str, *, nullable: bool = True) -> Column[object]:
    """A civil date without zone."""
    return Column(name, Day().with_variant(Date(), "postgresql"), nullable=nullable)


def flag(name: str) -> Column[int]:
    """A yes/no as 0/1: aggregates and partial indexes read the same on every database."""
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False, server_default="0")


def instant(name: str, *, nullable: bool = True) -> Column[str]:
    """ISO 8601 text in UTC."""
    return Column(name, Text, nullable=nullable)


def word(name: str, words: type[StrEnum], *, nullable: bool = True) -> Column[str]:
    """One of the values of an enumeration, held by a CHECK."""
    allowed = ", ".join(f"'{member.value}'" for member in words)
    return Column(name, Text, CheckConstraint(f"{name} IN ({allowed})", name=name), nullable=nullable)
