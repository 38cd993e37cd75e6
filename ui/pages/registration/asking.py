"""What is asked of the services while the form is typed: its meaning, its faults, earlier petitions; off the window's thread."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.matches import Match
from app.services.meaning import Meaning
from app.services.petition_form import FieldFault, PetitionDraft
from ui.bureau import Bureau
from ui.work import Latest

PAUSE = 180  # ms of quiet before anything is asked
LEAST_NAME = 2
LEAST_ID = 4
LEAST_PHONE = 5
LEAST_GIST = 4


class Answer(NamedTuple):
    """What the services say of a draft. ``completed``: with birth date and sex from the ID number."""

    draft: PetitionDraft
    meaning: Meaning
    faults: tuple[FieldFault, ...]
    completed: PetitionDraft


class _People(NamedTuple):
    """What earlier petitions are looked for by, too little of one is none of it; the address alone finds nothing."""

    name: str
    id_number: str
    phone: str
    gist: str
    address: str


class Asking(QObject):
    """Asks once the typing pauses; only the newest answer is told."""

    told = Signal(object)
    matched = Signal(object)

    def __init__(self, bureau: Bureau, draft: Callable[[], PetitionDraft], composing: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._bureau, self._draft, self._composing = bureau, draft, composing
        self._meaning, self._matches = Latest(), Latest("matches")
        self._people: _People | None = None
        self.shown: set[str] = set()  # numbers of the matches this form has shown
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.ask)

    def soon(self) -> None:
        """Something was typed: ask after a pause."""
        self._pause.start()

    def begin(self) -> None:
        """Another form."""
        self._people = None
        self.shown = set()
        self._matches.drop()

    def ask(self) -> None:
        if self._composing():
            self._pause.start()
            return
        self._pause.stop()
        draft = self._draft()
        self._meaning.ask(lambda: _answer(self._bureau, draft), self.told.emit, lambda _refusal: None)
        people = _looked_for(draft)
        if people != self._people:
            self._people = people
            self._ask_matches(people)

    def _ask_matches(self, people: _People) -> None:
        if not any(people[:-1]):
            self._matches.drop()
            self._know(())
            return
        self._matches.ask(lambda: self._bureau.matches.matches(*people), self._know, lambda _refusal: self._know(()))

    def _know(self, matches: Sequence[Match]) -> None:
        self.shown.update(match.number for match in matches)
        self.matched.emit(matches)


def _answer(bureau: Bureau, draft: PetitionDraft) -> Answer:
    registration = bureau.registration
    return Answer(draft, registration.meaning(draft), registration.check(draft), registration.complete(draft))


def _looked_for(draft: PetitionDraft) -> _People:
    person = draft.petitioners[0]
    return _People(
        _long_enough(person.name, LEAST_NAME),
        _long_enough(person.id_number, LEAST_ID),
        _long_enough(person.phone, LEAST_PHONE),
        _long_enough(draft.gist, LEAST_GIST),
        f"{person.township}{person.village}{person.address}",
    )


def _long_enough(text: str, least: int) -> str:
    return text if len(text) >= least else ""
