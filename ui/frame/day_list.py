"""The day's list at start: one calm line above the page that says what is overdue and due; it goes with a key or with its list."""

from collections.abc import Callable

from app.services.case_values import CaseState, DueCounts
from ui.widgets.button import Button
from ui.widgets.strip import Strip


class DayList(Strip):
    """``open_due`` is given the state whose list is wanted."""

    def __init__(self, open_due: Callable[[CaseState], None]) -> None:
        super().__init__()
        self._open_due = open_due
        self._told = False

    def tell(self, counts: DueCounts) -> None:
        """Once a login, where anything is overdue, due today or in three days."""
        if self._told:
            return
        self._told = True
        state = most_urgent(counts)
        if state is not None:
            tone = "accent" if counts.overdue else "warn"
            listed = Button("列出来　F12", kind="quiet", does=self._list)
            self.say(_words(counts), [listed, Button("知道了", kind="quiet", does=self.hide)], tone)
            self._state = state

    def _list(self) -> None:
        self.hide()
        self._open_due(self._state)


def most_urgent(counts: DueCounts) -> CaseState | None:
    """The list to open first; None where nothing is overdue or due within three days."""
    told = ((counts.overdue, CaseState.OVERDUE), (counts.today, CaseState.TODAY), (counts.in_three, CaseState.IN_THREE))
    return next((state for count, state in told if count), None)


def _words(counts: DueCounts) -> str:
    told = ((counts.overdue, "超期"), (counts.today, "今日到期"), (counts.in_three, "三日内到期"), (counts.in_seven, "七日内到期"))
    return f"今天的案件：{'，'.join(f'{word} {count} 件' for count, word in told if count)}。"
