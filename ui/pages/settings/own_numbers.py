"""本局规定的数: what the regulation leaves to the bureau; each change a dated decision with its reason, no closed year is touched."""

from collections.abc import Sequence
from datetime import date

from app.services.actor import Right
from app.services.rule_changes import OwnNumber
from ui.bureau import Bureau
from ui.models.lines import Row
from ui.pages.settings.asking import Asked, ask_for, needed
from ui.pages.settings.sheet import Sheet
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.date_field import read_date
from ui.widgets.framed import Framed
from ui.widgets.lines_table import LinesTable

MOST = 10_000
NO_DATE = "不是日期，例如 1997-01-01"


class OwnNumbers(Sheet):
    title = "本局规定的数"
    words = "规定没有写明、由本局自定的数。改动从所写的那天起，记为一次决定；已告知的办理期限和已定案的年度都不变。"
    rights = frozenset({Right.CLOSE_YEAR})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.table = LinesTable("本局规定的数", ("规定什么", "现在", "对应原文"), (300, 90, 0), numbers=(1,))
        self.table.entered.connect(self.change)
        self.table.looked_at.connect(self._look)
        self.body.addWidget(Framed(self.table), 1)
        self.buttons(Button("改…　Enter", kind="primary", does=self.change))
        self.history = Card("定过哪些")
        self.history_words = self.history.say("")
        self.body.addWidget(self.history)

    def _read(self) -> Sequence[OwnNumber]:
        """Runs off the window's thread: the service is loaded at its first use."""
        return self.bureau.office.rules.own_numbers()

    def enter(self) -> None:
        self.ask(self._read, self._show)

    def _show(self, numbers: Sequence[OwnNumber]) -> None:
        rows = [Row((each.subject, f"{each.value} {each.unit}", f"“{each.words}”"), each) for each in numbers]
        self.table.show_rows(rows, lambda one, other: one.name == other.name)

    def _look(self) -> None:
        number: OwnNumber | None = self.table.at()
        if number is not None:
            self.history_words.setText("\n".join(_told(number)))

    def change(self) -> None:
        number: OwnNumber | None = self.table.at()
        if number is None:
            return
        today = self.bureau.today
        fields = [
            Asked(f"改为（{number.unit}）", str(number.value), check=_number, longest=5),
            Asked("从哪天起", today.isoformat(), check=lambda text: "" if read_date(text, today) else NO_DATE, longest=20),
            Asked("理由", check=needed),
        ]
        words = f"现在是 {number.value} {number.unit}。年度按其截止那天有效的数判定；已定案的年度不变。"
        texts = ask_for(self, number.subject, words, fields, "记为决定")
        if texts is None:
            return
        since: date = read_date(texts[1], today) or today
        said = f"{number.subject}：自 {since.isoformat()} 起 {texts[0]} {number.unit}。"
        self.do(lambda: self.bureau.office.rules.change(number.name, int(texts[0]), since, texts[2]), said)


def _number(text: str) -> str:
    return "" if text.isascii() and text.isdigit() and 0 < int(text) < MOST else "要写一个大于 0 的整数"


def _told(number: OwnNumber) -> list[str]:
    return [
        f"自 {each.since.isoformat()}　{each.value} {number.unit}　" + (f"{each.by}：{each.reason}" if each.reason else "随程序所附")
        for each in number.history
    ]
