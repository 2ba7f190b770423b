"""The mosaic audit: what gives a withheld name away, and what does not."""

from __future__ import annotations

import pytest

from generator.audit.audit import Finding, audit, withheld_names
from generator.audit.candidate_names import Candidates, names_in
from generator.audit.edition_lines import AuditCable, AuditLine, shown_cable
from generator.audit.evidence import Signal
from generator.editions.near_tokens import runs
from generator.execution.result_cache import CachedRunner
from generator.model import CuratedGlossary, Mrn, Source
from generator.pipeline.editors_view import audit_edition
from tests.cables import cable_text
from tests.editions import PUBLIC, rules

NOTICE = "[withheld: name, security, rule r]"
RULE = "rules: [{id: r, reason: security, note: x, names: [Ada Specimen]}]"

CROWD = (
    "On Tuesday Bo Example visited the harbour with Cy Quill, Dee Salter and Eve Pepper.",
    "Later Fay Mustard, Gus Vinegar, Hal Nutmeg and Ivy Clove discussed fishing quotas.",
)
"""Names of two words that stand in one cable each: candidates."""


def cable(mrn: str, *lines: str) -> AuditCable:
    """A cable with Ada Specimen withheld wherever the name stands in full."""
    return AuditCable(
        mrn=Mrn(mrn),
        lines=tuple(
            AuditLine(number=n, text=line, shown=line.replace("Ada Specimen", NOTICE))
            for n, line in enumerate(lines, 1)
        ),
    )


def finding(*cables: AuditCable, text: str = RULE) -> Finding:
    crowd = cable("08LIMA99", *CROWD)
    (found, *_) = audit(rules(text).rules, [*cables, crowd])
    return found


def signals(found: Finding) -> set[Signal]:
    return {one.signal for one in found.evidence if one.points > 0.5}


def test_without_evidence_all_names_score_alike() -> None:
    found = finding(cable("08LIMA1", "In the evening Ada Specimen arrived."))
    assert found.notices == 1
    assert found.rank >= 8
    assert not found.is_given_away(3)
    assert signals(found) == set()


def test_a_surname_with_the_same_words_around() -> None:
    found = finding(
        cable("08LIMA1", "The clinic is run by Ada Specimen since winter."),
        cable("08LIMA2", "The clinic is run by Specimen since winter."),
    )
    assert Signal.WORDS_AROUND in signals(found)
    assert (found.rank, found.is_given_away(3)) == (1, True)
    assert "08LIMA2" in found.evidence[0].detail


def test_the_same_words_around_another_name_speak_for_that_name() -> None:
    found = finding(
        cable("08LIMA1", "The clinic is run by Ada Specimen since winter."),
        cable("08LIMA2", "The clinic is run by Bo Example since winter."),
    )
    assert Signal.WORDS_AROUND not in signals(found)
    assert found.rank > 1


def test_a_name_beside_the_notice_does_not_share_its_own_words() -> None:
    found = finding(
        cable("08LIMA1", "In winter Mr. Specimen and Ada Specimen left the clinic."),
        cable("08LIMA2", "In spring nobody left the clinic."),
    )
    assert Signal.WORDS_AROUND not in signals(found)


def test_the_same_words_farther_from_a_name_are_not_its_own() -> None:
    found = finding(
        cable("08LIMA1", "The clinic is run by Ada Specimen since winter."),
        cable("08LIMA2", "The clinic is run by rather many people, also Specimen."),
    )
    assert Signal.WORDS_AROUND not in signals(found)


@pytest.mark.parametrize(
    ("notice", "name"),
    [
        ("We met shelter director Ada Specimen there.", "shelter director Specimen"),
        ("We met Ada Specimen, director of the shelter.", "Specimen, the shelter's director"),
        ("We met shelter director Ada Specimen there.", "Specimen, director of the shelter"),
    ],
)
def test_a_role_that_elsewhere_stands_with_the_surname(notice: str, name: str) -> None:
    found = finding(cable("08LIMA1", notice), cable("08LIMA2", f"Then {name}, spoke."))
    assert Signal.ROLE in signals(found)
    assert found.is_given_away(3)


def test_a_place_in_an_alphabetical_list() -> None:
    listed = ["Kim Alder", "Lou Birch", "Ada Specimen", "Max Tansy", "Ned Yarrow"]
    found = finding(cable("08LIMA1", f"Present were {', '.join(listed)}."))
    (alphabet,) = (one for one in found.evidence if one.signal is Signal.ALPHABET)
    assert "between “birch” and “tansy”" in alphabet.detail
    unordered = [listed[4], listed[0], listed[2], listed[3], listed[1]]
    found = finding(cable("08LIMA1", f"Present were {', '.join(unordered)}."))
    assert Signal.ALPHABET not in {one.signal for one in found.evidence}


def test_the_only_name_in_so_many_cables() -> None:
    found = finding(
        *(cable(f"08LIMA{n}", f"Evening {n}: Ada Specimen came late.") for n in range(1, 4))
    )
    assert Signal.COUNT in signals(found)


def test_the_blanks_of_a_column() -> None:
    rows = ["Bo Example     Lima", "Ada Specimen   Cuzco", "Cy Quill       Puno"]
    (column,) = (e for e in finding(cable("08LIMA1", *rows)).evidence if e.signal is Signal.COLUMN)
    assert column.detail.startswith("12 characters")
    found = finding(cable("08LIMA1", *rows[:2]))
    assert Signal.COLUMN not in {one.signal for one in found.evidence}, "one line is no column"
    even = AuditLine(number=2, text=rows[1], shown=f"{NOTICE} Cuzco")
    lines = cable("08LIMA1", *rows).lines
    found = finding(AuditCable(mrn=Mrn("08LIMA1"), lines=(lines[0], even, lines[2])))
    assert Signal.COLUMN not in {one.signal for one in found.evidence}


def test_the_length_of_a_broken_line() -> None:
    rows = [
        "The mission heard in the morning from the harbour office that",
        "the boats of Ada Specimen had not been seen since the twelfth",
        "of the month, and asked the ministry to send out a cutter now.",
    ]
    (line,) = (e for e in finding(cable("08LIMA1", *rows)).evidence if e.signal is Signal.LINE)
    assert line.detail.startswith("11 to 13 characters")


def test_a_name_without_a_notice() -> None:
    found = finding(cable("08LIMA1", "Nobody came."))
    assert (found.notices, found.score, found.is_given_away(3)) == (0, 0, False)


def test_a_notice_over_two_lines() -> None:
    continued = "[withheld: continued] came."
    lines = (
        AuditLine(number=1, text="Then Ada", shown=f"Then {NOTICE}"),
        AuditLine(number=2, text="Specimen came.", shown=continued),
    )
    (notice,) = shown_cable(0, AuditCable(mrn=Mrn("08LIMA1"), lines=lines)).notices
    assert notice.hidden == {"ada", "specimen"}
    assert notice.rules == {"r"}


def test_two_notices_on_a_line_stand_for_different_words() -> None:
    line = AuditLine(number=1, text="Ada Specimen met Bo Example.", shown=f"{NOTICE} met {NOTICE}.")
    notices = shown_cable(0, AuditCable(mrn=Mrn("08LIMA1"), lines=(line,))).notices
    assert [notice.hidden for notice in notices] == [{"ada", "specimen"}, {"bo", "example"}]


def test_passages_that_are_names() -> None:
    entry = "passages: [Casa Exemplar, the salt office, (52) 555, Guest@example.net]"
    (rule,) = rules(f"rules: [{{id: r, reason: security, note: x, {entry}}}]").rules
    assert withheld_names(rule) == ["Casa Exemplar"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday we met Ada de la Specimen in Lima.", ["monday", "ada de la specimen", "lima"]),
        ("Then Minister Ada Specimen spoke.", ["ada specimen"]),
        ("WE MET MINISTER SPECIMEN IN TOWN", ["specimen"]),
        ("The report says nothing.", []),
    ],
)
def test_names_in_a_text(text: str, expected: list[str]) -> None:
    (run,) = runs(text, [(0, len(text))], ())
    assert [" ".join(mention.name) for mention in names_in(run)] == expected


def test_shorter_forms_are_the_same_candidate() -> None:
    names = [("ada", "b", "specimen"), ("ada", "specimen"), ("specimen",), ("ada",), ("bo", "kim")]
    candidates = Candidates(names, [("ada", "b", "specimen")])
    assert candidates.full_name(("specimen",)) == ("ada", "b", "specimen")
    assert candidates.full_name(("ada", "specimen")) == ("ada", "b", "specimen")
    assert candidates.full_name(("ada",)) == ("ada",)
    assert candidates.full_name(("bo", "kim")) == ("bo", "kim")


def test_a_form_of_two_names_counts_for_the_withheld_one() -> None:
    names = [("ada", "specimen"), ("bo", "specimen"), ("cy", "quill"), ("dee", "quill")]
    candidates = Candidates([*names, ("specimen",), ("quill",)], [("ada", "specimen")])
    assert candidates.full_name(("specimen",)) == ("ada", "specimen")
    assert candidates.full_name(("quill",)) == ("quill",)


def test_the_edition_of_a_workspace() -> None:
    texts = {
        "08LIMA1": cable_text("08LIMA1", "The clinic is run by Ada Specimen since winter."),
        "08LIMA2": cable_text("08LIMA2", "The clinic is run by Specimen since winter.", *CROWD),
    }
    sources = [Source(name=f"{n}.txt", text=t, diagnostics=()) for n, t in texts.items()]
    (found,) = audit_edition(sources, CuratedGlossary(), rules(RULE), PUBLIC, CachedRunner())
    assert (found.rank, found.notices) == (1, 1)
    assert (
        found == audit_edition(sources, CuratedGlossary(), rules(RULE), PUBLIC, CachedRunner())[0]
    )
