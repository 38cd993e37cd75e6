"""What the documents say: their words come from decisions and records of the sample bureau, read back from the PDF."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from app.commands import rendering
from app.errors import NotFound, Refusal
from app.office import Office
from app.regulation.decisions import UnitResult
from app.regulation.rounding import two_places
from app.services.documents.values import Request, Waiting
from app.services.issuing import IssuingService
from app.services.matter_values import Urgency
from app.services.units import POST_WORDS
from tests.services.sample_office import only, sample_office, words

YEAR = 1995
PROTECTED_VISIT, PROTECTED_NAME, PROTECTED_VILLAGE = "1996-01262", "查玥英", "张炉集镇大周村"
ORDINARY_VISIT, ORDINARY_NAME = "1996-01261", "仇保田"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = sample_office(tmp_path_factory.mktemp("documents"))
    yield office
    office.close()


@pytest.fixture(scope="module")
def service(office: Office) -> IssuingService:
    return rendering.documents(office)


def result(office: Office, wanted: str) -> list[UnitResult]:
    units = office.review.compute(YEAR).result.units
    return [unit for unit in units if getattr(unit, wanted)]


def preview(service: IssuingService, waiting: Waiting, original: int = 1) -> str:
    return words(service.preview(waiting, "1995", original=original))



def test_the_services_know_exactly_the_kinds_of_the_reports(service: IssuingService) -> None:
    assert {each.name for each in service.kinds()} == {name for name, _ in rendering.kinds()}


def test_what_the_closed_year_calls_for_waits_in_the_tray(office: Office, service: IssuingService) -> None:
    waiting = Counter(each.kind for each in service.tray() if each.subject.startswith(f"{YEAR}/"))
    assert waiting == {
        "veto": len(result(office, "vetoes")),
        "fine": len(result(office, "fines")),
        "key-list": 1,
        "commendation": 1,
        "standings": 1,
        "review-report": 1,
        "deposit-statement": 18,
    }


def test_steps_and_registrations_inside_the_program_wait_and_imported_ones_do_not(service: IssuingService) -> None:
    waiting = Counter(each.kind for each in service.tray())
    assert (waiting["assignment"], waiting["urging"]) == (2, 1)
    assert [each.subject for each in service.tray() if each.kind == "receipt"] == ["1996-01261", "1996-01262", "1996-01265"]
    assert [each.subject for each in service.tray() if each.kind == "referral"] == ["1996-01263", "1996-01264"]


def test_no_list_names_a_petitioner(service: IssuingService) -> None:
    listed = "".join(repr(each) for each in service.tray())
    assert ORDINARY_NAME not in listed
    assert PROTECTED_NAME not in listed


def test_a_preview_is_a_draft_without_a_number(service: IssuingService) -> None:
    said = preview(service, service.tray()[0])
    assert "草稿" in said
    assert service.register(1996) == ()


def test_a_drawn_seal_is_an_option_and_is_marked(service: IssuingService) -> None:
    waiting = only(service, "key-list", Request(year=YEAR))
    assert "样章" in words(service.preview(waiting, seal="specimen"))
    assert "样章" not in preview(service, waiting)


def test_a_veto_notice_says_the_clauses_and_the_petitions(office: Office, service: IssuingService) -> None:
    for unit in result(office, "vetoes"):
        waiting = only(service, "veto", Request(year=YEAR, unit=unit.code))
        to_unit, to_superior = preview(service, waiting), preview(service, waiting, 2)
        for veto in unit.vetoes:
            assert all(number in to_unit for number in veto.evidence)
        assert "对你单位实行" in to_unit
        assert f"对{waiting.recipients[0]}实行" in to_superior
        assert f"应缴罚款共计{unit.fines_total}元" in to_unit or not unit.fines_total


def test_a_notice_of_fines_lists_each_event_with_its_sum_and_the_deposit(office: Office, service: IssuingService) -> None:
    for unit in result(office, "fines")[:6]:
        said = preview(service, only(service, "fine", Request(year=YEAR, unit=unit.code)))
        assert f"共{len(unit.fines)}项，罚款合计{unit.fines_total}元" in said
        assert all(each.evidence[0] in said for each in unit.fines)
        drawn = f"从保证金中扣缴{unit.deposit.drawn // 100}元，扣缴后保证金余额{unit.deposit.balance // 100}元"
        assert (drawn in said) is (unit.kind.value == "township")


def test_fines_are_named_as_the_clause_names_them(office: Office, service: IssuingService) -> None:
    said = "".join(preview(service, each) for each in service.asked_for("fine", Request(year=YEAR)))
    for event in ("集体来市上访", "集体到地区上访", "非集体越级到地区上访", "非集体越级赴省上访"):
        assert event in said


def test_the_key_list_says_what_binds_whom_until_when(office: Office, service: IssuingService) -> None:
    said = preview(service, only(service, "key-list", Request(year=YEAR)))
    bound = office.units.bound_officials()
    assert {each.unit_name for each in bound} == {unit.name for unit in result(office, "vetoes")}
    assert all(f"{each.name}（{POST_WORDS[each.post]}）" in said for each in bound)
    assert "上列单位于第一个未被否决的年度关账时跳出。" in said


def test_the_commendation_names_units_people_and_conditions(office: Office, service: IssuingService) -> None:
    said = preview(service, only(service, "commendation", Request(year=YEAR)))
    rewarded = result(office, "rewards")
    assert f"下列{len(rewarded)}个单位" in said
    assert all(unit.name in said for unit in rewarded)
    assert all(holder.name in said for unit in rewarded for holder in unit.people_rewarded)


def test_the_circular_of_the_standings_has_every_unit_the_sheet_and_the_readings(office: Office, service: IssuingService) -> None:
    said = preview(service, only(service, "standings", Request(year=YEAR)))
    for unit in office.review.compute(YEAR).result.units:
        assert f"{unit.name}{two_places(unit.score)}" in said
    assert "《信访工作目标管理考评计分标准》（参考）" in said
    assert "2/4/8/15" in said
    assert all(reading in said for reading in ("不顺延", "一般案件期限：30日"))


def test_an_assignment_says_the_due_date_and_why(office: Office, service: IssuingService) -> None:
    waiting = next(each for each in service.tray() if each.kind == "assignment")
    said = preview(service, waiting)
    assert "请于一九九六年三月二十八日前办结" in said
    assert "二、第三段" in said
    assert "朱东升（演示）等21人" in said


def test_a_protected_complainant_is_named_in_no_document(office: Office, service: IssuingService) -> None:
    with office.desk.store.reading() as transaction:
        matter = transaction.exec_driver_sql(
            "SELECT m.number FROM matters m JOIN petitions p ON p.matter_id = m.id WHERE p.number = ?", (PROTECTED_VISIT,)
        ).scalar_one()
    office_matters = office.matters
    office_matters.assign(matter)
    office_matters.urge(matter)
    asked = [
        ("assignment", Request(case=matter)),
        ("urging", Request(case=matter)),
        ("receipt", Request(visit=PROTECTED_VISIT)),
        ("registration-form", Request(visit=PROTECTED_VISIT)),
    ]
    for kind, request in asked:
        issued = service.issue(only(service, kind, request))
        said = "".join(words(each.content) for each in issued.originals) + repr([each.name for each in issued.originals])
        assert PROTECTED_NAME not in said, kind
        assert PROTECTED_VILLAGE not in said, kind
    assert "信访人身份予以保密" in preview(service, only(service, "assignment", asked[0][1]))
    assert [entry.detail for entry in office.audit_log.entries() if entry.action == "view_protected"][-1] == {"kind": "assignment"}
    told = repr([(entry.subject, entry.detail) for entry in office.audit_log.entries()]) + repr(service.register(1996))
    assert PROTECTED_NAME not in told


def test_an_assignment_goes_to_the_unit_it_was_given_to(office: Office, service: IssuingService) -> None:
    number = "S1996-00350"
    office.matters.assign(number, unit="D10")
    waiting = only(service, "assignment", Request(case=number))
    assert waiting.recipients == ("市劳动局",)
    assert waiting in service.tray()
    assert "市劳动局：" in preview(service, waiting)


def test_a_document_that_would_name_a_protected_complainant_is_stopped(office: Office, service: IssuingService) -> None:
    with office.desk.store.writing() as transaction:
        transaction.exec_driver_sql("UPDATE matters SET gist = ? WHERE number = 'S1996-00432'", (f"{PROTECTED_NAME}（演示）反映林木款",))
    try:
        with pytest.raises(Refusal, match="应当保密") as stopped:
            service.preview(only(service, "assignment", Request(case="S1996-00432")))
        assert PROTECTED_NAME not in str(stopped.value)
    finally:
        with office.desk.store.writing() as transaction:
            transaction.exec_driver_sql("UPDATE matters SET gist = '反映村干部私占林木款' WHERE number = 'S1996-00432'")


def test_a_receipt_addresses_the_petitioner_and_says_until_when(service: IssuingService) -> None:
    said = preview(service, only(service, "receipt", Request(visit=ORDINARY_VISIT)))
    assert f"{ORDINARY_NAME}（演示）同志：" in said
    assert "办结期限为一九九七年一月八日（一般期限，本局设定）" in said


def test_a_referral_says_the_ladder(service: IssuingService) -> None:
    said = preview(service, only(service, "referral", Request(visit="1996-01263")))
    assert "我局不予受理" in said
    assert "2.到地区信访局上访，须持市信访局的《上访答复意见书》。" in said


def test_a_summons_calls_the_head_by_name(service: IssuingService) -> None:
    said = preview(service, only(service, "summons", Request(visit="1996-00895")))
    assert "属集体上访、越级上访" in said
    assert "请你单位主要领导唐延庆（演示）" in said
    assert "胡福来（演示）等2人（代表40人）" in said


def test_a_visit_that_is_neither_collective_nor_skipping_calls_no_head(service: IssuingService) -> None:
    with pytest.raises(Refusal, match="不出接访通知"):
        service.preview(only(service, "summons", Request(visit="1996-01264")))


def test_an_extension_goes_to_the_unit_and_the_petitioner_with_both_dates(office: Office, service: IssuingService) -> None:
    with office.desk.store.reading() as transaction:
        number = transaction.exec_driver_sql(
            "SELECT m.number FROM matters m JOIN due_dates d ON d.matter_id = m.id WHERE m.extended_on IS NOT NULL AND d.replaced = 0"
            " AND m.accusation = 0 AND d.known_from = m.extended_on ORDER BY m.number DESC LIMIT 1"
        ).scalar_one()
    waiting = only(service, "extension", Request(case=number))
    assert waiting.recipients[1] == "信访人"
    assert "同意延期，期限改为" in preview(service, waiting)
    assert "特此告知，请等候处理结果。" in preview(service, waiting, 2)


def test_a_reply_letter_bears_the_units_number_and_the_outcome(office: Office, service: IssuingService) -> None:
    said = preview(service, only(service, "reply-letter", Request(case="S1996-00010")))
    assert "聊访复〔1996〕10号" in said
    assert "建设单位承诺工期并补发过渡费" in said


def test_an_open_case_has_no_reply_letter(service: IssuingService) -> None:
    with pytest.raises(Refusal, match="还没有办结"):
        service.preview(only(service, "reply-letter", Request(case="S1996-00066")))


def test_a_result_goes_up_to_the_organ_that_asked(service: IssuingService) -> None:
    said = preview(service, only(service, "report-up", Request(case="S1996-00314")))
    assert "签发人：局长（演示）" in said
    assert "要求于一九九六年十一月二十五日前报告查处结果" in said
    with pytest.raises(Refusal, match="不是上级要结果的案件"):
        only(service, "report-up", Request(case="S1996-00010"))


def test_the_monthly_report_counts_what_the_register_holds(office: Office, service: IssuingService) -> None:
    with office.desk.store.reading() as transaction:
        counted = transaction.exec_driver_sql(
            "SELECT count(*) FROM petitions WHERE received_on BETWEEN '1996-11-01' AND '1996-11-30' AND voided = 0"
        ).scalar_one()
    said = preview(service, only(service, "monthly", Request()))
    assert f"共登记群众来信来访{counted}起" in said
    assert "劳动工资" in said
    overdue = office.matters.due_list(0, date(1996, 11, 30)).count(Urgency.OVERDUE)
    assert f"其中逾期未结{overdue}件" in said


def test_a_deposit_statement_tells_what_was_paid_and_drawn(office: Office, service: IssuingService) -> None:
    unit = next(unit for unit in result(office, "fines") if unit.deposit.drawn)
    said = preview(service, only(service, "deposit-statement", Request(year=YEAR, unit=unit.code)))
    assert f"缴入合计{unit.deposit.paid // 100}元，扣缴合计{unit.deposit.drawn // 100}元" in said


def test_the_review_report_sums_the_year(office: Office, service: IssuingService) -> None:
    units = office.review.compute(YEAR).result.units
    said = preview(service, only(service, "review-report", Request(year=YEAR)))
    assert f"共{sum(unit.petitions.letters + unit.petitions.visits for unit in units)}起" in said
    assert f"罚款合计{sum(unit.fines_total for unit in units)}元" in said


def test_the_sealed_page_bears_the_last_record(office: Office, service: IssuingService) -> None:
    with office.desk.store.reading() as transaction:
        last = transaction.exec_driver_sql("SELECT max(seq) FROM audit").scalar_one()
    said = preview(service, only(service, "audit-head", Request()))
    assert f"末条记录序号{last}" in said


def test_a_circular_says_what_its_writer_wrote(service: IssuingService) -> None:
    text = "一、时间\n十二月二十五日上午。"
    waiting = service.circular("关于召开信访工作会议的通知", text, "各乡镇、办事处", {"printed_by": "聊城市信访局办公室"})
    said = preview(service, waiting)
    assert "关于召开信访工作会议的通知" in said
    assert "十二月二十五日上午。" in said
    with pytest.raises(Refusal, match="要有题目和正文"):
        service.circular("题目", " ")


def test_the_regulation_the_notice_and_the_readings_are_ready_and_take_no_number(service: IssuingService) -> None:
    for kind in ("forwarding-notice", "regulation", "readings"):
        before = service.register(1996)
        issued = service.issue(only(service, kind, Request()))
        assert (issued.number, service.register(1996)) == ("", before)
    assert "自一九九五年起在全市实行信访工作目标责任制" in preview(service, only(service, "regulation", Request()))


@pytest.mark.parametrize(
    ("kind", "request_", "told"),
    [
        ("veto", Request(), "--year"),
        ("veto", Request(year=1996), "还没有定案"),
        ("veto", Request(year=1995, unit="NONE"), "没有要下达的一票否决书"),
        ("assignment", Request(), "--case"),
        ("assignment", Request(case="S1996-99999"), "没有编号是"),
        ("urging", Request(case="S1996-00010"), "没有登记过这一步"),
        ("receipt", Request(), "--visit"),
        ("receipt", Request(visit="1996-99999"), "没有登记号是"),
        ("deposit-statement", Request(year=1995, unit="D01"), "只有乡镇缴保证金"),
        ("circular", Request(), "--text"),
        ("monthly", Request(year=1997), "还没有过完一个月"),
    ],
)
def test_what_a_kind_needs_and_is_missing_is_said(service: IssuingService, kind: str, request_: Request, told: str) -> None:
    with pytest.raises((Refusal, NotFound), match=told):
        service.asked_for(kind, request_)


@pytest.mark.parametrize(
    "hostile",
    ["<b>粗</b>", '<img src="http://192.0.2.1/x.png">&nbsp;', "{organ} {{ }} {", "=1+1 %s %(x)s \\n", "龘𠮷𪚥𫞩"],
)
def test_text_of_people_is_printed_as_it_is(service: IssuingService, hostile: str) -> None:
    waiting = service.circular("关于测试的通知", hostile, "各单位", {"send_copies": hostile})
    assert preview(service, waiting).count("".join(hostile.split())) == 2
    issued = service.issue(waiting, recipients=[hostile])
    assert service.reprint(issued.number) == issued.originals[0].content


def test_an_endless_text_is_printed_to_its_end(service: IssuingService) -> None:
    assert preview(service, service.circular("关于测试的通知", "长" * 10_000)).count("长") == 10_000


@pytest.mark.parametrize("hostile", ["空\x00字", "倒\u202e序\u2066"])
def test_what_cannot_be_printed_is_refused_with_the_reason_and_takes_no_number(service: IssuingService, hostile: str) -> None:
    before = service.register(1996)
    with pytest.raises(Refusal, match=r"U\+00|U\+20|字符"):
        service.issue(service.circular("关于测试的通知", hostile))
    assert service.register(1996) == before
