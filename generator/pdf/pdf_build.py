"""Makes one PDF for each cable, from the pages of the built site."""

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
from generator.render import site_links, urls

STYLES = ("assets/reftel/print.css", "assets/reftel/pdf.css")
"""The site's style sheets for paper; the cable's own comes after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A PDF to make."""

    mrn: str
    page: str
    """The HTML of the cable's whole page."""
    styles: tuple[str, ...]
    identifier: str
    """A hash of all inputs; it is stored in the PDF as its identifier."""
    target: Path


def make_pdfs(
    site: Path,
    mrns: Sequence[str],
    *,
    into: Path | None = None,
    earlier: Path | None = None,
    progress: Callable[[str], None] = lambda mrn: None,
) -> int:
    """Write the PDFs of these cables; returns how many were made.

    They go into the folder `into`, or each beside its cable's pages. A PDF that is already there,
    or in the `earlier` site, is reused if it was made from the same text and styles. Raises
    `ReftelError` if a cable is not in the site, the site contains a link, or WeasyPrint is missing.
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
        if _reuse(job, earlier):
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
    """The names of PDFs in a folder that do not match the current site."""
    held = frozenset(built_cables(site))
    return [
        path.name
        for path in sorted(folder.glob("*.pdf"))
        if path.stem not in held or not _is_current(_job(site, path.stem, folder), path)
    ]


def _unknown(mrn: str, held: Iterable[str]) -> str:
    near = difflib.get_close_matches(mrn.upper(), held, n=1, cutoff=0.5)
    guess = f"; did you mean {near[0]}?" if near else "."
    return f"{mrn} is not in the built site{guess}"


def _job(site: Path, mrn: str, into: Path | None) -> _Job:
    page = _read(site / site_links.address(urls.full_page(Mrn(mrn))) / "index.html")
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


def _reuse(job: _Job, earlier: Path | None) -> bool:
    """Whether the PDF is already there, or could be linked from the earlier site."""
    if _is_current(job, job.target):
        return True
    if earlier is None:
        return False
    previous = earlier / "cables" / job.mrn / job.target.name
    if not _is_current(job, previous):
        return False
    job.target.unlink(missing_ok=True)
    link(os.fspath(previous), os.fspath(job.target))
    return True


def _is_current(job: _Job, path: Path) -> bool:
    """Whether there is a PDF that was made from the same inputs."""
    return path.is_file() and job.identifier.encode() in path.read_bytes()


def _run(jobs: Sequence[_Job]) -> Iterable[str]:
    """Make the PDFs in several processes, as each takes long; yields the cables in order."""
    return replace(default_executor(), min_items=2).map(_make, None, jobs)


def _make(nothing: None, job: _Job) -> str:
    html = pdf_document.paper_html(job.page, job.mrn)
    _write(job.target, pdf_document.render_pdf(html, job.styles, job.identifier))
    return job.mrn


def _write(target: Path, data: bytes) -> None:
    """Replace a file in one step: the site may be served."""
    temporary = target.with_name(f".{target.name}-{os.getpid()}")
    replace_file(temporary, data)
    temporary.replace(target)
