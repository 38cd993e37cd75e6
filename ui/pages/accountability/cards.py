"""A situation on cards: what the clause says, what a person must still find, the evidence, and what was decided before."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.services.accountability import DecidedAccountability
from app.services.accountability_situations import Situation
from app.services.annual_explanation import ExplainedItem
from ui.pages.accountability.words import OWN
from ui.pages.review.evidence import Evidence, Openers
from ui.widgets.card import Card
from ui.widgets.flow import grows_with_width


def of(situation: Situation, openers: Openers) -> Iterator[QWidget]:
    """The cards, in the order a director asks: why, what is missing, what was done."""
    yield _clause(situation, openers)
    for decided in situation.decided:
        yield _decided(decided)


def _clause(situation: Situation, openers: Openers) -> Card:
    card = Card("提请查究" if situation.proposed else OWN, edge="warn" if situation.open else "", hint=situation.citation)
    card.say(f"「{situation.words}」", "words")
    if situation.still:
        card.say(f"还要由人查明：{situation.still}", "warn")
    chips = Evidence([ExplainedItem(situation.clause, "", "", True, situation.petitions, situation.matters)], openers)
    if chips.empty:
        chips.deleteLater()
        card.say("没有登记在案的依据。", "small")
    else:
        card.body.addWidget(chips)
    for matter in situation.matters:
        if matter.gist:
            due = f"　{matter.due_on} 到期" if matter.due_on else ""
            ended = f"　{matter.concluded_on} 办结" if matter.concluded_on else "　未办结"
            card.say(f"{matter.number}　{matter.gist}{due}{ended}", "small")
    grows_with_width(card)
    return card


def _decided(decided: DecidedAccountability) -> Card:
    aside = decided.set_aside
    card = Card("不予查究" if aside else "已决定", edge="" if aside else "good", hint=f"{decided.decided_on}　{decided.decided_by}")
    card.say(decided.facts)
    for person in decided.people:
        card.say(f"{person.post}　{person.name}　{person.measure}", "strong")
    if decided.evidence:
        card.say(f"依据：{'、'.join(decided.evidence)}", "small")
    if not aside:
        where = "建议书，送主管机关" if decided.proposal else "通报，送单位"
        card.say(f"文书（{where}）在“文书”页，按 Ctrl+8 去发。", "small")
    grows_with_width(card)
    return card


