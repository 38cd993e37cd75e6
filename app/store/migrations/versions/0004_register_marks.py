# ruff: noqa: S608  # names of our own
"""The marks of the register: what its filters look for, in the order of its days, kept in step by triggers."""

from alembic import op

revision = "0004"
down_revision = "0003"

# fmt: off
KEY = "(CAST(replace({row}received_on, '-', '') AS INTEGER) << 32 | {row}id)"
MARKS = """'u' || {row}unit_id || ' f' || substr({row}form, 1, 1) || ' l' || {row}level
 || ' n' || min(max({row}people, coalesce({row}represented, 0)), 30)
 || ' k' || ({row}form = 'visit' AND {row}level > 0 AND {row}shown_level + 1 < {row}level)
 || ' r' || {row}repeat || ' p' || ({row}secrecy = 'protected') || ' v' || {row}voided || ' t' || {row}late
 || ' g' || coalesce({row}purpose, '') || ' s' || coalesce({row}subject_class_id, m.subject_class_id, 0)
 || ' c' || CASE WHEN m.id IS NULL THEN 'n' WHEN m.concluded_on IS NULL THEN 'o' ELSE 'd' END"""
WRITE = "INSERT INTO petition_marks (rowid, marks) SELECT "
OF_NEW = WRITE + f"{KEY.format(row='NEW.')}, {MARKS.format(row='NEW.')} FROM (SELECT 1) LEFT JOIN matters m ON m.id = NEW.matter_id"
EACH = WRITE + f"{KEY.format(row='p.')}, {MARKS.format(row='p.')} FROM petitions p "
TAKE_OLD = f"DELETE FROM petition_marks WHERE rowid = {KEY.format(row='OLD.')}"
TAKE_OF_MATTER = f"DELETE FROM petition_marks WHERE rowid IN (SELECT {KEY.format(row='')} FROM petitions WHERE matter_id = NEW.id)"
MARKED = (
    "received_on, unit_id, form, level, people, represented, shown_level, repeat, secrecy, voided, late, "
    "purpose, subject_class_id, matter_id"
)
CLOSED_OR_OPENED = "(OLD.concluded_on IS NULL) IS NOT (NEW.concluded_on IS NULL) OR OLD.subject_class_id IS NOT NEW.subject_class_id"
# fmt: on


def upgrade() -> None:
    op.execute("CREATE VIRTUAL TABLE petition_marks USING fts5(marks, content='', contentless_delete=1, detail=none, tokenize='ascii')")
    op.execute(EACH + "LEFT JOIN matters m ON m.id = p.matter_id ORDER BY p.received_on, p.id")
    op.execute(f"CREATE TRIGGER mark_petitions AFTER INSERT ON petitions BEGIN {OF_NEW}; END")
    op.execute(f"CREATE TRIGGER mark_petitions_anew AFTER UPDATE OF {MARKED} ON petitions BEGIN {TAKE_OLD}; {OF_NEW}; END")
    op.execute(
        "CREATE TRIGGER mark_petitions_of_matters AFTER UPDATE OF concluded_on, subject_class_id ON matters "
        f"WHEN {CLOSED_OR_OPENED} "
        f"BEGIN {TAKE_OF_MATTER}; {EACH}JOIN matters m ON m.id = p.matter_id WHERE p.matter_id = NEW.id; END"
    )


def downgrade() -> None:
    raise NotImplementedError("a store is restored from the copy made before its migration, never taken back")
