"""What the window is handed to get in with: the office as it sees it, and the ways to one. Who starts the window puts them together."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.services.accounts import AccountService
    from app.services.annual_review import AnnualReview
    from app.services.audit_log import AuditLog
    from app.services.audit_seals import AuditSeals
    from app.services.backups import BackupService
    from app.services.base import Desk
    from app.services.bureau import BureauService
    from app.services.cases import CaseService
    from app.services.documents import DocumentService
    from app.services.documents.fonts import DocumentFonts
    from app.services.documents.sealed_page import SealedPage
    from app.services.issuing import IssuingService
    from app.services.matters import MatterService
    from app.services.registration import RegistrationService
    from app.services.rule_changes import RuleService
    from app.services.subject_classes import SubjectClassService
    from app.services.units import UnitService


class Office(Protocol):
    """One person at work in one store, with the services."""

    desk: "Desk"

    @property
    def sample(self) -> bool: ...
    @property
    def registration(self) -> "RegistrationService": ...
    @property
    def matters(self) -> "MatterService": ...
    @property
    def cases(self) -> "CaseService": ...
    @property
    def units(self) -> "UnitService": ...
    @property
    def review(self) -> "AnnualReview": ...
    @property
    def documents(self) -> "DocumentService": ...
    @property
    def document_fonts(self) -> "DocumentFonts": ...
    @property
    def accounts(self) -> "AccountService": ...
    @property
    def backups(self) -> "BackupService": ...
    @property
    def audit_log(self) -> "AuditLog": ...
    @property
    def audit_seals(self) -> "AuditSeals": ...
    @property
    def sealed_page(self) -> "SealedPage": ...
    @property
    def subject_classes(self) -> "SubjectClassService": ...
    @property
    def rules(self) -> "RuleService": ...
    @property
    def bureau(self) -> "BureauService": ...
    @property
    def clock_doubt(self) -> str: ...
    def take_window(self) -> None: ...
    def close(self) -> None: ...


class Offices(Protocol):
    """How an office is made: the class that puts a store, an account and the services together."""

    def open(self, path: Path, account: str | None, password: str) -> Office:
        """Log in. Raises StoreRefusal."""
        ...

    def create(self, path: Path, *, account: str, password: str, display_name: str) -> tuple[Office, str]:
        """A new store and its recovery key, to be shown once. Raises StoreRefusal."""
        ...

    def open_with_recovery_key(self, path: Path, recovery: str, *, account: str, new_password: str) -> Office:
        """Open with the key on paper, and give the account a new password. Raises StoreRefusal."""
        ...


class Door(Protocol):
    """The ways in. Every call may block."""

    @property
    def Office(self) -> Offices: ...  # a class stands here

    def load_ground(self) -> None:
        """Load what opening a store needs (0.5 s)."""

    def account_names(self, path: Path) -> tuple[str, ...]:
        """The accounts that can log in. Raises StoreRefusal."""
        ...


Documents = Callable[[Office], "IssuingService"]
"""Gives an office's issuing service with its renderer."""
