"""Puts a store, an account and the services together; light to import, so that the window can paint before it is needed."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import lazy

if TYPE_CHECKING:
    from app.clock import Clock
    from app.services.accounts import AccountService
    from app.services.annual_closing import AnnualClosing
    from app.services.annual_comparison import AnnualComparison
    from app.services.annual_course import AnnualCourse
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
    from app.services.drafts import DraftService
    from app.services.entries import EntryService
    from app.services.exchange import ExchangeService
    from app.services.front_door import Entered
    from app.services.health import HealthService
    from app.services.ledger import LedgerService
    from app.services.matches import MatchService
    from app.services.matters import MatterService
    from app.services.objections import ObjectionService
    from app.services.one_window import Held
    from app.services.registration import RegistrationService
    from app.services.rule_changes import RuleService
    from app.services.scoring_sheets import ScoringSheets
    from app.services.standings_export import StandingsExport
    from app.services.subject_classes import SubjectClassService
    from app.services.units import UnitService
    from app.store.keys import Cost


def load_ground() -> None:
    """Loads what opening a store needs (0.5 s): to be run on a thread while the password is typed."""
    lazy.load("app.services.front_door")


def account_names(path: Path) -> tuple[str, ...]:
    """The accounts that can log in to the store at ``path``. Raises StoreRefusal where its key file cannot be read."""
    names: tuple[str, ...] = lazy.attribute("app.services.front_door", "account_names")(path)
    return names


class Office:
    """One person at work in one store. Every call may block (keys, disk): none belongs on the window's thread at login."""

    def __init__(self, entered: "Entered") -> None:
        self.entered = entered
        self.desk: Desk = entered.desk
        self._held: Held | None = None

    @classmethod
    def create(
        cls, path: Path, *, account: str, password: str, display_name: str, clock: "Clock | None" = None, cost: "Cost | None" = None
    ) -> "tuple[Office, str]":
        """A new store with its first account; gives the recovery key to be shown once. Raises StoreRefusal."""
        door = lazy.load("app.services.front_door")
        entered, recovery = door.create(path, account, password, display_name, clock, cost or door.STANDARD)
        return cls(entered), recovery

    @classmethod
    def open(cls, path: Path, account: str | None, password: str, *, clock: "Clock | None" = None) -> "Office":
        """Logs in; ``account`` None means the only one there is. Raises StoreRefusal with what is wrong in plain words."""
        return cls(lazy.load("app.services.front_door").log_in(path, account, password, clock))

    @classmethod
    def open_with_recovery_key(
        cls, path: Path, recovery: str, *, account: str, new_password: str, clock: "Clock | None" = None, cost: "Cost | None" = None
    ) -> "Office":
        """Opens the store with the key on paper and gives ``account`` a new password. Raises StoreRefusal."""
        door = lazy.load("app.services.front_door")
        return cls(door.log_in_with_paper(path, recovery, account, new_password, clock, cost or door.STANDARD))

    @property
    def sample(self) -> bool:
        """Whether this is a sample store (演示), which carries its own day."""
        return self.entered.sample

    @property
    def clock_doubt(self) -> str:
        """What speaks against the machine's clock, in a sentence; empty where nothing does."""
        return self.entered.clock_doubt

    def _service(self, module: str, name: str) -> Any:
        return lazy.attribute(module, name)(self.desk)

    @cached_property
    def registration(self) -> "RegistrationService":
        service: RegistrationService = self._service("app.services.registration", "RegistrationService")
        return service

    @cached_property
    def matters(self) -> "MatterService":
        service: MatterService = self._service("app.services.matters", "MatterService")
        return service

    @cached_property
    def cases(self) -> "CaseService":
        service: CaseService = self._service("app.services.cases", "CaseService")
        return service

    @cached_property
    def units(self) -> "UnitService":
        service: UnitService = self._service("app.services.units", "UnitService")
        return service

    @cached_property
    def review(self) -> "AnnualReview":
        service: AnnualReview = self._service("app.services.annual_review", "AnnualReview")
        return service

    @cached_property
    def course(self) -> "AnnualCourse":
        service: AnnualCourse = self._service("app.services.annual_course", "AnnualCourse")
        return service

    @cached_property
    def closing(self) -> "AnnualClosing":
        service: AnnualClosing = self._service("app.services.annual_closing", "AnnualClosing")
        return service

    @cached_property
    def objections(self) -> "ObjectionService":
        service: ObjectionService = self._service("app.services.objections", "ObjectionService")
        return service

    @cached_property
    def sheets(self) -> "ScoringSheets":
        service: ScoringSheets = self._service("app.services.scoring_sheets", "ScoringSheets")
        return service

    @cached_property
    def comparison(self) -> "AnnualComparison":
        service: AnnualComparison = self._service("app.services.annual_comparison", "AnnualComparison")
        return service

    @cached_property
    def exchange(self) -> "ExchangeService":
        service: ExchangeService = self._service("app.services.exchange", "ExchangeService")
        return service

    @cached_property
    def matches(self) -> "MatchService":
        service: MatchService = self._service("app.services.matches", "MatchService")
        return service

    @cached_property
    def drafts(self) -> "DraftService":
        service: DraftService = self._service("app.services.drafts", "DraftService")
        return service

    @cached_property
    def entries(self) -> "EntryService":
        service: EntryService = self._service("app.services.entries", "EntryService")
        return service

    @cached_property
    def ledger(self) -> "LedgerService":
        service: LedgerService = self._service("app.services.ledger", "LedgerService")
        return service

    @cached_property
    def rules(self) -> "RuleService":
        service: RuleService = self._service("app.services.rule_changes", "RuleService")
        return service

    @cached_property
    def bureau(self) -> "BureauService":
        service: BureauService = self._service("app.services.bureau", "BureauService")
        return service

    @cached_property
    def standings_export(self) -> "StandingsExport":
        service: StandingsExport = self._service("app.services.standings_export", "StandingsExport")
        return service

    @cached_property
    def documents(self) -> "DocumentService":
        """With the renderer of the reports, which the assembly alone may name."""
        service: DocumentService = lazy.attribute("app.commands.rendering", "documents")(self)
        return service

    @cached_property
    def document_fonts(self) -> "DocumentFonts":
        """The machine's, whatever store is open."""
        fonts: DocumentFonts = lazy.attribute("app.commands.rendering", "fonts")()
        return fonts

    @cached_property
    def accounts(self) -> "AccountService":
        service: AccountService = lazy.attribute("app.services.accounts", "AccountService")(self.entered)
        return service

    @cached_property
    def backups(self) -> "BackupService":
        service: BackupService = self._service("app.services.backups", "BackupService")
        return service

    @cached_property
    def audit_log(self) -> "AuditLog":
        service: AuditLog = self._service("app.services.audit_log", "AuditLog")
        return service

    @cached_property
    def health(self) -> "HealthService":
        service: HealthService = lazy.attribute("app.services.health", "HealthService")(self.entered)
        return service

    @cached_property
    def audit_seals(self) -> "AuditSeals":
        service: AuditSeals = lazy.attribute("app.services.audit_seals", "AuditSeals")(self.entered)
        return service

    @cached_property
    def subject_classes(self) -> "SubjectClassService":
        service: SubjectClassService = self._service("app.services.subject_classes", "SubjectClassService")
        return service

    @cached_property
    def sealed_page(self) -> "SealedPage":
        service: SealedPage = lazy.attribute("app.commands.rendering", "sealed_page")(self)
        return service

    def take_window(self) -> None:
        """This window alone works on the store from now on, until it is closed. Raises StoreRefusal with who has it."""
        self._held = lazy.attribute("app.services.one_window", "take")(self.desk)

    def close(self) -> None:
        """Logs out and closes the store. The backup on leaving is ``office.backups.on_leaving()``, called before."""
        try:
            lazy.load("app.services.front_door").leave(self.entered)
        finally:
            if self._held is not None:
                self._held.release()
