"""Matters and the steps taken on them, and the due dates told."""

from typing import Any

from sqlalchemy import Column, Index, Integer, Table, Text
from sqlalchemy import text as sql

from app.regulation.terms import AskingLevel, Limit, Signature
from app.store.schema.base import day, flag, instant, key, metadata, refers, text, word

SPANS_NEW_YEAR = "concluded_year > CAST(substr(accepted_on, 1, 4) AS INTEGER)"
"""Accepted in one year, concluded in a later one: the few that an older year's backlog has to look through."""

COLLECTIVE = "(marked_collective = 1 OR first_collective_on IS NOT NULL)"
"""Marked 集体, or a collective visit came; word for word in the index and in what asks for it."""


def _partial(name: str, condition: str, *columns: str) -> Index:
    elsewhere = condition.replace("accepted_on, 1", "accepted_on::text, 1")
    return Index(name, *columns, sqlite_where=sql(condition), postgresql_where=sql(elsewhere))


matters = Table(
    "matters",
    metadata,
    key(),
    Column("number", Text, nullable=False, unique=True),  # 事项编号
    text("gist", nullable=False),
    refers("subject_class_id", "subject_classes"),
    refers("unit_id", "units", nullable=False),
    refers("counted_unit_id", "units"),  # the assessed unit it counts for
    day("accepted_on", nullable=False),
    flag("marked_collective"),  # 集体
    flag("accusation"),  # 揭发控告
    flag("no_reply_needed"),  # 不需答复
    flag("late"),
    # the present state, kept in step with the step tables below: what the year's facts read
    day("assigned_on"),  # of the asking (市以上要结果) assignment that counts
    word("assigned_level", AskingLevel),
    text("assigned_document"),
    day("asked_due_on"),  # the asked-for date of 1.3
    Column("asked_due_year", Integer),
    day("extended_on"),
    text("extension_reason"),
    day("reported_on"),
    day("explained_on"),
    day("concluded_on"),
    Column("concluded_year", Integer),
    text("outcome"),  # 办理结果
    text("reply_number"),
    day("replied_on"),
    word("signature", Signature),
    day("long_standing_on"),
    day("first_collective_on"),  # first collective visit, any level
    instant("opened_at", nullable=False),
    refers("opened_by", "accounts"),
    Index("ix_matters_counted_unit_id", "counted_unit_id"),
    Index("ix_matters_counted_accepted", "counted_unit_id", "accepted_on", "id"),
    Index("ix_matters_asked_due", "asked_due_year", "asked_due_on"),
    Index("ix_matters_concluded", "concluded_year", "concluded_on", "accepted_on", "no_reply_needed", "signature", "replied_on"),
    # Kept small by their conditions, so that what is open, found or refused costs the same in a store of any age.
    _partial("ix_matters_long_standing", "long_standing_on IS NOT NULL", "long_standing_on", "concluded_on", "accepted_on"),
    _partial("ix_matters_refused", "signature = 'refused'", "replied_on"),
    _partial("ix_matters_unconcluded", "concluded_on IS NULL", "accepted_on"),
    _partial("ix_matters_asked", "assigned_level IS NOT NULL", "assigned_level", "accepted_on"),
    _partial("ix_matters_collective", COLLECTIVE, "accepted_on"),
    _partial("ix_matters_spanning", SPANS_NEW_YEAR, "concluded_year", "concluded_on", "accepted_on"),
    Index("ix_matters_accepted_on", "accepted_on", "id"),
)

due_dates = Table(
    "due_dates",
    metadata,
    key(),
    refers("matter_id", "matters", nullable=False),
    day("known_from", nullable=False),
    day("known_until"),  # first day on which the next row is known; None: still
    day("due_on", nullable=False),
    Column("due_year", Integer, nullable=False),
    word("limit_kind", Limit, nullable=False),
    flag("collective_limit"),
    flag("regulation_limit"),
    text("clause", nullable=False),
    text("why", nullable=False),  # JSON list of sentences
    text("known", nullable=False),  # JSON of the dates it was made of: a recomputation keeps a row whose dates are the same
    flag("replaced"),  # a later recorded event or decision took its place; kept
    text("cause", nullable=False),  # acceptance, assignment, first_collective_visit, extension, late_entry, decision, import
    instant("recorded_at", nullable=False),
    # the present row of an unconcluded case carries 1, so that the due list reads a partial index
    flag("open"),
    # All the year's facts ask of a due date, so that the rows with their explanations are not touched.
    Index(
        "ix_due_dates_facts",
        *("due_on", "replaced", "known_from", "known_until", "matter_id", "due_year", "collective_limit", "regulation_limit"),
    ),
    Index("ix_due_dates_matter_id", "matter_id"),
    _partial("ix_due_dates_open", "open = 1", "due_on", "matter_id"),
)


def _step(name: str, *columns: "Column[Any] | Index") -> Table:
    """A step on a matter: dated, by whom, recorded when, whether it came by import."""
    return Table(
        name,
        metadata,
        key(),
        refers("matter_id", "matters", nullable=False),
        day("on", nullable=False),
        *columns,
        flag("imported"),
        refers("recorded_by", "accounts"),
        instant("recorded_at", nullable=False),
        Index(f"ix_{name}_matter_id", "matter_id"),
    )


assignments = _step(
    "assignments",
    word("asking_level", AskingLevel),  # None: an assignment of the bureau's own without a wanted result
    text("document"),
    refers("unit_id", "units"),
    day("refused_on"),
    text("refusal_reason"),
    _partial("ix_assignments_own", "imported = 0", "on"),
    _partial("ix_assignments_refused", "refused_on IS NOT NULL", "refused_on"),
)
acknowledgements = _step(
    "acknowledgements",
    refers("assignment_id", "assignments", nullable=False),
    text("by_name"),
    Index("ix_acknowledgements_assignment_id", "assignment_id"),
)
urgings = _step("urgings", Column("ordinal", Integer, nullable=False), text("words"))
extensions = _step("extensions", text("reason", nullable=False))
explanations = _step("explanations", text("words"))
results = _step("results", text("words"), text("document"))  # 上报
conclusions = _step("conclusions", text("outcome"))  # 办结
reply_letters = _step("reply_letters", text("number"), word("signature", Signature), text("refusal_words"))
higher_opinions = _step(
    "higher_opinions",
    text("office", nullable=False),
    text("words", nullable=False),
    day("not_carried_out_on"),
    _partial("ix_higher_opinions_not_carried_out", "not_carried_out_on IS NOT NULL", "not_carried_out_on"),
)

findings = Table(
    "findings",
    metadata,
    key(),
    text("kind", nullable=False),  # long_standing, serious_consequences
    refers("matter_id", "matters"),
    refers("petition_id", "petitions"),
    day("on", nullable=False),
    text("words", nullable=False),
    text("decided_by"),
    flag("imported"),
    refers("recorded_by", "accounts"),
    instant("recorded_at", nullable=False),
    Column("withdrawn", Text),  # reason; None: stands
    Index("ix_findings_matter_id", "matter_id"),
    Index("ix_findings_petition_id", "petition_id"),
)
