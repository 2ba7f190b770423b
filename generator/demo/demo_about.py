"""The README and site settings of a demo workspace."""

from __future__ import annotations

from generator.demo.demo_fields import NOTICE

SITE_NAME = "Invented cables"
"""Site name of a demo, shown on every page and printout."""

SITE_DESCRIPTION = "Invented cables for tests and measurements; nothing in them is true"
"""Site description of a demo."""


def about(count: int, seed: int) -> str:
    """The README of a demo workspace, in Markdown."""
    return f"""# Invented cables

The {count} cables in `content/cables` were made by `reftel demo --cables {count} --seed {seed}`.
Nothing in them is true: persons, bodies, events and figures are invented, and so are the
message numbers. Posts and countries are real and had no part in it. Each cable says so in its
header: `{NOTICE}`.

They have the forms and the damage that real cables have, and are there for tests, measurements and
a first look:

    reftel build
"""
