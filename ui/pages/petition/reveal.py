"""A protected petition's people shown on a reason, for as long as the small window stands; who may see them; lifting the secrecy."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.services.actor import Right
from app.services.registration_reveal import Named
from app.services.registration_values import PetitionView
from ui import work
from ui.bureau import Bureau
from ui.pages.petition import words
from ui.pages.petition.files import card_of
from ui.pages.settings.asking import Asked, ask_for, needed
from ui.text import Label
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog, refuse, say
from ui.widgets.field import Field
from ui.widgets.flow import Flow, grows_with_width
from ui.widgets.inputs import Choice, Option
from ui.widgets.scroll import Column


def buttons(parent: QWidget, bureau: Bureau, view: PetitionView, again: Callable[[], None]) -> list[Button]:
    """What this account may do about the secrecy of a petition; ``again`` opens it anew once it changed."""
    made = []
    if view.protected and view.may_reveal:
        made.append(Button("查看来访人…", "F7", does=lambda: reveal(parent, bureau, view.number)))
    if view.protected and bureau.may(Right.DECIDE):
        made.append(Button("谁能查看…", "F6", does=lambda: open_named(parent, bureau, view.number)))
        made.append(Button("解除保密…", does=lambda: lift(parent, bureau, view.number, again)))
    return made


def add_card(column: Column, made: Sequence[Button]) -> None:
    """The buttons on a card of their own, going on in the next line where the room is narrow; none where there are none."""
    if made:
        card, flow = Card("保密"), Flow(spacing=8)
        for button in made:
            flow.addWidget(button)
        card.body.addLayout(flow)
        grows_with_width(card)
        column.parts.addWidget(card)


def reveal(parent: QWidget, bureau: Bureau, number: str) -> None:
    """Ask for the reason, then show the people; closing the window takes them out of sight again."""
    words_first = "来访人身份保密。您的姓名、理由和时间记入日志，局长和监督员看得到。"
    texts = ask_for(parent, f"查看 {number} 的来访人", words_first, [Asked("为什么需要知道", check=needed)], "查看")
    if texts is not None:
        work.run(
            lambda: bureau.registration.reveal(number, texts[0]),
            done=lambda view: _show(parent, bureau, view),
            refused=lambda refusal: refuse(parent, refusal, "没有查看"),
        )


def _show(parent: QWidget, bureau: Bureau, view: PetitionView) -> None:
    dialog = Dialog(parent, f"{view.number} 的来访人", "关闭后即隐去。请勿抄录、拍照或告诉他人。", wide=520)
    for person in view.petitioners:
        dialog.body.addWidget(Label(words.of_person(person), "strong", wrap=True))
    files = card_of(bureau, view, False, lambda: None)  # what was brought may tell who brought it
    if files is not None:
        dialog.body.addWidget(files)
        dialog.finished.connect(files.close_all)
    close = Button("关闭并隐去", "Esc", kind="primary", does=dialog.accept)
    dialog.buttons(close)
    close.setFocus()
    dialog.exec()
    dialog.deleteLater()


def open_named(parent: QWidget, bureau: Bureau, number: str) -> None:
    """Who was named, and naming one more."""

    def read() -> tuple[Sequence[Named], Sequence[tuple[str, str]]]:
        return bureau.registration.named(number), bureau.registration.colleagues()

    work.run(read, done=lambda known: _name(parent, bureau, number, *known), refused=lambda refusal: refuse(parent, refusal))


def _name(parent: QWidget, bureau: Bureau, number: str, named: Sequence[Named], colleagues: Sequence[tuple[str, str]]) -> None:
    lines = [f"{each.display_name}　{each.at[:10]}　{each.by}指定：{each.reason}" for each in named]
    standing = "已指定：\n" + "\n".join(lines) if lines else "还没有指定谁。局长本人写明理由即可查看。"
    already = {each.account for each in named}
    left = [Option(account, f"{shown}　{account}", account) for account, shown in colleagues if account not in already]
    if not left:
        say(parent, f"谁能查看 {number} 的来访人", standing)
        return
    who = Choice(left)
    field = Field("再指定", who)
    reason = Asked("理由：这位同事为什么需要知道", check=needed)
    who.entered.connect(reason.line.setFocus)
    texts = ask_for(parent, f"谁能查看 {number} 的来访人", standing, [reason], "指定", above=[field])
    if texts is not None:
        account = str(who.value())
        work.run(
            lambda: bureau.registration.grant_access(number, account, texts[0]),
            done=lambda _nothing: open_named(parent, bureau, number),
            refused=lambda refusal: refuse(parent, refusal),
        )


def lift(parent: QWidget, bureau: Bureau, number: str, again: Callable[[], None]) -> None:
    """The director makes it an ordinary petition."""
    said = "来访人的姓名、住址、电话从此对看得到登记的同事都可见，也会出现在文书里；不能再收回。"
    texts = ask_for(parent, f"解除 {number} 的保密？", said, [Asked("理由", check=needed)], "解除保密")
    if texts is not None:
        work.run(
            lambda: bureau.registration.lift_secrecy(number, texts[0]),
            done=lambda _nothing: again(),
            refused=lambda refusal: refuse(parent, refusal),
        )
