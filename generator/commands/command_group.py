"""The group that holds all commands, and the option that many of them share."""

from __future__ import annotations

import signal
from typing import Any

import click

from generator import disk
from generator.commands.console import print_status
from generator.errors import ReftelError
from generator.execution.executors import signals_raised

edition_option = click.option(
    "--edition",
    default="",
    help="Edition to use; by default the one that mkdocs.yml chooses, usually public.",
)
"""The option `--edition`."""


class CommandGroup(click.Group):
    """Prints a fault that the user can fix as one message, without a traceback, and exits 2."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command line; signals end it as errors do."""
        with signals_raised():
            try:
                return super().main(*args, **settings)
            except SystemExit as end:
                if end.code == 128 + signal.SIGINT:
                    print_status("interrupted.")
                raise

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ReftelError as error:
            print_status(str(error))
            ctx.exit(2)
        except OSError as error:
            print_status(disk.os_fault(error))
            ctx.exit(2)
