"""Looks at a workbook's archive before any reader does: whole, of bounded size, no bomb, no disguise; nothing is unpacked to disk."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.errors import InputFault

MOST_PARTS = 2_000
MOST_UNPACKED = 120 * 2**20
MOST_PACKED = 60 * 2**20
MOST_SMALL_PART = 16 * 2**20  # parts that a tree is built of: the workbook, its relations, styles
RATIO, RATIO_FROM = 150, 4 * 2**20
CHUNK = 1 << 20
WORKBOOK, BINARY, TYPES = "xl/workbook.xml", "xl/workbook.bin", "[Content_Types].xml"
_STRANGE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8["'])[^"']*["']""", re.IGNORECASE)


def open_archive(file: Path) -> zipfile.ZipFile:
    """The workbook's archive, once its list of parts has been found in order; the caller closes it. Raises InputFault."""
    _look_at_file(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as fault:
        raise InputFault(f"{file.name} 不是完好的 .xlsx 工作簿（可能没有传完、被截断，或是改了名的别种文件）；没有导入任何内容。"
                         "请用表格软件打开并另存为 .xlsx。") from fault
    try:
        _look_at_parts(file.name, archive.infolist())
    except InputFault:
        archive.close()
        raise
    return archive


def _look_at_file(file: Path) -> None:
    try:
        size, start = file.stat().st_size, _first_bytes(file) if file.is_file() else None
    except FileNotFoundError:
        raise InputFault(f"找不到文件 {file}。请检查路径。") from None
    except OSError as fault:
        raise InputFault(f"打不开文件 {file}（{fault.strerror}）。") from fault
    if start is None:
        raise InputFault(f"{file} 不是文件。")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputFault(f"{file.name} 是旧格式 .xls，或是加了密码的工作簿；请去掉密码并另存为 .xlsx。")
    if not start.startswith(b"PK\x03\x04"):
        raise InputFault(f"{file.name} 不是 .xlsx 工作簿（内容是别种文件）；没有导入任何内容。请用表格软件另存为 .xlsx。")
    if size > MOST_PACKED:
        raise InputFault(f"{file.name} 有 {size // 2**20} MB；最多 {MOST_PACKED // 2**20} MB。请分成几个文件导入。")


def _first_bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(8)


def _look_at_parts(name: str, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or len(names) < len(parts):
        raise InputFault(f"{name} 的内部部件太多或重名，不是正常的 .xlsx 工作簿；没有导入任何内容。")
    if not {WORKBOOK, TYPES} <= names or BINARY in names:
        raise InputFault(f"{name} 是压缩文件，但不是 .xlsx 工作簿；没有导入任何内容。请用表格软件另存为 .xlsx。")
    for part in parts:
        _look_at_part(name, part)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise bomb(name)


def _look_at_part(name: str, part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 0x1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputFault(f"{name} 加了密或用了不认识的压缩方法；没有导入任何内容。请另存为普通的 .xlsx。")
    if part.filename.startswith(("/", "\\")) or ".." in part.filename.replace("\\", "/").split("/"):
        raise InputFault(f"{name} 内部有指向别处的路径，不是正常的工作簿；没有导入任何内容。")
    if _is_bomb(part.file_size, part.compress_size):
        raise bomb(name)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_FROM and unpacked > packed * RATIO


def bomb(name: str) -> InputFault:
    """The refusal of a workbook that would take too much memory."""
    return InputFault(f"{name} 解压后大得不合常理（可能是压缩炸弹），最多 {MOST_UNPACKED // 2**20} MB；没有导入任何内容。"
                      "请检查来源，或分成几个文件导入。")


def chunks(file: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of a part, a piece at a time; its checksum is verified at the end. Raises InputFault."""
    unpacked = 0
    try:
        with archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    raise bomb(file.name)
                yield piece
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as fault:
        raise InputFault(f"{file.name} 的部件 {part.filename} 已损坏（文件可能没有传完）；没有导入任何内容。"
                         "请重新另存为 .xlsx。") from fault


def small_part(file: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """A part that is read whole. Raises InputFault when it is missing or too big."""
    try:
        part = archive.getinfo(name)
    except KeyError:
        raise InputFault(f"{file.name} 缺少部件 {name}，不是完好的 .xlsx 工作簿；没有导入任何内容。") from None
    if part.file_size > MOST_SMALL_PART:
        raise bomb(file.name)
    content = b"".join(chunks(file, archive, part))
    look_at_markup(file, content)
    return content


def look_at_entities(file: Path, piece: bytes) -> None:
    """Refuses entities of its own wherever they stand; a cell's text cannot look like this."""
    if b"<!ENTITY" in piece or b"<!DOCTYPE" in piece:
        raise _unusual(file)


def look_at_markup(file: Path, start: bytes) -> None:
    """Refuses XML with entities of its own, or in another encoding than UTF-8, which no spreadsheet program writes."""
    if _STRANGE.search(start) or _OTHER_ENCODING.search(start) or start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start[:64]:
        raise _unusual(file)


def _unusual(file: Path) -> InputFault:
    return InputFault(f"{file.name} 的内部写法不寻常（自定义实体或别种编码），为安全起见不读；没有导入任何内容。"
                      "请用表格软件另存为 .xlsx。")
