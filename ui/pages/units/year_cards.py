"""The cards below the time line: vetoes by pips, fines, open cases, people, money."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.annual_explanation import Explanation
from app.services.ledger_values import yuan
from app.services.matter_values import DueRow
from app.services.petition_form import Level
from app.services.unit_values import POST_WORDS
from app.services.unit_year import Point, UnitYear, VetoNear
from ui.pages.review.evidence import Evidence, Openers
from ui.text import ElidedLabel, Label
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.pips import Pips

LEVELS = {"3.2.1.1": {Level.PROVINCE, Level.BEIJING}, "3.2.1.2": {Level.PREFECTURE}, "3.2.1.3": {Level.CITY}}
NAMES = {"3.2.1.1": "赴省进京集体上访", "3.2.1.2": "到地区集体上访", "3.2.1.3": "到市集体上访"}
MOST_CASES = 12
POSTS = list(POST_WORDS)


def of(page: UnitYear, openers: Openers, to_ledger: Callable[[], None] | None) -> Iterator[QWidget]:
    """All cards of the year, in the order one asks."""
    if page.unlisted:
        card = Card("考评")
        card.say(page.unlisted)
        yield card
    if page.vetoes and page.explanation is not None:
        yield _vetoes(page, page.explanation, openers)
    if page.explanation is not None:
        yield _fines(page.explanation, openers)
    yield _open_cases(page, openers)
    yield _people(page)
    if page.view.form.assessed:
        yield _money(page, to_ledger)


def _vetoes(page: UnitYear, explanation: Explanation, openers: Openers) -> Card:
    held, in_force = bool(explanation.vetoes), explanation.standings.in_force
    card = Card("距一票否决" if not held else "一票否决", edge="accent" if held else "", hint="三（二）1")
    if not in_force:
        card.say("这一年规定还没有施行，只作对照。", "small")
    for near in page.vetoes:
        card.body.addLayout(_veto_line(near))
        counted = [point for point in page.points if point.collective and point.level in LEVELS[near.clause]]
        if counted:
            card.body.addWidget(_chips(counted, openers))
    _other_vetoes(card, explanation, openers)
    grows_with_width(card)
    return card


def _other_vetoes(card: Card, explanation: Explanation, openers: Openers) -> None:
    """Those that count no visits: a score below 60, serious consequences."""
    for veto in explanation.vetoes:
        if veto.decision.clause not in NAMES:
            card.say(f"{veto.citation}　{veto.words.rstrip('；')}", "accent")
            if veto.petitions:
                card.body.addWidget(Evidence([veto], openers))


def _veto_line(near: VetoNear) -> QHBoxLayout:
    left = near.limit - near.counted
    tone = "accent" if left <= 0 else "warn" if left == 1 and near.counted else "muted"
    said = "已否决" if left <= 0 else f"再有 {left} 次即否决"
    row = QHBoxLayout()
    row.setSpacing(theme.pixels(9))
    row.addWidget(Label(NAMES[near.clause]))
    pips = Pips(near.counted, near.counted, near.limit, tone)
    pips.setAccessibleName(f"{NAMES[near.clause]} {near.counted} 次，{near.limit} 次即否决")
    row.addWidget(pips)
    row.addWidget(Label(f"{near.counted} / {near.limit}", "muted"))
    row.addStretch(1)
    row.addWidget(Label(said, tone if tone in {"accent", "warn"} else "muted"))
    return row


def _chips(points: list[Point], openers: Openers) -> QWidget:
    holder = QWidget()
    holder.setProperty("ground", "none")
    flow = Flow(holder)
    grows_with_width(holder)
    for point in points:
        chip = Chip(point.number, "link", opens=True, tip=point.on.isoformat())
        chip.pressed.connect(openers.petition)
        flow.addWidget(chip)
    return holder


def _fines(explanation: Explanation, openers: Openers) -> Card:
    total = explanation.unit.fines_total
    card = Card("罚款" if explanation.standings.closed else "罚款（预计）", hint=f"合计 {total:,} 元" if total else "")
    if not explanation.fines:
        card.say("没有罚款。", "good")
        return card
    by_clause = {fine.citation: [each for each in explanation.fines if each.citation == fine.citation] for fine in explanation.fines}
    for citation, fines in by_clause.items():
        amount = sum(fine.decision.amount or 0 for fine in fines)
        card.body.addLayout(_pair(f"{citation}　{len(fines)} 起", f"{amount:,} 元"))
        card.body.addWidget(Evidence(fines, openers))
    grows_with_width(card)
    return card


def _pair(left: str, right: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(left), 1)
    row.addWidget(Label(right, "strong"))
    return row


def _open_cases(page: UnitYear, openers: Openers) -> Card:
    late = sum(row.days < 0 for row in page.open_cases)
    card = Card("未办结", hint=f"{len(page.open_cases)} 件{f'，超期 {late} 件' if late else ''}")
    for row in page.open_cases[:MOST_CASES]:
        card.body.addLayout(_case(row, openers))
    if len(page.open_cases) > MOST_CASES:
        card.say(f"另有 {len(page.open_cases) - MOST_CASES} 件，期限都在 {page.open_cases[MOST_CASES].due_on} 以后。", "small")
    if not page.open_cases:
        card.say("没有未办结的事项。", "good")
    return card


def _case(row: DueRow, openers: Openers) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.pixels(9))
    chip = Chip(row.matter, "link", opens=True, tip="；".join(row.why))
    chip.pressed.connect(openers.matter)
    line.addWidget(chip)
    said = f"超期 {-row.days} 天" if row.days < 0 else "今日到期" if row.days == 0 else f"余 {row.days} 天"
    line.addWidget(Label(f"{row.due_on} 到期"))
    line.addWidget(Label(said, "accent" if row.days < 0 else "warn" if row.days <= 7 else "muted"))
    line.addWidget(ElidedLabel(row.gist, "muted"), 1)
    return line


def _people(page: UnitYear) -> Card:
    card = Card("班子和信访干部", hint=f"{page.as_of} 在任")
    for term in sorted(page.people, key=lambda each: POSTS.index(each.post)):
        row = QHBoxLayout()
        what = Label(POST_WORDS[term.post], "muted")
        what.setMinimumWidth(theme.pixels(92))
        row.addWidget(what)
        row.addWidget(Label(term.name), 1)
        card.body.addLayout(row)
    if not page.people:
        card.say("没有登记人员。", "muted")
    bound = page.explanation is not None and page.explanation.unit.key_managed
    if bound:
        card.say("本年度为重点管理单位，党政主要领导不能提拔、调动（三（二）2）。", "warn")
        grows_with_width(card)
    return card


def _money(page: UnitYear, to_ledger: Callable[[], None] | None) -> Card:
    card = Card("保证金和欠缴", hint="三（二）3")
    statement = page.statement
    paid = page.explanation.unit.deposit.paid if page.explanation is not None else 0
    row = QHBoxLayout()
    deposit = f"保证金交入 {yuan(paid)} 元，账上余 {yuan(statement.deposit)} 元" if page.view.form.pays_deposit else "不交保证金"
    owed = f"{'欠缴罚款' if statement.owed > 0 else '多缴'} {yuan(abs(statement.owed))} 元" if statement.owed else "没有欠缴"
    row.addWidget(Label(f"{deposit}　·　{owed}", "warn" if statement.owed > 0 else "plain", wrap=True), 1)
    if to_ledger is not None:
        row.addWidget(Button("台账", does=to_ledger))
    card.body.addLayout(row)
    if not statement.closed and page.explanation is not None and page.explanation.unit.fines_total:
        card.say("未定案，罚款还没有入账。", "small")
    return card
