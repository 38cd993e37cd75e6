"""The cards of one unit's year, in the order a director asks: what it costs, why, and what is near."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.annual_explanation import Distance, ExplainedDecision, ExplainedItem, Explanation
from app.services.petition_form import LEVEL_WORDS, Level
from app.services.standings_rows import near_a_veto, remarks
from ui.pages.review.evidence import Evidence, Openers
from ui.text import Label
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.flow import grows_with_width
from ui.widgets.waterfall import Step, Waterfall

COLLECTIVE_ITEM = "A1"
_NEAR = {"3.2.1.2": (2, "到地区集体上访"), "3.2.1.3": (1, "到市集体上访")}  # level of the visits counted


def of(explanation: Explanation, openers: Openers) -> Iterator[QWidget]:
    """All cards for the unit."""
    yield _waterfall(explanation)
    yield from (_decision(veto, "一票否决", "accent", openers) for veto in explanation.vetoes)
    yield from _warnings(explanation, openers)
    yield from _money(explanation, openers)
    yield from _rewards(explanation, openers)
    yield from (_decision(each, "责任查究（建议）", "warn", openers) for each in explanation.accountability)
    yield from _standing(explanation)
    yield _items(explanation, openers)
    yield _trust(explanation)


def _waterfall(explanation: Explanation) -> Card:
    card = Card("从 100 到得分")
    picture = Waterfall()
    words = {item.item: f"{item.item} {item.name}　{item.points}" for item in explanation.items}
    steps = tuple(Step(item.item, item.deduction, words.get(item.item, item.item)) for item in explanation.unit.items if item.deduction)
    full = Fraction(explanation.standings.sheet.full)
    score = explanation.unit.score
    picture.show_steps(full, _fitted(steps, full - score), score)
    card.body.addWidget(picture)
    if sum(step.deduction for step in steps) > full - score:
        card.say("信访秩序已扣完本项分值，扣分以本项为限。", "small")
    return card


def _fitted(steps: tuple[Step, ...], whole: Fraction) -> tuple[Step, ...]:
    """Where a section is at its floor its items take off no more than the section had: the last of them shrink."""
    left, fitted = whole, []
    for place, step in enumerate(steps):
        others = sum((later.deduction for later in steps[place + 1 :] if later.item[0] != step.item[0]), Fraction(0))
        taken = max(Fraction(0), min(step.deduction, left - others))
        fitted.append(Step(step.item, taken, step.words))
        left -= taken
    return tuple(fitted)


def _decision(each: ExplainedDecision, caption: str, edge: str, openers: Openers) -> Card:
    card = Card(caption, edge=edge, hint=each.citation)
    card.say(f"「{_plain(each.words)}」", "words")
    _add_evidence(card, [each], openers)
    if each.remark:
        card.say(each.remark, "small")
    grows_with_width(card)
    return card


def _plain(words: str) -> str:
    """The clause's words for a card: one paragraph, its own mark at the end taken off."""
    return words.replace("\n", "").rstrip("；")


def _add_evidence(card: Card, cited: Sequence[ExplainedDecision | ExplainedItem], openers: Openers) -> None:
    chips = Evidence(cited, openers)
    if chips.empty:
        chips.deleteLater()
    else:
        card.body.addWidget(chips)


def _warnings(explanation: Explanation, openers: Openers) -> Iterator[Card]:
    """One more visit would be a veto: said with the visits there were."""
    if explanation.vetoes or not near_a_veto(explanation.unit) or not explanation.standings.in_force:
        return
    for distance in explanation.distances:
        if distance.left == 1 and distance.clause in _NEAR:
            yield _warning(explanation, distance, openers)


def _warning(explanation: Explanation, distance: Distance, openers: Openers) -> Card:
    level, name = _NEAR[distance.clause]
    card = Card("预警", edge="warn", hint=distance.citation)
    card.say(f"再有 1 次{name}即一票否决", "warn")
    card.say(f"「{_plain(distance.words)}」", "words")
    counted = [item for item in explanation.items if item.item == COLLECTIVE_ITEM]
    _add_evidence(card, [_at_level(item, level) for item in counted], openers)
    grows_with_width(card)
    return card


def _at_level(item: ExplainedItem, level: int) -> ExplainedItem:
    return ExplainedItem(item.item, item.name, item.points, item.entered, tuple(each for each in item.petitions if each.level == level), ())


def _money(explanation: Explanation, openers: Openers) -> Iterator[Card]:
    unit = explanation.unit
    if not explanation.fines:
        return
    card = Card("罚款" if explanation.standings.closed else "罚款（预计）", hint=f"合计 {unit.fines_total:,} 元")
    collective = {petition.number for item in explanation.items if item.item == COLLECTIVE_ITEM for petition in item.petitions}
    kinds = sorted(explanation.fines, key=lambda fine: _fined_as(fine, collective))
    for (_order, words, amount), fines in groupby(kinds, key=lambda fine: _fined_as(fine, collective)):
        each = list(fines)
        card.body.addLayout(_line(f"{words}　{len(each)} 起 × {amount:,}", f"{len(each) * amount:,} 元"))
        _add_evidence(card, each, openers)
    card.say(_deposit(explanation), "muted")
    card.say("　".join(dict.fromkeys(fine.citation for fine in explanation.fines)), "small")
    grows_with_width(card)
    yield card


def _fined_as(fine: ExplainedDecision, collective: set[str]) -> tuple[int, str, int]:
    amount = fine.decision.amount or 0
    if not fine.petitions:
        return (9, "上级要结果逾期未报", amount)
    petition = fine.petitions[0]
    together = petition.number in collective
    return (
        petition.level if together else petition.level + 4,
        f"到{LEVEL_WORDS[Level(petition.level)]}{'集体访' if together else '越级访'}",
        amount,
    )


def _deposit(explanation: Explanation) -> str:
    deposit = explanation.unit.deposit
    if not deposit.paid:
        return f"无保证金，应缴 {_yuan(deposit.owed)} 元"
    owed = f"，尚欠 {_yuan(deposit.owed)} 元" if deposit.owed else ""
    return f"保证金 {_yuan(deposit.paid)}，扣 {_yuan(deposit.drawn)}，余 {_yuan(deposit.balance)}{owed}"


def _yuan(cents: int) -> str:
    whole, part = divmod(cents, 100)
    return f"{whole:,}{f'.{part:02d}' if part else ''}"


def _rewards(explanation: Explanation, openers: Openers) -> Iterator[Card]:
    for reward in explanation.rewards:
        yield _decision(reward, "奖励", "good", openers)
    if explanation.merit is not None:
        yield _decision(explanation.merit, "记功", "good", openers)
    people = [holder.name for holder in explanation.unit.people_rewarded]
    if people:
        card = Card("受奖的人")
        card.say("、".join(dict.fromkeys(people)))
        grows_with_width(card)
        yield card
    if explanation.not_rewarded:
        card = Card("不予奖励的原因", hint="三（一）2")
        for reason in explanation.not_rewarded:
            card.say(reason)
        grows_with_width(card)
        yield card


def _standing(explanation: Explanation) -> Iterator[Card]:
    """What holds beside the score: key management, who loses 先进个人, remarks on the text."""
    unit = explanation.unit
    lines = [
        *(["上年度被否决，本年度为重点管理单位，党政主要领导不得提拔和调动。"] if unit.key_managed else []),
        *(["下年度列为重点管理单位。"] if unit.key_managed_next_year else []),
        *([f"不得评为先进个人：{'、'.join(holder.name for holder in explanation.disqualified)}"] if explanation.disqualified else []),
        *remarks(explanation.standings, unit),
    ]
    if lines:
        card = Card("连带", hint="三（二）2")
        for line in lines:
            card.say(line)
        grows_with_width(card)
        yield card


def _items(explanation: Explanation, openers: Openers) -> Card:
    card = Card("逐项扣分", hint=f"{explanation.standings.sheet.name} {explanation.standings.sheet.version}")
    for item in explanation.items:
        card.body.addLayout(_line(f"{item.item}　{item.name}", item.points if item.entered else "未录入"))
        _add_evidence(card, [item], openers)
    if not explanation.items:
        card.say("没有扣分。", "good")
    grows_with_width(card)
    return card


def _line(left: str, right: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.pixels(8))
    row.addWidget(Label(left), 1)
    row.addWidget(Label(right, "strong"))
    return row


def _trust(explanation: Explanation) -> Card:
    trust = explanation.trust
    card = Card("数字是否可信")
    card.say(f"作废 {trust.voided}　·　补录 {trust.late}　·　改动 {trust.reclassified}", "warn" if any(trust) else "plain")
    return card
