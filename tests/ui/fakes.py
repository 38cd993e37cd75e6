"""A bureau in memory: the services' names and values, with answers small enough to read in a test."""

import threading
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from app.errors import NotFound, Refusal, StoreRefusal
from app.regulation.terms import Form, Level, Limit, UnitKind
from app.services.actor import Actor, Role
from app.services.audit_log import AuditPage
from app.services.case_values import CasePage, DueCounts
from app.services.drafts import KeptDraft
from app.services.matches import Match
from app.services.meaning import DueMeaning, MatterFate, Meaning, Verdict, VetoStep
from app.services.petition_form import FieldFault, PetitionDraft
from app.services.register_search_values import Asked, CaseState, Listing, RegisterLine, Spot, Turn
from app.services.registration_values import PetitionView, Registered, VoidState
from app.services.units import UnitHit

TODAY = date(1996, 12, 20)
UNITS = (
    UnitHit("T03", "侯营镇", UnitKind.TOWNSHIP, "", "拼音 hyz", closed=False),
    UnitHit("T05", "斗虎屯镇", UnitKind.TOWNSHIP, "", "拼音 dhtz", closed=False),
    UnitHit("D01", "商业局", UnitKind.DEPARTMENT, "", "拼音 syj", closed=False),
)
INITIALS = {"T03": "hyz", "T05": "dhtz", "D01": "syj"}


class Calls(list[tuple[str, Any, str]]):
    """What was asked of the services: method, argument, thread."""

    def note(self, method: str, argument: Any = None) -> None:
        self.append((method, argument, threading.current_thread().name))

    def of(self, method: str) -> list[Any]:
        return [argument for name, argument, _thread in self if name == method]


def meaning_of(draft: PetitionDraft, number: str) -> Meaning:
    many = max(draft.people or 1, draft.represented or 0)
    collective = draft.form is Form.VISIT and many >= 5
    skipping = draft.form is Form.VISIT and draft.level >= Level.CITY and draft.shown_level < draft.level - 1
    unit = next((unit for unit in UNITS if unit.code == draft.unit), None)
    step = (
        VetoStep("3.2.1.2", "三（二）1（2）", "到地区集体上访", 1, 2, 3, 1, True, "到地区集体访第 2 次，再有 1 次即一票否决")
        if collective and unit
        else None
    )
    due = DueMeaning(
        date(1997, 1, 20), Limit.COLLECTIVE, "二、第三段", ("集体访，一个月内处理完毕。", "自 1996-12-20 起一个月。"), date(1997, 2, 20)
    )
    return Meaning(
        number=number,
        collective=Verdict(collective, f"{many}人，5人以上为集体访。", "一、2", "collective_min_people"),
        level_skipping=Verdict(skipping, "到地区而未持市级《答复意见书》。" if skipping else "没有越级。", "一、2"),
        repeat=Verdict(bool(draft.matter), "本事项已来访过。", "一、2"),
        protected=draft.protected,
        late=False,
        matter=MatterFate.TAKEN_OVER if draft.matter else MatterFate.OPENED,
        matter_words=f"并入 {draft.matter}" if draft.matter else "新立一件",
        due=due if unit else None,
        unit_name=unit.name if unit else "",
        counted_unit_name=unit.name if unit else "",
        vetoes=(step,) if step else (),
        expected_fine=500 if step else 0,
        fine_words="预计罚款 500 元" if step else "",
        notices=(),
    )


class FakeRegistration:
    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.saved: list[PetitionDraft] = []
        self.extra: list[FieldFault] = []

    def check(self, draft: PetitionDraft) -> tuple[FieldFault, ...]:
        self.calls.note("check", draft)
        faults = list(self.extra)
        if not draft.petitioners[0].name:
            faults.append(FieldFault("petitioners.0.name", "没有写姓名", "不愿留名写“匿名”"))
        if not draft.unit:
            faults.append(FieldFault("unit", "没有选责任单位", "打编号、名称或拼音首字母"))
        if draft.petitioners[0].id_number and len(draft.petitioners[0].id_number) not in {15, 18}:
            faults.append(FieldFault("petitioners.0.id_number", "位数不对", "应为 15 或 18 位", may_be_kept=True))
        return tuple(faults)

    def meaning(self, draft: PetitionDraft) -> Meaning:
        self.calls.note("meaning", draft)
        return meaning_of(draft, f"1996-{873 + len(self.saved):05d}")

    def complete(self, draft: PetitionDraft) -> PetitionDraft:
        person = draft.petitioners[0]
        if len(person.id_number) == 15 and not person.birth_on:
            person = replace(person, birth_on=date(1948, 3, 12), sex=person.sex or "男")
        return replace(draft, petitioners=(person, *draft.petitioners[1:]))

    def save(self, draft: PetitionDraft, confirmations: Any = (), shown_matches: Any = ()) -> Registered:
        self.calls.note("save", (draft, frozenset(confirmations), frozenset(shown_matches)))
        self.saved.append(draft)
        number = f"1996-{872 + len(self.saved):05d}"
        return Registered(
            number, draft.matter or "S1996-00301", not draft.matter, date(1997, 1, 20), bool(draft.matter), draft.protected, False
        )

    def subject_classes(self) -> tuple[str, ...]:
        return ("农村农业", "劳动工资", "城建拆迁")

    def petition(self, number: str) -> PetitionView:
        self.calls.note("petition", number)
        draft = (
            self.saved[-1]
            if self.saved
            else PetitionDraft(received_on=TODAY, unit="T03", people=8, level=Level.PREFECTURE, gist="反映提留款超收。")
        )
        return PetitionView(
            number=number, draft=draft, petitioners=draft.petitioners, unit_name="侯营镇", counted_unit="T03", counted_unit_name="侯营镇",
            collective=True, level_skipping=True, repeat=False, protected=draft.protected, withheld=False, sealed=False,
            serious_finding=None, late=False,
            registered_by="王接待", registered_at="1996-12-20T06:02:00+00:00", attachments=(), corrections=(), void=None,
        )  # fmt: skip

    def void_state(self, number: str) -> VoidState:
        return VoidState(alone=False, asked=None, mine=False)


class FakeMatches:
    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.found: tuple[Match, ...] = (
            Match("1996-00412", "同名、同村；都说“提留款”", "曾喆生", date(1996, 6, 3), "来市", "提留款", "S1996-00102", "T03", False),
            Match("1996-00640", "证件号相同", "", None, "", "", None, None, True),
        )

    def matches(
        self, name: str, id_number: str = "", phone: str = "", gist: str = "", address: str = "", limit: int = 8
    ) -> tuple[Match, ...]:
        self.calls.note("matches", (name, id_number, phone, gist))
        return self.found


class FakeRegister:
    """Two petitions, whatever is looked for."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        line = RegisterLine(
            "1996-00412", date(1996, 6, 3), Form.VISIT, Level.CITY, "曾喆生", 8, None, "T03", "侯营镇", "S1996-00102", "反映提留款超收",
            None, "", CaseState.OPEN, True, True, False, False, False, False, "姓名",
        )  # fmt: skip
        self.lines: tuple[RegisterLine, ...] = (line, line._replace(number="1996-00640", name="（保密）", gist="", protected=True))

    def page(self, asked: Asked, turn: Turn = Turn.FIRST, at: Any = None, limit: int = 100) -> Listing:
        self.calls.note("register", (asked, turn))
        spot = Spot(date(1996, 6, 3), 1)
        return Listing(self.lines, spot, spot, False, False, len(self.lines), True, "", ())

    def suggest(self, text: str, limit: int = 6) -> tuple[RegisterLine, ...]:
        self.calls.note("suggest", text)
        return self.lines

    def subject_classes(self) -> tuple[str, ...]:
        return ("农村农业",)


class FakeDrafts:
    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self.held: KeptDraft | None = None

    def keep(self, draft: PetitionDraft) -> str:
        self.calls.note("keep", draft)
        self.held = KeptDraft(draft, "1996-12-20T06:02:00+00:00")
        return self.held.saved_at

    def kept(self) -> KeptDraft | None:
        return self.held

    def kept_page(self, page: str) -> dict[str, Any]:
        return {}

    def keep_page(self, page: str, state: dict[str, Any]) -> None:
        self.calls.note("keep_page", (page, state))

    def discard(self) -> None:
        self.calls.note("discard")
        self.held = None


class FakeUnits:
    def __init__(self, calls: Calls) -> None:
        self.calls = calls

    def search(self, text: str, limit: int = 12, on: date | None = None) -> tuple[UnitHit, ...]:
        self.calls.note("units", text)
        return tuple(unit for unit in UNITS if text in unit.name or unit.code == text.upper() or INITIALS[unit.code].startswith(text))

    def all_units(self, on: date | None = None) -> tuple[UnitHit, ...]:
        return UNITS

    def unit(self, code: str) -> Any:
        raise Refusal("没有这个单位的资料。")

    def leaders_in_charge(self, on: date | None = None) -> tuple[Any, ...]:
        return ()


class FakeCases:
    """Three overdue, one due today, one in three days and another in seven; the list itself is empty."""

    def due_counts(self) -> DueCounts:
        return DueCounts(3, 1, 1, 2)

    def page(self, *_asked: Any) -> CasePage:
        return CasePage((), None)

    def file(self, number: str) -> Any:
        raise NotFound(f"没有编号是“{number}”的事项。")


class FakeReview:
    """No year was ever reviewed here."""

    def compute(self, year: int, as_of: date | None = None) -> Any:
        raise Refusal("没有可考评的单位。")


class FakeAuditLog:
    """Nothing was ever done here."""

    def people(self) -> tuple[tuple[str, str], ...]:
        return ()

    def page(self, wanted: Any = None, before: int | None = None) -> AuditPage:
        return AuditPage((), None)


class FakeBureau:
    """Stands where `ui.bureau.Bureau` does."""

    name = "聊城市信访局"
    today = TODAY
    sample = True
    clock_doubt = ""
    idle_minutes = 10
    password = "right password"

    def __init__(self, *roles: Role) -> None:
        self.calls = Calls()
        self.actor = Actor(1, "wang", "王接待（演示）", frozenset(roles or (Role.CLERK, Role.DIRECTOR)))
        self.registration = FakeRegistration(self.calls)
        self.matches = FakeMatches(self.calls)
        self.register_search = FakeRegister(self.calls)
        self.drafts = FakeDrafts(self.calls)
        self.units = FakeUnits(self.calls)
        self.cases = FakeCases()
        self.review = FakeReview()
        self.office = SimpleNamespace(audit_log=FakeAuditLog(), close=lambda: None)

    def may(self, right: Any) -> bool:
        return self.actor.may(right)

    def locked(self) -> None:
        self.calls.note("locked")

    def unlock(self, password: str) -> None:
        if password != self.password:
            raise StoreRefusal("账号或密码不对。")

    def leave(self) -> None:
        self.calls.note("leave")
