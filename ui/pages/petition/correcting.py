"""更正: the same form with the former values beside, the reason where one is needed; doubtful values confirmed as at the desk."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import Refusal
from app.services.petition_form import FieldFault, PetitionDraft
from app.services.registration_correction import WEIGHTY
from ui import work
from ui.bureau import Bureau
from ui.pages.registration import reading, words
from ui.pages.registration.cells import PERSON
from ui.pages.registration.form import RegistrationForm
from ui.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog, ask, refuse
from ui.widgets.field import Field
from ui.widgets.line import Line
from ui.widgets.scroll import scrolled
from ui.widgets.unit_line import Unit, UnitLine

WIDE, HIGH = 940, 700
WITHOUT = frozenset({"attachments", "secrecy"})
"""Not corrected here: files are added to the petition, secrecy is the director's to lift."""

INTRODUCTION = (
    "改动的栏目下面写着原来的内容；原值、改的人和时间都留在登记上。\n"
    "更正日期、形式、级别、人数、单位、事项、答复意见书的，要写理由，并计为改动。"
)


class Kept(NamedTuple):
    """What stands in the register: the form with the units its codes name, the bureau's classes."""

    draft: PetitionDraft
    withheld: bool
    unit: Unit | None
    accused_unit: Unit | None
    classes: tuple[str, ...]


class _Checked(NamedTuple):
    """What came of a try: faults that stand against it, none where it was corrected."""

    faults: tuple[FieldFault, ...]


class CorrectionDialog(Dialog):
    """``corrected`` is called once it is in the register."""

    def __init__(self, parent: QWidget, bureau: Bureau, number: str, kept: Kept, corrected: Callable[[], None]) -> None:
        super().__init__(parent, f"更正 {number}", INTRODUCTION, wide=640)
        self.fits = False
        self._bureau, self._number, self._kept, self._corrected = bureau, number, kept, corrected
        self._confirmed: set[str] = set()
        self.form = RegistrationForm(bureau.today, lambda: UnitLine(partial(find_units, bureau)), kept.classes)
        self.matter, self.reason = Line(longest=40), Line(longest=400)
        self._matter_field, self._reason_field = Field("事项（并入另一件时改编号）", self.matter), Field("更正的理由", self.reason)
        self._begin()
        self._lay_out()
        self._fit(parent)
        self.form.go(f"{PERSON}name" if not kept.withheld else "received_on")

    def _begin(self) -> None:
        form, kept = self.form, self._kept
        form.start(kept.draft, kept.unit, kept.accused_unit)
        form.following.former = dict(form.undo.first)
        form.show_more(True)
        for key, field in form.fields.items():
            if key in WITHOUT:
                field.hide()
            elif kept.withheld and (key.startswith(PERSON) or key == "companions"):
                field.setEnabled(False)
        self.matter.take(kept.draft.matter)
        self._matter_field.setEnabled(bool(kept.draft.matter))
        form.changed.connect(self._changed)
        form.finished.connect(self.matter.setFocus)
        self.matter.entered.connect(self.reason.setFocus)
        self.reason.entered.connect(self.save)

    def _lay_out(self) -> None:
        self.body.addWidget(scrolled(self.form), 1)
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(12))
        row.addWidget(self._matter_field, 1)
        row.addWidget(self._reason_field, 2)
        self.body.addLayout(row)
        self._save = Button("保存更正", "Ctrl+Return", kind="primary", does=self.save)
        self.buttons(Button("取消", "Esc", does=self.reject), self._save)

    def _fit(self, parent: QWidget) -> None:
        window = parent.window()
        while (above := window.parentWidget()) is not None:  # the petition's own view is one, and narrower than the form
            window = above.window()
        wide, high = min(theme.pixels(WIDE), window.width() - theme.pixels(40)), min(theme.pixels(HIGH), window.height() - theme.pixels(30))
        self.resize(wide, high)

    def _changed(self) -> None:
        self.form.clear_faults()
        self._reason_field.remark("这几项的更正要写理由" if self.weighty else "")

    @property
    def draft(self) -> PetitionDraft:
        self.form.setProperty("matter", self.matter.value())
        made = self.form.draft()
        return reading.with_people_of(made, self._kept.draft) if self._kept.withheld else made

    @property
    def weighty(self) -> bool:
        """Something differs that counts as 改动."""
        draft, before = self.draft, self._kept.draft
        return any(getattr(draft, name) != getattr(before, name) for name in WEIGHTY)

    def reject(self) -> None:
        """Esc asks only if something would be lost."""
        same = self.draft == self._kept.draft and not self.reason.value()
        if same or ask(self, "不更正了？", "改过的内容还没有保存。", yes="不更正", no="接着改"):
            super().reject()

    def save(self) -> None:
        wrong = self.form.wrong()
        if wrong:
            self._say(wrong)
        elif self.weighty and not self.reason.value():
            self._reason_field.fault("更正日期、形式、级别、人数、单位、事项或答复意见书，要写明理由")
            self.reason.setFocus()
        else:
            draft, reason, confirmed = self.draft, self.reason.value(), frozenset(self._confirmed)
            self._save.setEnabled(False)
            work.run(
                lambda: self._correct(draft, reason, confirmed),
                done=self._done,
                refused=lambda refusal: refuse(self, refusal, "没有更正"),
                finally_=lambda: self._save.setEnabled(True),
            )

    def _correct(self, draft: PetitionDraft, reason: str, confirmed: frozenset[str]) -> _Checked:
        """Blocks. What was wrong before stands in nobody's way. Raises Refusal."""
        service = self._bureau.registration
        before = set(service.check(self._kept.draft))
        new = [fault for fault in service.check(draft) if fault not in before]
        standing = tuple(fault for fault in new if not (fault.may_be_kept and fault.field in confirmed))
        if not standing:
            service.correct(self._number, draft, reason, confirmed)
        return _Checked(standing)

    def _done(self, checked: _Checked) -> None:
        if not checked.faults:
            self.accept()
            self._corrected()
            return
        self._say(checked.faults)
        if all(fault.may_be_kept for fault in checked.faults):
            lines = "\n".join(f"· {fault.message}" for fault in checked.faults)
            if ask(self, "有可疑的内容，核对过了吗？", lines, yes="核对过，保留", no="回去改"):
                self._confirmed.update(fault.field for fault in checked.faults)
                self.save()

    def _say(self, faults: Sequence[FieldFault]) -> None:
        for fault in faults:
            if fault.field == "matter":
                self._matter_field.fault(fault.message, "请填已有的事项编号。")
                self.matter.setFocus()
        said = self.form.say_faults([fault for fault in faults if fault.field != "matter"], only_filled=False)
        if said:
            self.form.go(said[0])


def find_units(bureau: Bureau, text: str) -> Sequence[Unit]:
    """Blocks."""
    return [Unit(hit.code, hit.name, words.why_found(hit)) for hit in bureau.units.search(text, 8)]


def fetch(bureau: Bureau, number: str) -> Kept:
    """What is to be corrected. Blocks. Raises Refusal."""
    view = bureau.registration.petition(number)
    if view.sealed:
        raise Refusal(f"{number}是保密件，您不能更正。", mend="请由登记的同事更正，或请局长写明理由指定您查看。")
    unit, accused = (_unit(bureau, code) for code in (view.draft.unit, view.draft.accused_unit))
    return Kept(view.draft, view.withheld, unit, accused, bureau.registration.subject_classes())


def _unit(bureau: Bureau, code: str) -> Unit | None:
    return next((unit for unit in find_units(bureau, code) if unit.code == code), None) if code else None


def correct(parent: QWidget, bureau: Bureau, number: str, corrected: Callable[[], None]) -> None:
    """Read the petition anew on a thread, then open the form on it."""
    work.run(
        lambda: fetch(bureau, number),
        done=lambda kept: CorrectionDialog(parent, bureau, number, kept, corrected).open(),
        refused=lambda refusal: refuse(parent, refusal, "不能更正"),
    )
