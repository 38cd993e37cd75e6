"""What stands at the side while the form is filled: what this registration means, before it is saved."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.meaning import DueMeaning, Meaning, Verdict, VetoStep
from ui.text import Label, set_tooltip
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.date_field import long_date, weekday
from ui.widgets.flow import Flow, clear_layout, grows_with_width
from ui.widgets.pips import Pips


class MeaningPanel(QWidget):
    """Shows a Meaning; decides nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.pixels(8))
        self._meaning: Meaning | None = None
        self.why_shown = False
        self.wait()

    def wait(self, words: str = "写下形式、级别和责任单位，这里会说明：是不是集体访、越级访、重访，哪天到期，离一票否决还有几次。") -> None:
        """Nothing can be said yet."""
        self._meaning = None
        self._clear()
        card = Card("这次登记意味着")
        card.say(words, "muted")
        self._layout.addWidget(card)

    def show_meaning(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._clear()
        self._layout.addWidget(_kind_card(meaning))
        if meaning.due:
            self._layout.addWidget(_due_card(meaning.due, self.why_shown))
        if meaning.vetoes:
            self._layout.addWidget(_veto_card(meaning))

    def toggle_why(self) -> None:
        """F2: the course of the due date, sentence by sentence."""
        self.why_shown = not self.why_shown
        if self._meaning:
            self.show_meaning(self._meaning)

    def _clear(self) -> None:
        clear_layout(self._layout)


def _kind_card(meaning: Meaning) -> Card:
    holding = [kind for kind in _kinds(meaning) if kind[2].holds]
    verdicts = [verdict for _name, _tone, verdict in holding] or [meaning.level_skipping]
    grave = meaning.collective.holds or meaning.level_skipping.holds
    card = Card("这次登记意味着", edge="accent" if grave else "", hint=_citations(verdicts))
    chips = Flow()
    for name, tone in (*_named(holding), *_marks(meaning)):
        chips.addWidget(Chip(name, tone))
    card.body.addLayout(chips)
    for verdict in verdicts:
        card.say(verdict.why)
    if meaning.matter_words:
        card.say(meaning.matter_words, "small")
    grows_with_width(card)
    return card


def _kinds(meaning: Meaning) -> Sequence[tuple[str, str, Verdict]]:
    return (
        ("集体访", "accent", meaning.collective),
        ("越级", "accent", meaning.level_skipping),
        ("重访", "warn", meaning.repeat),
    )


def _named(holding: Sequence[tuple[str, str, Verdict]]) -> list[tuple[str, str]]:
    return [(name, tone) for name, tone, _verdict in holding] or [("个别、逐级", "good")]


def _marks(meaning: Meaning) -> list[tuple[str, str]]:
    return [(name, "ink") for name, marked in (("保密", meaning.protected), ("补录", meaning.late)) if marked]


def _citations(verdicts: list[Verdict]) -> str:
    return "　".join(dict.fromkeys(verdict.citation for verdict in verdicts if verdict.citation))


def _due_card(due: DueMeaning, why_shown: bool) -> Card:
    card = Card("办结期限", hint="为何是这一天　F2")
    card.body.addWidget(Label(f"{long_date(due.due_on)}　{weekday(due.due_on)}", "figure"))
    if due.moved_from and due.moved_from != due.due_on:
        card.say(f"原为{long_date(due.moved_from)}", "warn")
    for sentence in due.why if why_shown else _ground_of(due.why):
        card.say(sentence)
    extended = f"　复杂的可延至{long_date(due.extended_on)}" if due.extended_on else ""
    card.say(f"{due.citation or '本局设定的期限，办法没有规定'}{extended}", "small")
    grows_with_width(card)
    return card


def _ground_of(why: Sequence[str]) -> Sequence[str]:
    """The sentence the date rests on: the last one before the conclusion."""
    return [sentence for sentence in why if not sentence.startswith("因此")][-1:]


def _veto_card(meaning: Meaning) -> Card:
    near = [step for step in meaning.vetoes if step.changed or step.after]
    card = Card(f"{meaning.counted_unit_name}距一票否决", edge=_edge_of(near))
    for step in near:
        _veto_lines(card, step)
    if not near:
        card.say("本年度没有到市以上的集体上访。", "good")
    if meaning.expected_fine:
        card.say(meaning.fine_words or f"预计罚款 {meaning.expected_fine:,} 元", "warn")
    grows_with_width(card)
    return card


def _edge_of(steps: Sequence[VetoStep]) -> str:
    """The graver of what this registration moves."""
    moved = [step.remaining for step in steps if step.changed]
    if not moved:
        return ""
    return "accent" if min(moved) <= 1 else "warn"


def _veto_lines(card: Card, step: VetoStep) -> None:
    near = "accent" if step.remaining <= 1 else "warn"
    row = QHBoxLayout()
    row.setSpacing(theme.pixels(10))
    row.addWidget(Label(step.name))
    row.addWidget(Pips(step.before, step.after, step.threshold, near))
    row.addWidget(Label(f"{step.after}/{step.threshold}", "small"))
    row.addStretch(1)
    card.body.addLayout(row)
    if step.changed:
        card.say(step.text, "accent" if near == "accent" else "warn")


class NoticesCard(Card):
    """随后应发的文书: their names on a line, the reasons in the tooltip."""

    def __init__(self) -> None:
        super().__init__("随后应发的文书")
        self._names = self.say("", "muted")
        grows_with_width(self)
        self.hide()

    def show_notices(self, meaning: Meaning | None) -> None:
        notices = meaning.notices if meaning else ()
        self._names.setText("、".join(notice.name for notice in notices))
        set_tooltip(self._names, "\n".join(f"{notice.name}：{notice.why}" for notice in notices))
        self.setVisible(bool(notices))
