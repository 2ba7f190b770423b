"""Citations of a cable, on its pages and as files for reference managers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.citations.citation_parts import Address, Italic, Piece, Pin, Text, filled
from generator.citations.cite import citation_of
from generator.citations.work import Work, work_of
from generator.model import Cable, Mrn, Page, SiteInfo
from generator.render import site_links, urls
from generator.render.markdown import Md, preformatted


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteLine:
    """One style or format of a citation."""

    label: str
    text: Md
    """Raw HTML with placeholders that a script fills in for a cited para."""
    file: str = ""
    """Link to the file; empty for a style, which has none."""
    save_as: str = ""
    """Name under which the file is saved; empty for a style."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteBlock:
    """The citations of a cable on one of its pages."""

    mrn: Mrn
    root: str
    """The site's address; if unknown, the relative path from the page to the site's root."""
    cable: str
    """Path of the cable's front page, from the root."""
    full: str
    """Path of the page with every para, from the root."""
    styles: tuple[CiteLine, ...]
    formats: tuple[CiteLine, ...]


def cite_block(info: SiteInfo, cable: Cable, mrn: Mrn, page: str) -> CiteBlock:
    """The citations with links from `page`."""
    texts = _texts(_work(info, cable, mrn))
    return CiteBlock(
        mrn=mrn,
        root=info.address or site_links.href(page, urls.HOME),
        cable=site_links.address(urls.cable_page(mrn)),
        full=site_links.address(urls.full_page(mrn)),
        styles=texts.styles,
        formats=tuple(
            CiteLine(
                label=_LABELS[ending],
                text=text,
                file=site_links.file_href(page, urls.citation_file(mrn, ending)),
                save_as=f"{mrn}.{ending}",
            )
            for ending, _, text in texts.formats
        ),
    )


_LABELS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The citations of a cable as text and as HTML, the same for all of its pages."""

    styles: tuple[CiteLine, ...]
    formats: tuple[tuple[str, str, Md], ...]
    """File extension, file content and raw HTML of each."""


@lru_cache(maxsize=1)
def _texts(work: Work) -> _Texts:
    """The citations of a cable. Cached because the pages of one cable are made in a row."""
    citation = citation_of(work)
    styles = {
        "Chicago, note": citation.chicago_note,
        "Chicago, bibliography": citation.chicago_bibliography,
        "APA, reference": citation.apa_reference,
        "APA, in text": citation.apa_in_text,
    }
    formats = {"bib": citation.bibtex, "ris": citation.ris, "json": citation.csl_json}
    return _Texts(
        styles=tuple(CiteLine(label=label, text=_html(text)) for label, text in styles.items()),
        formats=tuple((ending, filled(text), _html(text)) for ending, text in formats.items()),
    )


def citation_files(info: SiteInfo, cable: Cable, mrn: Mrn) -> Iterator[Page]:
    """The files for reference managers, for the whole cable."""
    for ending, text, _ in _texts(_work(info, cable, mrn)).formats:
        yield Page(path=urls.citation_file(mrn, ending), text=text)


def _work(info: SiteInfo, cable: Cable, mrn: Mrn) -> Work:
    front = site_links.full_address(info.address, urls.cable_page(mrn))
    return work_of(
        cable, info.name, front, site_links.full_address(info.address, urls.full_page(mrn))
    )


def _html(text: Text) -> Md:
    return Md("".join(_piece(piece) for piece in text).rstrip("\n"))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return _shown(piece)
        case Italic(words=words):
            return f"<i>{_shown(words)}</i>"
        case Address(cable=cable, para=para):
            return f'<span data-address="{"full" if para else "cable"}">{_shown(cable)}</span>'
        case Pin(field=field, before=before, after=after):
            end = f' data-after="{_value(after)}"' if after else ""
            return f'<span data-pin="{field}" data-before="{_value(before)}"{end}></span>'


def _shown(text: str) -> str:
    """Text content of an element. Quotes are not escaped: CSL-JSON is full of them."""
    return preformatted(text).replace("&quot;", '"')


def _value(text: str) -> str:
    return preformatted(text).replace("\n", "&#10;")
