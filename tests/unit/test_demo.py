"""The demo's cables: reproducible, invented, and with every form of real cables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import parse_cable
from generator.cli import main
from generator.demo import grammar
from generator.demo.demo_cables import DemoCable, demo_cables
from generator.demo.demo_fields import NOTICE
from generator.demo.plans import plans
from generator.demo.posts import demo_posts
from generator.demo.story import Story
from generator.facts import post_aliases, tags
from generator.facts import posts as known_posts
from generator.model import Cable, CuratedGlossary, Source
from generator.pipeline import assemble
from tests.corpus.scoring import CORPUS, SAMPLE

COUNT = 400
LEAST_READ = 0.97
RUN = 8
"""Length of a run of words that two texts do not share by chance."""


@pytest.fixture(scope="module")
def demo() -> list[DemoCable]:
    return list(demo_cables(COUNT, seed=1))


@pytest.fixture(scope="module")
def parsed(demo: list[DemoCable]) -> list[Cable]:
    return [parse_cable(cable.text, name=cable.name) for cable in demo]


# --- Reproducible -----------------------------------------------------------------------


def test_the_same_seed_makes_the_same_cables(demo: list[DemoCable]) -> None:
    assert list(demo_cables(COUNT, seed=1)) == demo


def test_another_seed_makes_other_cables(demo: list[DemoCable]) -> None:
    others = {cable.text for cable in demo_cables(50, seed=2)}
    assert not others & {cable.text for cable in demo}


def test_a_larger_demo_begins_with_the_smaller_one(demo: list[DemoCable]) -> None:
    assert list(demo_cables(37, seed=1)) == demo[:37]


def test_every_cable_has_its_own_number(demo: list[DemoCable]) -> None:
    assert len({cable.name for cable in demo}) == COUNT


# --- What the parser makes of them -------------------------------------------------------


def test_the_text_gives_the_number_that_names_the_file(
    demo: list[DemoCable], parsed: list[Cable]
) -> None:
    wrong = [c.name for c, read in zip(demo, parsed, strict=True) if read.id != c.name]
    assert wrong == []


def test_the_parser_reads_the_numbers_of_nearly_all_undamaged_cables(
    demo: list[DemoCable], parsed: list[Cable]
) -> None:
    sound = [(c, read) for c, read in zip(demo, parsed, strict=True) if not c.damaged]
    wrong = [
        c.name for c, read in sound if tuple(p.number for p in read.paras if p.number) != c.numbers
    ]
    assert len(sound) > 0.9 * COUNT
    assert len(wrong) < (1 - LEAST_READ) * len(sound), wrong


def test_nearly_every_cable_has_paragraphs(parsed: list[Cable]) -> None:
    assert sum(not read.paras for read in parsed) < (1 - LEAST_READ) * COUNT


def test_about_half_of_the_references_are_to_cables_of_the_demo(demo: list[DemoCable]) -> None:
    sources = [Source(name=f"{c.name}.txt", text=c.text, diagnostics=()) for c in demo]
    corpus = assemble(sources, CuratedGlossary())
    held = {filed.cable.id for filed in corpus.cables}
    targets = [
        r.target for f in corpus.cables for r in f.cable.header.references if r.target is not None
    ]
    assert len(targets) > COUNT / 2
    assert 0.35 < sum(t in held for t in targets) / len(targets) < 0.7


# --- Invented ------------------------------------------------------------------------------


def test_every_cable_says_that_it_is_invented(demo: list[DemoCable], parsed: list[Cable]) -> None:
    assert all(NOTICE in cable.text for cable in demo)
    assert sum(NOTICE in read.header.passing for read in parsed) > 0.99 * COUNT


def _runs(cable: Cable) -> set[tuple[str, ...]]:
    """Runs of words of the text; headers of one form are alike."""
    words = re.findall(r"[a-z0-9]+", " ".join(p.text for p in cable.paras).lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@pytest.fixture(scope="module")
def invented(parsed: list[Cable]) -> set[tuple[str, ...]]:
    return set().union(*map(_runs, parsed))


def test_no_text_is_that_of_the_sample(invented: set[tuple[str, ...]]) -> None:
    sample = _runs(parse_cable(SAMPLE.read_text(encoding="utf-8")))
    assert sample
    assert not invented & sample


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no real cables beside the checkout")
def test_no_text_is_that_of_real_cables(invented: set[tuple[str, ...]]) -> None:
    files = sorted((CORPUS / "cables").glob("*.txt"))
    texts = {path.name: parse_cable(path.read_text(encoding="utf-8")) for path in files}
    shared = {name: invented & _runs(text) for name, text in texts.items()}
    assert files
    assert {name: runs for name, runs in shared.items() if runs} == {}


# --- Of every form -----------------------------------------------------------------------

FORMS = {
    "metadata with a header glued to the text": r"(?m)^.*[A-Z0-9]UNCLAS",
    "an extract without header": r"not available\.\S",
    "a header alone": r"\AVZCZC",
    "no header": r"\A(?:UNCLAS|C O N F|CONFIDENTIAL|S E C R E T|SECRET)",
    "a page line of the old form": r"\APAGE 01 ",
    "two copies with a database record between them": r"\n\d{4}-\d\d-\d\d ?\n",
    "no cables to repeat to": r"RUEHWEB ?\n ?\n",
    "UNCLAS": r"UNCLAS (?:SECTION|[A-Z])",
    "CONFIDENTIAL": r"C O N F I D E N T I A L",
    "SECRET": r"S E C R E T",
    "CLASSIFIED BY": r"(?i)CLASSIFIED BY: ",
    "SENSITIVE": r"\nSENSITIVE ?\n",
    "captions on one line": r"SENSITIVE, SIPDIS",
    "NOFORN": r"\nNOFORN ?\n",
    "a corrected copy": r"C O R R E C T E D  C O P Y",
    "sections": r"SECTION 01 OF \d\d ",
    "a page line of its own": r"\n[A-Z ]+ \d{8}  \d{3} OF \d{3} ?\n",
    "a page line with halves": r"\d{8}  \d{3}\.2 OF \d{3}",
    "a page line within a line": r"[a-z] [A-Z ]+ \d{8}  \d{3}(?:\.2)? OF \d{3} [a-z]",
    "TAGS with commas": r"TAGS: [A-Z]+, [A-Z]+",
    "TAGS without colon": r"TAGS [A-Z]{2,4}",
    "TAGS in small letters": r"Tags: [a-z]+",
    "TAGS as links": r"TAGS: \[[A-Z]+\]\(#\)",
    "TAGS behind the E.O.": r"N/A TAGS: ",
    "a person in TAGS": r"OVIP \([A-Z]+, ",
    "a subject over lines": r"SUBJECT: .+\n[A-Z][A-Z ,;:.'-]{4,}\n",
    "part one of two": r"\(PART 1 OF 2\)|PART ONE OF TWO",
    "part two of two": r"\(PART 2 OF 2\)|PART TWO OF TWO",
    "a single reference": r"\nREF: [A-Z ]+ \d+ ?\n",
    "lettered references": r"REF: A\. .+\n¶B\. ",
    "letters in brackets": r"REFS: \(A\)",
    "a letter doubled": r"B\. \(B\) ",
    "references on one line": r"A\) .+; B\) ",
    "a year in front": r"REF.* \d\d [A-Z][A-Z ]+ \d+",
    "a year behind": r"[A-Z]+ \d+ \(\d{4}\)",
    "an alias": r"SECSTATE \d+",
    "NOTAL": r"\(NOTAL\)",
    "an e-mail": r"E-?MAIL ",
    "a septel": r"(?i)septel",
    "a reference by its letter": r"\b[Rr]ef [A-Z]\b",
    "reftel": r"\breftels?\b",
    "a cable named in the text": r"[a-z( ]\d\d [A-Z][A-Z ]+ \d+[ ,.;)]",
    "a para named": r"\bpara \d+",
    "paras named": r"\bparas \d+ (?:and|through) \d+",
    "the paragraph mark": r"\n¶2\. ",
    "no mark, no blank": r"\n2\.\([A-Z]",
    "no mark": r"\n2\.  ?\([A-Z]",
    "the mark as a link": r"\n\[1\]\(#\)2\. ",
    "the mark as a digit": r"\n1[3-9]\. \([A-Z]+\) (?s:.+)\n\[1\]\(#\)",
    "a year that looks like a paragraph": r"\n¶(?:19|20)\d\d\. ",
    "a number that looks like a paragraph": r"[a-z] ?\n¶\d{1,2}\. [A-Z]",
    "an unnumbered text": r"\n\((?:U|SBU|C|S)\)  ?[A-Z]",
    "a nested list": r"\n¶1\. [^\n]+;",
    "a heading over dashes": r"\n[A-Z][^\n]{3,60}\n-{4,} ?\n",
    "a heading between dashes": r"\n-{4,} ?\n[A-Z][^\n]{3,60}\n-{4,} ?\n",
    "a rule parted by a blank": r"-{45} -{3,9}",
    "slashes": r"//COMMENT//",
    "SUMMARY": r"(?:SUMMARY[.:]|Summary[.:])",
    "END SUMMARY": r"(?i)end summary\.",
    "COMMENT": r"(?:COMMENT[.:]|Comment[.:])",
    "sub-paragraphs": r"\n¶A\. ",
    "two dashes": r"\n-- [A-Z0-9]",
    "one dash": r"\n- [A-Z0-9]",
    "asterisks": r"\n\* [A-Z0-9]",
    "numbers in brackets": r"\n\(1\) ",
    "letters with a bracket": r"\na\) ",
    "a table": r"\nDistrict +\d{4} +\d{4} +Change",
    "a table with rules": r"\n-{24} +-{6} ",
    "a questionnaire": r"QUESTION A[.:] ",
    "an answer": r"\nPOST RESPONSE: ",
    "a short questionnaire": r"Q1: ",
    "a quoted agreement": r"Begin text:(?s:.+)\n¶1\. (?s:.+)\nEnd text\.",
    "a signature": r"\n[A-Z]{6,} ?\n",
    "a signature in small letters": r"\n[A-Z][a-z]{5,} ?\n\Z",
    "a signature behind the last words": r"\. [A-Z]{6,} ?\n\Z",
    "closing links": r"Visit [\w ]+'s Classified Web Site",
    "struck-out names": r"X{12} [a-z]",
    "a struck-out paragraph": r"\) {1,2}X{12} ?\n",
    "accents kept": r"[áéíóúãçñ]",
    "accents lost to question marks": r"[A-Za-z]\?[a-z]+ ",
    "commas for apostrophes": r"[a-z],s ",
    "quotation marks doubled": r'""[A-Za-z]',
    "a stray caption": r"[a-z,] ?\n(?: ?\n)?SIPDIS ?\n(?: ?\n)?[a-z]",
    "a sentence cut by a blank line": r"[a-z] ?\n ?\n[a-z]{2,} ",
    "a copy that breaks off": r"\n\.\.\. ?\n\Z",
    "a section that is missing": r"\* Missing Section",
    "a name and its abbreviation": r"the [A-Z][\w ]+ \([A-Z]{2,7}\)",
    "an abbreviation and its name": r"\b[A-Z]{3,6} \([A-Z][a-z]+ [^)]+\)",
    "a foreign name and its abbreviation": r"(?:Instituto|Institut|Dire|Consejo) [^(]{5,60}\([A-Z]",
    "two names and the abbreviation": r"\([A-Z][\w ?]+ - [A-Z]{2,7}\)",
    "a later name": r"\([A-Z]{2,7}\), formerly\s+known\s+as [A-Z]",
    "a name in small letters": r"memorandum of\s+understanding\s+\(MOU\)",
    "a day with its year": r"[A-Z][a-z]+ \d{1,2}, (?:19|20)\d\d",
    "a day before its month": r" \d{1,2} [A-Z][a-z]{2,} (?:19|20)\d\d",
    "a range of days": r"[A-Z][a-z]+ \d{1,2}-\d{1,2}\b",
    "a short date": r" \d{1,2}/\d{1,2}/\d\d\b",
}
"""Traits of real cables, each with a pattern that shows it."""


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_real_cables_occurs(name: str, demo: list[DemoCable]) -> None:
    form = re.compile(FORMS[name])
    assert any(form.search(cable.text) for cable in demo)


def test_lengths_are_those_of_cables(demo: list[DemoCable]) -> None:
    sizes = sorted(len(cable.text) for cable in demo)
    assert sizes[0] < 1500
    assert 5000 < sum(sizes) / COUNT < 9000
    assert sizes[-1] > 30_000


def test_some_cables_have_one_paragraph_and_some_very_many(demo: list[DemoCable]) -> None:
    assert any(len(cable.numbers) == 1 for cable in demo)
    assert any(len(cable.numbers) >= 40 for cable in demo)


def test_most_cables_are_of_the_years_of_most_published_cables(parsed: list[Cable]) -> None:
    years = [read.header.date.year for read in parsed if read.header.date]
    assert min(years) < 1980
    assert sum(2003 <= year <= 2010 for year in years) > 0.7 * len(years)


# --- The grammar ---------------------------------------------------------------------------


def test_posts_and_tags_of_the_demo_are_known() -> None:
    for post in demo_posts():
        assert post.code in known_posts()
        assert post.tag in tags()
        assert post_aliases().get(post.code, post.code) == post.code
    for topic in grammar.topics():
        assert set(" ".join(grammar.word_list(topic, "tags")).split()) <= tags().keys()


def test_every_slot_of_the_grammar_can_be_filled() -> None:
    slots = {
        piece.name
        for phrases in grammar.phrases().values()
        for phrase in phrases
        for piece in phrase
        if not isinstance(piece, str)
    }
    story = Story(next(plans(seed=1)))
    assert [slot for slot in sorted(slots) if not story.fill(slot)] == []


def test_every_topic_has_every_list() -> None:
    lists = {name.partition(":")[2] for name in grammar.phrases() if ":" in name}
    for topic in grammar.topics():
        assert all(grammar.phrase_list(topic, name) for name in lists), topic


def test_every_domain_has_its_name_in_four_languages() -> None:
    for topic in grammar.topics():
        for domain in grammar.word_list(topic, "domain"):
            assert domain.count("|") == 3, domain


# --- The command ---------------------------------------------------------------------------


def test_the_command_makes_a_workspace_that_says_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    result = CliRunner().invoke(main, ["demo", str(folder), "--cables", "7", "--seed", "3"])
    assert result.exit_code == 0, result.output
    assert "7 invented cables" in result.output
    files = sorted((folder / "content" / "cables").glob("*.txt"))
    made = {f"{cable.name}.txt": cable.text for cable in demo_cables(7, seed=3)}
    assert {f.name: f.read_bytes().decode("utf-8") for f in files} == made
    assert "true: persons" in (folder / "README.md").read_text(encoding="utf-8")
    assert "site_name: Invented cables\n" in (folder / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_command_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["demo", str(tmp_path)])
    assert result.exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
