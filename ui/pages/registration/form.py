"""The form itself: its fields in their cards, Enter from one to the next, faults said at the field; it asks nobody."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QWidget

from app.services.petition_form import FieldFault, PetitionDraft
from ui.pages.registration import reading
from ui.pages.registration.attachments import Attachments
from ui.pages.registration.cells import Cell, more_cells, person_cells, situation_cells
from ui.pages.registration.companions import Companions
from ui.pages.registration.following import FollowingFields
from ui.pages.registration.undo import Undo
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow import Rows, grows_with_width
from ui.widgets.inputs import Choice, Lines, Option, Tick
from ui.widgets.line import Line
from ui.widgets.scroll import Column
from ui.widgets.unit_line import UnitLine


class RegistrationForm(Column):
    """``changed`` after anything is typed or chosen, ``left`` when the cursor leaves a field, ``finished`` on Enter in the last."""

    changed = Signal()
    left = Signal()
    finished = Signal()

    def __init__(self, today: Any, unit: Callable[[], UnitLine], classes: Sequence[str]) -> None:
        super().__init__(spacing=10)
        self._today = today
        self.fields: dict[str, Field] = {}
        self._order: list[str] = []
        self.undo = Undo()
        self._quiet = False
        self.following = FollowingFields(self.fields, today)
        offered = [Option("", "—"), *(Option(name, name) for name in classes)]
        self.parts.addWidget(self._card("来访人", person_cells()))
        self.parts.addWidget(self._card("来访情况", situation_cells(today, unit, offered)))
        self.more = self._card("更多", more_cells(today, unit))
        self.parts.addWidget(self.more)
        self.parts.addStretch(1)
        self.show_more(False)
        self.start(reading.fresh(today))

    def _card(self, caption: str, cells: Sequence[Cell]) -> Card:
        card = Card(caption)
        rows = Rows(between=6)
        for cell in cells:
            field = self._field(cell)
            rows.put(field, cell.least, cell.weight, breaks=cell.breaks, note=field.loose_note(card))
        card.body.addLayout(rows)
        grows_with_width(card)
        return card

    def _field(self, cell: Cell) -> Field:
        editor: Any = cell.make()
        field = Field(cell.caption, editor, hint=cell.hint, steady=cell.steady)
        self.fields[cell.key] = field
        self._order.append(cell.key)
        editor.entered.connect(lambda: self.go_on(cell.key))
        editor.watch(self) if isinstance(editor, Companions) else editor.installEventFilter(self)
        self._listen(editor)
        return field

    def _listen(self, editor: Any) -> None:
        if isinstance(editor, UnitLine):
            editor.chosen.connect(self._told)
        if isinstance(editor, Line | Lines):
            editor.textChanged.connect(self._told)
        elif isinstance(editor, Choice):
            editor.currentIndexChanged.connect(self._told)
        elif isinstance(editor, Tick):
            editor.toggled.connect(self._told)
        elif isinstance(editor, Companions):
            editor.changed.connect(self._told)
        elif isinstance(editor, Attachments):
            editor.changed.connect(self._told)
            editor.refused.connect(self.fields["attachments"].fault)

    def _told(self) -> None:
        if not self._quiet:
            self.following.follow()
            self.changed.emit()

    @property
    def composing(self) -> bool:
        """An input method holds a word that is not yet text."""
        return any(getattr(editor, "composing", False) for editor in self.editors().values())

    def editor(self, key: str) -> Any:
        return self.fields[key].editor

    def editors(self) -> dict[str, Any]:
        return {key: field.editor for key, field in self.fields.items()}

    # --- what it holds

    def draft(self) -> PetitionDraft:
        """What is entered, as the services take it."""
        return reading.draft_of(self.editors(), self.matter)

    @property
    def matter(self) -> str:
        """The matter taken over, or empty."""
        return str(self.property("matter") or "")

    def take_matter(self, number: str) -> None:
        self.setProperty("matter", number)
        self.changed.emit()

    def start(self, draft: PetitionDraft, unit: Any = None, accused_unit: Any = None) -> None:
        """Begin with this draft; nothing to undo, nothing said at the fields. ``unit``, ``accused_unit``: the units its codes name."""
        self._quiet = True
        self.following.begin(draft.level)
        reading.fill(self.editors(), draft, unit, accused_unit)
        self.setProperty("matter", draft.matter)
        self._quiet = False
        self.clear_faults()
        self.following.follow()
        self.undo.begin(reading.values(self.editors()))
        self.changed.emit()

    @property
    def dirty(self) -> bool:
        """Something would be lost."""
        return bool(self.matter) or reading.values(self.editors()) != self.undo.first

    def fill_empty(self, completed: PetitionDraft) -> None:
        """Take birth date and sex from a completed draft where nobody wrote them."""
        person = completed.petitioners[0]
        birth, sex = self.editor("petitioners.0.birth_on"), self.editor("petitioners.0.sex")
        if person.birth_on and not birth.value():
            birth.take_day(person.birth_on)
        if person.sex and not sex.value():
            sex.take(person.sex)

    # --- what is said at the fields

    def wrong(self) -> list[FieldFault]:
        """What the form itself cannot read: dates that are none, units not chosen."""
        return list(reading.unreadable(self.editors()))

    def clear_faults(self) -> None:
        for field in self.fields.values():
            field.clear()
        self.following.remark()

    def say_faults(self, faults: Sequence[FieldFault], *, only_filled: bool) -> list[str]:
        """Say each fault at its field and give the fields' keys; ``only_filled`` leaves out empty fields and the one still typed in."""
        said = []
        for fault in faults:
            key = self.key_of(fault.field)
            field = self.fields[key]
            if only_filled and (reading.is_empty(field.editor) or field.editor.hasFocus()):
                continue
            message = f"{_which_person(fault.field)}{fault.message}" if key == "companions" else fault.message
            (field.doubt if fault.may_be_kept else field.fault)(message, fault.mend)
            said.append(key)
        return said

    def key_of(self, field: str) -> str:
        """The form's field for a fault's field."""
        if field in self.fields:
            return field
        if field.startswith("attachments."):
            return "attachments"
        if field.startswith("petitioners."):
            rest = field.split(".", 2)
            return f"petitioners.0.{rest[-1]}" if rest[1] == "0" and f"petitioners.0.{rest[-1]}" in self.fields else "companions"
        return "gist"

    # --- going about

    def go(self, key: str) -> None:
        """Put the cursor into a field, opening what hides it."""
        if key in self._order[self._order.index("petitioners.0.birth_on") :]:
            self.show_more(True)
        self.editor(key).setFocus(Qt.FocusReason.TabFocusReason)

    def go_back(self) -> None:
        """The cursor to where it was in the form, or to the first field."""
        focused: QWidget | None = self.focusWidget()
        (focused if focused is not None else self.editor(self._order[0])).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, key: str) -> None:
        """From this field to the next one that is there."""
        place = self._order.index(key)
        for following in self._order[place + 1 :]:
            editor = self.editor(following)
            if editor.isVisible() and editor.isEnabled():
                editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.finished.emit()

    def show_more(self, shown: bool) -> None:
        self.more.setVisible(shown)

    @property
    def more_is_filled(self) -> bool:
        """Something stands in the fields that are not shown at first."""
        held = reading.values(self.editors())
        return any(held[key] for key in self._order[self._order.index("petitioners.0.birth_on") :])

    # --- undo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.undo.note(reading.values(self.editors()))
            self.left.emit()
        elif (
            event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            if _undoes_itself(watched):
                return False
            if event.type() == QEvent.Type.KeyPress:
                self.step_back()
            event.accept()
            return True
        return False

    def step_back(self) -> None:
        """Ctrl+Z where the field itself has nothing to take back: the field changed last gets its former value."""
        before = self.undo.back(reading.values(self.editors()))
        if before is None:
            return
        changed = reading.put_values(self.editors(), before)
        if changed:
            self.go(changed[0])

    def empty_fields(self) -> Iterator[Field]:
        return (field for field in self.fields.values() if reading.is_empty(field.editor))


def _which_person(field: str) -> str:
    """第 3 人：, of petitioners.2.name; of none in particular nothing."""
    parts = field.split(".")
    return f"第 {int(parts[1]) + 1} 人：" if len(parts) > 1 and parts[1].isdigit() else ""


def _undoes_itself(editor: QObject) -> bool:
    if isinstance(editor, Line):
        return editor.isUndoAvailable()
    if isinstance(editor, Lines):
        return editor.document().isUndoAvailable()
    return not isinstance(editor, QComboBox | Tick)
