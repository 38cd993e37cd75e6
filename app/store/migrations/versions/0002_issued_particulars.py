"""What is chosen when a document is issued is kept in the register: the seal, of a summons the place and the hour."""

from app.store.migrations.making import append_only, key, never_deleted, number, refers, table, text, unique

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    table("issued_particulars", key(), number("document_id", needed=True), text("name", needed=True), text("value", needed=True),
        refers("document_id", "issued_documents"), unique("document_id", "name"))
    never_deleted("issued_particulars")
    append_only("issued_particulars")


def downgrade() -> None:
    raise NotImplementedError("a store is restored from the copy made before its migration, never taken back")
