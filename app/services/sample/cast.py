"""Invented people of the sample: names that carry the mark 演示, addresses, occupations."""

from dataclasses import dataclass
from random import Random
from typing import Any

MARK = "（演示）"


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person: ``name`` carries the mark 演示; ``id_number`` is empty or of a sequence that was never issued."""

    name: str
    sex: str
    id_number: str
    phone: str


class Cast:
    """Makes people and places out of the building stones of ``cast.toml``; every draw comes from the one ``Random``."""

    def __init__(self, stones: dict[str, Any], rng: Random) -> None:
        self._rng = rng
        self._surnames: str = stones["surnames"]
        self._given = {"男": stones["male"].split(), "女": stones["female"].split()}
        self.villages: list[str] = stones["villages"].split()
        self.streets: list[str] = stones["streets"].split()
        self._taken: set[str] = set()

    def person(self, name: str | None = None) -> Invented:
        sex = "女" if name is None and self._rng.random() < 0.32 else "男"
        full = f"{name or self._name(sex)}{MARK}"
        return Invented(full, sex, self._id_number(sex), self._phone())

    def official(self) -> str:
        """A name no other official of the sample has."""
        while (name := self._name("男" if self._rng.random() < 0.85 else "女")) in self._taken:
            continue
        self._taken.add(name)
        return f"{name}{MARK}"

    def _name(self, sex: str) -> str:
        # the first fourteen surnames are far the commonest
        pool = self._surnames[:14] if self._rng.random() < 0.6 else self._surnames
        surname: str = self._rng.choice(pool)
        given: str = self._rng.choice(self._given[sex])
        return surname + given

    def _id_number(self, sex: str) -> str:
        if self._rng.random() > 0.25:
            return ""
        year, month, day = self._rng.randrange(28, 76), self._rng.randrange(1, 13), self._rng.randrange(1, 29)
        # 15 digits; the sequence 000/001 was never issued to anybody
        return f"372501{year:02d}{month:02d}{day:02d}00{1 if sex == '男' else 0}"

    def _phone(self) -> str:
        return f"24-00{self._rng.randrange(100):02d}" if self._rng.random() < 0.06 else ""
