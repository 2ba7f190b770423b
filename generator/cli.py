"""The command `reftel`."""

from __future__ import annotations

from pathlib import Path

import click

from generator import disk
from generator.commands.build_commands import build, serve
from generator.commands.command_group import CommandGroup
from generator.commands.compare_command import compare
from generator.commands.editor_commands import audit, check, review, show
from generator.commands.import_command import import_files
from generator.commands.mcp_command import mcp
from generator.commands.package_command import package
from generator.commands.packet_command import packet
from generator.commands.quote_command import quote
from generator.commands.release_command import release
from generator.commands.request_command import requests
from generator.commands.site_commands import deploy, pdf, verify
from generator.commands.workspace_commands import demo, new

COMMANDS = (
    build,
    serve,
    check,
    show,
    compare,
    review,
    audit,
    import_files,
    pdf,
    packet,
    package,
    verify,
    requests,
    deploy,
    mcp,
    release,
    quote,
    new,
    demo,
)
"""Every command."""


@click.group(cls=CommandGroup, commands=COMMANDS)
@click.version_option(package_name="reftel")
@click.option(
    "-C",
    "--workspace",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Folder with mkdocs.yml and content/; the current one by default.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Make a report site from raw diplomatic cables."""
    context.obj = disk.Workspace(folder.resolve())
