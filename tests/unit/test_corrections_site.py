"""Corrections in editions, pages and data."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.corrections import corrected_cable
from generator.curated.curated_corrections import read_corrections, with_corrections
from generator.errors import ReftelError
from generator.execution.result_cache import CachedRunner, ResultCache
from generator.model import (
    INTERNAL_EDITION,
    Cable,
    CuratedGlossary,
    Decisions,
    Detector,
    Edition,
    Source,
)
from generator.parse.source_edits import NO_EDITS, SourceEdits
from generator.parse.stages import parse_cable
from generator.pipeline import EditionBuild, build_edition
from tests.cables import cable_text
from tests.editions import PUBLIC, everything, leaks_in, rules

TEXT = cable_text(
    "08LIMA12",
    "One of us came.",
    "We met Ann Specimen there. Then Ann Specimen left.",
    "Three.",
    header="REF: A. STATE 15O188\nB. ANN SPECIMEN 4",
).replace("¶3.", "¶7.")
OTHER = cable_text("08LIMA13", "See 08 LIMA 12.", header="REF: LIMA 12")

HIDE = "rules: [{id: one, reason: security, kind: name, note: Why, names: [Ann Specimen, Bo Li]}]"


def entry(kind: str, **fields: object) -> str:
    lines = {"file": "08LIMA12.txt", "correct": kind, "was": "none", **fields}
    lines = {"reason": "A fault.", "source": "The copy.", **lines}
    return "  - {" + ", ".join(f"{key}: {json.dumps(text)}" for key, text in lines.items()) + "}\n"


def built(
    corrections: str,
    decisions: Decisions | None = None,
    edition: Edition = PUBLIC,
    runner: CachedRunner | None = None,
    text: str = TEXT,
) -> EditionBuild:
    texts = {"08LIMA12.txt": text, "08LIMA13.txt": OTHER}
    sources = [Source(name=name, text=text, diagnostics=()) for name, text in texts.items()]
    entries = read_corrections(f"corrections:\n{corrections}" if corrections else "", "c.yml")
    return build_edition(
        with_corrections(sources, entries),
        CuratedGlossary(),
        decisions or Decisions(),
        edition,
        runner=runner,
    )


# --- Withholding -------------------------------------------------------------------------------


def test_what_is_withheld_does_not_stand_in_a_correction() -> None:
    made = built(
        entry(
            "subject",
            was="An example",
            value="Visit of ANN SPECIMEN",
            reason="Bo Li says so.",
            source="A letter by Ann Specimen to Bo Li",
        )
        + entry("para", line=17, was="¶7.", value=3)
        + entry("reference", line=10, was="STATE 15O188", value="07STATE150188")
        + entry("reference", line=11, was="ANN SPECIMEN 4", value="07ANNSPECIMEN4"),
        rules(HIDE),
    )
    cable = made.corpus.cables[0].cable
    assert "ANN" not in (cable.header.subject or "")
    assert [c.kind.value for c in cable.corrections] == ["subject", "reference", "para"]
    assert cable.header.references[0].target == "07STATE150188"
    assert cable.header.references[1].target is None
    assert [para.number for para in cable.paras] == [1, 2, 3]
    assert leaks_in(made) == []
    texts = "".join(everything(made).values()).lower()
    assert "specimen" not in texts
    assert "bo li" not in texts
    assert made.redacted_files == {"08LIMA12.txt"}


def test_corrections_apply_to_the_same_places_of_a_redacted_source() -> None:
    made = built(
        entry("para", line=15, was="Then Ann", value=3)
        + entry("date", was="2008-06-01", value="2003-06-01"),
        rules(HIDE),
        text=TEXT.replace("STATE 15O188", "QUITO 4"),
    )
    cable = made.corpus.cables[0].cable
    assert [para.number for para in cable.paras] == [1, 2, 3, 7]
    assert cable.paras[2].text.startswith("Then [withheld: name")
    assert cable.header.references[0].target == "03QUITO4"


def test_a_correction_alone_may_hold_what_is_withheld() -> None:
    decisions = rules(HIDE.replace("Ann Specimen", "Jo Unheard"))
    made = built(entry("subject", was="An example", value="JO UNHEARD"), decisions)
    assert "unheard" not in "".join(everything(made).values()).lower()
    assert leaks_in(made) == []
    assert "JO UNHEARD" in str(
        built(entry("subject", was="An example", value="JO UNHEARD")).corpus.cables[0].cable
    )


def test_what_a_detector_withholds_from_a_cable_is_withheld_from_its_corrections() -> None:
    detecting = replace(PUBLIC, detectors=(Detector.EMAIL, Detector.TELEPHONE))
    made = built(
        entry("subject", was="An example", value="CALL 618 2000", reason="See jo@example.org"),
        edition=detecting,
        text=TEXT.replace("One of us came.", "Call +51 1 618 2000 or write to jo@example.org."),
    )
    texts = "".join(everything(made, detecting).values())
    assert "jo@example.org" not in texts
    assert leaks_in(made) == []


def test_a_correction_that_does_not_fit_is_not_quoted_where_something_is_withheld() -> None:
    wrong = entry("join", line=17, was="We met somebody secret")
    public, internal = built(wrong, rules(HIDE)), built(wrong, edition=INTERNAL_EDITION)
    assert "correction-stale" not in {d.code for _, d in public.corpus.diagnostics}
    (stale,) = [d for _, d in internal.corpus.diagnostics if d.code == "correction-stale"]
    assert "it expects 'We met somebody secret', but the line has other words" in stale.message
    assert stale.message.startswith("the correction of join on line 2 of")


def test_the_subject_that_was_corrected_in_a_withheld_cable_is_withheld_elsewhere() -> None:
    text = TEXT.replace("SUBJECT: An example", "SUBJECT: GARBLED SALT AND PEPPER TALKS")
    hide = "rules: [{id: one, reason: security, note: Why, cables: [08LIMA12]}]"
    made = built(
        entry("subject", was="GARBLED SALT AND PEPPER TALKS", value="RAPID SALT AND PEPPER TALKS"),
        rules(hide),
        text=text,
    )
    secrets = {" ".join(secret.words).lower() for secret in made.secrets}
    assert {"garbled salt and pepper talks", "rapid salt and pepper talks"} <= secrets


def test_rules_follow_numbers_that_are_corrected() -> None:
    hide = "rules: [{id: one, reason: security, note: Why, cables: [08LIMA12]}]"
    number = entry("number", was="08LIMA12", value="08LIMA14")
    with pytest.raises(ReftelError, match=r"names 08LIMA12, which .* corrects to 08LIMA14"):
        built(number, rules(hide))
    para = "rules: [{id: one, reason: security, note: Why, paras: [{para: 08LIMA12 ¶3"
    corrected = entry("para", line=17, was="¶7.", value=3)
    with pytest.raises(ReftelError, match=r"names a para of 08LIMA12, .* add 'begins'"):
        built(corrected, rules(f"{para}}}]}}]"))
    made = built(corrected, rules(f"{para}, begins: Three}}]}}]"))
    assert "Three." not in str(made.corpus.cables[0].cable)


# --- Pages and data ----------------------------------------------------------------------------


def test_pages_show_the_value_the_original_and_why() -> None:
    files = everything(
        built(
            entry("date", was="2008-06-01", value="2008-06-02", reason="A *star*|<b>")
            + entry("reference", line=10, was="STATE 15O188", value="07STATE150188")
            + entry("para", line=17, was="¶7.", value=3)
        )
    )
    front = files["cables/08LIMA12/index.md"]
    assert (
        '| Date | 2008-06-02 <span class="rt-derived">[corrected](source.md#corrections)' in front
    )
    assert "| Corrections | [3](source.md#corrections) |" in front
    assert "not held in this collection; corrected" in front
    source = files["cables/08LIMA12/source.md"]
    assert "## Corrections {: #corrections }" in source
    assert "<del>2008-06-01</del> | <ins>2008-06-02</ins>" in source
    assert "<b>" not in source
    assert (
        "| Number of the paragraph | [17](#L17) | <del>7</del> | <ins>3</ins> | A fault" in source
    )
    assert "· 1 correction" in files["cables/08LIMA12/full.md"]
    assert "orrection" not in files["cables/08LIMA13/source.md"]


def test_data_have_the_corrections() -> None:
    files = everything(built(entry("subject", was="An example", value="SALT")))
    (row,) = map(json.loads, files["exports/corrections.jsonl"].splitlines())
    assert row == {
        "mrn": "08LIMA12",
        "position": 1,
        "kind": "subject",
        "line": None,
        "before": "An example",
        "after": "SALT",
        "reason": "A fault.",
        "source": "The copy.",
    }
    document = json.loads(files["cables/08LIMA12/cable.json"])
    assert document["corrections"] == [
        {k: v for k, v in row.items() if k not in ("mrn", "position")}
    ]
    assert document["header"]["subject"] == "SALT"


def test_a_changed_correction_parses_its_own_cable_again(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str | None] = []

    def counted(text: str, *, name: str | None = None, edits: SourceEdits = NO_EDITS) -> Cable:
        names.append(name)
        return parse_cable(text, name=name, edits=edits)

    monkeypatch.setattr(corrected_cable, "parse_cable", counted)
    runner = CachedRunner(cache=ResultCache())
    first = entry("subject", was="An example", value="SALT")
    for corrections, parsed in (
        (first, {"08LIMA12", "08LIMA13"}),
        (f"\n\n{first}", set()),
        (first.replace("SALT", "PEPPER"), {"08LIMA12"}),
        ("", {"08LIMA12"}),
    ):
        names.clear()
        built(corrections, runner=runner)
        assert set(names) == parsed
