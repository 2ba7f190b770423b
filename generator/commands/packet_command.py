"""`reftel packet`: the packet of a reading list."""

from __future__ import annotations

from pathlib import Path

import click

from generator import disk
from generator.commands.command_group import edition_option
from generator.commands.console import quantity, relative_path
from generator.errors import ReftelError
from generator.mkdocs_build.site_settings import in_edition, read_site_info, site_folder
from generator.pdf.packet_build import load_list, write_packet
from generator.pdf.pdf_build import built_cables


@click.command()
@edition_option
@click.argument("reading_list", metavar="LIST")
@click.option("--pdf", "as_pdf", is_flag=True, help="Make a tagged PDF instead of Markdown.")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; by default packet.pdf or packet.md here.",
)
@click.pass_obj
def packet(
    workspace: disk.Workspace, edition: str, reading_list: str, as_pdf: bool, target: Path | None
) -> None:
    """Make one document of the pieces of a reading list, from the built site.

    LIST is the address of a packet, or a file with one number (08LIMA12), or number and paragraph
    (08LIMA12#3), a line.
    """
    workspace.check()
    workspace = in_edition(workspace, edition)
    site = site_folder(workspace)
    if not built_cables(site):
        raise ReftelError(
            f"{relative_path(site)} contains no cables; build the site first: reftel build."
        )
    pieces = load_list(reading_list)
    for fault in pieces.faults:
        click.echo(f"warning: not read: {fault}", err=True)
    target = target or Path("packet.pdf" if as_pdf else "packet.md")
    for absent in write_packet(target, site, pieces, read_site_info(workspace), pdf=as_pdf):
        click.echo(f"warning: not in this edition: {absent}", err=True)
    click.echo(f"{quantity(len(pieces.pieces), 'piece')} in {relative_path(target.resolve())}.")
