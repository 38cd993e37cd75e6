"""Saving a registration: checked and kept on a thread, doubtful values confirmed, the result told without stopping anyone."""

from collections.abc import Collection
from typing import NamedTuple

from app.errors import Refusal
from app.services.petition_form import FieldFault, PetitionDraft
from app.services.registration_values import Registered
from ui.bureau import Bureau
from ui.widgets.date_field import long_date

SUMMONS, ASSIGNMENT, FORM = "summons", "assignment", "registration-form"
TITLES = {SUMMONS: "接访通知", ASSIGNMENT: "交办通知", FORM: "来访登记表"}


class Outcome(NamedTuple):
    """What came of a try: kept (``registered``), or what stands against it. ``notice``: what came of the notice wanted with it."""

    registered: Registered | None
    faults: tuple[FieldFault, ...]
    notice: str = ""


def save(bureau: Bureau, draft: PetitionDraft, confirmed: Collection[str], shown: Collection[str], notice: str = "") -> Outcome:
    """Keep the draft, unless a fault stands that is not among ``confirmed``; then call for the ``notice`` (a kind).

    Blocks. Raises Refusal, nothing kept, also for a notice this registration does not call for.
    """
    faults = tuple(fault for fault in bureau.registration.check(draft) if not (fault.may_be_kept and fault.field in confirmed))
    if faults:
        return Outcome(None, faults)
    if notice:
        _require_notice(bureau, draft, notice)
    registered = bureau.registration.save(draft, confirmed, shown)
    bureau.drafts.discard()
    return Outcome(registered, (), _called(bureau, registered.number, notice))


def _require_notice(bureau: Bureau, draft: PetitionDraft, notice: str) -> None:
    if notice not in {hint.kind for hint in bureau.registration.meaning(draft).notices}:
        raise Refusal(f"照这张表，不用{TITLES[notice]}。", mend="只登记的，按 Ctrl+Enter 保存。")


def call(bureau: Bureau, number: str, notice: str) -> str:
    """Put a notice on a registered petition into the tray, and say so. Blocks. Raises Refusal."""
    service = bureau.registration
    called = service.summon(number) if notice == SUMMONS else service.hand_over(number)
    return f"{TITLES[notice]}（送{called.unit_name}）{'早已在' if called.already else '已放进'}待发文书里。"


def _called(bureau: Bureau, number: str, notice: str) -> str:
    """What is registered stays registered, whatever becomes of its notice."""
    if notice not in {SUMMONS, ASSIGNMENT}:
        return ""
    try:
        return call(bureau, number, notice)
    except Refusal as refusal:
        return f"{TITLES[notice]}没有办成：{refusal}"


def only_doubts(faults: tuple[FieldFault, ...]) -> bool:
    """Everything that stands against the save may be kept with a confirmation."""
    return bool(faults) and all(fault.may_be_kept for fault in faults)


def said(registered: Registered, kinds: list[str]) -> str:
    """The confirmation: number, matter, due date, what it was."""
    parts = [f"已登记　{registered.number}"]
    if registered.matter:
        parts.append(f"{'新立' if registered.opened else '并入'}事项 {registered.matter}")
    else:
        parts.append("不立案")
    if registered.due_on:
        parts.append(f"{long_date(registered.due_on)}前办结")
    marks = [*kinds, *(["保密"] if registered.protected else []), *(["补录"] if registered.late else [])]
    return "　·　".join([*parts, *(["、".join(marks)] if marks else [])])
