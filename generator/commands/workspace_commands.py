"""Commands that create a workspace: `new` and `demo`."""

from __future__ import annotations

from pathlib import Path

import click

from generator import disk
from generator.commands.console import quantity
from generator.demo.demo_about import SITE_DESCRIPTION, SITE_NAME, about
from generator.demo.demo_cables import demo_cables


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Create an empty workspace that builds at once."""
    disk.new_workspace(folder)
    click.echo(
        f"{folder} is ready. Put cables into {folder / 'content' / 'cables'} as text files, "
        f"then run: reftel -C {folder} build"
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--cables", "count", type=click.IntRange(1), default=100, show_default=True, help="How many."
)
@click.option("--seed", default=1, show_default=True, help="Another seed makes other cables.")
def demo(folder: Path, count: int, seed: int) -> None:
    """Create a workspace with invented cables, for tests and a first look."""
    disk.new_workspace(folder)
    cables = ((cable.name, cable.text) for cable in demo_cables(count, seed))
    disk.write_demo(
        disk.Workspace(folder),
        cables,
        readme=about(count, seed),
        settings={"site_name": SITE_NAME, "site_description": SITE_DESCRIPTION},
    )
    click.echo(
        f"{folder} is ready with {quantity(count, 'invented cable')}. "
        f"Build its site with: reftel -C {folder} build"
    )
