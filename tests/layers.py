"""Reads what every module of the program imports, now or late, and says which arrows the house forbids."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TREES = ("app", "ui", "reports")
GROUND = ("errors", "clock", "resources")
ASSEMBLY = ("__main__", "commands", "office")
OWN_NAME = re.compile(r"(app|ui|reports)(\.[A-Za-z_]\w*)+")

# Whom each zone may import besides itself. Arrows go down only.
ARROWS: dict[str, frozenset[str]] = {
    "regulation": frozenset(),
    "ground": frozenset(),
    "lazy": frozenset(),
    "store": frozenset({"regulation", "ground", "lazy"}),
    "services": frozenset({"regulation", "store", "ground", "lazy"}),
    "reports": frozenset({"regulation", "ground", "lazy"}),
    "ui": frozenset({"services", "ground", "lazy"}),
    "app": frozenset({"regulation", "store", "services", "ground", "lazy"}),
    "assembly": frozenset({"app", "regulation", "store", "services", "ground", "lazy"}),
}
# Whom a zone may name through the lazy loader and in no other way.
LATE: dict[str, frozenset[str]] = {"assembly": frozenset({"ui", "reports"})}

# The store knows the regulation's values, never its judgments.
JUDGMENTS = ("ladder", "deadlines", "scoring", "vetoes", "rewards", "fines", "accountability", "assessment")

# Where a part from outside may be used; one that is not listed may be used anywhere but in the regulation and on the ground.
FOREIGN: dict[str, frozenset[str]] = {
    "PySide6": frozenset({"ui"}),
    "shiboken6": frozenset({"ui"}),
    "pyqtgraph": frozenset({"ui"}),
    "pypdfium2": frozenset({"ui", "reports"}),
    "reportlab": frozenset({"reports"}),
    "sqlalchemy": frozenset({"store"}),
    "sqlcipher3": frozenset({"store"}),
    "sqlite3": frozenset({"store"}),
    "alembic": frozenset({"store"}),
    "argon2": frozenset({"store", "services"}),
    "cryptography": frozenset({"store", "services"}),
    "xlsxwriter": frozenset({"services"}),
    "python_calamine": frozenset({"services"}),
    "defusedxml": frozenset({"services"}),
    "importlib": frozenset({"lazy"}),
    "runpy": frozenset(),
    "pkgutil": frozenset(),
}
# The rules are pure: they touch no file, no clock, no chance, and are handed parsed data.
IMPURE = frozenset(
    {
        *("asyncio", "ctypes", "glob", "io", "locale", "logging", "multiprocessing", "os", "pathlib", "pickle", "random", "secrets"),
        *("shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid"),
    }
)


@dataclass(frozen=True)
class Import:
    """One name a module takes in: `target` is the deepest module it means; `how` is "at the top", "in a function" or "late"."""

    target: str
    line: int
    how: str


@dataclass
class Module:
    """A module of the program with its tree and what it imports."""

    name: str
    file: Path
    source: str
    tree: ast.Module
    imports: list[Import] = field(default_factory=list)

    @property
    def package(self) -> str:
        return self.name if self.file.name == "__init__.py" else self.name.rpartition(".")[0]


def read(root: Path) -> dict[str, Module]:
    """Every module under `root`'s app, ui and reports, by dotted name, imports resolved."""
    found: dict[str, Module] = {}
    for tree in TREES:
        for file in sorted((root / tree).rglob("*.py")):
            parts = file.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            source = file.read_text(encoding="utf-8")
            found[name] = Module(name, file, source, ast.parse(source, str(file)))
    for module in found.values():
        module.imports = list(_imports(module, set(found)))
    return found


def _imports(module: Module, known: set[str]) -> Iterator[Import]:
    functions = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {node for function in functions for node in ast.walk(function)}
    for node in ast.walk(module.tree):
        line = getattr(node, "lineno", 0)
        how = "in a function" if node in inside else "at the top"
        yield from (Import(target, line, how) for target in _stated(module, node, known))
        if late := _named(node, known):
            yield Import(late, line, "late")


def _stated(module: Module, node: ast.AST, known: set[str]) -> list[str]:
    """What an import statement takes in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return list(_targets(module, node, known)) if isinstance(node, ast.ImportFrom) else []


def _named(node: ast.AST, known: set[str]) -> str | None:
    """What is named to the lazy loader: in the call itself, or in a table of names that a call reads."""
    if isinstance(node, ast.Call):
        return _loaded(node)
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) and OWN_NAME.fullmatch(value) and value in known else None


def _targets(module: Module, node: ast.ImportFrom, known: set[str]) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        above = module.package.split(".")
        base = ".".join([*above[: len(above) - node.level + 1], *([base] if base else [])])
    for alias in node.names:
        full = f"{base}.{alias.name}"
        yield full if full in known else base


def _loaded(call: ast.Call) -> str | None:
    """The module named in `lazy.load("…")`, `load("…")` or `lazy.attribute("…", …)`."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if call.args else None
    if name in ("load", "attribute") and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value if re.fullmatch(r"[A-Za-z_][\w.]*", first.value) else None
    return None


def zone(name: str) -> str:
    """The zone a dotted name of the program belongs to; "" for what is not the program's."""
    head, _, rest = name.partition(".")
    if head in ("ui", "reports"):
        return head
    if head != "app":
        return ""
    room = rest.partition(".")[0]
    if room in ("regulation", "store", "services", "lazy"):
        return room
    if room in GROUND or not room:
        return "ground"
    return "assembly" if room in ASSEMBLY else "app"


def broken_arrows(modules: dict[str, Module]) -> list[str]:
    """Every import that goes where it must not, with the file, the line and the import's name."""
    return [
        f"{module.file}:{found.line}: {module.name} imports {found.target} {found.how}: {why}"
        for module in modules.values()
        for found in module.imports
        if (why := _own_fault(module, found) if zone(found.target) else _foreign_fault(module, found))
    ]


def _own_fault(module: Module, found: Import) -> str:
    here, there = zone(module.name), zone(found.target)
    if found.how == "in a function":
        return "imports stand at the top; late ones go through app.lazy"
    if here == "store" and there == "regulation" and found.target.split(".")[2:3] and found.target.split(".")[2] in JUDGMENTS:
        return "the store knows the regulation's values, not its judgments"
    if there == here or there in ARROWS[here]:
        return ""
    if there in LATE.get(here, ()):
        return "" if found.how == "late" else f"{there} is named through app.lazy only"
    return f"{here} may not know {there}"


def _foreign_fault(module: Module, found: Import) -> str:
    here, part = zone(module.name), found.target.partition(".")[0]
    if found.how == "in a function":
        return "imports stand at the top; late ones go through app.lazy"
    if part in FOREIGN:
        return "" if here in FOREIGN[part] else f"{part} is used in {', '.join(sorted(FOREIGN[part])) or 'no room'} only"
    if here in ("regulation", "ground", "lazy") and part not in sys.stdlib_module_names:
        return f"{here} uses the standard library only"
    if here == "regulation" and part in IMPURE:
        return "the rules are pure"
    return ""


def cycles(modules: dict[str, Module]) -> list[str]:
    """Modules that import one another at the top, each cycle once, as `a -> b -> a`."""
    arrows = {
        module.name: sorted({found.target for found in module.imports if found.how == "at the top"} & set(modules) - {module.name})
        for module in modules.values()
    }
    found: dict[frozenset[str], str] = {}
    done: set[str] = set()

    def visit(name: str, way: list[str]) -> None:
        if name in way:
            ring = way[way.index(name) :]
            found.setdefault(frozenset(ring), " -> ".join([*ring, name]))
        elif name not in done:
            for target in arrows[name]:
                visit(target, [*way, name])
            done.add(name)

    for name in arrows:
        visit(name, [])
    return sorted(found.values())
