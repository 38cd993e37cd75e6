"""Finds resource files, in the source tree and in the bundle; nothing else builds a path to them."""

import sys
from pathlib import Path, PurePosixPath


class ResourceMissing(Exception):
    """A file the program ships with is not there: a fault of the installation, not of the user."""


def root() -> Path:
    """The folder that holds `resources`: the bundle's own where there is one, else the source tree's."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).resolve().parent.parent) / "resources"


def path(*parts: str) -> Path:
    """The path of a resource file or folder: `path("regulation", "text.toml")`, or one string with slashes.

    Raises ResourceMissing, and ValueError for a name that leads out of `resources`.
    """
    name = PurePosixPath(*parts)
    if name.is_absolute() or ".." in name.parts:
        raise ValueError(f"not the name of a resource: {name}")
    found = root() / name
    if not found.exists():
        raise ResourceMissing(f"the program's file resources/{name} is missing ({found}); install the program again")
    return found


def data(*parts: str) -> bytes:
    """The bytes of a resource file. Raises ResourceMissing."""
    return path(*parts).read_bytes()


def text(*parts: str) -> str:
    """The text of a resource file, which is UTF-8. Raises ResourceMissing."""
    return data(*parts).decode("utf-8")
