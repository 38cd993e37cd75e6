"""A unit's objection before the close: ruled on once, what was wrong mended by recorded means, both results on record."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.services.actor import Role
from app.services.annual_cause_words import Why
from app.services.annual_comparison import ResultRef
from app.services.objections import ObjectionService
from tests.services.counter import BUREAU, QUARTER, TOWN, bureau, collective, registration

YEAR = 1996


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = bureau(tmp_path)
    registration(office.desk).save(collective())
    registration(office.desk).save(collective(unit=BUREAU))
    yield office
    office.close()


def fines(office: Office, code: str) -> int:
    unit = office.review.compute(YEAR).unit(code)
    assert unit is not None
    return unit.fines_total


def test_an_objection_upheld_moves_the_petition_and_keeps_both_results(office: Office) -> None:
    raised = office.objections.raise_objection(YEAR, TOWN, "不是我镇的人", petition="1996-00001")
    assert (raised.upheld, raised.petition, raised.before) == (None, "1996-00001", {})
    assert fines(office, TOWN) == 200
    ruled = office.objections.rule(raised.id, upheld=True, ruling="经查为街道居民", signer="张局长", to_unit=QUARTER)
    assert (ruled.upheld, ruled.signer) == (True, "张局长")
    assert "1996-00001" in (ruled.mended or "")
    assert (ruled.before[TOWN]["fines_total"], ruled.after[TOWN]["fines_total"]) == (200, 0)
    assert (ruled.before[QUARTER]["fines_total"], ruled.after[QUARTER]["fines_total"]) == (0, 200)
    assert (fines(office, TOWN), fines(office, QUARTER)) == (0, 200)
    assert office.closing.handled(YEAR)[TOWN].moved_away == ("1996-00001",)
    assert office.closing.handled(YEAR)[QUARTER].reclassified == ("1996-00001",)
    actions = [entry.action for entry in office.audit_log.entries()]
    assert {"objection", "objection_ruling"} <= set(actions)


def test_one_dismissed_changes_nothing_and_stays(office: Office) -> None:
    raised = office.objections.raise_objection(YEAR, TOWN, "扣分太重", about="A1")
    ruled = office.objections.rule(raised.id, upheld=False, ruling="依据充分", signer="张局长")
    assert (ruled.upheld, ruled.mended, ruled.after) == (False, None, {})
    assert office.objections.of_year(YEAR) == (ruled,)
    with pytest.raises(Refusal, match="裁定"):
        office.objections.rule(raised.id, upheld=True, ruling="再看", signer="张局长")
    with pytest.raises(Refusal, match="改正"):
        office.objections.mended(raised.id, "没有")


def test_one_upheld_is_mended_by_its_own_means_and_is_missing_until_then(office: Office) -> None:
    raised = office.objections.raise_objection(YEAR, TOWN, "重复登记", petition="1996-00001")
    assert office.closing.missing(YEAR).objections == (raised,)
    ruled = office.objections.rule(raised.id, upheld=True, ruling="确系重复", signer="张局长")
    missing = office.closing.missing(YEAR)
    assert (missing.objections, missing.unmended) == ((), (ruled,))
    with pytest.raises(Refusal, match="没有变化"):
        office.objections.mended(raised.id, "作废")
    registration(office.desk).void("1996-00001", "异议成立，作废")
    done = office.objections.mended(raised.id, "作废 1996-00001")
    assert done.after[TOWN]["fines_total"] == 0
    assert office.closing.missing(YEAR).unmended == ()


def test_an_upheld_objection_is_a_cause_of_the_difference_it_makes(office: Office) -> None:
    office.review.close(YEAR, "演示")
    office.review.reopen(YEAR, "异议")
    raised = office.objections.raise_objection(YEAR, TOWN, "不是我镇的人", petition="1996-00001")
    office.objections.rule(raised.id, upheld=True, ruling="经查为街道居民", signer="张局长", to_unit=QUARTER)
    causes = office.comparison.compare(ResultRef(YEAR, 1), ResultRef(YEAR)).causes
    assert Why.OBJECTION in {cause.why for cause in causes}


def test_what_cannot_be_objected_says_why(office: Office) -> None:
    objections = office.objections
    with pytest.raises(Refusal, match="内容"):
        objections.raise_objection(YEAR, TOWN, " ", petition="1996-00001")
    with pytest.raises(Refusal, match="哪一"):
        objections.raise_objection(YEAR, TOWN, "不服")
    for wrong in ({"petition": "1996-99999"}, {"matter": "没有"}):
        with pytest.raises(NotFound):
            objections.raise_objection(YEAR, TOWN, "不服", **wrong)
    with pytest.raises(Refusal, match="计分项目"):
        objections.raise_objection(YEAR, TOWN, "不服", about="Z9")
    with pytest.raises(NotFound):
        objections.rule(99, upheld=False, ruling="无", signer="无")
    raised = objections.raise_objection(YEAR, TOWN, "不服", about="3.2.1.3")
    with pytest.raises(Refusal, match="签发人"):
        objections.rule(raised.id, upheld=False, ruling="依据充分", signer="")
    with pytest.raises(Refusal, match="改属"):
        objections.rule(raised.id, upheld=True, ruling="依据充分", signer="张", to_unit=QUARTER)
    office.review.close(YEAR, "演示")
    with pytest.raises(Refusal, match="已经定案"):
        objections.raise_objection(YEAR, TOWN, "不服", about="A1")
    with pytest.raises(Refusal, match="已经定案"):
        objections.rule(raised.id, upheld=False, ruling="依据充分", signer="张")


def test_a_clerk_sees_objections_and_neither_raises_nor_rules(office: Office) -> None:
    clerk = ObjectionService(replace(office.desk, actor=replace(office.desk.actor, roles=frozenset({Role.CLERK}))))
    assert clerk.of_year(YEAR) == ()
    with pytest.raises(NotAllowed):
        clerk.raise_objection(YEAR, TOWN, "不服", about="A1")
    with pytest.raises(NotAllowed):
        clerk.rule(1, upheld=True, ruling="", signer="")
