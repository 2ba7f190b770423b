"""Files of content/cables that hold many cables: each is a source of its own, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import disk
from generator.build.workspace_build import read_corpus
from generator.cli import main
from generator.disk import Workspace, new_workspace
from generator.editions.edition_settings import PREDEFINED
from generator.execution.executors import SerialExecutor
from generator.execution.result_cache import CachedRunner, ResultCache
from generator.mkdocs_build.site_build import write_pages
from generator.model import (
    INTERNAL_EDITION,
    Corpus,
    CuratedGlossary,
    Decisions,
    SiteInfo,
    Source,
)
from generator.pipeline import build_edition, source_parsing
from generator.pipeline.parse_results import ParseResult
from generator.pipeline.source_parsing import ParseContext
from generator.release.provenance import read_provenance
from tests.cases import FIXTURES

BODY = """\
R 112219Z MAR 08
FM AMEMBASSY LIMA
TO SECSTATE WASHDC 0001
UNCLAS LIMA {number:06d}

E.O. 12958: N/A
TAGS: PREL, PE
SUBJECT: NUMBER {number}
REF: STATE 15O188

1. (U) The council met.

3. (U) A paragraph is missing.
DOE"""


def row(number: int, *, body: str = BODY) -> str:
    return f'08LIMA{number},2008-03-11,UNCLASSIFIED,"{body.format(number=number)}"\n'


TITLES = "number,date,classification,body\n"
TABLE = TITLES + row(12) + row(13) + row(14)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    new_workspace(tmp_path / "ws")
    workspace = Workspace(tmp_path / "ws")
    (workspace.cables / "sub").mkdir()
    (workspace.cables / "sub" / "08QUITO7.csv").write_text(TABLE, encoding="utf-8")
    (workspace.cables / "sound.txt").write_bytes((FIXTURES / "sound.txt").read_bytes())
    return workspace


def corpus_of(workspace: Workspace) -> Corpus:
    return read_corpus(workspace, SerialExecutor())


def places(corpus: Corpus, code: str) -> list[str]:
    return [corpus.place(name, d.line) for name, d in corpus.diagnostics if d.code == code]


def test_each_row_is_a_cable_with_its_own_number(workspace: Workspace) -> None:
    cables = {stored.mrn: stored.name for stored in corpus_of(workspace).cables}
    assert cables == {
        "08EXAMPLE99": "sound.txt",
        "08LIMA12": "sub/08QUITO7.csv#row 2",
        "08LIMA13": "sub/08QUITO7.csv#row 3",
        "08LIMA14": "sub/08QUITO7.csv#row 4",
    }


def test_the_name_of_the_file_is_no_number_of_its_rows(workspace: Workspace) -> None:
    body = "TAGS: PREL\nSUBJECT: A TEST\n\n1. (U) Text."
    table = TITLES + f',2008-03-11,UNCLASSIFIED,"UNCLAS\n{body}"\n' + row(13)
    (workspace.cables / "sub" / "08QUITO7.csv").write_text(table, encoding="utf-8")
    assert "08QUITO7" not in [stored.mrn for stored in corpus_of(workspace).cables]


def test_diagnostics_have_the_line_of_the_file_and_of_the_row(workspace: Workspace) -> None:
    corpus = corpus_of(workspace)
    wanted = [n for n, line in enumerate(TABLE.split("\n"), start=1) if line.startswith("3. (U)")]
    assert places(corpus, "number-gap") == [
        f"content/cables/sub/08QUITO7.csv:{line} (row {number}, line 14)"
        for number, line in zip((2, 3, 4), wanted, strict=True)
    ]
    assert places(corpus, "parts-left-out") == ["content/cables/sub/08QUITO7.csv"]
    result = CliRunner().invoke(main, ["-C", str(workspace.root), "check"])
    assert f"content/cables/sub/08QUITO7.csv:{wanted[1]} (row 3, line 14): warning" in result.output
    assert "- file: sub/08QUITO7.csv#row 3\n" in result.output


def test_a_correction_names_the_row(workspace: Workspace) -> None:
    entry = (
        "corrections:\n  - file: 'sub/08QUITO7.csv#row 3'\n    correct: reference\n    line: 10\n"
        "    was: STATE 15O188\n    value: 07STATE150188\n    reason: a\n    source: b\n"
    )
    (workspace.root / "content" / "curated" / "corrections.yml").write_text(entry, "utf-8")
    corpus = corpus_of(workspace)
    targets = {str(s.mrn): [r.target for r in s.cable.header.references] for s in corpus.cables}
    assert targets["08LIMA13"] == ["07STATE150188"]
    assert targets["08LIMA12"] != ["07STATE150188"]
    assert not [d for _, d in corpus.diagnostics if d.code.startswith("correction-")]


def test_other_rows_keep_their_results_when_one_changes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ResultCache()
    parsed: list[str] = []
    parse = source_parsing._parse_text

    def record(context: ParseContext, source: Source, text: str) -> ParseResult:
        parsed.append(source.name)
        return parse(context, source, text)

    monkeypatch.setattr(source_parsing, "_parse_text", record)

    def build() -> Corpus:
        sources = disk.read_sources(workspace, disk.source_files(workspace))
        runner = CachedRunner(SerialExecutor(), cache)
        return build_edition(
            sources, CuratedGlossary(), Decisions(), INTERNAL_EDITION, runner=runner
        ).corpus

    build()
    assert len(parsed) == 4
    longer = TITLES + row(12, body=BODY + "\n\n4. (U) More.") + row(13) + row(14)
    (workspace.cables / "sub" / "08QUITO7.csv").write_text(longer, encoding="utf-8")
    corpus = build()
    assert parsed[4:] == ["sub/08QUITO7.csv#row 2"]
    assert places(corpus, "number-gap")[1].startswith("content/cables/sub/08QUITO7.csv:30 (row 3")


def test_a_file_has_a_hash_only_if_all_of_it_is_shown(workspace: Workspace) -> None:
    name = "content/cables/sub/08QUITO7.csv"
    rules = "rules:\n  - id: a\n    reason: security\n    note: b\n    cables: [08LIMA13]\n"
    (workspace.root / "content" / "curated" / "redactions.yml").write_text(rules, "utf-8")
    for edition, is_whole in (("internal", True), ("public", False)):
        info = SiteInfo(name="Example", edition=PREDEFINED[edition])
        made = write_pages(workspace, info, SerialExecutor())
        inputs = {i.name: i for i in read_provenance(workspace, made, info.edition).inputs}
        assert (inputs[name].sha256 is not None) is is_whole


def test_a_file_with_one_telegram_keeps_its_name(workspace: Workspace) -> None:
    (workspace.cables / "sub" / "08QUITO7.csv").write_text(row(13), encoding="utf-8")
    assert [s.name for s in corpus_of(workspace).cables] == ["sound.txt", "sub/08QUITO7.csv"]


def test_the_source_page_shows_the_row(workspace: Workspace) -> None:
    write_pages(workspace, SiteInfo(name="Example"), SerialExecutor())
    page = (workspace.pages / "cables" / "08LIMA13" / "source.md").read_text("utf-8")
    assert "NUMBER 13" in page
    assert "NUMBER 12" not in page


def test_show_prints_every_cable_of_a_file(workspace: Workspace) -> None:
    path = workspace.cables / "sub" / "08QUITO7.csv"
    result = CliRunner().invoke(main, ["show", str(path)])
    assert result.exit_code == 0
    assert [result.output.count(f'"mrn": "08LIMA{n}",') for n in (12, 13, 14)] == [1, 1, 1]
