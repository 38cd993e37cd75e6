"""A bureau with a few units, and drafts as a clerk fills them: what the tests of the register stand on."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.clock import FixedClock
from app.office import Office
from app.regulation.terms import Form, Level, UnitKind
from app.services.actor import Actor, Role
from app.services.base import Desk
from app.services.matters import MatterService
from app.services.petition_form import PetitionDraft, Petitioner, Purpose
from app.services.registration import RegistrationService
from app.services.units import UnitForm, UnitService
from app.store import accounts
from app.store.keys import Cost

CHEAP = Cost(passes=1, memory=8, lanes=1)
TODAY = date(1996, 12, 20)
SOUND_ID = "372501194803120418"

TOWN, BUREAU, COMPANY, QUARTER = "T03", "D01", "D01-1", "S01"
UNITS = (
    UnitForm(code=TOWN, name="侯营镇", kind=UnitKind.TOWNSHIP, organ_in_charge="聊城市委"),
    UnitForm(code=BUREAU, name="商业局", kind=UnitKind.DEPARTMENT, organ_in_charge="市财贸委员会"),
    UnitForm(code=COMPANY, name="百货公司", kind=UnitKind.SUBORDINATE, parent=BUREAU),
    UnitForm(code=QUARTER, name="古楼办事处", kind=UnitKind.SUBDISTRICT),
)


def bureau(folder: Path, today: date = TODAY) -> Office:
    """An open office with the units above; its account may do everything and is the only one."""
    office, _ = Office.create(
        folder / "bureau.db",
        account="director",
        password="correct horse",
        display_name="张局长（演示）",
        clock=FixedClock(today),
        cost=CHEAP,
    )
    for form in UNITS:
        office.units.create(form)
    return office


def on_day(office: Office, day: date) -> Desk:
    """The same account at its desk on another day."""
    return replace(office.desk, clock=FixedClock(day))


def colleague(office: Office, name: str, *roles: Role) -> Desk:
    """A further account's desk."""
    now = office.desk.clock.now().isoformat()
    with office.desk.store.writing() as transaction:
        account_id = accounts.add(transaction, name, f"{name}（演示）", at=now)
        accounts.give_roles(transaction, account_id, [role.value for role in roles], by=1, at=now)
    return replace(office.desk, actor=Actor(account_id, name, f"{name}（演示）", frozenset(roles)))


def draft(**known: Any) -> PetitionDraft:
    """A single visitor at the city about 侯营镇, with no reply letter, today."""
    base = PetitionDraft(
        petitioners=(Petitioner(name="曾喆生", address="侯营镇张村"),),
        form=Form.VISIT,
        level=Level.CITY,
        purpose=Purpose.REQUEST,
        gist="反映张村1995年提留款超收，要求清退。",
        unit=TOWN,
    )
    return replace(base, **known)


def collective(**known: Any) -> PetitionDraft:
    """Eight people at the city."""
    return draft(**{"people": 8, **known})


def registration(desk: Desk) -> RegistrationService:
    return RegistrationService(desk)


def cases(desk: Desk) -> MatterService:
    return MatterService(desk)


def registry(desk: Desk) -> UnitService:
    return UnitService(desk)
