"""A cable's citations in every style and format."""

from __future__ import annotations

from dataclasses import dataclass

from generator.citations import formats, styles
from generator.citations.pieces import Text
from generator.citations.work import work_of
from generator.model import Cable, SiteInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
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


def cite(cable: Cable, info: SiteInfo, cable_path: str, full_path: str) -> Citation:
    """The citations of a cable that has a number.

    The paths, of its front page and of the page that holds every para, are relative to the
    site's root.
    """
    work = work_of(cable, info, cable_path, full_path)
    return Citation(
        chicago_note=styles.chicago_note(work),
        chicago_bibliography=styles.chicago_bibliography(work),
        apa_reference=styles.apa_reference(work),
        apa_in_text=styles.apa_in_text(work),
        bibtex=formats.bibtex(work),
        ris=formats.ris(work),
        csl_json=formats.csl_json(work),
    )
