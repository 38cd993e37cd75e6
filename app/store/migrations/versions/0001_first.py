# ruff: noqa: PLR0915
"""The first schema: every table, index, trigger and the search index, written out so that it never changes with the program."""

from alembic import op

from app.store.migrations.making import (
    append_only,
    data,
    day,
    fixed,
    flag,
    index,
    key,
    never_deleted,
    number,
    primary,
    refers,
    table,
    text,
    trigger,
    unique,
)

revision = "0001"
down_revision = None

# fmt: off
SEARCH = (
    "CREATE VIRTUAL TABLE petition_search "
    "USING fts5(names, words, initials, content='', contentless_delete=1, detail=none, tokenize='ascii')"
)
NEVER_DELETED = (
    "accounts", "account_roles", "petitions", "voids", "corrections", "attachments", "subject_classes", "protected_access", "matters",
    "due_dates", "assignments", "acknowledgements", "urgings", "extensions", "explanations", "results", "conclusions", "reply_letters",
    "higher_opinions", "findings", "units", "unit_names", "unit_parents", "people", "posts", "entries", "ledger", "ledger_lines",
    "objections", "closed_years", "rule_changes", "scoring_sheets", "issued_documents", "issued_originals", "issued_reprints",
    "wordings", "accountability_decisions", "issued_numbers", "number_series", "audit", "audit_state",
)
APPEND_ONLY = (
    "audit", "ledger", "ledger_lines", "corrections", "voids", "attachments", "issued_numbers", "rule_changes", "scoring_sheets",
    "issued_originals", "issued_reprints", "wordings", "accountability_decisions",
)
FIXED_COLUMNS = {
    "findings": ("kind", "matter_id", "petition_id", "on", "words", "decided_by", "imported", "recorded_by", "recorded_at"),
    "closed_years": ("year", "version", "as_of", "reason", "fingerprint", "body", "closed_by", "closed_at"),
    "issued_documents": (
        "kind", "title", "organ", "word", "year", "ordinal", "number", "subject", "layout", "issued_by", "issued_at",
    ),
    "petitions": ("number", "registered_by", "registered_at"),
    "matters": ("number", "opened_by", "opened_at"),
    "due_dates": ("matter_id", "known_from", "due_on", "due_year", "limit_kind", "clause", "why", "known", "cause", "recorded_at"),
    "accounts": ("name",),
}


def upgrade() -> None:
    table("accounts", key(), text("name", needed=True), text("display_name", needed=True), flag("removed"), text("made_at", needed=True),
        unique("name"))
    table("audit", number("seq", autoincrement=False, needed=True), text("at", needed=True), text("civil_day", needed=True),
        text("account", needed=True), text("action", needed=True), text("subject"), text("detail"), data("previous", needed=True),
        data("digest", needed=True), data("mac", needed=True), primary("seq"))
    table("audit_state", key(), number("seq", needed=True), data("digest", needed=True), data("mac_key", needed=True))
    table("issued_numbers", text("series", needed=True), number("year", needed=True), number("value", needed=True),
        text("given_at", needed=True), primary("series", "year", "value"))
    table("number_series", text("series", needed=True), number("year", needed=True), number("last", needed=True), primary("series", "year"))
    table("people", key(), text("name", needed=True), text("phone"))
    table("settings", text("name", needed=True), text("value", needed=True), primary("name"))
    table("subject_classes", key(), text("name", needed=True), number("position", default="0", needed=True), flag("retired"),
        unique("name"))
    table("units", key(), text("code", needed=True),
        text("kind", check="kind IN ('township', 'subdistrict', 'department', 'subordinate')", needed=True), text("name", needed=True),
        text("short_name"), text("initials"), number("parent_id"), text("organ_in_charge"), number("deposit_standard"), day("opened_on"),
        day("closed_on"), number("successor_id"), refers("parent_id", "units"), refers("successor_id", "units"), unique("code"))
    table("account_roles", key(), number("account_id", needed=True), text("role", needed=True), number("given_by"),
        text("given_at", needed=True), text("taken_at"), refers("account_id", "accounts"), refers("given_by", "accounts"))
    index("ix_account_roles_account_id", "account_roles", "account_id")
    table("closed_years", key(), number("year", needed=True), number("version", needed=True), day("as_of", needed=True), text("reason"),
        text("fingerprint", needed=True), data("body", needed=True), number("closed_by"), text("closed_at", needed=True),
        text("reopen_reason"), number("reopened_by"), text("reopened_at"), refers("closed_by", "accounts"),
        refers("reopened_by", "accounts"), unique("year", "version"))
    table("corrections", key(), text("table_name", needed=True), number("row_id", needed=True), text("field", needed=True), text("former"),
        text("present"), text("reason"), flag("counts_as_change"), number("corrected_by", needed=True), text("corrected_at", needed=True),
        refers("corrected_by", "accounts"))
    index("ix_corrections_row", "corrections", "table_name", "row_id")
    table("drafts", key(), number("account_id", needed=True), text("kind", needed=True), text("body", needed=True),
        text("saved_at", needed=True), refers("account_id", "accounts"))
    table("entries", key(), number("year", needed=True), number("unit_id", needed=True), text("item", needed=True),
        number("number", needed=True), text("basis"), number("entered_by"), text("entered_at", needed=True),
        refers("entered_by", "accounts"), refers("unit_id", "units"), unique("year", "unit_id", "item"))
    table("accountability_decisions", key(), number("year", needed=True), number("unit_id", needed=True), text("clause", needed=True),
        text("facts", needed=True), text("evidence", needed=True), text("people", needed=True), flag("proposal"), flag("set_aside"),
        day("decided_on", needed=True), number("decided_by", needed=True), text("decided_at", needed=True),
        refers("decided_by", "accounts"), refers("unit_id", "units"))
    index("ix_accountability_decisions_year", "accountability_decisions", "year", "unit_id")
    table("issued_documents", key(), text("kind", needed=True), text("title", needed=True), text("organ", needed=True),
        text("word", needed=True), number("year", needed=True), number("ordinal", needed=True), text("number", needed=True),
        text("subject", needed=True), text("layout"), number("issued_by"), text("issued_at", needed=True), text("void_reason"),
        number("voided_by"), text("voided_at"), refers("issued_by", "accounts"), refers("voided_by", "accounts"),
        unique("organ", "word", "year", "ordinal"))
    index("ix_issued_documents_subject", "issued_documents", "kind", "subject")
    table("issued_originals", key(), number("document_id", needed=True), number("original", needed=True), text("recipient", needed=True),
        number("copies", default="1", needed=True), text("name", needed=True), data("content", needed=True), text("sha256", needed=True),
        refers("document_id", "issued_documents"), unique("document_id", "original"))
    table("matters", key(), text("number", needed=True), text("gist", needed=True), number("subject_class_id"),
        number("unit_id", needed=True), number("counted_unit_id"), day("accepted_on", needed=True), flag("marked_collective"),
        flag("accusation"), flag("no_reply_needed"), flag("late"), day("assigned_on"),
        text("assigned_level", check="assigned_level IN ('city', 'prefecture', 'province', 'central')"), text("assigned_document"),
        day("asked_due_on"), number("asked_due_year"), day("extended_on"), text("extension_reason"), day("reported_on"),
        day("explained_on"), day("concluded_on"), number("concluded_year"), text("outcome"), text("reply_number"), day("replied_on"),
        text("signature", check="signature IN ('signed', 'refused', 'unsigned')"), day("long_standing_on"), day("first_collective_on"),
        text("opened_at", needed=True), number("opened_by"), refers("counted_unit_id", "units"), refers("opened_by", "accounts"),
        refers("subject_class_id", "subject_classes"), refers("unit_id", "units"), unique("number"))
    index("ix_matters_accepted_on", "matters", "accepted_on", "id")
    index("ix_matters_asked_due", "matters", "asked_due_year", "asked_due_on")
    index("ix_matters_concluded", "matters", "concluded_year", "concluded_on", "accepted_on", "no_reply_needed", "signature", "replied_on")
    index("ix_matters_counted_unit_id", "matters", "counted_unit_id")
    index("ix_matters_long_standing", "matters", "long_standing_on", "concluded_on", "accepted_on", where="long_standing_on IS NOT NULL")
    index("ix_matters_refused", "matters", "replied_on", where="signature = 'refused'")
    index("ix_matters_spanning", "matters", "concluded_year", "concluded_on", "accepted_on",
        where="concluded_year > CAST(substr(accepted_on, 1, 4) AS INTEGER)")
    index("ix_matters_unconcluded", "matters", "accepted_on", where="concluded_on IS NULL")
    table("posts", key(), number("person_id", needed=True), number("unit_id", needed=True),
        text("post", check="post IN ('head', 'deputy', 'leader_in_charge', 'assistant', 'officer', 'city_leader')", needed=True),
        text("phone"), day("from_on"), day("to_on"), refers("person_id", "people"), refers("unit_id", "units"),
        unique("unit_id", "person_id", "post", "from_on", name="uq_posts_term"))
    index("ix_posts_unit_id", "posts", "unit_id")
    table("rest_days", day("day", needed=True), flag("rests"), text("source", needed=True), number("decided_by"),
        text("decided_at", needed=True), key(), refers("decided_by", "accounts"), unique("day"))
    table("rule_changes", key(), text("kind", needed=True), text("name", needed=True), text("value", needed=True),
        day("since", needed=True), text("reason", needed=True), number("decided_by"), text("decided_at", needed=True),
        refers("decided_by", "accounts"))
    table("scoring_sheets", key(), text("name", needed=True), text("version", needed=True), day("since", needed=True), flag("reference"),
        text("body", needed=True), number("decided_by"), text("decided_at", needed=True), refers("decided_by", "accounts"),
        unique("name", "version"))
    table("unit_names", key(), number("unit_id", needed=True), text("name", needed=True), text("short_name"), day("from_on"), day("to_on"),
        refers("unit_id", "units"))
    index("ix_unit_names_unit_id", "unit_names", "unit_id")
    table("unit_parents", key(), number("unit_id", needed=True), number("parent_id"), day("from_on"), day("to_on"),
        refers("parent_id", "units"), refers("unit_id", "units"))
    index("ix_unit_parents_unit_id", "unit_parents", "unit_id")
    table("assignments", key(), number("matter_id", needed=True), day("on", needed=True),
        text("asking_level", check="asking_level IN ('city', 'prefecture', 'province', 'central')"), text("document"), number("unit_id"),
        day("refused_on"), text("refusal_reason"), flag("imported"), number("recorded_by"), text("recorded_at", needed=True),
        refers("matter_id", "matters"), refers("recorded_by", "accounts"), refers("unit_id", "units"))
    index("ix_assignments_matter_id", "assignments", "matter_id")
    index("ix_assignments_own", "assignments", "on", where="imported = 0")
    index("ix_assignments_refused", "assignments", "refused_on", where="refused_on IS NOT NULL")
    table("conclusions", key(), number("matter_id", needed=True), day("on", needed=True), text("outcome"), flag("imported"),
        number("recorded_by"), text("recorded_at", needed=True), refers("matter_id", "matters"), refers("recorded_by", "accounts"))
    index("ix_conclusions_matter_id", "conclusions", "matter_id")
    table("due_dates", key(), number("matter_id", needed=True), day("known_from", needed=True), day("known_until"),
        day("due_on", needed=True), number("due_year", needed=True),
        text("limit_kind", check="limit_kind IN ('ordinary', 'asked_for', 'collective')", needed=True), flag("collective_limit"),
        flag("regulation_limit"), text("clause", needed=True), text("why", needed=True), text("known", needed=True), flag("replaced"),
        text("cause", needed=True), text("recorded_at", needed=True), flag("open"), refers("matter_id", "matters"))
    index("ix_due_dates_facts", "due_dates", "due_on", "replaced", "known_from", "known_until", "matter_id", "due_year",
        "collective_limit", "regulation_limit")
    index("ix_due_dates_matter_id", "due_dates", "matter_id")
    index("ix_due_dates_open", "due_dates", "due_on", "matter_id", where="open = 1")
    table("explanations", key(), number("matter_id", needed=True), day("on", needed=True), text("words"), flag("imported"),
        number("recorded_by"), text("recorded_at", needed=True), refers("matter_id", "matters"), refers("recorded_by", "accounts"))
    index("ix_explanations_matter_id", "explanations", "matter_id")
    table("extensions", key(), number("matter_id", needed=True), day("on", needed=True), text("reason", needed=True), flag("imported"),
        number("recorded_by"), text("recorded_at", needed=True), refers("matter_id", "matters"), refers("recorded_by", "accounts"))
    index("ix_extensions_matter_id", "extensions", "matter_id")
    table("higher_opinions", key(), number("matter_id", needed=True), day("on", needed=True), text("office", needed=True),
        text("words", needed=True), day("not_carried_out_on"), flag("imported"), number("recorded_by"), text("recorded_at", needed=True),
        refers("matter_id", "matters"), refers("recorded_by", "accounts"))
    index("ix_higher_opinions_matter_id", "higher_opinions", "matter_id")
    index("ix_higher_opinions_not_carried_out", "higher_opinions", "not_carried_out_on", where="not_carried_out_on IS NOT NULL")
    table("ledger", key(), text("voucher", needed=True), day("on", needed=True), number("year", needed=True),
        number("unit_id", needed=True), text("kind", needed=True), number("amount", needed=True), text("words", needed=True),
        text("clause"), text("evidence"), number("counters_id"), number("closed_year_id"), number("posted_by"),
        text("posted_at", needed=True), refers("closed_year_id", "closed_years"), refers("counters_id", "ledger"),
        refers("posted_by", "accounts"), refers("unit_id", "units"), unique("voucher"))
    index("ix_ledger_year", "ledger", "year", "kind", "unit_id", "on", "amount")
    table("petitions", key(), text("number", needed=True), number("year", needed=True), day("received_on", needed=True),
        text("received_time"), text("form", check="form IN ('visit', 'letter')", needed=True),
        number("level", check="level BETWEEN 0 AND 4", needed=True), number("people", check="people >= 1", needed=True),
        number("represented", check="represented >= 0"), number("shown_level", check="shown_level BETWEEN -1 AND 3", needed=True),
        text("shown_number"), number("unit_id", needed=True), number("counted_unit_id"), number("matter_id"), flag("repeat"),
        flag("serious"), flag("voided"), flag("late"), text("source", check="source IN ('in_person', 'forwarded')", needed=True),
        text("reporting_office"), text("purpose", check="purpose IN ('opinion', 'appeal', 'request', 'accusation', 'inquiry', 'other')"),
        number("subject_class_id"), text("gist"), text("accused"), number("accused_unit_id"),
        text("secrecy", check="secrecy IN ('ordinary', 'protected')", needed=True), flag("urgent"), text("not_a_case_reason"),
        text("received_by_unit_name"), text("received_by_unit_post"), text("received_by_unit_time"), flag("left_with_unit"),
        number("registered_by"), text("registered_at", needed=True), refers("accused_unit_id", "units"),
        refers("counted_unit_id", "units"), refers("matter_id", "matters"), refers("registered_by", "accounts"),
        refers("subject_class_id", "subject_classes"), refers("unit_id", "units"), unique("number"))
    index("ix_petitions_facts", "petitions", "year", "counted_unit_id", "form", "level", "voided", "received_on", "people", "represented",
        "shown_level", "repeat", "serious", "matter_id", "number")
    index("ix_petitions_matter_id", "petitions", "matter_id", "received_on", "number", "form", "level", "voided", "people", "represented")
    index("ix_petitions_received_on", "petitions", "received_on", "id")
    index("ix_petitions_unit_id", "petitions", "unit_id", "received_on")
    table("reply_letters", key(), number("matter_id", needed=True), day("on", needed=True), text("number"),
        text("signature", check="signature IN ('signed', 'refused', 'unsigned')"), text("refusal_words"), flag("imported"),
        number("recorded_by"), text("recorded_at", needed=True), refers("matter_id", "matters"), refers("recorded_by", "accounts"))
    index("ix_reply_letters_matter_id", "reply_letters", "matter_id")
    table("results", key(), number("matter_id", needed=True), day("on", needed=True), text("words"), text("document"), flag("imported"),
        number("recorded_by"), text("recorded_at", needed=True), refers("matter_id", "matters"), refers("recorded_by", "accounts"))
    index("ix_results_matter_id", "results", "matter_id")
    table("urgings", key(), number("matter_id", needed=True), day("on", needed=True), number("ordinal", needed=True), text("words"),
        flag("imported"), number("recorded_by"), text("recorded_at", needed=True), refers("matter_id", "matters"),
        refers("recorded_by", "accounts"))
    index("ix_urgings_matter_id", "urgings", "matter_id")
    table("acknowledgements", key(), number("matter_id", needed=True), day("on", needed=True), number("assignment_id", needed=True),
        text("by_name"), flag("imported"), number("recorded_by"), text("recorded_at", needed=True), refers("assignment_id", "assignments"),
        refers("matter_id", "matters"), refers("recorded_by", "accounts"))
    index("ix_acknowledgements_assignment_id", "acknowledgements", "assignment_id")
    index("ix_acknowledgements_matter_id", "acknowledgements", "matter_id")
    table("attachments", key(), number("petition_id", needed=True), text("name", needed=True), data("content", needed=True),
        text("sha256", needed=True), number("added_by", needed=True), text("added_at", needed=True), refers("added_by", "accounts"),
        refers("petition_id", "petitions"))
    table("findings", key(), text("kind", needed=True), number("matter_id"), number("petition_id"), day("on", needed=True),
        text("words", needed=True), text("decided_by"), flag("imported"), number("recorded_by"), text("recorded_at", needed=True),
        text("withdrawn"), refers("matter_id", "matters"), refers("petition_id", "petitions"), refers("recorded_by", "accounts"))
    index("ix_findings_matter_id", "findings", "matter_id")
    index("ix_findings_petition_id", "findings", "petition_id")
    table("ledger_lines", key(), number("entry_id", needed=True), text("account", needed=True), number("amount", needed=True),
        refers("entry_id", "ledger"))
    index("ix_ledger_lines_entry_id", "ledger_lines", "entry_id")
    table("objections", key(), number("year", needed=True), number("unit_id", needed=True), number("petition_id"), number("matter_id"),
        text("words", needed=True), day("raised_on", needed=True), text("ruling"), text("signer"), day("ruled_on"), number("recorded_by"),
        text("recorded_at", needed=True), refers("matter_id", "matters"), refers("petition_id", "petitions"),
        refers("recorded_by", "accounts"), refers("unit_id", "units"))
    table("petitioners", key(), number("petition_id", needed=True), number("seq", default="1", needed=True), text("name", needed=True),
        text("sex"), day("birth_on"), text("id_number"), text("other_paper"), text("phone"), text("address"), text("township"),
        text("village"), text("employer"), text("occupation"), refers("petition_id", "petitions"))
    index("ix_petitioners_petition_id", "petitioners", "petition_id")
    table("protected_access", key(), number("petition_id", needed=True), number("account_id", needed=True),
        number("granted_by", needed=True), text("reason", needed=True), text("granted_at", needed=True), refers("account_id", "accounts"),
        refers("granted_by", "accounts"), refers("petition_id", "petitions"))
    table("protected_petitioners", key(), number("petition_id", needed=True), number("seq", default="1", needed=True),
        text("name", needed=True), text("sex"), day("birth_on"), text("id_number"), text("other_paper"), text("phone"), text("address"),
        text("township"), text("village"), text("employer"), text("occupation"), refers("petition_id", "petitions"))
    index("ix_protected_petitioners_petition_id", "protected_petitioners", "petition_id")
    table("voids", key(), number("petition_id", needed=True), text("reason", needed=True), number("asked_by", needed=True),
        number("voided_by", needed=True), flag("alone"), text("voided_at", needed=True), refers("asked_by", "accounts"),
        refers("petition_id", "petitions"), refers("voided_by", "accounts"))
    table("issued_reprints", key(), number("document_id", needed=True), number("original", needed=True), number("copies", needed=True),
        number("reprinted_by", needed=True), text("reprinted_at", needed=True), refers("document_id", "issued_documents"),
        refers("reprinted_by", "accounts"))
    index("ix_issued_reprints_document_id", "issued_reprints", "document_id")
    table("wordings", key(), text("kind", needed=True), text("body"), number("kept_by"), text("kept_at", needed=True),
        refers("kept_by", "accounts"))
    index("ix_wordings_kind", "wordings", "kind")
    op.execute(SEARCH)
    _triggers()


def _triggers() -> None:
    for name in NEVER_DELETED:
        never_deleted(name)
    for name in APPEND_ONLY:
        append_only(name)
    for name, columns in FIXED_COLUMNS.items():
        fixed(name, columns)
    elsewhere = "NOT EXISTS (SELECT 1 FROM {} WHERE petition_id = OLD.petition_id AND seq = OLD.seq)"
    never_deleted("petitioners", elsewhere.format("protected_petitioners"))
    never_deleted("protected_petitioners", elsewhere.format("petitioners"))
    never_deleted("settings", "OLD.name = 'store_id'")
    trigger("fixed_settings", "UPDATE", "settings", "a store keeps its identity", "OLD.name = 'store_id'")
    trigger("forward_number_series", "UPDATE", "number_series", "a number is never used twice", "NEW.last < OLD.last")
    trigger("forward_audit_state", "UPDATE", "audit_state", "one record at a time", "NEW.seq <> OLD.seq + 1")


def downgrade() -> None:
    raise NotImplementedError("a store is restored from the copy made before its migration, never taken back")
