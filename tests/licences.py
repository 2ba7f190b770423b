"""Write docs/licences.md: the licence of each package whose version is pinned.

Run by `make licences`; it reads the metadata of the installed packages.
"""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"

LOCKS = {"site": "builds the site", "test": "tests and PDFs"}
"""What the packages of a lock are for, by its name."""

LICENCE_FILES = {
    "axe-playwright-python": "MIT",
    "license-expression": "Apache-2.0",
}
"""Licences given only in the text of a package's licence file."""

COPYLEFT = re.compile(r"MPL|GPL|Mozilla|Artistic|EUPL|CDDL|EPL")
"""Licences that require something of whoever passes on a changed package."""

HEAD = """# Licences

The licences that packages with pinned versions declare. Made by `make licences` from the installed
packages.

Nearly all are permissive: they require that their notice accompanies their code. The site itself
contains code of Material for MkDocs (MIT).

Licences in **bold** are not permissive. Under the Mozilla Public License, whoever passes on a
changed file of the package must pass on its source; using the package, or code beside it, requires
nothing. Where a package offers several licences, one may be chosen: the Mozilla Public License for
Pyphen, the Artistic License for text-unidecode. A built site and the wheel contain nothing of these
packages.

Some of the program's tables come from others. Who led which post and office: the Office of the
Historian of the Department of State, repository HistoryAtState/pocom (CC0). English words: SCOWL
by Kevin Atkinson, as packaged in Debian's `wamerican` (free to use with its notice: copyright
2000-2018 by Kevin Atkinson). Given names: the package Faker (MIT, copyright 2012 Daniele
Faraglia). Places: GeoNames (CC BY 4.0, geonames.org), the Office of the Historian, repository
HistoryAtState/gsh (CC0), and Natural Earth (public domain); `places.csv` names the source of each
row.

| Package | Version | Licence | For |
| --- | --- | --- | --- |
"""


def pinned(lock: str) -> dict[str, str]:
    """The versions in a lock file, by package name."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", text))


def licence(name: str) -> str:
    """The licence that an installed package declares, in its own words."""
    fields = metadata(name)
    (text,) = fields.get_all("License") or [""]
    (expression,) = fields.get_all("License-Expression") or [""]
    classified = [
        value.rpartition(" :: ")[2]
        for value in fields.get_all("Classifier") or []
        if value.startswith("License :: ") and not value.endswith("OSI Approved")
    ]
    if expression:
        return str(expression)
    if classified:
        return " or ".join(classified)
    if text.strip() and text != "UNKNOWN":
        return " ".join(text.split())[:60]
    return LICENCE_FILES.get(name, "not declared")


def rows() -> list[str]:
    """A row for each package; one that builds the site is listed once, for that use."""
    purpose: dict[tuple[str, str], str] = {}
    for lock, use in LOCKS.items():
        for item in pinned(lock).items():
            purpose.setdefault(item, use)
    return [_row(name, version, use) for (name, version), use in sorted(purpose.items())]


def _row(name: str, version: str, use: str) -> str:
    words = licence(name).replace("|", "/")
    return f"| {name} | {version} | {f'**{words}**' if COPYLEFT.search(words) else words} | {use} |"


if __name__ == "__main__":
    PAGE.write_text(HEAD + "\n".join(rows()) + "\n", encoding="utf-8")
