"""The audit: linked, sealed, append-only; whoever changes, removes, swaps, inserts or cuts is found."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import exc
from sqlcipher3 import dbapi2

from app.store import audit, audit_check
from app.store.audit import evolve
from app.store.audit_check import KnownHead
from app.store.database import Store, connect_file
from tests.store.making import AT, FIRST_AUDIT_KEY, KEY, STORE_ID

RECORDS = 12
Tamper = Callable[[Any], object]


@pytest.fixture
def written(store: Store) -> Store:
    for number in range(1, RECORDS + 1):
        with store.writing() as transaction:
            append(transaction, number)
    return store


def append(transaction: Any, number: int) -> int:
    return audit.append(
        transaction,
        at=AT + timedelta(minutes=number),
        civil_day=date(1996, 12, number),
        account="clerk",
        action="registered",
        subject=f"1996-{number:05}",
        detail={"单位": "T01", "number": number},
    )


def findings(store: Store, anchors: list[KnownHead] | None = None, first_key: bytes | None = FIRST_AUDIT_KEY) -> list[str]:
    with store.reading() as transaction:
        return [str(each) for each in audit_check.examine(transaction, STORE_ID, anchors or [], first_key)]


def tamper(store: Store, *statements: str | Tamper) -> None:
    """What someone with the store's key can do with another program: triggers dropped, rows rewritten."""
    store.close()
    connection = connect_file(store.path, KEY)
    for name in ("keep_audit", "fixed_audit", "keep_audit_state", "forward_audit_state"):
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        if callable(statement):
            statement(connection)
        else:
            connection.execute(statement)
    connection.close()


def rewrite(connection: Any, from_seq: int = 1, key: bytes | None = None) -> None:
    """Links every record from ``from_seq`` on anew, with seals under ``key`` where the forger has one."""
    rows = connection.execute("SELECT seq, at, civil_day, account, action, subject, detail FROM audit ORDER BY seq").fetchall()
    digest = audit.genesis(STORE_ID)
    for row in rows:
        new = audit.link(digest, *row)
        if row[0] >= from_seq:
            connection.execute("UPDATE audit SET previous = ?, digest = ? WHERE seq = ?", (digest, new, row[0]))
            if key is not None:
                connection.execute("UPDATE audit SET mac = ? WHERE seq = ?", (audit.seal(key, new), row[0]))
        key = evolve(key) if key is not None else None
        digest = new
    connection.execute("UPDATE audit_state SET seq = ?, digest = ?", (rows[-1][0], digest))
    if key is not None:
        connection.execute("UPDATE audit_state SET mac_key = ?", (key,))


def test_an_untouched_audit_has_no_fault(written: Store) -> None:
    assert findings(written) == []
    assert findings(written, first_key=None) == []


def test_records_are_read_in_their_order_and_since_a_day(written: Store) -> None:
    with written.reading() as transaction:
        every = list(audit.entries(transaction))
        late = list(audit.entries(transaction, date(1996, 12, 10)))
    assert [entry.seq for entry in every] == list(range(1, RECORDS + 1))
    assert [entry.seq for entry in late] == [10, 11, 12]
    assert every[0].at == AT + timedelta(minutes=1)
    assert every[0].detail == {"单位": "T01", "number": 1}


def test_the_record_of_an_action_that_fails_is_not_there(written: Store) -> None:
    def fail() -> None:
        with written.writing() as transaction:
            append(transaction, 13)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert findings(written) == []
    with written.reading() as transaction:
        assert audit.head(transaction).seq == RECORDS


def test_the_key_that_sealed_a_record_is_gone(written: Store) -> None:
    with written.reading() as transaction:
        kept = transaction.exec_driver_sql("SELECT mac_key FROM audit_state").scalar_one()
    key = FIRST_AUDIT_KEY
    used = []
    for _ in range(RECORDS):
        used.append(key)
        key = evolve(key)
    assert kept == key
    assert kept not in used


@pytest.mark.parametrize("statement", ["DELETE FROM audit", "UPDATE audit SET account = 'x'", "DELETE FROM audit_state"])
def test_the_tables_are_append_only(written: Store, statement: str) -> None:
    with pytest.raises(exc.IntegrityError), written.writing() as transaction:
        transaction.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET account = 'director' WHERE seq = 5",
        "UPDATE audit SET detail = NULL WHERE seq = 5",
        "UPDATE audit SET at = '1999-01-01T00:00:00+00:00' WHERE seq = 1",
        "UPDATE audit SET civil_day = '1996-01-01' WHERE seq = 12",
        "UPDATE audit SET subject = subject || 'x' WHERE seq = 7",
        "UPDATE audit SET action = 'viewed' WHERE seq = 7",
        "DELETE FROM audit WHERE seq = 5",
        "DELETE FROM audit WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 12",
        "DELETE FROM audit WHERE seq > 3",
        "DELETE FROM audit",
        "DELETE FROM audit_state",
        "INSERT INTO audit SELECT 13, at, civil_day, account, action, subject, detail, previous, digest, mac FROM audit WHERE seq = 12",
        "UPDATE audit SET previous = zeroblob(32) WHERE seq = 4",
        "UPDATE audit_state SET seq = 11",
    ],
)
def test_what_anyone_does_to_it_is_found_with_any_account(written: Store, statement: str) -> None:
    tamper(written, statement)
    assert findings(written, first_key=None) != []


def test_two_records_swapped_are_found(written: Store) -> None:
    tamper(
        written,
        "UPDATE audit SET seq = 100 WHERE seq = 5",
        "UPDATE audit SET seq = 5 WHERE seq = 6",
        "UPDATE audit SET seq = 6 WHERE seq = 100",
    )
    assert findings(written, first_key=None) != []


def test_a_chain_linked_anew_is_found_by_its_seals(written: Store) -> None:
    tamper(written, "UPDATE audit SET account = 'director' WHERE seq = 5", rewrite)
    assert findings(written, first_key=None) == []
    assert any("第 5 条" in finding and "签封" in finding for finding in findings(written))


def test_a_forger_with_the_present_key_cannot_seal_what_was_before(written: Store) -> None:
    """The key in the store seals the next record only: a rewrite from the fifth on needs the fifth's key."""

    def forge(connection: Any) -> None:
        key = connection.execute("SELECT mac_key FROM audit_state").fetchone()[0]
        connection.execute("UPDATE audit SET account = 'director' WHERE seq = 5")
        rewrite(connection, 5, key)

    tamper(written, forge)
    assert findings(written) != []


def test_a_cut_tail_with_the_state_set_back_is_found_by_the_key_and_by_every_anchor(written: Store) -> None:
    with written.reading() as transaction:
        head = audit.head(transaction)
        eighth = transaction.exec_driver_sql("SELECT digest FROM audit WHERE seq = 8").scalar_one()
    anchors = [KnownHead(head.seq, head.digest, "密钥文件"), KnownHead(8, bytes(eighth), "备份")]

    def cut(connection: Any) -> None:
        connection.execute("DELETE FROM audit WHERE seq > 6")
        connection.execute("UPDATE audit_state SET seq = 6, digest = (SELECT digest FROM audit WHERE seq = 6)")

    tamper(written, cut)
    assert findings(written, first_key=None) == []
    assert any("签封密钥" in finding for finding in findings(written))
    for anchor in anchors:
        assert any(anchor.kept_in in finding and "截掉" in finding for finding in findings(written, [anchor], None))


def test_a_rewrite_by_someone_who_has_every_key_is_found_by_an_anchor(written: Store) -> None:
    with written.reading() as transaction:
        head = audit.head(transaction)

    def forge(connection: Any) -> None:
        connection.execute("UPDATE audit SET account = 'director' WHERE seq = 5")
        rewrite(connection, 1, FIRST_AUDIT_KEY)

    tamper(written, forge)
    assert findings(written) == []
    assert any("改写" in finding for finding in findings(written, [KnownHead(head.seq, head.digest, "密钥文件")]))


def test_anchors_that_hold_are_no_finding(written: Store) -> None:
    with written.reading() as transaction:
        rows = transaction.exec_driver_sql("SELECT seq, digest FROM audit").all()
    anchors = [KnownHead(seq, bytes(digest), place) for seq, digest in rows for place in ("备份", "密钥文件")]
    assert findings(written, [KnownHead(0, audit.genesis(STORE_ID), "密钥文件"), *anchors]) == []


def test_a_chain_of_another_store_does_not_pass(written: Store) -> None:
    with written.reading() as transaction:
        assert list(audit_check.examine(transaction, "another store", [], None)) != []


def test_the_driver_is_the_encrypting_one() -> None:
    assert dbapi2.connect(":memory:").execute("PRAGMA cipher_version").fetchone() is not None
