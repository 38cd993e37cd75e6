"""What must hold of 事项 and 来访来信 (2.2)."""

from app.regulation.terms import Form, Level, Signature
from app.services.exchange import papers
from app.services.exchange.check_units import Ground, closed_year, unknown_unit
from app.services.exchange.faults import Faults
from app.services.exchange.fresh import Checker, Fresh, maybe
from app.store.bulk_values import MatterRow, PetitionRow

AFTER_ACCEPTANCE = ("extended_on", "reported_on", "explained_on", "concluded_on", "replied_on", "long_standing_on")
"""交办日期 excepted: a matter may be asked for before it is accepted."""


def check_matters(matters: Fresh[MatterRow], ground: Ground, faults: Faults) -> None:
    check = Checker(matters.table, faults)
    for line, row in matters.rows:
        if row.unit not in ground.units:
            check.fault(line, "unit", unknown_unit(row.unit))
        if accepted_on := maybe(row.accepted_on):
            _check_order(check, line, row)
            if ground.bars(accepted_on.year):
                check.fault(line, "accepted_on", closed_year(accepted_on.year))
        _check_pairs(check, line, row)


def _check_order(check: Checker, line: int, row: MatterRow) -> None:
    for field in AFTER_ACCEPTANCE:
        happened = getattr(row, field)
        if happened is not None and happened < row.accepted_on:
            name = check.table.sheet.header_of(field)
            check.fault(line, field, f"{name} {happened} 早于受理日期 {row.accepted_on}；应不早于受理日期", ("accepted_on",))


def _check_pairs(check: Checker, line: int, row: MatterRow) -> None:
    if row.assigned_level is not None and row.assigned_on is None:
        check.fault(line, "assigned_on", "填了交办级别而没有交办日期；两项要么都填，要么都空", ("assigned_level",))
    elif row.assigned_on is not None and row.assigned_level is None:
        check.fault(line, "assigned_level", "填了交办日期而没有交办级别；两项要么都填，要么都空", ("assigned_on",))
    if row.extended_on is not None and row.extension_reason is None:
        check.fault(line, "extension_reason", "填了复杂延期日期而没有延期理由；请补上理由", ("extended_on",))
    if row.signature in (Signature.SIGNED, Signature.REFUSED) and row.replied_on is None:
        check.fault(line, "replied_on", "签署为已签或拒签而没有答复日期；请补上日期", ("signature",))


def check_petitions(petitions: Fresh[PetitionRow], ground: Ground, faults: Faults) -> None:
    check = Checker(petitions.table, faults)
    blank = petitions.table.blank.get("持答复级别", set())
    for line, row in petitions.rows:
        _check_references(check, line, row, ground)
        if line in blank and row.form == Form.VISIT and (maybe(row.level) or Level.UNIT) >= Level.CITY:
            check.fault(line, "shown_level", "到市以上的来访没有填持答复级别；没有持答复意见书的填“无”", ("form", "level"))
        if row.serious is not None and not _is_collective(row, ground.threshold):
            what = f"不是集体访（来访且人数或代表人数满 {ground.threshold} 人），不能填严重后果"
            check.fault(line, "serious", what, ("form", "people", "represented"))
        if row.paper is not None:
            _check_paper(check, line, row.paper, ground.lenient)


def _check_references(check: Checker, line: int, row: PetitionRow, ground: Ground) -> None:
    if row.unit not in ground.units:
        check.fault(line, "unit", unknown_unit(row.unit))
    if row.matter is not None and row.matter not in ground.matters:
        check.fault(line, "matter", f"事项编号“{row.matter}”不认识；应是“事项”表或库里已有的编号，或留空")
    if (received_on := maybe(row.received_on)) and ground.bars(received_on.year):
        check.fault(line, "received_on", closed_year(received_on.year))


def _is_collective(row: PetitionRow, threshold: int) -> bool:
    return row.form == Form.VISIT and max(row.people, row.represented or 0) >= threshold


def _check_paper(check: Checker, line: int, paper: str, lenient: bool) -> None:
    right = papers.right_check_digit(paper)
    what = f"证件号的校验码不对，末位应为 {right}；请对着证件逐位核对" if right else ""
    if what and lenient:
        check.warn(line, "paper", what)
    elif what:
        check.fault(line, "paper", f"{what}，确认无误可加 --lenient 导入")
