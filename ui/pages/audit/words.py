"""日志 in words: a record as a row and as a slip, what verifying the chain says, the page's keys and help."""

from app.services.audit_log import AuditEntry
from app.services.audit_seals import Verified
from app.services.audit_words import VIEWS, Group, detail_words, group_of, subject_words, words_of
from ui.models.lines import Row

HEADERS = ("序号", "日期", "时刻", "账号", "事项", "对象", "说明")
WIDTHS = (70, 104, 84, 104, 130, 150, 0)
HINTS = "↑ ↓ 看一条　Ctrl+F 找　F6 只看保密件　Ctrl+E 导出　F9 核对　Ctrl+P 封存页　F1 帮助"
KEYS = (
    ("↑ ↓ PageDown", "逐条看；到底自动接着取更早的"),
    ("Ctrl+F", "到筛选栏"),
    ("F6", "只看保密件，再按看全部"),
    ("F5", "重新取"),
    ("Ctrl+E", "把筛出的导出为工作簿"),
    ("F9", "核对日志是否完整"),
    ("Ctrl+P", "日志封存页"),
)
HELP = (
    "谁在什么时候看过、改过、打印过、导出过什么，都记在这里，只增不改；看日志本身也记一条。日志里没有信访人的姓名。\n"
    "F9 从第一条起核对每条的链接和签封，并与密钥文件、备份里留的封存记录对照：改过、删过、插过、截尾都会查出来。\n"
    "每月打印一张封存页交专人保管，以后可拿它对照。"
)


def row_of(entry: AuditEntry) -> Row:
    """A record on one line; what touched a protected petition stands out by its word, and by colour besides."""
    when = entry.at.astimezone()
    words = (
        str(entry.seq),
        entry.civil_day.isoformat(),
        f"{when:%H:%M:%S}",
        entry.account,
        words_of(entry.action),
        subject_words(entry.action, entry.subject),
        detail_words(entry.detail),
    )
    return Row(words, entry, "accent" if group_of(entry.action) is Group.PROTECTED else "")


def slip_of(entry: AuditEntry) -> str:
    """The whole record, for what the row had no room for."""
    when = entry.at.astimezone()
    kind = group_of(entry.action)
    seen = "（看过）" if entry.action in VIEWS else ""
    head = f"第 {entry.seq} 条　{when:%Y-%m-%d %H:%M:%S}　办公日 {entry.civil_day.isoformat()}　{entry.account}"
    what = f"{words_of(entry.action)}{seen}　{subject_words(entry.action, entry.subject)}{f'　{kind.value}' if kind else ''}"
    return "\n".join(part for part in (head, what.rstrip(), detail_words(entry.detail)) if part)


def said_of(verified: Verified) -> tuple[str, str]:
    """What verifying found, and the tone to say it in."""
    checked = "链接和签封" if verified.seals else "链接（签封要等有日志密钥的账号核对）"
    if not verified.findings:
        return f"日志完整：{verified.records} 条的{checked}都对，并与 {verified.anchors} 处封存记录相符。", "good"
    shown = "\n".join(str(finding) for finding in verified.findings[:5])
    more = f"\n……共 {len(verified.findings)} 处。" if len(verified.findings) > 5 else ""
    return f"日志有问题，请保存现场并报告局长：\n{shown}{more}", "accent"
