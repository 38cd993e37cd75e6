"""版头和字号: how the organs stand on what goes out from now on; a change is a decision on record, and what was issued stays as it was."""

import re
from collections.abc import Mapping
from typing import Any

from app.errors import NotFound, Refusal
from app.services.actor import Right
from app.services.base import Service, needs
from app.services.documents import organs
from app.services.documents.organs import Letterhead, Organs
from app.store import settings

LONGEST_NAME, LONGEST_WORD = 40, 10
_WORD = re.compile(rf"[\u3400-\u9fff\U00020000-\U000323af]{{1,{LONGEST_WORD}}}")


class LetterheadService(Service):
    """The letterheads of the bureau and of the two organs that commend."""

    @needs(Right.OPEN)
    def now(self) -> Organs:
        """As they are now."""
        with self.reading() as transaction:
            return organs.read(transaction)

    @needs(Right.DECIDE)
    def change(self, organ: str, *, name: str, word: str, letter_word: str, ordinal: bool, reason: str) -> Letterhead:
        """Changes an organ's letterhead for documents to come. Raises NotFound, Refusal that names the field."""
        new: dict[str, Any] = {"name": name.strip(), "word": word.strip(), "letter_word": letter_word.strip(), "ordinal": ordinal}
        _require(new, reason)
        with self.acting("letterhead", organ, {"reason": reason.strip(), "new": new}) as action:
            before = {each.id: each for each in organs.read(action.transaction)}
            if organ not in before:
                raise NotFound(f"没有“{organ}”这个发文机关。")
            action.detail["before"] = {field: getattr(before[organ], field) for field in new}
            if action.detail["before"] == new:
                raise Refusal("没有改动。")
            changed = f"{self.today.isoformat()} {self.desk.actor.display_name}：{reason.strip()}"
            kept = settings.read(action.transaction, organs.SETTING) or {}
            settings.write(action.transaction, organs.SETTING, {**kept, organ: {**new, "changed": changed}})
            return before[organ]._replace(**new, changed=changed)


def _require(new: Mapping[str, Any], reason: str) -> None:
    """Raises Refusal that names the field which cannot stay as it is."""
    name = new["name"]
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or "/" in name:
        raise Refusal(f"机关名称要写全称，不超过 {LONGEST_NAME} 个字。", where="name")
    for field in ("word", "letter_word"):
        if not _WORD.fullmatch(new[field]):
            raise Refusal(f"代字只用汉字，1 到 {LONGEST_WORD} 个，如“聊信发”。", where=field)
    if not reason.strip():
        raise Refusal("改版头和字号要写明理由。", where="reason")
