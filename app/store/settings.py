"""The office's settings: a name and a JSON value each."""

import json
from typing import Any

from sqlalchemy import delete, insert, select, update

from app.store.database import Transaction
from app.store.schema.office import settings


def read(transaction: Transaction, name: str) -> Any:
    """The value of a setting; None where it is not set."""
    found = transaction.execute(select(settings.c.value).where(settings.c.name == name)).scalar_one_or_none()
    return json.loads(found) if found is not None else None


def write(transaction: Transaction, name: str, value: Any) -> None:
    """Sets a setting; None takes it away."""
    if value is None:
        transaction.execute(delete(settings).where(settings.c.name == name))
        return
    text = json.dumps(value, ensure_ascii=False)
    changed = transaction.execute(update(settings).where(settings.c.name == name).values(value=text))
    if changed.rowcount == 0:
        transaction.execute(insert(settings).values(name=name, value=text))
