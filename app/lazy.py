"""The one lazy loader: names a module whose import is put off until it is needed."""

from importlib import import_module
from types import ModuleType
from typing import Any


def load(module: str) -> ModuleType:
    """Import `module` (a full dotted name, written out as a literal so that the layer test sees it) and give it back.

    A second call costs a dictionary look-up. Raises ModuleNotFoundError, a fault of ours, when there is no such module.
    """
    return import_module(module)


def attribute(module: str, name: str) -> Any:
    """The attribute `name` of a module loaded late; the caller gives it a type. Raises AttributeError when it is not there."""
    return getattr(load(module), name)
