"""The wording a kind ships with (resources/wording): its text, and the fields it may use."""

import tomllib
from functools import cache

from app import resources
from app.services.documents.values import OfferedField


@cache
def text(kind: str) -> str:
    """The file as it ships. Raises ResourceMissing."""
    return resources.text("wording", f"{kind}.toml")


@cache
def fields(kind: str) -> tuple[OfferedField, ...]:
    """What the wording of a kind may use, in the order of its file."""
    return tuple(OfferedField(name, str(meaning)) for name, meaning in tomllib.loads(text(kind)).get("fields", {}).items())
