"""The search index: what only SQLite has (FTS5), kept to two tables and the triggers that keep the second in step."""

SEARCH_TABLE = "petition_search"
MARKS_TABLE = "petition_marks"

_KEY = "(CAST(replace({row}received_on, '-', '') AS INTEGER) << 32 | {row}id)"
"""Day and id in one number: the marks stand in the order of the register, so that a page at any depth is a range of row numbers."""

MOST_PEOPLE = 30
"""Groups of this size and larger carry the same mark."""

_MARKS = f"""'u' || {{row}}unit_id || ' f' || substr({{row}}form, 1, 1) || ' l' || {{row}}level
 || ' n' || min(max({{row}}people, coalesce({{row}}represented, 0)), {MOST_PEOPLE})
 || ' k' || ({{row}}form = 'visit' AND {{row}}level > 0 AND {{row}}shown_level + 1 < {{row}}level)
 || ' r' || {{row}}repeat || ' p' || ({{row}}secrecy = 'protected') || ' v' || {{row}}voided || ' t' || {{row}}late
 || ' g' || coalesce({{row}}purpose, '') || ' s' || coalesce({{row}}subject_class_id, m.subject_class_id, 0)
 || ' c' || CASE WHEN m.id IS NULL THEN 'n' WHEN m.concluded_on IS NULL THEN 'o' ELSE 'd' END"""

_WRITE = f"INSERT INTO {MARKS_TABLE} (rowid, marks) SELECT "  # names of our own, here and below
_OF_NEW = f"{_WRITE}{_KEY.format(row='NEW.')}, {_MARKS.format(row='NEW.')} FROM (SELECT 1) LEFT JOIN matters m ON m.id = NEW.matter_id"
_OF_MATTER = (
    f"{_WRITE}{_KEY.format(row='p.')}, {_MARKS.format(row='p.')} "
    "FROM petitions p JOIN matters m ON m.id = p.matter_id WHERE p.matter_id = NEW.id"
)
_TAKE_OLD = f"DELETE FROM {MARKS_TABLE} WHERE rowid = {_KEY.format(row='OLD.')}"  # noqa: S608
_TAKE_OF_MATTER = (
    f"DELETE FROM {MARKS_TABLE} WHERE rowid IN (SELECT {_KEY.format(row='')} FROM petitions WHERE matter_id = NEW.id)"  # noqa: S608
)
MARKED = (
    *("received_on", "unit_id", "form", "level", "people", "represented", "shown_level", "repeat", "secrecy", "voided", "late"),
    *("purpose", "subject_class_id", "matter_id"),
)
"""The columns of a petition its marks are made of; beside them its matter's conclusion and subject class."""

FILL_MARKS = (
    f"{_WRITE}{_KEY.format(row='p.')}, {_MARKS.format(row='p.')} "
    "FROM petitions p LEFT JOIN matters m ON m.id = p.matter_id ORDER BY p.received_on, p.id"
)
MARKS_OF = f"SELECT p.id, {_KEY.format(row='p.')}, {_MARKS.format(row='p.')} FROM petitions p LEFT JOIN matters m ON m.id = p.matter_id"  # noqa: S608
"""Every petition with its key and the marks it should carry: for whoever compares."""

UNMARKED = (
    f"SELECT p.number FROM petitions p WHERE NOT EXISTS (SELECT 1 FROM {MARKS_TABLE}_docsize d WHERE d.id = {_KEY.format(row='p.')})"  # noqa: S608
)

SEARCH_TABLES = (
    (
        f"CREATE VIRTUAL TABLE {SEARCH_TABLE} "
        "USING fts5(names, words, initials, content='', contentless_delete=1, detail=none, tokenize='ascii')"
    ),
    f"CREATE VIRTUAL TABLE {MARKS_TABLE} USING fts5(marks, content='', contentless_delete=1, detail=none, tokenize='ascii')",
    f"CREATE TRIGGER mark_petitions AFTER INSERT ON petitions BEGIN {_OF_NEW}; END",
    f"CREATE TRIGGER mark_petitions_anew AFTER UPDATE OF {', '.join(MARKED)} ON petitions BEGIN {_TAKE_OLD}; {_OF_NEW}; END",
    (
        "CREATE TRIGGER mark_petitions_of_matters AFTER UPDATE OF concluded_on, subject_class_id ON matters "
        "WHEN (OLD.concluded_on IS NULL) IS NOT (NEW.concluded_on IS NULL) OR OLD.subject_class_id IS NOT NEW.subject_class_id "
        f"BEGIN {_TAKE_OF_MATTER}; {_OF_MATTER}; END"
    ),
)
"""``petition_search``: rowid is the petition's id, the program makes the tokens, ASCII all of them: see app/store/search_tokens.py.

``petition_marks``: rowid is day and id, the triggers make the tokens, whoever writes: see app/store/register_marks.py.
"""
