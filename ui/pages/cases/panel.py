"""One case beside the list: its due date and why, the next step as one button, the other steps, what is proposed, its course."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.services.case_steps import STEP_WORDS
from app.services.case_values import CaseFile, Limit, Offer
from app.services.matter_values import LIMIT_WORDS, MatterView, TimelineEntry
from ui.pages.cases.steps import KEYS
from ui.pages.cases.words import NOTHING, due_words, effect_lines, why_not
from ui.text import ElidedLabel, Label, set_tooltip
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.date_field import long_date
from ui.widgets.flow import Flow, clear_layout, grows_with_width
from ui.widgets.scroll import Column, scrolled

_TOP = Qt.AlignmentFlag.AlignTop


class CasePanel(QWidget):
    """``step_asked`` wants a step taken; a petition's number opens it."""

    step_asked = Signal(object)

    def __init__(self, today: date, open_petition: Callable[[str], None]) -> None:
        super().__init__()
        self._today, self._open_petition = today, open_petition
        self.file: CaseFile | None = None
        self.next_button: Button | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.pixels(7))
        head = QHBoxLayout()
        head.setSpacing(theme.pixels(7))
        self.number = Label("", "title")
        self.marks = QHBoxLayout()
        self.marks.setSpacing(theme.pixels(5))
        head.addWidget(self.number)
        head.addLayout(self.marks)
        head.addStretch(1)
        layout.addLayout(head)
        self.unit = ElidedLabel("", "muted")
        layout.addWidget(self.unit)
        self._column = Column()
        self._area = scrolled(self._column)
        layout.addWidget(self._area, 1)
        self.show_nothing()

    def show_nothing(self, words: str = NOTHING) -> None:
        """Words in place of a case."""
        self.file, self.next_button = None, None
        clear_layout(self.marks)
        clear_layout(self._column.parts)
        self.number.setText("")
        self.unit.setText("")
        self._column.parts.addWidget(Label(words, "muted", wrap=True))
        self._column.parts.addStretch(1)

    def show_file(self, file: CaseFile) -> None:
        """Another case, or the same one after a step."""
        same = self.file is not None and self.file.matter.number == file.matter.number
        place = self._area.verticalScrollBar().value() if same else 0
        self.file, self.next_button = file, None
        matter = file.matter
        self.number.setText(matter.number)
        clear_layout(self.marks)
        for word, tone in _marks(matter):
            self.marks.addWidget(Chip(word, tone))
        self.unit.setText(_unit_line(matter))
        clear_layout(self._column.parts)
        for part in self._parts(file):
            self._column.parts.addWidget(part)
        self._column.parts.addStretch(1)
        self._area.verticalScrollBar().setValue(place)

    def focus_first(self) -> None:
        """The cursor on the next step, or on the first thing that can be done."""
        first = self.next_button or next((button for button in self._column.findChildren(Button) if button.isEnabled()), None)
        if first is not None:
            first.setFocus()

    # --- the parts

    def _parts(self, file: CaseFile) -> Iterator[QWidget]:
        yield _gist(file.matter)
        yield _due(file, self._today)
        yield self._steps(file)
        yield from self._proposals(file)
        yield self._course(file.matter)
        yield from _not_now(file)

    def _steps(self, file: CaseFile) -> Card:
        following = file.next_step
        offers = [offer for offer in file.offers if offer.open]
        first = next((offer for offer in offers if offer.step is following), None)
        card = Card("下一步" if first else "能办的事")
        if first is not None:
            self.next_button = self._button(first, "Ctrl+Enter", "primary")
            card.body.addWidget(self.next_button)
            for line in effect_lines(first.effect):
                card.say(line, "small")
        elif following is None:
            card.say("已办结，答复也已了结，没有必须办的了。", "good")
        elif offers:
            card.say(f"下一步是{STEP_WORDS[following]}，由办案员办。", "muted")
        else:
            card.say(f"下一步是{STEP_WORDS[following]}。您的岗位只看不办。", "muted")
        others = QWidget()
        flow = Flow(others, spacing=6)
        for offer in offers:
            if offer is not first:
                flow.addWidget(self._button(offer, f"Alt+{KEYS[offer.step]}", "plain"))
        grows_with_width(others)
        card.body.addWidget(others)
        grows_with_width(card)
        return card

    def _button(self, offer: Offer, key: str, kind: str) -> Button:
        button = Button(f"{STEP_WORDS[offer.step]}　{key}", kind=kind, does=lambda: self.step_asked.emit(offer.step))
        button.setAccessibleName(STEP_WORDS[offer.step])
        button.setAccessibleDescription("；".join(effect_lines(offer.effect)))
        set_tooltip(button, "\n".join([*effect_lines(offer.effect), f"依据 {offer.lawful.clause}"]))
        return button

    def _proposals(self, file: CaseFile) -> Iterator[Card]:
        for proposal in file.proposals:
            card = Card("按规定可以", edge="warn", hint=proposal.clause)
            card.say(f"{proposal.words}。", "warn")
            if proposal.to_find:
                card.say(proposal.to_find if proposal.to_find.endswith("。") else f"{proposal.to_find}。", "small")
            grows_with_width(card)
            yield card

    def _course(self, matter: MatterView) -> Card:
        card = Card("经过", hint=f"{len(matter.timeline)} 条")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.pixels(10))
        grid.setVerticalSpacing(theme.pixels(5))
        for row, entry in enumerate(matter.timeline):
            grid.addWidget(Label(_day(entry.on, self._today), "caption"), row, 0, _TOP)
            grid.addWidget(_entry(entry), row, 1)
            if entry.reference and entry.kind in {"petition", "finding"}:
                chip = Chip(entry.reference, "link", opens=True)
                chip.pressed.connect(self._open_petition)
                grid.addWidget(chip, row, 2, _TOP)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        grows_with_width(card)
        return card


def _marks(matter: MatterView) -> list[tuple[str, str]]:
    told = (
        ("集体", "accent", matter.marked_collective or any(row.limit is Limit.COLLECTIVE for row in matter.due)),
        ("要结果", "warn", matter.assigned_level is not None),
        ("老户", "accent", matter.long_standing_on is not None),
        ("揭发控告", "ink", matter.accusation),
        ("保密", "ink", matter.protected),
        ("补录", "ink", matter.late),
    )
    return [(word, tone) for word, tone, holds in told if holds]


def _unit_line(matter: MatterView) -> str:
    counted = f"（计入{matter.counted_unit_name}）" if matter.counted_unit_name not in {"", matter.unit_name} else ""
    parts = (f"{matter.unit_name}{counted}", f"{long_date(matter.accepted_on)}受理", matter.subject_class)
    return "　".join(part for part in parts if part)


def _gist(matter: MatterView) -> Label:
    if matter.withheld:
        return Label("保密件：说的是什么，只给局长指定的人看。", "muted", wrap=True)
    return Label(matter.gist, wrap=True).selectable()


def _due(file: CaseFile, today: date) -> Card:
    matter = file.matter
    words, tone = due_words(file, today)
    standing = [row for row in matter.due if not row.replaced]
    limit = LIMIT_WORDS[file.limit] if file.limit else ""
    card = Card("到期", edge=tone if tone != "good" else "", hint=limit)
    line = QHBoxLayout()
    line.setSpacing(theme.pixels(10))
    line.addWidget(Label(long_date(matter.due_on) if matter.due_on else "没有到期日", "figure"))
    line.addWidget(Label(words, tone))
    line.addStretch(1)
    card.body.addLayout(line)
    if standing:
        card.say(f"为何是这一天：{''.join(standing[-1].why)}", "small").selectable()
    for row in matter.due[:-1]:
        until = "已被代替" if row.replaced or row.known_until is None else f"到 {row.known_until} 为止"
        card.say(f"原告知 {long_date(row.due_on)}（{until}）", "small")
    if matter.asked_due_on is not None and matter.asked_due_on != matter.due_on:
        card.say(f"上级要结果，{long_date(matter.asked_due_on)}前上报或说明（三（二）3（2））", "small")
    grows_with_width(card)
    return card


def _entry(entry: TimelineEntry) -> QWidget:
    """What happened: its title, and the words below it."""
    whole = QWidget()
    lines = QVBoxLayout(whole)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.pixels(1))
    title = Label(entry.title, "strong", wrap=True)
    set_tooltip(title, f"{'导入' if entry.imported else f'登记人：{entry.by}'}")
    lines.addWidget(title)
    if entry.words:
        lines.addWidget(Label(entry.words, "small", wrap=True).selectable())
    grows_with_width(whole)
    return whole


def _not_now(file: CaseFile) -> Iterator[Card]:
    """What may not be done, and why not: of the steps this account would take."""
    closed = [offer for offer in file.offers if offer.allowed and not offer.lawful.yes]
    if not closed:
        return
    card = Card("现在不能办的")
    for offer in closed:
        card.say(f"{STEP_WORDS[offer.step]}：{why_not(offer)}", "small")
    grows_with_width(card)
    yield card


def _day(on: date, today: date) -> str:
    return f"{on.month}月{on.day}日" if on.year == today.year else on.isoformat()
