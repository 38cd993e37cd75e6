"""The organs that issue: their names and number words as the bureau set them, from the day of the change on; what went out stays."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.services.issuing_values import BUREAU, GOVERNMENT, PARTY
from app.store import settings
from app.store.database import Transaction

SETTING = "letterheads"
BUREAU_NAME = "bureau_name"


class Letterhead(NamedTuple):
    """How an organ stands on its papers. ``letter_word`` numbers what goes out as a letter (信函); ``ordinal`` writes numbers of years
    before 2000 as 聊商发〔95〕第13号, else 聊发〔1995〕34号. ``changed`` says who set it, when and why; empty as it ships."""

    id: str
    name: str
    word: str
    letter_word: str
    ordinal: bool = False
    changed: str = ""


class Organs(NamedTuple):
    """The bureau, and the two that commend."""

    bureau: Letterhead
    party: Letterhead
    government: Letterhead

    def named(self, name: str) -> Letterhead | None:
        return next((each for each in self if each.name == name), None)


SHIPPED = Organs(
    Letterhead("bureau", BUREAU.name, "聊信发", "聊信函"),
    Letterhead("party", PARTY.name, "聊发", "聊函"),
    Letterhead("government", GOVERNMENT.name, "聊政发", "聊政函"),
)


def read(transaction: Transaction) -> Organs:
    """As they are now; the bureau bears the name it was given at first, until its letterhead says otherwise."""
    kept: Mapping[str, Mapping[str, Any]] = settings.read(transaction, SETTING) or {}
    given = str(settings.read(transaction, BUREAU_NAME) or "") or BUREAU.name
    bureau, party, government = SHIPPED
    return Organs(*(each._replace(**kept.get(each.id, {})) for each in (bureau._replace(name=given), party, government)))
