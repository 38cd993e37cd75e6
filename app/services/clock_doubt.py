"""Whether the machine's clock can be believed: held against the last record of the audit, said before anybody registers on a wrong day."""

from datetime import timedelta

from app.clock import Clock
from app.store import audit_pages
from app.store.database import Transaction

SLACK = timedelta(minutes=10)
"""What a clock may be set back by a network or by hand without anybody being told."""
LONG = timedelta(days=45)
"""Longer than any office is shut: the clock may have been set ahead."""


def doubt(transaction: Transaction, clock: Clock) -> str:
    """A sentence that warns, or empty. Nothing is refused: numbers only ever go on, and what was told of a due date stays."""
    last = audit_pages.latest(transaction)
    if last is None:
        return ""
    now, day = clock.now(), clock.today()
    if now < last.at - SLACK or day < last.civil_day:
        then = max(last.at.astimezone().date(), last.civil_day)
        return f"电脑日期是 {day.isoformat()}，早于上次使用的 {then.isoformat()}：时钟可能被调回。请先校准，再登记。"
    if now - last.at > LONG:
        days = (now - last.at).days
        return f"距上次使用（{last.civil_day.isoformat()}）已有 {days} 天：如果不是停用了这么久，时钟可能被调快。请核对电脑日期。"
    return ""
