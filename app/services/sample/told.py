"""Rows as they are told: cases and petitions before they have numbers, and the scenes read from plot.toml."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

LEVELS = ("单位", "市", "地区", "省", "京")


@dataclass(slots=True)
class ToldPetition:
    """One petition: ``form`` 来访 / 来信, ``level`` one of LEVELS, ``shown`` the level of the 答复意见书 shown or 无."""

    on: date
    form: str
    level: str
    unit: str
    people: int = 1
    represented: int | None = None
    shown: str = "无"
    words: str = ""
    serious: str = ""
    person: Any = None
    address: str = ""
    number: str = ""


@dataclass(slots=True)
class ToldCase:
    """One matter with its petitions and the dates of its handling."""

    unit: str
    subject_class: str
    gist: str
    accepted_on: date
    petitions: list[ToldPetition] = field(default_factory=list)
    asked_on: date | None = None
    asked_level: str = ""
    collective: bool = False
    extended_on: date | None = None
    extension_reason: str = ""
    reported_on: date | None = None
    explained_on: date | None = None
    concluded_on: date | None = None
    outcome: str = ""
    replied_on: date | None = None
    signature: str = ""
    no_reply: bool = False
    long_standing_on: date | None = None
    accusation: bool = False
    number: str = ""


def _day(year: int, text: str) -> date:
    month, day = text.split("-")
    return date(year, int(month), int(day))


def petition_of(line: str, year: int, unit: str) -> ToldPetition:
    """Reads ``MM-DD level people shown | words [| represented]`` or ``MM-DD 信 level | words``."""
    head, words, *represented = (part.strip() for part in line.split("|"))
    on, first, *rest = head.split()
    if first == "信":
        return ToldPetition(_day(year, on), "来信", rest[0], unit, words=words)
    spoken_for = int(represented[0]) if represented else None
    return ToldPetition(_day(year, on), "来访", first, unit, int(rest[0]), spoken_for, rest[1], words)


def case_of(scene: dict[str, Any]) -> ToldCase:
    """A scene of plot.toml as a case; it is accepted on the day of its first petition at city or above, or of its first petition."""
    year, unit = scene["year"], scene["unit"]
    petitions = [petition_of(line, year, unit) for line in scene["petitions"]]
    first = next((p for p in petitions if p.level != "单位"), petitions[0])
    case = ToldCase(unit, scene["class"], scene["gist"], first.on, petitions)
    case.outcome, case.signature = scene.get("outcome", ""), scene.get("signature", "")
    case.collective = first.form == "来访" and max(first.people, first.represented or 0) >= 5
    case.extension_reason = scene.get("extension_reason", "")
    for name in ("extended", "reported", "explained", "concluded", "long_standing"):
        if name in scene:
            setattr(case, f"{name}_on", _day(year, scene[name]))
    case.replied_on = case.concluded_on if case.signature else None
    _ask(case, scene)
    _mark_serious(case, scene)
    return case


def _ask(case: ToldCase, scene: dict[str, Any]) -> None:
    if "asked" in scene:
        on, case.asked_level = scene["asked"].split()
        case.asked_on = _day(scene["year"], on)


def _mark_serious(case: ToldCase, scene: dict[str, Any]) -> None:
    if "serious" in scene:
        on, words = scene["serious"].split(" ", 1)
        next(p for p in case.petitions if p.on == _day(scene["year"], on)).serious = words
