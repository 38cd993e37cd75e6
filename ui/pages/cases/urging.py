"""催办 of many cases, one after the other off the window's thread: counted, with progress, to be stopped between any two."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QWidget

from app.errors import Refusal
from app.services.matters import MatterService
from ui.pages.documents.progress import Progress
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import Lines
from ui.work import Task

NAMED = 8


class Urged(NamedTuple):
    """What a run did: urged with the count of each; refused with the reason; ``left`` was not reached."""

    done: tuple[tuple[str, int], ...]
    refused: tuple[tuple[str, str], ...]
    left: tuple[str, ...]


def urge_all(matters: MatterService, numbers: Sequence[str], words: str, stopped: Callable[[], bool], task: Task) -> Urged:
    """Each in a transaction of its own: what is done stays done."""
    done: list[tuple[str, int]] = []
    refused: list[tuple[str, str]] = []
    for place, number in enumerate(numbers):
        if stopped():
            return Urged(tuple(done), tuple(refused), tuple(numbers[place:]))
        try:
            taken = matters.urge(number, words=words)
            done.append((number, taken.ordinal or 1))
        except Refusal as refusal:
            refused.append((number, str(refusal)))
        task.report(place + 1, len(numbers), number)
    return Urged(tuple(done), tuple(refused), ())


def said(urged: Urged) -> str:
    """What a run did, in words."""
    again = [f"{number} 第 {ordinal} 次" for number, ordinal in urged.done if ordinal > 1]
    lines = [f"已催办 {len(urged.done)} 件，催办通知在待发文书里。" if urged.done else "没有催办。"]
    if again:
        lines.append(f"再次催办的：{'、'.join(again[:NAMED])}{f'……共 {len(again)} 件' if len(again) > NAMED else ''}。")
    lines += [f"没有催办：{reason}" for _number, reason in urged.refused[:3]]
    if urged.left:
        lines.append(f"停下了，余下 {len(urged.left)} 件没有催办，仍选着；按 F9 继续。")
    return "\n".join(lines)


def ask(parent: QWidget, numbers: Sequence[str]) -> str | None:
    """What to write on the notices (perhaps nothing), or None where it is not wanted after all."""
    named = "、".join(numbers[:NAMED]) + (f"……共 {len(numbers)} 件" if len(numbers) > NAMED else "")
    words = f"{named}\n每件记一次催办，催办通知进待发文书；到期日不变。已办结的不催。"
    dialog = Dialog(parent, f"催办 {len(numbers)} 件", words, wide=520)
    lines = Lines(rows=3)
    dialog.body.addWidget(Field("催办的话（可以不写）", lines))
    yes = Button(f"催办 {len(numbers)} 件", "Ctrl+Return", kind="primary", does=dialog.accept)
    dialog.buttons(Button("取消", "Esc", does=dialog.reject), yes)
    lines.entered.connect(yes.setFocus)
    yes.setFocus()
    return lines.value() if dialog.exec() == QDialog.DialogCode.Accepted else None


class UrgingProgress(Progress):
    """The same bar, in the words of urging."""

    def begin(self, total: int) -> Callable[[], bool]:
        stopped = super().begin(total)
        self.words.setText(f"正在催办　0 / {total}")
        return stopped

    def show_progress(self, done: int, total: int, words: str) -> None:
        super().show_progress(done, total, words)
        if self.stop_button.isEnabled():
            self.words.setText(f"已催办 {done} / {total}　{words}")
