"""The columns a person chose, kept beside the window's other settings; names of columns alone, of nobody."""

import json
import os
from collections.abc import Sequence

from app.services.register_columns import BY_KEY, USUAL
from ui import settings

FILE = "register-columns.json"


def load() -> list[str]:
    """What was chosen last; the usual ones where nothing was or where it cannot be read."""
    try:
        kept = json.loads(settings.place().with_name(FILE).read_text("utf-8"))
        chosen = [key for key in kept if key in BY_KEY]
    except (OSError, ValueError, TypeError):
        return list(USUAL)
    return chosen or list(USUAL)


def keep(keys: Sequence[str]) -> None:
    """Write them; a folder that cannot be written is no reason to stop anyone's work."""
    path = settings.place().with_name(FILE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(list(keys)), "utf-8")
        os.replace(part, path)
    except OSError:
        return
