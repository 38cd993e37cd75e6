"""The facts of a year by plain loops over every row: slow, and easy to hold against page 1."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from app.regulation.facts import (
    AskedCase,
    Assignment,
    CitedVisit,
    ConcludedCase,
    FourLevels,
    LateCase,
    OpenFinding,
    PetitionCounts,
    PostHolder,
    RefusedSignature,
    RepeatedCase,
    UnitFacts,
)
from app.regulation.months import add_months
from app.regulation.parameters import Parameters
from app.regulation.terms import Level, Post, UnitKind
from app.store.database import Transaction
from app.store.schema import metadata

Row = Mapping[str, Any]


class PlainFacts:
    """All rows of a store, and what they say of one year by the end of one day."""

    def __init__(self, transaction: Transaction, year: int, as_of: date, parameters: Parameters) -> None:
        self.year, self.as_of, self.parameters = year, as_of, parameters
        self.rows: dict[str, list[Row]] = {
            table.name: [dict(row) for row in transaction.execute(table.select()).mappings()] for table in metadata.sorted_tables
        }

    def of_all_units(self) -> list[UnitFacts]:
        listed = [unit for unit in self.rows["units"] if self.is_listed(unit)]
        return [self.of_unit(unit) for unit in sorted(listed, key=lambda unit: unit["code"])]

    def is_listed(self, unit: Row) -> bool:
        closed_before = unit["closed_on"] is not None and unit["closed_on"] < date(self.year, 1, 1)
        opened_after = unit["opened_on"] is not None and unit["opened_on"] > self.as_of
        return unit["kind"] != "subordinate" and not closed_before and not opened_after

    def known(self, day: date | None) -> date | None:
        return day if day is not None and day <= self.as_of else None

    def in_year(self, day: date | None) -> bool:
        return self.known(day) is not None and day is not None and day.year == self.year

    def collective(self, petition: Row) -> bool:
        return (
            petition["form"] == "visit" and max(petition["people"], petition["represented"] or 0) >= self.parameters.collective_min_people
        )

    def skipping(self, petition: Row) -> bool:
        return petition["form"] == "visit" and petition["shown_level"] < petition["level"] - 1

    def counted(self) -> list[Row]:
        return [
            row for row in self.rows["petitions"] if row["level"] >= 1 and not row["voided"] and self.known(row["received_on"]) is not None
        ]

    def due_of(self, matter: Row) -> Row:
        rows = [row for row in self.rows["due_dates"] if row["matter_id"] == matter["id"] and not row["replaced"]]
        return max((row for row in rows if row["known_from"] <= self.as_of), key=lambda row: row["known_from"])

    def of_unit(self, unit: Row) -> UnitFacts:
        petitions = [row for row in self.counted() if row["counted_unit_id"] == unit["id"] and row["year"] == self.year]
        matters = [row for row in self.rows["matters"] if row["counted_unit_id"] == unit["id"] and row["accepted_on"] <= self.as_of]
        due = [matter for matter in matters if self.is_due(matter)]
        return UnitFacts(
            code=unit["code"],
            name=self.name_of(unit),
            kind=UnitKind(unit["kind"]),
            ranked=unit["closed_on"] is None or unit["closed_on"] >= self.as_of,
            petitions=self.counts(petitions),
            cited_visits=tuple(self.cited(petitions)),
            due=len(due),
            concluded_in_time=len([matter for matter in due if not self.is_late(matter)]),
            late_cases=tuple(self.late(matters)),
            asked_cases=tuple(self.asked(matters)),
            unsigned_replies=tuple(ConcludedCase(row["number"], row["concluded_on"]) for row in matters if self.is_unsigned(row)),
            refused_signatures=tuple(
                RefusedSignature(row["number"], row["replied_on"])
                for row in matters
                if row["signature"] == "refused" and self.in_year(row["replied_on"])
            ),
            repeated_cases=tuple(self.repeated(matters)),
            long_standing=tuple(
                OpenFinding(row["number"], row["long_standing_on"])
                for row in matters
                if self.known(row["long_standing_on"]) and not self.known(row["concluded_on"])
            ),
            assignments=tuple(self.assignments(matters)),
            entered={
                row["item"]: row["number"] for row in self.rows["entries"] if (row["year"], row["unit_id"]) == (self.year, unit["id"])
            },
            deposit_paid=self.paid(unit),
            post_holders=tuple(self.holders(unit)),
        )

    def name_of(self, unit: Row) -> str:
        spans = [row for row in self.rows["unit_names"] if row["unit_id"] == unit["id"] and self.covers(row)]
        return str(spans[0]["name"] if spans else unit["name"])

    def covers(self, row: Row) -> bool:
        return (row["from_on"] is None or row["from_on"] <= self.as_of) and (row["to_on"] is None or row["to_on"] >= self.as_of)

    def counts(self, petitions: list[Row]) -> PetitionCounts:
        visits = [row for row in petitions if row["form"] == "visit"]

        def four(holds: Callable[[Row], bool]) -> FourLevels:
            of = [len([row for row in visits if row["level"] == level and holds(row)]) for level in range(5)]
            return of[1], of[2], of[3], of[4]

        return PetitionCounts(
            letters=len(petitions) - len(visits),
            visits=len(visits),
            repeat=len([row for row in visits if row["repeat"]]),
            collective=four(self.collective),
            individual=four(lambda row: not self.collective(row)),
            individual_skipping=four(lambda row: not self.collective(row) and self.skipping(row)),
            collective_skipping=four(lambda row: self.collective(row) and self.skipping(row)),
        )

    def cited(self, petitions: list[Row]) -> Iterable[CitedVisit]:
        for row in petitions:
            together, skips, repeat = self.collective(row), self.skipping(row), bool(row["repeat"])
            if row["form"] == "visit" and (together or skips or repeat or row["level"] >= Level.PROVINCE):
                yield CitedVisit(row["number"], Level(row["level"]), together, skips, repeat, bool(row["serious"]))

    def is_late(self, matter: Row) -> bool:
        concluded = self.known(matter["concluded_on"])
        return concluded is None or concluded > self.due_of(matter)["due_on"]

    def is_due(self, matter: Row) -> bool:
        due_on = self.due_of(matter)["due_on"]
        return due_on.year == self.year and (due_on <= self.as_of or self.known(matter["concluded_on"]) is not None)

    def late(self, matters: list[Row]) -> Iterable[LateCase]:
        for row in matters:
            due = self.due_of(row)
            due_on = due["due_on"]
            if due_on > self.as_of or not self.is_late(row):
                continue
            concluded = self.known(row["concluded_on"])
            delayed_in_year = add_months(due_on, self.parameters.long_delay_months) >= date(self.year, 1, 1)
            if concluded is None or delayed_in_year:
                yield LateCase(
                    row["number"],
                    due_on,
                    bool(due["collective_limit"]),
                    bool(due["regulation_limit"]),
                    concluded,
                    self.known(row["reported_on"]),
                    self.known(row["explained_on"]),
                )

    def asked(self, matters: list[Row]) -> Iterable[AskedCase]:
        for row in matters:
            if row["asked_due_on"] is not None and self.in_year(row["asked_due_on"]):
                yield AskedCase(row["number"], row["asked_due_on"], self.known(row["reported_on"]), self.known(row["explained_on"]))

    def is_unsigned(self, matter: Row) -> bool:
        answered = matter["signature"] in ("signed", "refused") and self.known(matter["replied_on"]) is not None
        return self.in_year(matter["concluded_on"]) and not matter["no_reply_needed"] and not answered

    def repeated(self, matters: list[Row]) -> Iterable[RepeatedCase]:
        for row in matters:
            days = [visit["received_on"] for visit in self.counted() if visit["matter_id"] == row["id"] and self.collective(visit)]
            if any(day.year == self.year for day in days):
                yield RepeatedCase(row["number"], len(days), max(days))

    def assignments(self, matters: list[Row]) -> Iterable[Assignment]:
        numbers = {row["id"]: row["number"] for row in matters}
        for row in self.rows["assignments"]:
            if row["matter_id"] not in numbers or row["imported"] or row["on"] > self.as_of:
                continue
            acknowledged = [
                each["on"] for each in self.rows["acknowledgements"] if each["assignment_id"] == row["id"] and each["on"] <= self.as_of
            ]
            last_day = row["on"].toordinal() + self.parameters.acknowledge_days
            if last_day >= date(self.year, 1, 1).toordinal() or self.in_year(row["refused_on"]):
                yield Assignment(numbers[row["matter_id"]], row["on"], min(acknowledged, default=None), self.known(row["refused_on"]), None)
        for row in self.rows["higher_opinions"]:
            if row["matter_id"] in numbers and not row["imported"] and self.in_year(row["not_carried_out_on"]):
                yield Assignment(numbers[row["matter_id"]], row["on"], row["on"], None, row["not_carried_out_on"])

    def paid(self, unit: Row) -> int:
        countered = {row["counters_id"] for row in self.rows["ledger"] if row["kind"] == "counter"}
        return sum(
            row["amount"]
            for row in self.rows["ledger"]
            if row["unit_id"] == unit["id"]
            and row["kind"] in ("deposit", "carry_over")
            and row["year"] == self.year
            and row["on"] <= self.as_of
            and row["id"] not in countered
        )

    def holders(self, unit: Row) -> Iterable[PostHolder]:
        names = {row["id"]: row["name"] for row in self.rows["people"]}
        for row in self.rows["posts"]:
            if row["unit_id"] == unit["id"] and self.covers(row):
                yield PostHolder(str(row["person_id"]), names[row["person_id"]], Post(row["post"]))
