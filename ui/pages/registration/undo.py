"""Undo over the whole form: what every field held, each time one was left."""

from typing import Any

Values = dict[str, Any]


class Undo:
    """A stack of what the form held; the first is what it began with."""

    def __init__(self) -> None:
        self.first: Values = {}
        self._held: list[Values] = []

    def begin(self, values: Values) -> None:
        self.first = values
        self._held = [values]

    def note(self, values: Values) -> None:
        """A field was left: keep what stands now, if it is new."""
        if values != self._held[-1]:
            self._held.append(values)

    def back(self, values: Values) -> Values | None:
        """What stood before `values`; None when there is nothing before."""
        self.note(values)
        if len(self._held) < 2:
            return None
        self._held.pop()
        return self._held[-1]
