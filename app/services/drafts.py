"""Half-filled forms, kept every few seconds inside the encrypted store and offered after a crash; each account has its own."""

import base64
import json
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from app.services.actor import Right
from app.services.base import Service, needs
from app.services.petition_form import Attachment, Form, Level, PetitionDraft, Petitioner, Purpose, Secrecy, Source
from app.store import drafts
from app.store.drafts import REGISTRATION

_ENUMS: dict[str, type[Enum]] = {"form": Form, "level": Level, "source": Source, "purpose": Purpose, "secrecy": Secrecy}
PAGE = "page:"
"""Begins the kind of what an account left on a page."""
_DATES = frozenset({"received_on", "birth_on"})


class KeptDraft(NamedTuple):
    """A draft as it was last kept; ``saved_at`` is an ISO instant in UTC."""

    draft: PetitionDraft
    saved_at: str


class DraftService(Service):
    """Keeps one half-filled registration an account. It is nobody's record yet: no audit tells of its keeping."""

    @needs(Right.OPEN)
    def keep(self, draft: PetitionDraft) -> str:
        """Keeps the form as it stands; gives the instant (ISO, UTC)."""
        now = self.desk.clock.now().isoformat(timespec="microseconds")
        with self.desk.store.writing() as transaction:
            drafts.put(transaction, self.desk.actor.account_id, REGISTRATION, json.dumps(plain(draft), ensure_ascii=False), now)
        return now

    @needs(Right.OPEN)
    def kept(self) -> KeptDraft | None:
        """The form kept last, to be offered again; None where there is none or an older program's cannot be read."""
        with self.reading() as transaction:
            stored = drafts.get(transaction, self.desk.actor.account_id, REGISTRATION)
        if stored is None:
            return None
        try:
            return KeptDraft(read(json.loads(stored.body)), stored.saved_at)
        except (ValueError, TypeError, KeyError):
            return None

    @needs(Right.OPEN)
    def keep_page(self, page: str, state: dict[str, Any]) -> None:
        """How this account left a page: its filters, columns, saved views; JSON values."""
        now = self.desk.clock.now().isoformat(timespec="microseconds")
        with self.desk.store.writing() as transaction:
            drafts.put(transaction, self.desk.actor.account_id, f"{PAGE}{page}", json.dumps(state, ensure_ascii=False), now)

    @needs(Right.OPEN)
    def kept_page(self, page: str) -> dict[str, Any]:
        """What :meth:`keep_page` kept last; empty where nothing was, or where it cannot be read."""
        with self.reading() as transaction:
            stored = drafts.get(transaction, self.desk.actor.account_id, f"{PAGE}{page}")
        try:
            kept = json.loads(stored.body) if stored is not None else {}
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    @needs(Right.OPEN)
    def discard(self) -> None:
        """Throws the kept form away; a save does so by itself."""
        with self.desk.store.writing() as transaction:
            drafts.drop_kind(transaction, self.desk.actor.account_id, REGISTRATION)


def plain(value: Any) -> Any:
    """A form as JSON data."""
    if isinstance(value, PetitionDraft | Petitioner | Attachment):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def read(data: dict[str, Any]) -> PetitionDraft:
    """A form from :func:`plain`. Raises ValueError, TypeError, KeyError for anything else."""
    known = {name: _field(name, value) for name, value in data.items() if name not in {"petitioners", "attachments"}}
    people = tuple(Petitioner(**{name: _field(name, value) for name, value in person.items()}) for person in data["petitioners"])
    files = tuple(Attachment(name=file["name"], content=base64.b64decode(file["content"])) for file in data["attachments"])
    return PetitionDraft(petitioners=people, attachments=files, **known)


def _field(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DATES:
        return date.fromisoformat(value)
    return _ENUMS[name](value) if name in _ENUMS else value
