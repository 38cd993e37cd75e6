"""保证金标准: what each township pays a year, which the regulation leaves open; set a township at a time."""

from collections.abc import Sequence
from dataclasses import replace

from app.services.actor import Right
from app.services.unit_values import UnitForm
from ui.bureau import Bureau
from ui.models.lines import Row
from ui.pages.settings.asking import Asked, ask_for
from ui.pages.settings.sheet import Sheet
from ui.widgets.button import Button
from ui.widgets.framed import Framed
from ui.widgets.lines_table import LinesTable

MOST = 10_000_000
CENTS = 100  # kept in 分


class Deposits(Sheet):
    title = "保证金标准"
    words = "规定没有写明数额，由本局逐个乡镇定。改标准不改已收的保证金。"
    rights = frozenset({Right.KEEP_UNITS})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.table = LinesTable("保证金标准", ("代码", "乡镇", "每年（元）"), (100, 0, 140), numbers=(2,))
        self.frame = Framed(self.table)
        self.table.entered.connect(self.change)
        self.body.addWidget(self.frame, 1)
        self.buttons(Button("定标准…　Enter", kind="primary", does=self.change))

    def enter(self) -> None:
        self.ask(self._townships, self._show)

    def _townships(self) -> tuple[UnitForm, ...]:
        """Runs off the window's thread."""
        units = self.bureau.office.units
        standing = [hit for hit in units.all_units() if hit.kind == "township" and not hit.closed]
        return tuple(units.unit(hit.code).form for hit in standing)

    def _show(self, forms: Sequence[UnitForm]) -> None:
        self.frame.say("" if forms else "还没有乡镇。")
        self.table.show_rows([_row(form) for form in forms], lambda one, other: one.code == other.code)

    def change(self) -> None:
        form: UnitForm | None = self.table.at()
        if form is None:
            return
        now = "" if form.deposit_standard is None else str(form.deposit_standard // CENTS)
        texts = ask_for(self, f"{form.name}的保证金标准", "", [Asked("每年（元）", now, check=_amount, longest=8)], "定标准")
        if texts is not None:
            changed = replace(form, deposit_standard=int(texts[0]) * CENTS)
            self.do(lambda: self.bureau.office.units.change(form.code, changed), f"{form.name}：每年 {int(texts[0]):,} 元。")


def _row(form: UnitForm) -> Row:
    standard = "未定" if form.deposit_standard is None else f"{form.deposit_standard // CENTS:,}"
    return Row((form.code, form.name, standard), form, "warn" if form.deposit_standard is None else "")


def _amount(text: str) -> str:
    return "" if text.isascii() and text.isdigit() and 0 < int(text) < MOST else "要写一个大于 0 的整数"
