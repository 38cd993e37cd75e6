"""Nothing registered is ever deleted, and what is told is never told otherwise: held by triggers, whoever writes."""

NEVER_DELETED = (
    "accounts", "account_roles", "petitions", "voids", "corrections", "attachments", "subject_classes", "protected_access",
    "matters", "due_dates", "assignments", "acknowledgements", "urgings", "extensions", "explanations", "results", "conclusions",
    "reply_letters", "higher_opinions", "findings", "units", "unit_names", "unit_parents", "people", "posts", "entries", "ledger",
    "ledger_lines", "objections", "closed_years", "rule_changes", "scoring_sheets", "issued_documents", "issued_originals",
    "issued_reprints", "issued_particulars", "wordings", "accountability_decisions", "issued_numbers", "number_series", "audit",
    "audit_state",
)  # fmt: skip

NEVER_CHANGED = (
    "audit", "ledger", "ledger_lines", "corrections", "voids", "attachments", "issued_numbers", "rule_changes", "scoring_sheets",
    "issued_originals", "issued_reprints", "issued_particulars", "wordings", "accountability_decisions",
)  # fmt: skip

FIXED_COLUMNS = {
    "findings": ("kind", "matter_id", "petition_id", "on", "words", "decided_by", "imported", "recorded_by", "recorded_at"),
    "closed_years": ("year", "version", "as_of", "reason", "fingerprint", "body", "closed_by", "closed_at"),
    "issued_documents": (
        "kind", "title", "organ", "word", "year", "ordinal", "number", "subject", "layout", "issued_by", "issued_at",
    ),
    "objections": ("year", "unit_id", "petition_id", "matter_id", "words", "raised_on", "about", "recorded_by", "recorded_at"),
    "petitions": ("number", "registered_by", "registered_at"),
    "matters": ("number", "opened_by", "opened_at"),
    "due_dates": ("matter_id", "known_from", "due_on", "due_year", "limit_kind", "clause", "why", "known", "cause", "recorded_at"),
    "accounts": ("name",),
}
"""Facts that stay as they were written; the other columns of these tables follow the present state."""


def _trigger(name: str, event: str, table: str, words: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{table}: {words}'); END"


def _no_delete(table: str, when: str = "") -> str:
    return _trigger(f"keep_{table}", "DELETE", table, "nothing registered is deleted", when)


def _fixed(table: str, columns: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{column}"' for column in columns)
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    return _trigger(f"fixed_{table}", f"UPDATE OF {listed}", table, "what was recorded stays", differs)


def _elsewhere(other: str) -> str:
    """A petitioner's row goes only where secrecy is set or lifted: it stands in the other table by then."""
    return f"NOT EXISTS (SELECT 1 FROM {other} WHERE petition_id = OLD.petition_id AND seq = OLD.seq)"  # noqa: S608


TRIGGERS = (
    *(_no_delete(table) for table in NEVER_DELETED),
    *(_trigger(f"fixed_{table}", "UPDATE", table, "append-only") for table in NEVER_CHANGED),
    *(_fixed(table, columns) for table, columns in FIXED_COLUMNS.items()),
    _no_delete("petitioners", _elsewhere("protected_petitioners")),
    _no_delete("protected_petitioners", _elsewhere("petitioners")),
    _no_delete("settings", "OLD.name = 'store_id'"),
    _trigger("fixed_settings", "UPDATE", "settings", "a store keeps its identity", "OLD.name = 'store_id'"),
    _trigger("forward_number_series", "UPDATE", "number_series", "a number is never used twice", "NEW.last < OLD.last"),
    _trigger("forward_audit_state", "UPDATE", "audit_state", "one record at a time", "NEW.seq <> OLD.seq + 1"),
)
