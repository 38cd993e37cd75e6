"""Units with their history, people and the posts they hold."""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from app.regulation.terms import Post, UnitKind
from app.store.schema.base import day, key, metadata, refers, text, word

units = Table(
    "units",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    word("kind", UnitKind, nullable=False),
    text("name", nullable=False),  # today's; former ones in unit_names
    text("short_name"),
    text("initials"),  # pinyin initials, every reading, separated by a blank
    refers("parent_id", "units"),  # today's; former ones in unit_parents
    text("organ_in_charge"),  # 主管机关: gets the second original of a veto notice
    Column("deposit_standard", Integer),  # 分
    day("opened_on"),  # None: always
    day("closed_on"),  # the last day, still counted; None: still
    refers("successor_id", "units"),
)

unit_names = Table(
    "unit_names",
    metadata,
    key(),
    refers("unit_id", "units", nullable=False),
    text("name", nullable=False),
    text("short_name"),
    day("from_on"),
    day("to_on"),
    Index("ix_unit_names_unit_id", "unit_id"),
)

unit_parents = Table(
    "unit_parents",
    metadata,
    key(),
    refers("unit_id", "units", nullable=False),
    refers("parent_id", "units"),
    day("from_on"),
    day("to_on"),
    Index("ix_unit_parents_unit_id", "unit_id"),
)

people = Table("people", metadata, key(), text("name", nullable=False), text("phone"))

posts = Table(
    "posts",
    metadata,
    key(),
    refers("person_id", "people", nullable=False),
    refers("unit_id", "units", nullable=False),
    word("post", Post, nullable=False),
    text("phone"),
    day("from_on"),  # None: always
    day("to_on"),  # the last day, still counted; None: still
    Index("ix_posts_unit_id", "unit_id"),
    UniqueConstraint("unit_id", "person_id", "post", "from_on", name="uq_posts_term"),
)
