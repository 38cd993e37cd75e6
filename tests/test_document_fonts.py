"""The office's own fonts: chosen on a machine, used by preview and command line alike, ours where one is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import document_fonts, rendering
from app.commands.document_fonts import OfficeFonts
from app.errors import Refusal
from reports import fonts, installed_fonts
from tests.reports.reading import fonts_of
from tests.reports.test_office_fonts import KAI_NAMES, renamed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with 楷体_GB2312 installed, and a person's settings folder."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "simkai.ttf").write_bytes(renamed(KAI_NAMES))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(installed_fonts, "folder_list", lambda: (tmp_path / "fonts",))
    return tmp_path


@pytest.fixture(autouse=True)
def _ours_again() -> Iterator[None]:
    document_fonts.apply.cache_clear()
    yield
    document_fonts.apply.cache_clear()
    for role in fonts.roles():
        fonts.choose(role, None)


def office() -> OfficeFonts:
    return rendering.fonts()


def test_what_is_chosen_writes_the_page_and_is_remembered(folder: Path) -> None:
    (kai,) = [font for font in office().offered() if font.role == "kai"]
    assert (kai.family, kai.fault) == ("楷体_GB2312", "")
    before = office().specimen()
    office().choose("kai", kai)
    after = office().specimen()
    assert after != before
    assert any("office-" in name for name in fonts_of(after))
    document_fonts.apply.cache_clear()  # the program starts anew
    fonts.choose("kai", None)
    assert office().specimen() == after
    assert office().chosen()["kai"] == kai
    office().choose("kai", None)
    assert office().specimen() == before
    assert office().chosen() == {}


def test_a_font_that_is_gone_gives_way_to_ours_and_is_told(folder: Path) -> None:
    before = office().specimen()
    office().choose("kai", next(font for font in office().offered() if font.role == "kai"))
    (folder / "fonts" / "simkai.ttf").unlink()
    fonts._office_font.cache_clear()  # the program starts anew
    document_fonts.apply.cache_clear()
    fonts.choose("kai", None)
    assert office().specimen() == before
    assert "不能用作文书字体" in office().chosen()["kai"].fault


def test_a_file_that_is_no_font_changes_nothing(folder: Path) -> None:
    (folder / "fonts" / "broken.ttf").write_bytes(b"no font")
    kai = next(font for font in office().offered() if font.role == "kai")
    before = office().specimen()
    with pytest.raises(Refusal, match="不能用作文书字体"):
        office().choose("kai", type(kai)("kai", "坏的", folder / "fonts" / "broken.ttf"))
    assert office().specimen() == before
    assert office().chosen() == {}


def test_settings_that_cannot_be_read_are_no_reason_to_stop(folder: Path) -> None:
    document_fonts.place().parent.mkdir(parents=True)
    document_fonts.place().write_text('{"kai": 7}', "utf-8")
    assert office().chosen() == {}
    assert office().specimen().startswith(b"%PDF")
