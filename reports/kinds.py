"""The kinds of document there are: name for the command line, title for people, values, and who says what stands in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.errors import Refusal
from reports.document import Document
from reports.documents import forwarding_notice, veto


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; `compose` takes a value of the type `values`."""

    name: str
    title: str
    values: type
    compose: Callable[[Any], Document]

    def document(self, values: object) -> Document:
        """What stands in the document. Raises TypeError for values of another kind."""
        if not isinstance(values, self.values):
            raise TypeError(f"{self.name} takes {self.values.__name__}, not {type(values).__name__}")
        return self.compose(values)


_KINDS = {
    kind.name: kind
    for kind in (
        Kind("veto", "一票否决书", veto.VetoNotice, veto.document),
        Kind("forwarding-notice", "转发通知", forwarding_notice.ForwardingNotice, forwarding_notice.document),
    )
}


def names() -> tuple[str, ...]:
    """The kinds' names, in the order of the specification's table as far as they are there."""
    return tuple(_KINDS)


def of(name: str) -> Kind:
    """The kind of that name. Raises Refusal for an unknown one."""
    if name not in _KINDS:
        raise Refusal(f"没有“{name}”这种文书", mend=f"可用的：{'、'.join(_KINDS)}。")
    return _KINDS[name]
