"""The tour: a day at the counter and the year's end on a fresh sample bureau, by keys, in the real window."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog

from app.services.standings_rows import distance, score, verdict
from ui import application, theme, work
from ui.door import Documents, Door
from ui.settings import Settings
from ui.touring.driver import SCREEN, Driver, Stuck

UNIT, INITIALS, OTHER_UNIT = "T03", "hyz", "T07"
YEAR = 1996
NAME, ID_NUMBER, VILLAGE = "曾喆生（演示）", "372501480312001", "张村"
GIST = "反映张村1995年提留款超收，村民八人到地区信访局要求清退，称镇里一直没有书面答复。"
REASON = "演示：按现有材料定案"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
IDLE_WARNING = "This plugin does not support propagateSizeHints()"
MessageHandler = Callable[[QtMsgType, QMessageLogContext, str], None]
_EMPTY_FONTS = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig></fontconfig>\n'


def run(out: Path, door: Door, documents: Documents) -> int:
    """Drive the window and leave everything in ``out``. 0 when the whole day went as told, else 1 with the reason in summary.json."""
    out = Path(out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fonts:
        _no_system_fonts(Path(fonts))
        former = _without_idle_warnings()
        made = application.make(["tour"])
        theme.apply(made, theme.Look.LIGHT, 100)
        tour = Tour(out, made, door, documents)
        try:
            tour.go()
        except Stuck as stuck:
            tour.summary["stopped"] = str(stuck)
        finally:
            work.threads.stop()
            qInstallMessageHandler(former)
    tour.keep_summary()
    return 1 if "stopped" in tour.summary else 0


def _no_system_fonts(folder: Path) -> None:
    """Pictures look the same on every machine: nothing but the program's own fonts."""
    if sys.platform.startswith("linux"):
        configuration = folder / "fonts.conf"
        configuration.write_text(_EMPTY_FONTS, "utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)


def _without_idle_warnings() -> MessageHandler | None:
    """The platform without a screen says of every window that it takes no size hints: that one message says nothing to anybody."""

    def say(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message == IDLE_WARNING:
            return
        if former is not None:
            former(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    former = cast("MessageHandler | None", qInstallMessageHandler(say))
    return former


class Tour:
    """The day, step by step."""

    def __init__(self, out: Path, made: QApplication, door: Door, documents: Documents) -> None:
        self._out, self._documents = out, documents
        self.program = application.Application(made, door, kept=Settings())
        self.driver = Driver(out, lambda: bool(work.threads.running), self.home)
        self.summary: dict[str, Any] = {"year": YEAR, "unit": UNIT, "steps": []}

    @property
    def window(self) -> Any:
        return self.program.window

    def home(self) -> Any:
        """The window there is: the main one, or the entrance before it."""
        return self.window or self.program.entrance

    def go(self) -> None:
        self.first_run()
        self.cases()
        self.standings("before", "预警：再有一次即一票否决")
        self.register()
        self.standings("after", "登记之后：一票否决")
        self.evidence()
        self.earlier_year()
        self.looks()
        self.close_year()
        self.waiting_documents()
        self.print_documents()

    def step(self, words: str, name: str, *, scale: float = 1.0) -> None:
        """Take a picture of what stands there, and note it."""
        self.summary["steps"].append({"words": words, "picture": self.driver.picture(self.home(), name, scale=scale)})

    # --- the day

    def first_run(self) -> None:
        driver = self.driver
        self.program.entrance.resize(SCREEN)
        self.program.open()
        driver.settle()
        self.program.entrance.activateWindow()
        self.step("第一次打开：新建、打开、演示", "first-run")
        driver.press(Qt.Key.Key_Tab)
        driver.press(Qt.Key.Key_Tab)
        driver.press(Qt.Key.Key_Return)
        driver.until(lambda: self.window is not None, "the sample bureau does not open")
        self.window.resize(SCREEN)
        self.window.activateWindow()
        driver.settle()
        self.step("登记页：光标在姓名栏", "registration")

    def cases(self) -> None:
        """What is overdue, by one key; a step that is too late says why."""
        self.driver.press(Qt.Key.Key_F12)
        self.driver.settle()
        self.step("超期的案件：为何是这一天，下一步是什么", "cases")
        self.driver.press(Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
        self.driver.settle()
        self.step("延期：不能办的说明为什么", "cases-why-not")
        self.driver.press(Qt.Key.Key_Escape)

    def standings(self, when: str, words: str) -> None:
        """The standings of the unit, reached by Ctrl+5 and Ctrl+K."""
        driver = self.driver
        driver.press(Qt.Key.Key_5, CONTROL)
        driver.settle()
        driver.press(Qt.Key.Key_K, CONTROL)
        driver.type(INITIALS)
        driver.settle()
        driver.press(Qt.Key.Key_Return)
        driver.settle()
        self.step(words, f"standings-{when}")
        self.summary[when] = self._decisions()

    def register(self) -> None:
        """Eight villagers at the prefecture, without the city's reply letter: by keys alone."""
        driver = self.driver
        driver.press(Qt.Key.Key_1, CONTROL)
        driver.settle()
        driver.enter(NAME, "nan", ID_NUMBER, "24-0017", "8", "", "侯营镇", VILLAGE, "")
        driver.enter("", "1430", "lf", "", "dq", "地区信访局")
        driver.type(INITIALS)
        driver.settle()
        self.step("责任单位：打拼音首字母", "unit-by-initials")
        driver.press(Qt.Key.Key_Return)
        driver.enter("wu", "qj")
        driver.settle()
        driver.enter("", "张村村委会", "", "")
        driver.type(GIST)
        driver.settle()
        self.step("保存之前：集体访、越级，保存后即一票否决", "meaning")
        driver.press(Qt.Key.Key_F2)
        driver.settle()
        self.step("F2：为何是这一天", "why-this-day")
        self.step("同一张表，150% 缩放", "registration-150", scale=1.5)
        driver.press(Qt.Key.Key_Return, CONTROL)
        driver.settle()
        driver.until(self.window.page.strip.isVisible, "the registration was not saved")
        self.summary["registered"] = self.window.page.strip.words.text()
        self.step("已登记", "saved")

    def evidence(self) -> None:
        """From a decision to the petition behind it, by Enter."""
        driver = self.driver
        self.window.page.table.setFocus()
        driver.press(Qt.Key.Key_Return)
        driver.pause()
        driver.press(Qt.Key.Key_Return)
        driver.settle()
        driver.until(lambda: QApplication.activeModalWidget() is not None, "the petition does not open")
        self.step("依据：决定背后的那一件", "petition")
        driver.press(Qt.Key.Key_Escape)
        driver.settle()
        self.step("同一页，150% 缩放", "standings-150", scale=1.5)

    def earlier_year(self) -> None:
        page = self.window.page
        page.year.setFocus()
        self.driver.press(Qt.Key.Key_Down)
        self.driver.settle()
        self.step("上一年度：已定案", "standings-closed-before")
        page.year.setFocus()
        self.driver.press(Qt.Key.Key_Up)
        self.driver.settle()

    def looks(self) -> None:
        made = QApplication.instance()
        if not isinstance(made, QApplication):
            return
        for look, words in ((theme.Look.DARK, "深色"), (theme.Look.CONTRAST, "高对比")):
            theme.apply(made, look, 100)
            self.driver.settle()
            self.step(words, look.value)
        theme.apply(made, theme.Look.LIGHT, 100)
        self.driver.settle()

    def close_year(self) -> None:
        """The director closes 1996."""
        driver, page = self.driver, self.window.page

        def agree(dialog: QDialog) -> None:
            driver.pause()
            self.step("定案之前：说明后果", "close-year")
            driver.type(REASON)
            driver.press(Qt.Key.Key_Return)

        page.table.setFocus()
        driver.in_dialog(agree)
        driver.press(Qt.Key.Key_D, CONTROL, SHIFT)
        driver.settle()
        driver.until(lambda: page.standings is not None and page.standings.closed, "the year was not closed")
        driver.settle()
        self.step("已定案", "closed")
        self.summary["closed"] = {"fingerprint": page.standings.fingerprint, "as_of": page.standings.as_of.isoformat()}

    def waiting_documents(self) -> None:
        """What the close put into the tray, with the page that will be printed beside it."""
        self.driver.press(Qt.Key.Key_8, CONTROL)
        self.driver.settle()
        self.driver.pause()
        self.driver.settle()
        self.step("文书：待发的和它的样子", "documents")

    def print_documents(self) -> None:
        """Both kinds in both layouts; a veto notice keeps the layout it was issued in, so each layout has its own unit."""
        bureau = self.window.bureau
        issued: list[Any] = []
        wanted: list[tuple[str, Callable[[Any], Any]]] = [
            ("1995", lambda service: service.veto(YEAR, UNIT, "1995")),
            ("2012", lambda service: service.veto(YEAR, OTHER_UNIT, "2012")),
            ("1995", lambda service: [service.forwarding_notice("1995")]),
            ("2012", lambda service: [service.forwarding_notice("2012")]),
        ]

        def print_all() -> list[dict[str, str]]:
            service = self._documents(bureau.office)
            return [self._kept(layout, each) for layout, make in wanted for each in make(service)]

        work.run(print_all, done=issued.extend, refused=lambda refusal: self.summary.update(stopped=str(refusal)))
        self.driver.settle()
        self.summary["documents"] = issued

    def _kept(self, layout: str, printed: Any) -> dict[str, str]:
        name = f"{Path(printed.name).stem}-{layout}.pdf"
        (self._out / name).write_bytes(printed.content)
        return {"file": name, "layout": layout, "number": printed.number, "recipient": printed.recipient}

    # --- what is told

    def _decisions(self) -> Mapping[str, Any]:
        """The unit's year as the standings have it, in the words and numbers of the screen."""
        standings = self.window.page.standings
        unit = standings.unit(UNIT)
        return {
            "name": unit.name,
            "rank": unit.rank,
            "score": score(unit),
            "verdict": verdict(unit, in_force=standings.in_force),
            "distance": distance(unit),
            "vetoes": [{"clause": each.clause, "evidence": list(each.evidence)} for each in unit.vetoes],
            "fines_total": unit.fines_total,
            "collective": list(unit.petitions.collective),
        }

    def keep_summary(self) -> None:
        self.summary["pictures"] = self.driver.pictures
        text = json.dumps(self.summary, ensure_ascii=False, indent=2)
        (self._out / "summary.json").write_text(text + "\n", "utf-8")
