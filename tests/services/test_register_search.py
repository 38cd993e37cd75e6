"""登记簿: what finds what, pages both ways, filters that combine, who is protected, every search on record, the list taken along."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from app.errors import NotAllowed, NotFound, Refusal
from app.office import Office
from app.regulation.terms import Form, Level
from app.services.actor import Role
from app.services.petition_form import WITHHELD, Petitioner, Purpose
from app.services.register_columns import COLUMNS, USUAL
from app.services.register_search import RegisterSearch
from app.services.register_search_values import Asked, CaseState, Listing, Turn
from app.store import audit
from app.store.audit import AuditEntry
from tests.services.counter import BUREAU, COMPANY, SOUND_ID, TOWN, bureau, cases, colleague, collective, draft, registration

SECRET, SECRET_PHONE, SECRET_GIST = "钱金丝雀儿", "13905550119", "揭发站长私分公款"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = bureau(tmp_path)
    yield opened
    opened.close()


def save(office: Office, **known: Any) -> str:
    return registration(office.desk).save(draft(**known)).number


def protected(office: Office, **known: Any) -> str:
    person = Petitioner(name=SECRET, phone=SECRET_PHONE, id_number=SOUND_ID)
    return save(office, **{"petitioners": (person,), "purpose": Purpose.ACCUSATION, "accused": "站长", "gist": SECRET_GIST, **known})


def numbers(listing: Listing) -> list[str]:
    return [line.number for line in listing.lines]


def found(office: Office, text: str, **filters: Any) -> list[str]:
    return numbers(RegisterSearch(office.desk).page(Asked(text=text, **filters)))


def records(office: Office, action: str) -> list[AuditEntry]:
    with office.desk.store.reading() as transaction:
        return [entry for entry in audit.entries(transaction, None) if entry.action == action]


@pytest.fixture
def one(office: Office) -> str:
    """A petition to be found among others."""
    save(office, petitioners=(Petitioner(name="李四", phone="8213333"),), gist="反映拖欠工资。", unit=BUREAU)
    person = Petitioner(name="曾喆生", id_number=SOUND_ID, phone="0635-8212345")
    return save(office, petitioners=(person,), gist="反映提留款超收，要求清退。")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        *(("曾喆", "姓名"), ("喆", "姓名"), ("曾喆生", "姓名"), ("0418", "证件号"), (SOUND_ID, "证件号"), (SOUND_ID[-6:], "证件号")),
        *(("2345", "电话"), ("8212345", "电话"), ("063582", "电话"), ("提留款超收", "内容"), ("czs", "姓名拼音"), ("zz", "姓名拼音")),
        *(("提留款 曾喆", "内容、姓名"), ("1996-00002", "登记号"), ("S1996-00002", "事项编号"), ("s1996-00002", "事项编号")),
        *(("１９９６-00002", "登记号"), ("1996-00002 提留款", "内容")),
    ],
)
def test_each_of_these_finds_it_and_says_why(office: Office, one: str, typed: str, why: str) -> None:
    listing = RegisterSearch(office.desk).page(Asked(text=typed))
    assert [(line.number, line.why) for line in listing.lines] == [(one, why)]
    assert (listing.total, listing.whole) == (1, True)


@pytest.mark.parametrize("typed", ["王五", "提留款 李四", "345", "%", '"', "喆 OR 李", "生 曾 李"])
def test_what_is_not_there_is_not_found(office: Office, one: str, typed: str) -> None:
    assert one not in found(office, typed)


def test_a_unit_is_meant_by_its_name_and_by_what_is_found_nowhere_else(office: Office, one: str) -> None:
    for typed in ("侯营镇", TOWN.lower(), "hyz"):
        listing = RegisterSearch(office.desk).page(Asked(text=typed))
        assert numbers(listing) == [one]
        assert "侯营镇" in listing.understood
    assert found(office, "侯营镇", unit=BUREAU) == []
    assert found(office, "商业局 拖欠工资") == ["1996-00001"]
    offers = RegisterSearch(office.desk).page(Asked(text="商业")).units
    assert [offer.code for offer in offers] == [BUREAU]


def test_pages_go_both_ways_to_either_end_by_day_and_by_registration(office: Office) -> None:
    days = [date(1996, 3, 1) + timedelta(days=step * 5 % 11) for step in range(11)]
    saved = {save(office, received_on=day, gist="反映同一件事情"): day for day in days}
    by_day = sorted(saved, key=lambda number: (saved[number], number))
    service = RegisterSearch(office.desk)
    for asked, order in (
        (Asked(), by_day[::-1]),
        (Asked(newest_first=False), by_day),
        (Asked(form=Form.VISIT), by_day[::-1]),
        (Asked(text="同一件事"), sorted(saved, reverse=True)),
        (Asked(text="同一件事", newest_first=False), sorted(saved)),
    ):
        assert walked(service, asked, Turn.FIRST, Turn.NEXT) == order
        backwards = walked(service, asked, Turn.LAST, Turn.PREVIOUS)
        assert sorted(backwards) == sorted(order)
        last = service.page(asked, Turn.LAST, limit=4)
        assert numbers(last) == order[-4:]
        assert (last.before, last.after) == (True, False)
        assert numbers(service.page(asked, Turn.PREVIOUS, last.first, 4)) == order[-8:-4]
    assert service.page(Asked(), limit=4)[5:7] == (11, True)


def walked(service: RegisterSearch, asked: Asked, first: Turn, on: Turn) -> list[str]:
    listing = service.page(asked, first, limit=4)
    seen = numbers(listing)
    while listing.after if on is Turn.NEXT else listing.before:
        listing = service.page(asked, on, listing.last if on is Turn.NEXT else listing.first, 4)
        seen += numbers(listing)
    return seen


def test_filters_combine(office: Office) -> None:
    plain = save(office)
    group = (
        registration(office.desk)
        .save(collective(level=Level.PREFECTURE, reporting_office="地区信访局", purpose=Purpose.APPEAL, unit=COMPANY))
        .number
    )
    letter = save(office, form=Form.LETTER, not_a_case_reason="只是咨询", purpose=Purpose.INQUIRY, received_on=date(1996, 5, 1))
    secret = protected(office)
    every = {plain, group, letter, secret}
    for wanted, holding in (
        ({"unit": COMPANY}, {group}),
        ({"form": Form.LETTER}, {letter}),
        ({"level": Level.PREFECTURE, "collective": True}, {group}),
        ({"collective": False}, every - {group}),
        ({"skipping": True}, every - {letter}),
        ({"protected": True}, {secret}),
        ({"purpose": Purpose.APPEAL}, {group}),
        ({"until": date(1996, 6, 1)}, {letter}),
        ({"since": date(1996, 6, 1), "form": Form.VISIT, "protected": False}, {plain, group}),
        ({"case": CaseState.NONE}, {letter}),
        ({"case": CaseState.OPEN, "unit": COMPANY}, {group}),
        ({"case": CaseState.CONCLUDED}, set()),
        ({"voided": True}, set()),
        ({"repeat": True}, set()),
        ({"late": True}, set()),
    ):
        assert set(found(office, "", **wanted)) == holding, wanted


def test_a_filter_follows_what_happens_afterwards(office: Office) -> None:
    first = registration(office.desk).save(draft(received_on=date(1996, 4, 1)))
    again = registration(office.desk).save(draft(matter=str(first.matter), received_on=date(1996, 4, 9))).number
    assert found(office, "", repeat=True) == [again]
    earlier = registration(office.desk).save(draft(matter=str(first.matter), received_on=date(1996, 3, 1))).number
    assert set(found(office, "", repeat=True)) == {first.number, again}
    cases(office.desk).conclude(str(first.matter), outcome="演示：已办结")
    assert set(found(office, "", case=CaseState.CONCLUDED)) == {first.number, again, earlier}
    registration(office.desk).void(again, "登错")
    assert found(office, "", voided=True) == [again]
    view = registration(office.desk).petition(earlier)
    registration(office.desk).correct(earlier, replace(view.draft, received_on=date(1996, 5, 1), gist="改成供暖不足"), "日期登错")
    assert found(office, "", since=date(1996, 5, 1)) == [earlier]
    assert found(office, "供暖不足") == [earlier]
    assert found(office, "", until=date(1996, 3, 31)) == []


def test_of_a_protected_petition_nobody_learns_who_or_what_by_searching(office: Office) -> None:
    number = protected(office)
    desk = colleague(office, "li", Role.CLERK, Role.CASE_OFFICER, Role.DIRECTOR)
    service = RegisterSearch(desk)
    for typed in (SECRET, SECRET[:2], SECRET[0], SECRET_PHONE, "0119", SOUND_ID, SECRET_GIST, "私分公款", "qjq", f"{number} {SECRET}"):
        listing = service.page(Asked(text=typed))
        assert listing == service.page(Asked(text=typed))._replace(lines=())
        assert listing.total == 0
        assert service.suggest(typed) == ()
    for asked in (Asked(), Asked(text=number), Asked(text=f"S{number}"), Asked(protected=True), Asked(purpose=Purpose.ACCUSATION)):
        (line,) = service.page(asked).lines
        assert (line.number, line.name, line.gist, line.subject_class) == (number, WITHHELD, "", "")
        assert SECRET not in repr(line) + repr(service.page(asked))
    registration(office.desk).grant_access(number, "li", "领导批示")
    (line,) = service.page(Asked(text=SECRET)).lines
    assert (line.number, line.why, line.name, line.gist) == (number, "姓名", WITHHELD, "")


def test_secrecy_set_or_lifted_counts_at_once(office: Office) -> None:
    number = protected(office)
    assert found(office, SECRET) == []
    registration(office.desk).lift_secrecy(number, "本人要求公开")
    assert found(office, SECRET) == [number]
    assert found(office, "", protected=False) == [number]
    view = registration(office.desk).petition(number)
    registration(office.desk).correct(number, replace(view.draft, secrecy=type(view.draft.secrecy).PROTECTED), "")
    assert found(office, SECRET) == []


def test_a_filter_by_subject_leaves_protected_ones_out(office: Office) -> None:
    with office.desk.store.writing() as transaction:
        transaction.exec_driver_sql("INSERT INTO subject_classes (name) VALUES ('农村农业')")
    plain, _ = save(office, subject_class="农村农业"), protected(office, subject_class="农村农业")
    assert found(office, "", subject_class="农村农业") == [plain]
    assert found(office, "", subject_class="农村农业", protected=True) == []
    assert RegisterSearch(office.desk).subject_classes() == ("农村农业",)


def test_every_search_is_on_record_without_its_words(office: Office, one: str) -> None:
    number = protected(office)
    service = RegisterSearch(office.desk)
    service.page(Asked())
    assert records(office, "search_register") == []
    service.page(Asked(text=f"{SECRET} 曾喆 0418 czs", unit=TOWN, since=date(1996, 1, 1), protected=False, case=CaseState.OPEN))
    service.page(Asked(text=number))
    service.page(Asked(protected=True), Turn.LAST)
    service.suggest("曾喆生")
    entries = records(office, "search_register")
    assert len(entries) == 4
    told = [entry.detail for entry in entries]
    assert told[0]["typed"] == ["姓名或内容", "姓名或内容", "证件号或电话", "拼音或内容"]
    assert told[0]["filters"] == {"unit": TOWN, "since": "1996-01-01", "protected": False, "case": "o"}
    assert [each["protected"] for each in told] == [[], [number], [number], []]
    assert [each["rows"] for each in told] == [0, 1, 1, 1]
    assert told[3]["quick"]
    for word in (SECRET, "曾喆", "0418", "czs"):
        assert word not in repr(entries)


def test_what_one_sees_is_taken_along_as_a_workbook_with_its_record(office: Office, one: str, tmp_path: Path) -> None:
    protected(office)
    evil = save(office, petitioners=(Petitioner(name="=1+1"),), gist="@SUM(A1)，提留款")
    told: list[tuple[int, int]] = []
    path = tmp_path / "登记簿.xlsx"
    count = RegisterSearch(office.desk).export(Asked(), [column.key for column in COLUMNS], path, lambda *step: told.append(step))
    assert count == 4
    assert told[0] == (0, 4)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[0] == [column.header for column in COLUMNS]
    by_number = {row[0]: row for row in rows[1:]}
    assert by_number[evil][4] == "=1+1"
    assert by_number[one][1] == date(1996, 12, 20)
    assert {row[4] for row in rows[1:]} == {"李四", "曾喆生", WITHHELD, "=1+1"}
    assert SECRET not in repr(rows)
    (entry,) = records(office, "export_register")
    assert (entry.detail["rows"], entry.detail["protected"]) == (4, ["1996-00003"])
    assert RegisterSearch(office.desk).export(Asked(text="提留款"), list(USUAL), path) == 2


def test_an_export_given_up_or_refused_leaves_no_file(office: Office, one: str, tmp_path: Path) -> None:
    def give_up(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        RegisterSearch(office.desk).export(Asked(), list(USUAL), tmp_path / "a.xlsx", give_up)
    with pytest.raises(Refusal):
        RegisterSearch(office.desk).export(Asked(), list(USUAL), office.desk.store.path)
    with pytest.raises(Refusal):
        RegisterSearch(office.desk).export(Asked(), list(USUAL), tmp_path / "没有" / "a.xlsx")
    assert list(tmp_path.glob("*.xlsx")) == []


def test_unknown_names_in_filters_and_missing_rights_are_refused(office: Office) -> None:
    service = RegisterSearch(office.desk)
    with pytest.raises(NotFound):
        service.page(Asked(unit="X99"))
    with pytest.raises(NotFound):
        service.page(Asked(subject_class="没有"))
    desk = colleague(office, "wen", Role.DOCUMENT_STAFF)
    with pytest.raises(NotAllowed):
        RegisterSearch(desk).page(Asked())
