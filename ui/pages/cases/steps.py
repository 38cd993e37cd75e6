"""What each step asks for and which service takes it: fields as data, so that one dialog serves all."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from app.services.case_steps import CaseStep
from app.services.case_values import AskingLevel, Signature
from app.services.matter_values import ASKING_WORDS, StepTaken
from app.services.matters import MatterService
from ui.widgets.inputs import Option


class StepField(NamedTuple):
    """``kind``: line, lines, choice, unit, tick or visit; ``needed``: said at the field when it is empty."""

    key: str
    caption: str
    kind: str = "line"
    needed: bool = False
    options: tuple[Option, ...] = ()
    hint: str = ""


KEYS = {
    CaseStep.ASSIGN: "J", CaseStep.ACKNOWLEDGE: "S", CaseStep.REFUSE: "B", CaseStep.URGE: "C", CaseStep.EXTEND: "Y", CaseStep.EXPLAIN: "M",
    CaseStep.REPORT: "R", CaseStep.CONCLUDE: "W", CaseStep.REPLY: "D", CaseStep.SIGN: "Q", CaseStep.REFUSE_SIGNATURE: "X",
    CaseStep.RECEIVE: "F", CaseStep.TRANSFER: "G", CaseStep.OPINION: "O", CaseStep.NOT_CARRIED_OUT: "Z", CaseStep.LONG_STANDING: "L",
    CaseStep.WITHDRAW_LONG_STANDING: "T", CaseStep.SERIOUS: "H",
}  # fmt: skip
"""The letter that, with Alt, takes the step."""

_ASKING = (Option(None, "本局交办，不要结果", "b"), *(Option(level, f"{ASKING_WORDS[level]}要结果") for level in AskingLevel))
_SIGNATURES = (Option(Signature.UNSIGNED, "未签", "wq"), Option(Signature.SIGNED, "已签", "yq"), Option(Signature.REFUSED, "拒签", "jq"))
_VISIT = StepField("petition", "哪一次来访", "visit")
REFUSAL_WORDS = "拒签时怎么说"

FIELDS: dict[CaseStep, tuple[StepField, ...]] = {
    CaseStep.ASSIGN: (
        StepField("asking_level", "谁要结果", "choice", options=_ASKING),
        StepField("document", "交办文号"),
        StepField("unit", "交给", "unit", hint="空着：交给责任单位"),
    ),
    CaseStep.ACKNOWLEDGE: (StepField("by_name", "接收人"),),
    CaseStep.REFUSE: (StepField("reason", "拒办的理由", "lines", needed=True),),
    CaseStep.URGE: (StepField("words", "催办的话", "lines"),),
    CaseStep.EXTEND: (StepField("reason", "延期理由（问题怎样复杂）", "lines", needed=True),),
    CaseStep.EXPLAIN: (StepField("words", "查处情况的说明", "lines", needed=True),),
    CaseStep.REPORT: (StepField("document", "上报文号"), StepField("words", "结果", "lines")),
    CaseStep.CONCLUDE: (StepField("outcome", "办理结果", "lines", needed=True),),
    CaseStep.REPLY: (
        StepField("reply_number", "答复意见书编号"),
        StepField("signature", "签署", "choice", options=_SIGNATURES),
        StepField("refusal_words", REFUSAL_WORDS),
    ),
    CaseStep.SIGN: (),
    CaseStep.REFUSE_SIGNATURE: (StepField("words", REFUSAL_WORDS, "lines"),),
    CaseStep.RECEIVE: (
        _VISIT,
        StepField("by_name", "接访人", needed=True),
        StepField("post", "职务"),
        StepField("time", "到达时间"),
        StepField("left", "来访人已领回", "tick"),
    ),
    CaseStep.TRANSFER: (
        StepField("unit", "改交给", "unit", needed=True),
        StepField("reason", "改交的理由", "lines", needed=True, hint="计入考评表旁的“改动”"),
    ),
    CaseStep.OPINION: (StepField("office", "作出意见的机关", needed=True), StepField("words", "处理意见", "lines", needed=True)),
    CaseStep.NOT_CARRIED_OUT: (),
    CaseStep.LONG_STANDING: (StepField("reason", "认定的理由", "lines", needed=True),),
    CaseStep.WITHDRAW_LONG_STANDING: (StepField("reason", "撤销的理由", "lines", needed=True),),
    CaseStep.SERIOUS: (
        _VISIT,
        StepField("words", "认定：工作怎样不力，造成什么恶果", "lines", needed=True),
        StepField("decided_by", "由谁认定", needed=True),
    ),
}

UNDATED = frozenset({CaseStep.WITHDRAW_LONG_STANDING})
"""Steps that are always today's."""

Taking = Callable[..., StepTaken]
_METHODS: dict[CaseStep, Callable[[MatterService], Taking]] = {
    CaseStep.ASSIGN: lambda matters: matters.assign,
    CaseStep.ACKNOWLEDGE: lambda matters: matters.acknowledge,
    CaseStep.REFUSE: lambda matters: matters.refuse,
    CaseStep.URGE: lambda matters: matters.urge,
    CaseStep.EXTEND: lambda matters: matters.extend,
    CaseStep.EXPLAIN: lambda matters: matters.explain,
    CaseStep.REPORT: lambda matters: matters.report,
    CaseStep.CONCLUDE: lambda matters: matters.conclude,
    CaseStep.REPLY: lambda matters: matters.reply,
    CaseStep.SIGN: lambda matters: matters.sign,
    CaseStep.REFUSE_SIGNATURE: lambda matters: matters.refuse_signature,
    CaseStep.RECEIVE: lambda matters: matters.receive,
    CaseStep.TRANSFER: lambda matters: matters.transfer,
    CaseStep.OPINION: lambda matters: matters.record_higher_opinion,
    CaseStep.NOT_CARRIED_OUT: lambda matters: matters.record_not_carried_out,
    CaseStep.LONG_STANDING: lambda matters: matters.find_long_standing,
    CaseStep.WITHDRAW_LONG_STANDING: lambda matters: matters.withdraw_long_standing,
    CaseStep.SERIOUS: lambda matters: matters.find_serious,
}


def take(matters: MatterService, step: CaseStep, number: str, on: date, values: Mapping[str, Any]) -> StepTaken:
    """Take the step. Raises Refusal."""
    dated = {} if step in UNDATED else {"on": on}
    return _METHODS[step](matters)(number, **values, **dated)
