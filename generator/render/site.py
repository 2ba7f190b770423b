"""What every page may look up: cables by number, terms by short form, where a para is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import (
    Anchor,
    Cable,
    Corpus,
    Links,
    Mention,
    Mrn,
    Para,
    Place,
    SiteInfo,
    Term,
    Use,
    para_name,
)
from generator.render import urls


@dataclass(frozen=True, slots=True)
class Site:
    """A corpus with its tables of contents; made once, read by every page."""

    corpus: Corpus
    info: SiteInfo
    held: Mapping[Mrn, Cable] = field(init=False, repr=False)
    terms: Mapping[str, Term] = field(init=False, repr=False)
    uses: Mapping[tuple[Mrn, Anchor], tuple[Use, ...]] = field(init=False, repr=False)
    """The uses in each para, in the order of its text."""
    mentions: Mapping[tuple[Mrn, Anchor], tuple[Mention, ...]] = field(init=False, repr=False)
    """The mentions of cables and paras in each para, in the order of its text."""
    names: Mapping[Mrn, Mapping[Anchor, str]] = field(init=False, repr=False)
    """What each para of a cable is called."""
    text_pages: Mapping[Mrn, Mapping[Anchor, str]] = field(init=False, repr=False)
    """The page on which each para of a cable is read."""

    def __post_init__(self) -> None:
        held = {f.cable.id: f.cable for f in self.corpus.filed if f.cable.id is not None}
        uses: dict[tuple[Mrn, Anchor], list[Use]] = {}
        for term in self.corpus.terms:
            for mrn, use in term.uses:
                uses.setdefault((mrn, use.place.anchor), []).append(use)
        in_order = {
            place: tuple(sorted(found, key=lambda u: u.place)) for place, found in uses.items()
        }
        mentions: dict[tuple[Mrn, Anchor], list[Mention]] = {}
        for mrn, links in self.corpus.links.items():
            for mention in links.mentions:
                mentions.setdefault((mrn, mention.place.anchor), []).append(mention)
        object.__setattr__(self, "mentions", {k: tuple(found) for k, found in mentions.items()})
        object.__setattr__(self, "names", {m: _names(cable) for m, cable in held.items()})
        object.__setattr__(self, "held", held)
        object.__setattr__(self, "terms", {t.short: t for t in self.corpus.terms})
        object.__setattr__(self, "uses", in_order)
        object.__setattr__(
            self, "text_pages", {m: urls.text_pages(cable, m) for m, cable in held.items()}
        )

    @property
    def organisations(self) -> list[Term]:
        """The terms that name a body, in alphabetical order."""
        return [
            term
            for term in self.corpus.terms
            if any(sense.category == "organisation" for sense in term.senses)
        ]

    def para_name(self, mrn: Mrn, anchor: Anchor) -> str:
        """What a para is called: `¶17`, `27.A`, `line 160` for an unnumbered one; or `heading`."""
        return self.names[mrn].get(anchor, "heading")

    def note_link(self, page: str, mrn: Mrn, place: Place) -> str:
        """Link from `page` to the note on words in a para, which stands on the para's own pages."""
        home = self.text_pages[mrn].get(place.anchor, urls.full_page(mrn))
        at = page if page in {home, urls.full_page(mrn)} else home
        return urls.link(page, at, urls.note_anchor(place.anchor, place.block, place.start))

    def links(self, mrn: Mrn) -> Links:
        """What hangs on a cable."""
        return self.corpus.links.get(mrn) or Links()

    def uses_in(self, mrn: Mrn, para: Para) -> tuple[Use, ...]:
        """The short forms that stand in a para."""
        return self.uses.get((mrn, para.anchor), ())

    def mentions_in(self, mrn: Mrn, para: Para) -> tuple[Mention, ...]:
        """The words in a para that point to a cable or para."""
        return self.mentions.get((mrn, para.anchor), ())

    def para_link(self, page: str, mrn: Mrn, anchor: Anchor) -> str:
        """Link from `page` to a para of a held cable: on this page where it is the whole cable."""
        if page == urls.full_page(mrn):
            return urls.link(page, page, anchor)
        return urls.link(page, self.text_pages[mrn].get(anchor, urls.full_page(mrn)), anchor)


def _names(cable: Cable) -> dict[Anchor, str]:
    return {para.anchor: para_name(para) for para in cable.paras}
