"""内容分类 edited: what is used is retired, what was registered keeps its class, and each change is on record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import NotFound, Refusal
from app.office import Office
from tests.services.counter import bureau, draft


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def test_a_class_is_added_used_renamed_and_retired(office: Office) -> None:
    kept = office.subject_classes
    kept.add("农村农业")
    kept.add("劳动工资")
    number = office.registration.save(draft(subject_class="农村农业")).number
    assert [(each.name, each.used > 0) for each in kept.every()][-2:] == [("农村农业", True), ("劳动工资", False)]
    kept.rename("农村农业", "农村、农业")
    assert office.registration.petition(number).draft.subject_class == "农村、农业"
    kept.retire("农村、农业")
    assert "农村、农业" not in office.registration.subject_classes()
    assert office.registration.petition(number).draft.subject_class == "农村、农业"
    kept.restore("农村、农业")
    assert "农村、农业" in office.registration.subject_classes()
    assert next(entry.subject for entry in office.audit_log.entries() if entry.action == "subject_class") == "农村农业"


def test_the_order_is_the_bureaus_own(office: Office) -> None:
    for name in ("甲", "乙", "丙"):
        office.subject_classes.add(name)
    office.subject_classes.move("丙", -1)
    office.subject_classes.move("甲", -99)
    assert office.registration.subject_classes()[0] == "甲"
    assert office.registration.subject_classes()[-2:] == ("丙", "乙")


@pytest.mark.parametrize("name", ["", "  ", "甲", "一" * 21, "a\nb"])
def test_what_cannot_be_a_class_is_refused(office: Office, name: str) -> None:
    office.subject_classes.add("甲")
    with pytest.raises(Refusal):
        office.subject_classes.add(name)
    with pytest.raises(NotFound):
        office.subject_classes.retire("没有")
