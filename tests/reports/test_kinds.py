"""Every kind of document: its words are there in both layouts, text from people stands as it is, its wording's fields are explained."""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from app import resources
from app.errors import Refusal
from reports import kinds, wording
from reports.blocks import Block
from reports.documents.issue import Issue
from reports.renderer import render
from reports.wording import Wording
from tests.reports.kind_samples import SAMPLES
from tests.reports.reading import bare, fonts_of, pages_of

LAYOUTS = ("1995", "1995-a4", "2012")
NAMES = kinds.names()
HOSTILE = "<b>&amp;{unit}%s=1+1文"
# Not printed: names only kept whole in the title, what is looked for and never printed, choices of a few words; 主题词 where the
# layout has no such line.
UNPRINTED = {
    "veto.unit_name", "veto.original", "veto.score", "veto.superior_name", "fine.unit_name",
    "deposit-statement.unit_name", "audit-head.head",
    "reply-letter.signing.state", "registration-form.organ", "reply-letter.signing.record", "extension.petitioner",
}  # fmt: skip
SAID: dict[str, tuple[str, ...]] = {
    "fine": (
        "信访工作保证金扣缴通知书",
        "侯营镇人民政府：",
        "集体来市上访1996-00120三（二）3（1）200",
        "合计1500",
        "壹仟伍佰元整",
        "余额0元",
        "500元，请你单位补缴",
    ),
    "key-list": (
        "一九九七年度信访工作重点管理单位",
        "三（二）1（2）、三（二）1（4）张演示（主要领导）",
        "不能提拔、调动",
        "至首个没有被“一票否决”的年度结账时解除",
    ),
    "commendation": (
        "中共聊城市委聊城市人民政府文件",
        "先进单位和先进个人",
        "1沙镇三（一）2（1）、三（一）2（2）是",
        "沙镇钱演示信访助理员",
        "记功奖励一次",
        "赵演示（沙镇）连续两年受表彰",
    ),
    "standings": (
        "考评结果的通报",
        "参加考评排名的单位28个",
        "总分第一的是第1乡镇，95.87分",
        "附件1",
        "集体访",
        "旧城镇88.00",
        "附件2",
        "（参考）",
        "附件3",
        "前五名",
    ),
    "assignment": (
        "信访事项交办通知",
        "周演示等12人向我局反映",
        "1996-00120、1996-00131",
        "一九九六年四月五日前办结",
        "二、第三段",
        "聊城地区信访局交办",
        "7日内签收",
    ),
    "summons": (
        "主要负责人亲自接访",
        "属集体上访、越级上访",
        "东街村",
        "请你单位主要负责人张演示当日十二时前到市信访局接待室",
        "负责接走上访人员",
        "由“二把手”主持工作",
    ),
    "urging": (
        "催办通知（第二次）",
        "以聊信函〔1996〕41号交你单位",
        "一九九六年十二月五日",
        "已超过期限34天",
        "第二次催办",
        "三（二）3（2）",
    ),
    "extension": (
        "延期办理通知",
        "侯营镇人民政府：你单位办理",
        "账目跨三年，须委托审计",
        "期限改为一九九六年五月六日",
        "原期限为一九九六年四月五日",
    ),
    "receipt": ("受理告知书", "周演示同志：", "1996-00120", "S1996-00041", "一九九六年四月五日", "持《上访答复意见书》到市信访局反映"),
    "referral": (
        "信访事项转送告知书",
        "不属本市管辖，我局现将材料转送茌平县信访局处理",
        "振兴街1号",
        "1.到市信访局上访，须持责任单位的《上访答复意见书》",
        "3.到省信访局上访",
    ),
    "reply-letter": (
        "侯营镇人民政府侯信复〔1997〕2号上访答复意见书",
        "查明的事实",
        "2.有1450元无单据",
        "反映的问题部分属实",
        "1.无单据的",
        "到市信访局反映",
        "信访人意见同意（）不同意（）",
        "信访人签名",
    ),
    "registration-form": ("来访登记表登记号：1996-00120", "姓名周演示性别男", "372501195102030017", "12人", "公开三年账目", "信访人签名"),
    "report-up": (
        "签发人：李示范",
        "聊城地区信访局：",
        "以聊地信交〔1996〕8号交办",
        "关于侯营镇东街村土地承包",
        "特此报告",
        "（联系人：冯演示",
    ),
    "accountability": (
        "信访工作责任查究的建议书",
        "市委组织部、市监察局：",
        "四、3“对已发生的集体上访",
        "（登记号：S1996-00041）",
        "1.主要领导张演示：通报批评",
        "2.直接责任人冯演示：政纪处分",
    ),
    "deposit-statement": (
        "一九九六年度信访保证金对账单",
        "1996.1.10缴入信访保证金1000.001000.00",
        "合计1000.001000.000.00",
        "零元整",
        "应补缴500元",
    ),
    "monthly": (
        "一九九六年十二月信访情况月报",
        "46起，去年同月52起，下降11.5%",
        "来访3033380",
        "第11乡镇1112132",
        "逾期未结2件",
        "S1996-00041侯营镇1996.12.526",
    ),
    "readings": ("信访工作考评口径表", "前五名", "第五名并列的都算", "只取五个单位"),
    "audit-head": ("操作日志封存页", "18231", "9b1f9b1f" * 8, "监督员签名"),
    "circular": (
        "关于开展信访积案清理工作的通知",
        "一、清理范围（一）逾期未结的案件。包括上级交办的案件。",
        "第二组古楼办事处7",
        "附件：1.信访积案一览表2.填表说明",
        "附件1信访积案一览表",
        "抄报：市委、市政府",
        "抄送：本局各科室",
    ),
    "review-report": (
        "考评情况的汇报",
        "共577起，其中集体访61起",
        "96.42%",
        "各月信访量1月37起",
        "到访级别市480起",
        "各单位总分第1乡镇95.87分",
        "抓好积案清理",
    ),
    "veto": ("信访工作一票否决书",),
    "forwarding-notice": ("关于转发",),
    "regulation": ("自发文之日起执行",),
}


def vars_of(value: object) -> dict[str, Any]:
    """The fields of a frozen value."""
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}  # type: ignore[arg-type]


def read(name: str, values: object, layout: str | None = None) -> str:
    """The document's text without page numbers and the mark of a sample, which stand between a page's text and the next one's."""
    pages = pages_of(render(name, values, layout))
    return "".join(re.sub(rf"—{number}—", "", bare(page.text)).removeprefix("演示") for number, page in enumerate(pages, start=1))


def test_there_is_a_sample_a_wording_and_a_test_of_every_kind() -> None:
    assert set(NAMES) == set(SAMPLES) == set(SAID)
    assert all(kinds.of(name).title for name in NAMES)
    assert {path.stem for path in resources.path("wording").glob("*.toml")} == {*NAMES, "title-words"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_what_it_must_in_every_layout(name: str, layout: str) -> None:
    text = read(name, SAMPLES[name], layout)
    for words in SAID[name]:
        assert bare(words) in text


@pytest.mark.parametrize("name", NAMES)
def test_a_documents_fonts_are_inside_and_the_same_values_give_the_same_bytes(name: str) -> None:
    pdf = render(name, SAMPLES[name])
    assert all(fonts_of(pdf).values())
    assert render(name, SAMPLES[name]) == pdf


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_outside_the_paper_or_on_top_of_the_page_number(name: str) -> None:
    for page in pages_of(render(name, SAMPLES[name], "2012")):
        upright = page.width < page.height
        width, height = (page.width, page.height) if upright else (page.height, page.width)
        shown = [char for char in page.chars if not char.char.isspace()]
        # A turned page is read as it lies in the file: its own width and height changed places.
        tops = [char.top + (0 if upright else height - width) for char in shown]
        assert min(char.left for char in shown) > 15
        assert max(char.right for char in shown) < width - 15
        assert min(tops) > 10
        assert max(tops) < height - 10


@pytest.mark.parametrize("name", [name for name in NAMES if any(isinstance(v, Issue) for v in vars_of(SAMPLES[name]).values())])
def test_without_a_number_it_is_a_draft(name: str) -> None:
    values: Any = SAMPLES[name]
    draft = replace(values, issue=replace(values.issue, number=None))
    assert "草稿" in read(name, draft)
    assert "草稿" not in read(name, values)
    assert values.issue.number not in read(name, draft)


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_the_wording_is_explained_and_every_explained_field_is_there(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: set[str] = set()
    blocks = Wording.blocks

    def watched(
        self: Wording, fields: Mapping[str, str], groups: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
        inserts: Mapping[str, Sequence[Block]] | None = None,
    ) -> tuple[Block, ...]:  # fmt: skip
        offered.update(fields, *(member for members in (groups or {}).values() for member in members), {"n"} if groups else ())
        return blocks(self, fields, groups, inserts)

    monkeypatch.setattr(Wording, "blocks", watched)
    kinds.of(name).document(SAMPLES[name])
    assert offered == set(wording.load(name).fields)


def vary(values: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(field, the values with that field's text made hostile) for every text in a frozen value, however deep."""
    for field in dataclasses.fields(values):
        here = f"{path}.{field.name}" if path else field.name
        for made in changed(getattr(values, field.name), here):
            yield made[0], replace(values, **{field.name: made[1]})


def changed(value: Any, here: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str) and value:
        yield here, value + HOSTILE
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from vary(value, here)
    elif isinstance(value, tuple) and value and not isinstance(value[0], int):
        for where, first in changed(value[0], here):
            yield where, (first, *value[1:])


def text_at(values: Any, where: str) -> str:
    """The text a path of `vary` leads to."""
    for name in where.split("."):
        values = getattr(values, name)
        while isinstance(values, tuple):
            values = values[0]
    return str(values)


@pytest.mark.parametrize("layout", ["1995", "2012"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"regulation", "forwarding-notice"}])
def test_text_from_people_stands_as_it_is_in_every_field_of_every_kind(name: str, layout: str) -> None:
    tried = 0
    for where, values in vary(SAMPLES[name]):
        if f"{name}.{where}" in UNPRINTED or where.endswith(".align") or (where == "keywords" and layout == "2012"):
            continue
        tried += 1
        assert bare(text_at(values, where)) in read(name, values, layout), where
    assert tried >= 4


@pytest.mark.parametrize("name", NAMES)
def test_the_files_properties_name_the_organ_and_no_petitioner(name: str) -> None:
    properties = pypdfium2.PdfDocument(render(name, SAMPLES[name])).get_metadata_dict()
    assert properties["Author"]
    assert not any("周演示" in value for value in properties.values())


PROTECTED = ("assignment", "summons", "urging", "extension", "report-up", "accountability", "registration-form")


@pytest.mark.parametrize("name", PROTECTED)
def test_a_document_that_would_name_someone_kept_secret_is_refused_without_naming_him(name: str) -> None:
    values: Any = SAMPLES[name]
    text = "facts" if name == "accountability" else "summary"
    hidden = replace(values, **{text: "郑保密反映账目不清。"}, kept_secret=("郑保密",))
    hidden = replace(hidden, protected=True, others="") if name == "registration-form" else hidden
    with pytest.raises(Refusal, match="保密") as refused:
        render(name, hidden)
    assert "郑保密" not in str(refused.value)


def test_an_assignment_withholds_the_petitioner_everywhere_in_the_file() -> None:
    values = replace(SAMPLES["assignment"], petitioner=None, kept_secret=("周演示",))  # type: ignore[type-var]
    pdf = render("assignment", values)
    text = read("assignment", values)
    assert "我局收到信访人反映" in text
    assert "信访人身份予以保密" in text
    assert "周演示" not in text
    assert "周演示".encode() not in pdf
    assert "周演示".encode("utf-16-be") not in pdf


def test_a_report_up_withholds_a_protected_petitioner() -> None:
    text = read("report-up", replace(SAMPLES["report-up"], petitioner=None))  # type: ignore[type-var]
    assert "信访人（身份保密）反映" in text
    assert "周演示" not in text


def test_a_protected_registration_form_has_no_identity() -> None:
    text = read("registration-form", replace(SAMPLES["registration-form"], protected=True))  # type: ignore[type-var]
    assert "信访人（身份保密）" in text
    for words in ("周演示", "372501195102030017", "0635", "东街村集", "吴演示"):
        assert words not in text
