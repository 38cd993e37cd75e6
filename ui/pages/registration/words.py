"""What the registration page says: its keys, its help, the line under the ID number."""

from collections.abc import Callable, Sequence

from app.services.id_number import OLD_LENGTH
from app.services.petition_form import FieldFault
from app.services.unit_values import UnitHit
from ui.pages.registration.asking import Answer
from ui.pages.registration.form import RegistrationForm
from ui.widgets.date_field import long_date
from ui.widgets.inputs import Option

HINTS = "Enter 下一项　Ctrl+Enter 保存　F2 为何是这一天　F4 认作重访　F1 帮助　Ctrl+/ 按键表"

KEYS = (
    ("Enter", "下一项"),
    ("Shift+Enter", "反映内容里换行"),
    ("Ctrl+Enter", "保存，并开始下一张"),
    ("Esc", "清空（填过的先问一声）"),
    ("Ctrl+Z", "撤销，一项一项往回"),
    ("F2", "为何是这一天到期"),
    ("F4", "认作重访：并入右边第一件相近登记的事项"),
    ("Ctrl+J", "揭发控告不能交给被控告的一方：改由它的上级办理"),
    ("F6", "接访通知：先保存，通知放进待发文书；表空着时，是给刚登记的那一件"),
    ("F7", "交办通知：先保存，交责任单位办理，通知放进待发文书"),
    ("F8", "打印登记表：先保存，再问打印到哪里"),
    ("Ctrl+F8", "打印空白登记表，停电时手写用"),
    ("F9", "更多栏目：出生日期、其他证件、同来的人、接访情况、附件"),
    ("Ctrl+I", "添加附件（在更多栏目里）"),
    ("Ctrl+L", "看刚保存的登记"),
    ("数字、拼音首字母", "在选择栏里直接选，如 dq 选“地区”"),
    ("↑ ↓", "日期加减一天；在单位列表里上下选"),
)

HELP = (
    "光标从姓名开始，一路按 Enter 往下填，Ctrl+Enter 保存。\n"
    "责任单位可以打编号、名称或拼音首字母，按 Enter 选定。\n"
    "右边随时说明这次登记意味着什么：是不是集体访、越级访、重访，哪天到期，离一票否决还有几次，依据哪一条。\n"
    "目的选“揭发控告”时自动保密；选了被控告的一方作责任单位，会拦下来，按 Ctrl+J 改由上级办理。\n"
    "F6 接访通知、F7 交办通知、F8 打印登记表，都先保存，再办；通知在“文书”里编号发出。\n"
    "补登过去的来访，把日期改成当天的日期；登记日期另外照记。\n"
    "填到一半断电也不要紧：草稿每几秒存一次，存在加密的数据文件里。\n"
    "保存后不能删除，只能更正或作废，都留记录。"
)


def why_found(hit: UnitHit) -> str:
    """Why a unit was found, and whether it is still there."""
    return f"{hit.why}{'　已停用' if hit.closed else ''}"


def offer_classes(form: RegistrationForm) -> Callable[[Sequence[str]], None]:
    """What puts the bureau's subject classes into the form once they are known."""

    def offer(names: Sequence[str]) -> None:
        form.editor("subject_class").offer([Option("", "—"), *(Option(name, name) for name in names)])

    return offer


def kinds(answer: Answer | None) -> list[str]:
    """What a registration was, in words, for the confirmation."""
    if answer is None:
        return []
    meaning = answer.meaning
    marked = (("集体访", meaning.collective), ("越级", meaning.level_skipping), ("重访", meaning.repeat))
    return [word for word, verdict in marked if verdict.holds]


def say_identity(form: RegistrationForm, answer: Answer) -> None:
    """A sound ID number: say what it tells, and fill what follows from it."""
    written = answer.draft.petitioners[0].id_number
    if not written or any(fault.field == "petitioners.0.id_number" for fault in answer.faults):
        return
    form.fill_empty(answer.completed)
    born = answer.completed.petitioners[0].birth_on
    form.fields["petitioners.0.id_number"].understood(f"✓ {_looked_at(written)}{f'，{long_date(born)}生' if born else ''}")


def _looked_at(written: str) -> str:
    """The old number has no check digit: nothing was checked but its shape and date."""
    return "15 位旧号（无校验位）" if len("".join(written.split())) == OLD_LENGTH else "校验通过"


def with_key(fault: FieldFault) -> FieldFault:
    """A fault that offers a unit says which key takes it."""
    return fault._replace(mend=f"{fault.mend}按 Ctrl+J 照此改。") if fault.offer else fault
