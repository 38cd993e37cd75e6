"""The office's own fonts: found by their family names, chosen for a role, refused in plain words where they cannot be drawn with."""

import struct
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import resources
from app.errors import Refusal
from reports import fonts, installed_fonts
from reports.document import Document, Paragraph, Signature
from reports.installed_fonts import InstalledFont, installed
from reports.renderer import render_document
from tests.reports.reading import fonts_of, text_of

KAI_NAMES = ("楷体_GB2312", "KaiTi_GB2312")


def document(text: str) -> Document:
    return Document("聊城市信访局文件", "聊信发〔2020〕1号", ("通知",), (Paragraph(text),), Signature(date(2020, 1, 2), "聊城市信访局"))


def name_table(families: tuple[str, ...]) -> bytes:
    """A `name` table with these families, each in a language of its own."""
    written = [family.encode("utf-16-be") for family in families]
    records, place = b"", 0
    for number, text in enumerate(written):
        records += struct.pack(">6H", 3, 1, 0x804 if number == 0 else 0x409, 1, len(text), place)
        place += len(text)
    return struct.pack(">3H", 0, len(written), 6 + len(records)) + records + b"".join(written)


def tables_of(data: bytes) -> dict[bytes, bytes]:
    """The tables of a font file."""
    (count,) = struct.unpack(">H", data[4:6])
    found = {}
    for number in range(count):
        tag, _sum, place, length = struct.unpack(">4sIII", data[12 + 16 * number : 28 + 16 * number])
        found[tag] = data[place : place + length]
    return found


def font_file(tables: dict[bytes, bytes], start: int = 0) -> bytes:
    """A font file of these tables; `start` is where it will stand in a collection."""
    place = start + 12 + 16 * len(tables)
    head, body = struct.pack(">I4H", 0x00010000, len(tables), 0, 0, 0), b""
    for tag, table in sorted(tables.items()):
        head += struct.pack(">4sIII", tag, 0, place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def renamed(families: tuple[str, ...], shipped: str = "FandolKai.ttf", **changed: bytes) -> bytes:
    """A shipped font under other names, and with other tables."""
    tables = tables_of(resources.data("fonts", shipped)) | {b"name": name_table(families)}
    return font_file(tables | {tag.encode(): table for tag, table in changed.items()})


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    """Whatever a test chooses, the shipped fonts are back after it."""
    yield
    for role in fonts.roles():
        fonts.choose(role, None)


def test_fonts_are_found_by_their_chinese_and_their_english_names(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "simkai.ttf").write_bytes(renamed(KAI_NAMES))
    (tmp_path / "fs.TTF").write_bytes(renamed(("FangSong",)))
    (tmp_path / "other.ttf").write_bytes(renamed(("别的字体",)))
    (tmp_path / "notes.txt").write_text("楷体_GB2312", encoding="utf-8")
    assert installed([tmp_path, tmp_path / "nowhere"]) == (
        InstalledFont(fonts.FANGSONG, "FangSong", tmp_path / "fs.TTF", 0),
        InstalledFont(fonts.KAI, "楷体_GB2312", tmp_path / "deep" / "simkai.ttf", 0),
    )


def test_the_likeliest_stands_first_and_the_title_and_the_header_share_theirs(tmp_path: Path) -> None:
    for name in ("华文中宋", "方正小标宋简体"):
        (tmp_path / f"{name}.ttf").write_bytes(renamed((name,)))
    found = installed([tmp_path])
    assert [(font.role, font.family) for font in found] == [
        (role, name) for role in (fonts.XIAOBIAOSONG, fonts.HEADER) for name in ("方正小标宋简体", "华文中宋")
    ]


def test_every_font_of_a_collection_is_found_and_the_second_can_be_chosen(tmp_path: Path) -> None:
    first = tables_of(resources.data("fonts", "FandolFang.ttf")) | {b"name": name_table(("别的字体",))}
    second = tables_of(resources.data("fonts", "FandolKai.ttf")) | {b"name": name_table(("仿宋",))}
    one = font_file(first, start=20)
    whole = struct.pack(">4sIIII", b"ttcf", 0x00010000, 2, 20, 20 + len(one)) + one + font_file(second, start=20 + len(one))
    (tmp_path / "两种.ttc").write_bytes(whole)
    (font,) = installed([tmp_path])
    assert (font.role, font.family, font.index, font.fault) == (fonts.FANGSONG, "仿宋", 1, "")
    before = render_document(document("张三"))
    fonts.choose(font.role, font.path, font.index)
    assert "张三" in text_of(render_document(document("张三")))
    assert render_document(document("张三")) != before
    with pytest.raises(Refusal, match="两种"):
        fonts.choose(fonts.FANGSONG, font.path, 2)


def test_a_font_that_cannot_be_drawn_with_is_listed_with_the_reason(tmp_path: Path) -> None:
    tables = tables_of(resources.data("fonts", "HanaMinA.ttf")) | {b"name": name_table(("黑体",))}
    outlines = {tag: table for tag, table in tables.items() if tag not in {b"glyf", b"loca"}} | {b"CFF ": b"\x01\x00\x04\x01"}
    (tmp_path / "a.otf").write_bytes(b"OTTO" + font_file(outlines)[4:])
    forbidden = tables[b"OS/2"][:8] + struct.pack(">H", 0x0002) + tables[b"OS/2"][10:]
    (tmp_path / "b.ttf").write_bytes(font_file(tables | {b"OS/2": forbidden}))
    first, second = installed([tmp_path])
    assert "TrueType" in first.fault
    assert "不许嵌入" in second.fault
    for font in (first, second):
        with pytest.raises(Refusal, match=font.path.name):
            fonts.choose(font.role, font.path, font.index)


def test_broken_files_are_passed_over(tmp_path: Path) -> None:
    good = renamed(("黑体",), "HanaMinA.ttf")
    for number, data in enumerate((b"", b"ttcf", b"ttcf" + b"\xff" * 40, good[:30], b"\x00\x01\x00\x00" + b"\xff" * 20, bytes(100))):
        (tmp_path / f"{number}.ttf").write_bytes(data)
    assert installed([tmp_path]) == ()


def test_the_systems_own_folders_are_looked_through(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "kai.ttf").write_bytes(renamed(KAI_NAMES))
    monkeypatch.setenv("XDG_DATA_DIRS", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert tmp_path / "fonts" in installed_fonts.folder_list()
    assert InstalledFont(fonts.KAI, "楷体_GB2312", tmp_path / "fonts" / "kai.ttf", 0) in installed()


def test_on_windows_the_systems_and_the_persons_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("WINDIR", str(tmp_path / "Windows"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert installed_fonts.folder_list() == (tmp_path / "Windows" / "Fonts", tmp_path / "Local" / "Microsoft" / "Windows" / "Fonts")


def test_an_offices_own_font_writes_its_role_and_what_it_lacks_is_written_by_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "仿宋_GB2312.ttf"
    own.write_bytes(resources.data("fonts", "FandolKai.ttf"))
    before = render_document(document("张喆三"))
    fonts.choose(fonts.FANGSONG, own)
    assert fonts.chosen(fonts.FANGSONG)
    chosen = render_document(document("张喆三"))
    assert "张喆三" in text_of(chosen)
    names = fonts_of(chosen)
    assert any(name.startswith("office-") for name in names)
    assert "FandolFang-Regular" not in names
    assert all(names.values())
    assert render_document(document("张喆三")) == chosen != before
    fonts.choose(fonts.FANGSONG, None)
    assert not fonts.chosen(fonts.FANGSONG)
    assert render_document(document("张喆三")) == before


def test_one_font_for_two_roles_beside_the_shipped_font_of_the_same_name(tmp_path: Path) -> None:
    own = tmp_path / "own.ttf"
    own.write_bytes(resources.data("fonts", "FandolKai.ttf"))
    fonts.choose(fonts.FANGSONG, own)
    fonts.choose(fonts.HEI, own)
    mixed = Document("聊城市信访局文件", "一号", ("通知",), (Paragraph("一、甲乙", 1), Paragraph("（一）丙丁", 2), Paragraph("戊己庚")),
                     Signature(date(2020, 1, 2), "聊城市信访局"))  # fmt: skip
    pdf = render_document(mixed)
    assert "一、甲乙（一）丙丁戊己庚" in text_of(pdf)
    assert all(fonts_of(pdf).values())


def test_a_rare_character_is_copied_rightly_from_an_offices_own_font_too(tmp_path: Path) -> None:
    own = tmp_path / "own.ttf"
    own.write_bytes(resources.data("fonts", "HanaMinB.ttf"))
    fonts.choose(fonts.FANGSONG, own)
    pdf = render_document(document("户主张𠀀𪜀反映"))
    assert "户主张𠀀𪜀反映" in text_of(pdf)
    assert any(name.startswith("office-") for name in fonts_of(pdf))


@pytest.mark.parametrize("content", [None, b"", b"no font", b"OTTO" + bytes(200), b"\x00\x01\x00\x00" + bytes(200)])
def test_a_file_that_is_no_fitting_font_is_refused_and_nothing_changes(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "坏字体.ttf"
    if content is not None:
        file.write_bytes(content)
    before = render_document(document("张三"))
    with pytest.raises(Refusal, match="坏字体"):
        fonts.choose(fonts.HEI, file)
    assert not fonts.chosen(fonts.HEI)
    assert render_document(document("张三")) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=30), st.integers(0, 3000))
def test_a_damaged_font_is_refused_or_drawn_with_but_never_an_error(tmp_path: Path, damage: list[tuple[float, int]], head: int) -> None:
    data = bytearray(resources.data("fonts", "HanaMinA.ttf"))
    for share, byte in damage:
        data[int(share * (head or len(data)))] = byte
    file = tmp_path / f"{hash((tuple(damage), head)) & 0xFFFFFFFF:x}.ttf"
    file.write_bytes(bytes(data))
    installed([tmp_path])
    try:
        fonts.choose(fonts.FANGSONG, file)
    except Refusal:
        return
    finally:
        file.unlink()
        fonts.choose(fonts.FANGSONG, None)


def test_an_unknown_role_cannot_be_chosen(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        fonts.choose("no-such-role", tmp_path / "a.ttf")
