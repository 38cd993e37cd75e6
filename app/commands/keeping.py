"""The commands that keep the store: `init`, `backup`, `verify`, `restore`, `check`, `audit`."""

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from app import lazy
from app.commands.login import account, opened, password
from app.commands.output import complain, say
from app.office import Office

if TYPE_CHECKING:
    from app.services.backups import BackupMade

FIRST_ACCOUNT, FIRST_NAME = "director", "局长"


def init(wanted: Namespace) -> int:
    """Makes a new store with the account director; the recovery key is shown this once."""
    secret = password(wanted, twice=True)
    office, recovery = Office.create(wanted.file, account=FIRST_ACCOUNT, password=secret, display_name=FIRST_NAME)
    try:
        if wanted.sample:
            lazy.attribute("app.services.sample.fill", "fill")(office.desk)
    finally:
        office.close()
    say(f"已建立 {wanted.file}{'（演示数据，1995、1996 两年）' if wanted.sample else ''}，账号 {FIRST_ACCOUNT}。")
    say(f"恢复密钥（只显示这一次，请抄在纸上，与数据分开保管）：{recovery}")
    return 0


def audit(wanted: Namespace) -> int:
    """Lists the audit, a line for each record."""
    with opened(wanted) as office:
        for entry in office.audit_log.entries(wanted.since):
            detail = json.dumps(entry.detail, ensure_ascii=False, sort_keys=True) if entry.detail else ""
            parts = (str(entry.seq), f"{entry.at:%Y-%m-%dT%H:%M:%SZ}", entry.civil_day.isoformat(), entry.account, entry.action)
            say("\t".join((*parts, entry.subject or "", detail)))
    return 0


def backup(wanted: Namespace) -> int:
    """Makes a backup, verified before it bears its name."""
    with opened(wanted) as office:
        made = office.backups.back_up(wanted.folder)
    say(f"已备份并核验：{made.path}")
    say(_counted(made))
    return 0


def verify(wanted: Namespace) -> int:
    """Verifies a backup."""
    made = lazy.attribute("app.services.backups", "verify")(wanted.backup, account(wanted), password(wanted))
    say(f"备份完好：{made.path}")
    say(_counted(made))
    return 0


def restore(wanted: Namespace) -> int:
    """Makes a new store out of a backup."""
    made = lazy.attribute("app.services.backups", "restore")(wanted.backup, wanted.file, account(wanted), password(wanted))
    say(f"已恢复成 {made.path}")
    say(_counted(made))
    return 0


def check(wanted: Namespace) -> int:
    """Examines the store; 1 where something is wrong."""
    with opened(wanted) as office:
        found = office.health.check()
    for finding in found:
        say(str(finding))
    if found:
        complain(f"发现 {len(found)} 处问题。")
        return 1
    say("检查完毕，没有发现问题。")
    return 0


def _counted(made: "BackupMade") -> str:
    return f"来访来信 {made.petitions} 件，事项 {made.matters} 件，日志 {made.audit_records} 条。"
