"""Matters and their steps as rows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.office import Office
from app.regulation.terms import AskingLevel, Signature
from app.store import matter_steps, matters
from app.store.matter_steps import LONG_STANDING, Step
from tests.services.counter import bureau

AT = "1996-12-20T00:00:00.000000+00:00"
DAY = date(1996, 5, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def test_a_matter_comes_back_as_it_was_written(office: Office) -> None:
    row = matters.matter_row(
        number="聊访1996-7",
        gist="事",
        unit_id=1,
        accepted_on=DAY,
        opened_at=AT,
        assigned_on=DAY,
        assigned_level=AskingLevel.CENTRAL,
        concluded_on=date(1997, 1, 2),
        signature=Signature.REFUSED,
        marked_collective=1,
    )
    assert row["concluded_year"] == 1997
    with office.desk.store.writing() as transaction:
        matters.insert_matter(transaction, row)
        stored = matters.by_number(transaction, "聊访1996-7")
    assert stored is not None
    for name, value in row.items():
        assert getattr(stored, name) == value, name


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        (Step.ASSIGNMENT, {"asking_level": AskingLevel.CITY, "document": "8号", "unit_id": 1, "refused_on": None, "refusal_reason": None}),
        (Step.URGING, {"ordinal": 1, "words": "请速办"}),
        (Step.EXTENSION, {"reason": "复杂"}),
        (Step.EXPLANATION, {"words": "在查"}),
        (Step.RESULT, {"words": "已结", "document": "9号"}),
        (Step.CONCLUSION, {"outcome": "清退"}),
        (Step.REPLY_LETTER, {"number": "3号", "signature": Signature.SIGNED, "refusal_words": None}),
        (Step.HIGHER_OPINION, {"office": "地区", "words": "应清退", "not_carried_out_on": None}),
    ],
)
def test_each_kind_of_step_is_written_and_read_back(office: Office, kind: Step, own: dict[str, object]) -> None:
    with office.desk.store.writing() as transaction:
        row = matters.matter_row(number="M", gist="事", unit_id=1, accepted_on=DAY, opened_at=AT)
        matter_id = matters.insert_matter(transaction, row)
        for _ in range(2):
            matter_steps.record(transaction, kind, matter_steps.step_row(matter_id, DAY, AT, imported=True, **own))
        steps = matter_steps.of_matter(transaction, matter_id, kind)
        assert matter_steps.count(transaction, matter_id, kind) == 2
    assert [(step.kind, step.on, step.imported, dict(step.own)) for step in steps] == [(kind, DAY, True, own)] * 2


def test_a_withdrawn_finding_stays_with_its_reason(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        row = matters.matter_row(number="M", gist="事", unit_id=1, accepted_on=DAY, opened_at=AT)
        matter_id = matters.insert_matter(transaction, row)
        matter_steps.record_finding(transaction, matter_steps.finding_row(LONG_STANDING, DAY, "多次", AT, matter_id=matter_id))
        finding = matter_steps.findings_on(transaction, matter_id=matter_id)[0]
        matter_steps.withdraw_finding(transaction, finding.id, "认定有误")
        assert matter_steps.findings_on(transaction, matter_id=matter_id)[0].withdrawn == "认定有误"
