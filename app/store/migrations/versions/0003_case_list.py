"""The list of cases: indexes for a unit's cases by acceptance, the asked-for and collective ones, and the petitions kept secret."""

from app.store.migrations.making import index

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    index("ix_matters_counted_accepted", "matters", "counted_unit_id", "accepted_on", "id")
    index("ix_matters_asked", "matters", "assigned_level", "accepted_on", where="assigned_level IS NOT NULL")
    together = "(marked_collective = 1 OR first_collective_on IS NOT NULL)"
    index("ix_matters_collective", "matters", "accepted_on", where=together)
    index("ix_petitions_protected", "petitions", "matter_id", where="secrecy = 'protected'")
