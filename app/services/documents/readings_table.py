"""口径 as a document's table shows them: the words read, the reading taken, what else they could mean, and since when."""

from datetime import date
from typing import Any

from app.regulation.dated import in_force_on
from app.regulation.parameters import Parameters, ParameterTable
from app.regulation.readings import Reading
from app.services import rules
from app.services.documents.source import citation
from app.services.documents.words import day_words
from app.store.database import Transaction


def reading_rows(transaction: Transaction, parameters: Parameters, as_of: date) -> tuple[dict[str, Any], ...]:
    """Every reading as taken in ``parameters``, by the history of this store up to ``as_of``."""
    table = rules.book(transaction).parameters
    values = parameters.reading_values()
    return tuple(_row(table, reading, values.get(reading.parameter or key), as_of) for key, reading in table.readings.items())


def _row(table: ParameterTable, reading: Reading, value: object, as_of: date) -> dict[str, Any]:
    meanings = dict(reading.alternatives)
    others = [words for taken, words in meanings.items() if taken != value]
    if reading.parameter:
        taken = f"{reading.subject}：{value}{table.numbers[reading.parameter].unit}"
    else:
        taken = meanings.get(str(value), str(value))
    return {
        "citation": citation(reading.clause) if reading.clause else "",
        "words": reading.words,
        "taken": taken,
        "alternatives": "；".join(others) or reading.considered,
        "since": day_words(_since(table, reading, as_of)),
    }


def _since(table: ParameterTable, reading: Reading, as_of: date) -> date:
    """The day from which the value in force on ``as_of`` holds."""
    shipped = table.numbers[reading.parameter].values if reading.parameter else reading.values
    first = in_force_on(as_of, list(shipped)).since
    changed = [each.since for each in table.changes if each.name == (reading.parameter or reading.key) and each.since <= as_of]
    return max((first, *changed))
