"""What an edition withholds is taken out of the model, and a notice stands in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.editions.edition_settings import PREDEFINED, edition_named, read_editions
from generator.editions.passages import Cause, Phrases, passages
from generator.editions.readings import as_received
from generator.errors import ReftelError
from generator.leak_check.text_leaks import LeakCheck
from generator.model import (
    CuratedGlossary,
    Decisions,
    Detector,
    Edition,
    Fate,
    Reason,
    RequestState,
    Source,
    WithheldCable,
)
from generator.model.source_text import SourceText
from generator.pipeline import build_edition
from generator.render.merged_notices import merged_notices
from tests.cables import cable_text
from tests.editions import PUBLIC, everything, paras, published, rules
from tests.linear_time import MOST, growth

NOTHING = Decisions()
SOME = Cause(rule="names", kind="name", reason=Reason.SOURCE)
NAME = """
rules:
  - id: names
    reason: protected source
    names: [Ada Sample Specimen]
    note: The source asked for it.
"""


def text_of(made: object, mrn: str = "08LIMA12", anchor: str = "p-1") -> str:
    return paras(made, mrn)[anchor].text  # type: ignore[arg-type]  # what `published` gives


def test_a_notice_tells_kind_reason_and_rule() -> None:
    text = cable_text("08LIMA12", "We met Ada Sample Specimen in Lima.")
    made = published(rules(NAME), c08LIMA12=text)
    told = "[withheld: name, protected source, rule names]"
    assert text_of(made) == f"We met {told} in Lima."
    (block,) = paras(made, "08LIMA12")["p-1"].blocks
    (notice,) = block.notices
    assert block.text[notice.start : notice.end] == told
    assert notice.withheld.words == 0


@pytest.mark.parametrize(
    "written",
    [
        "ADA SAMPLE SPECIMEN",
        "Ada  Sample\nSpecimen",
        "Specimen, Ada Sample",
        "Sample Specimen, Ada",
        "Ada Sample-Specimen",
        "Áda Sample Specimen",
    ],
)
def test_a_name_is_withheld_however_it_is_written(written: str) -> None:
    made = published(rules(NAME), c08LIMA12=cable_text("08LIMA12", f"We met {written} in Lima."))
    assert "pecimen" not in str(everything(made))
    assert text_of(made).startswith("We met [withheld: name")


@pytest.mark.parametrize("written", ["Ada Samples Specimen", "Ada Sample", "Nada Sample Specimen"])
def test_other_words_stay(written: str) -> None:
    made = published(rules(NAME), c08LIMA12=cable_text("08LIMA12", f"We met {written} in Lima."))
    assert text_of(made) == f"We met {written} in Lima."


def test_several_in_a_row_are_one() -> None:
    decisions = rules(
        NAME + "  - {id: posts, reason: security, passages: [the salt office], note: x}"
    )
    text = cable_text(
        "08LIMA12", "Ada Sample Specimen (the salt office), Ada Sample Specimen, spoke."
    )
    made = published(decisions, c08LIMA12=text)
    assert text_of(made) == (
        "[withheld: name, passage, protected source, security, rules names and posts], spoke."
    )


def test_brackets_of_a_number_go_with_it() -> None:
    text = cable_text("08LIMA12", "Call (52) (55) 5550-0142 (office) or +1 202-647-4000.")
    made = published(NOTHING, c08LIMA12=text.replace("TAGS: PREL", "TAGS: PREL MX"))
    assert text_of(made) == (
        "Call [withheld: telephone number, personal privacy, rule detector-telephone] "
        "(office) or [withheld: telephone number, personal privacy, rule detector-telephone]."
    )


def test_a_find_of_a_detector_is_withheld_in_its_cable_alone() -> None:
    """Behind a word that announces it a number is sure; elsewhere in the cable it is the same."""
    first = cable_text("08LIMA12", "Tel. 202-647-4000 is the desk's.", "Dial 202 647 4000.")
    second = cable_text("08LIMA13", "Lot 202 647 4000 was sold.")
    made = published(NOTHING, c08LIMA12=first, c08LIMA13=second)
    pages = everything(made)
    shown = {path for path, text in pages.items() if "202 647 4000" in text}
    assert not {path for path in shown if "08LIMA12" in path}
    assert text_of(made, "08LIMA13") == "Lot 202 647 4000 was sold."


def test_editors_are_told_before_detectors() -> None:
    decisions = rules(
        "rules: [{id: desk, reason: security, kind: desk, passages: ['+1 202-647-4000'], note: x}]"
    )
    made = published(decisions, c08LIMA12=cable_text("08LIMA12", "Call +1 202-647-4000."))
    assert text_of(made) == "Call [withheld: desk, security, rule desk]."


def test_the_source_keeps_its_lines() -> None:
    text = cable_text("08LIMA12", "We met Ada\nSample Specimen in\nLima.")
    (item,) = published(rules(NAME), c08LIMA12=text).corpus.cables
    assert len(item.cable.lines) == len(text.splitlines())
    lines = [line.text for line in item.cable.lines]
    at = lines.index("[withheld: continued] in")
    assert lines[at - 1].endswith("We met [withheld: name, protected source, rule names]")
    assert lines[at + 1] == "Lima."


def test_spans_lead_to_the_same_words_in_the_lines_of_the_edition() -> None:
    text = cable_text("08LIMA12", "We met Ada Sample Specimen.", "Then we\nleft.")
    (item,) = published(rules(NAME), c08LIMA12=text).corpus.cables
    source = "\n".join(line.text for line in item.cable.lines)
    second = item.cable.paras[1]
    assert source[second.span.start : second.span.end].endswith("Then we\nleft.")
    first = item.cable.paras[0]
    assert source[first.span.start : first.span.end].endswith("rule names].")


def test_a_passage_cut_by_a_page_line_leaves_the_source_too() -> None:
    """The words stand in no line of the source together: the para's lines are withheld."""
    body = "We met Ada Sample\n\nLIMA 00000012  002 OF 002\n\nSpecimen and others."
    text = cable_text("08LIMA12", body).replace("UNCLAS LIMA", "UNCLAS SECTION 01 OF 02 LIMA")
    made = published(rules(NAME), c08LIMA12=text)
    assert "Ada" not in str(everything(made))
    assert "pecimen" not in str(everything(made))
    assert "002 OF 002" in str(everything(made))


def test_a_repair_tells_no_piece_of_a_passage() -> None:
    body = "We met Ada Sample\n\nSpecimen, of June / \n\n"
    made = published(rules(NAME), c08LIMA12=cable_text("08LIMA12", f"{body}¶2007. And more."))
    assert "pecimen" not in str(everything(made))


WHOLE = """
rules:
  - id: talks
    reason: open investigation
    paras: [08LIMA12 ¶2, 08LIMA12 ¶3, 08LIMA12 ¶5]
    note: The talks are not over.
"""
LONG = "One two three four five six seven eight nine ten eleven words stand here in a row."


def test_whole_paras_keep_number_marking_and_address() -> None:
    texts = ["First.", LONG, "Third (ZZQ) of March 3, 2008, see para 1.", "Fourth.", "Fifth."]
    made = published(rules(WHOLE), c08LIMA12=cable_text("08LIMA12", *texts))
    second = paras(made, "08LIMA12")["p-2"]
    assert (second.number, second.marking) == (2, "U")
    assert second.text == "[withheld: para, open investigation, rule talks, about 20 words]"
    all_text = str(everything(made))
    assert "ZZQ" not in all_text
    assert "Third" not in all_text
    assert "Fifth" not in all_text
    assert "Fourth" in all_text
    assert made.corpus.indexes.events == ()


def test_paras_withheld_in_a_row_are_one_notice_with_every_address() -> None:
    made = published(rules(WHOLE), c08LIMA12=cable_text("08LIMA12", "a", "b", "c c", "d", "e"))
    found = list(merged_notices(list(paras(made, "08LIMA12").values())))
    assert [len(others) for _, others in found] == [0, 1, 0, 0]
    assert found[1][0].text == "[withheld: 2 paras, open investigation, rule talks]"
    page = everything(made)["cables/08LIMA12/full.md"]
    assert page.count(", rule talks") == 2
    for anchor in ("p-2", "p-3", "p-5"):
        assert f'id="{anchor}"' in page


def test_a_withheld_sentence_is_withheld_where_another_cable_quotes_it() -> None:
    second = cable_text("08LIMA13", f"It said: {LONG} So it said.")
    made = published(
        rules(WHOLE), c08LIMA12=cable_text("08LIMA12", "a", LONG, "c", "d", "e"), c08LIMA13=second
    )
    assert "eleven words" not in str(everything(made))
    assert text_of(made, "08LIMA13").startswith("It said: [withheld: passage")


def told_twice(whole: str) -> str:
    """A copy that holds the message of a cable twice."""
    message = whole[whole.index("UNCLAS") :]
    return (
        f"08LIMA12\nAN EXAMPLE\nWed Aug 27 00:00:00 +0200 2008\nUNCLASSIFIED\nEmbassy Lima\n"
        "This record is a partial extract of the original cable. The full text of the original "
        f"cable is not available.{message}\n10341\n\n2008-08-27\n\n08LIMA12\n\nEmbassy Lima\n\n"
        f"UNCLASSIFIED\n\n\n\n{message}"
    )


def test_an_earlier_copy_of_a_withheld_para_is_withheld() -> None:
    """Some copies hold the message twice; the first is shown in the source only."""
    whole = cable_text("08LIMA12", "a", LONG, "c", "d", "e")
    twice = told_twice(whole)
    made = published(rules(WHOLE), c08LIMA12=twice)
    fates = [line.fates for line in made.corpus.cables[0].cable.lines]
    assert any(Fate.SUPERSEDED in found for found in fates)
    assert "eleven words" not in str(everything(made))


def test_a_rule_for_a_para_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(ReftelError, match=r"talks.*p-5 of 08LIMA12"):
        published(rules(WHOLE), c08LIMA12=cable_text("08LIMA12", "a", "b", "c"))
    published(rules(WHOLE), c08LIMA13=cable_text("08LIMA13", "a"))


CABLE = "rules: [{id: whole, reason: security, cables: [08LIMA12], note: Not yet.}]"


def test_a_whole_cable_is_told_and_nothing_of_it_stays() -> None:
    secret = cable_text("08LIMA12", LONG, "On March 3, 2008, the ZZQ met.")
    citing = cable_text("08LIMA13", "See ref A.", header="REF: A. LIMA 12\nB. 07 STATE 1")
    made = published(rules(CABLE), c08LIMA12=secret, c08LIMA13=citing)
    assert [item.cable.id for item in made.corpus.cables] == ["08LIMA13"]
    outcomes = made.corpus.links["08LIMA13"].references  # type: ignore[index]  # an MRN
    assert outcomes[0] == WithheldCable(target="08LIMA12")  # type: ignore[arg-type]  # an MRN
    pages = everything(made)
    assert "ZZQ" not in str(pages)
    assert "eleven" not in str(pages)
    assert "08LIMA12" in pages["withheld/2008.md"]
    assert "withheld/2008.md#08LIMA12" in pages["cables/08LIMA13/index.md"]
    assert "08LIMA12" not in pages["references/wanted.csv"]
    assert "07STATE1" in pages["references/wanted.csv"]


def test_the_glossary_of_editors_is_no_way_around() -> None:
    decisions = rules("rules: [{id: ngo, reason: security, passages: [ZZQ, Salt Haven], note: x}]")
    from_editors = published(
        decisions,
        c08LIMA12=cable_text("08LIMA12", "The ZZQ and the Salt Haven (SH) met the SH."),
    )
    text = str(everything(from_editors))
    assert "zzq" not in text.casefold()
    assert "salt haven" not in text.casefold()


def test_the_table_of_the_program_is_no_way_around() -> None:
    name = "International Organization for Migration"
    made = published(
        rules(f"rules: [{{id: body, reason: security, passages: [{name}], note: x}}]"),
        c08LIMA12=cable_text("08LIMA12", f"Poloff met the {name} (IOM).", "The IOM has no view."),
    )
    assert name not in str(everything(made))
    assert [term.senses for term in made.corpus.terms if term.abbreviation == "IOM"] == [()]


def test_the_internal_edition_withholds_nothing() -> None:
    text = cable_text("08LIMA12", "We met Ada Sample Specimen, ada@example.org.")
    made = published(rules(NAME), PREDEFINED["internal"], c08LIMA12=text)
    assert text_of(made) == "We met Ada Sample Specimen, ada@example.org."
    assert (made.secrets, made.redacted_files) == ((), frozenset())
    assert published(rules(NAME), c08LIMA12=text).redacted_files == {"08LIMA12.txt"}


def test_what_is_withheld_is_counted() -> None:
    text = cable_text("08LIMA12", "Ada Sample Specimen met. Then Ada Sample Specimen left.")
    made = published(rules(NAME), c08LIMA12=text)
    names = made.corpus.tallies[0]
    assert (names.rule, names.passages, names.cables, names.words) == ("names", 2, 1, 0)
    assert "The source asked for it." in everything(made)["withheld/index.md"]


# --- Requests ------------------------------------------------------------------------------

ASKING = cable_text("08LIMA12", "We met him. Please protect the source.", "Fine.").replace(
    "SUBJECT", "NOFORN\n\nSUBJECT"
)


def states(extra: str = "") -> list[tuple[str, RequestState]]:
    made = published(
        rules(NAME + extra),
        PREDEFINED["internal"],
        c08LIMA12=cable_text("08LIMA12", "Please protect."),
    )
    return [(r.para, r.state) for r in made.corpus.requests]


def test_a_request_is_open_until_a_rule_or_an_editor_answers_it() -> None:
    assert states() == [("¶1", RequestState.OPEN)]
    answered = "    answers: [{cable: 08LIMA12, para: '1', words: please protect}]"
    assert states(answered) == [("¶1", RequestState.ANSWERED)]
    acknowledged = (
        "acknowledged: [{cable: 08LIMA12, para: '1', words: Please protect, by: us, why: known}]"
    )
    assert states(acknowledged) == [("¶1", RequestState.ACKNOWLEDGED)]


@pytest.mark.parametrize(
    "other",
    [
        "{cable: 08LIMA12, para: '2', words: protect}",
        "{cable: 08LIMA13, para: '1', words: protect}",
        "{cable: 08LIMA12, words: protect}",
        "{cable: 08LIMA12, para: '1', words: publish}",
    ],
)
def test_an_answer_to_another_request_is_none(other: str) -> None:
    assert states(f"    answers: [{other}]") == [("¶1", RequestState.OPEN)]


def test_the_list_of_requests_is_for_editors() -> None:
    text = cable_text("08LIMA12", "Please protect.")
    internal = PREDEFINED["internal"]
    shown = everything(published(NOTHING, internal, c08LIMA12=text), internal)
    assert "Please protect" in shown["requests/2008.md"]
    hidden = everything(published(NOTHING, c08LIMA12=text))
    assert not any(path.startswith("requests") for path in hidden)


# --- Settings ------------------------------------------------------------------------------


def test_settings_take_the_place_of_what_is_predefined() -> None:
    told = {
        "public": {"title": "Open", "detectors": ["email"], "rules": ["names"]},
        "partners": {"banner": "For partners", "folder": "out/partners"},
    }
    editions = read_editions(told)
    assert editions["public"] == replace(
        PUBLIC, title="Open", detectors=(Detector.EMAIL,), rules=("names",)
    )
    assert editions["partners"].rules is None
    assert editions["internal"] == PREDEFINED["internal"]
    assert not editions["internal"].withholds


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ([], "'editions' must have names"),
        ({"A b": {}}, "invalid edition name 'A b'"),
        ({"public": 3}, "edition 'public': expected settings"),
        ({"public": {"tittle": "x"}}, "unknown setting 'tittle': expected one of title"),
        ({"public": {"title": 3}}, "'title' must be a text"),
        ({"public": {"rules": "some"}}, "'rules' must be all, none, or a list"),
        ({"public": {"detectors": ["fax"]}}, "'detectors' must be a list of email, telephone"),
        ({"public": {"folder": "../out"}}, "'folder' must be a folder in"),
        ({"public": {"folder": "/out"}}, "'folder' must be a folder in"),
        ({"public": {"for_editors": "yes"}}, "'for_editors' must be true or false"),
    ],
)
def test_faults_in_the_settings_are_told(told: object, message: str) -> None:
    with pytest.raises(ReftelError, match=message):
        read_editions(told)


def test_an_edition_that_is_not_there_is_told() -> None:
    with pytest.raises(
        ReftelError, match=r"unknown edition 'secret': mkdocs.yml defines public, internal"
    ):
        edition_named(read_editions({}), "secret")


def test_an_edition_names_only_rules_that_are_there() -> None:
    edition = Edition(name="partners", rules=("names", "places"))
    with pytest.raises(ReftelError, match="'partners' names the rule 'places'"):
        published(rules(NAME), edition, c08LIMA12=cable_text("08LIMA12", "a"))


def test_no_form_of_the_names_is_left_anywhere() -> None:
    text = cable_text("08LIMA12", "Ada Sample Specimen (ASS) met ADA SAMPLE SPECIMEN of the ASS.")
    made = published(rules(NAME), c08LIMA12=text)
    check = LeakCheck(made.secrets)
    assert {path: check.leaks(f"{path}\n{text}") for path, text in everything(made).items()} == {
        path: [] for path in everything(made)
    }


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada O'Specimen", "Ada OSpecimen"),
        ("Ada Specimen", "Ada Speci-\nmen"),
        ("Ada Specimen", "Ada Speci\ufe0fmen"),
        ("Łada Specimeñ Kılıø", "LADA SPECIMEN KILIO"),
        ("Lada Specimen Kilio", "Łada Specimeñ Kılıø"),
    ],
)
def test_a_name_is_withheld_however_its_letters_are_parted_and_typed(
    name: str, written: str
) -> None:
    decisions = rules(f'rules: [{{id: n, reason: security, names: ["{name}"], note: x}}]')
    made = published(decisions, c08LIMA12=cable_text("08LIMA12", f"We met {written} in Lima."))
    assert text_of(made).startswith("We met [withheld: name")
    assert text_of(made).endswith("] in Lima.")
    assert "Speci" not in everything(made)["cables/08LIMA12/source.md"]


def test_a_few_letters_are_found_as_they_are_parted_only() -> None:
    decisions = rules("rules: [{id: n, reason: security, passages: [SIN, 555-1234], note: x}]")
    text = "It's in the 5,551,234 cases; SIN and 5551234 are not."
    made = published(decisions, c08LIMA12=cable_text("08LIMA12", text))
    assert text_of(made).startswith("It's in the 5,551,234 cases; [withheld: passage")
    assert "5551234" not in text_of(made)


@pytest.mark.parametrize("pattern", ["Speci", r"\d{2}\b", r"men\d", r"\bIDS"])
def test_a_pattern_that_fits_a_part_of_a_word_withholds_the_word(pattern: str) -> None:
    decisions = rules(f"rules: [{{id: n, reason: security, patterns: ['{pattern}'], note: x}}]")
    made = published(decisions, c08LIMA12=cable_text("08LIMA12", "We met IDSpecimen1234."))
    assert text_of(made) == "We met [withheld: passage, security, rule n]."


def test_a_pattern_that_fits_between_signs_withholds_nothing() -> None:
    decisions = rules(r"rules: [{id: n, reason: security, patterns: ['\b'], note: x}]")
    made = published(decisions, c08LIMA12=cable_text("08LIMA12", "We met."))
    assert text_of(made) == "We met."


@pytest.mark.parametrize(
    "header",
    [
        "REF: E-MAIL JDOE@EXAMPLE.ORG OF 3/3",
        "CLASSIFIED BY: DCM A Specimen, jdoe@example.org, REASON 1.4 (B)",
        "CLASSIFIED BY: DCM JDOE tel 202-647-4000, REASON 1.4 (B)",
    ],
)
def test_addresses_and_numbers_of_the_header_are_found(header: str) -> None:
    made = published(NOTHING, c08LIMA12=cable_text("08LIMA12", "a", header=header))
    found = str(everything(made)).casefold()
    assert "example.org" not in found
    assert "647-4000" not in found


def test_short_sentences_of_a_withheld_para_leave_an_earlier_copy_too() -> None:
    whole = cable_text("08LIMA12", "a", "Zork gave it.", "c")
    twice = told_twice(whole)
    decisions = rules("rules: [{id: p, reason: security, paras: [08LIMA12 ¶2], note: x}]")
    made = published(decisions, c08LIMA12=twice)
    (item,) = made.corpus.cables
    assert any(Fate.SUPERSEDED in line.fates for line in item.cable.lines)
    assert "Zork" not in str(everything(made))


@pytest.mark.parametrize("rule", ["paras: [08LIMA12 ¶3]", r"patterns: ['Zork \w+']"])
def test_a_second_copy_of_a_cable_tells_no_text(rule: str) -> None:
    """What was found in a file that was not built is told at the terminal."""
    decisions = rules(f"rules: [{{id: p, reason: security, {rule}, note: x}}]")
    first = cable_text("08LIMA12", "a", "b", "c")
    second = cable_text("08LIMA12", "Zork one").replace("¶1", "¶3")
    sources = [
        Source(name=name, text=text, diagnostics=())
        for name, text in (("08LIMA12.txt", first), ("copy.txt", second))
    ]
    made = build_edition(sources, CuratedGlossary(), decisions, PUBLIC)
    assert "Zork" not in str(made.corpus.diagnostics)
    assert "copy.txt" in str(made.corpus.diagnostics)
    shown = build_edition(sources, CuratedGlossary(), NOTHING, PREDEFINED["internal"])
    assert "Zork" in str(shown.corpus.diagnostics)


def test_the_banner_of_a_cable_stays_where_its_words_are_withheld() -> None:
    """UNCLASSIFIED is what the program makes of UNCLAS; it stands in no line of the source."""
    decisions = rules(
        "rules: [{id: p, reason: security, passages: [the unclassified group], note: x}]"
    )
    made = published(decisions, c08LIMA12=cable_text("08LIMA12", "We met the unclassified group."))
    assert made.corpus.cables[0].cable.header.classification == "UNCLASSIFIED"
    assert "the unclassified group" not in str(everything(made))


def test_a_short_subject_of_a_withheld_cable_is_no_secret_of_others() -> None:
    secret = cable_text("08LIMA13", "a").replace("An example", "VISIT")
    decisions = rules("rules: [{id: p, reason: security, cables: [08LIMA13], note: x}]")
    made = published(decisions, c08LIMA13=secret, c08LIMA12=cable_text("08LIMA12", "The visit."))
    assert text_of(made) == "The visit."


@pytest.mark.parametrize("kind", ["Big Unit (BGU)", "note of 2008", "[a](b)", "see 08LIMA13"])
def test_a_kind_is_plain_words(kind: str) -> None:
    """A notice stands in a cable's text: its dates, short forms and numbers would be read there."""
    with pytest.raises(ReftelError, match="invalid kind"):
        rules(f"rules: [{{id: p, reason: security, kind: '{kind}', passages: [abc], note: x}}]")


@pytest.mark.parametrize("piece", ["Ada Specimen met x y. ", "Ada Specimen, "])
def test_finding_takes_time_in_proportion_to_what_is_withheld(piece: str) -> None:
    """Notices apart and in a row."""
    phrases = Phrases({("ada", "specimen"): SOME})

    def search(text: str) -> None:
        list(passages(SourceText(text), phrases.matches(as_received(text))))

    assert growth(search, piece) < MOST


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (
            "We met Ada Sample Specime? there.",
            "We met [withheld: name, protected source, rule names]",
        ),
        ("Was it for Ada Sample Specime?", "Was it for Ada Sample Specime?"),
    ],
)
def test_a_question_mark_behind_a_name_is_a_lost_letter_where_the_sentence_goes_on(
    written: str, left: str
) -> None:
    made = published(rules(NAME), c08LIMA12=cable_text("08LIMA12", written))
    assert text_of(made).startswith(left)


FORM = """UNCLASSIFIED
TELEGRAM March 11, 2008

To: ALL DIPLOMATIC AND CONSULAR POSTS - ROUTINE
From: AMEMBASSY LIMA (LIMA 1234 - ROUTINE)
Subject: SALT

1. Ada Sample Specimen came.
"""


def test_a_rule_that_hides_the_number_is_named() -> None:
    post = "  - {id: post, reason: security, passages: [Lima], note: x}"
    with pytest.raises(
        ReftelError, match=r"the rule 'post' withholds part of the number 08LIMA1234"
    ):
        published(rules(NAME + post), c1=FORM)
