"""Everything the regulation is handed and hands out is a value: nothing in it can be set anew."""

import importlib
import pkgutil
from dataclasses import is_dataclass

import pytest

import app.regulation

MODULES = [importlib.import_module(f"app.regulation.{found.name}") for found in pkgutil.iter_modules(app.regulation.__path__)]
VALUES = sorted(
    {one for module in MODULES for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)},
    key=lambda one: one.__qualname__,
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value.__qualname__))
def test_a_value_cannot_be_changed_and_holds_nothing_but_its_fields(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(value, "__slots__")


def test_there_are_values_to_look_at() -> None:
    assert len(VALUES) > 10
