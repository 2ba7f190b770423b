"""If the program fails on a cable, the message names it, or the others are built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generator.build.page_builder
from generator.corrections import corrected_cable
from generator.disk import CURATED_REDACTIONS, Workspace
from generator.editions import stage
from generator.editions.edition_settings import PREDEFINED
from generator.errors import ReftelError, reporting_faults
from generator.execution.executors import Executor, ForkPool, SerialExecutor
from generator.mkdocs_build.site_build import write_pages
from generator.model import SiteInfo
from generator.pipeline import EditionBuild, connecting
from tests.site.building import invented

RULE = "rules: [{id: one, reason: security, note: x, passages: [Nothing is wrong]}]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three cables and a rule that matches all of them."""
    made = invented(tmp_path / "ws")
    (made.root / CURATED_REDACTIONS).write_text(RULE, encoding="utf-8")
    return made


def build(workspace: Workspace, workers: Executor | None = None) -> EditionBuild:
    info = SiteInfo(name="Cables", edition=PREDEFINED["public"])
    return write_pages(workspace, info, workers or SerialExecutor())


def fail(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, word: str) -> None:
    """Make a function fail if its first or last argument contains `word`, the cable's subject."""
    real: Callable[..., Any] = getattr(module, name)

    def failing(*given: Any, **named: Any) -> Any:
        told = (given[0], given[0] if module is connecting else given[-1], named)
        if word in repr(told):
            raise LookupError("Nothing is wrong")
        return real(*given, **named)

    monkeypatch.setattr(module, name, failing)


@pytest.mark.parametrize(
    ("module", "name", "subject"),
    [
        (generator.build.page_builder, "unit_pages", "pages of cable 08EXAMPLE98"),
        (generator.build.page_builder, "unit_files", "pages of cable 08EXAMPLE98"),
        (generator.build.page_builder, "unit_pieces", "pages of cable 08EXAMPLE98"),
        (connecting, "link_cable", "08EXAMPLE98.txt"),
        (stage, "source_cable", "08EXAMPLE98.txt"),
    ],
)
@pytest.mark.parametrize(
    "workers", [SerialExecutor(), ForkPool(2, min_items=2)], ids=["one", "two"]
)
def test_a_fault_names_the_cable_but_not_its_text(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    subject: str,
    workers: Executor,
) -> None:
    fail(monkeypatch, module, name, "08EXAMPLE98")
    with pytest.raises(ReftelError) as raised:
        build(workspace, workers)
    message = str(raised.value)
    assert message.startswith(f"{subject}: the program failed here (LookupError at test_program_")
    assert "Nothing" not in message
    monkeypatch.undo()
    assert len(build(workspace).corpus.cables) == 3


def test_a_file_on_which_the_parser_fails_is_tried_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, corrected_cable, "parse_cable", "08EXAMPLE98")
    made = build(workspace).corpus
    assert [found.code for _, found in made.diagnostics] == ["program-fault"]
    assert len(made.cables) == 2
    monkeypatch.undo()
    assert len(build(workspace).corpus.cables) == 3


def test_an_error_for_users_keeps_its_message() -> None:
    with pytest.raises(ReftelError, match=r"^as it is$"), reporting_faults("x"):
        raise ReftelError("as it is")
    with pytest.raises(MemoryError), reporting_faults("x"):
        raise MemoryError
