"""The audit as its readers see it: by pages, by what one looks for, in words, exported, verified, sealed on paper."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import python_calamine

from app.errors import Refusal
from app.office import Office
from app.services import audit_words
from app.services.audit_log import Wanted
from app.services.audit_words import Group
from tests.services.offices import new_office

ROOT = Path(__file__).parents[2]
RECORDING = frozenset({"acting", "stepping", "_administering", "_record", "_keep"})


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.close()


def recorded() -> Iterator[tuple[str, str]]:
    """Every action a service names where it records one: the words in the call's first texts."""
    for file in sorted((ROOT / "app" / "services").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in RECORDING:
                arguments = node.args[3:4] if getattr(node.func, "id", "") == "_record" else node.args[:1]
                for argument in arguments:
                    yield from ((each.value, f"{file.name}:{node.lineno}") for each in ast.walk(argument) if isinstance(each, ast.Constant))


def test_every_action_that_is_recorded_anywhere_has_words() -> None:
    """A new action needs a line in app/services/audit_words.py."""
    found = [(action, place) for action, place in recorded() if isinstance(action, str)]
    assert len({action for action, _ in found}) > 50
    assert [each for each in found if each[0] not in audit_words.WORDS] == []


def test_no_two_actions_have_the_same_words_and_every_one_stands_in_one_group() -> None:
    assert len(set(audit_words.WORDS.values())) == len(audit_words.WORDS)
    assert sum(len(audit_words.actions_of(group)) for group in Group) == len(audit_words.WORDS)


def test_pages_follow_one_another_without_gap_or_repeat(office: Office) -> None:
    for _ in range(25):
        office.health.check()
    first = office.audit_log.page(limit=10)
    head = first.rows[0].seq
    seen, before = [entry.seq for entry in first.rows], first.before
    while before is not None:
        page = office.audit_log.page(before=before, limit=10)
        seen += [entry.seq for entry in page.rows]
        before = page.before
    assert seen == list(range(head, 0, -1))


def test_one_finds_by_day_account_action_and_subject(office: Office) -> None:
    log, today = office.audit_log, office.desk.clock.today()
    office.accounts.create("wang", "王接待（演示）", "a long password", [next(iter(office.desk.actor.roles))])
    assert {entry.action for entry in log.page(Wanted(actions=audit_words.actions_of(Group.ACCOUNTS))).rows} >= {"login", "account_created"}
    assert [entry.action for entry in log.page(Wanted(subject="wan", actions=frozenset({"account_created"}))).rows] == ["account_created"]
    assert log.page(Wanted(account="nobody")).rows == ()
    assert log.page(Wanted(since=today.replace(year=today.year + 1))).rows == ()
    assert log.page(Wanted(until=today, since=today)).rows != ()
    assert log.people()[1] == ("wang", "王接待（演示）")


def test_what_was_looked_for_is_itself_on_record(office: Office) -> None:
    office.audit_log.page(Wanted(account="director", subject="x"))
    assert office.audit_log.page().rows[0].detail["subject"] == "x"


def test_it_is_exported_as_text_and_that_is_on_record(office: Office, tmp_path: Path) -> None:
    office.bureau.rename("=1+1 局")
    count = office.audit_log.export(tmp_path / "日志.xlsx")
    rows = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "日志.xlsx")).get_sheet_by_index(0).to_python()
    assert len(rows) == count + 1
    assert any("=1+1 局" in str(row[-1]) for row in rows)
    assert office.audit_log.page().rows[0].action == "audit_export"
    with pytest.raises(Refusal, match="xlsx"):
        office.audit_log.export(tmp_path / "log.csv")


def test_the_chain_is_followed_with_progress_and_a_changed_record_is_found(office: Office) -> None:
    told: list[tuple[int, int]] = []
    for _ in range(520):
        office.accounts.locked()
    verified = office.audit_seals.verify(lambda done, total: told.append((done, total)))
    assert (verified.findings, verified.seals) == ((), True)
    assert told
    assert all(0 < done <= total for done, total in told)
    with office.desk.store.writing() as transaction:
        transaction.exec_driver_sql("DROP TRIGGER fixed_audit")
        transaction.exec_driver_sql("UPDATE audit SET subject = 'other' WHERE seq = 3")
    assert any("第 3 条" in finding.where for finding in office.audit_seals.verify().findings)


def test_the_sealed_page_is_drawn_for_who_reads_the_audit(office: Office) -> None:
    assert office.sealed_page.sealed_page().startswith(b"%PDF")
    assert office.audit_log.page().rows[0].action == "audit_sealed"


def test_details_are_said_in_words() -> None:
    said = audit_words.detail_words({"roles": ["clerk", "director"], "reason": "理由", "late": False, "protected": True, "files": []})
    assert said == "岗位：接待员、局长　理由：理由　保密：是"
    assert audit_words.words_of("of a newer program") == "of a newer program"


def test_rules_kinds_of_documents_and_units_are_called_what_people_call_them() -> None:
    assert audit_words.subject_words("rule_change", "ordinary_days") == "一般案件办理期限"
    assert audit_words.subject_words("register", "1996-00001") == "1996-00001"
    assert audit_words.subject_words("login", None) == ""
    assert audit_words.detail_words({"kind": "veto"}) == "种类：一票否决书"
    assert audit_words.detail_words({"kind": "township"}) == "种类：乡镇"
    assert audit_words.detail_words({"kind": "of another program"}) == "种类：of another program"
