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
    """The citations of one cable; `filled` turns each into text for the cable or for a para.

    Bibliography and reference list always name the whole cable: a para is named in the note or in
    the text.
    """

    chicago_note: Text
    chicago_bibliography: Text
    apa_reference: Text
    apa_in_text: Text
    bibtex: Text
    ris: Text
    csl_json: Text


def cite(cable: Cable, site: str, cable_address: str, full_address: str) -> CableCitation:
    """The citations of a cable that has a number, in the collection named `site`.

    The addresses are those of its front page and of the page with every para: full addresses if
    the site's address is known, otherwise paths within the site.
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
