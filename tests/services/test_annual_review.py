"""The annual review: the year frozen and reopened with both results kept, its fines in the ledger, every decision explained."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.services.actor import Role
from app.services.annual_explanation_text import explanation_text
from app.services.annual_result import case_of, fingerprint, rest_days_of, restored
from app.services.annual_review import AnnualReview
from app.services.annual_what_if import imagined
from app.services.annual_what_if_text import what_if_text
from app.services.ledger import LedgerService
from app.services.standings_json import standings_json
from app.store import closed_years
from app.store.schema import review
from tests.services.offices import new_office, on_day
from tests.services.workbooks import Book, sound, write

YEAR = 1996


def eventful() -> Book:
    """A year in which the township is vetoed, fined beyond its deposit, and the department is not."""
    book = sound()
    del book["来访来信"][1]["严重后果"]
    for number in range(10, 14):
        book["来访来信"].append(
            {
                "登记号": f"1996-{number:05d}", "日期": date(1996, 7, number), "形式": "来访", "级别": "地区", "姓名": "演示甲", "人数": 8,
                "责任单位代码": "T01", "持答复级别": "无", "反映内容": "演示：集体",
            }
        )  # fmt: skip
    book["来访来信"].append(
        {
            "登记号": "1996-00020", "日期": date(1996, 8, 1), "形式": "来访", "级别": "省", "姓名": "演示乙", "责任单位代码": "D01",
            "持答复级别": "无", "事项编号": "M3", "反映内容": "演示：不能让人看见的内容",
        }
    )  # fmt: skip
    for item in ("C1", "C3", "D1", "D2", "D3", "D4"):
        for unit in ("T01", "D01"):
            if (item, unit) != ("C1", "T01"):
                book["录入项"].append({"年度": 1996, "单位代码": unit, "项目": item, "数量": 1})
    return book


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    office.exchange.import_workbook(write(eventful(), tmp_path / "book.xlsx"))
    yield office
    office.close()


def as_json(office: Office, year: int = YEAR, as_of: date | None = None) -> str:
    return json.dumps(standings_json(office.review.compute(year, as_of)), ensure_ascii=False)


def test_the_township_is_vetoed_and_its_fines_are_expected(office: Office) -> None:
    unit = office.review.compute(YEAR).unit("T01")
    assert unit is not None
    assert [veto.clause for veto in unit.vetoes] == ["3.2.1.2"]
    assert unit.fines_total == 2_000
    assert (unit.deposit.paid, unit.deposit.drawn, unit.deposit.owed) == (200_050, 200_000, 0)


def test_nothing_dated_after_the_day_counts(office: Office) -> None:
    unit = office.review.compute(YEAR, date(1996, 7, 11)).unit("T01")
    assert unit is not None
    assert unit.petitions.collective == (0, 2, 0, 0)
    assert unit.vetoes == ()


def test_a_day_after_the_year_is_its_last(office: Office) -> None:
    assert office.review.compute(YEAR, date(1999, 1, 1)).as_of == date(1996, 12, 31)


def test_a_closed_year_is_given_as_it_was_closed(office: Office, tmp_path: Path) -> None:
    before = json.loads(as_json(office))
    closing = office.review.close(YEAR)
    closed = json.loads(as_json(office))
    assert closed["closed"] is True
    assert closed["fingerprint"] == closing.standings.fingerprint
    assert closed["units"] == before["units"]
    late = [{**eventful()["来访来信"][4], "登记号": "1996-00900"}]
    office.exchange.import_workbook(write({"来访来信": late}, tmp_path / "late.xlsx"), late=True)
    assert json.loads(as_json(office)) == closed
    assert json.loads(as_json(office, as_of=date(1996, 12, 31))) == closed
    another_day = json.loads(as_json(office, as_of=date(1996, 12, 30)))
    assert another_day["closed"] is False
    assert another_day["fingerprint"] is None


def test_a_closed_year_judged_again_from_what_was_frozen_is_identical(office: Office) -> None:
    office.review.close(YEAR)
    with office.desk.store.reading() as transaction:
        closed = closed_years.standing(transaction, YEAR)
    assert closed is not None
    assert case_of(closed.body).judged() == restored(closed.body).result
    assert fingerprint(closed.body) == closed.fingerprint
    assert rest_days_of(closed.body).is_rest(date(1996, 2, 19))


def test_the_same_year_closed_again_has_the_same_fingerprint(office: Office) -> None:
    first = office.review.close(YEAR).standings.fingerprint
    office.review.reopen(YEAR, "演示")
    assert office.review.close(YEAR).standings.fingerprint == first
    assert [each.version for each in office.review.closes(YEAR)] == [1, 2]


def test_reopening_keeps_both_results_and_counters_the_fines(office: Office, tmp_path: Path) -> None:
    office.review.close(YEAR)
    office.review.reopen(YEAR, "发现漏登")
    late = [{**eventful()["来访来信"][4], "登记号": "1996-00900"}]
    office.exchange.import_workbook(write({"来访来信": late}, tmp_path / "late.xlsx"))
    office.review.close(YEAR)
    first, second = office.review.closes(YEAR)
    assert first.reopen_reason == "发现漏登"
    assert second.reopen_reason is None
    assert first.fingerprint != second.fingerprint
    statement = LedgerService(office.desk).statement("T01", YEAR)
    assert statement.deposit == 0
    assert statement.owed == 250_000 - 200_050
    assert sum(voucher.kind == "counter" for voucher in statement.vouchers) == 4


def test_every_voucher_balances_and_fines_draw_the_deposit_first(office: Office) -> None:
    office.review.close(YEAR)
    with office.desk.store.reading() as transaction:
        sums = transaction.execute(select(func.sum(review.ledger_lines.c.amount)).group_by(review.ledger_lines.c.entry_id)).scalars().all()
    assert set(sums) == {0}
    assert LedgerService(office.desk).statement("T01", YEAR).deposit == 50
    # One petition to the prefecture at the subordinate (500) and one skipping visit to the province (300); no deposit: all is owed.
    assert LedgerService(office.desk).statement("D01", YEAR).owed == 80_000


def test_a_year_with_missing_entries_closes_only_with_a_reason(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    office.exchange.import_workbook(write(sound(), tmp_path / "book.xlsx"))
    with pytest.raises(Refusal, match="没有录入：T01（C3 D1 D2 D3 D4）、D01（C1 C3 D1 D2 D3 D4）"):
        office.review.close(YEAR)
    assert not office.review.compute(YEAR).closed
    assert office.review.close(YEAR, "资料已遗失").standings.closed
    office.close()


def test_what_cannot_be_closed_or_reopened_says_why(office: Office) -> None:
    with pytest.raises(Refusal, match="还没有到"):
        office.review.close(1997)
    with pytest.raises(Refusal, match="没有定案"):
        office.review.reopen(YEAR, "演示")
    office.review.close(YEAR)
    with pytest.raises(Refusal, match="已经定案"):
        office.review.close(YEAR)
    with pytest.raises(Refusal, match="说明理由"):
        office.review.reopen(YEAR, "  ")


def test_a_year_closed_early_says_so(office: Office) -> None:
    early = on_day(office, date(1996, 10, 1))
    closing = early.review.close(YEAR)
    assert closing.standings.as_of == date(1996, 10, 1)
    assert "尚未结束" in closing.warnings[0]
    early.close()


def test_a_veto_of_the_closed_year_before_makes_key_managed(office: Office) -> None:
    assert "T01" not in [unit.code for unit in office.review.compute(1997).result.units if unit.key_managed]
    office.review.close(YEAR)
    assert [unit.code for unit in office.review.compute(1997).result.units if unit.key_managed] == ["T01"]
    office.review.reopen(YEAR, "演示")
    assert not [unit.code for unit in office.review.compute(1997).result.units if unit.key_managed]


def test_an_explanation_gives_clause_words_and_evidence(office: Office) -> None:
    told = office.review.explain(YEAR, "T01")
    veto = told.vetoes[0]
    assert veto.citation == "三（二）1（2）"
    assert veto.words == "（2）全年发生到地区集体上访3次以上（含重访）；"
    assert [petition.number for petition in veto.petitions] == ["1996-00010", "1996-00011", "1996-00012", "1996-00013"]
    assert told.not_rewarded == ("已被一票否决，不予奖励。",)
    text = explanation_text(told)
    assert "1996-00010  1996-07-10  到地区来访  8 人" in text
    assert "取消本年度先进个人评选资格：张演示" in text


def test_what_a_protected_petition_says_is_not_told(office: Office) -> None:
    text = explanation_text(office.review.explain(YEAR, "D01"))
    assert "1996-00020" in text
    assert "不能让人看见" not in text
    assert "保密" in text


def test_who_may_not_read_the_register_sees_numbers_alone(office: Office) -> None:
    printer = replace(office.desk.actor, roles=frozenset({Role.DOCUMENT_STAFF}))
    text = explanation_text(AnnualReview(replace(office.desk, actor=printer)).explain(YEAR, "T01"))
    assert "1996-00010" in text
    assert "演示：集体" not in text


def test_why_there_is_no_reward_is_said_condition_by_condition(tmp_path: Path) -> None:
    office = new_office(tmp_path)
    book = sound()
    del book["来访来信"][1]["严重后果"]
    book["单位"] += [{"代码": f"X{number}", "名称": f"演示乡{number}", "类别": "乡镇"} for number in range(6)]
    office.exchange.import_workbook(write(book, tmp_path / "book.xlsx"))
    reasons = office.review.explain(YEAR, "D01").not_rewarded
    assert [reason[:3] for reason in reasons] == ["（1）", "（2）", "（3）", "（4）"]
    assert reasons[0] == "（1）有集体越级到市以上机关上访 1 起"
    office.close()


def test_a_unit_that_is_not_listed_is_said_to_be_so(office: Office) -> None:
    with pytest.raises(NotFound, match="没有代码"):
        office.review.explain(YEAR, "X99")
    with pytest.raises(NotFound, match="下属单位"):
        office.review.explain(YEAR, "S01")


def test_imagined_visits_change_the_outcome_and_nothing_else(office: Office) -> None:
    before = as_json(office)
    change = office.review.what_if(YEAR, "D01", [imagined("province:6:skip"), imagined("市:1")])
    unit = change.after.unit("D01")
    assert unit is not None
    assert "3.2.1.1" in [veto.clause for veto in unit.vetoes]
    assert unit.fines_total == 1_800
    assert "否决 无 → 三（二）1（1）" in what_if_text(change)
    assert as_json(office) == before


@pytest.mark.parametrize("written", ["", "city", "city:0", "moon:5", "city:5:jump", "city:x"])
def test_an_imagined_visit_that_is_none_is_told(written: str) -> None:
    with pytest.raises(ValueError, match="应为"):
        imagined(written)


def test_trust_counts_what_was_handled_afterwards(office: Office, tmp_path: Path) -> None:
    assert office.review.trust(YEAR) == {}
    office.review.close(YEAR)
    late = [{**eventful()["来访来信"][4], "登记号": "1996-00900"}]
    office.exchange.import_workbook(write({"来访来信": late}, tmp_path / "late.xlsx"), late=True)
    assert office.review.trust(YEAR)["T01"] == (0, 1, 0)


def test_a_clerk_may_look_and_not_close(office: Office) -> None:
    clerk = AnnualReview(replace(office.desk, actor=replace(office.desk.actor, roles=frozenset({Role.CLERK}))))
    assert clerk.compute(YEAR).result.units
    with pytest.raises(NotAllowed):
        clerk.close(YEAR)
    auditor = AnnualReview(replace(office.desk, actor=replace(office.desk.actor, roles=frozenset({Role.AUDITOR}))))
    with pytest.raises(NotAllowed):
        auditor.compute(YEAR)


def test_closing_is_on_record(office: Office) -> None:
    office.review.close(YEAR, "演示")
    office.review.reopen(YEAR, "再看")
    recorded = {entry.action: entry for entry in office.audit_log.entries()}
    assert recorded["close_year"].subject == "1996"
    assert recorded["close_year"].detail["fines"] == 6
    assert recorded["reopen_year"].detail["counter_entries"] == 6
