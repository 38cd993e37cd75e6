"""A unit's objection keeps what it is against, whether it was upheld, what was done then, and the results before and after."""

from alembic import op

from app.store.migrations.making import day, fixed, key, never_deleted, number, refers, table, text

revision = "0005"
down_revision = "0004"

KEPT = "id, year, unit_id, petition_id, matter_id, words, raised_on, ruling, signer, ruled_on, recorded_by, recorded_at"


def upgrade() -> None:
    # No other table refers to it: it is laid out anew, with what it held.
    op.execute("ALTER TABLE objections RENAME TO objections_before")
    table("objections", key(), number("year", needed=True), number("unit_id", needed=True), number("petition_id"), number("matter_id"),
        text("words", needed=True), day("raised_on", needed=True), text("ruling"), text("signer"), day("ruled_on"), number("recorded_by"),
        text("recorded_at", needed=True), text("about"), number("upheld"), text("mended"), text("before"), text("after"),
        text("ruled_at"), text("mended_at"), refers("matter_id", "matters"), refers("petition_id", "petitions"),
        refers("recorded_by", "accounts"), refers("unit_id", "units"))
    op.execute(f"INSERT INTO objections ({KEPT}) SELECT {KEPT} FROM objections_before")  # noqa: S608
    op.execute("DROP TABLE objections_before")
    never_deleted("objections")
    fixed("objections", ("year", "unit_id", "petition_id", "matter_id", "words", "raised_on", "about", "recorded_by", "recorded_at"))


def downgrade() -> None:
    raise NotImplementedError("a store is restored from the copy made before its migration, never taken back")
