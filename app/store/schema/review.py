"""The year's review: entries, money, objections, closed years, the rules in force, issued documents."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from app.store.schema.base import day, flag, instant, key, metadata, refers, text

entries = Table(
    "entries",
    metadata,
    key(),
    Column("year", Integer, nullable=False),
    refers("unit_id", "units", nullable=False),
    text("item", nullable=False),  # C1 C3 D1 D2 D3 D4
    Column("number", Integer, nullable=False),
    text("basis"),
    refers("entered_by", "accounts"),
    instant("entered_at", nullable=False),
    UniqueConstraint("year", "unit_id", "item"),
)

ledger = Table(
    "ledger",
    metadata,
    key(),
    Column("voucher", Text, nullable=False, unique=True),  # 凭证号
    day("on", nullable=False),
    Column("year", Integer, nullable=False),  # the year whose deposit or fine it is
    refers("unit_id", "units", nullable=False),
    text("kind", nullable=False),  # deposit, fine, draw, owed, return, carry_over, counter
    Column("amount", Integer, nullable=False),  # 分, > 0
    text("words", nullable=False),  # 事由
    text("clause"),
    text("evidence"),
    refers("counters_id", "ledger"),
    refers("closed_year_id", "closed_years"),
    refers("posted_by", "accounts"),
    instant("posted_at", nullable=False),
    Index("ix_ledger_year", "year", "kind", "unit_id", "on", "amount"),
)

ledger_lines = Table(
    "ledger_lines",
    metadata,
    key(),
    refers("entry_id", "ledger", nullable=False),
    text("account", nullable=False),  # deposit:<unit>, fines, receivable:<unit>, cash
    Column("amount", Integer, nullable=False),  # 分; debit positive, credit negative; the lines of an entry sum to 0
    Index("ix_ledger_lines_entry_id", "entry_id"),
)

objections = Table(
    "objections",
    metadata,
    key(),
    Column("year", Integer, nullable=False),
    refers("unit_id", "units", nullable=False),
    refers("petition_id", "petitions"),
    refers("matter_id", "matters"),
    text("words", nullable=False),
    day("raised_on", nullable=False),
    text("ruling"),
    text("signer"),
    day("ruled_on"),
    refers("recorded_by", "accounts"),
    instant("recorded_at", nullable=False),
    text("about"),  # the item or clause it is against; empty where the petition or matter says it
    Column("upheld", Integer),  # None: not ruled on
    text("mended"),  # what was done where it was upheld; None: still to be done
    text("before"),  # JSON of the unit's result when it was ruled on
    text("after"),  # the same once it was mended
    instant("ruled_at"),
    instant("mended_at"),
)

closed_years = Table(
    "closed_years",
    metadata,
    key(),
    Column("year", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    day("as_of", nullable=False),
    text("reason"),
    text("fingerprint", nullable=False),
    Column("body", LargeBinary, nullable=False),  # the frozen result and all it was made of: canonical JSON, compressed
    refers("closed_by", "accounts"),
    instant("closed_at", nullable=False),
    text("reopen_reason"),  # None: stands
    refers("reopened_by", "accounts"),
    instant("reopened_at"),
    UniqueConstraint("year", "version"),
)

rule_changes = Table(
    "rule_changes",
    metadata,
    key(),
    text("kind", nullable=False),  # parameter, reading
    text("name", nullable=False),
    text("value", nullable=False),  # JSON
    day("since", nullable=False),
    text("reason", nullable=False),
    refers("decided_by", "accounts"),
    instant("decided_at", nullable=False),
)

scoring_sheets = Table(
    "scoring_sheets",
    metadata,
    key(),
    text("name", nullable=False),
    text("version", nullable=False),
    day("since", nullable=False),
    flag("reference"),
    text("body", nullable=False),  # JSON of the sheet
    refers("decided_by", "accounts"),
    instant("decided_at", nullable=False),
    UniqueConstraint("name", "version"),
)

rest_days = Table(
    "rest_days",
    metadata,
    day("day", nullable=False),
    flag("rests"),
    text("source", nullable=False),
    refers("decided_by", "accounts"),
    instant("decided_at", nullable=False),
    Column("id", Integer, primary_key=True),
    UniqueConstraint("day"),
)

accountability_decisions = Table(
    "accountability_decisions",
    metadata,
    key(),
    Column("year", Integer, nullable=False),
    refers("unit_id", "units", nullable=False),
    text("clause", nullable=False),  # 4.1 ... 4.7
    text("facts", nullable=False),  # what was found, in the words of who decided; of one set aside, the reason
    text("evidence", nullable=False),  # JSON list of register and matter numbers
    text("people", nullable=False),  # JSON list of name, post, measure; empty where set aside
    flag("proposal"),  # 建议书 to the organ in charge; else 通报
    flag("set_aside"),
    day("decided_on", nullable=False),
    refers("decided_by", "accounts", nullable=False),
    instant("decided_at", nullable=False),
    Index("ix_accountability_decisions_year", "year", "unit_id"),
)
"""责任查究 as a person decided it; the program's proposals are computed, never kept."""

issued_documents = Table(
    "issued_documents",
    metadata,
    key(),
    text("kind", nullable=False),
    text("title", nullable=False),
    text("organ", nullable=False),
    text("word", nullable=False),  # 发文机关代字: a series of numbers of its own
    Column("year", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    text("number", nullable=False),
    text("subject", nullable=False),  # what it is about: a close of a year, a step on a matter, a petition; issued once for one subject
    text("layout"),  # None: the one that fits the date
    refers("issued_by", "accounts"),
    instant("issued_at", nullable=False),
    text("void_reason"),  # None: stands
    refers("voided_by", "accounts"),
    instant("voided_at"),
    UniqueConstraint("organ", "word", "year", "ordinal"),
    Index("ix_issued_documents_subject", "kind", "subject"),
)

issued_originals = Table(
    "issued_originals",
    metadata,
    key(),
    refers("document_id", "issued_documents", nullable=False),
    Column("original", Integer, nullable=False),  # counts from 1: the originals of a document bear its one number
    text("recipient", nullable=False),
    Column("copies", Integer, nullable=False, server_default="1"),
    text("name", nullable=False),  # of the file
    Column("content", LargeBinary, nullable=False),  # the PDF exactly as issued
    text("sha256", nullable=False),
    UniqueConstraint("document_id", "original"),
)

issued_particulars = Table(
    "issued_particulars",
    metadata,
    key(),
    refers("document_id", "issued_documents", nullable=False),
    text("name", nullable=False),  # seal; of a summons place, by
    text("value", nullable=False),
    UniqueConstraint("document_id", "name"),
)
"""What was chosen when a document was issued."""

issued_reprints = Table(
    "issued_reprints",
    metadata,
    key(),
    refers("document_id", "issued_documents", nullable=False),
    Column("original", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    refers("reprinted_by", "accounts", nullable=False),
    instant("reprinted_at", nullable=False),
    Index("ix_issued_reprints_document_id", "document_id"),
)

wordings = Table(
    "wordings",
    metadata,
    key(),
    text("kind", nullable=False),
    text("body"),  # None: back to the one that ships
    refers("kept_by", "accounts"),
    instant("kept_at", nullable=False),
    Index("ix_wordings_kind", "kind"),
)
"""The wordings of documents as staff edited them: the last of a kind is in force."""
