"""文书: what waits to be issued, what it says, its number, and the register of what went out."""

from app.services.documents.service import DocumentService

__all__ = ["DocumentService"]
