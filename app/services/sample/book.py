"""The sample as an import workbook's rows: units, people, matters, petitions, entries, deposits."""

import tomllib
from datetime import date, timedelta
from random import Random
from typing import Any

from app import resources
from app.services.sample import city
from app.services.sample.cases import OrdinaryCases
from app.services.sample.cast import Cast
from app.services.sample.city import Row
from app.services.sample.stories import Stories
from app.services.sample.told import ToldCase, ToldPetition, case_of

SEED = 199534
LAST_DAY = date(1996, 12, 20)
YEARS = {1994: (date(1994, 10, 5), date(1994, 12, 28)), 1995: (date(1995, 1, 4), date(1995, 12, 29)), 1996: (date(1996, 1, 3), LAST_DAY)}
"""The years the sample's cases are opened in: some matters reach back to 1994."""


def rows() -> dict[str, list[Row]]:
    """All sheets of the sample's workbook by name; the same rows at every call."""
    rng = Random(SEED)
    units, plot = _read("units.toml"), _read("plot.toml")
    stones = _read("cast.toml")
    cast = Cast(stones, rng)
    stories = Stories(_read("stories.toml"), rng, cast.villages, cast.streets)
    teller = _Teller(rng, cast, stories, units, plot)
    cases = teller.cases()
    loose = teller.loose_petitions()
    _number(cases, loose)
    return {
        "单位": city.unit_rows(units),
        "人员": city.people_rows(units, stones["posts"], cast, rng),
        "事项": [_matter_row(case) for case in sorted(cases, key=lambda case: case.number)],
        "来访来信": _petition_rows(cases, loose),
        "录入项": city.entry_rows(units, plot, rng),
        "保证金": city.deposit_rows(units, plot),
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.text("sample", name))


class _Teller:
    """Draws the two years unit by unit, around the scenes."""

    def __init__(self, rng: Random, cast: Cast, stories: Stories, units: dict[str, Any], plot: dict[str, Any]) -> None:
        self._rng = rng
        self._cast = cast
        self._stories = stories
        self._plot = plot
        self._closed: dict[str, date] = units["closed"]
        self._kinds = {str(line[0]): kind for kind in ("township", "subdistrict", "department") for line in units[kind]["rows"]}
        self._below: dict[str, list[str]] = {}
        for code, _, _, parent in units["subordinate"]["rows"]:
            self._below.setdefault(parent, []).append(code)
        self._ordinary = OrdinaryCases(rng, cast, stories, LAST_DAY)

    def cases(self) -> list[ToldCase]:
        told = [self._scene(scene) for scene in self._plot["scene"]]
        for year, (first, last) in YEARS.items():
            for code, kind in self._kinds.items():
                end = min(last, self._closed.get(code, last))
                told += self._cases_of(code, kind, year, first, end)
        return told

    def _scene(self, scene: dict[str, Any]) -> ToldCase:
        case = case_of(scene)
        person = self._cast.person(scene.get("name"))
        for petition in case.petitions:
            petition.person, petition.address = person, scene.get("address", self._rng.choice(self._cast.villages) + "村")
        return case

    def _cases_of(self, code: str, kind: str, year: int, first: date, last: date) -> list[ToldCase]:
        number = self._how_many(code, year)
        quiet = year == 1994 or year in self._plot["quiet"].get(code, ())
        crowds = 0 if quiet else self._rng.choice((0, 1, 1, 1, 1, 2))
        reaches = [] if quiet else self._climbs()
        cases = []
        for index in range(number):
            unit = self._rng.choice([code, *self._below.get(code, [])])
            reach = reaches.pop() if reaches else ""
            cases.append(self._ordinary.draw(unit, kind, first, last, crowd=index < crowds, reaches=reach))
        return cases

    def _how_many(self, code: str, year: int) -> int:
        if year == min(YEARS):
            return self._rng.choice((0, 0, 1, 2))
        number: int = self._plot["load"].get(code, [self._rng.randrange(6, 11)])[0]
        return number

    def _climbs(self) -> list[str]:
        """Which higher offices single people of an ordinary unit go to in a year."""
        drawn = self._rng.random()
        return ["地区", "省"] if drawn < 0.06 else ["地区"] if drawn < 0.32 else ["省"] if drawn < 0.4 else ["京"] if drawn < 0.42 else []

    def loose_petitions(self) -> list[ToldPetition]:
        """Questions and suggestions: 不立案, without a matter."""
        told: list[ToldPetition] = []
        for year in (1995, 1996):
            first, last = YEARS[year]
            for code, kind in self._kinds.items():
                number = self._plot["load"].get(code, [0, self._rng.randrange(4, 8)])[1]
                end = min(last, self._closed.get(code, last))
                told += [self._inquiry(code, kind, year, first, end) for _ in range(number)]
        return told

    def _inquiry(self, code: str, kind: str, year: int, first: date, last: date) -> ToldPetition:
        on = first + timedelta(days=self._rng.randrange((last - first).days + 1))
        form, words = self._stories.inquiry(year)
        petition = ToldPetition(on - timedelta(days=on.weekday() == 6), form, "市", code, words=words)
        petition.person = self._cast.person()
        petition.address = f"{self._rng.choice(self._cast.villages)}村" if kind == "township" else self._rng.choice(self._cast.streets)
        return petition


def _number(cases: list[ToldCase], loose: list[ToldPetition]) -> None:
    """Register and matter numbers per year, in the order of days; ties keep the order of telling."""
    last: dict[int, int] = {}
    for petition in sorted([p for case in cases for p in case.petitions] + loose, key=lambda petition: petition.on):
        last[petition.on.year] = last.get(petition.on.year, 0) + 1
        petition.number = f"{petition.on.year}-{last[petition.on.year]:05d}"
    last.clear()
    for case in sorted(cases, key=lambda case: case.accepted_on):
        last[case.accepted_on.year] = last.get(case.accepted_on.year, 0) + 1
        case.number = f"S{case.accepted_on.year}-{last[case.accepted_on.year]:05d}"


def _matter_row(case: ToldCase) -> Row:
    return {
        "事项编号": case.number,
        "摘要": case.gist,
        "内容分类": case.subject_class,
        "责任单位代码": case.unit,
        "受理日期": case.accepted_on,
        "交办日期": case.asked_on,
        "交办级别": case.asked_level or None,
        "交办文号": _paper("聊信交", case.asked_on, case),
        "集体": "是" if case.collective else "否",
        "复杂延期日期": case.extended_on,
        "延期理由": case.extension_reason or None,
        "上报日期": case.reported_on,
        "说明日期": case.explained_on,
        "老户认定日期": case.long_standing_on,
        "揭发控告": "是" if case.accusation else None,
        **_ending(case),
    }


def _ending(case: ToldCase) -> Row:
    """What stands in a matter's row once it is concluded."""
    return {
        "办结日期": case.concluded_on,
        "办理结果": case.outcome if case.concluded_on else None,
        "答复意见书编号": _paper("聊访复", case.concluded_on, case) if case.signature else None,
        "答复日期": case.replied_on,
        "签署": case.signature or None,
        "不需答复": "是" if case.no_reply else None,
    }


def _paper(organ: str, on: date | None, case: ToldCase) -> str | None:
    """A document's number: the organ's character, the year, the matter's running number."""
    return f"{organ}〔{on.year}〕{int(case.number[-5:])}号" if on else None


def _petition_rows(cases: list[ToldCase], loose: list[ToldPetition]) -> list[Row]:
    told = [_petition_row(petition, case.number) for case in cases for petition in case.petitions]
    told += [_petition_row(petition, None) for petition in loose]
    return sorted(told, key=lambda row: str(row["登记号"]))


def _petition_row(petition: ToldPetition, matter: str | None) -> Row:
    visit_above = petition.form == "来访" and petition.level != "单位"
    return {
        "登记号": petition.number,
        "日期": petition.on,
        "形式": petition.form,
        "级别": petition.level,
        "人数": petition.people,
        "代表人数": petition.represented,
        "姓名": petition.person.name,
        "性别": petition.person.sex,
        "证件号": petition.person.id_number or None,
        "电话": petition.person.phone or None,
        "住址": petition.address,
        "责任单位代码": petition.unit,
        "事项编号": matter,
        "持答复级别": petition.shown if visit_above else None,
        "严重后果": petition.serious or None,
        "反映内容": petition.words,
    }
