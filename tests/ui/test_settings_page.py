"""设置 by keys, in the real window on the sample bureau: each section does what it says, and only who may sees it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.services.actor import Role
from tests.ui.conftest import SAMPLE_PASSWORD, Hands
from tests.ui.fakes import FakeBureau
from tests.ui.real_bureau import OTHER_PASSWORD, copy_of, opened, window_of, with_account
from ui.main_window import MainWindow
from ui.pages.settings.page import SECTIONS, SettingsPage
from ui.widgets.inputs import Tick

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def path(sample_file: Path, tmp_path: Path, threads: None) -> Path:
    return copy_of(sample_file, tmp_path)


def at_section(window: MainWindow, hands: Hands, title: str) -> Any:
    hands.press(Qt.Key.Key_0, CONTROL)
    hands.settle()
    page = window.page
    assert isinstance(page, SettingsPage)
    for _ in range(len(page.sections)):
        if page.sections[page.list.currentRow()].title == title:
            break
        hands.press(Qt.Key.Key_PageDown, CONTROL)
        hands.settle()
    section = page.sections[page.list.currentRow()]
    assert section.title == title
    hands.press(Qt.Key.Key_Return)  # goes in
    return section


def dialog_of(*texts: str) -> Any:
    """Fills a dialog's lines one after the other and agrees with Enter."""

    def act(dialog: Any) -> None:
        hands = Hands(dialog)
        hands.until(dialog.isActiveWindow)
        for text in texts:
            dialog.focusWidget().selectAll()
            hands.enter(text)

    return act


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (Role.CLERK, {"我的账号"}),
        (Role.AUDITOR, {"我的账号"}),
        (Role.ADMINISTRATOR, {"我的账号", "局名", "账号和岗位", "锁屏", "备份"}),
        (Role.DIRECTOR, {"我的账号", "本局规定的数", "休息日", "内容分类", "保证金标准", "备份"}),
    ],
)
def test_an_account_sees_the_sections_it_has_a_right_to(threads: None, role: Role, titles: set[str]) -> None:
    with window_of_fake(role) as (window, _hands):
        page = window.show_page("settings")
        assert isinstance(page, SettingsPage)
        assert {section.title for section in page.sections} & set(TITLES) == titles


TITLES = ("我的账号", "局名", "账号和岗位", "锁屏", "本局规定的数", "休息日", "内容分类", "保证金标准", "备份")


def window_of_fake(role: Role) -> Any:
    bureau: Any = FakeBureau(role)
    return window_of(bureau)


def test_the_sections_are_a_table_of_lines() -> None:
    assert len(set(SECTIONS)) == len(SECTIONS) >= len(TITLES)


def test_a_clerk_is_made_given_roles_and_removed_by_keys(path: Path) -> None:
    with window_of(opened(path)) as (window, hands):
        section = at_section(window, hands, "账号和岗位")

        def roles(dialog: Any) -> None:
            if not dialog.findChildren(Tick):  # the first dialog is still there
                hands.in_dialog(roles)
                return
            keys = Hands(dialog)
            keys.until(dialog.isActiveWindow)
            keys.press(Qt.Key.Key_Space)
            keys.press(Qt.Key.Key_Return)

        def who(dialog: Any) -> None:
            hands.in_dialog(roles)
            dialog_of("wang", "wangjiedai", OTHER_PASSWORD, OTHER_PASSWORD)(dialog)

        hands.in_dialog(who)
        section.new_button.click()
        hands.settle()
        assert [line.words[0] for line in section.table.lines.rows] == ["director", "wang"]
        assert section.table.lines.rows[1].words[2] == "接待员"
        section.table.go_to(1)
        hands.in_dialog(lambda dialog: dialog.accept())
        section.remove()
        hands.settle()
        assert section.table.lines.rows[1].words[3] == "已停用"


def test_ones_own_password_is_changed_and_faults_are_said_at_the_field(path: Path) -> None:
    with window_of(opened(path)) as (window, hands):
        section = at_section(window, hands, "我的账号")
        assert QApplication.focusWidget() is section.former
        hands.enter(SAMPLE_PASSWORD, "short", "short")
        assert section.fields[1].state == "fault"
        section.first.clear()
        hands.enter(OTHER_PASSWORD, "something else")
        section.again.clear()
        section.again.setFocus()
        hands.enter(OTHER_PASSWORD)
        hands.settle()
        assert "密码已改" in section.strip.words.text()
    opened(path, password=OTHER_PASSWORD).office.close()


def test_the_offices_own_limit_is_changed_with_a_reason_and_stands_in_its_history(path: Path) -> None:
    with window_of(opened(path)) as (window, hands):
        section = at_section(window, hands, "本局规定的数")
        section.table.go_to(1)
        assert "一般案件办理期限" in section.table.at().subject
        section.table.setFocus()
        hands.in_dialog(dialog_of("45", "1996-12-01", "an jian duo"))
        hands.press(Qt.Key.Key_Return)
        hands.settle()
        assert "自 1996-12-01 起 45 日" in section.strip.words.text()
        assert "an jian duo" in section.history_words.text()


def test_a_day_of_the_year_is_mended_by_keys(path: Path) -> None:
    with window_of(opened(path)) as (window, hands):
        section = at_section(window, hands, "休息日")
        hands.settle()
        section.calendar.setFocus()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            hands.press(key)
        assert "1996年1月9日　星期二　上班" in section.said.whole()
        hands.in_dialog(dialog_of("ting dian"))
        hands.press(Qt.Key.Key_Return)
        hands.settle()
        assert "休息（本局：ting dian）" in section.said.whole()
        section.year.take(1999)
        hands.settle()
        assert section.missing.isHidden()


def test_a_class_and_a_deposit_standard_are_set(path: Path) -> None:
    with window_of(opened(path)) as (window, hands):
        section = at_section(window, hands, "内容分类")
        hands.in_dialog(dialog_of("new class"))
        hands.press(Qt.Key.Key_N, CONTROL)
        hands.settle()
        assert section.table.lines.rows[-1].words[0] == "new class"
        section = at_section(window, hands, "保证金标准")
        section.table.go_to(0)
        section.table.setFocus()
        hands.in_dialog(dialog_of("2600"))
        hands.press(Qt.Key.Key_Return)
        hands.settle()
        assert section.table.lines.rows[0].words[2] == "2,600"
        assert window.bureau.units.unit(section.table.at().code).form.deposit_standard == 260_000


def test_a_backup_is_made_verified_and_restored_beside(path: Path) -> None:
    with window_of(opened(path)) as (window, hands):
        section = at_section(window, hands, "备份")
        assert section.warning.isVisible()
        hands.press(Qt.Key.Key_B, CONTROL)
        hands.until(lambda: "备份做成" in section.strip.words.text())
        hands.settle()
        assert len(section.table.lines.rows) == 1
        section.table.setFocus()
        hands.press(Qt.Key.Key_Return)
        hands.settle()
        assert "完好" in section.strip.words.text()
        target = path.parent / "again.xfj"
        hands.in_dialog(dialog_of(str(target), "director", SAMPLE_PASSWORD))
        section.restore()
        hands.settle()
        assert "已恢复并核验" in section.strip.words.text()
        assert target.exists()


def test_an_administrator_alone_keeps_accounts_and_sees_no_petition(path: Path) -> None:
    with_account(path, "admin", Role.ADMINISTRATOR)
    with window_of(opened(path, "admin", OTHER_PASSWORD)) as (window, hands):
        assert [entry.id for entry in window._entries] == ["settings"]
        section = at_section(window, hands, "锁屏")
        section.minutes.take("3")
        section.minutes.setFocus()
        hands.press(Qt.Key.Key_Return)
        hands.settle()
        assert window.bureau.office.bureau.idle_minutes() == 3
