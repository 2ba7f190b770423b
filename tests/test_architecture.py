"""The rules of ARCHITECTURE.md that can be checked: who may import whom, who touches files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "generator"

LAYERS = [
    {"errors"},
    {"execution", "facts", "model"},
    {"parse", "resolve", "glossary", "indexes", "citations", "demo"},
    {"editions"},
    {"curated", "render", "audit"},
    {"exports"},
    {"pipeline", "disk"},
    {"build", "release"},
    {"leak_check", "pdf"},
    {"incremental"},
    {"search"},
    {"mkdocs_build"},
    {"commands", "plugin"},
    {"cli"},
    {"__main__"},
]
"""Lowest first. A room imports from lower layers and from itself; SAME names the exceptions."""

SAME = {("model", "execution")}
"""Pairs within one layer of which the first may import the second."""

EDGES = {
    "__init__", "__main__", "cli", "commands", "disk", "execution", "facts", "incremental",
    "leak_check",
    "mkdocs_build", "pdf", "plugin", "release", "search.indexing", "search.pagefind_normalize",
}  # fmt: skip
"""Rooms and modules that may touch files, the screen or the clock.

`facts` reads the package's own tables, `execution` starts processes and asks for those of others,
`__init__` of the package loads the parser on first use.
"""

FORBIDDEN = {
    "os", "sys", "io", "pathlib", "shutil", "tempfile", "subprocess", "socket", "time", "random",
    "locale", "logging", "urllib", "http", "importlib", "getpass", "platform",
}  # fmt: skip
"""Modules of the outside world."""

HARMLESS = {"io.StringIO", "io.BytesIO", "random.Random"}
"""What is a value although it comes from one of those modules: `Random` follows from its seed."""

FILES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            found.append(node.module or "")
            found.extend(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def layer(name: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(ROOT)) for p in FILES])
def test_imports_point_down(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "generator" or len(parts) < 2:
            continue
        other = parts[1]
        if other == own:
            continue
        assert layer(other) < layer(own) or (own, other) in SAME, f"{own} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(ROOT)) for p in FILES])
def test_only_the_edges_touch_the_outside(path: Path) -> None:
    if {room(path), ".".join(path.relative_to(ROOT).with_suffix("").parts)} & EDGES:
        return
    names = imports(path)
    harmless = HARMLESS & set(names)
    allowed = harmless | {name.partition(".")[0] for name in harmless}
    for name in names:
        outside = name.split(".")[0] in FORBIDDEN and name not in allowed
        assert not outside, f"{path.name} imports {name}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input", "exec", "eval"}, path.name


def test_no_import_hides_in_a_function() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not inner, f"{path.name}: {node.name}"


def test_every_regular_expression_of_the_parser_is_named_in_patterns() -> None:
    """Small ones that only take a string apart may stand where they are used."""
    compiled = [
        path.name
        for path in (ROOT / "parse").glob("*.py")
        if path.name != "patterns.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "compile"
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
    ]
    assert set(compiled) <= {"rows.py", "blocks.py", "sections.py", "labels.py"}


def test_functions_are_short() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 60, f"{path.name}: {node.name} has {length} lines"


MAP = (ROOT.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")


def modules(folder: Path) -> set[str]:
    """Names of the modules and folders within `folder`."""
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return files | {path.name for path in folder.iterdir() if (path / "__init__.py").exists()}


def test_the_map_lists_every_room() -> None:
    rooms = MAP[MAP.index("## Rooms") : MAP.index("### ")]
    assert set(re.findall(r"^\| `(\w+)` \|", rooms, re.M)) == modules(ROOT)
    assert {name for names in LAYERS for name in names} == modules(ROOT)


def test_the_map_names_every_module_of_the_parser() -> None:
    section = MAP[MAP.index("### `parse`") : MAP.index("### `editions`")]
    assert modules(ROOT / "parse") <= set(re.findall(r"`(\w+)`", section))


def test_modules_on_the_map_exist() -> None:
    for room_name, name in re.findall(r"`(\w+)/(\w+)`", MAP):
        if room_name in modules(ROOT):
            assert name in modules(ROOT / room_name) | {"data"}, f"{room_name}/{name}"
    for heading, text in re.findall(r"^### (.+?)\n(.+?)(?=^##)", MAP, re.M | re.S):
        rooms = [name for name in re.findall(r"`(\w+)`", heading) if name in modules(ROOT)]
        there = {name for room_name in rooms for name in modules(ROOT / room_name)}
        elsewhere = modules(ROOT) | {"site", "templates"}
        named = set(re.findall(r"`([a-z]\w+)`", text)) if rooms else set()
        assert named <= there | elsewhere, f"{heading}: {sorted(named - there - elsewhere)}"


def test_the_map_is_read_in_ten_minutes() -> None:
    assert len(MAP.splitlines()) <= 250


def test_tests_named_in_documents_exist() -> None:
    for path in sorted((ROOT.parent / "docs").glob("*.md")):
        for name in re.findall(r"`(tests/[\w/]+\.py)`", path.read_text(encoding="utf-8")):
            assert (ROOT.parent / name).exists(), f"{path.name}: {name}"
