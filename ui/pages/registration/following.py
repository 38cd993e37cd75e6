"""What follows in the form from what stands in it: secrecy of an accusation, fields that do not apply, what is said under the fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.services.petition_form import Level, Purpose, Secrecy, Source
from ui.pages.registration import reading
from ui.pages.registration.options import NO_CASE_PURPOSES
from ui.widgets.date_field import long_date
from ui.widgets.field import Field


class FollowingFields:
    """``former``: what stood before a correction, said under every field that says something else now."""

    def __init__(self, fields: Mapping[str, Field], today: date) -> None:
        self._fields, self._today = fields, today
        self._level = Level.CITY
        self.former: Mapping[str, Any] | None = None

    def begin(self, level: Level) -> None:
        """Another form: its level is no change."""
        self._level = level

    def follow(self) -> None:
        """After anything was typed or chosen."""
        self._secrecy()
        self._case()
        self._reached()
        self._editor("people").setPlaceholderText(str(1 + len(self._editor("companions").value())))
        self.remark()

    def remark(self) -> None:
        """What is worth knowing of a field while nothing is wrong there."""
        if self.former is not None:
            self._say_former(self.former)
            return
        if self._editor("purpose").value() is Purpose.ACCUSATION:
            self._fields["secrecy"].remark("揭发控告自动保密")
        day = self._editor("received_on").day()
        if day is not None and day < self._today:
            self._fields["received_on"].remark(f"补登：另记登记日 {long_date(self._today)}")

    def _editor(self, key: str) -> Any:
        return self._fields[key].editor

    def _secrecy(self) -> None:
        accusation, secrecy = self._editor("purpose").value() is Purpose.ACCUSATION, self._editor("secrecy")
        if accusation and secrecy.value() is not Secrecy.PROTECTED:
            secrecy.take(Secrecy.PROTECTED)
        secrecy.setEnabled(not accusation)
        if not accusation:
            self._fields["secrecy"].clear()

    def _case(self) -> None:
        """Only a question or a suggestion may be no case, with a reason."""
        may = self._editor("purpose").value() in NO_CASE_PURPOSES
        if not may:
            self._editor("not_a_case").take(False)
        self._fields["not_a_case"].setVisible(may)
        self._fields["not_a_case_reason"].setVisible(may and bool(self._editor("not_a_case").value()))

    def _reached(self) -> None:
        """Beyond the city a visit reaches the bureau as a notice from above, by an office that is asked for then only."""
        level = self._editor("level").value()
        if level != self._level:
            self._level = level
            self._editor("source").take(Source.FORWARDED if level > Level.CITY else Source.IN_PERSON)
        self._fields["reporting_office"].setVisible(level > Level.CITY or bool(self._editor("reporting_office").value()))
        shown = self._editor("shown_level").value() >= 0 or bool(self._editor("shown_number").value())
        self._fields["shown_number"].setVisible(shown)

    def _say_former(self, former: Mapping[str, Any]) -> None:
        now = reading.values({key: field.editor for key, field in self._fields.items()})
        for key, field in self._fields.items():
            if now[key] != former[key] and not field.state:
                field.remark(f"原：{reading.said_of(field.editor, former[key]) or '（空）'}")
