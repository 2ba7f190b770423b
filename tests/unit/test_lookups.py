"""What pages look up is recorded: a page is rebuilt if a look-up gives something else.

Every public name of `PageContext` is a look-up or is listed in `NO_LOOKUPS`, so that a new one
without a test fails. Each is made in the sites of all `corpora`, which differ by one change each.
Where its result differs, the digest of something that it recorded must differ too; and each must
have another result in some pair of sites, or nothing is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from generator.build.page_builder import PageBuilder, Unit
from generator.execution.result_cache import digest_of
from generator.model import Anchor, Corpus, Mrn, Para, Place, SiteInfo, StoredCable
from generator.model.compared_copies import StoredCopies
from generator.model.site_releases import UNRELEASED
from generator.render.cable_groups import GroupKind
from generator.render.lookups import Lookup
from generator.render.page_context import PageContext
from generator.render.renderer import Renderer
from generator.render.units import units
from tests.editions import TEMPLATES
from tests.variants import FILES, corpora

# --- Sites ---------------------------------------------------------------------------------------

INFO = SiteInfo(name="Example cables")

MRNS = [Mrn(name) for name in (*FILES, "09QUITO5", "07STATE150188", "99NOWHERE1")]
PLACES = ["place/lima", "place/peru", "place/quito", "place/nowhere"]
SERIES = ["07STATE", "07LIMA", "08LIMA", "09QUITO"]
MOVED = ["person/ines-zaldunari-quito", "person/ines-zaldunari-lima", "person/nobody"]
SHORTS = ["NSI", "BLO", "RDO", "GDP", "ZZQ", "ZZX", "NOTHING"]


def pairs() -> Iterator[tuple[str, str]]:
    """The first variant with each of the others, and neighbours: one after the other."""
    first, *others = corpora()
    for one, other in [*((first, other) for other in others), *pairwise(others)]:
        yield one, other
        yield other, one


def site_of(change: str) -> PageContext:
    return PageContext(corpora()[change], INFO)


# --- Look-ups ------------------------------------------------------------------------------------

Question = tuple[str, str]
"""The form in which it is asked, and for which name."""

LookupKind = Callable[[PageContext], Iterator[tuple[Question, Callable[[], object]]]]
"""Every question of one kind in a site."""


def _of_site(get: Callable[[PageContext], object]) -> LookupKind:
    return lambda site: iter([(("all", ""), lambda: get(site))])


def _of_cables(get: Callable[[PageContext, Mrn], object]) -> LookupKind:
    """A look-up of what belongs to one cable, held or not."""

    def lookups(site: PageContext) -> Iterator[tuple[Question, Callable[[], object]]]:
        for mrn in MRNS:
            yield ("of", mrn), partial(get, site, mrn)

    return lookups


def _of_table(
    table: Callable[[PageContext], Mapping[Any, object]], names: Callable[[], Sequence[Any]]
) -> LookupKind:
    """Each way in which a table is asked."""

    def lookups(site: PageContext) -> Iterator[tuple[Question, Callable[[], object]]]:
        of = table(site)
        for name in names():
            yield ("[]", name), partial(of.__getitem__, name)
            yield ("get", name), partial(of.get, name)
            yield ("in", name), partial(of.__contains__, name)
        yield ("list", ""), lambda: list(iter(of))
        yield ("len", ""), lambda: len(of)
        yield ("keys", ""), lambda: list(iter(of.keys()))
        yield ("values", ""), lambda: list(iter(of.values()))
        yield ("items", ""), lambda: list(iter(of.items()))

    return lookups


GROUPS = [
    *((GroupKind.POST, key) for key in ("lima", "quito", "nowhere")),
    *((GroupKind.TAGS, key) for key in ("prel", "econ", "nothing")),
]


def _of_groups(get: Callable[[PageContext, GroupKind, str], object]) -> LookupKind:
    """A look-up of the cables of a post or with a TAGS code."""

    def lookups(site: PageContext) -> Iterator[tuple[Question, Callable[[], object]]]:
        for kind, key in GROUPS:
            yield (kind.value, key), partial(get, site, kind, key)

    return lookups


def paras_of(mrn: Mrn) -> tuple[Para, ...]:
    """The paras of a cable: who asks for what stands in a para has the para from elsewhere."""
    filed = corpora()["a cable more"].cables
    return next((item.cable.paras for item in filed if item.mrn == mrn), ())


RELEASE_KEYS = ["2026-11-01-first", "2026-11-01-second", UNRELEASED.key, "nothing"]


def _of_releases(get: Callable[[PageContext, str], object]) -> LookupKind:
    """A look-up of a release of the site."""

    def lookups(site: PageContext) -> Iterator[tuple[Question, Callable[[], object]]]:
        for key in RELEASE_KEYS:
            yield ("release", key), partial(get, site, key)

    return lookups


def question_keys() -> list[str]:
    keys = [question.key for one in corpora().values() for question in one.indexes.questions]
    return [*dict.fromkeys(keys), "nothing"]


PLACE = Place(anchor=Anchor("p-2"), block=0, start=0, end=3)
ANCHORS = [Anchor(name) for name in ("p-1", "p-2", "p-3", "nowhere")]

LOOKUPS: Mapping[str, LookupKind] = {
    "corpus": _of_site(lambda site: site.corpus),
    "cables": _of_site(lambda site: site.cables),
    "organisations": _of_site(lambda site: site.organisations),
    "every_citation": _of_site(lambda site: site.every_citation),
    "readings": _of_site(lambda site: site.readings),
    "quoted_in": _of_cables(lambda site, mrn: site.quoted_in(mrn)),
    "events": _of_site(lambda site: site.events),
    "held": _of_table(lambda site: site.held, lambda: MRNS),
    "series": _of_table(lambda site: site.series, lambda: SERIES),
    "outlines": _of_table(lambda site: site.outlines, lambda: MRNS),
    "terms": _of_table(lambda site: site.terms, lambda: SHORTS),
    "senses": _of_table(lambda site: site.senses, lambda: SHORTS),
    "questions": _of_table(lambda site: site.questions, question_keys),
    "entities": _of_table(lambda site: site.entities, lambda: PLACES),
    "bodies": _of_table(lambda site: site.bodies, lambda: SHORTS),
    "named_outside": _of_cables(lambda site, mrn: site.named_outside(mrn)),
    "moved": _of_table(lambda site: site.moved, lambda: MOVED),
    "profiles": _of_table(lambda site: site.profiles, lambda: PLACES),
    "named_by": _of_cables(lambda site, mrn: site.named_by(mrn)),
    "named_in": _of_cables(lambda site, mrn: [site.named_in(mrn, para) for para in paras_of(mrn)]),
    "stored_cable": _of_cables(lambda site, mrn: site.stored_cable(mrn)),
    "group": _of_groups(lambda site, kind, key: site.group(kind, key)),
    "group_lines": _of_site(lambda site: [site.group_lines(kind) for kind in GroupKind]),
    "copies": _of_cables(lambda site, mrn: site.copies(mrn)),
    "copy_numbers": _of_site(lambda site: site.copy_numbers),
    "released": _of_site(lambda site: site.released),
    "releases": _of_site(lambda site: site.releases),
    "release": _of_releases(lambda site, key: site.release(key)),
    "standing": _of_cables(lambda site, mrn: site.standing(mrn)),
    "links": _of_cables(lambda site, mrn: site.links(mrn)),
    "related": _of_cables(lambda site, mrn: site.related(mrn)),
    "neighbours": _of_cables(lambda site, mrn: site.neighbours(mrn)),
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
"""By the name of `PageContext` that is asked."""

NO_LOOKUPS = {"info", "lookups", "digest"}
"""What every page is made with, and the notes themselves."""


def plain(value: object) -> object:
    """All that a result says, to be compared."""
    match value:
        case StoredCable():
            return [value.name, digest_of(value.cable)]
        case StoredCopies():
            return digest_of((value.compared, value.released))
        case Corpus():
            told = (value.diagnostics, value.citations, value.terms, value.indexes, value.requests)
            return [plain(value.cables), digest_of((told, value.tallies, dict(value.withheld)))]
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
    """`times`: a cached look-up that is repeated is recorded again."""
    sites = {change: site_of(change) for change in corpora()}
    results: dict[str, dict[Question, object]] = {}
    notes: dict[str, dict[Question, set[Lookup]]] = {}
    for change, site in sites.items():
        results[change], notes[change] = {}, {}
        for question, ask in LOOKUPS[name](site):
            for _ in range(times):
                site.lookups.clear()
                results[change][question] = answered(ask)
            notes[change][question] = set(site.lookups)
    tested = set()
    for before, after in pairs():
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
    renderer = Renderer(TEMPLATES)
    makers = {change: PageBuilder(corpus, {}, INFO) for change, corpus in corpora().items()}
    for maker in makers.values():
        maker.renderer = renderer  # templates are compiled once
    made: dict[str, dict[Unit, Any]] = {
        change: {unit: maker.build(unit) for unit in units(corpora()[change])}
        for change, maker in makers.items()
    }
    kept = anew = 0
    for before, after in pairs():
        for unit in made[before].keys() & made[after].keys():
            was, is_now = made[before][unit], made[after][unit]
            sites = (makers[before].context, makers[after].context)
            if all(sites[0].digest(read) == sites[1].digest(read) for read in was.lookups):
                kept += 1
                assert (was.pages, was.pieces) == (is_now.pages, is_now.pieces), (unit, before)
            else:
                anew += 1
    assert kept > 1_000
    assert anew > 1_000
