"""Changes of a year that are only imagined: a petition more, elsewhere or void; another entry, number, reading or sheet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.errors import Refusal
from app.regulation.parameters import FOUR_LEVEL_NAMES, NUMBER_NAMES
from app.regulation.readings import ALLOWED
from app.regulation.sheet import ScoringSheet
from app.regulation.terms import Form, Level

LEVELS = {
    "city": Level.CITY, "prefecture": Level.PREFECTURE, "province": Level.PROVINCE, "beijing": Level.BEIJING,
    "市": Level.CITY, "地区": Level.PREFECTURE, "省": Level.PROVINCE, "京": Level.BEIJING,
}  # fmt: skip
LEVEL_WORDS = {Level.UNIT: "到单位", Level.CITY: "到市", Level.PREFECTURE: "到地区", Level.PROVINCE: "赴省", Level.BEIJING: "进京"}
MOST_PEOPLE = 999_999
_WRITTEN = re.compile(r"([^:：]+)[:：](\d{1,6})(?:[:：](skip|越级))?", re.ASCII)


class Imagined(NamedTuple):
    """A visit that has not happened: on no matter, of so many people, level-skipping or not."""

    level: Level
    people: int
    skipping: bool


@dataclass(frozen=True, slots=True)
class AddPetition:
    """One petition more at a unit; ``on`` None: on the day looked at. With a ``matter`` it is a visit on that matter."""

    unit: str
    level: Level
    people: int = 1
    skipping: bool = False
    on: date | None = None
    represented: int = 0
    form: Form = Form.VISIT
    matter: str = ""
    serious: bool = False

    def said(self) -> str:
        form = "来访" if self.form is Form.VISIT else "来信"
        people = f" {self.people} 人" if self.form is Form.VISIT else ""
        day = f"{self.on}" if self.on else ""
        return f"{self.unit} 增加{day}{LEVEL_WORDS[self.level]}{form}{people}{'，越级' if self.skipping else ''}"


@dataclass(frozen=True, slots=True)
class MovePetition:
    """A registered petition at another unit, level or day, or of other people; None: as it is."""

    number: str
    unit: str | None = None
    level: Level | None = None
    on: date | None = None
    people: int | None = None

    def said(self) -> str:
        parts = (
            f"改属 {self.unit}" if self.unit else "",
            f"改为{LEVEL_WORDS[self.level]}" if self.level is not None else "",
            f"改为 {self.on}" if self.on else "",
            f"改为 {self.people} 人" if self.people is not None else "",
        )
        return f"{self.number} {'，'.join(filter(None, parts))}"


@dataclass(frozen=True, slots=True)
class VoidPetition:
    """A registered petition void."""

    number: str

    def said(self) -> str:
        return f"{self.number} 作废"


@dataclass(frozen=True, slots=True)
class SetEntry:
    """Another number entered by the reviewers; None: not entered."""

    unit: str
    item: str
    number: int | None

    def said(self) -> str:
        return f"{self.unit} {self.item} {'未录入' if self.number is None else f'录入 {self.number}'}"


@dataclass(frozen=True, slots=True)
class SetRule:
    """Another number or reading."""

    name: str
    value: object

    def said(self) -> str:
        return f"{self.name} = {self.value}"


@dataclass(frozen=True, slots=True)
class UseSheet:
    """Another scoring sheet."""

    sheet: ScoringSheet

    def said(self) -> str:
        return f"改用计分标准 {self.sheet.name} {self.sheet.version}"


Change = AddPetition | MovePetition | VoidPetition | SetEntry | SetRule | UseSheet


def imagined(written: str) -> Imagined:
    """Reads `LEVEL:PEOPLE[:skip]`. Raises ValueError with what is wrong, in Chinese."""
    match = _WRITTEN.fullmatch(written)
    level = LEVELS.get(match[1].lower()) if match else None
    if match is None or level is None or int(match[2]) < 1:
        raise ValueError(f"“{written}”应为 级别:人数[:skip]，级别是 city prefecture province beijing（或 市 地区 省 京），人数至少 1")
    return Imagined(level, int(match[2]), match[3] is not None)


def moved(written: str) -> MovePetition:
    """Reads `NO:UNIT`, each of UNIT, a level, a day and a number of people (`8人`) being possible, several by commas."""
    number, separator, rest = written.replace("：", ":").partition(":")
    parts = [part.strip() for part in rest.replace("，", ",").split(",") if part.strip()]
    if not separator or not number.strip() or not parts:
        raise ValueError(f"“{written}”应为 登记号:单位代码，或 登记号:级别、登记号:日期、登记号:人数人，几项用逗号隔开")
    made: dict[str, Any] = {}
    for part in parts:
        made |= _moved_to(part, written)
    return MovePetition(number.strip(), **made)


def _moved_to(part: str, written: str) -> Mapping[str, Any]:
    if part.lower() in LEVELS:
        return {"level": LEVELS[part.lower()]}
    if re.fullmatch(r"[1-9]\d{0,5}人", part, re.ASCII):
        return {"people": int(part[:-1])}
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", part, re.ASCII):
        try:
            return {"on": date.fromisoformat(part)}
        except ValueError:
            raise ValueError(f"“{written}”里的 {part} 不是日期") from None
    return {"unit": part}


def entry(written: str) -> SetEntry:
    """Reads `UNIT:ITEM=NUMBER`; an empty number is none entered."""
    match = re.fullmatch(r"([^:：=]+)[:：]([^=]+)=(\d{0,6})", written, re.ASCII)
    if match is None:
        raise ValueError(f"“{written}”应为 单位代码:项目=数量，如 T01:C1=3；数量空着表示未录入")
    return SetEntry(match[1].strip(), match[2].strip(), int(match[3]) if match[3] else None)


def rule(written: str) -> SetRule:
    """Reads `NAME=VALUE`: a reading's value, a whole number, or four by commas."""
    name, separator, value = (part.strip() for part in written.partition("="))
    if not separator or not value or (name not in ALLOWED and name not in NUMBER_NAMES):
        raise ValueError(f"“{written}”应为 名称=值；可用的名称：{'、'.join((*ALLOWED, *NUMBER_NAMES))}")
    return SetRule(name, value_of(name, value))


def value_of(name: str, value: str) -> object:
    """What was typed as a value of the number or reading ``name``. Raises ValueError in Chinese."""
    if name in ALLOWED:
        if value not in ALLOWED[name]:
            raise ValueError(f"口径 {name} 不能取“{value}”，可取：{'、'.join(ALLOWED[name])}")
        return value
    numbers = value.replace("，", ",").split(",")
    wanted = 4 if name in FOUR_LEVEL_NAMES else 1
    if len(numbers) != wanted or not all(re.fullmatch(r"\s*\d{1,9}\s*", each, re.ASCII) for each in numbers):
        raise ValueError(f"参数 {name} 应为{'四个整数（市,地区,省,京）' if wanted == 4 else '整数'}，不能是“{value}”")
    whole = tuple(int(each) for each in numbers)
    return list(whole) if wanted == 4 else whole[0]


def require_people(people: int) -> None:
    """Raises Refusal for a number of people that cannot be."""
    if not 1 <= people <= MOST_PEOPLE:
        raise Refusal("人数应为 1 到 999999 的整数。", where="人数")
