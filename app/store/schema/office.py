"""The office itself: its settings, accounts and roles, and the audit of who did what."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from app.store.schema.base import flag, instant, key, metadata, refers, text

settings = Table("settings", metadata, Column("name", Text, primary_key=True), text("value", nullable=False))
"""JSON values: store_id, bureau name, sample day, acknowledge_days ..."""

accounts = Table(
    "accounts",
    metadata,
    key(),
    Column("name", Text, nullable=False, unique=True),
    text("display_name", nullable=False),
    flag("removed"),
    instant("made_at", nullable=False),
)

account_roles = Table(
    "account_roles",
    metadata,
    key(),
    refers("account_id", "accounts", nullable=False),
    text("role", nullable=False),
    refers("given_by", "accounts"),
    instant("given_at", nullable=False),
    instant("taken_at"),  # None: still
    Index("ix_account_roles_account_id", "account_id"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    instant("at", nullable=False),
    Column("civil_day", Text, nullable=False),
    Column("account", Text, nullable=False),
    text("action", nullable=False),
    text("subject"),  # register or matter number, unit code, year ... never a petitioner's name
    text("detail"),  # JSON
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)
"""Append-only by trigger; each record's MAC uses a key evolved by hashing."""

audit_state = Table(
    "audit_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("mac_key", LargeBinary, nullable=False),  # k(n); the old one is overwritten
)
