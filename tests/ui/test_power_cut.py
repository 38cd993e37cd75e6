"""kill −9 while a form is being filled: the next window offers it as it was, nothing of it stands readable on the disk."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.clock import FixedClock
from app.office import Office
from tests.services.counter import TODAY, TOWN, bureau
from tests.ui.counter import at_the_desk

ROOT = Path(__file__).parent.parent.parent
CONTROL = Qt.KeyboardModifier.ControlModifier
GIST = "反映张村提留款超收，要求清退。"

FILLING = """
    from pathlib import Path
    from PySide6.QtCore import Qt
    from app.clock import FixedClock
    from app.office import Office
    from tests.services.counter import TODAY
    from tests.ui.conftest import Hands
    from ui import application, work
    from ui.bureau import Bureau
    from ui.main_window import MainWindow
    from ui.settings import Settings

    made = application.make(["test"])
    office = Office.open(Path({path!r}), None, "correct horse", clock=FixedClock(TODAY))
    window = MainWindow(Bureau(office), Settings(), lambda _back: None)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    hands = Hands(window)
    hands.settle()
    hands.type("曾喆生（演示）")
    window.page.form.go("unit")
    hands.type("T03")
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    window.page.form.go("companions")
    hands.type("王五（演示）、赵六（演示）")
    window.page.form.go("gist")
    hands.type({gist!r})
    hands.until(lambda: window.page.head.kept.isVisible())
    hands.pause(4500)
    print("kept", flush=True)
    hands.pause(60000)
"""


@pytest.mark.drill
def test_a_form_survives_a_kill_of_the_window(tmp_path: Path, threads: None) -> None:
    bureau(tmp_path).close()
    path = tmp_path / "bureau.db"
    program = textwrap.dedent(FILLING).format(path=str(path), gist=GIST)
    off_screen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT, env=off_screen) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"kept\n"
        running.send_signal(signal.SIGKILL)
    for file in tmp_path.iterdir():
        if file.is_file():
            assert GIST[:6].encode() not in file.read_bytes()
    office = Office.open(path, None, "correct horse", clock=FixedClock(TODAY))
    with at_the_desk(office) as hands:
        assert "没有保存的表" in hands.window.page.strip.words.text()
        hands.press(Qt.Key.Key_O, CONTROL)
        hands.settle()
        hands.press(Qt.Key.Key_Return, CONTROL)
        hands.settle()
        assert "已登记　1996-00001" in hands.window.page.strip.words.text()
    view = office.registration.petition("1996-00001")
    assert [person.name for person in view.petitioners] == ["曾喆生（演示）", "王五（演示）", "赵六（演示）"]
    assert (view.draft.gist, view.draft.unit, view.draft.people) == (GIST, TOWN, 3)
    assert office.drafts.kept() is None
    office.close()
