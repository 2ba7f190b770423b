"""Files planted in `.reftel` run no code and change nothing."""

from __future__ import annotations

import os
import pickle
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator import parse_cable
from generator.disk import PageStamp, Workspace, new_workspace
from generator.disk.state_folder import folder_token, make_state_folder, replace_atomically
from generator.editions.edition_settings import PREDEFINED
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.execution.result_cache import CachedRunner, ResultCache, digest
from generator.execution.safe_unpickle import unpickle
from generator.incremental.build_record import BuildRecord, _head, read_record, write_record
from generator.mkdocs_build.site_build import write_pages
from generator.model import SiteInfo
from generator.model.cable import Cable, Fate
from generator.model.corpus import StoredCable
from tests.cases import FIXTURES


class Program:
    """Pickled data that would run a program, which creates a file."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch '{self.trace}'",)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[bytes]:
    """Pickled data that would run a program; checks afterwards that it did not."""
    trace = tmp_path / "trace"
    packed = pickle.dumps(Program(trace))
    yield packed
    assert not trace.exists()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "workspace")
    new_workspace(workspace.root)
    text = (FIXTURES / "sound.txt").read_text("utf-8")
    (workspace.cables / "08EXAMPLE99.txt").write_text(text, encoding="utf-8")
    return workspace


def build(workspace: Workspace) -> None:
    write_pages(workspace, SiteInfo(name="Cables", edition=PREDEFINED["public"]), SerialExecutor())


def plant_results(workspace: Workspace, program: bytes) -> None:
    """Replace every cached result."""
    record = read_record(workspace)
    results = ResultCache()
    assert record.results._previous
    for key in record.results._previous:
        results.store(key, program)
    record.results = results
    write_record(workspace, record)


def plant_units(workspace: Workspace, program: bytes) -> None:
    """Replace the cached results that contain a `UnitRecord`."""
    record = read_record(workspace)
    results = ResultCache()
    for key, result in record.results._previous.items():
        results.store(key, program if b"UnitRecord" in bytes(result) else bytes(result))
    record.results = results
    write_record(workspace, record)


@pytest.mark.parametrize("plant", [plant_results, plant_units])
def test_a_program_planted_in_the_state_does_not_run(
    plant: Callable[[Workspace, bytes], None], workspace: Workspace, program: bytes
) -> None:
    build(workspace)
    plant(workspace, program)
    with pytest.raises(ReftelError, match=r"system is not allowed.*remove the folder"):
        build(workspace)


def test_a_program_planted_in_the_tables_does_not_run(workspace: Workspace, program: bytes) -> None:
    """The header is valid, but the rest is not CBOR, so the record is not used."""
    body = [len(program).to_bytes(8, "little"), program]
    head = _head(make_state_folder(workspace), body)
    replace_atomically(workspace.state / "record", head, *body)
    assert read_record(workspace).pages == {}
    build(workspace)


def test_a_program_planted_in_a_pickled_cable_does_not_run(program: bytes) -> None:
    filed = StoredCable(name="x", cable=parse_cable("", name="08EXAMPLE1"))
    filed.__setstate__(("x", b"", None, (program, program, program)))
    for part in ("cable", "outline", "statistics"):
        with pytest.raises(ReftelError, match="system is not allowed"):
            getattr(filed, part)


def test_a_program_planted_in_a_result_does_not_run(program: bytes) -> None:
    memory = ResultCache()
    bench = CachedRunner(cache=memory)
    key = digest("key")
    memory.store(digest(f"{_twice.__module__}.{_twice.__qualname__}", key), program)
    with pytest.raises(ReftelError, match="system is not allowed"):
        list(bench.map(_twice, None, [1], lambda item: key))


def _twice(context: None, item: int) -> int:
    return 2 * item


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("posix", "system"),
        ("builtins", "eval"),
        ("builtins", "object"),
        ("subprocess", "Popen"),
        ("pathlib", "Path"),
        ("generator.cli", "main"),
        ("generator.disk.state_folder", "os"),
        ("generator.disk.state_folder", "replace_atomically"),
        ("generator.execution.result_cache", "ResultCache"),
        ("generator.execution.safe_unpickle", "unpickle"),
        ("generator.execution.safe_unpickle", "_ValueUnpickler"),
        ("generator.parse.pattern", "Pattern"),
        ("generator.model.source_text", "SourceText"),
        ("generator.build.page_builder", "PageBuilder"),
        ("generator.model", "Cable"),
        ("generator.model.cable", "Cable.__init__"),
        ("generator.model.cable", "Cable.__class__"),
        ("generator.nowhere", "Cable"),
        ("generatorx", "Cable"),
    ],
)
def test_names_that_are_not_data_types_are_refused(module: str, name: str) -> None:
    data = b"\x80\x04" + b"".join(
        b"\x8c" + bytes([len(part)]) + part.encode() for part in (module, name)
    )
    with pytest.raises(ReftelError, match=r"\.reftel"):
        unpickle(data + b"\x93.")


@pytest.mark.parametrize(
    "shared",
    [
        b"cgenerator.model.cable\nFate\n",
        b"cgenerator.model.cable\nFate\n(S'text'\ntR",
        b"cgenerator.model.cable\nCable\n",
        b"cgenerator.model.cable\nPara\n",
        b"cgenerator.exports.pieces\nPiece\n",
        b"cgenerator.model.corpus\nFiled\n",
        b"cbuiltins\ngetattr\n",
        b"ccollections\nCounter\n",
        b"cdatetime\ndate\n",
        b"cbuiltins\nfrozenset\n",
    ],
)
@pytest.mark.parametrize("state", [b"(N(dS'planted'\nI1\nst", b"(dS'planted'\nI1\ns"])
def test_shared_objects_cannot_be_changed(shared: bytes, state: bytes) -> None:
    """The data sets attributes of a class or of an enumeration member."""
    assert Fate("text")
    with pytest.raises(ReftelError, match=r"\.reftel"):
        unpickle(shared + state + b"b.")
    assert not hasattr(Fate("text"), "planted")
    assert not hasattr(Cable, "planted")


def test_values_are_restored_unchanged() -> None:
    cable = parse_cable((FIXTURES / "sound.txt").read_text("utf-8"))
    for value in (
        cable,
        tuple(Fate),
        [Counter("aab"), {1, 2}, frozenset({3}), {"a": (None, True, 1.5, b"x")}],
        [date(2008, 3, 11), datetime(2008, 3, 11, 22, 19, tzinfo=UTC)],
        {"index.md": PageStamp(b"x" * 16, 3, 4)},
    ):
        for protocol in range(4, pickle.HIGHEST_PROTOCOL + 1):
            assert unpickle(pickle.dumps(value, protocol)) == value


def test_an_enumeration_member_may_be_pickled_by_name() -> None:
    """As in Python 3.11.0 to 3.11.3; no other attribute may be looked up."""
    named = b"cbuiltins\ngetattr\n(cgenerator.model.cable\n%s\nS'%s'\ntR."
    assert unpickle(named % (b"Fate", Fate("text").name.encode())) is Fate("text")
    for of, name in ((b"Cable", b"__init__"), (b"Fate", b"__init__"), (b"Fate", b"mro")):
        with pytest.raises(ReftelError):
            unpickle(named % (of, name))


def test_damaged_data_is_an_error_with_advice() -> None:
    packed = pickle.dumps(parse_cable((FIXTURES / "sound.txt").read_text("utf-8")), 5)
    for end in range(0, len(packed), 97):
        with pytest.raises(ReftelError, match="remove the folder and build again"):
            unpickle(packed[:end])


def test_a_record_from_another_workspace_is_not_used(tmp_path: Path) -> None:
    made, brought = Workspace(tmp_path / "made"), Workspace(tmp_path / "brought")
    write_record(made, BuildRecord(pages={"index.md": PageStamp(b"x" * 16, 3, 4)}))
    shutil.copytree(made.root, brought.root)
    assert read_record(made).pages
    assert not read_record(brought).pages
    shutil.rmtree(made.root / ".reftel" / "public")
    shutil.copytree(brought.state, made.state)
    assert read_record(made).pages, "what was made here may be put back"


def test_a_folder_without_state_has_no_birthmark_to_be_known_by(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert folder_token(workspace) != folder_token(workspace)
    born = make_state_folder(workspace)
    assert make_state_folder(workspace) == folder_token(workspace) == born


def test_state_that_is_not_a_regular_file_is_not_read(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    make_state_folder(workspace)
    os.mkfifo(workspace.state / "record")
    assert not read_record(workspace).pages
