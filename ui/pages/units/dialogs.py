"""The forms that change the registry: a unit made, changed, renamed, merged or closed; posts begun and ended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.unit_values import KIND_WORDS, POST_WORDS, PostTerm, UnitForm, UnitView
from ui.widgets.date_field import DateLine
from ui.widgets.form_dialog import HALF, FormDialog
from ui.widgets.inputs import Choice, Option
from ui.widgets.line import Line
from ui.widgets.money_line import MoneyLine
from ui.widgets.unit_line import Unit, UnitLine

if TYPE_CHECKING:
    from app.services.units import UnitService

Service = Callable[[], "UnitService"]
Values = Mapping[str, Any]
KINDS = [Option(kind, word, initials) for (kind, word), initials in zip(KIND_WORDS.items(), ("xz", "bsc", "szbm", "xsdw"), strict=True)]
POSTS = [
    Option(post, word, initials)
    for (post, word), initials in zip(POST_WORDS.items(), ("zyld", "ebs", "fgld", "xfzly", "zzxfgb", "bdsld"), strict=True)
]
ALL_THE_SAME = "确有组织决定，照办；改动和这条警告一并留下记录"
NO_NAME, NO_CODE, NO_DAY, NO_REASON = "没有写名称", "没有写编号", "没有写日期", "要写明理由"


def _line(value: str = "", longest: int = 100) -> Line:
    line = Line(longest=longest)
    line.take(value)
    return line


def _day(today: date, day: date | None) -> DateLine:
    line = DateLine(today)
    line.take_day(day)
    return line


def _unit(service: Service, code: str = "", name: str = "") -> UnitLine:
    def ask(text: str) -> Sequence[Unit]:
        return [Unit(hit.code, hit.name, f"{hit.why}{'　已停用' if hit.closed else ''}") for hit in service().search(text)]

    line = UnitLine(ask)
    if code:
        line.take_unit(Unit(code, name, ""))
    return line


def _kind(dialog: FormDialog, form: UnitForm | None, service: Service, parent_name: str) -> Choice:
    kind, standard = Choice(KINDS), MoneyLine("元；空着是没有定")
    if form is not None:
        kind.take(form.kind)
        standard.take_cents(form.deposit_standard)
    dialog.add("kind", "类别", kind, least=HALF)
    dialog.add("parent", "上级（下属单位必填）", _unit(service, form.parent if form else "", parent_name), least=HALF)
    dialog.add("organ", "主管机关（一票否决书抄送）", _line(form.organ_in_charge if form else ""), least=HALF)
    field = dialog.add("standard", "保证金标准（元）", standard, least=HALF)

    def fit() -> None:
        field.setVisible(UnitForm(code="", name="", kind=kind.value()).pays_deposit)

    kind.currentIndexChanged.connect(lambda _index: fit())
    fit()
    return kind


def create(parent: QWidget, service: Service, today: date) -> Any:
    """A new unit; gives its code."""

    def act(values: Values) -> str:
        service().create(_form(UnitForm(code=values["code"], name=values["name"], kind=values["kind"]), values))
        return str(values["code"])

    dialog = FormDialog(parent, "新单位", "", "新建", act)
    dialog.add("code", "编号", _line(longest=64), needed=NO_CODE, least=HALF)
    dialog.add("name", "名称", _line(), needed=NO_NAME, least=HALF)
    dialog.add("short", "简称", _line(), least=HALF)
    dialog.add("opened", "启用日期（空着是一直有）", _day(today, None), least=HALF)
    _kind(dialog, None, service, "")
    return dialog.run()


def change(parent: QWidget, service: Service, view: UnitView, today: date) -> Any:
    """Kind, parent, organ in charge, standard, the day it was opened."""
    form = view.form

    def act(values: Values) -> None:
        service().change(form.code, _form(form, values), values["since"])

    dialog = FormDialog(parent, f"改{form.name}的资料", "换上级的，从生效日期起登记的归新上级；以前的不变。", "保存", act)
    _kind(dialog, form, service, view.parent_name)
    dialog.add("opened", "启用日期（空着是一直有）", _day(today, form.opened_on), least=HALF)
    dialog.add("since", "生效日期", _day(today, today), needed=NO_DAY, least=HALF)
    return dialog.run()


def _form(form: UnitForm, values: Values) -> UnitForm:
    return replace(
        form,
        kind=values["kind"],
        short_name=values.get("short", form.short_name),
        parent=values["parent"],
        organ_in_charge=values["organ"],
        deposit_standard=values.get("standard"),
        opened_on=values["opened"],
    )


def rename(parent: QWidget, service: Service, view: UnitView, today: date) -> Any:
    form = view.form

    def act(values: Values) -> None:
        service().change(form.code, replace(form, name=values["name"], short_name=values["short"]), values["since"])

    dialog = FormDialog(parent, f"{form.name}改名", "编号不变；以前的考评和文书仍是当时的名称，原名也查得到。", "改名", act)
    dialog.add("name", "新名称", _line(form.name), needed=NO_NAME)
    dialog.add("short", "简称", _line(form.short_name), least=HALF)
    dialog.add("since", "从哪一天起", _day(today, today), needed=NO_DAY, least=HALF)
    return dialog.run()


def merge_or_close(parent: QWidget, service: Service, view: UnitView, today: date) -> Any:
    """With a successor a merger, without one a closing; gives what the merger did, or True."""
    form = view.form

    def act(values: Values) -> Any:
        if values["into"]:
            return service().merge(form.code, values["into"], values["since"], values["confirmed"])
        return service().close(form.code, values["since"] - timedelta(days=1))

    under = f"\n它的下属单位（{len(view.subordinates)} 个）归接续单位。" if view.subordinates else ""
    words = f"到前一天为止仍计；这一年的考评事实留在{form.name}。并入的，任职到前一天止。{under}"
    dialog = FormDialog(parent, f"{form.name}并入或停用", words, "办理", act)
    dialog.add("into", "并入（空着只停用）", _unit(service))
    dialog.add("since", "生效日期：从这一天起没有这个单位", _day(today, today), needed=NO_DAY)
    dialog.confirm_with(ALL_THE_SAME)
    return dialog.run()


def resume(parent: QWidget, service: Service, view: UnitView) -> Any:
    words = "停用错了的才恢复；已归接续单位的下属单位不会自己回来。"
    dialog = FormDialog(
        parent, f"恢复{view.form.name}", words, "恢复", lambda values: service().resume(view.form.code, values["reason"])
    )
    dialog.add("reason", "理由", _line(longest=200), needed=NO_REASON)
    return dialog.run()


def appoint(parent: QWidget, service: Service, view: UnitView, today: date) -> Any:
    code = view.form.code

    def act(values: Values) -> PostTerm:
        return service().appoint(code, values["name"], values["post"], values["since"], values["phone"], values["confirmed"])

    dialog = FormDialog(parent, f"{view.form.name}任职", "包点市领导也在这里登记。", "任职", act)
    dialog.add("name", "姓名", _line(), needed="没有写姓名", least=HALF)
    dialog.add("post", "职务", Choice(POSTS), least=HALF)
    dialog.add("since", "任职日期（空着是一直）", _day(today, today), least=HALF)
    dialog.add("phone", "电话", _line(longest=40), least=HALF, hint="同名又同电话的是同一个人")
    dialog.confirm_with(ALL_THE_SAME)
    return dialog.run()


def end_post(parent: QWidget, service: Service, term: PostTerm, today: date) -> Any:
    """Gives the warning put on record, or True."""

    def act(values: Values) -> str | None:
        return service().end_post(term.post_id, values["last_day"], values["confirmed"])

    words = f"{term.unit_name}　{POST_WORDS[term.post]}　{term.name}"
    dialog = FormDialog(parent, "离任", words, "离任", act)
    dialog.add("last_day", "最后一天（这一天仍在任）", _day(today, today), needed=NO_DAY)
    dialog.confirm_with(ALL_THE_SAME)
    return dialog.run()
