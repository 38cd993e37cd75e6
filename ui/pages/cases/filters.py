"""The filters above the list, in rows that follow the room there is; every one of them by keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.services.case_values import STATE_WORDS, AskingLevel, CaseShown, CaseState, DueCounts, Limit
from app.services.matter_values import ASKING_WORDS
from ui.theme import theme
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.inputs import Choice, Option, Tick
from ui.widgets.line import Line
from ui.widgets.unit_line import Unit, UnitLine

PAUSE = 160  # ms of quiet before the list is asked for anew
FIRST_YEAR = 1990
_INITIALS = {
    CaseState.OPEN: "wbj", CaseState.OVERDUE: "cq", CaseState.TODAY: "jrdq", CaseState.IN_THREE: "srn", CaseState.IN_SEVEN: "qrn",
    CaseState.CONCLUDED: "ybj", CaseState.ALL: "qb",
}  # fmt: skip
_LIMITS = [
    Option(None, "各种期限", "gz"),
    Option(Limit.COLLECTIVE, "集体访期限", "jt"),
    Option(Limit.ASKED_FOR, "上级要结果", "sj"),
    Option(Limit.ORDINARY, "一般期限", "yb"),
]
_ASKING = [Option(None, "不论谁要结果", "bl"), *(Option(level, f"{ASKING_WORDS[level]}要结果") for level in AskingLevel)]
_TICKS = (("collective", "集体"), ("long_standing", "老户"), ("protected", "保密"))


class Filters(QWidget):
    """``changed`` after a pause, with what is shown now; ``done`` on Enter: to the list."""

    changed = Signal()
    done = Signal()

    def __init__(self, year: int, find_units: Callable[[str], Sequence[Unit]]) -> None:
        super().__init__()
        self.state = Choice(_states(None))
        self.words = Line("编号、单位、摘要　Ctrl+F", longest=60)
        self.unit = UnitLine(find_units)
        self.unit.setPlaceholderText("各单位　Ctrl+U")
        self.limit, self.asked = Choice(_LIMITS), Choice(_ASKING)
        years = [Option(None, "各年受理"), *(Option(each, f"{each}年受理") for each in range(year, FIRST_YEAR - 1, -1))]
        self.year = Choice(years)
        self.ticks = {key: Tick(word) for key, word in _TICKS}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed.emit)
        self._name()
        self._build()
        self._connect()

    def _name(self) -> None:
        named = ((self.state, "办理状态"), (self.words, "找编号、单位、摘要"), (self.unit, "责任单位"), (self.limit, "期限种类"))
        for editor, name in (*named, (self.asked, "谁要结果"), (self.year, "受理年度")):
            editor.setAccessibleName(name)
        for key, word in _TICKS:
            self.ticks[key].setAccessibleName(f"只看{word}")

    def _build(self) -> None:
        flow = Flow(self, spacing=7)
        self.words.setFixedWidth(theme.pixels(200))
        self.unit.setFixedWidth(theme.pixels(140))
        for editor in (self.state, self.words, self.unit, self.limit, self.asked, self.year, *self.ticks.values()):
            flow.addWidget(editor)
        grows_with_width(self)

    def _connect(self) -> None:
        for choice in (self.state, self.limit, self.asked, self.year):
            choice.currentIndexChanged.connect(lambda _index: self._pause.start())
            choice.entered.connect(self.done.emit)
        for tick in self.ticks.values():
            tick.toggled.connect(lambda _on: self._pause.start())
            tick.entered.connect(self.done.emit)
        self.words.typed.connect(lambda _text: self._pause.start())
        self.unit.chosen.connect(self._pause.start)
        for line in (self.words, self.unit):
            line.entered.connect(self.done.emit)

    def show_counts(self, counts: DueCounts) -> None:
        """How many there are, beside the words."""
        self.state.offer(_states(counts))

    @property
    def shown(self) -> CaseShown:
        """What is asked for now."""
        return CaseShown(
            state=self.state.value(),
            unit=self.unit.code,
            limit=self.limit.value(),
            asked=self.asked.value(),
            year=self.year.value(),
            words=self.words.value(),
            **{key: True if tick.value() else None for key, tick in self.ticks.items()},
        )

    def take(self, shown: CaseShown, unit_name: str = "") -> None:
        """Put filters in; ``changed`` follows."""
        self.blockSignals(True)
        self.state.take(shown.state)
        self.words.take(shown.words)
        self.unit.take_unit(Unit(shown.unit, unit_name or shown.unit, "") if shown.unit else None)
        self.limit.take(shown.limit)
        self.asked.take(shown.asked)
        self.year.take(shown.year)
        for key, tick in self.ticks.items():
            tick.take(getattr(shown, key))
        self.blockSignals(False)
        self._pause.stop()
        self.changed.emit()


def _states(counts: DueCounts | None) -> list[Option]:
    told: dict[CaseState, int] = {}
    if counts is not None:
        told = dict(zip((CaseState.OVERDUE, CaseState.TODAY, CaseState.IN_THREE, CaseState.IN_SEVEN), counts, strict=True))
    return [
        Option(state, f"{words}　{told[state]}" if state in told else words, _INITIALS[state]) for state, words in STATE_WORDS.items()
    ]
