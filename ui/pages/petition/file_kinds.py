"""Which attachments may be opened: pictures, scans and plain text whose name and beginning agree; nothing that could run."""

from pathlib import PurePath

_BEGIN: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "bmp": (b"BM",),
    "tif": (b"II*\x00", b"MM\x00*"),
    "tiff": (b"II*\x00", b"MM\x00*"),
}
_TEXT = "txt"
_ENCODINGS = ("utf-8", "gb18030")


def suffix_to_open(name: str, content: bytes) -> str:
    """The suffix under which a copy may be opened; empty where it may not: an unknown one, or contents that are another kind's."""
    suffix = PurePath(name.strip()).suffix.lower().lstrip(".")
    if suffix == _TEXT:
        return _TEXT if _is_text(content) else ""
    return suffix if content.startswith(_BEGIN.get(suffix, ())) else ""


def _is_text(content: bytes) -> bool:
    """Letters and line ends alone, in an encoding of here."""
    if b"\x00" in content:
        return False
    for encoding in _ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
