"""Numbers documents and puts them on paper or into a folder, one after the other, off the window's thread; what is done stays done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.errors import Refusal
from app.services.documents.values import SEALED, Issued, Waiting
from ui import paper
from ui.models.tray import said_of
from ui.work import Task

if TYPE_CHECKING:
    from app.services.documents import DocumentService


class Where(NamedTuple):
    """Where documents go: to a printer of that name, or as files into a folder."""

    printer: str
    folder: Path | None = None


class Job(NamedTuple):
    """A document to be issued, in so many copies of each original; ``recipients`` in place of its own; ``said``: its particulars as
    far as they were written; ``seal``: one of `SEALS`."""

    waiting: Waiting
    copies: int = 1
    recipients: tuple[str, ...] | None = None
    said: Mapping[str, str] = MappingProxyType({})
    seal: str = SEALED

    @property
    def document(self) -> Waiting:
        """With what was written for it."""
        return replace(self.waiting, content={**self.waiting.content, **self.said}) if self.said else self.waiting


class Sent(NamedTuple):
    """What a run did: issued in order; ``left`` was not reached; ``refused`` could not be drawn and took no number; ``trouble``: issued,
    but printing or saving it failed, which stopped the run."""

    issued: tuple[Issued, ...]
    left: tuple[Job, ...]
    refused: tuple[tuple[Waiting, str], ...]
    trouble: str = ""


Deliver = Callable[[str, bytes, int, str], None]
"""Puts an original where it goes: file name, PDF, copies, title. Raises Refusal."""


def deliverer(where: Where) -> Deliver:
    """The way to a printer or into a folder."""
    folder = where.folder
    if folder is not None:
        return lambda name, content, _copies, _title: keep(folder, name, content)
    made = paper.on_printer(where.printer)
    return lambda _name, content, copies, title: paper.put_on_paper(content, made, copies, title)


def keep(folder: Path, name: str, content: bytes) -> None:
    """Write one file. Raises Refusal."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    except OSError as fault:
        raise Refusal(f"不能写入 {folder / name}（{fault.strerror}）。", mend="请换一个文件夹。") from fault


def send(
    service: "DocumentService", jobs: Sequence[Job], layout: str | None, deliver: Deliver, stopped: Callable[[], bool], task: Task
) -> Sent:
    """Issue and deliver ``jobs`` in their order. Each takes its number in a transaction of its own, so it may be stopped between any two;
    handed in again, what is left goes on with the next number."""
    issued: list[Issued] = []
    refused: list[tuple[Waiting, str]] = []
    for place, job in enumerate(jobs):
        if stopped():
            return Sent(tuple(issued), tuple(jobs[place:]), tuple(refused))
        task.report(place, len(jobs), f"正在办：{said_of(job.waiting)}")
        try:
            made = service.issue(job.document, layout, job.copies, job.recipients, seal=job.seal)
        except Refusal as refusal:
            refused.append((job.waiting, str(refusal)))
            continue
        issued.append(made)
        if trouble := _delivered(made, deliver):
            return Sent(tuple(issued), tuple(jobs[place + 1 :]), tuple(refused), trouble)
        task.report(place + 1, len(jobs), made.number or made.title)
    return Sent(tuple(issued), (), tuple(refused))


def _delivered(made: Issued, deliver: Deliver) -> str:
    """Empty, or why it did not come out."""
    try:
        for original in made.originals:
            deliver(original.name, original.content, original.copies, made.number or made.title)
    except Refusal as refusal:
        return f"{made.number or made.title}已编号，但没有印出来：{refusal}"
    return ""


def _span(numbers: Sequence[str]) -> str:
    """The first and the last number of each series: 聊信函〔1996〕1号 至 9号."""
    series: dict[str, list[str]] = {}
    for number in numbers:
        head, mark, ordinal = number.rpartition("〕")
        series.setdefault(head + mark, []).append(ordinal)
    return "，".join(f"{head}{each[0]}{f'至{each[-1]}' if len(each) > 1 else ''}" for head, each in series.items())


def said(sent: Sent, where: Where) -> str:
    """What a run did, in words."""
    place = f"存在 {where.folder}" if where.folder else f"送到打印机 {where.printer}"
    span = _span([each.number for each in sent.issued if each.number])
    lines = [f"已发 {len(sent.issued)} 件{f'：{span}' if span else ''}，{place}。"] if sent.issued else ["没有发出。"]
    lines += [sent.trouble] if sent.trouble else []
    lines += [f"没有发：{said_of(waiting)}。{reason}" for waiting, reason in sent.refused[:3]]
    if len(sent.refused) > 3:
        lines.append(f"……共 {len(sent.refused)} 件没有发。")
    if sent.left:
        lines.append(f"停下了，余下 {len(sent.left)} 件没有编号，还在待发文书里；按 Ctrl+P 继续。")
    return "\n".join(lines)
