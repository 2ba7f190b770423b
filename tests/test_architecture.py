"""The rules of ARCHITECTURE.md that can be checked: who may import whom, who touches files."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "generator"

LAYERS = [
    {"errors"},
    {"execution", "facts", "model"},
    {"parse", "resolve", "glossary", "indexes", "places", "citations", "demo", "quotations"},
    {"changes", "copies", "corrections", "organisations", "people"},
    {"editions"},
    {"curated", "render", "audit", "importing"},
    {"exports"},
    {"pipeline", "disk"},
    {"build", "release"},
    {"leak_check", "pdf", "site_reader"},
    {"incremental"},
    {"archiving", "search"},
    {"mkdocs_build"},
    {"commands", "plugin"},
    {"cli"},
    {"__main__"},
]
"""Lowest first. A room imports from lower layers and from itself; SAME names the exceptions."""

SAME = {("model", "execution")}
"""Pairs within one layer of which the first may import the second."""

EDGES = {
    "__init__", "__main__", "archiving.crate_metadata", "archiving.package_build", "cli",
    "commands", "disk", "execution", "facts", "incremental", "leak_check", "mkdocs_build", "pdf",
    "plugin", "release", "search.indexing", "search.pagefind_normalize",
    "site_reader.quotation_site", "site_reader.site_tables",
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

HARMLESS = {"io.StringIO", "io.BytesIO", "random.Random", "urllib.parse"}
"""What is a value although it comes from one of those modules: `Random` follows from its seed."""

FILES = sorted(ROOT.rglob("*.py"))


def dotted(path: Path) -> str:
    """The name by which a module is imported: `generator.model.cable`, `generator.model`."""
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
"""The syntax tree of each module by its dotted name."""


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(TREES[dotted(path)]):
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
    for node in ast.walk(TREES[dotted(path)]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input", "exec", "eval"}, path.name


def test_no_import_hides_in_a_function() -> None:
    for path in FILES:
        for node in ast.walk(TREES[dotted(path)]):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not inner, f"{path.name}: {node.name}"


def test_every_regular_expression_of_the_parser_is_named_in_patterns() -> None:
    """Small ones that only take a string apart may stand where they are used."""
    compiled = [
        path.name
        for path in (ROOT / "parse").glob("*.py")
        if not path.stem.endswith("pattern") and not path.stem.endswith("_patterns")
        for node in ast.walk(TREES[dotted(path)])
        if isinstance(node, ast.Attribute)
        and node.attr == "compile"
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
    ]
    assert set(compiled) <= {"rows.py", "blocks.py", "sections.py", "labels.py"}


def test_functions_are_short() -> None:
    for path in FILES:
        for node in ast.walk(TREES[dotted(path)]):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 60, f"{path.name}: {node.name} has {length} lines"


def test_modules_are_short() -> None:
    lengths = {dotted(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    long = {name: length for name, length in lengths.items() if length > 400}
    assert not long, f"part each by what its pieces are: {long}"


# --- Names and imports ------------------------------------------------------


def imported_at_run_time(module: str) -> set[str]:
    """The modules of `generator` that Python imports, directly, when it imports `module`.

    An import of `generator.model.cable` also imports the package `generator.model`, but for modules
    of that package itself.
    """
    names: set[str] = set()
    statements: list[ast.stmt] = list(TREES[module].body)
    while statements:
        node = statements.pop()
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names.update(name if name in TREES else node.module or "" for name in inner)
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            statements += node.orelse
        elif isinstance(node, ast.If | ast.Try | ast.With):
            statements += [s for s in ast.iter_child_nodes(node) if isinstance(s, ast.stmt)]
    packages = {name.rpartition(".")[0] for name in names}
    names |= {name for name in packages if not f"{module}.".startswith(f"{name}.")}
    return names & TREES.keys()


def test_no_modules_import_each_other() -> None:
    graph = {name: sorted(imported_at_run_time(name)) for name in TREES}
    done: set[str] = set()

    def visit(name: str, way: list[str]) -> None:
        cycle = " -> ".join([*way[way.index(name) :], name]) if name in way else ""
        assert not cycle, f"modules import each other: {cycle}; move what they share below both"
        if name not in done:
            for other in graph[name]:
                visit(other, [*way, name])
            done.add(name)

    for name in graph:
        visit(name, [])


def definitions() -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """All classes and functions, each with the dotted name of its module."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield module, node


def test_no_two_classes_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for module, node in definitions():
        if isinstance(node, ast.ClassDef):
            places.setdefault(node.name, []).append(module)
    twice = {name: modules for name, modules in places.items() if len(modules) > 1}
    assert not twice, f"give each class a name that says how it differs: {twice}"


def test_no_two_modules_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for path in FILES:
        if path.stem != "__init__":
            places.setdefault(path.stem, []).append(dotted(path))
    twice = {name: modules for name, modules in places.items() if len(modules) > 1}
    assert not twice, f"name each module after what it holds: {twice}"


def test_linters_demand_documentation() -> None:
    """Rules D1 of ruff: a docstring for each public module, class, function and method."""
    settings = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))
    lint = settings["tool"]["ruff"]["lint"]
    assert "D1" in lint["select"]
    ignored = {rule for rule in lint["ignore"] if rule.startswith("D")}
    assert ignored == {"D105", "D107"}, f"only __init__ and magic methods need none: {ignored}"
    exempt = [files for files, rules in lint["per-file-ignores"].items() if "D1" in str(rules)]
    assert exempt == ["tests/**"], f"only tests need no docstrings: {exempt}"
    silenced = [p.name for p in FILES if re.search(r"noqa: *D1", p.read_text(encoding="utf-8"))]
    assert not silenced, f"write the docstring instead of silencing the rule: {silenced}"


RETIRED_MODULES = {
    "making": "page_builder", "packing": "fast_pickle", "packs": "fast_pickle",
    "garbage": "gc_tuning", "shapes": "layout_key", "marks": "placeholders",
    "ledger": "build_record", "origin": "provenance", "spare": "previous_site",
    "lean": "prune_assets", "stable": "pagefind_normalize", "parting": "pagination",
    "runs": "merged_notices", "steps": "page_sequence", "pace": "highest_serials",
    "heads": "head_nouns", "asked": "lookups", "reads": "lookups",
}  # fmt: skip
RETIRED_CLASSES = {
    "Maker": "PageBuilder", "Made": "BuiltUnit", "Bench": "CachedRunner", "Memory": "ResultCache",
    "InTurn": "SerialExecutor", "Forked": "ForkPool", "Elsewhere": "RemoteExecutor",
    "Filed": "StoredCable", "Held": "CatalogueEntry", "Reading": "CableSummary",
    "Read": "ParsedSource", "Glossed": "CableTerms", "Noted": "TrackedMapping",
    "Asked": "LookupRecorder", "Frame": "PageShell", "Seen": "AuditedFile",
}  # fmt: skip
RETIRED_NAMES = {
    "publish": "build_edition", "parted": "paginate", "parting": "paginate",
    "told": "message, rendered or notice_text", "found": "matches, hits or diagnostics",
    "sign": "character", "short_form": "abbreviation", "short_forms": "abbreviations",
}  # fmt: skip
"""Names that said too little, each with a better one. The last are those of functions, variables,
parameters and fields."""


def test_retired_names_stay_retired() -> None:
    faults = [
        (path.stem, RETIRED_MODULES[path.stem], dotted(path))
        for path in [*FILES, *ROOT.rglob("*.csv")]
        if path.stem in RETIRED_MODULES
    ]
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            match node:
                case ast.ClassDef(name=name):
                    better = RETIRED_CLASSES.get(name.strip("_"))
                case ast.FunctionDef(name=name) | ast.arg(arg=name):
                    better = RETIRED_NAMES.get(name.strip("_"))
                case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                    better = RETIRED_NAMES.get(name.strip("_"))
                case _:
                    continue
            if better:
                faults.append((name, better, f"{module}:{node.lineno}"))
    lines = [f"{place}: {name}; say {better}" for name, better, place in sorted(set(faults))]
    assert not lines, "\n".join(["names that say too little:", *lines])


# --- The map ----------------------------------------------------------------

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
        folders = [f for name in rooms for f in (ROOT / name, *(ROOT / name).glob("*/"))]
        there = {name for folder in folders if folder.is_dir() for name in modules(folder)}
        elsewhere = modules(ROOT) | {"site", "templates"}
        named = set(re.findall(r"`([a-z]\w+)`", text)) if rooms else set()
        assert named <= there | elsewhere, f"{heading}: {sorted(named - there - elsewhere)}"


def test_the_map_is_read_in_ten_minutes() -> None:
    assert len(MAP.splitlines()) <= 250


def test_tests_named_in_documents_exist() -> None:
    for path in sorted((ROOT.parent / "docs").glob("*.md")):
        for name in re.findall(r"`(tests/[\w/]+\.py)`", path.read_text(encoding="utf-8")):
            assert (ROOT.parent / name).exists(), f"{path.name}: {name}"
