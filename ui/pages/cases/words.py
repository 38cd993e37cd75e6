"""What the page of cases says: its keys, its help, and what an effect or a step done comes to in words."""

from datetime import date

from app.services.case_steps import STEP_WORDS, CaseStep, Effect
from app.services.case_values import CaseFile, Offer
from app.services.matter_values import StepTaken
from ui.widgets.date_field import long_date

HINTS = "空格 选　Enter 看这一件　Ctrl+Enter 下一步　F9 催办选中的　Ctrl+F 找　F4 视图　Ctrl+E 导出　Ctrl+/ 按键表"

KEYS = (
    ("↑ ↓", "换一件，右边就是它的经过和能办的事"),
    ("Enter、F6", "到这一件里去；Esc 回到表"),
    ("Ctrl+Enter", "办下一步"),
    ("Alt+字母", "办按钮上写着的那一步；不能办的会说明为什么"),
    ("空格、Ctrl+A", "选上或不选；全选"),
    ("F9", "催办选中的；一件没选就是光标所在的这一件"),
    ("F12", "看超期的；没有超期的，看最近到期的"),
    ("Ctrl+F", "找：事项编号、单位、摘要里的字"),
    ("Ctrl+U", "按单位看：编号、名称或拼音首字母"),
    ("Ctrl+R", "筛选回到“未办结”"),
    ("F4", "存好的视图"),
    ("Ctrl+Shift+S", "把现在的筛选和栏目存为视图"),
    ("Ctrl+Shift+C", "选栏目"),
    ("Ctrl+E", "把看到的导出为 Excel"),
    ("F5", "重新读取"),
)

HELP = (
    "左边是案件，右边是光标所在的一件：到期日和为何是这一天、下一步、还能办的事、经过。\n"
    "每一步在办之前都说明会怎样改变到期日、哪一份文书进待发文书；不能办的说明为什么、依据哪一条。\n"
    "筛选、栏目会留着，下次打开还是这样；常用的按 Ctrl+Shift+S 存为视图，按 F4 取出来。\n"
    "超期的右边会写出按规定可以怎么办（催办、四、1 到四、5 的责任查究建议），由人决定，程序不替人认定。\n"
    "保密件只显示它在，不显示说的是什么；局长写明理由指定了谁，谁才看得到，每次查看都留记录。"
)

EMPTY = "没有这样的案件。\n\n按 Ctrl+R 回到全部未办结的案件。"
NOTHING = "左边选一件，这里就是它的经过和能办的事。"


def effect_lines(effect: Effect) -> list[str]:
    """What a step will do, a line each: the due date, the document, what must be known."""
    lines = []
    if effect.due_after != effect.due_before and effect.due_after is not None:
        before = long_date(effect.due_before) if effect.due_before else "没有"
        lines.append(f"到期日：{before} → {long_date(effect.due_after)}")
    elif effect.due_before is not None:
        lines.append(f"到期日不变：{long_date(effect.due_before)}")
    if effect.document:
        lines.append(f"{effect.document}进待发文书")
    return [*lines, *effect.remarks]


def why_not(offer: Offer) -> str:
    """Why a step may not be taken, with its clause."""
    if not offer.lawful.yes:
        clause = f"（{offer.lawful.clause}）" if offer.lawful.clause else ""
        return f"{offer.lawful.why_not.rstrip('。')}{clause}。{offer.lawful.mend}"
    return "您的岗位不办这一步。" if not offer.allowed else ""


def done(step: CaseStep, taken: StepTaken, effect: Effect) -> str:
    """What was done."""
    nth = f"第 {taken.ordinal} 次" if taken.ordinal else ""
    due = f"，{long_date(taken.due_on)}到期" if taken.due_on else ""
    paper = f"{effect.document}在待发文书里。" if effect.document else ""
    return f"{taken.matter}：{nth}{STEP_WORDS[step]}已登记{due}。{paper}{taken.remark}"


def due_words(file: CaseFile, today: date) -> tuple[str, str]:
    """Where a case stands with its due date, and the tone to say it in."""
    matter = file.matter
    if matter.concluded_on is not None:
        late = matter.due_on is not None and matter.concluded_on > matter.due_on
        return f"{long_date(matter.concluded_on)}办结{'，逾期' if late else ''}", "warn" if late else "good"
    if file.overdue_days:
        return f"超期 {file.overdue_days} 日", "accent"
    left = (matter.due_on - today).days if matter.due_on else 0
    return ("今日到期" if left == 0 else f"还有 {left} 日"), "warn" if left <= 3 else "good"
