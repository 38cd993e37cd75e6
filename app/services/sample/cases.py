"""Ordinary cases of the sample: drawn, not told; their dates follow how such an office worked."""

from datetime import date, timedelta
from random import Random

from app.services.sample.cast import Cast
from app.services.sample.stories import Stories, Story
from app.services.sample.told import ToldCase, ToldPetition


class OrdinaryCases:
    """Draws one case at a time. ``last_day``: the sample's own day; nothing is dated after it."""

    def __init__(self, rng: Random, cast: Cast, stories: Stories, last_day: date) -> None:
        self._rng = rng
        self._cast = cast
        self._stories = stories
        self._last_day = last_day

    def draw(self, unit: str, kind: str, first: date, last: date, *, crowd: bool = False, reaches: str = "") -> ToldCase:
        """A case opened between the two days; ``crowd``: by a collective visit; ``reaches``: a single person goes up to that level."""
        opened = self._weekday(first + timedelta(days=self._rng.randrange((last - first).days + 1)))
        story = self._stories.draw(unit, kind, opened.year, crowd=crowd)
        case = ToldCase(unit, story.subject_class, story.gist, opened, accusation=story.accusation, outcome=story.outcome)
        person = self._cast.person()
        address = self._address(kind, story)
        case.petitions.append(self._opening(case, story, crowd=crowd))
        self._ask(case)
        self._handle(case)
        self._come_again(case, story, reaches)
        for petition in case.petitions:
            petition.person, petition.address = person, address
        return case

    def _address(self, kind: str, story: Story) -> str:
        return f"{story.village}村" if kind == "township" else f"{self._rng.choice(self._cast.streets)}{self._rng.randrange(1, 90)}号"

    def _opening(self, case: ToldCase, story: Story, *, crowd: bool) -> ToldPetition:
        if crowd:
            people = self._rng.choice((5, 5, 6, 6, 7, 8, 9, 12, 15))
            shown = "单位" if self._rng.random() < 0.3 else "无"
            case.collective = True
            return ToldPetition(case.accepted_on, "来访", "市", case.unit, people, None, shown, story.opening)
        if self._rng.random() < 0.42 or story.accusation:
            return ToldPetition(case.accepted_on, "来信", "市", case.unit, words=story.opening)
        level = "单位" if self._rng.random() < 0.2 else "市"
        shown = "单位" if level == "市" and self._rng.random() < 0.45 else "无"
        return ToldPetition(
            case.accepted_on, "来访", level, case.unit, self._rng.choice((1, 1, 1, 1, 2, 2, 3, 4)), None, shown, story.opening
        )

    def _ask(self, case: ToldCase) -> None:
        if self._rng.random() < 0.13:
            case.asked_on = self._within(case.accepted_on + timedelta(days=self._rng.randrange(6)))
            case.asked_level = self._rng.choice(("市", "市", "市", "地区", "地区", "省", "中央"))

    def _handle(self, case: ToldCase) -> None:
        days = self._rng.randrange(6, 29) if self._rng.random() < 0.975 else self._rng.randrange(29, 75)
        concluded = self._weekday(case.accepted_on + timedelta(days=days))
        if case.asked_on and self._rng.random() < 0.94:
            case.reported_on = self._past(self._weekday(case.asked_on + timedelta(days=self._rng.randrange(12, 55))))
        if days > 28 and self._rng.random() < 0.6:
            case.explained_on = self._past(case.accepted_on + timedelta(days=self._rng.randrange(18, 28)))
        if case.collective and days > 28:
            case.extended_on = self._past(case.accepted_on + timedelta(days=self._rng.randrange(15, 28)))
            case.extension_reason = "涉及面广，需多部门会商，情况复杂" if case.extended_on else ""
        self._conclude(case, concluded)

    def _conclude(self, case: ToldCase, on: date) -> None:
        """Most are concluded and signed; those still under way keep no outcome."""
        if on > self._last_day or (self._rng.random() < 0.012 and case.accepted_on.year > 1994):
            case.outcome = ""
            return
        case.concluded_on = on
        drawn = self._rng.random()
        if case.accusation and drawn < 0.5:
            case.no_reply = True
            return
        case.signature = "已签" if drawn < 0.94 else "拒签" if drawn < 0.953 else "未签"
        case.replied_on = self._past(on + timedelta(days=self._rng.randrange(4)))
        if case.replied_on is None:
            case.signature = ""

    def _come_again(self, case: ToldCase, story: Story, reaches: str) -> None:
        """Letters that follow up, visits that ask again, and the one who goes further up."""
        on = case.accepted_on
        for _ in range(self._rng.choice((0, 0, 1, 1, 1, 2, 2, 3))):
            on = self._weekday(on + timedelta(days=self._rng.randrange(8, 45)))
            letter = self._rng.random() < 0.8 or story.accusation
            shown = "单位" if case.replied_on and case.replied_on < on else "无"
            visit_level = "单位" if self._rng.random() < 0.35 else "市"
            self._add(
                case,
                ToldPetition(on, "来信" if letter else "来访", "市" if letter else visit_level, case.unit, 1, None, shown, story.again),
            )
        if reaches:
            on = self._weekday(on + timedelta(days=self._rng.randrange(10, 30)))
            words = f"接上级来访接待通知：到{reaches}反映{story.gist}。"
            self._add(case, ToldPetition(on, "来访", reaches, case.unit, 1, None, "无", words))

    def _add(self, case: ToldCase, petition: ToldPetition) -> None:
        if petition.on <= self._last_day:
            case.petitions.append(petition)

    def _past(self, on: date) -> date | None:
        return on if on <= self._last_day else None

    def _within(self, on: date) -> date:
        return min(on, self._last_day)

    def _weekday(self, on: date) -> date:
        """The office is closed on Sundays: nobody is registered then."""
        return on + timedelta(days=1) if on.weekday() == 6 and on < self._last_day else on
