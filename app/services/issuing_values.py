"""The bureau as an issuing organ, and the two that commend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ with a register of its own."""

    name: str


BUREAU = Organ("聊城市信访局")
PARTY = Organ("中共聊城市委")
GOVERNMENT = Organ("聊城市人民政府")
