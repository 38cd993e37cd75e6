"""锁屏: after how many minutes without a key a window locks itself."""

from app.services.actor import Right
from ui.bureau import Bureau
from ui.pages.settings.sheet import Sheet
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.inputs import Number


class IdleLock(Sheet):
    title = "锁屏"
    words = "离开座位按 Ctrl+Shift+L 立即锁定；没有人动键盘鼠标，过几分钟也自动锁定。锁定后窗口里什么也看不到，没有保存的内容都还在。"
    scrolls = True
    rights = frozenset({Right.KEEP_ACCOUNTS})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.minutes = Number(most=120)
        self.field = Field("几分钟后自动锁定", self.minutes, hint="1 到 120；0 表示不自动锁定。对本局每个窗口，从下次登录起。")
        self.minutes.entered.connect(self.keep)
        self.card("", self.field, Button("保存", kind="primary", does=self.keep))
        self.body.addStretch(1)

    def _read(self) -> int:
        """Runs off the window's thread: the service is loaded at its first use."""
        return self.bureau.office.bureau.idle_minutes()

    def enter(self) -> None:
        self.ask(self._read, self.minutes.take)

    def keep(self) -> None:
        minutes = self.minutes.number()
        if minutes is None:
            self.field.fault("要写一个数")
            self.minutes.setFocus()
        else:
            self.field.clear()
            self.do(lambda: self.bureau.office.bureau.set_idle_minutes(minutes), "已保存，从下次登录起。")
