"""Another key for the store: first sealed for every account beside the old one, then the file, then the old one goes. Kill-safe."""

from pathlib import Path

from sqlcipher3 import dbapi2

from app.errors import StoreRefusal
from app.store import files, key_file, keys, recovery_key, settings
from app.store.database import Store, Transaction, connect_file, refusal_for

FOR_RECOVERY, FOR_RECOVERY_NEXT = "audit_for_recovery", "audit_for_recovery_next"


def audit_key_for_paper(transaction: Transaction, secret: bytes) -> tuple[bytes, bool]:
    """The audit's first key as kept for the paper, and whether this is the paper of a change of key not yet ended.

    Raises StoreRefusal where the secret opens neither.
    """
    for name in (FOR_RECOVERY, FOR_RECOVERY_NEXT):
        kept = settings.read(transaction, name)
        try:
            return keys.unwrap(keys.audit_wrap_key(secret), bytes.fromhex(kept or ""), "audit"), name == FOR_RECOVERY_NEXT
        except (keys.WrongKey, ValueError):
            continue
    raise StoreRefusal("恢复密钥与数据文件里的日志密钥不符。", mend="请核对纸上的恢复密钥是不是最新的一张。")


def change_key(store: Store, audit_key: bytes) -> str:
    """Encrypts the whole store under a new key; gives the new recovery key. Backups made before keep the old one.

    No other window or command may have the store open. Raises StoreRefusal; then the old key still holds.
    """
    secret = keys.random_key()
    coming = keys.store_key(secret)
    for_recovery = keys.wrap(keys.audit_wrap_key(secret), audit_key, "audit")
    with store.writing() as transaction:
        settings.write(transaction, FOR_RECOVERY_NEXT, for_recovery.hex())
    with key_file.changing(store.path) as content:
        content.next_accounts = {name: keys.seal(entry.public, coming, "store") for name, entry in content.accounts.items()}
    store.close()
    _encrypt(store.path, store.data_key, coming)
    store.take_key(coming)
    settle(store, changed=True)
    return recovery_key.written(secret)


def settle(store: Store, *, changed: bool) -> None:
    """Ends a change of key, also one that was cut short. ``changed``: it is the coming key that opens the store."""
    with store.reading() as transaction:
        coming = settings.read(transaction, FOR_RECOVERY_NEXT)
    if coming is not None:
        with store.writing() as transaction:
            settings.write(transaction, FOR_RECOVERY_NEXT, None)
            if changed:
                settings.write(transaction, FOR_RECOVERY, coming)
    if not key_file.read(store.path).next_accounts:
        return
    with store.reading() as transaction:
        for_recovery = bytes.fromhex(settings.read(transaction, FOR_RECOVERY))
    with key_file.changing(store.path) as content:
        if changed:
            content.take_next_keys(for_recovery, files.first_bytes(store.path))
        content.next_accounts = {}


def _encrypt(path: Path, former: bytes, coming: bytes) -> None:
    """Every page under the new key, in one transaction of the database's own: killed half-way, the old key holds."""
    connection = connect_file(path, former)
    try:
        # Only who has the file alone can leave the log, and only without it are all pages written at once.
        connection.execute("PRAGMA busy_timeout = 2000")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA rekey = \"x'{coming.hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
    except dbapi2.OperationalError as error:
        if "locked" in str(error):
            raise StoreRefusal("还有别的窗口或命令开着这个数据文件，不能更换密钥。", mend="请先关闭它们再试一次。") from error
        raise refusal_for(error) or error from error
    finally:
        connection.close()
