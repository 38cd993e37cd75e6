"""发文登记簿: one number for all originals, no gap and no duplicate whoever issues and whenever it stops, and the very bytes again."""

import hashlib
import random
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.errors import NotFound, Refusal, StoreRefusal
from app.office import Office
from app.services.actor import Role
from app.services.documents.values import Waiting
from app.services.issuing import IssuingService
from tests.services.offices import PASSWORD, new_office

ROOT = Path(__file__).parent.parent.parent
NUMBER = "聊信发〔1996〕{}号"


class Pen:
    """A renderer that notes what it was handed; ``refuses`` is a word in a title that cannot be drawn."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.wordings: list[str | None] = []

    def __call__(self, kind: str, fields: Mapping[str, Any], layout: str | None, wording: str | None) -> bytes:
        self.wordings.append(wording)
        if self.refuses and self.refuses in str(fields.get("title")):
            raise Refusal("这个字没有字形。")
        return f"%PDF {kind} {layout} {fields['issue']['number']} {fields.get('title')}".encode()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path)
    yield office
    office.close()


def circulars(service: IssuingService, count: int) -> list[Waiting]:
    return [replace(service.circular(f"通知{n}", "正文", "各单位"), subject=f"c{n}") for n in range(1, count + 1)]


def test_an_issued_document_stands_in_the_register_with_all_it_needs(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    (waiting,) = circulars(service, 1)
    issued = service.issue(waiting, "1995", copies=30, recipients=["各公司"])
    (line,) = service.register(1996)
    assert (line.number, line.ordinal, line.organ, line.kind) == (NUMBER.format(1), 1, "聊城市信访局", "circular")
    assert (line.recipients, line.copies, line.layout, line.issued_by) == (("各公司",), 30, "1995", "局长")
    content = issued.originals[0].content
    assert line.originals[0].sha256 == hashlib.sha256(content).hexdigest()
    assert service.reprint(line.number) == content
    assert service.register(1995) == ()
    assert service.register(1996, "中共聊城市委") == ()


def test_a_document_issued_again_is_what_went_out(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    (waiting,) = circulars(service, 1)
    first, again = service.issue(waiting, "1995"), service.issue(waiting, "2012")
    assert (again.number, again.again, again.originals) == (first.number, True, first.originals)


def test_a_voided_number_stays_taken_and_its_document_waits_again(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    (waiting,) = circulars(service, 1)
    service.issue(waiting)
    with pytest.raises(Refusal, match="理由"):
        service.void(NUMBER.format(1), " ")
    service.void(NUMBER.format(1), "错字")
    assert service.issue(waiting).number == NUMBER.format(2)
    assert [each.void_reason for each in service.register(1996)] == ["错字", None]
    for refused in (lambda: service.reprint(NUMBER.format(1)), lambda: service.void(NUMBER.format(1), "再废")):
        with pytest.raises(Refusal, match="已经作废"):
            refused()
    with pytest.raises(NotFound):
        service.reprint(NUMBER.format(9))
    with pytest.raises(NotFound, match="第 2 份"):
        service.reprint(NUMBER.format(2), original=2)


def test_the_check_answers_for_a_number_that_has_no_document(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    service.issue_batch(circulars(service, 3))
    assert office.health.check() == ()
    with office.desk.store.writing() as transaction:
        transaction.exec_driver_sql("DROP TRIGGER keep_issued_documents")
        transaction.exec_driver_sql("DROP TRIGGER keep_issued_originals")
        transaction.exec_driver_sql("DROP TRIGGER keep_issued_particulars")
        transaction.exec_driver_sql("DELETE FROM issued_particulars WHERE document_id = 2")
        transaction.exec_driver_sql("DELETE FROM issued_originals WHERE document_id = 2")
        transaction.exec_driver_sql("DELETE FROM issued_documents WHERE ordinal = 2")
    assert [finding.where for finding in office.health.check()] == [NUMBER.format(2)]


def test_what_was_issued_cannot_be_changed_or_deleted(office: Office) -> None:
    IssuingService(office.desk, Pen()).issue(circulars(IssuingService(office.desk, Pen()), 1)[0])
    for statement in (
        "UPDATE issued_originals SET content = x'00'",
        "UPDATE issued_documents SET ordinal = 7",
        "DELETE FROM issued_originals",
        "DELETE FROM issued_documents",
    ):
        with pytest.raises(Exception, match=r"nothing registered|append-only|stays"), office.desk.store.writing() as transaction:
            transaction.exec_driver_sql(statement)


def test_copies_and_recipients_must_fit_the_originals(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    (waiting,) = circulars(service, 1)
    for copies in (0, [1, 2], 10_000):
        with pytest.raises(Refusal, match="份"):
            service.issue(waiting, copies=copies)
    with pytest.raises(Refusal, match="逐份写明"):
        service.issue(waiting, recipients=[])
    assert service.register(1996) == ()


def test_a_batch_is_numbered_in_order_and_tells_its_progress(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    seen: list[tuple[int, int]] = []
    done = service.issue_batch(circulars(service, 4), on_progress=lambda made, of: seen.append((made, of)))
    assert [each.number for each in done.issued] == [NUMBER.format(n) for n in range(1, 5)]
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert (done.left, done.refused) == ((), ())


def test_a_cancelled_batch_keeps_what_is_done_and_goes_on_where_it_stopped(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    batch, made = circulars(service, 5), []
    done = service.issue_batch(batch, on_progress=lambda n, _of: made.append(n), is_cancelled=lambda: len(made) == 2)
    assert [each.number for each in done.issued] == [NUMBER.format(1), NUMBER.format(2)]
    assert list(done.left) == batch[2:]
    resumed = service.issue_batch(batch)
    assert [(each.number, each.again) for each in resumed.issued] == [(NUMBER.format(n), n < 3) for n in range(1, 6)]


def test_a_document_that_cannot_be_drawn_takes_no_number_and_stops_no_batch(office: Office) -> None:
    service = IssuingService(office.desk, Pen(refuses="通知2"))
    batch = circulars(service, 3)
    done = service.issue_batch(batch)
    assert [each.number for each in done.issued] == [NUMBER.format(1), NUMBER.format(2)]
    assert done.refused == ((batch[1], "这个字没有字形。"),)


def test_a_full_disk_stops_the_batch(office: Office) -> None:
    def full(kind: str, fields: Mapping[str, Any], layout: str | None, wording: str | None) -> bytes:
        raise StoreRefusal("磁盘空间不足。")

    service = IssuingService(office.desk, full)
    with pytest.raises(StoreRefusal):
        service.issue_batch(circulars(service, 3))


def test_printing_is_on_record_with_the_number(office: Office) -> None:
    service = IssuingService(office.desk, Pen())
    (waiting,) = circulars(service, 1)
    service.issue(waiting)
    service.reprint(NUMBER.format(1), copies=3)
    ((original, copies, by, _),) = service.register(1996)[0].reprints
    assert (original, copies, by) == (1, 3, "局长")
    with pytest.raises(Refusal, match="份数"):
        service.reprint(NUMBER.format(1), copies=-1)
    service.reprint(NUMBER.format(1), copies=0)
    assert len(service.register(1996)[0].reprints) == 1
    service.void(NUMBER.format(1), "错字")
    told = [(entry.action, entry.subject, dict(entry.detail)) for entry in office.audit_log.entries()][-4:]
    assert told == [
        ("print", "c1", {"kind": "circular", "number": NUMBER.format(1), "copies": [1], "seal": "sealed"}),
        ("reprint", NUMBER.format(1), {"kind": "circular", "original": 1, "copies": 3}),
        ("view_document", NUMBER.format(1), {"kind": "circular", "original": 1, "copies": 0}),
        ("void_document", NUMBER.format(1), {"kind": "circular", "reason": "错字"}),
    ]


def test_every_service_method_is_a_right(office: Office) -> None:
    actor = replace(office.desk.actor, roles=frozenset({Role.ADMINISTRATOR}))
    service = IssuingService(replace(office.desk, actor=actor), Pen())
    for refused in (service.tray, service.kinds, lambda: service.register(1996), lambda: service.wording("veto")):
        with pytest.raises(Refusal, match="打印文书"):
            refused()


ISSUING = """
    import sys
    from dataclasses import replace
    from datetime import date
    from pathlib import Path
    from app.clock import FixedClock
    from app.office import Office
    from app.services.issuing import IssuingService

    def draw(kind, fields, layout, wording):
        return f"%PDF {{fields['issue']['number']}} {{fields['title']}}".encode() * 200

    office = Office.open(Path({path!r}), "director", {password!r}, clock=FixedClock(date(1996, 12, 31)))
    service = IssuingService(office.desk, draw)
    batch = [replace(service.circular(f"{who}{{n}}", "正文"), subject=f"{who}{{n}}") for n in range({count})]
    print("ready", flush=True)
    sys.stdin.readline()
    service.issue_batch(batch, on_progress=lambda made, of: print(made, flush=True))
    office.close()
"""


def program(office: Office, who: str, count: int) -> list[str]:
    words = {"path": str(office.desk.store.path), "password": PASSWORD, "who": who, "count": count}
    return [sys.executable, "-c", textwrap.dedent(ISSUING).format(**words)]


def start(command: list[str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_programs_at_once_leave_no_gap_and_no_duplicate(office: Office) -> None:
    count = 25
    running = [start(program(office, who, count)) for who in ("甲", "乙")]
    for process in running:
        go(process)
    for process in running:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert office.health.check() == ()
    lines = IssuingService(office.desk, Pen()).register(1996)
    assert [line.ordinal for line in lines] == list(range(1, 2 * count + 1))
    assert len({line.subject for line in lines}) == 2 * count


def test_a_batch_killed_and_resumed_leaves_no_gap_and_no_duplicate(office: Office) -> None:
    require_whole_after_kills(office, 40, (3, 9, 17, 26))


@pytest.mark.drill
def test_a_batch_of_300_killed_at_ten_random_points_leaves_no_gap_and_no_duplicate(office: Office) -> None:
    require_whole_after_kills(office, 300, sorted(random.Random().sample(range(1, 300), 10)))


def require_whole_after_kills(office: Office, count: int, kill_after: Sequence[int]) -> None:
    """Kills the batch without warning as soon as so many documents were acknowledged, again and again; the last run finishes."""
    service, command = IssuingService(office.desk, Pen()), program(office, "演", count)
    for killed in kill_after:
        process = start(command)
        go(process)
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(killed)][-1]
        process.kill()
        process.communicate()
        lines = service.register(1996)
        assert len(lines) >= acknowledged
        assert [line.ordinal for line in lines] == list(range(1, len(lines) + 1))
    process = start(command)
    go(process)
    process.communicate(timeout=600)
    lines = service.register(1996)
    assert [line.subject for line in lines] == [f"演{n}" for n in range(count)]
    assert all(service.reprint(line.number).startswith(f"%PDF {line.number} ".encode()) for line in lines)
