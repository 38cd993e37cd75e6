"""The commands `template` and `import`."""

from argparse import Namespace
from collections.abc import Mapping

from app import lazy
from app.commands.login import opened
from app.commands.output import remark, say


def template(wanted: Namespace) -> int:
    """Writes the empty workbook; needs no store."""
    lazy.attribute("app.services.exchange.template", "write")(wanted.out)
    say(f"已写出 {wanted.out}")
    return 0


def take_in(wanted: Namespace) -> int:
    """Imports a workbook, everything or nothing."""
    with opened(wanted) as office:
        report = office.exchange.import_workbook(wanted.book, late=wanted.late, lenient=wanted.lenient)
    for warning in report.warnings:
        remark(warning)
    say(_said(report.added, report.same))
    return 0


def _said(added: Mapping[str, int], same: Mapping[str, int]) -> str:
    new = "，".join(f"{sheet} {count} 行" for sheet, count in added.items() if count)
    there = sum(same.values())
    first = f"已导入：{new}" if new else "没有新的行"
    return f"{first}{f'；{there} 行已经登记过，内容相同' if there else ''}。"
