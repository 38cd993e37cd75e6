"""Work off the window's thread: a call, its progress, its cancelling, its errors; what comes back is handed over in the window's thread."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal

from app.errors import Refusal

Done = Callable[[Any], None]
Progress = Callable[[int, int, str], None]
Call = Callable[["Task"], Any]


class Cancelled(Exception):
    """The work was given up by the person who asked for it."""


class Task:
    """One call under way. `cancel` makes its result unwanted and tells a call that reports progress to stop at its next step.

    The window's thread alone keeps tasks: were the last hold on one let go on another, widgets its calls know would be destroyed there.
    """

    def __init__(
        self, call: Call, done: Done, refused: Done | None, finally_: Callable[[], None] | None, progress: Progress | None
    ) -> None:
        self.call, self.done, self.refused, self.finally_, self.progress = call, done, refused, finally_, progress
        self.result: Any = None
        self.fault: Exception | None = None
        self._wanted = threading.Event()
        self._wanted.set()

    @property
    def wanted(self) -> bool:
        return self._wanted.is_set()

    def cancel(self) -> None:
        self._wanted.clear()

    def report(self, done: int, total: int, words: str = "") -> None:
        """For the call itself, in its own thread. Raises Cancelled when nobody wants the result any more."""
        if not self.wanted:
            raise Cancelled
        threads.tell(id(self), (done, total, words))

    def perform(self) -> None:
        """Runs the call, in a thread of its own."""
        try:
            self.result = self.call(self) if self.wanted else None
        except Cancelled:
            self.cancel()
        except Exception as fault:  # noqa: BLE001  # handed to the window's thread, which tells a refusal from a fault
            self.fault = fault

    def hand_over(self) -> None:
        """Gives what came of it to who asked, in the window's thread."""
        if not self.wanted:
            return
        if self.finally_:
            self.finally_()
        if self.fault is None:
            self.done(self.result)
        elif isinstance(self.fault, Refusal) and self.refused:
            self.refused(self.fault)
        else:
            threads.unexpected(self.fault)


class _Line:
    """A thread that does one task after another."""

    def __init__(self, name: str) -> None:
        self._waiting: SimpleQueue[Task | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._go, name=name, daemon=True)
        self._thread.start()

    def add(self, task: Task) -> None:
        self._waiting.put(task)

    def stop(self) -> None:
        self._waiting.put(None)
        self._thread.join()

    def _go(self) -> None:
        while task := self._waiting.get():
            serial = id(task)
            task.perform()
            del task  # before the window's thread hears of it: see Task
            threads.tell(serial, None)


class _Bell(QObject):
    """Rung on any thread, heard in the window's."""

    rung = Signal()


class _Threads:
    """The lines: one for what a person waits for, others for what is looked up meanwhile; each made at its first call."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        self._tasks: dict[int, Task] = {}
        self._told: SimpleQueue[tuple[int, tuple[int, int, str] | None]] = SimpleQueue()
        self._bell: _Bell | None = None
        self.unexpected: Done = _raise
        self.taking = True  # False while a store is being left: nothing new is begun on it

    @property
    def running(self) -> tuple[Task, ...]:
        return tuple(self._tasks.values())

    def add(self, line: str, task: Task) -> None:
        if not self.taking:
            task.cancel()
            return
        if self._bell is None:
            self._bell = _Bell()
            self._bell.rung.connect(self._hear, QtCore.Qt.ConnectionType.QueuedConnection)
        if line not in self._lines:
            self._lines[line] = _Line(line)
        self._tasks[id(task)] = task
        self._lines[line].add(task)

    def tell(self, serial: int, progress: tuple[int, int, str] | None) -> None:
        """From any thread: the task got on (``progress``), or came to its end (None)."""
        self._told.put((serial, progress))
        if self._bell is not None:
            self._bell.rung.emit()

    def _hear(self) -> None:
        try:
            serial, progress = self._told.get_nowait()
        except Empty:
            return
        task = self._tasks.get(serial)
        if task is not None and progress is not None:
            if task.progress and task.wanted:
                task.progress(*progress)
        elif task is not None:
            del self._tasks[serial]
            task.hand_over()

    def quiet(self, but: Task) -> None:
        """Give up all that runs but one task, and begin nothing until ``taking`` is True again."""
        self.taking = False
        for task in self.running:
            if task is not but:
                task.cancel()

    def stop(self) -> None:
        """Give up what nobody waits for any more, and wait for what runs."""
        for task in self.running:
            task.cancel()
        for line in self._lines.values():
            line.stop()
        self._lines.clear()
        self._tasks.clear()


def _raise(fault: Any) -> None:
    raise fault


threads = _Threads()


def run(
    call: Callable[[], Any],
    *,
    done: Done,
    refused: Done | None = None,
    finally_: Callable[[], None] | None = None,
    line: str = "work",
) -> Task:
    """Run `call` on a thread; then, in the window's thread, `done(result)`, or `refused(Refusal)`; other faults go to the one handler.

    `finally_` runs before either, in the window's thread, in every case but a cancelled one.
    """
    return run_long(lambda _task: call(), done=done, refused=refused, finally_=finally_, line=line)


def run_long(
    call: Call,
    *,
    done: Done,
    refused: Done | None = None,
    finally_: Callable[[], None] | None = None,
    progress: Progress | None = None,
    line: str = "work",
) -> Task:
    """As :func:`run`, for a call that reports its progress on the task it is given."""
    task = Task(call, done, refused, finally_, progress)
    threads.add(line, task)
    return task


class Latest:
    """Only the newest of several like questions matters: asking anew makes the one before it unwanted."""

    def __init__(self, line: str = "look-up") -> None:
        self._line = line
        self._task: Task | None = None

    def ask(self, call: Callable[[], Any], done: Done, refused: Done | None = None) -> None:
        self.drop()
        self._task = run(call, done=done, refused=refused, finally_=self._forget, line=self._line)

    def drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _forget(self) -> None:
        self._task = None
