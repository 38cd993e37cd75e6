"""Whether the audit is whole: numbers, links, seals and anchors; a cut tail and a rewrite show against any anchor."""

import hmac
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sqlalchemy import select

from app.store.audit import Head, evolve, genesis, link, seal
from app.store.database import Transaction
from app.store.findings import Finding
from app.store.schema.office import audit, audit_state

WHERE = "日志"


class KnownHead(NamedTuple):
    """An anchor: the head as it once was, and where that is kept (key file, a backup, a printed page)."""

    seq: int
    digest: bytes
    kept_in: str


Progress = Callable[[int, int], None]
"""Records followed, records in all. What it raises stops the examination."""
STEP = 500


def examine(
    transaction: Transaction, store_id: str, anchors: Iterable[KnownHead], first_key: bytes | None, progress: Progress | None = None
) -> Iterator[Finding]:
    """Every fault of the audit, in the order of the records. Without the first key the seals are taken on trust."""
    state = transaction.execute(select(audit_state.c.seq, audit_state.c.digest, audit_state.c.mac_key)).one_or_none()
    if state is None:
        yield Finding(WHERE, "日志的状态记录不见了，无法核对。")
        return
    wanted: defaultdict[int, list[KnownHead]] = defaultdict(list)
    for anchor in anchors:
        wanted[anchor.seq].append(anchor)
    links = _Chain(Head(0, genesis(store_id)), first_key)
    yield from _against(wanted.pop(0, []), links.head.digest)
    for each in transaction.execute(select(audit).order_by(audit.c.seq)):
        row = _Record(*each)
        yield from links.follow(row)
        if progress is not None and row.seq % STEP == 0:
            progress(row.seq, state.seq)
        yield from _against(wanted.pop(row.seq, []), bytes(row.digest))
    if links.head != Head(state.seq, bytes(state.digest)):
        yield Finding(WHERE, f"日志应有 {state.seq} 条，实有 {links.head.seq} 条，或末条与状态记录不符：末尾被删改过。")
    if links.key is not None and not hmac.compare_digest(links.key, bytes(state.mac_key)):
        yield Finding(WHERE, "日志的签封密钥与最后一条不符：日志被整段改写过。")
    for anchor in chain.from_iterable(wanted.values()):
        yield Finding(f"{WHERE}第 {anchor.seq} 条", f"{anchor.kept_in}里留有这一条的封存记录，日志里却没有：末尾被截掉过。")


def _against(anchors: list[KnownHead], digest: bytes) -> Iterator[Finding]:
    for anchor in anchors:
        if anchor.digest != digest:
            yield Finding(f"{WHERE}第 {anchor.seq} 条", f"与{anchor.kept_in}里的封存记录不符：日志被改写过。")


class _Chain:
    """Follows the records one by one, with what must come next."""

    def __init__(self, head: Head, first_key: bytes | None) -> None:
        self.head = head
        self.key = first_key

    def follow(self, row: "_Record") -> Iterator[Finding]:
        where = f"{WHERE}第 {row.seq} 条"
        if row.seq != self.head.seq + 1:
            yield Finding(where, f"前一条是第 {self.head.seq} 条：中间缺了 {row.seq - self.head.seq - 1} 条。")
        if bytes(row.previous) != self.head.digest:
            yield Finding(where, "与前一条接不上：有记录被改动、删除或插入。")
        digest = link(bytes(row.previous), row.seq, row.at, row.civil_day, row.account, row.action, row.subject, row.detail)
        if digest != bytes(row.digest):
            yield Finding(where, "内容与摘要不符：这一条被改过。")
        if self.key is not None:
            if not hmac.compare_digest(seal(self.key, bytes(row.digest)), bytes(row.mac)):
                yield Finding(where, "签封不符：这一条不是程序写的，或被改过。")
            self.key = evolve(self.key)
        self.head = Head(row.seq, bytes(row.digest))


class _Record(NamedTuple):
    """A row of the audit as it is kept."""

    seq: int
    at: str
    civil_day: str
    account: str
    action: str
    subject: str | None
    detail: str | None
    previous: bytes
    digest: bytes
    mac: bytes
