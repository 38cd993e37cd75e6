"""A store in the test's own folder, closed when the test ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.database import Store
from tests.store.making import laid_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = laid_store(tmp_path / "局.db")
    yield made
    made.close()
