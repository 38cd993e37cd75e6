"""What a check finds: where, and what is wrong, in plain words."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing wrong. ``where``: a number, a unit code or a part of the store; ``damage``: the file itself is hurt, restore a backup."""

    where: str
    message: str
    damage: bool = False

    def __str__(self) -> str:
        return f"{self.where}：{self.message}"
