"""休息日: a year's table, a day of it mended with a reason; says where a year's table is missing."""

from PySide6.QtCore import Qt

from app.services.actor import Right
from app.services.rule_changes import RestYear
from ui.bureau import Bureau
from ui.pages.settings.asking import Asked, ask_for, needed
from ui.pages.settings.sheet import Sheet
from ui.pages.settings.year_calendar import YearCalendar
from ui.text import ElidedLabel, Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.inputs import Choice, Option

BACK, AHEAD = 6, 3


class RestDaySection(Sheet):
    title = "休息日"
    words = "办理期限落在休息日的顺延到下一个上班日。红底的是休息日，下面有短线的是本局改过的。改动不影响已告知的办理期限。"
    scrolls = True
    rights = frozenset({Right.CLOSE_YEAR})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        now = bureau.today.year
        self.year = Choice([Option(year, f"{year}年") for year in range(now + AHEAD, now - BACK, -1)])
        self.year.setAccessibleName("年份")
        self.year.take(now)
        self.missing = Label("", "warn", wrap=True)
        self.calendar = YearCalendar()
        self.said = ElidedLabel("", "strong")
        self.change_button = Button("改…　Enter", kind="primary", does=self.change)
        self.body.addWidget(self.year, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.missing)
        self.body.addWidget(self.said)
        self.body.addWidget(self.calendar)
        self.buttons(self.change_button)
        self.body.addStretch(1)
        self.year.currentIndexChanged.connect(lambda _index: self.enter())
        self.year.entered.connect(self.calendar.setFocus)
        self.calendar.chosen.connect(self._chose)
        self.calendar.asked.connect(self.change)

    def enter(self) -> None:
        year = int(self.year.value())
        self.ask(lambda: self.bureau.office.rules.rest_year(year), self._show)

    def _show(self, year: RestYear) -> None:
        self.missing.setText(f"{year.warning}请对照国务院办公厅的通知逐日录入。" if year.warning else "")
        self.missing.setVisible(bool(year.warning))
        kept = self.calendar.day
        today = self.bureau.today
        self.calendar.show_year(year, kept if kept.year == year.year else today.replace(month=1, day=1, year=year.year))

    def _chose(self) -> None:
        self.said.setText(self.calendar.words())
        if self.area is not None:
            at = self.calendar.mapTo(self.area.widget(), self.calendar.place())
            self.area.ensureVisible(at.x(), at.y(), 0, theme.pixels(60))

    def change(self) -> None:
        day, rests = self.calendar.day, not self.calendar.rests()
        verb = "休息" if rests else "上班"
        words = f"{self.calendar.words()}\n改为{verb}，记为一次决定。"
        reason = Asked("理由", check=needed, hint="例如：国务院办公厅关于放假安排的通知")
        texts = ask_for(self, f"{day.isoformat()} 改为{verb}？", words, [reason], f"改为{verb}")
        if texts is not None:
            self.do(lambda: self.bureau.office.rules.set_rest_day(day, rests=rests, reason=texts[0]), f"{day.isoformat()} 已改为{verb}。")
