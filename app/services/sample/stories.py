"""What the sample's petitions say: templates filled with villages, sums and years."""

from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Story:
    """One matter's words. ``crowd``: people may come for it together; ``accusation``: 揭发控告."""

    subject_class: str
    gist: str
    opening: str
    again: str
    outcome: str
    village: str
    crowd: bool
    accusation: bool


class Stories:
    """Draws stories that fit a unit, out of ``stories.toml``."""

    def __init__(self, data: dict[str, Any], rng: Random, villages: list[str], streets: list[str]) -> None:
        self._rng = rng
        self._villages = villages
        self._streets = streets
        self._templates: list[dict[str, Any]] = data["story"]
        self._inquiries: list[dict[str, str]] = data["inquiry"]

    def draw(self, code: str, kind: str, year: int, *, crowd: bool = False) -> Story:
        """A story for the unit; one that brings a crowd when asked and the unit has any."""
        fitting = [t for t in self._templates if code in t.get("codes", ()) or kind in t.get("kinds", ())] or self._general()
        crowds = [t for t in fitting if t.get("crowd")] if crowd else []
        template = self._rng.choice(crowds or fitting)
        words = self._words(year)
        said = {name: template[name].format(**words) for name in ("gist", "opening", "again", "outcome")}
        return Story(
            template["class"],
            village=words["village"],
            crowd=template.get("crowd", False),
            accusation=template.get("accusation", False),
            **said,
        )

    def inquiry(self, year: int) -> tuple[str, str]:
        """Form and words of a question or a suggestion that opens no matter."""
        chosen = self._rng.choice(self._inquiries)
        return chosen["form"], chosen["words"].format(**self._words(year))

    def _general(self) -> list[dict[str, Any]]:
        return [t for t in self._templates if t["class"] == "劳动工资"]

    def _words(self, year: int) -> dict[str, Any]:
        return {
            "village": self._rng.choice(self._villages),
            "street": self._rng.choice(self._streets),
            "sum": self._rng.choice((48, 65, 120, 180, 300, 500, 800, 1200, 2000)),
            "count": self._rng.randrange(2, 9),
            "year": year - 1,
        }
