"""One unit's explained year as text worth reading: decisions first, then why each point went, then how far a veto is."""

from collections.abc import Iterable, Iterator

from app.regulation.decisions import Decision
from app.regulation.rounding import two_places
from app.regulation.terms import NO_REPLY_LETTER, Form, Level
from app.services.annual_explanation import Distance, ExplainedDecision, ExplainedItem, Explanation
from app.services.plain_table import cut, on_one_line, wrapped
from app.services.standings_rows import KIND_WORDS, notes, rate, remarks, verdict
from app.store.evidence import CitedMatter, CitedPetition

WIDTH = 110
LEVEL_WORDS = {Level.UNIT: "到单位", Level.CITY: "到市", Level.PREFECTURE: "到地区", Level.PROVINCE: "赴省", Level.BEIJING: "进京"}
SHOWN_WORDS = {NO_REPLY_LETTER: "未持答复意见书", 0: "持单位答复", 1: "持市答复", 2: "持地区答复", 3: "持省答复"}
PROTECTED = "（保密，内容不显示）"


def explanation_text(told: Explanation) -> str:
    """The whole text, ending in a line break."""
    parts = (
        _head(told),
        _section("一票否决", told.vetoes, told),
        _consequences(told),
        _section("奖励", told.rewards, told),
        _section("记功", [told.merit] if told.merit else [], told),
        _not_rewarded(told),
        _section("罚款", told.fines, told),
        _deposit(told),
        _section("责任查究（提请，由人核定）", told.accountability, told),
        _items(told),
        _distances(told),
        _trust(told),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _head(told: Explanation) -> Iterator[str]:
    unit = told.unit
    place = f"第 {unit.rank} 名（共 {told.ranked_units} 个单位）" if unit.rank else "不参加排名"
    word = verdict(unit, in_force=told.standings.in_force)
    yield f"{on_one_line(unit.name)}（{unit.code}，{KIND_WORDS[unit.kind]}）  {told.standings.year}年度考评"
    yield f"得分 {two_places(unit.score)}  {place}{'  ' + word if word else ''}"
    yield from notes(told.standings)
    noes = ("无进京赴省上访", "无集体上访", "无信访老户", "无信访积案")
    yield "四无：" + "  ".join(f"{'●' if none else '○'} {name}" for name, none in zip(noes, unit.four_noes, strict=True))
    counts = unit.petitions
    yield (
        f"市以上信访 {counts.letters + counts.visits} 起（来访 {counts.visits}，来信 {counts.letters}，重访 {counts.repeat}）；"
        f"集体访 市 {counts.collective[0]}、地区 {counts.collective[1]}、省 {counts.collective[2]}、京 {counts.collective[3]}；"
        f"应结 {unit.due} 件，按期查结 {unit.concluded_in_time} 件（{rate(unit)}%）"
    )
    yield from remarks(told.standings, unit)


def _section(title: str, decisions: Iterable[ExplainedDecision], told: Explanation) -> Iterator[str]:
    """A section: decisions that rest on the same clause stand under its words together."""
    by_clause: dict[str, list[ExplainedDecision]] = {}
    for each in decisions:
        by_clause.setdefault(each.decision.clause, []).append(each)
    if by_clause:
        total = f"  合计 {told.unit.fines_total:,} 元{'' if told.standings.closed else '（预计）'}" if title == "罚款" else ""
        yield from ("", f"【{title}】{total}")
    for group in by_clause.values():
        yield f"  {group[0].citation}"
        yield from wrapped(f"“{group[0].words}”", WIDTH, "    ")
        for each in group:
            yield from _evidence(each.petitions, each.matters, _amount(each.decision))
        if group[0].remark:
            yield f"    {group[0].remark}"


def _amount(decision: Decision) -> str:
    return f"{decision.amount:,} 元  " if decision.amount is not None else ""


def _evidence(petitions: Iterable[CitedPetition], matters: Iterable[CitedMatter], lead: str = "") -> Iterator[str]:
    for petition in petitions:
        yield cut(f"    · {lead}{_petition(petition)}", WIDTH)
    for matter in matters:
        yield cut(f"    · {lead}{_matter(matter)}", WIDTH)


def _petition(petition: CitedPetition) -> str:
    parts = (
        petition.number,
        petition.received_on.isoformat(),
        LEVEL_WORDS[Level(petition.level)] + ("来访" if petition.form == Form.VISIT else "来信"),
        *(_visit(petition) if petition.form == Form.VISIT else ()),
        f"事项 {petition.matter}" if petition.matter else "",
        PROTECTED if petition.protected else on_one_line(petition.gist or ""),
    )
    return "  ".join(filter(None, parts))


def _visit(petition: CitedPetition) -> tuple[str, str, str]:
    """How many came, what they showed, whether again."""
    speak = f"（代表 {petition.represented} 人）" if petition.represented else ""
    shown = SHOWN_WORDS[petition.shown_level] if petition.level > Level.UNIT else ""
    return f"{petition.people} 人{speak}", shown, "重访" if petition.repeat else ""


def _matter(matter: CitedMatter) -> str:
    days = (
        ("受理", matter.accepted_on),
        ("到期", matter.due_on),
        ("要结果到期", matter.asked_due_on),
        ("上报", matter.reported_on),
        ("说明", matter.explained_on),
        ("办结", matter.concluded_on),
    )
    told = "  ".join(f"{name} {day}" for name, day in days if day is not None)
    state = "" if matter.concluded_on else "未办结"
    gist = PROTECTED if matter.protected else on_one_line(matter.gist or "")
    return "  ".join(part for part in (matter.number, told, state, gist) if part)


def _consequences(told: Explanation) -> Iterator[str]:
    if told.unit.vetoes:
        names = "、".join(dict.fromkeys(holder.name for holder in told.disqualified))
        yield "  后果（三（二）2）：取消年度评先选模资格，列入下年度重点管理单位，主要领导在重点管理期间不能提拔、调动。"
        if names:
            yield from wrapped(f"取消本年度先进个人评选资格：{names}", WIDTH, "    ")


def _not_rewarded(told: Explanation) -> Iterator[str]:
    if told.unit.people_rewarded:
        yield from wrapped("受奖个人：" + "、".join(dict.fromkeys(holder.name for holder in told.unit.people_rewarded)), WIDTH, "    ")
    if told.not_rewarded:
        yield from ("", "【不予奖励的原因】  三（一）2")
        yield from (f"    {reason}" for reason in told.not_rewarded)


def _deposit(told: Explanation) -> Iterator[str]:
    deposit = told.unit.deposit
    if deposit.paid or deposit.owed:
        paid, drawn, balance, owed = (_yuan(cents) for cents in deposit)
        yield f"    保证金：已交 {paid} 元，扣缴 {drawn} 元，余 {balance} 元，尚欠 {owed} 元"


def _yuan(cents: int) -> str:
    return f"{cents // 100:,}" + (f".{cents % 100:02d}" if cents % 100 else "")


def _items(told: Explanation) -> Iterator[str]:
    yield from ("", f"【计分】  满分 {told.standings.sheet.full}，得 {two_places(told.unit.score)}")
    for item in told.items:
        yield f"  {item.item} {item.name}  {_points(item)}"
        yield from _evidence(item.petitions, item.matters)
    if not told.items:
        yield "  没有扣分"


def _points(item: ExplainedItem) -> str:
    return item.points if item.entered else "未录入"


def _distances(told: Explanation) -> Iterator[str]:
    yield from ("", "【距一票否决】")
    yield from (f"  {each.citation}  {_left(each)}  {on_one_line(each.words)}" for each in told.distances)


def _left(each: Distance) -> str:
    return f"再有 {each.left} 次" if each.left else "已到"


def _trust(told: Explanation) -> Iterator[str]:
    yield from ("", f"【数字是否可信】  作废 {told.trust.voided}  补录 {told.trust.late}  改动 {told.trust.reclassified}")
