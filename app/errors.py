"""What a person can mend: refusals in the user's own words; every other exception is a fault of the program."""

from collections.abc import Iterable


class Refusal(Exception):
    """Something was not done, for a reason a person can mend.

    `message` is Chinese, one or more lines, in the user's words; `where` names the field or the cell (`来访来信!B7`);
    `mend` says what to do about it. `str()` is what the user reads.
    """

    def __init__(self, message: str, *, where: str | None = None, mend: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        text = f"{self.where}：{self.message}" if self.where else self.message
        if not self.mend:
            return text
        closed = text.endswith(("。", "！", "？", "：", "\n"))
        return f"{text}{'' if closed else '。'}{self.mend}"


class NotAllowed(Refusal):
    """The account lacks the right for this action."""


class NotFound(Refusal):
    """What was asked for by number, code or name is not there."""


class StoreRefusal(Refusal):
    """The store cannot be opened or used: wrong password, foreign or damaged file, newer schema, disk full."""


class InputFault(Refusal):
    """Input that cannot be taken; `faults` has one line for each thing that is wrong, in the order found.

    `str()` is the message followed by every fault on a line of its own; without a message the faults alone.
    """

    def __init__(
        self,
        message: str = "",
        faults: Iterable[str] = (),
        *,
        where: str | None = None,
        mend: str | None = None,
    ) -> None:
        super().__init__(message, where=where, mend=mend)
        self.faults: tuple[str, ...] = tuple(faults)

    def __str__(self) -> str:
        head = super().__str__() if self.message else ""
        return "\n".join(line for line in (head, *self.faults) if line)
