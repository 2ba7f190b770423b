"""PDFs of cables, one each, made from the pages of the built site."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.disk.site_files import check_regular, link
from generator.disk.symlinks import replace_file
from generator.errors import ReftelError
from generator.execution.executors import default_executor
from generator.model import Mrn
from generator.pdf import pdf_document
from generator.render import urls

STYLES = ("assets/reftel/print.css", "assets/reftel/pdf.css")
"""The site's style sheets that count on paper; the cable's own comes after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One PDF that is to be made."""

    mrn: str
    page: str
    """The HTML of the cable's whole page."""
    styles: tuple[str, ...]
    identifier: str
    """A hash of what the PDF is made from and with; it stands in the PDF as its identifier."""
    target: Path


def make_pdfs(
    site: Path,
    mrns: Sequence[str],
    *,
    into: Path | None = None,
    earlier: Path | None = None,
    progress: Callable[[str], None] = lambda mrn: None,
) -> int:
    """Write the PDFs of the cables named from the built site; how many were made anew.

    They go into the folder `into`, or each beside its cable's pages. A PDF that is there, or
    stands in the `earlier` site, and was made from the same text and styles is taken as it is.
    Raises `ReftelError` where a cable is not in the site, a link is, or WeasyPrint is missing.
    """
    pdf_document.weasyprint()
    check_regular(site)
    held = built_cables(site)
    for mrn in mrns:
        if mrn not in held:
            raise ReftelError(_unknown(mrn, held))
    if into is not None:
        into.mkdir(parents=True, exist_ok=True)
    jobs = []
    for mrn in mrns:
        job = _job(site, mrn, into)
        if _taken(job, earlier):
            progress(mrn)
        else:
            jobs.append(job)
    for mrn in _run(jobs):
        progress(mrn)
    return len(jobs)


def built_cables(site: Path) -> list[str]:
    """The cables of a built site, in order."""
    return sorted(page.parent.parent.name for page in site.glob("cables/*/full/index.html"))


def stale_pdfs(site: Path, folder: Path) -> list[str]:
    """The names of PDFs in a folder that are not made from a page of the site as it is now."""
    held = frozenset(built_cables(site))
    return [
        path.name
        for path in sorted(folder.glob("*.pdf"))
        if path.stem not in held or not _fits(_job(site, path.stem, folder), path)
    ]


def _unknown(mrn: str, held: Iterable[str]) -> str:
    near = difflib.get_close_matches(mrn.upper(), held, n=1, cutoff=0.5)
    guess = f"; did you mean {near[0]}?" if near else "."
    return f"{mrn} is not in the built site{guess}"


def _job(site: Path, mrn: str, into: Path | None) -> _Job:
    page = _read(site / urls.address(urls.full_page(Mrn(mrn))) / "index.html")
    styles = tuple(_read(site / name) for name in (*STYLES, urls.print_style(Mrn(mrn))))
    made_by = (str(pdf_document.weasyprint().__version__), _read(Path(pdf_document.__file__)))
    return _Job(
        mrn=mrn,
        page=page,
        styles=styles,
        identifier=hashlib.sha256("\0".join([*made_by, *styles, page]).encode()).hexdigest(),
        target=(into or site / "cables" / mrn) / urls.pdf_href(Mrn(mrn)),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ReftelError(f"{path} is missing: build the site again.") from error


def _taken(job: _Job, earlier: Path | None) -> bool:
    """Whether the PDF is there already, or was in the earlier site and is there now."""
    if _fits(job, job.target):
        return True
    if earlier is None or not _fits(job, place := earlier / "cables" / job.mrn / job.target.name):
        return False
    job.target.unlink(missing_ok=True)
    link(os.fspath(place), os.fspath(job.target))
    return True


def _fits(job: _Job, place: Path) -> bool:
    """Whether a PDF stands there that was made from the same."""
    return place.is_file() and job.identifier.encode() in place.read_bytes()


def _run(jobs: Sequence[_Job]) -> Iterable[str]:
    """Make the PDFs by several processes, as each takes long; yields the cables in order."""
    return replace(default_executor(), min_items=2).map(_make, None, jobs)


def _make(nothing: None, job: _Job) -> str:
    html = pdf_document.paper_html(job.page, job.mrn)
    _write(job.target, pdf_document.render_pdf(html, job.styles, job.identifier))
    return job.mrn


def _write(target: Path, data: bytes) -> None:
    """Put a file in place whole: it may stand in a site that is served."""
    fresh = target.with_name(f".{target.name}-{os.getpid()}")
    replace_file(fresh, data)
    fresh.replace(target)
