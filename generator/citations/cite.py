"""A cable's citations in every style and format."""

from __future__ import annotations

from dataclasses import dataclass

from generator.citations import citation_formats as formats
from generator.citations import styles
from generator.citations.citation_parts import Text
from generator.citations.work import Work, work_of
from generator.model import Cable


@dataclass(frozen=True, slots=True, kw_only=True)
class CableCitation:
    """One cable; `filled` gives each text for the cable or for one of its paras.

    Bibliography and reference list name the whole cable in either case: a para is told by the
    note, or in the text.
    """

    chicago_note: Text
    chicago_bibliography: Text
    apa_reference: Text
    apa_in_text: Text
    bibtex: Text
    ris: Text
    csl_json: Text


def cite(cable: Cable, site: str, cable_address: str, full_address: str) -> CableCitation:
    """The citations of a cable that has a number, in the collection that is called `site`.

    The addresses are those of its front page and of the page that holds every para: whole
    where the site's is known, else paths within the site.
    """
    return citation_of(work_of(cable, site, cable_address, full_address))


def citation_of(work: Work) -> CableCitation:
    """The citations of a work."""
    return CableCitation(
        chicago_note=styles.chicago_note(work),
        chicago_bibliography=styles.chicago_bibliography(work),
        apa_reference=styles.apa_reference(work),
        apa_in_text=styles.apa_in_text(work),
        bibtex=formats.bibtex(work),
        ris=formats.ris(work),
        csl_json=formats.csl_json(work),
    )
