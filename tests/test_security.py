"""Who may do what, what is on record of it, and where a name must never turn up."""

import ast
import importlib
import inspect
import json
import pkgutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app import services
from app.errors import InputFault, NotAllowed
from app.office import Office
from app.regulation.terms import Post
from app.services.actor import RIGHTS, Actor, Right, Role
from app.services.annual_explanation_text import explanation_text
from app.services.annual_review import AnnualReview
from app.services.base import Desk, Service
from app.services.bureau import BureauService
from app.services.due_text import due_text
from app.services.entries import EntryService
from app.services.exchange import ExchangeService
from app.services.ledger import LedgerService
from app.services.matches import MatchService
from app.services.petition_form import Attachment, Petitioner, Purpose
from app.services.rule_changes import RuleService
from app.services.standings_export import StandingsExport
from app.store import audit, keys
from app.store.database import Store
from tests.cli import PASSWORD, run
from tests.services.counter import BUREAU, TOWN, bureau, cases, colleague, collective, draft, registration
from tests.services.workbooks import sound, write

ROOMS = [importlib.import_module(found.name) for found in pkgutil.walk_packages(services.__path__, "app.services.")]
CANARY, CANARY_ID, CANARY_PHONE = "钱金丝雀儿", "372501194803120418", "13905550119"
TAKES_NO_RECORD = {"app/services/drafts.py", "app/services/documents/circulars.py"}
"""What a form, or a circular under one's hands, holds before it is saved or issued: kept every few seconds."""


def every_service(base: type[Service] = Service) -> Iterator[type[Service]]:
    for each in base.__subclasses__():
        if each.__module__.startswith("app."):
            yield each
        yield from every_service(each)


def actions(service: type[Service]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public methods a caller may use; what only frames a transaction for a method is a context manager of the base."""
    for name, method in inspect.getmembers(service, inspect.isfunction):
        framing = isinstance(inspect.unwrap(method), type(method)) and inspect.isgeneratorfunction(inspect.unwrap(method))
        if not name.startswith("_") and not framing:
            yield name, method


ACTIONS = sorted({(service, name) for service in every_service() for name, _ in actions(service)}, key=lambda each: f"{each[0]} {each[1]}")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def test_there_are_services_and_every_action_of_theirs_declares_a_right() -> None:
    assert len(ACTIONS) > 60
    rights = {f"{service.__name__}.{name}": getattr(getattr(service, name), "right", None) for service, name in ACTIONS}
    assert [action for action, right in rights.items() if not isinstance(right, Right)] == []


@pytest.mark.parametrize("role", Role)
def test_every_action_is_allowed_and_refused_exactly_as_the_role_says(role: Role, office: Office) -> None:
    desk = colleague(office, "someone", role)
    for service, name in ACTIONS:
        worker = service.__new__(service)
        worker.desk = desk
        allowed = getattr(service, name).right in RIGHTS[role]
        # An argument that no action takes: one that is allowed fails on it before it does anything.
        with pytest.raises(TypeError if allowed else NotAllowed):
            getattr(worker, name)(no_action_takes_this=True)


def test_an_account_without_a_role_may_do_nothing(office: Office) -> None:
    worker = AnnualReview(replace(office.desk, actor=Actor(1, "someone", "某人（演示）", frozenset())))
    with pytest.raises(NotAllowed):
        worker.compute(1996)


def test_the_roles_are_those_of_the_bureau() -> None:
    def holders(right: Right) -> set[Role]:
        return {role for role in Role if right in RIGHTS[role]}

    everyone = set(Role)
    assert RIGHTS[Role.AUDITOR] == {Right.READ_AUDIT, Right.OPEN, Right.CHECK}
    assert RIGHTS[Role.ADMINISTRATOR] == {Right.KEEP_ACCOUNTS, Right.BACK_UP, Right.OPEN, Right.CHECK}
    assert holders(Right.REGISTER) == {Role.CLERK}
    assert holders(Right.HANDLE_CASES) == {Role.CASE_OFFICER}
    assert holders(Right.READ_REGISTER) == {Role.CLERK, Role.CASE_OFFICER, Role.DIRECTOR}
    assert holders(Right.READ_AUDIT) == {Role.DIRECTOR, Role.AUDITOR}
    assert holders(Right.READ_STANDINGS) == everyone - {Role.AUDITOR, Role.ADMINISTRATOR}
    for right in (Right.CLOSE_YEAR, Right.DECIDE, Right.KEEP_LEDGER, Right.EXCHANGE, Right.ENTER_REVIEW, Right.KEEP_UNITS):
        assert holders(right) == {Role.DIRECTOR}


def test_no_service_writes_but_through_the_frame_that_records_it() -> None:
    found = set()
    for room in ROOMS:
        for node in ast.walk(ast.parse(inspect.getsource(room))):
            if isinstance(node, ast.Attribute) and node.attr in {"writing", "restructuring"}:
                found.add(str(Path(str(room.__file__)).relative_to(Path(__file__).parent.parent)))
    assert found - TAKES_NO_RECORD == {"app/services/base.py", "app/services/front_door.py", "app/services/sample/fill.py"}


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every write transaction, by the action its record names; one that changed rows without a record is `unrecorded`."""
    seen: list[str] = []
    writing = Store.writing

    @contextmanager
    def watching(store: Store) -> Iterator[Any]:
        with writing(store) as transaction:
            start = transaction.exec_driver_sql("SELECT total_changes()").scalar_one()
            head = audit.head(transaction).seq
            yield transaction
            changed = transaction.exec_driver_sql("SELECT total_changes()").scalar_one() != start
            recorded = audit.head(transaction).seq - head
            assert recorded in {0, 1}
            if recorded:
                seen.append(transaction.exec_driver_sql("SELECT action FROM audit ORDER BY seq DESC LIMIT 1").scalar_one())
            elif changed:
                seen.append("unrecorded")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "writing", watching)
        yield seen


def a_day_of_work(office: Office, folder: Path) -> None:
    """One of nearly everything people do."""
    desk, register, matters = office.desk, registration(office.desk), cases(office.desk)
    saved = register.save(collective(received_on=date(1996, 4, 1)))
    number, matter = saved.number, str(saved.matter)
    protected = register.save(draft(purpose=Purpose.ACCUSATION, gist="揭发账目不清的情况", accused="张某")).number
    register.petition(protected)
    register.correct(number, replace(register.petition(number).draft, people=9), "点错了人数")
    register.attach(number, (Attachment(name="a.txt", content=b"a"),))
    register.attachment(number, "a.txt")
    register.record_serious_finding(number, "围堵机关", "市委")
    register.grant_access(protected, "director", "领导批示")
    register.void(protected, "重复登记")
    matters.assign(matter, unit=TOWN)
    matters.acknowledge(matter)
    matters.urge(matter)
    matters.report(matter)
    matters.conclude(matter, outcome="演示：已办结")
    matters.find_long_standing(matter, reason="反复上访")
    office.units.appoint(TOWN, "张演示", Post.HEAD, date(1996, 1, 1))
    LedgerService(desk).pay_deposit(TOWN, 200_000, "演示：交纳")
    EntryService(desk).enter(1996, TOWN, "C1", 1)
    RuleService(desk).set_rest_day(date(1996, 6, 7), rests=True, reason="演示")
    BureauService(desk).rename("演示信访局")
    StandingsExport(desk).write(1996, None, "csv", folder / "a.csv")
    StandingsExport(desk).text(1996, None, "json")
    AnnualReview(desk).close(1996, "演示")
    AnnualReview(desk).reopen(1996, "演示")
    ExchangeService(desk).import_workbook(write({"单位": sound()["单位"][:1]}, folder / "book.xlsx"))
    office.backups.set_folder(folder / "备份")
    office.backups.back_up(folder / "备份")
    office.accounts.change_password("correct horse", "another good one")


def test_everything_done_in_a_day_leaves_its_record_and_nothing_is_written_beside(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(monkeypatch) as seen:
        a_day_of_work(office, tmp_path)
    assert "unrecorded" not in seen
    assert len(seen) >= 28
    assert {"register", "view_protected", "export_standings", "import", "backup", "password_changed"} <= set(seen)


def test_what_a_right_refuses_leaves_the_store_as_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = colleague(office, "wang", Role.DOCUMENT_STAFF)
    with watched(monkeypatch) as seen:
        with pytest.raises(NotAllowed):
            registration(desk).save(draft())
        with pytest.raises(NotAllowed):
            AnnualReview(desk).close(1996, "演示")
        with pytest.raises(NotAllowed):
            cases(desk).urge("S1")
    assert seen == []


def protected_one(office: Office) -> tuple[str, str]:
    """A protected petition of the canary with a matter; its number and the matter's."""
    person = Petitioner(name=CANARY, id_number=CANARY_ID, phone=CANARY_PHONE, address=f"{CANARY}家")
    form = collective(petitioners=(person,), purpose=Purpose.ACCUSATION, accused="站长", gist="揭发站长私分公款", unit=BUREAU)
    saved = registration(office.desk).save(form)
    return saved.number, str(saved.matter)


def told_to(desk: Desk, number: str, matter: str, folder: Path) -> Iterator[str]:
    """All that somebody with every role, whom the director did not name, can get out of the program about a petition."""
    register = registration(desk)
    yield repr(register.petition(number))
    yield repr(register.register_page())
    yield repr(register.void_requests())
    for typed in ({"name": CANARY}, {"name": "张三", "id_number": CANARY_ID}, {"name": "张三", "phone": CANARY_PHONE}):
        yield repr([match._replace(why="") for match in MatchService(desk).matches(**typed)])
    yield repr(cases(desk).matter(matter))
    due = cases(desk).due_list(within=3_000)
    yield repr(due)
    yield due_text(due)
    review = AnnualReview(desk)
    yield repr(review.compute(1996))
    yield explanation_text(review.explain(1996, BUREAU))
    yield from (StandingsExport(desk).text(1996, None, form) for form in ("table", "json", "csv"))
    StandingsExport(desk).write(1996, None, "xlsx", folder / "standings.xlsx")
    with desk.store.reading() as transaction:
        yield repr([(entry.subject, entry.detail) for entry in audit.entries(transaction, None)])


def test_who_was_not_named_learns_nothing_of_a_protected_petitioner(office: Office, tmp_path: Path) -> None:
    number, matter = protected_one(office)
    desk = colleague(office, "li", *(set(Role) - {Role.ADMINISTRATOR}))
    for told in told_to(desk, number, matter, tmp_path):
        assert not {CANARY, CANARY_ID, CANARY_PHONE} & {sign for sign in (CANARY, CANARY_ID, CANARY_PHONE) if sign in told}, told
    registration(office.desk).grant_access(number, "li", "领导批示")
    assert CANARY not in repr(registration(desk).petition(number))
    assert CANARY in repr(registration(desk).reveal(number, "核实情况"))  # the words above could have been found


def test_a_protected_petition_is_withheld_from_the_director_too_until_he_gives_a_reason(office: Office) -> None:
    number, _ = protected_one(office)
    boss = colleague(office, "boss", Role.DIRECTOR)
    assert registration(boss).petition(number).withheld
    assert not registration(boss).reveal(number, "本人批示").withheld
    assert registration(boss).petition(number).withheld


def spellings(text: str) -> Iterator[bytes]:
    """The ways a program leaves a text behind."""
    yield from (text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))
    yield json.dumps(text).strip('"').encode()


def files_with(folders: list[Path], canaries: tuple[str, ...], but: set[Path]) -> list[str]:
    wanted = [spelling for canary in canaries for spelling in spellings(canary)]
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if any(spelling in str(path).encode() for spelling in wanted):
                found.append(f"{path}: its name")
            if path.is_file() and path not in but and any(spelling in path.read_bytes() for spelling in wanted):
                found.append(str(path))
    return found


def test_a_petitioners_name_is_on_disk_only_where_it_was_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, temp, work = (tmp_path / name for name in ("home", "temp", "work"))
    for folder in (home, temp, work):
        folder.mkdir()
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temp))
    monkeypatch.setattr("tempfile.tempdir", str(temp))
    monkeypatch.setenv("BUREAU_PASSWORD", PASSWORD)
    monkeypatch.setattr("app.services.front_door.STANDARD", keys.QUICK)
    canaries = (CANARY, CANARY_ID, CANARY_PHONE, PASSWORD)
    book = sound()
    book["来访来信"][1] |= {"姓名": CANARY, "证件号": CANARY_ID, "电话": CANARY_PHONE}
    book["来访来信"][2] |= {"姓名": CANARY, "反映内容": f"演示：{CANARY}反映"}
    brought = write(book, work / "book.xlsx")
    store = work / "信访.db"
    assert run("init", store).code == 0
    assert run("import", store, brought).code == 0
    book["来访来信"][0] |= {"姓名": CANARY, "电话": "1"}
    refused = run("import", store, write(book, work / "changed.xlsx"))
    assert refused.code == 1
    assert CANARY not in refused.out + refused.err
    office = Office.open(store, None, PASSWORD)
    registration(office.desk).save(draft(petitioners=(Petitioner(name=CANARY, phone=CANARY_PHONE),), unit="T01"))
    while_open = files_with([tmp_path], canaries, {brought, work / "changed.xlsx"})
    office.close()
    for command in (
        ("close-year", store, "--year", 1996, "--reason", "演示"), ("print", store, "veto", "--year", 1996, "-o", work / "文书"),
        ("standings", store, "--year", 1996, "--format", "xlsx", "-o", work / "a.xlsx"), ("backup", store, work / "备份"),
        ("standings", store, "--year", 1996, "--format", "csv", "-o", work / "a.csv"), ("audit", store), ("due", store),
        ("explain", store, "--year", 1996, "--unit", "D01"),
    ):  # fmt: skip
        done = run(*command)
        assert done.code == 0, done
        assert CANARY not in done.out + done.err
    assert while_open + files_with([tmp_path], canaries, {brought, work / "changed.xlsx"}) == []
    papers = list((work / "文书").glob("*.pdf"))
    assert papers
    for paper in papers:
        with pypdfium2.PdfDocument(paper) as document:
            told = "".join(page.get_textpage().get_text_range() for page in document) + repr(document.get_metadata_dict())
        assert "演示局" in told.replace("\n", "")
        assert CANARY not in told
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(store).execute("SELECT * FROM petitioners")


def test_a_refusal_of_a_form_does_not_repeat_who_came(office: Office) -> None:
    with pytest.raises(InputFault) as refused:
        registration(office.desk).save(draft(petitioners=(Petitioner(name=CANARY, id_number="1"),), gist=""))
    assert CANARY not in str(refused.value) + repr(refused.value.faults)


