"""What the page of accountability says: its keys, its help, states and choices by name."""

from app.services.accountability_situations import Situation

HINTS = "↑↓ 换一项　Enter 去填　Ctrl+Enter 决定　Ctrl+N 新记一项　F6 看依据　F1 帮助　Ctrl+/ 按键表"

KEYS = (
    ("↑ ↓", "换一项，右边是条文、依据和决定"),
    ("Enter、Tab", "去填决定；Esc 回到表"),
    ("Ctrl+Enter", "作出决定"),
    ("Ctrl+Shift+X", "不予查究，要写理由"),
    ("Ctrl+N", "新记一项：程序不会提请的，由局长自己记"),
    ("F6", "到依据去，Enter 打开登记或事项"),
    ("Ctrl+8", "到文书去：决定了的在待发文书里等着"),
)

HELP = (
    "左边是这一年依《规定》四提请查究的情形。程序只提请，查不查究、查究谁、给什么处理，由局长决定。\n"
    "右边先写明还要查明什么，再是条文原文和依据；依据按 Enter 就能打开。\n"
    "决定要写查明的事实，对谁、什么措施。决定后文书在“文书”页待发：通报送单位，建议书送主管机关。\n"
    "不予查究的要写理由，留在这里。决定只增不改：作错了，再作一项新的，前后都在。\n"
    "四、6（泄露、徇私）和四、7（打击报复）程序从不提请，由局长用 Ctrl+N 记录，只有局长看得到。"
)

EMPTY = "这一年没有要查究的情形。\n\n程序发现《规定》四所列的情形时会在这里提请；程序看不到的，按 Ctrl+N 自己记。"
OWN = "由局长自己认定，程序没有提请"
NO_MEASURE = ""
TO_UNIT, TO_SUPERIOR = "unit", "superior"
CLAUSE_WORDS = {
    "4.1": "四、1　拒不受理、拖延不办",
    "4.2": "四、2　失职致严重后果",
    "4.3": "四、3　查处不力致多次重访",
    "4.4": "四、4　超期不说明、拒签",
    "4.5": "四、5　久拖不决、拒不执行",
    "4.6": "四、6　徇私、泄露（仅局长）",
    "4.7": "四、7　打击报复（仅局长）",
}


def state_of(situation: Situation) -> tuple[str, str]:
    """Where a situation stands, and the tone of that word."""
    if situation.open:
        return "待决定", "accent"
    return ("不予查究", "muted") if situation.decided[-1].set_aside else ("已决定", "good")
