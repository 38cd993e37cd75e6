"""Issued documents: numbers without gaps, two originals of a veto notice, and the very bytes again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.services.actor import Role
from app.services.issuing import IssuingService
from tests.services.offices import new_office, on_day
from tests.services.workbooks import Book, sound, write


class Pen:
    """A renderer that notes what it was handed; `breaks_at` is the drawing that fails."""

    def __init__(self, breaks_at: int = 0) -> None:
        self.drawn: list[Mapping[str, Any]] = []
        self.breaks_at = breaks_at

    def __call__(self, kind: str, fields: Mapping[str, Any], layout: str | None, wording: str | None) -> bytes:
        self.drawn.append({"kind": kind, "layout": layout, "wording": wording, **fields})
        if len(self.drawn) == self.breaks_at:
            raise Refusal("这个字没有字形。")
        return f"%PDF {len(self.drawn)} {fields.get('number')}".encode()


def vetoed() -> Book:
    """Both assessed units are vetoed: the department by a finding, the township by visits to the prefecture."""
    book = sound()
    for number in range(10, 13):
        book["来访来信"].append(
            {
                "登记号": f"1996-{number:05d}", "日期": date(1996, 7, number), "形式": "来访", "级别": "地区", "姓名": "演示甲", "人数": 8,
                "责任单位代码": "T01", "持答复级别": "无",
            }
        )  # fmt: skip
    return book


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    office.exchange.import_workbook(write(vetoed(), tmp_path / "book.xlsx"))
    yield office
    office.close()


def test_an_open_year_has_no_veto_notice(office: Office) -> None:
    with pytest.raises(Refusal, match="还没有定案"):
        IssuingService(office.desk, Pen()).veto(1996)


def test_each_vetoed_unit_gets_two_originals_of_one_number(office: Office) -> None:
    office.review.close(1996, "演示")
    pen = Pen()
    printed = IssuingService(office.desk, pen).veto(1996)
    assert [each.number for each in printed] == [f"聊信发〔1996〕{ordinal}号" for ordinal in (1, 1, 2, 2)]
    originals = {(fields["unit_name"], fields["original"]): fields for fields in pen.drawn}
    township = originals["演示镇", "unit"]
    assert township["unit_full_name"] == "演示镇人民政府"
    assert originals["演示镇", "superior"]["superior_name"] == "市委、市政府"
    assert township["clauses"] == (
        {
            "citation": "三（二）1（2）",
            "words": "全年发生到地区集体上访3次以上（含重访）；",
            "evidence": ("1996-00010", "1996-00011", "1996-00012"),
            "finding": "发生到地区集体上访3次",
        },
    )
    assert township["measures"].startswith("因信访工作被“一票否决”的单位")
    assert township["fines_total"] == 1500
    assert township["key_list_year"] == 1997
    assert [each.recipient for each in printed if "T01" in each.name] == ["演示镇人民政府", "市委、市政府"]


def test_the_same_notice_again_is_what_went_out(office: Office) -> None:
    office.review.close(1996, "演示")
    first = IssuingService(office.desk, Pen()).veto(1996, "T01")
    pen = Pen()
    again = IssuingService(office.desk, pen).veto(1996, layout="2012")
    assert [each.content for each in again if "T01" in each.name] == [each.content for each in first]
    assert [each.again for each in again if "T01" in each.name] == [True, True]
    assert len(pen.drawn) == 2  # only the other unit's


def test_a_year_closed_anew_issues_anew(office: Office) -> None:
    office.review.close(1996, "演示")
    service = IssuingService(office.desk, Pen())
    service.veto(1996)
    office.review.reopen(1996, "演示")
    office.review.close(1996, "演示")
    assert [each.number for each in service.veto(1996, "T01")] == ["聊信发〔1996〕3号", "聊信发〔1996〕3号"]


def test_a_document_that_cannot_be_drawn_takes_no_number(office: Office) -> None:
    office.review.close(1996, "演示")
    with pytest.raises(Refusal, match="字形"):
        IssuingService(office.desk, Pen(breaks_at=2)).veto(1996)
    service = IssuingService(office.desk, Pen())
    assert service.register(1996) == ()
    assert service.veto(1996)[0].number == "聊信发〔1996〕1号"
    assert [each.ordinal for each in service.register(1996)] == [1, 2]
    assert service.register(1996)[0].recipients == ("演示镇人民政府", "市委、市政府")


def test_numbers_begin_anew_with_the_year(office: Office) -> None:
    office.review.close(1996, "演示")
    IssuingService(office.desk, Pen()).veto(1996, "T01")
    later = on_day(office, date(1997, 1, 6))
    assert IssuingService(later.desk, Pen()).veto(1996, "D01")[0].number == "聊信发〔1997〕1号"
    later.close()


def test_a_unit_without_a_veto_has_no_notice(office: Office) -> None:
    office.review.close(1996, "演示")
    with pytest.raises(NotFound, match="没有要下达的一票否决书"):
        IssuingService(office.desk, Pen()).veto(1996, "S01")


def test_the_forwarding_notice_takes_no_number(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    assert service.forwarding_notice("1995").content.startswith(b"%PDF")
    assert service.register(1996) == ()


def test_printing_is_on_record_and_a_right(office: Office) -> None:
    office.review.close(1996, "演示")
    IssuingService(office.desk, Pen()).veto(1996, "T01")
    entry = [entry for entry in office.audit_log.entries() if entry.action == "print"][-1]
    assert (entry.subject, entry.detail["number"], entry.detail["copies"]) == ("1996/1/T01", "聊信发〔1996〕1号", [1, 1])
    auditor = replace(office.desk, actor=replace(office.desk.actor, roles=frozenset({Role.AUDITOR})))
    with pytest.raises(NotAllowed):
        IssuingService(auditor, Pen()).veto(1996)
