"""The raw side of the standings' figure: a year's facts and evidence numbers by hand-written SQL through the driver alone."""

from typing import Any

# ruff: noqa: S608  # every piece of these statements stands in this file
Facts = dict[str, list[tuple[Any, ...]]]

COLLECTIVE = "(people >= :people OR coalesce(represented, 0) >= :people)"
SKIPPING = "shown_level + 1 < level"
OF_THE_YEAR = "year = :year AND level >= 1 AND voided = 0 AND received_on <= :as_of"
TOLD = "d.replaced = 0 AND d.known_from <= :as_of AND (d.known_until IS NULL OR d.known_until > :as_of)"

QUERIES = {
    "units": """
        SELECT id, code, name, kind, closed_on IS NULL OR closed_on >= :as_of FROM units
        WHERE kind IN ('township', 'subdistrict', 'department')
          AND (opened_on IS NULL OR opened_on <= :as_of) AND (closed_on IS NULL OR closed_on >= :first)
        ORDER BY code""",
    "counts": f"""
        SELECT counted_unit_id, form, level, count(*), sum(form = 'visit' AND {COLLECTIVE}), sum(form = 'visit' AND {SKIPPING}),
               sum(form = 'visit' AND {COLLECTIVE} AND {SKIPPING}), sum(repeat)
        FROM petitions WHERE {OF_THE_YEAR} GROUP BY counted_unit_id, form, level""",
    "cited": f"""
        SELECT counted_unit_id, number, level, {COLLECTIVE}, {SKIPPING}, repeat, serious FROM petitions
        WHERE {OF_THE_YEAR} AND form = 'visit' AND ({COLLECTIVE} OR {SKIPPING} OR repeat = 1 OR level >= 3)""",
    "repeated": f"""
        SELECT m.counted_unit_id, m.number, count(*), max(v.received_on)
        FROM (SELECT DISTINCT matter_id FROM petitions
              WHERE {OF_THE_YEAR} AND matter_id IS NOT NULL AND form = 'visit' AND {COLLECTIVE}) a
        CROSS JOIN matters m ON m.id = a.matter_id
        CROSS JOIN petitions v ON v.matter_id = m.id AND v.level >= 1 AND v.voided = 0 AND v.received_on <= :as_of
             AND v.form = 'visit' AND (v.people >= :people OR coalesce(v.represented, 0) >= :people)
        WHERE m.accepted_on <= :as_of GROUP BY m.id""",
    "due": f"""
        SELECT m.counted_unit_id, count(*), sum(m.concluded_on IS NOT NULL AND m.concluded_on <= d.due_on)
        FROM due_dates d CROSS JOIN matters m ON m.id = d.matter_id
        WHERE d.due_year = :year AND {TOLD} AND m.accepted_on <= :as_of AND (d.due_on <= :as_of OR m.concluded_on <= :as_of)
        GROUP BY m.counted_unit_id""",
    "late": f"""
        SELECT m.counted_unit_id, m.number, d.due_on, d.collective_limit, d.regulation_limit, m.concluded_on, m.reported_on, m.explained_on
        FROM due_dates d CROSS JOIN matters m ON m.id = d.matter_id
        WHERE d.due_year IN (:year, :year - 1) AND d.replaced = 0 AND d.due_on BETWEEN :late_from AND :as_of AND {TOLD}
          AND m.accepted_on <= :as_of AND (m.concluded_on IS NULL OR m.concluded_on > d.due_on)""",
    "backlog": f"""
        SELECT m.counted_unit_id, m.number, d.due_on, d.collective_limit, d.regulation_limit, m.concluded_on, m.reported_on, m.explained_on
        FROM (SELECT id FROM matters WHERE concluded_on IS NULL AND accepted_on <= :as_of
              UNION ALL SELECT id FROM matters WHERE concluded_year > :year
                AND CAST(substr(accepted_on, 1, 4) AS INTEGER) < concluded_year AND accepted_on <= :as_of) o
        CROSS JOIN matters m ON m.id = o.id CROSS JOIN due_dates d ON d.matter_id = o.id
        WHERE {TOLD} AND +d.due_on < :late_from""",
    "asked": """
        SELECT counted_unit_id, number, asked_due_on, reported_on, explained_on FROM matters
        WHERE asked_due_year = :year AND asked_due_on <= :as_of AND accepted_on <= :as_of""",
    "unsigned": """
        SELECT counted_unit_id, number, concluded_on FROM matters
        WHERE concluded_year = :year AND concluded_on <= :as_of AND accepted_on <= :as_of AND no_reply_needed = 0
          AND (signature IS NULL OR signature = 'unsigned' OR replied_on IS NULL OR replied_on > :as_of)""",
    "refused": """
        SELECT counted_unit_id, number, replied_on FROM matters
        WHERE signature = 'refused' AND replied_on BETWEEN :first AND :as_of AND accepted_on <= :as_of""",
    "long_standing": """
        SELECT counted_unit_id, number, long_standing_on FROM matters
        WHERE long_standing_on IS NOT NULL AND long_standing_on <= :as_of AND accepted_on <= :as_of
          AND (concluded_on IS NULL OR concluded_on > :as_of)""",
    "assigned": """
        SELECT m.counted_unit_id, m.number, a."on", a.refused_on,
               (SELECT min("on") FROM acknowledgements WHERE assignment_id = a.id AND "on" <= :as_of)
        FROM assignments a CROSS JOIN matters m ON m.id = a.matter_id
        WHERE a.imported = 0 AND a."on" BETWEEN :late_from AND :as_of AND m.accepted_on <= :as_of""",
    "defied": """
        SELECT m.counted_unit_id, m.number, h.not_carried_out_on
        FROM higher_opinions h CROSS JOIN matters m ON m.id = h.matter_id
        WHERE h.not_carried_out_on IS NOT NULL AND h.imported = 0 AND h.not_carried_out_on BETWEEN :first AND :as_of""",
    "entries": "SELECT unit_id, item, number FROM entries WHERE year = :year",
    "deposits": """
        SELECT unit_id, sum(amount) FROM ledger
        WHERE year = :year AND kind IN ('deposit', 'carry_over') AND "on" <= :as_of GROUP BY unit_id""",
    "posts": """
        SELECT o.unit_id, p.id, p.name, o.post FROM posts o JOIN people p ON p.id = o.person_id
        WHERE (o.from_on IS NULL OR o.from_on <= :as_of) AND (o.to_on IS NULL OR o.to_on >= :as_of)""",
}
"""Each reads what the service's own facts are made of; joins go the way that is fastest on the indexes there are."""


def facts(connection: Any, year: int, people: int) -> Facts:
    """The year as of its 31 December: every row fetched, nothing made of it. ``people`` make a visit collective."""
    values = {"year": year, "people": people, "first": f"{year}-01-01", "as_of": f"{year}-12-31", "late_from": f"{year - 1}-11-01"}
    connection.execute("BEGIN")
    try:
        return {name: connection.execute(query, values).fetchall() for name, query in QUERIES.items()}
    finally:
        connection.execute("ROLLBACK")
