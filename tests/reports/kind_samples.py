"""A sample of every kind of document, of an invented year: what the tests of all kinds print."""

from datetime import date
from fractions import Fraction

from reports.blocks import Column, Table
from reports.documents.accountability import AccountabilityPaper, AccountablePerson
from reports.documents.assignment import AssignmentNotice
from reports.documents.audit_head import AuditHead
from reports.documents.circular import Attachment, Circular
from reports.documents.commendation import Commendation, CommendedPerson, CommendedUnit
from reports.documents.deposit_statement import DepositEntry, DepositStatement
from reports.documents.extension import ExtensionNotice
from reports.documents.fine import DepositUse, FineEvent, FineNotice
from reports.documents.forwarding_notice import sample as forwarding_notice
from reports.documents.issue import Issue
from reports.documents.key_list import KeyListNotice, KeyUnit
from reports.documents.monthly import MonthlyCount, MonthlyGroup, MonthlyReport, OverdueCase
from reports.documents.parts import ClauseCited
from reports.documents.readings import ReadingRow, ReadingsPaper
from reports.documents.receipt import Receipt
from reports.documents.referral import LadderStep, Referral
from reports.documents.registration_form import RegistrationForm
from reports.documents.regulation import sample as regulation
from reports.documents.reply_letter import ReplyLetter
from reports.documents.report_up import ResultReport
from reports.documents.review_report import Counted, ReviewReport, Scored
from reports.documents.standings import SheetItem, StandingRow, StandingsCircular
from reports.documents.summons import SummonsNotice
from reports.documents.urging import UrgingNotice
from tests.reports.samples import MEASURES, NOTICE

DAY = date(1997, 1, 8)
ORGAN = "聊城市信访局"
ISSUE = Issue(ORGAN, "聊信发〔1997〕12号", DAY, sample=True)
COLLECTIVE_LIMIT = ClauseCited("二、第三段", "对群众集体上访反映的问题，要在一个月内处理完毕，问题复杂的不得超过两个月。")
FINE = FineNotice(
    ISSUE,
    "侯营镇",
    "侯营镇人民政府",
    1996,
    (
        FineEvent("集体来市上访", "1996-00120", "三（二）3（1）", 200),
        FineEvent("集体到地区上访", "1996-00304", "三（二）3（1）", 500),
        FineEvent("非集体越级赴省上访", "1996-00655", "三（二）3（1）", 300),
        FineEvent("两个月内不上报结果，又不说明查处情况", "S1996-00041", "三（二）3（2）", 500),
    ),
    DepositUse(100000, 100000, 0, 50000),
)
KEY_LIST = KeyListNotice(
    ISSUE,
    1996,
    (
        KeyUnit("侯营镇", ("三（二）1（2）", "三（二）1（4）"), ("张演示（主要领导）",)),
        KeyUnit("市商业局", ("三（二）1（1）",), ("李示范（主要领导）", "王小样（主要领导）")),
    ),
    "侯营镇人民政府，市商业局",
    MEASURES,
    "重点管理自本通知下达之日起，至首个没有被“一票否决”的年度结账时解除。",
)
COMMENDATION = Commendation(
    Issue("中共聊城市委", "聊发〔1997〕3号", DAY, sample=True),
    1996,
    (
        CommendedUnit("沙镇", ("三（一）2（1）", "三（一）2（2）"), merit=True),
        CommendedUnit("古楼办事处", ("三（一）2（4）",), remark="只符合信访总量最少一项，总分90.50分"),
    ),
    (
        CommendedPerson("沙镇", "赵演示", "主要领导", merit=True),
        CommendedPerson("沙镇", "钱演示", "信访助理员"),
        CommendedPerson("古楼办事处", "孙演示", "分管领导"),
    ),
    ("聊城市人民政府",),
)
READINGS = (
    ReadingRow("一、3", "按期", "期限届满日逢休息日顺延至下一个工作日", "不顺延", "1995.1.1"),
    ReadingRow("三（一）2（2）", "前五名", "第五名并列的都算", "只取五个单位", "1995.1.1"),
)
SHEET = (
    SheetItem("A1", "集体访", "40", "每起，市/地区/省/京", "2/4/8/15"),
    SheetItem("B1", "按期查结率", "15", "每低一个百分点", "1"),
)
RANKED = tuple(
    StandingRow(
        n,
        f"第{n}乡镇",
        f"{97 - n * 1.13:.2f}",
        n % 5,
        n % 3,
        n % 2,
        (n % 3, n % 2, 0, 0),
        (0, n % 2, 0, 0),
        n + 3,
        n + 2,
        "96.55",
        n < 8,
        n * 100,
        ("三（二）1（2）",) if n > 26 else (),
        ("三（一）2（2）",) if n < 6 else (),
    )
    for n in range(1, 29)
)
STANDINGS = StandingsCircular(
    ISSUE,
    1996,
    date(1996, 12, 31),
    True,
    (*RANKED, StandingRow(None, "旧城镇", "88.00", 1, 0, 0, (0, 0, 0, 0), (0, 0, 0, 0), 1, 1, "100.00", True, 0)),
    "《信访工作目标管理考评计分标准》",
    True,
    SHEET,
    READINGS,
)
ASSIGNMENT = AssignmentNotice(
    ISSUE,
    "侯营镇人民政府",
    "S1996-00041",
    ("1996-00120", "1996-00131"),
    "周演示等12人",
    "一九九六年三月五日来访",
    "该镇东街村土地承包款去向不明，要求公开账目。",
    date(1996, 4, 5),
    "集体访自首次集体来访之日（一九九六年三月五日）起一个月",
    COLLECTIVE_LIMIT,
    "聊城地区信访局",
)

SUMMARY = "该镇东街村土地承包款去向不明，要求公开账目"
ASKED_FOR = ClauseCited("三（二）3（2）", "对市以上机关要查处结果的信访案件，两个月内不上报结果，又不说明查处情况的，一起罚款500元。")
IN_PERSON = ClauseCited(
    "二、第三段",
    "乡镇办事处和市直部门的下属单位出现群众集体上访和越级上访，所在乡镇办事处和主管单位的主要负责人要亲自接访并负责接走上访人员。",
)
SUMMONS = SummonsNotice(
    ISSUE,
    "侯营镇人民政府",
    "1996-00120",
    "一九九六年三月五日上午在市委门前",
    "周演示等12人",
    "集体上访、越级上访",
    SUMMARY,
    IN_PERSON,
    "主要负责人张演示",
    "市信访局接待室",
    "当日十二时前",
    "东街村",
)
URGING = UrgingNotice(
    ISSUE,
    "侯营镇人民政府",
    "S1996-00041",
    SUMMARY,
    date(1996, 3, 6),
    date(1996, 12, 5),
    2,
    "聊信函〔1996〕41号",
    "聊城地区信访局",
    ASKED_FOR,
)
EXTENSION = ExtensionNotice(
    ISSUE,
    "侯营镇人民政府",
    "S1996-00041",
    SUMMARY,
    "账目跨三年，须委托审计",
    date(1996, 4, 5),
    date(1996, 5, 6),
    COLLECTIVE_LIMIT,
)
RECEIPT = Receipt(
    ISSUE,
    "周演示同志",
    "一九九六年三月五日来访",
    SUMMARY,
    "1996-00120",
    "S1996-00041",
    "侯营镇人民政府",
    date(1996, 4, 5),
    "集体访自首次集体来访之日起一个月",
    "市信访局",
)
REFERRAL = Referral(
    ISSUE,
    "周演示同志",
    "一九九六年三月五日来访",
    SUMMARY,
    "1996-00120",
    "你反映的问题不属本市管辖",
    "茌平县信访局",
    (LadderStep("市信访局", "责任单位"), LadderStep("地区信访局", "市信访局"), LadderStep("省信访局", "地区信访局")),
    address="茌平县振兴街1号（演示）",
)
REPLY = ReplyLetter(
    Issue("侯营镇人民政府", "侯信复〔1997〕2号", DAY, sample=True),
    "周演示同志",
    "一九九六年三月五日来访",
    SUMMARY,
    "S1996-00041",
    ("东街村一九九三年至一九九五年收土地承包款43200元，支出有单据的41750元。", "有1450元无单据，由原村会计保管。"),
    "反映的问题部分属实。",
    ("《关于实行信访工作目标责任制的规定》二、第三段。",),
    ("无单据的1450元限一个月内退回村集体。", "三年账目张榜公布。"),
    "市信访局",
)
FORM = RegistrationForm(
    ORGAN,
    date(1996, 3, 5),
    "1996-00120",
    "来访",
    "市",
    "周演示",
    "男",
    "1951年2月",
    "372501195102030017",
    "0635-0000000",
    "侯营镇东街村",
    "12人",
    "吴演示、郑演示等11人",
    "侯营镇",
    "土地承包",
    f"{SUMMARY}。",
    "公开三年账目",
    "集体访；越级（未持责任单位答复意见书）",
    "无",
    "1996年4月5日（二、第三段）",
    "转侯营镇办理，一个月内处理完毕",
    "冯演示",
    sample=True,
)
REPORT_UP = ResultReport(
    ISSUE,
    ("李示范",),
    "聊城地区信访局",
    "侯营镇东街村土地承包问题",
    date(1996, 3, 6),
    "S1996-00041",
    SUMMARY,
    "周演示等12人",
    date(1996, 5, 6),
    ("东街村三年收土地承包款43200元。", "有1450元无单据。"),
    "反映的问题部分属实。",
    ("无单据的款项限期退回。", "账目张榜公布。"),
    "信访人签署同意。",
    "冯演示，电话0635-0000000",
    "聊地信交〔1996〕8号",
)

ACCOUNTABILITY = AccountabilityPaper(
    ISSUE,
    "侯营镇",
    "市委组织部、市监察局",
    ClauseCited("四、3", "对已发生的集体上访，查处不及时或不能秉公办案，引起群众不满，造成群众多次集体重访的。"),
    "各乡镇，办事处，市直部门处理信访问题，有下列情况之一的，按照有关规定，视情节轻重，对所在单位主要领导，分管领导，信访助理员和直接责任人，"
    "给予通报批评或党纪、政纪处分，构成犯罪的依法追究刑事责任。",
    "侯营镇对东街村群众集体上访查处不及时，群众三次集体来市重访。",
    (AccountablePerson("张演示", "主要领导", "通报批评"), AccountablePerson("冯演示", "直接责任人", "政纪处分")),
    ("S1996-00041",),
    proposal=True,
    decided="经市信访工作领导小组一九九七年一月六日会议研究，建议处理如下。",
)
DEPOSIT = DepositStatement(
    ISSUE,
    "侯营镇",
    "侯营镇人民政府",
    1996,
    date(1996, 12, 31),
    (
        DepositEntry(date(1996, 1, 10), "缴入信访保证金", paid=100000),
        DepositEntry(date(1996, 12, 31), "年终考核罚款（三（二）3（1））", drawn=100000),
    ),
    50000,
)
MONTHLY = MonthlyReport(
    ISSUE,
    1996,
    12,
    46,
    52,
    577,
    (
        MonthlyGroup("形式", (MonthlyCount("来访", 30, 33, 380), MonthlyCount("来信", 16, 19, 197))),
        MonthlyGroup("到访级别", tuple(MonthlyCount(level, n, n + 1, n * 12) for n, level in enumerate(("市", "地区", "省", "京")))),
        MonthlyGroup("责任单位", tuple(MonthlyCount(f"第{n}乡镇", n, n + 1, n * 12) for n in range(1, 12))),
    ),
    22,
    20,
    18,
    2,
    (OverdueCase("S1996-00041", "侯营镇", "1996.12.5", 26), OverdueCase("S1996-00052", "沙镇", "1996.12.20", 11)),
    "逾期案件已逐件催办。",
)
AUDIT_HEAD = AuditHead(ORGAN, DAY, "7f3c2a", 18231, "9b1f" * 16, "1997年1月8日 17时02分", 18231, "jiandu", sample=True)
NARROW = Table(
    (Column("组别"), Column("单位", "left"), Column("件数", "right")), (("第一组", "侯营镇、沙镇", "12"), ("第二组", "古楼办事处", "7"))
)
CIRCULAR = Circular(
    ISSUE,
    "关于开展信访积案清理工作的通知",
    "为切实解决群众反映的问题，决定开展信访积案清理工作。现通知如下：\n一、清理范围\n（一）逾期未结的案件。包括上级交办的案件。\n1.逐件登记。\n（1）写明责任人。\n"
    "二、时间安排\n一九九七年三月底以前完成。分组如下：",
    "各乡镇、办事处，市直各部门",
    (NARROW,),
    (Attachment("信访积案一览表", "一览表填写说明。", (NARROW,)), Attachment("填表说明")),
    "市委、市政府",
    "本局各科室",
    "聊城市信访局办公室",
    ("信访", "积案", "通知"),
)
REVIEW = ReviewReport(
    ISSUE,
    1996,
    date(1996, 12, 31),
    577,
    61,
    "96.42",
    28,
    9,
    11,
    40600,
    ("沙镇", "古楼办事处"),
    ("侯营镇", "市商业局"),
    tuple(Scored(f"第{n}乡镇", Fraction(9700 - 113 * n, 100), f"{97 - n * 1.13:.2f}分") for n in range(1, 10)),
    tuple(Counted(f"{n}月", 30 + n * 7 % 19) for n in range(1, 13)),
    tuple(Counted(level, n) for level, n in (("市", 480), ("地区", 70), ("省", 22), ("京", 5))),
    610,
    "少数单位一把手没有亲自抓。",
    "抓好积案清理。",
)

SAMPLES: dict[str, object] = {
    "veto": NOTICE,
    "forwarding-notice": forwarding_notice(),
    "fine": FINE,
    "key-list": KEY_LIST,
    "commendation": COMMENDATION,
    "standings": STANDINGS,
    "assignment": ASSIGNMENT,
    "regulation": regulation(),
    "summons": SUMMONS,
    "urging": URGING,
    "extension": EXTENSION,
    "receipt": RECEIPT,
    "referral": REFERRAL,
    "reply-letter": REPLY,
    "registration-form": FORM,
    "report-up": REPORT_UP,
    "accountability": ACCOUNTABILITY,
    "deposit-statement": DEPOSIT,
    "monthly": MONTHLY,
    "audit-head": AUDIT_HEAD,
    "circular": CIRCULAR,
    "review-report": REVIEW,
    "readings": ReadingsPaper(ORGAN, DAY, date(1996, 12, 31), READINGS),
}
