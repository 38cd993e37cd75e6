"""The command `print`: documents as PDF into a folder."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from app.commands import rendering
from app.commands.login import opened
from app.commands.output import say
from app.commands.usage import WrongUsage
from app.errors import Refusal
from app.services.documents.values import Issued, IssuedOriginal, NotSaid, Request

LONGEST_TEXT = 1_000_000


def print_documents(wanted: Namespace) -> int:
    """Issues and writes the documents asked for; `--list` names the kinds."""
    if wanted.kinds:
        for name, title in rendering.kinds():
            say(f"{name}\t{title}")
        return 0
    if wanted.file is None or wanted.kind is None or wanted.output is None:
        raise WrongUsage("用法不对：要写明 FILE、KIND 和 -o DIR；print --list 列出文书种类")
    names = [name for name, _ in rendering.kinds()]
    if wanted.kind not in names:
        raise Refusal(f"没有“{wanted.kind}”这种文书。可用的：{'、'.join(names)}（print --list）。")
    request = Request(wanted.year, wanted.unit, wanted.case, wanted.visit, _text(wanted.text), wanted.title, wanted.to)
    with opened(wanted) as office:
        documents = rendering.documents(office)
        try:
            asked = documents.asked_for(wanted.kind, request)
        except NotSaid as missing:
            raise WrongUsage(f"用法不对：{missing}") from missing
        folder = _folder(wanted.output)
        for waiting in asked:
            for line in _kept(folder, documents.issue(waiting, wanted.layout)):
                say(line)
    return 0


def _text(path: Path | None) -> str:
    """A circular's text. Raises Refusal for a file that cannot be read, is no UTF-8 or is endless."""
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_TEXT + 1)
        if len(content) > LONGEST_TEXT:
            raise Refusal(f"{path} 太长，不能超过 {LONGEST_TEXT // 1_000_000} MB。")
        return content.decode("utf-8-sig")
    except OSError as fault:
        raise Refusal(f"不能读 {path}（{fault.strerror}）。") from fault
    except UnicodeDecodeError as fault:
        raise Refusal(f"{path} 不是 UTF-8 文本", mend="请另存为 UTF-8 编码的纯文本。") from fault


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refusal(f"文件夹 {path} 不能用（{fault.strerror}）。") from fault
    return path


def _kept(folder: Path, issued: Issued) -> Iterator[str]:
    """Writes the originals, a file each; says what they are."""
    for original in issued.originals:
        path = folder / original.name
        try:
            path.write_bytes(original.content)
        except OSError as fault:
            mend = "文书已编号，再打印一次即得原件。" if issued.number else ""
            raise Refusal(f"不能写入 {path}（{fault.strerror}）。{mend}") from fault
        yield f"{path}{_about(issued, original)}"


def _about(issued: Issued, original: IssuedOriginal) -> str:
    said = " ".join(part for part in (issued.number, f"送{original.recipient}" if original.recipient else "") if part)
    return f"{f'  {said}' if said else ''}{'  （重印原件）' if issued.again else ''}"
