"""Release rules: what lies in the tree, what the lock says, and that nothing of a workshop is in what is released."""

import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests import layers

ROOT = Path(__file__).parent.parent
TOP_LEVEL = frozenset(
    {
        *("app", "ui", "resources", "reports", "tests", ".ci", ".gitignore"),
        *("build.spec", "pyproject.toml", "requirements.lock", "Makefile", "README.md", "CHANGELOG.md"),
    }
)
# Written in pieces, so that this file does not find itself.
PLACES = ["wor" + "k", "roo" + "t", "ho" + "me", "tm" + "p", "op" + "t", "User" + "s", "mn" + "t"]
HOSTS = ["py" + r"pi\b", "python" + "hosted", "npm" + "js", r"\bregistry" + r"\.[a-z]", "yarn" + "pkg", "js" + "delivr", "un" + r"pkg\."]
SWITCHES = ["--extra-" + "index", "--index" + "-url=?[^)]*://", "find" + "-links"]
# One entry: a version, perhaps a marker, then hashes and nothing else.
ENTRY = re.compile(r"[\w.-]+==[\w.]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")


def plain(name: str) -> str:
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def files() -> list[Path]:
    """Every file of the project, without what .gitignore leaves out; git itself need not be there."""
    patterns = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]

    def left_out(entry: Path) -> bool:
        names = (entry.name, f"/{entry.name}") if entry.parent == ROOT else (entry.name,)
        return entry.name == ".git" or any(fnmatch(name, pattern) for name in names for pattern in patterns)

    def walk(folder: Path) -> Iterator[Path]:
        for entry in sorted(folder.iterdir()):
            if left_out(entry):
                continue
            if entry.is_dir() and not entry.is_symlink():
                yield from walk(entry)
            else:
                yield entry

    return list(walk(ROOT))


def lines_with(*patterns: str) -> list[str]:
    """Lines of the project's text files in which one of the patterns is found, as `file:line: words`."""
    wanted = re.compile("|".join(patterns), re.IGNORECASE)
    found = []
    for file in files():
        content = file.read_bytes()
        if b"\0" in content or not wanted.search(text := content.decode("utf-8", errors="replace")):
            continue
        lines = enumerate(text.splitlines(), 1)
        found += [f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}" for number, line in lines if wanted.search(line)]
    return found


def lock_text() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared(project: dict[str, Any]) -> set[str]:
    return {plain(re.split(r"[^\w.-]", line)[0]) for line in project["project"]["dependencies"]}


def locked() -> dict[str, set[str]]:
    """Distribution to the versions the lock has of it (more than one where a marker tells them apart)."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock_text(), re.MULTILINE):
        versions.setdefault(plain(name), set()).add(version)
    return versions


def test_the_top_level_holds_what_was_agreed_and_nothing_else() -> None:
    assert {file.relative_to(ROOT).parts[0] for file in files()} - TOP_LEVEL == set()


def test_no_file_speaks_of_a_place_on_one_machine() -> None:
    assert lines_with(rf"(?<![\w.}})~*/:-])/({'|'.join(PLACES)})/\w", rf"\b[a-z]:\\({PLACES[5]})\b") == []


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(*HOSTS, *SWITCHES) == []


def test_the_lock_names_versions_and_hashes_and_no_place() -> None:
    entries = re.findall(r"^[A-Za-z0-9].*(?:\n    --hash.*)*", lock_text(), re.MULTILINE)
    assert len(entries) > 30
    assert [entry.splitlines()[0] for entry in entries if not ENTRY.fullmatch(entry)] == []
    assert [line for line in lock_text().splitlines() if "://" in line or line.startswith(("-", "./", "/", "file:"))] == []
    assert not (ROOT / "uv.lock").exists()


@pytest.mark.parametrize("entry", ["a==1", "a==1 \\\n    --hash=md5:0", "a @ file:///a.whl", "a>=1 \\\n    --hash=sha256:" + "0" * 64])
def test_a_lock_entry_without_version_or_hash_is_found(entry: str) -> None:
    assert not ENTRY.fullmatch(entry)
    assert ENTRY.fullmatch("a==1 ; python_version < '3.14' \\\n    --hash=sha256:" + "0" * 64)


def test_every_part_from_outside_is_declared_and_locked(project: dict[str, Any]) -> None:
    imports = {i.target.partition(".")[0] for m in layers.read(ROOT).values() for i in m.imports if not layers.zone(i.target)}
    owners = packages_distributions()
    used = {plain(owners[part][0]) for part in imports if part in owners} - {"shiboken6"}
    assert used - declared(project) == set()
    assert declared(project) - set(locked()) == set()


def test_the_version_is_said_once_and_the_changes_tell_of_it(project: dict[str, Any]) -> None:
    version = project["project"]["version"]
    assert f'__version__ = "{version}"' in (ROOT / "app" / "__init__.py").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_what_is_shipped_is_listed_with_version_and_licence(project: dict[str, Any]) -> None:
    table = (ROOT / "resources" / "licences" / "THIRD-PARTY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| `([^`]+)` \|$", table, re.MULTILINE)
    listed = {plain(name): set(versions.strip().split(", ")) for name, versions, *_ in rows}
    assert declared(project) - set(listed) == set()
    assert {name: versions for name, versions in listed.items() if name in locked() and versions != locked()[name]} == {}
    texts = [name for *_, name in rows]
    assert [name for name in texts if not (ROOT / "resources" / "licences" / name).is_file()] == []
