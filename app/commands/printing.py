"""The command `print`: documents as PDF into a folder."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from app.commands import rendering
from app.commands.login import opened
from app.commands.output import say
from app.commands.usage import WrongUsage
from app.errors import Refusal
from app.services.issuing import IssuingService, Printed

Run = Callable[[IssuingService, Namespace], Sequence[Printed]]


def print_documents(wanted: Namespace) -> int:
    """Issues and writes the documents asked for; `--list` names the kinds."""
    if wanted.kinds:
        for name, title in rendering.kinds():
            say(f"{name}\t{title}")
        return 0
    if wanted.file is None or wanted.kind is None or wanted.output is None:
        raise WrongUsage("用法不对：要写明 FILE、KIND 和 -o DIR；print --list 列出文书种类")
    run = RUNS.get(wanted.kind)
    if run is None:
        raise Refusal(f"没有“{wanted.kind}”这种文书。可用的：{'、'.join(RUNS)}（print --list）。")
    folder = _folder(wanted.output)
    with opened(wanted) as office:
        for printed in run(rendering.documents(office), wanted):
            say(_kept(folder, printed))
    return 0


def _veto(documents: IssuingService, wanted: Namespace) -> Sequence[Printed]:
    if wanted.year is None:
        raise WrongUsage("用法不对：打印否决书要写明 --year")
    return documents.veto(wanted.year, wanted.unit, wanted.layout)


def _forwarding_notice(documents: IssuingService, wanted: Namespace) -> Sequence[Printed]:
    return [documents.forwarding_notice(wanted.layout)]


RUNS: dict[str, Run] = {"veto": _veto, "forwarding-notice": _forwarding_notice}


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refusal(f"文件夹 {path} 不能用（{fault.strerror}）。") from fault
    return path


def _kept(folder: Path, printed: Printed) -> str:
    """Writes one file; says what it is."""
    path = folder / printed.name
    try:
        path.write_bytes(printed.content)
    except OSError as fault:
        raise Refusal(f"不能写入 {path}（{fault.strerror}）；文书已编号，再打印一次即得原件。") from fault
    about = " ".join(part for part in (printed.number, f"送{printed.recipient}" if printed.recipient else "") if part)
    return f"{path}{f'  {about}' if about else ''}{'  （重印原件）' if printed.again else ''}"
