"""What the program remembers outside the store: the last store's path and how the window looks; no name of a person."""

import json
import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths


class Settings:
    """``store`` is empty until one was opened; ``look`` and ``percent`` are the theme's."""

    def __init__(self, store: str = "", look: str = "system", percent: int = 100) -> None:
        self.store, self.look, self.percent = store, look, percent


def place() -> Path:
    """The settings file in the user's own configuration folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "petition-bureau" / "settings.json"


def load() -> Settings:
    """What was kept; the defaults where nothing was or where it cannot be read."""
    try:
        kept = json.loads(place().read_text("utf-8"))
        settings = Settings(str(kept.get("store", "")), str(kept.get("look", "system")), int(kept.get("percent", 100)))
    except (OSError, ValueError, TypeError, AttributeError):
        return Settings()
    return settings


def keep(settings: Settings) -> None:
    """Write them; a folder that cannot be written is no reason to stop anyone's work."""
    path = place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(vars(settings), ensure_ascii=False), "utf-8")
        os.replace(part, path)
    except OSError:
        return
