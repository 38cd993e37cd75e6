"""内容分类: the bureau's table of classes, added to, renamed, put in order; what is used is retired, not deleted."""

from collections.abc import Sequence

from app.services.actor import Right
from app.services.subject_classes import ClassLine
from ui.bureau import Bureau
from ui.models.lines import Row
from ui.pages.settings.asking import Asked, ask_for
from ui.pages.settings.sheet import Sheet
from ui.widgets.button import Button
from ui.widgets.framed import Framed
from ui.widgets.lines_table import LinesTable

EMPTY = "还没有分类。按 Ctrl+N 添加，例如农村农业、劳动工资、城建拆迁。"


class Classes(Sheet):
    title = "内容分类"
    words = "登记时从这里选。改名后，以前登记的也读新名；停用的不再出现在登记页，已登记的照旧。"
    rights = frozenset({Right.KEEP_UNITS})

    def __init__(self, bureau: Bureau) -> None:
        super().__init__(bureau)
        self.table = LinesTable("内容分类", ("分类", "用过", "状态"), (0, 80, 90), numbers=(1,))
        self.frame = Framed(self.table)
        self.table.entered.connect(self.rename)
        self.table.looked_at.connect(self._look)
        self.body.addWidget(self.frame, 1)
        self.retire_button = Button("停用", "Ctrl+Delete", does=self.retire)
        self.buttons(
            Button("添加…", "Ctrl+N", kind="primary", does=self.add),
            Button("改名…　Enter", does=self.rename),
            self.retire_button,
            Button("上移", "Alt+Up", does=lambda: self.shift(-1)),
            Button("下移", "Alt+Down", does=lambda: self.shift(1)),
        )

    def _read(self) -> Sequence[ClassLine]:
        """Runs off the window's thread: the service is loaded at its first use."""
        return self.bureau.office.subject_classes.every()

    def enter(self) -> None:
        self.ask(self._read, self._show)

    def _show(self, lines: Sequence[ClassLine]) -> None:
        self.frame.say("" if lines else EMPTY)
        self.table.show_rows([_row(each) for each in lines], lambda one, other: one.name == other.name)

    def _look(self) -> None:
        line: ClassLine | None = self.table.at()
        self.retire_button.say("恢复" if line is not None and line.retired else "停用")

    def add(self) -> None:
        texts = ask_for(self, "添加分类", "", [Asked("名称", longest=20)], "添加")
        if texts is not None:
            self.do(lambda: self.bureau.office.subject_classes.add(texts[0]), f"已添加“{texts[0]}”。")

    def rename(self) -> None:
        line: ClassLine | None = self.table.at()
        if line is None:
            return
        used = f"已有 {line.used} 件登记和事项用它，都读新名。" if line.used else ""
        texts = ask_for(self, f"“{line.name}”改名", used, [Asked("新名称", line.name, longest=20)], "改名")
        if texts is not None:
            self.do(lambda: self.bureau.office.subject_classes.rename(line.name, texts[0]), f"“{line.name}”改为“{texts[0]}”。")

    def retire(self) -> None:
        line: ClassLine | None = self.table.at()
        if line is None:
            return
        service = self.bureau.office.subject_classes
        does, said = (service.restore, "恢复") if line.retired else (service.retire, "停用")
        self.do(lambda: does(line.name), f"“{line.name}”已{said}。")

    def shift(self, by: int) -> None:
        line: ClassLine | None = self.table.at()
        if line is not None:
            self.ask(lambda: self.bureau.office.subject_classes.move(line.name, by), lambda _nothing: self.enter())


def _row(line: ClassLine) -> Row:
    return Row((line.name, str(line.used), "已停用" if line.retired else "在用"), line, "muted" if line.retired else "")
