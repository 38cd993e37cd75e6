"""What is known of a unit over time: names, parents, people and posts, leaders in charge, who stands under it; opens the units named."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.ledger_values import yuan
from app.services.unit_values import KIND_WORDS, POST_WORDS, LeaderInCharge, PostTerm, UnitView
from ui.pages.units.words import span
from ui.text import Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, clear_layout, grows_with_width
from ui.widgets.scroll import Column, scrolled

POSTS = list(POST_WORDS)


class FactsPanel(QWidget):
    """Shows a UnitView; ``post_ended`` asks to end a term of office."""

    post_ended = Signal(object)

    def __init__(self, open_unit: Callable[[str], None], *, keeps: bool) -> None:
        super().__init__()
        self._open_unit, self._keeps = open_unit, keeps
        self._column = Column()
        self._area = scrolled(self._column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    def show_unit(self, view: UnitView, leaders: Sequence[LeaderInCharge], today: date) -> None:
        clear_layout(self._column.parts)
        people = self._people(view, today), self._leaders(view, leaders, today)
        for card in (_basic(view), *people, self._around(view), _history(view, today)):
            if card is not None:
                self._column.parts.addWidget(card)
        self._column.parts.addStretch(1)

    def focus_first(self) -> None:
        """The cursor to the first thing that can be pressed."""
        for part in self._column.findChildren(QWidget):
            if isinstance(part, Chip | Button) and part.isVisible():
                part.setFocus()
                return

    def ending_button(self) -> Button | None:
        """The 离任 button that has the cursor, else the first."""
        shown = [button for button in self._column.findChildren(Button) if button.isVisible()]
        buttons = [button for button in shown if button.accessibleName().endswith("离任")]
        return next((button for button in buttons if button.hasFocus()), buttons[0] if buttons else None)

    def _people(self, view: UnitView, today: date) -> Card:
        card = Card("班子和信访干部")
        now = sorted((term for term in view.posts if term.held_on(today) and not term.of_the_city), key=lambda term: POSTS.index(term.post))
        for term in now:
            card.body.addLayout(self._term(term))
        if not now:
            card.say("没有登记现任人员。", "muted")
        return card

    def _leaders(self, view: UnitView, leaders: Sequence[LeaderInCharge], today: date) -> Card | None:
        held = [term for term in view.posts if term.held_on(today) and term.of_the_city]
        if not held:
            return None
        card = Card("包点市领导", hint="二、第二段")
        for term in held:
            card.body.addLayout(self._term(term))
            others = [unit for each in leaders if each.name == term.name for unit in each.units if unit[0] != view.form.code]
            if others:
                card.say(f"{term.name}还包：", "small")
                card.body.addWidget(self._chips(others))
        grows_with_width(card)
        return card

    def _term(self, term: PostTerm) -> Flow:
        row = Flow(spacing=8)
        what = Label("" if term.of_the_city else POST_WORDS[term.post], "muted")
        what.setVisible(not term.of_the_city)
        what.setMinimumWidth(theme.pixels(84))
        row.addWidget(what)
        row.addWidget(Label(term.name, "strong"))
        row.addWidget(Label(f"{span(term.from_on, term.to_on)}{f'　{term.phone}' if term.phone else ''}", "small"))
        if self._keeps and term.to_on is None:
            button = Button("离任", kind="quiet", does=lambda: self.post_ended.emit(term))
            button.setAccessibleName(f"{term.name}离任")
            row.addWidget(button)
        return row

    def _around(self, view: UnitView) -> Card | None:
        groups = (
            ("上级单位", [(view.form.parent, view.parent_name)] if view.form.parent else []),
            ("接续单位", [(view.successor, view.successor_name)] if view.successor else []),
            ("下属单位", [(hit.code, _closed(hit.name, hit.closed)) for hit in view.subordinates]),
            ("并入本单位的", [(hit.code, _closed(hit.name, hit.closed)) for hit in view.merged_here]),
        )
        if not any(units for _, units in groups):
            return None
        card = Card("上下和接续")
        for caption, units in groups:
            if units:
                card.say(caption, "small")
                card.body.addWidget(self._chips(units))
        grows_with_width(card)
        return card

    def _chips(self, units: Iterable[tuple[str, str]]) -> QWidget:
        holder = QWidget()
        holder.setProperty("ground", "none")
        flow = Flow(holder)
        grows_with_width(holder)
        for code, name in units:
            chip = Chip(name, "link", opens=True, tip=code)
            chip.pressed.connect(lambda _text, wanted=code: self._open_unit(wanted))
            flow.addWidget(chip)
        return holder


def _closed(name: str, closed: bool) -> str:
    return f"{name}（已停用）" if closed else name


def _basic(view: UnitView) -> Card:
    form = view.form
    card = Card("基本情况")
    pairs = [
        ("编号", form.code),
        ("类别", KIND_WORDS[form.kind]),
        ("简称", form.short_name),
        ("上级", view.parent_name),
        ("主管机关", form.organ_in_charge),
        ("保证金标准", f"{yuan(form.deposit_standard)} 元" if form.deposit_standard is not None else "没有定" if form.pays_deposit else ""),
        ("启用", form.opened_on.isoformat() if form.opened_on else "一直有"),
        ("停用", f"{form.closed_on}（这一天仍计）" if form.closed_on else ""),
    ]
    for caption, words in pairs:
        if words:
            row = QHBoxLayout()
            name = Label(caption, "muted")
            name.setMinimumWidth(theme.pixels(84))
            row.addWidget(name)
            row.addWidget(Label(words, wrap=True).selectable(), 1)
            card.body.addLayout(row)
    grows_with_width(card)
    return card


def _history(view: UnitView, today: date) -> Card | None:
    former = sorted((term for term in view.posts if not term.held_on(today)), key=lambda term: term.from_on or date.min, reverse=True)
    lines = [
        *(f"{span(term.from_on, term.to_on)}　名称　{term.name}" for term in view.names if len(view.names) > 1),
        *(f"{span(term.from_on, term.to_on)}　上级　{term.parent_name or '没有上级'}" for term in view.parents if len(view.parents) > 1),
        *(f"{span(term.from_on, term.to_on)}　{POST_WORDS[term.post]}　{term.name}" for term in former),
    ]
    if not lines:
        return None
    card = Card("沿革")
    for line in lines:
        card.say(line)
    grows_with_width(card)
    return card
