"""Walk-ins by keys alone, through the real window into a real store: each saved right, the keys beyond its text counted and printed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app import office
from app.office import Office
from app.store import petitioners, petitions
from tests.ui import walk_ins
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands, shown
from tests.ui.walk_ins import HELD, WALK_INS, Keys, Text, WalkIn
from ui import work
from ui.bureau import Bureau
from ui.main_window import MainWindow

MOST_KEYS = 60
CONTROL = Qt.KeyboardModifier.ControlModifier
PAGE_KEYS = {
    "F4": (Qt.Key.Key_F4,),
    "F9": (Qt.Key.Key_F9,),
    "Ctrl+J": (Qt.Key.Key_J, CONTROL),
    "Ctrl+Enter": (Qt.Key.Key_Return, CONTROL),
    "Ctrl+O": (Qt.Key.Key_O, CONTROL),
}


class Clerk(Hands):
    """Hands that count: a key with Ctrl is two, the letters of what the visitor says are none."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.keys = 0

    @property
    def form(self) -> Any:
        return self.window.page.form  # type: ignore[attr-defined]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1 + (modifiers != Qt.KeyboardModifier.NoModifier)
        super().press(key, modifiers)

    def hit(self, name: str) -> None:
        self.press(*PAGE_KEYS[name])

    def write(self, entry: Text | Keys) -> None:
        if isinstance(entry, Keys):
            self.keys += len(entry)
        self.type(str(entry))

    def stands_in(self, key: str) -> bool:
        editor, focused = self.form.editor(key), self.focused
        return focused is editor or bool(editor.isAncestorOf(focused))

    def walk_to(self, key: str) -> None:
        """By Enter, and F9 where the field is among those that are not shown at first."""
        if not self.form.editor(key).isVisible() and self.form.more.isAncestorOf(self.form.editor(key)):
            self.hit("F9")
        for _step in range(40):
            if self.stands_in(key):
                return
            self.press(Qt.Key.Key_Return)
            self.pause(1)
        raise AssertionError(f"Enter does not come to {key}")

    def fill(self, walk_in: WalkIn) -> None:
        for press in walk_in.before:
            self.hit(press.name)
        for key, entry in walk_in.fields.items():
            self.walk_to(key)
            self.write(entry)
            if key == "unit":
                self.settle()
                self.press(Qt.Key.Key_Return)
        for press in walk_in.after:
            self.settle()
            self.hit(press.name)

    def agree(self, dialog: QWidget) -> None:
        """From the marked no to the yes beside it."""
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):
            self.keys += 1
            QTest.keyClick(dialog.focusWidget() or dialog, key)

    def save(self, *, doubts: bool = False) -> str:
        """Ctrl+Enter; gives the number."""
        self.settle()
        if doubts:
            self.in_dialog(self.agree)
        self.hit("Ctrl+Enter")
        self.settle()
        said = self.window.page.strip.words.text()  # type: ignore[attr-defined]
        assert said.startswith("已登记"), [field.note.text() for field in self.form.fields.values() if field.state]
        assert self.stands_in("petitioners.0.name")
        assert not self.form.dirty
        return str(said.split("　")[1])


@pytest.fixture(scope="module")
def store(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = office.Office.open(copied(sample_file, tmp_path_factory.mktemp("counter")), SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    yield opened
    opened.close()


def copied(sample_file: Path, folder: Path) -> Path:
    for file in sample_file.parent.iterdir():
        shutil.copy(file, folder)
    return folder / sample_file.name


@pytest.fixture
def clerk(store: Office, threads: None) -> Iterator[Clerk]:
    windows = shown(Bureau(store))
    made = Clerk(next(windows))
    made.settle()
    yield made
    next(windows, None)


def kept(store: Office, number: str) -> tuple[petitions.StoredPetition, tuple[petitioners.StoredPerson, ...]]:
    with store.desk.store.reading() as transaction:
        found = petitions.by_number(transaction, number)
        assert found is not None
        return found, petitioners.of_petition(transaction, found.id, protected=found.protected)


def compare(store: Office, number: str, walk_in: WalkIn) -> None:
    found, people = kept(store, number)
    expected, held = {**HELD, **walk_in.held}, walk_ins.held_of(found)
    if expected["subject_class"] == "*":
        expected["subject_class"] = store.registration.subject_classes()[0]
    assert held == expected
    assert walk_ins.known_of(people) == walk_in.people
    assert (found.matter is None) == (found.not_a_case_reason is not None)


@pytest.mark.parametrize("walk_in", WALK_INS, ids=lambda each: each.name)
def test_a_walk_in_is_registered_by_keys_alone(clerk: Clerk, store: Office, walk_in: WalkIn, capsys: pytest.CaptureFixture[str]) -> None:
    clerk.fill(walk_in)
    number = clerk.save(doubts=walk_in.doubts)
    said = clerk.window.page.strip.words.text()  # type: ignore[attr-defined]
    with capsys.disabled():
        print(f"\n  {walk_in.name}：文字之外 {clerk.keys} 键", end="")
    compare(store, number, walk_in)
    assert {mark: mark in said for mark in walk_in.marks} == walk_in.marks
    assert clerk.keys <= (MOST_KEYS if walk_in.plain else MOST_KEYS + 20)


def test_last_years_matter_is_taken_over_by_one_key(clerk: Clerk, store: Office, capsys: pytest.CaptureFixture[str]) -> None:
    matter, name, unit = last_years(store)
    clerk.write(Text(name))
    clerk.settle()
    clerk.hit("F4")
    clerk.settle()
    clerk.walk_to("gist")
    clerk.write(Text("问去年反映的事办得怎样。"))
    number = clerk.save()
    with capsys.disabled():
        print(f"\n  去年的事又来访，F4 认作重访：文字之外 {clerk.keys} 键", end="")
    found, (person,) = kept(store, number)
    assert (found.matter, found.repeat, found.unit_code, person.name) == (matter, True, unit, name)
    assert clerk.keys <= MOST_KEYS


def last_years(store: Office) -> tuple[str, str, str]:
    """A matter of 1995 with one ordinary visitor whose name stands once in the register: its number, the name, the unit."""
    with store.desk.store.reading() as transaction:
        every = petitions.by_ids(transaction, range(1, 2000))
        people = petitioners.of_petitions(transaction, [each.id for each in every])
    names = [person.name for each in people.values() for person in each]
    for each in every:
        first = people.get(each.id, ())
        if each.year == 1995 and each.matter and not each.protected and len(first) == 1 and names.count(first[0].name) == 1:
            return each.matter, first[0].name, each.unit_code
    raise AssertionError("the sample has no such matter")


def test_after_a_power_cut_the_form_is_offered_as_it_was(sample_file: Path, tmp_path: Path, threads: None) -> None:
    """The window goes without closing, its store is left open; another one begins on the same file."""
    path = copied(sample_file, tmp_path)
    cut = office.Office.open(path, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    windows = shown(Bureau(cut))
    clerk = Clerk(next(windows))
    clerk.settle()
    walk_in = next(each for each in WALK_INS if each.name.startswith("控告单位负责人"))
    clerk.fill(walk_in)
    clerk.until(clerk.window.page.head.kept.isVisible)  # type: ignore[attr-defined]
    clerk.settle()
    next(windows, None)
    assert not isValid(clerk.window) or not clerk.window.isVisible()
    for file in path.parent.iterdir():
        assert "二轻局局长".encode() not in file.read_bytes()
    again = office.Office.open(path, SAMPLE_ACCOUNT, SAMPLE_PASSWORD)
    windows = shown(Bureau(again))
    clerk = Clerk(next(windows))
    clerk.settle()
    clerk.hit("Ctrl+O")
    clerk.settle()
    number = clerk.save()
    compare(again, number, walk_in)
    assert again.drafts.kept() is None
    next(windows, None)
    again.close()
    cut.close()
    work.threads.stop()
    QTest.qWait(1)
