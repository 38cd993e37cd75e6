"""Closing and reopening a year: says first what will happen, and takes the reason where one is needed."""

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from app.services.annual_result import Standings
from app.services.annual_review import Closing
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.line import Line

_NAMED = 6


def ask_to_close(parent: QWidget, standings: Standings, today: date) -> str | None:
    """The reason (perhaps empty) when the director agrees, else None."""
    missing = len(standings.not_entered)
    dialog = Dialog(parent, f"定案 {standings.year} 年度？", "\n".join(_consequences(standings)), wide=560)
    for warning in _warnings(standings, today, missing):
        dialog.body.addWidget(Label(warning, "warn", wrap=True))
    return _answer(dialog, "理由（必填）" if missing else "说明（可不填）", f"定案 {standings.year}", needed=bool(missing))


def ask_to_reopen(parent: QWidget, year: int) -> str | None:
    """The reason when the director agrees to open a closed year again, else None."""
    words = "原来的结果留存备查；已入账的罚款以反向凭证冲销；重新定案前，这一年按未定案计算。"
    return _answer(Dialog(parent, f"重新打开 {year} 年度？", words, wide=520), "理由（必填）", "重新打开", needed=True)


def said(closing: Closing) -> str:
    """What closing did."""
    standings = closing.standings
    done = f"{standings.year} 年已定案：罚款 {closing.fines_posted} 笔入账，指纹 {str(standings.fingerprint)[:12]}…"
    return "\n".join((done, *closing.warnings))


def _consequences(standings: Standings) -> list[str]:
    units = standings.result.units
    vetoed = [unit.name for unit in units if unit.vetoes]
    rewarded = sum(bool(unit.rewards) for unit in units)
    merits = sum(unit.merit is not None for unit in units)
    fined = [unit for unit in units if unit.fines_total]
    total = sum(unit.fines_total for unit in fined)
    named = "、".join(vetoed[:_NAMED]) + ("等" if len(vetoed) > _NAMED else "")
    return [
        f"按 {standings.as_of.year}年{standings.as_of.month}月{standings.as_of.day}日 的情况冻结事实、规定、计分标准、得分和名次。",
        f"一票否决 {len(vetoed)} 个单位{f'：{named}' if vetoed else ''}；列为下年度重点管理单位。",
        f"奖励 {rewarded} 个单位，其中记功 {merits} 个。",
        f"罚款 {len(fined)} 个单位共 {total:,} 元，记入台账。",
        "此后到的材料只作补录，不改变结果；要改，须写明理由重新打开。",
    ]


def _warnings(standings: Standings, today: date, missing: int) -> list[str]:
    early = today < date(standings.year, 12, 31)
    return [
        *([f"{standings.year} 年还没有过完：今后到年底发生的都只能补录。"] if early else []),
        *([f"有 {missing} 个单位的录入项没有录齐，未录入的不扣分；照样定案要写明理由。"] if missing else []),
    ]


def _answer(dialog: Dialog, caption: str, yes: str, *, needed: bool) -> str | None:
    reason = Line(longest=400)
    field = Field(caption, reason)
    dialog.body.addWidget(field)

    def agree() -> None:
        if needed and not reason.value():
            field.fault("要写明理由")
            reason.setFocus()
        else:
            dialog.accept()

    reason.entered.connect(agree)
    dialog.buttons(Button("取消", does=dialog.reject), Button(yes, kind="primary", does=agree))
    reason.setFocus()
    return reason.value() if dialog.exec() == QDialog.DialogCode.Accepted else None
