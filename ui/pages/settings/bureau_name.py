"""局名: the name on the window and the documents."""

from app.services.actor import Right
from ui.bureau import Bureau
from ui.pages.settings.sheet import Sheet
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.line import Line


class BureauName(Sheet):
    title = "局名"
    words = "显示在窗口上方。改名记入日志；已发出的文书不变。"
    scrolls = True
    rights = frozenset({Right.KEEP_ACCOUNTS})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.line = Line(longest=60)
        self.line.take(bureau.name)
        self.line.entered.connect(self.keep)
        self.card("", Field("局名", self.line), Button("改名", kind="primary", does=self.keep))
        self.body.addStretch(1)

    def keep(self) -> None:
        name = self.line.value()
        self.ask(lambda: self.bureau.office.bureau.rename(name), lambda _nothing: self._kept(name))

    def _kept(self, name: str) -> None:
        self.bureau.name = name
        self.say(f"局名已改为“{name}”，下次登录时窗口上方用新名。")
