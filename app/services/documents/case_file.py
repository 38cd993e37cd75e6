"""A matter or a petition as documents tell of it: who petitions (or that it is withheld), what about, the unit, until when."""

from dataclasses import dataclass
from typing import Any

from app.errors import NotFound, Refusal
from app.regulation.terms import UnitKind
from app.services import rules
from app.services.documents.source import At, citation, clause
from app.services.documents.words import OFFICES, day_words, days_as_written, full_name
from app.services.matter_values import LIMIT_WORDS
from app.services.petition_form import ANONYMOUS, FORM_WORDS, Level
from app.store import due_dates, matters, petitions, units, waiting
from app.store.due_dates import StoredDue
from app.store.matters import StoredMatter
from app.store.petitions import StoredPetition

PETITIONER = "信访人"
"""Stands for one whose identity is withheld, or who gave no name."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A matter with its petitions that stand. ``kept_secret``: what must not stand in a document; empty where nobody is protected."""

    matter: StoredMatter
    petitions: tuple[StoredPetition, ...]
    protected: bool
    kept_secret: tuple[str, ...]
    names: tuple[str, ...]
    """The first petition's people; empty where the identity is withheld or there is none."""

    @property
    def petitioner(self) -> str | None:
        """张演示等12人; None where the identity is withheld."""
        if self.protected:
            return None
        return called(self.names, self.petitions[0].people if self.petitions else 1)

    @property
    def addressed(self) -> str:
        """As a letter to the petitioner begins."""
        return addressed(self.names)

    @property
    def arrived(self) -> str:
        """When and how it was first brought."""
        return arrived(self.petitions[0]) if self.petitions else day_words(self.matter.accepted_on)


def case_file(at: At, number: str) -> CaseFile:
    """The matter of this number. Raises NotFound."""
    matter = matters.by_number(at.transaction, number.strip())
    if matter is None:
        raise NotFound(f"没有编号是“{number.strip()[:40]}”的事项。", mend="请核对事项编号，如 S1996-00012。")
    standing = tuple(each for each in petitions.of_matter(at.transaction, matter.id) if not each.voided)
    protected = matter.accusation or petitions.protected_on(at.transaction, matter.id)
    secret = waiting.kept_secret(at.transaction, matter.id)
    names = () if protected or not standing else waiting.petitioner_names(at.transaction, standing[0].id)
    return CaseFile(matter, standing, protected, secret, known(names))


def petition(at: At, number: str) -> StoredPetition:
    """The petition of this register number that stands. Raises NotFound, Refusal for a voided one."""
    found = petitions.by_number(at.transaction, number.strip())
    if found is None:
        raise NotFound(f"没有登记号是“{number.strip()[:40]}”的来访来信。", mend="请核对登记号，如 1996-00012。")
    if found.voided:
        raise Refusal(f"{found.number}已经作废，不出文书。")
    return found


def names_of(at: At, of: StoredPetition) -> tuple[str, ...]:
    """Who petitions; nobody where the identity is withheld or no name was given."""
    return () if of.protected else known(waiting.petitioner_names(at.transaction, of.id))


def known(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name != ANONYMOUS)


def called(names: tuple[str, ...], people: int) -> str:
    """张演示等12人."""
    if not names:
        return f"{PETITIONER}{people}人" if people > 1 else PETITIONER
    return f"{names[0]}等{people}人" if people > 1 else names[0]


def addressed(names: tuple[str, ...]) -> str:
    """周演示同志."""
    return f"{names[0]}同志" if names else PETITIONER


def arrived(of: StoredPetition) -> str:
    """一九九六年三月五日来访."""
    return f"{day_words(of.received_on)}{FORM_WORDS[of.form]}"


def unit_name(at: At, code: str) -> str:
    """As the unit is addressed."""
    unit = units.by_code(at.transaction, code)
    return full_name(unit.name, unit.kind) if unit is not None else code


def counted_unit(at: At, unit_id: int, counted_id: int | None) -> tuple[str, str, str]:
    """The assessed unit's code, how it is addressed, and the name of the subordinate where it began (else empty)."""
    unit = units.by_id(at.transaction, unit_id)
    if unit.kind is not UnitKind.SUBORDINATE or counted_id is None:
        return unit.code, full_name(unit.name, unit.kind), ""
    above = units.by_id(at.transaction, counted_id)
    return above.code, full_name(above.name, above.kind), unit.name


def due_of(at: At, matter: StoredMatter) -> StoredDue:
    """The due date that stands. Raises NotFound for a matter without one."""
    due = due_dates.standing(at.transaction, matter.id)
    if due is None:
        raise NotFound(f"{matter.number}没有办结期限。")
    return due


def why(due: StoredDue) -> str:
    """Where a due date comes from, in one sentence."""
    return days_as_written("；".join(sentence.rstrip("。；") for sentence in due.why))


def limit(due: StoredDue) -> str:
    """Which limit gave a due date, in short."""
    said = LIMIT_WORDS[due.limit].replace("（", "，").replace("）", "")
    return said + (f"，{citation(due.clause)}" if due.clause else "")


def told(gist: str) -> str:
    """What it is about, to stand after 反映：."""
    return gist.strip().removeprefix("反映").lstrip("：:，,")


def clause_of(due: StoredDue) -> dict[str, str] | None:
    """The clause a due date rests on; None for the bureau's own limit."""
    return clause(due.clause) if due.clause else None


def next_office(level: Level) -> str:
    """Where one goes with the reply letter of this level."""
    return OFFICES[Level(min(level + 1, Level.BEIJING))]


def acknowledge_days(at: At) -> int:
    return rules.in_force(at.transaction, at.day).parameters.acknowledge_days


def issue_of(at: At, organ: str, **more: Any) -> dict[str, Any]:
    """The issue of a document, some of it changed."""
    return {**at.issue(organ), **more}
