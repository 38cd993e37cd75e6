"""What the window knows of the open store: whose it is, who is at the desk, which day it is, and the services it may ask."""

import shutil
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app import lazy
from app.services.actor import Actor, Right
from ui.door import Office
from ui.private_folder import private_folder, wipe_left_behind

if TYPE_CHECKING:
    from app.services.accountability import AccountabilityService
    from app.services.annual_review import AnnualReview
    from app.services.cases import CaseService
    from app.services.documents import DocumentService
    from app.services.drafts import DraftService
    from app.services.exchange import ExchangeService
    from app.services.ledger import LedgerService
    from app.services.matches import MatchService
    from app.services.matters import MatterService
    from app.services.register_search import RegisterSearch
    from app.services.registration import RegistrationService
    from app.services.unit_year import UnitYearService
    from app.services.units import UnitService

UNNAMED = "信访局"
SAMPLE_NAME = "聊城市信访局"


class Bureau:
    """An office as the pages see it. Every service call may block: it belongs in `work`; so does making a Bureau.

    Making one takes the store for this window alone. Raises StoreRefusal where another window has it.
    """

    def __init__(self, office: Office, *, throw_away: Path | None = None) -> None:
        self.office = office
        self._throw_away = throw_away  # the folder of a sample made for one look
        try:
            office.take_window()
            kept = lazy.attribute("app.services.bureau", "BureauService")(office.desk)
            named = kept.name()
            self.idle_minutes: int = kept.idle_minutes()
        except Exception:
            office.close()
            raise
        self.clock_doubt: str = office.clock_doubt
        wipe_left_behind()
        self.name: str = named or (SAMPLE_NAME if office.sample else UNNAMED)

    @property
    def actor(self) -> Actor:
        return self.office.desk.actor

    @property
    def today(self) -> date:
        return self.office.desk.clock.today()

    @property
    def sample(self) -> bool:
        return self.office.sample

    def may(self, right: Right) -> bool:
        """Whether to offer something; the services decide whether it is done."""
        return self.actor.may(right)

    @property
    def registration(self) -> "RegistrationService":
        return self.office.registration

    @property
    def matters(self) -> "MatterService":
        return self.office.matters

    @property
    def cases(self) -> "CaseService":
        return self.office.cases

    @property
    def units(self) -> "UnitService":
        return self.office.units

    @property
    def review(self) -> "AnnualReview":
        return self.office.review

    @property
    def documents(self) -> "DocumentService":
        return self.office.documents

    @cached_property
    def matches(self) -> "MatchService":
        service: MatchService = lazy.attribute("app.services.matches", "MatchService")(self.office.desk)
        return service

    @cached_property
    def accountability(self) -> "AccountabilityService":
        service: AccountabilityService = lazy.attribute("app.services.accountability", "AccountabilityService")(self.office.desk)
        return service

    @cached_property
    def register_search(self) -> "RegisterSearch":
        service: RegisterSearch = lazy.attribute("app.services.register_search", "RegisterSearch")(self.office.desk)
        return service

    @cached_property
    def drafts(self) -> "DraftService":
        service: DraftService = lazy.attribute("app.services.drafts", "DraftService")(self.office.desk)
        return service

    @cached_property
    def ledger(self) -> "LedgerService":
        service: LedgerService = lazy.attribute("app.services.ledger", "LedgerService")(self.office.desk)
        return service

    @cached_property
    def exchange(self) -> "ExchangeService":
        service: ExchangeService = lazy.attribute("app.services.exchange", "ExchangeService")(self.office.desk)
        return service

    @cached_property
    def unit_year(self) -> "UnitYearService":
        service: UnitYearService = lazy.attribute("app.services.unit_year", "UnitYearService")(self.office.desk)
        return service

    def locked(self) -> None:
        """The window was locked."""
        self.office.accounts.locked()

    def unlock(self, password: str) -> None:
        """Raises StoreRefusal where it is not the password of who locked it."""
        self.office.accounts.unlock(password)

    def leave(self) -> None:
        """A backup, then out; of a sample nothing is kept. Blocks."""
        private_folder.wipe()
        if not self.sample:
            self.office.backups.on_leaving()
        self.office.close()
        if self._throw_away is not None:
            shutil.rmtree(self._throw_away, ignore_errors=True)
