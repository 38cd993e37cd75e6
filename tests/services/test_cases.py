"""案件: the list as one filters it, a page at a time; what is protected stays masked; the workbook read back; how one left the page."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.regulation.terms import AskingLevel, Limit, Signature
from app.services.actor import Role
from app.services.case_columns import COLUMNS, USUAL, known
from app.services.case_values import CaseOrder, CaseShown, CaseState
from app.services.cases import USUAL_ORDER, CaseService
from app.services.drafts import DraftService
from app.services.petition_form import WITHHELD, Purpose
from app.store import audit
from tests.services.counter import BUREAU, COMPANY, QUARTER, bureau, cases, colleague, collective, draft, on_day, registration

ACCEPTED = CaseOrder(by_due=False, descending=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On 20 December: one overdue, one due today, one in three days, one in seven, one long off, one concluded, one protected."""
    opened = bureau(tmp_path)
    for day in (date(1996, 11, 4), date(1996, 11, 20), date(1996, 11, 23), date(1996, 11, 26), date(1996, 12, 19)):
        registration(on_day(opened, day)).save(draft())  # S1996-00001 … 00005
    registration(on_day(opened, date(1996, 12, 2))).save(draft(unit=COMPANY, gist="百货公司拖欠集资款"))  # S1996-00006
    opened.matters.conclude("S1996-00006", outcome="已退还", on=date(1996, 12, 10))
    secret = draft(purpose=Purpose.ACCUSATION, unit=BUREAU, accused="站长", gist="揭发站长私分公款")
    registration(on_day(opened, date(1996, 12, 18))).save(secret)  # S1996-00007
    yield opened
    opened.close()


def numbers(office: Office, shown: CaseShown, order: CaseOrder = USUAL_ORDER) -> list[int]:
    return [int(line.number[-5:]) for line in office.cases.page(shown, order).lines]


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (CaseShown(), [1, 2, 3, 4, 5, 7]),
        (CaseShown(CaseState.OVERDUE), [1]),
        (CaseShown(CaseState.TODAY), [2]),
        (CaseShown(CaseState.IN_THREE), [3]),
        (CaseShown(CaseState.IN_SEVEN), [3, 4]),
        (CaseShown(CaseState.CONCLUDED), [6]),
        (CaseShown(CaseState.ALL), [1, 2, 3, 4, 5, 6, 7]),
        (CaseShown(CaseState.ALL, unit=BUREAU), [6, 7]),
        (CaseShown(CaseState.ALL, unit=COMPANY), [6]),
        (CaseShown(CaseState.ALL, unit=QUARTER), []),
        (CaseShown(CaseState.ALL, protected=True), [7]),
        (CaseShown(CaseState.ALL, protected=False, words="集资"), [6]),
        (CaseShown(CaseState.ALL, words="揭发"), []),
        (CaseShown(words="站长"), []),
        (CaseShown(words="s1996-00003"), [3]),
        (CaseShown(words="侯营"), [1, 2, 3, 4, 5]),
        (CaseShown(CaseState.ALL, year=1995), []),
        (CaseShown(limit=Limit.COLLECTIVE), []),
    ],
)
def test_the_list_shows_what_it_is_asked_for(office: Office, shown: CaseShown, wanted: list[int]) -> None:
    assert sorted(numbers(office, shown)) == wanted


def test_limits_levels_and_findings_are_filters(office: Office) -> None:
    office.matters.assign("S1996-00005", asking_level=AskingLevel.PROVINCE)
    office.matters.find_long_standing("S1996-00004", reason="反复来访")
    group = registration(office.desk).save(collective()).matter
    assert numbers(office, CaseShown(asked=AskingLevel.PROVINCE)) == numbers(office, CaseShown(limit=Limit.ASKED_FOR)) == [5]
    assert numbers(office, CaseShown(long_standing=True)) == [4]
    assert numbers(office, CaseShown(collective=True)) == [int(str(group)[-5:])]


def test_the_list_goes_by_due_date_or_by_acceptance_either_way(office: Office) -> None:
    assert numbers(office, CaseShown()) == [1, 2, 3, 4, 7, 5]
    assert numbers(office, CaseShown(), CaseOrder(descending=True)) == [5, 7, 4, 3, 2, 1]
    assert numbers(office, CaseShown(CaseState.ALL), ACCEPTED) == [5, 7, 6, 4, 3, 2, 1]


def test_pages_follow_each_other(office: Office) -> None:
    first = office.cases.page(limit=4)
    rest = office.cases.page(after=first.after, limit=4)
    assert [line.number[-1] for line in (*first.lines, *rest.lines)] == list("123475")
    assert rest.after is None


def test_an_unknown_unit_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="没有代码"):
        office.cases.page(CaseShown(unit="X99"))


def test_what_is_due_is_counted(office: Office) -> None:
    assert office.cases.due_counts() == (1, 1, 1, 2)


def test_a_protected_case_keeps_its_contents_from_who_need_not_know(office: Office) -> None:
    """Who handles cases must know what a case is about; a clerk who did not register it need not. The list tells nobody."""
    sun = CaseService(colleague(office, "sun", Role.CASE_OFFICER))
    wang = CaseService(colleague(office, "wang", Role.CLERK))
    cases(sun.desk).explain("S1996-00007", words="站长私分公款正在查")
    listed = [column.value(line, sun.today) for line in sun.page().lines for column in COLUMNS]
    assert "公款" not in repr(wang.file("S1996-00007")) + repr(listed)
    view = wang.file("S1996-00007").matter
    assert (view.protected, view.withheld, view.gist) == (True, True, WITHHELD)
    assert sun.file("S1996-00007").matter.gist == "揭发站长私分公款"
    petition = next(entry.reference for entry in view.timeline if entry.kind == "petition")
    office.registration.grant_access(petition, "wang", "领导批示")
    assert wang.file("S1996-00007").matter.gist == "揭发站长私分公款"
    with office.desk.store.reading() as transaction:
        seen = [dict(entry.detail) for entry in audit.entries(transaction) if entry.action == "view_protected" and entry.account == "wang"]
    assert [each["withheld"] for each in seen] == [True, True, False]


def test_an_ordinary_one_is_told(office: Office) -> None:
    assert office.cases.file("S1996-00001").matter.gist == "反映张村1995年提留款超收，要求清退。"


def test_the_workbook_holds_what_one_sees_and_what_is_protected_stays_masked(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "案件.xlsx"
    seen: list[int] = []
    office.cases.export(path, CaseShown(CaseState.ALL), ACCEPTED, [*USUAL, "left", "accepted"], seen.append)
    head, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert head == ["事项", "责任单位", "到期", "情况", "办到哪一步", "标记", "摘要", "受理", "剩余天数"]
    assert [row[0][-5:] for row in rows] == ["00005", "00007", "00006", "00004", "00003", "00002", "00001"]
    assert rows[-1][2:5] == [date(1996, 12, 4), "超期 16 日", "未交办"]
    assert (rows[-1][7], rows[-1][8]) == (date(1996, 11, 4), -16)
    assert rows[1][5:7] == ["保密", WITHHELD]
    assert rows[2][3:5] == ["办结", "未送答复"]
    assert seen == [7]
    with office.desk.store.reading() as transaction:
        last = list(audit.entries(transaction))[-1]
    assert (last.action, dict(last.detail)["cases"]) == ("export_cases", 7)


def test_what_begins_like_a_formula_stays_text_in_the_workbook(office: Office, tmp_path: Path) -> None:
    office.registration.save(draft(gist="=1+1"))
    office.cases.export(tmp_path / "a.xlsx", CaseShown(), USUAL_ORDER, USUAL)
    cells = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert "=1+1" in [row[6] for row in cells]


def test_a_workbook_given_up_or_not_to_be_written_leaves_nothing(office: Office, tmp_path: Path) -> None:
    def give_up(_done: int) -> None:
        raise Refusal("停了")

    with pytest.raises(Refusal, match="停了"):
        office.cases.export(tmp_path / "a.xlsx", CaseShown(), USUAL_ORDER, USUAL, give_up)
    with pytest.raises(Refusal, match="不能写入"):
        office.cases.export(tmp_path / "没有" / "a.xlsx", CaseShown(), USUAL_ORDER, USUAL)
    with pytest.raises(Refusal, match="数据文件"):
        office.cases.export(office.desk.store.path, CaseShown(), USUAL_ORDER, USUAL)
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".xlsx"]
    with pytest.raises(NotAllowed):
        CaseService(colleague(office, "qian", Role.DOCUMENT_STAFF)).export(tmp_path / "a.xlsx", CaseShown(), USUAL_ORDER, USUAL)


def test_a_row_says_what_was_done_last(office: Office) -> None:
    def course() -> str:
        line = next(line for line in office.cases.page(CaseShown(CaseState.ALL)).lines if line.number == "S1996-00001")
        return str(next(column for column in COLUMNS if column.id == "course").value(line, office.cases.today))

    said = [course()]
    for step in (
        lambda: office.matters.assign("S1996-00001"),
        lambda: office.matters.urge("S1996-00001"),
        lambda: office.matters.acknowledge("S1996-00001"),
        lambda: office.matters.conclude("S1996-00001", outcome="已清退"),
        lambda: office.matters.reply("S1996-00001"),
        lambda: office.matters.reply("S1996-00001", signature=Signature.REFUSED),
    ):
        step()
        said.append(course())
    assert said == ["未交办", "等单位接收", "等单位接收，催办 1 次", "办理中，催办 1 次", "未送答复", "答复未签", "答复拒签"]


def test_columns_are_those_chosen_and_the_number_always() -> None:
    assert [column.id for column in known(["gist", "due", "nonsense"])] == ["number", "due", "gist"]
    assert tuple(column.id for column in known([])) == USUAL


def test_how_one_left_a_page_is_kept_for_each_account(office: Office) -> None:
    drafts = DraftService(office.desk)
    assert drafts.kept_page("cases") == {}
    drafts.keep_page("cases", {"views": {"我的超期": {"state": "overdue"}}})
    assert DraftService(office.desk).kept_page("cases")["views"]["我的超期"] == {"state": "overdue"}
    assert DraftService(colleague(office, "sun", Role.CASE_OFFICER)).kept_page("cases") == {}
