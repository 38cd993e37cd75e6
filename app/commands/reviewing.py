"""The commands of the annual review: `standings`, `explain`, `what-if`, `close-year`, `reopen-year`."""

from argparse import Namespace
from typing import Any

from app import lazy
from app.commands.login import opened
from app.commands.output import mark_sample, out, remark, say
from app.commands.usage import WrongUsage


def standings(wanted: Namespace) -> int:
    """Shows the standings, or writes them to a file."""
    if wanted.format == "xlsx" and wanted.output is None:
        raise WrongUsage("用法不对：xlsx 格式要用 -o 指明写到哪个文件")
    with opened(wanted) as office:
        exporter = lazy.attribute("app.services.standings_export", "StandingsExport")(office.desk)
        if wanted.output is not None:
            exporter.write(wanted.year, wanted.as_of, wanted.format, wanted.output)
            say(f"已写出 {wanted.output}")
        else:
            mark_sample(office.sample and wanted.format == "table")
            out(exporter.text(wanted.year, wanted.as_of, wanted.format))
    return 0


def explain(wanted: Namespace) -> int:
    """Explains one unit's year."""
    with opened(wanted) as office:
        told = office.review.explain(wanted.year, wanted.unit, wanted.as_of)
        mark_sample(office.sample)
        out(lazy.attribute("app.services.annual_explanation_text", "explanation_text")(told))
    return 0


def what_if(wanted: Namespace) -> int:
    """Shows what imagined changes would do."""
    changes = _changes(wanted)
    with opened(wanted) as office:
        change = office.review.imagine(wanted.year, changes, wanted.as_of)
        mark_sample(office.sample)
        out(lazy.attribute("app.services.annual_what_if_text", "what_if_text")(change))
    return 0


def _changes(wanted: Namespace) -> list[Any]:
    """What the options imagine, in the order of the help."""
    if wanted.add and not wanted.unit:
        raise WrongUsage("用法不对：--add 要用 --unit 指明单位")
    room = lazy.load("app.services.annual_changes")
    try:
        added = [room.AddPetition(wanted.unit, *room.imagined(written)) for written in wanted.add]
        moved = [room.moved(written) for written in wanted.move]
        rules = [room.rule(written) for written in (*wanted.reading, *wanted.parameter)]
        entries = [room.entry(written) for written in wanted.entry]
    except ValueError as wrong:
        raise WrongUsage(f"用法不对：{wrong}") from wrong
    changes = [*added, *(room.VoidPetition(number) for number in wanted.void), *moved, *entries, *rules]
    if not changes:
        raise WrongUsage("用法不对：没有写设想什么（--add、--void、--move、--entry、--reading 或 --parameter）")
    return changes


def close_year(wanted: Namespace) -> int:
    """Closes a year."""
    with opened(wanted) as office:
        closing = office.review.close(wanted.year, wanted.reason)
    for warning in closing.warnings:
        remark(warning)
    result = closing.standings
    say(f"{result.year} 年已定案（截至 {result.as_of}），罚款 {closing.fines_posted} 笔已入账。")
    say(f"指纹：{result.fingerprint}")
    return 0


def reopen_year(wanted: Namespace) -> int:
    """Opens a closed year again."""
    with opened(wanted) as office:
        office.review.reopen(wanted.year, wanted.reason)
    say(f"{wanted.year} 年已重新打开；原结果保留，入账的罚款已冲销。")
    return 0
