"""Coming in: login by keys, a wrong password, the first run with two accounts and the recovery key, and what is remembered of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app import office
from app.services.actor import Role
from app.services.bureau import BureauService
from tests.ui.conftest import SAMPLE_ACCOUNT, SAMPLE_PASSWORD, Hands
from ui import settings, work
from ui.application import Application
from ui.settings import Settings
from ui.start.steps import KeyStep, first_fault


def started(looks: QApplication, store: Path | None) -> Iterator[Application]:
    program = Application(looks, office, store, kept=Settings())  # type: ignore[arg-type]
    program.open()
    program.entrance.activateWindow()
    yield program
    work.threads.stop()
    for window in (program.window, program.entrance):
        if window is not None:
            window.hide()
            window.deleteLater()
    looks.processEvents()


@pytest.fixture
def program(looks: QApplication, threads: None, sample_file: Path) -> Iterator[Application]:
    yield from started(looks, sample_file)


@pytest.fixture
def hands(program: Application) -> Hands:
    made = Hands(program.entrance)
    made.settle()
    made.settle()
    return made


def test_the_only_account_is_filled_in_and_the_password_takes_the_keys(program: Application, hands: Hands) -> None:
    card: Any = program.entrance.card
    assert card.account.text() == SAMPLE_ACCOUNT
    assert card.password.hasFocus()
    assert card.password.echoMode() is QLineEdit.EchoMode.Password


def test_enter_logs_in_and_the_cursor_stands_in_the_name_field(program: Application, hands: Hands) -> None:
    hands.type(SAMPLE_PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: program.window is not None)
    window: Any = program.window
    window.activateWindow()
    hands.settle()
    assert QApplication.focusWidget() is window.page.form.editor("petitioners.0.name")
    assert "1996-12-20" in window.windowTitle()
    assert window.bureau.actor.name == SAMPLE_ACCOUNT


def test_a_wrong_password_says_how_many_tries_are_left_and_can_be_typed_anew(program: Application, hands: Hands) -> None:
    card: Any = program.entrance.card
    hands.type("no-such-password")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert "再错 4 次将锁定 30 分钟" in card.said.text()
    assert card.password.text() == ""
    assert card.password.hasFocus()
    assert program.window is None
    hands.type(SAMPLE_PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: program.window is not None)


def test_a_store_that_is_none_is_refused_in_plain_words(looks: QApplication, threads: None, tmp_path: Path) -> None:
    (tmp_path / "picture.xfj").write_bytes(b"\x89PNG" + bytes(5000))
    windows = started(looks, tmp_path / "picture.xfj")
    program = next(windows)
    hands = Hands(program.entrance)
    hands.settle()
    card: Any = program.entrance.card
    hands.enter("a", "b")
    hands.settle()
    assert card.said.text()
    assert "Traceback" not in card.said.text()
    next(windows, None)


def test_the_first_run_makes_a_store_its_two_accounts_and_shows_the_recovery_key_once(
    looks: QApplication, threads: None, tmp_path: Path
) -> None:
    windows = started(looks, None)
    program = next(windows)
    hands = Hands(program.entrance)
    hands.settle()
    hands.press(Qt.Key.Key_Return)  # the first tile
    card: Any = program.entrance.card
    hands.enter("聊城市信访局")
    card.step.path.take(tmp_path / "信访.xfj")
    hands.press(Qt.Key.Key_Return)
    hands.enter("李局长", "", "director-pw", "director-pw", "王接待", "", "clerk-password", "clerk-password")
    hands.until(lambda: isinstance(card.step, KeyStep))
    step: Any = card.step
    hands.enter("WRONG")
    assert step.confirm_field.state == "fault"
    hands.enter(step._key.split("-")[-1].lower())
    hands.until(lambda: program.window is not None)
    window: Any = program.window
    assert window.bureau.name == "聊城市信访局"
    assert window.bureau.actor.display_name == "李局长"
    hands.settle()
    kept = json.loads(settings.place().read_text("utf-8"))
    assert kept["store"] == str(tmp_path / "信访.xfj")
    assert not any(word in json.dumps(kept, ensure_ascii=False) for word in ("李局长", "王接待", "juzhang", "jiedai"))
    window.bureau.office.close()
    clerk = office.Office.open(tmp_path / "信访.xfj", "jiedai", "clerk-password")
    assert clerk.desk.actor.roles == {Role.CLERK, Role.ADMINISTRATOR}
    assert BureauService(clerk.desk).name() == "聊城市信访局"
    clerk.close()
    reopened = office.Office.open_with_recovery_key(tmp_path / "信访.xfj", step._key, account="juzhang", new_password="another-password")
    assert reopened.desk.actor.display_name == "李局长"
    assert Role.ADMINISTRATOR not in reopened.desk.actor.roles
    reopened.close()
    next(windows, None)


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["", "a", "12345678", "12345678", "乙", "b", "12345678", "12345678"], 0),
        (["甲", "a", "1234567", "1234567", "乙", "b", "12345678", "12345678"], 2),
        (["甲", "a", "12345678", "12345679", "乙", "b", "12345678", "12345678"], 3),
        (["甲", "a", "12345678", "12345678", "乙", "a", "12345678", "12345678"], 5),
        (["甲", "a", "12345678", "12345678", "乙", "b", "12345678", "12345678"], None),
    ],
)
def test_the_first_thing_wrong_with_the_two_accounts_is_said_at_its_field(texts: list[str], place: int | None) -> None:
    fault = first_fault(texts)
    assert (fault[0] if fault else None) == place


def test_settings_that_cannot_be_read_are_the_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "place", lambda: tmp_path / "settings.json")
    for broken in ("", "[]", "{", '{"percent": "x"}'):
        (tmp_path / "settings.json").write_text(broken, "utf-8")
        assert vars(settings.load()) == vars(Settings())
    settings.keep(Settings("a.xfj", "dark", 150))
    assert vars(settings.load()) == {"store": "a.xfj", "look": "dark", "percent": 150}


def test_logging_out_leads_back_to_the_entrance_for_the_next_one(program: Application, hands: Hands) -> None:
    hands.type(SAMPLE_PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: program.window is not None)
    window: Any = program.window
    window.activateWindow()
    hands.settle()
    before = program.entrance
    window.log_out()
    hands.until(lambda: program.window is None)
    assert program.entrance is not before
    assert program.entrance.isVisible()
    card: Any = program.entrance.card
    hands.until(lambda: card.names == (SAMPLE_ACCOUNT,))
