"""The register: petitions, who came, what was shown, what was kept beside them."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, Table, Text
from sqlalchemy import text as sql

from app.regulation.terms import Form
from app.store.schema.base import day, flag, instant, key, metadata, refers, text, word


class Secrecy(StrEnum):
    """普通 / 保密."""

    ORDINARY = "ordinary"
    PROTECTED = "protected"


class Source(StrEnum):
    """本人 / 上级转来."""

    IN_PERSON = "in_person"
    FORWARDED = "forwarded"


class Purpose(StrEnum):
    """意见建议 申诉 求决 揭发控告 咨询 其他."""

    OPINION = "opinion"
    APPEAL = "appeal"
    REQUEST = "request"
    ACCUSATION = "accusation"
    INQUIRY = "inquiry"
    OTHER = "other"


petitions = Table(
    "petitions",
    metadata,
    key(),
    Column("number", Text, nullable=False, unique=True),  # 登记号
    Column("year", Integer, nullable=False),  # of received_on
    day("received_on", nullable=False),
    text("received_time"),  # HH:MM
    word("form", Form, nullable=False),
    Column("level", Integer, CheckConstraint("level BETWEEN 0 AND 4", name="level"), nullable=False),
    Column("people", Integer, CheckConstraint("people >= 1", name="people"), nullable=False),
    Column("represented", Integer, CheckConstraint("represented >= 0", name="represented")),
    # the level of the 答复意见书 shown; -1 none
    Column("shown_level", Integer, CheckConstraint("shown_level BETWEEN -1 AND 3", name="shown_level"), nullable=False),
    text("shown_number"),
    refers("unit_id", "units", nullable=False),
    refers("counted_unit_id", "units"),  # the assessed unit it counts for, by the parent of its own day
    refers("matter_id", "matters"),
    flag("repeat"),  # 重访: kept in step with the matter's earlier visits
    flag("serious"),  # 3.2.1.5 finding on record
    flag("voided"),
    flag("late"),  # 补录 for a closed year
    word("source", Source, nullable=False),
    text("reporting_office"),
    word("purpose", Purpose),
    refers("subject_class_id", "subject_classes"),
    text("gist"),
    text("accused"),
    refers("accused_unit_id", "units"),
    word("secrecy", Secrecy, nullable=False),
    flag("urgent"),
    text("not_a_case_reason"),  # 不立案
    text("received_by_unit_name"),  # 接访人
    text("received_by_unit_post"),
    text("received_by_unit_time"),
    flag("left_with_unit"),
    refers("registered_by", "accounts"),
    instant("registered_at", nullable=False),
    # The year's facts are read from this index alone, in the order they are grouped by; the next one answers for a matter's visits alone.
    Index(
        "ix_petitions_facts",
        *("year", "counted_unit_id", "form", "level", "voided", "received_on", "people", "represented"),
        *("shown_level", "repeat", "serious", "matter_id", "number"),
    ),
    Index("ix_petitions_matter_id", "matter_id", "received_on", "number", "form", "level", "voided", "people", "represented"),
    Index("ix_petitions_unit_id", "unit_id", "received_on"),
    Index("ix_petitions_received_on", "received_on", "id"),
    # The few that are 保密, so that the matters they are on are known at once.
    Index("ix_petitions_protected", "matter_id", sqlite_where=sql("secrecy = 'protected'"), postgresql_where=sql("secrecy = 'protected'")),
)


def _people(name: str) -> Table:
    return Table(
        name,
        metadata,
        key(),
        refers("petition_id", "petitions", nullable=False),
        Column("seq", Integer, nullable=False, server_default="1"),
        text("name", nullable=False),
        text("sex"),
        day("birth_on"),
        text("id_number"),
        text("other_paper"),
        text("phone"),
        text("address"),
        text("township"),
        text("village"),
        text("employer"),
        text("occupation"),
        Index(f"ix_{name}_petition_id", "petition_id"),
    )


petitioners = _people("petitioners")
protected_petitioners = _people("protected_petitioners")
"""Identity of those whose petition is 保密: a table of its own, read only by the service that checks need-to-know and logs."""

protected_access = Table(
    "protected_access",
    metadata,
    key(),
    refers("petition_id", "petitions", nullable=False),
    refers("account_id", "accounts", nullable=False),
    refers("granted_by", "accounts", nullable=False),
    text("reason", nullable=False),
    instant("granted_at", nullable=False),
)

subject_classes = Table(
    "subject_classes",
    metadata,
    key(),
    Column("name", Text, nullable=False, unique=True),
    Column("position", Integer, nullable=False, server_default="0"),
    flag("retired"),
)

voids = Table(
    "voids",
    metadata,
    key(),
    refers("petition_id", "petitions", nullable=False),
    text("reason", nullable=False),
    refers("asked_by", "accounts", nullable=False),
    refers("voided_by", "accounts", nullable=False),
    flag("alone"),  # 一人作废
    instant("voided_at", nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    key(),
    text("table_name", nullable=False),
    Column("row_id", Integer, nullable=False),
    text("field", nullable=False),
    text("former"),
    text("present"),
    text("reason"),
    flag("counts_as_change"),  # 改动: date, form, level, people, unit, matter, reply letter shown
    refers("corrected_by", "accounts", nullable=False),
    instant("corrected_at", nullable=False),
    Index("ix_corrections_row", "table_name", "row_id"),
)

attachments = Table(
    "attachments",
    metadata,
    key(),
    refers("petition_id", "petitions", nullable=False),
    text("name", nullable=False),
    Column("content", LargeBinary, nullable=False),
    text("sha256", nullable=False),
    refers("added_by", "accounts", nullable=False),
    instant("added_at", nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    key(),
    refers("account_id", "accounts", nullable=False),
    text("kind", nullable=False),
    text("body", nullable=False),
    instant("saved_at", nullable=False),
)

number_series = Table(
    "number_series",
    metadata,
    Column("series", Text, primary_key=True),  # petition, matter, voucher, document:<organ>/<word>
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

issued_numbers = Table(
    "issued_numbers",
    metadata,
    Column("series", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("value", Integer, primary_key=True),
    instant("given_at", nullable=False),
)
"""Every number this program gave: `check` answers for gaps in these, not in imported ones."""
