"""What pages look up is noted: a page is made anew where a look-up gives something else.

Every public name of `Site` is a look-up or stands in `NO_LOOKUPS`, so that a new one without a
test fails. Each is made in the sites of all `corpora`, which differ by one change each. Where its
result differs, the digest of something that it noted must differ too; and each must have another
result in some pair of sites, or nothing is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import permutations
from typing import Any

import pytest

from generator.making import Maker, Unit
from generator.memory import digest_of
from generator.model import (
    Anchor,
    Corpus,
    Curated,
    Decisions,
    Edition,
    Filed,
    GivenTerm,
    Mrn,
    Para,
    Place,
    Reason,
    Rule,
    Sense,
    SenseSource,
    SiteInfo,
    Source,
)
from generator.pipeline import publish
from generator.render.reads import Read
from generator.render.site import Site
from generator.render.units import units
from tests.cables import cable_text
from tests.editions import TEMPLATES

# --- Sites ---------------------------------------------------------------------------------------

INFO = SiteInfo(name="Example cables")

QUESTION = "QUESTION A. Does the country mine salt?\n\nPOST RESPONSE: Yes."
SENDER = (
    "The National Salt Institute (NSI) met on March 3, 2008. The NSI agreed, see para 2.",
    "See ref A, 08 LIMA 11 and para 1. The GDP grew, the ZZQ shrank.",
    QUESTION,
)
FILES = {
    "08LIMA12": cable_text("08LIMA12", *SENDER, header="REF: A. 07STATE150188"),
    "08LIMA11": cable_text("08LIMA11", "The NSI of Lima rose on May 5, 2008.", "As in 07 LIMA 9."),
    "07LIMA9": cable_text("07LIMA9", "One.", QUESTION, "The Blue Office (BLO) left the NSI."),
}


def corpus_of(
    files: Mapping[str, str],
    curated: Curated | None = None,
    decisions: Decisions | None = None,
    edition: Edition | None = None,
) -> Corpus:
    sources = [
        Source(name=f"{name}.txt", text=text, diagnostics=()) for name, text in files.items()
    ]
    shown = edition or Edition(name="public")
    return publish(sources, curated or Curated(), decisions or Decisions(), shown).corpus


def edited(name: str, before: str, after: str) -> Corpus:
    """The files with one change in one of them."""
    assert FILES[name].count(before) == 1, before
    return corpus_of({**FILES, name: FILES[name].replace(before, after)})


def given(short: str, meaning: str) -> Curated:
    sense = Sense(
        expansion=meaning,
        original=None,
        language=None,
        source=SenseSource.CURATED,
        passages=(),
        origin="An example",
        category="organisation",
    )
    return Curated(terms=(GivenTerm(short=short, sense=sense),))


def withheld(**of_rule: Any) -> Decisions:
    return Decisions(
        rules=(Rule(id="one", reason=Reason.PRIVACY, note="Why.", kind="word", **of_rule),)
    )


NEW = {"09QUITO5": cable_text("09QUITO5", "In 08 LIMA 12 the NSI.", "The Red Office (RDO) fell.")}


@cache
def corpora() -> Mapping[str, Corpus]:
    """Corpora by the change that tells each from the first."""
    return {
        "as it is": corpus_of(FILES),
        "a word": edited("08LIMA11", "rose", "fell"),
        "a word of an event": edited("08LIMA12", "met on", "danced on"),
        "a date": edited("08LIMA12", "March 3", "March 4"),
        "a subject": edited("08LIMA11", "SUBJECT: An example", "SUBJECT: An exemplary example"),
        "a reference": edited("08LIMA12", "07STATE150188", "07STATE150189"),
        "a cable that is cited": edited("08LIMA11", "07 LIMA 9", "07 LIMA 8"),
        "a para that is cited": edited("08LIMA12", "see para 2", "see para 3"),
        "a short form": edited("08LIMA12", "ZZQ", "ZZX"),
        "a definition": edited("07LIMA9", "Blue Office", "Bold Office"),
        "words before a definition": edited("07LIMA9", "The Blue Office", "Now the Blue Office"),
        "a question": edited("07LIMA9", "mine salt", "sell salt"),
        "a para more": edited("07LIMA9", "¶1. (U) One.", "¶1. (U) One.\n\nTwo.\n"),
        "a heading": edited(
            "08LIMA11", "¶2. (U) As", "Salt and Pepper\n---------------\n\n¶2. (U) As"
        ),
        "another number": edited("08LIMA11", "¶2. (U) As", "¶3. (U) As"),
        "a file that is renamed": corpus_of(
            {"x" if n == "07LIMA9" else n: FILES[n] for n in FILES}
        ),
        "a cable more": corpus_of({**FILES, **NEW}),
        "a cable less": corpus_of({name: FILES[name] for name in FILES if name != "07LIMA9"}),
        "a meaning": corpus_of(FILES, given("GDP", "Grand Depot of Pepper")),
        "another meaning": corpus_of(FILES, given("NSI", "Nordic Salt Institute")),
        "a word that is withheld": corpus_of(FILES, decisions=withheld(passages=("rose",))),
        "a para that is withheld": corpus_of(
            {**FILES, "07LIMA9": FILES["07LIMA9"].replace("One.", "Pepper.")},
            decisions=withheld(passages=("Pepper",)),
        ),
        "a cable that is withheld": corpus_of(FILES, decisions=withheld(cables=(Mrn("07LIMA9"),))),
        "an edition for editors": corpus_of(
            FILES, edition=Edition(name="public", for_editors=True)
        ),
    }


MRNS = [Mrn(name) for name in (*FILES, *NEW, "07STATE150188", "99NOWHERE1")]
SHORTS = ["NSI", "BLO", "RDO", "GDP", "ZZQ", "ZZX", "NOTHING"]


def site_of(change: str) -> Site:
    return Site(corpora()[change], INFO)


# --- Look-ups ------------------------------------------------------------------------------------

Question = tuple[str, str]
"""The form in which it is asked, and for which name."""

Lookup = Callable[[Site], Iterator[tuple[Question, Callable[[], object]]]]
"""Every question of one kind in a site."""


def _of_site(get: Callable[[Site], object]) -> Lookup:
    return lambda site: iter([(("all", ""), lambda: get(site))])


def _of_cables(get: Callable[[Site, Mrn], object]) -> Lookup:
    """A look-up of what belongs to one cable, held or not."""

    def lookups(site: Site) -> Iterator[tuple[Question, Callable[[], object]]]:
        for mrn in MRNS:
            yield ("of", mrn), partial(get, site, mrn)

    return lookups


def _of_table(
    table: Callable[[Site], Mapping[Any, object]], names: Callable[[], Sequence[Any]]
) -> Lookup:
    """Each way in which a table is asked."""

    def lookups(site: Site) -> Iterator[tuple[Question, Callable[[], object]]]:
        of = table(site)
        for name in names():
            yield ("[]", name), partial(of.__getitem__, name)
            yield ("get", name), partial(of.get, name)
            yield ("in", name), partial(of.__contains__, name)
        yield ("list", ""), lambda: list(of)
        yield ("len", ""), lambda: len(of)
        yield ("keys", ""), lambda: list(of.keys())
        yield ("values", ""), lambda: list(of.values())
        yield ("items", ""), lambda: list(of.items())

    return lookups


def paras_of(mrn: Mrn) -> tuple[Para, ...]:
    """The paras of a cable: who asks for what stands in a para has the para from elsewhere."""
    filed = corpora()["a cable more"].filed
    return next((item.cable.paras for item in filed if item.mrn == mrn), ())


def question_keys() -> list[str]:
    keys = [question.key for one in corpora().values() for question in one.indexes.questions]
    return [*dict.fromkeys(keys), "nothing"]


PLACE = Place(anchor=Anchor("p-2"), block=0, start=0, end=3)
ANCHORS = [Anchor(name) for name in ("p-1", "p-2", "p-3", "nowhere")]

LOOKUPS: Mapping[str, Lookup] = {
    "corpus": _of_site(lambda site: site.corpus),
    "cables": _of_site(lambda site: site.cables),
    "organisations": _of_site(lambda site: site.organisations),
    "every_citation": _of_site(lambda site: site.every_citation),
    "events": _of_site(lambda site: site.events),
    "held": _of_table(lambda site: site.held, lambda: MRNS),
    "outlines": _of_table(lambda site: site.outlines, lambda: MRNS),
    "terms": _of_table(lambda site: site.terms, lambda: SHORTS),
    "senses": _of_table(lambda site: site.senses, lambda: SHORTS),
    "questions": _of_table(lambda site: site.questions, question_keys),
    "filed": _of_cables(lambda site, mrn: site.filed(mrn)),
    "links": _of_cables(lambda site, mrn: site.links(mrn)),
    "citations": _of_cables(lambda site, mrn: site.citations(mrn)),
    "uses_of": _of_cables(lambda site, mrn: site.uses_of(mrn)),
    "uses_in": _of_cables(lambda site, mrn: [site.uses_in(mrn, para) for para in paras_of(mrn)]),
    "mentions_in": _of_cables(
        lambda site, mrn: [site.mentions_in(mrn, para) for para in paras_of(mrn)]
    ),
    "text_pages": _of_cables(lambda site, mrn: site.text_pages(mrn)),
    "para_name": _of_cables(lambda site, mrn: [site.para_name(mrn, a) for a in ANCHORS]),
    "para_link": _of_cables(lambda site, mrn: [site.para_link("", mrn, a) for a in ANCHORS]),
    "note_link": _of_cables(lambda site, mrn: site.note_link("", mrn, PLACE)),
}
"""By the name of `Site` that is asked."""

NO_LOOKUPS = {"info", "noted", "digest"}
"""What every page is made with, and the notes themselves."""


def plain(value: object) -> object:
    """All that a result says, to be compared."""
    match value:
        case Filed():
            return [value.name, digest_of(value.cable)]
        case Corpus():
            told = (value.diagnostics, value.citations, value.terms, value.indexes, value.requests)
            return [plain(value.filed), digest_of((told, value.tallies, dict(value.withheld)))]
        case Mapping():
            return [[key, plain(one)] for key, one in value.items()]
        case list() | tuple():
            return [plain(one) for one in value]
    return digest_of(value)


NOTHING = "nothing is there"


def answered(ask: Callable[[], object]) -> object:
    """What a look-up gives; that nothing is there is an answer too."""
    try:
        found = ask()
    except KeyError:
        return NOTHING
    return NOTHING if found is None else plain(found)


def test_every_public_name_of_the_site_is_a_look_up() -> None:
    """A new look-up gets a line in `LOOKUPS`."""
    names = {name for name in dir(site_of("as it is")) if not name.startswith("_")}
    assert names == LOOKUPS.keys() | NO_LOOKUPS
    assert not LOOKUPS.keys() & NO_LOOKUPS


@pytest.mark.parametrize("name", LOOKUPS)
@pytest.mark.parametrize("times", [1, 2])
def test_where_a_look_up_gives_another_result_its_notes_have_another_digest(
    name: str, times: int
) -> None:
    """`times`: what is asked again, and was kept, is noted again."""
    sites = {change: site_of(change) for change in corpora()}
    results: dict[str, dict[Question, object]] = {}
    notes: dict[str, dict[Question, set[Read]]] = {}
    for change, site in sites.items():
        results[change], notes[change] = {}, {}
        for question, ask in LOOKUPS[name](site):
            for _ in range(times):
                site.noted.clear()
                results[change][question] = answered(ask)
            notes[change][question] = set(site.noted)
    tested = set()
    for before, after in permutations(corpora(), 2):
        for question, was in results[before].items():
            is_now = results[after][question]
            if was != is_now:
                read = notes[before][question]
                digests = [(sites[before].digest(r), sites[after].digest(r)) for r in read]
                assert any(one != other for one, other in digests), (question, before, after)
                tested |= {question[0]} if NOTHING not in (was, is_now) else set()
    assert tested == {form for form, _ in results["as it is"]}


# --- Units ---------------------------------------------------------------------------------------


def test_where_a_unit_comes_out_different_its_notes_have_another_digest() -> None:
    """So it is made anew; and most units are left alone."""
    makers = {change: Maker(corpus, TEMPLATES, INFO) for change, corpus in corpora().items()}
    made: dict[str, dict[Unit, Any]] = {
        change: {unit: maker.make(unit) for unit in units(corpora()[change])}
        for change, maker in makers.items()
    }
    kept = anew = 0
    for before, after in permutations(corpora(), 2):
        for unit in made[before].keys() & made[after].keys():
            was, is_now = made[before][unit], made[after][unit]
            sites = (makers[before].site, makers[after].site)
            if all(sites[0].digest(read) == sites[1].digest(read) for read in was.reads):
                kept += 1
                assert (was.pages, was.pieces) == (is_now.pages, is_now.pieces), (unit, before)
            else:
                anew += 1
    assert kept > 1_000
    assert anew > 1_000
