"""The command `requests`: letters that ask for cables, from the built site."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator import disk
from generator.commands.command_group import edition_option
from generator.commands.console import quantity, relative_path
from generator.disk.site_files import check_regular
from generator.disk.symlinks import replace_file
from generator.errors import ReftelError
from generator.facts.post_names import post_letters
from generator.mkdocs_build.site_settings import in_edition, site_folder
from generator.model import full_year
from generator.pdf.letter_pdf import letter_pdf
from generator.render import urls

_FILE = re.compile(r"(?P<year>[0-9]{2})-(?P<post>[a-z]+)-(?:foia|mdr|annex)(?:-[0-9]+)?\.txt")
"""A letter or annex: `08-lima-foia.txt`, `08-lima-annex-2.txt`."""


@click.command()
@edition_option
@click.option("--post", default="", help="Only this post; by default all.")
@click.option("--year", type=click.IntRange(1940, 2039), help="Only this year; by default all.")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write to.",
)
@click.option("--pdf", "with_pdf", is_flag=True, help="Make a PDF of each letter and annex too.")
@click.pass_obj
def requests(
    workspace: disk.Workspace,
    edition: str,
    post: str,
    year: int | None,
    target: Path,
    with_pdf: bool,
) -> None:
    """Write letters that ask for cited cables that are not held, from the built site.

    There is a letter under the Freedom of Information Act and one for Mandatory Declassification
    Review, with an annex that says who cites the cables. Cables that were asked for before, by
    content/curated/requests.yml, are in no letter.
    """
    workspace.check()
    site = site_folder(in_edition(workspace, edition))
    if not (site / urls.RECORDS_REQUESTS).parent.is_dir():
        raise ReftelError(
            f"{relative_path(site)} has no records requests: it is not built, or it cites no cable "
            "that it does not hold, or leave_out in mkdocs.yml names them."
        )
    wanted = post_letters(post).lower()
    letters = _letters(site, wanted, year) if wanted or not post else []
    if not letters:
        raise ReftelError(
            f"{relative_path(site)} has no letters for {_chosen(post, year)}: every cable "
            "that it cites from there is held or was requested. 'Records requests' in the site "
            "lists all posts and years."
        )
    target.mkdir(parents=True, exist_ok=True)
    for letter in letters:
        data = letter.read_bytes()
        replace_file(target / letter.name, data)
        if with_pdf:
            made = letter_pdf(data.decode("utf-8"))
            replace_file((target / letter.name).with_suffix(".pdf"), made)
    files = len(letters) * (2 if with_pdf else 1)
    click.echo(f"{quantity(files, 'file')} in {relative_path(target.resolve())}.")


def _letters(site: Path, post: str, year: int | None) -> list[Path]:
    """The letters and annexes of a site, of all posts if `post` is empty, in order."""
    check_regular(site)
    return [
        path
        for path in sorted((site / urls.RECORDS_REQUESTS).parent.glob("*.txt"))
        if (match := _FILE.fullmatch(path.name))
        and post in ("", match["post"])
        and year in (None, full_year(int(match["year"])))
    ]


def _chosen(post: str, year: int | None) -> str:
    """The posts and years that were asked for, in words."""
    return " ".join(filter(None, [post, str(year or "")])) or "any post"
