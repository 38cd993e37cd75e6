"""The kinds of document there are: name for the command line, title for people, values, and who says what stands in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.errors import Refusal
from reports.document import Document
from reports.documents import (
    accountability,
    assignment,
    audit_head,
    circular,
    commendation,
    deposit_statement,
    extension,
    fine,
    forwarding_notice,
    key_list,
    monthly,
    readings,
    receipt,
    referral,
    registration_form,
    regulation,
    reply_letter,
    report_up,
    review_report,
    standings,
    summons,
    urging,
    veto,
)
from reports.wording import Wording, load


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; `compose` takes a value of the type `values`."""

    name: str
    title: str
    values: type
    compose: Callable[[Any, Wording], Document]

    def document(self, values: object, wording: str | None = None) -> Document:
        """What stands in the document, in the shipped wording or an edited one. Raises TypeError for values of another kind, Refusal
        for a fault in the wording."""
        if not isinstance(values, self.values):
            raise TypeError(f"{self.name} takes {self.values.__name__}, not {type(values).__name__}")
        return self.compose(values, load(self.name, wording))


_KINDS = {
    kind.name: kind
    for kind in (
        Kind("veto", "一票否决书", veto.VetoNotice, veto.document),
        Kind("forwarding-notice", "转发通知", forwarding_notice.ForwardingNotice, forwarding_notice.document),
        Kind("regulation", "规定", regulation.RegulationPaper, regulation.document),
        Kind("fine", "罚款（保证金扣缴）通知书", fine.FineNotice, fine.document),
        Kind("key-list", "重点管理单位通知", key_list.KeyListNotice, key_list.document),
        Kind("commendation", "表彰通报", commendation.Commendation, commendation.document),
        Kind("standings", "年终考评通报", standings.StandingsCircular, standings.document),
        Kind("assignment", "交办通知", assignment.AssignmentNotice, assignment.document),
        Kind("summons", "接访通知", summons.SummonsNotice, summons.document),
        Kind("urging", "催办通知", urging.UrgingNotice, urging.document),
        Kind("extension", "延期通知", extension.ExtensionNotice, extension.document),
        Kind("receipt", "受理告知", receipt.Receipt, receipt.document),
        Kind("referral", "转送、不予受理告知", referral.Referral, referral.document),
        Kind("reply-letter", "上访答复意见书", reply_letter.ReplyLetter, reply_letter.document),
        Kind("registration-form", "来访登记表", registration_form.RegistrationForm, registration_form.document),
        Kind("report-up", "查处结果报告", report_up.ResultReport, report_up.document),
        Kind("accountability", "责任查究通报、建议书", accountability.AccountabilityPaper, accountability.document),
        Kind("deposit-statement", "保证金对账单", deposit_statement.DepositStatement, deposit_statement.document),
        Kind("monthly", "信访月报", monthly.MonthlyReport, monthly.document),
        Kind("readings", "口径表", readings.ReadingsPaper, readings.document),
        Kind("audit-head", "日志封存页", audit_head.AuditHead, audit_head.document),
        Kind("circular", "通知、通报", circular.Circular, circular.document),
        Kind("review-report", "考评情况汇报", review_report.ReviewReport, review_report.document),
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
