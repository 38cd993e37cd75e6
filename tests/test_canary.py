"""A protected petitioner through the whole program: what an account that was not named gets out of it tells neither who nor what."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from app import services
from app.commands.rendering import documents
from app.errors import Refusal
from app.office import Office
from app.regulation.terms import Form
from app.services.actor import RIGHTS, Right, Role
from app.services.base import Desk, Service
from app.services.case_values import CaseShown
from app.services.cases import CaseService
from app.services.documents.values import Request
from app.services.exchange import ExchangeService
from app.services.matches import MatchService
from app.services.petition_form import Attachment, Petitioner, Purpose
from app.services.register_columns import COLUMNS
from app.services.register_search import RegisterSearch
from app.services.register_search_values import Asked, Turn
from app.services.standings_export import StandingsExport
from app.store import audit
from app.store.database import Store
from tests.services.counter import BUREAU, SOUND_ID, bureau, cases, colleague, collective, draft, registration
from tests.services.workbooks import sound, write
from tests.test_security import files_with

NAME, PHONE, PLACE, WORK = "钱金丝雀儿", "13905550119", "金丝雀胡同七号", "金丝雀饭店"
GIST = "揭发金丝雀站长私分公款"
WHO = (NAME, SOUND_ID, PHONE, PLACE, WORK)
ROOMS = [importlib.import_module(found.name) for found in pkgutil.walk_packages(services.__path__, "app.services.")]


class Kept:
    """The numbers by which the protected petition is known to everybody."""

    def __init__(self, number: str, matter: str) -> None:
        self.number, self.matter = number, matter


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    for name in ("home", "temp"):
        (tmp_path / name).mkdir()
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path / "temp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "store").mkdir()
    opened = bureau(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def kept(office: Office) -> Kept:
    """A protected group with everything a form can tell, its case assigned, urged and answered; and ordinary ones around it."""
    register, matters = registration(office.desk), cases(office.desk)
    register.save(draft())
    person = Petitioner(name=NAME, id_number=SOUND_ID, phone=PHONE, address=PLACE, employer=WORK, township="侯营镇", village="张村")
    saved = register.save(
        collective(
            petitioners=(person,), purpose=Purpose.ACCUSATION, accused="某站长", gist=GIST, unit=BUREAU, received_on=date(1996, 4, 1),
            attachments=(Attachment(name="材料.txt", content=NAME.encode()),),
        )
    )  # fmt: skip
    matter = str(saved.matter)
    matters.assign(matter, unit=BUREAU)
    matters.urge(matter)
    register.correct(saved.number, replace(register.petition(saved.number).draft, people=9), "点错了人数")
    return Kept(saved.number, matter)


@pytest.fixture
def other(office: Office) -> Desk:
    """Somebody with every role there is, whom the director did not name for anything."""
    return colleague(office, "li", *(set(Role) - {Role.ADMINISTRATOR}))


def words(told: Any) -> Iterator[str]:
    """All text in what a service gave: values within values, the text and the metadata of a PDF, the cells of a workbook."""
    if isinstance(told, bytes):
        yield from _of_file(told)
    elif is_dataclass(told) and not isinstance(told, type):
        for each in fields(told):
            yield from words(getattr(told, each.name))
    elif isinstance(told, Mapping):
        yield from words(list(told.items()))
    elif isinstance(told, tuple | list | set | frozenset):
        for each in told:
            yield from words(each)
    else:
        yield str(told)


def _of_file(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            yield "".join("".join(page.get_textpage().get_text_range() for page in document).split())
            yield repr(document.get_metadata_dict())
    elif content.startswith(b"PK"):
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        yield from (str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row)
    else:
        yield content.decode("utf-8", "replace")


def found(told: Any, secrets: tuple[str, ...]) -> set[str]:
    everything = "\n".join(words(told))
    return {secret for secret in secrets if secret in everything}


@contextmanager
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is done answers as ever and leaves the store as it was: actions may be tried one after the other."""
    writing = Store.writing

    @contextmanager
    def undone(store: Store) -> Iterator[Any]:
        with writing(store) as transaction:
            yield transaction
            transaction.rollback()

    with monkeypatch.context() as patch:
        patch.setattr(Store, "writing", undone)
        yield


def every_service(base: type[Service] = Service) -> Iterator[type[Service]]:
    for each in base.__subclasses__():
        if each.__module__.startswith("app."):
            yield each
        yield from every_service(each)


def calls(known: dict[str, Any]) -> Iterator[tuple[type[Service], str, dict[str, Any]]]:
    """Every action all of whose needed arguments are among the known ones."""
    for service in sorted(set(every_service()), key=lambda each: each.__name__):
        for name, method in inspect.getmembers(service, inspect.isfunction):
            needed = [each for each in inspect.signature(method).parameters.values() if each.name != "self"]
            needed = [each for each in needed if each.default is inspect.Parameter.empty and each.kind is not each.VAR_KEYWORD]
            if hasattr(method, "right") and all(each.name in known for each in needed):
                yield service, name, {each.name: known[each.name] for each in needed}


def made(service: type[Service], office: Office, desk: Desk) -> Any:
    """A service at that desk; None for those of accounts and of the file, which are not made from a desk alone."""
    needed = list(inspect.signature(service).parameters)
    if "render" in needed:
        return documents(replace_desk(office, desk))
    return service(desk) if needed == ["desk"] else None


def test_every_action_that_can_be_asked_for_it_by_number_keeps_who_it_is(
    office: Office, kept: Kept, other: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known: dict[str, Any] = {
        "number": kept.number, "matter": kept.matter, "year": 1996, "code": BUREAU, "unit": BUREAU, "text": kept.number, "asked": Asked(),
        "name": NAME, "reason": "演示", "since": date(1996, 1, 1), "as_of": None, "kind": "assignment",
        "request": Request(case=kept.matter), "on": date(1996, 12, 1), "day": date(1996, 12, 1), "draft": draft(), "limit": 50,
    }  # fmt: skip
    # The director may reveal it, on a reason that is logged; nobody else can.
    desk = replace(other, actor=replace(other.actor, roles=other.actor.roles - {Role.DIRECTOR}))
    asked, seen = 0, []
    with nothing_kept(monkeypatch):
        for service, name, arguments in calls(known):
            worker = made(service, office, desk)
            if worker is None:
                continue
            try:
                told = getattr(worker, name)(**arguments)
            except Refusal as refusal:
                told = str(refusal)
            except (AttributeError, LookupError, TypeError, ValueError):
                continue  # an argument of that name that means something else there
            asked += 1
            told = list(told) if isinstance(told, Iterator) else told
            if found(told, WHO) and not (name in {"rename", "initials"} or arguments.get("name") == NAME):
                seen.append((service.__name__, name, found(told, WHO)))
    assert asked > 60
    assert seen == []


def replace_desk(office: Office, desk: Desk) -> Office:
    return Office(replace(office.entered, desk=desk))


def lists(desk: Desk, kept: Kept) -> Iterator[Any]:
    """Everything that shows many things at once, and everything that answers to words typed."""
    register, search = registration(desk), RegisterSearch(desk)
    yield register.register_page()
    yield register.void_requests()
    filtered = (Asked(), Asked(protected=True), Asked(form=Form.VISIT, collective=True))
    for asked in (*filtered, Asked(text=kept.number), Asked(text=kept.matter)):
        yield from (search.page(asked, turn) for turn in (Turn.FIRST, Turn.LAST))
    for typed in (NAME, NAME[:2], NAME[0], SOUND_ID, SOUND_ID[-4:], PHONE, PHONE[-4:], GIST, GIST[2:6], "qjq", f"{kept.number} {NAME}"):
        for asked in (Asked(text=typed), Asked(text=typed, protected=True), Asked(text=typed, unit=BUREAU)):
            listing = search.page(asked)
            assert kept.number not in repr(listing), typed
            assert listing.total == 0 or kept.number not in repr(listing)
        assert kept.number not in repr(search.suggest(typed))
        yield from ([match._replace(why="") for match in MatchService(desk).matches(typed, typed, typed, typed)],)
    yield cases(desk).due_list(within=3_000)
    yield CaseService(desk).page()
    for typed in (GIST, GIST[2:8], NAME):
        assert kept.matter not in repr(CaseService(desk).page(CaseShown(words=typed)))
    with desk.store.reading() as transaction:
        yield [(entry.subject, entry.detail) for entry in audit.entries(transaction, None)]


def test_no_list_search_match_or_record_tells_who_or_what(office: Office, kept: Kept, other: Desk) -> None:
    for desk in (other, office.desk):  # the director who registered it is not named either
        for told in lists(desk, kept):
            assert found(told, (*WHO, GIST)) == set(), told


def test_the_words_would_have_been_found_by_whom_the_director_named(office: Office, kept: Kept, other: Desk) -> None:
    registration(office.desk).grant_access(kept.number, "li", "领导批示")
    assert found(registration(other).reveal(kept.number, "核实情况"), WHO) == set(WHO)
    for typed in (NAME, PHONE[-4:], GIST[2:8]):
        assert kept.number in repr(RegisterSearch(other).page(Asked(text=typed)))
    for told in (RegisterSearch(other).page(Asked()), RegisterSearch(other).page(Asked(text=NAME))):
        assert found(told, (*WHO, GIST)) == set()  # a list names nobody, even so


def test_no_paper_names_the_petitioner_nor_does_its_file(office: Office, kept: Kept, other: Desk) -> None:
    service: Any = documents(replace_desk(office, other))
    drawn = 0
    for request in (Request(case=kept.matter), Request(visit=kept.number), Request(year=1996)):
        for kind in service.kinds():
            try:
                waiting = service.asked_for(kind.name, request)
                papers = [service.preview(each) for each in waiting]
                issued = [service.issue(each) for each in waiting[:1]]
            except Refusal:
                continue
            drawn += len(papers)
            assert found((waiting, papers, issued), WHO) == set(), kind.name
            names = [original.name for each in issued for original in each.originals]
            assert found(names, (*WHO, GIST)) == set()
    assert drawn > 3
    assert found((service.tray(), service.register(1996)), WHO) == set()


def test_nothing_of_it_lies_in_any_file_or_file_name(office: Office, kept: Kept, other: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    RegisterSearch(other).export(Asked(), [column.key for column in COLUMNS], folder / "登记簿.xlsx")
    RegisterSearch(other).export(Asked(protected=True), [column.key for column in COLUMNS], folder / "保密.xlsx")
    for form in ("xlsx", "csv", "json"):
        StandingsExport(other).write(1996, None, form, folder / f"考评.{form}")
    ExchangeService(other).import_workbook(write({"单位": sound()["单位"][:1]}, tmp_path / "book.xlsx"))
    office.backups.back_up(folder)
    for path in folder.iterdir():
        if path.suffix in {".xlsx", ".csv", ".json"}:
            assert found(path.read_bytes(), (*WHO, GIST)) == set(), path
    assert files_with([tmp_path], (*WHO, GIST), {tmp_path / "book.xlsx"}) == []


def test_every_role_without_the_register_gets_nothing_at_all(office: Office, kept: Kept) -> None:
    for role in Role:
        if Right.READ_REGISTER in RIGHTS[role]:
            continue
        desk = replace(office.desk, actor=replace(office.desk.actor, roles=frozenset({role})))
        for ask in (lambda desk=desk: RegisterSearch(desk).page(Asked()), lambda desk=desk: registration(desk).petition(kept.number)):
            with pytest.raises(Refusal):
                ask()
