"""Write docs/licences.md: the licence of each package whose version is pinned.

Run by `make licences`; it reads what the installed packages say of themselves.
"""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"

LOCKS = {"site": "builds the site", "test": "tests and PDFs"}
"""What the packages of a lock are for, by its name."""

TOLD_ELSEWHERE = {
    "axe-playwright-python": "MIT",
    "license-expression": "Apache-2.0",
}
"""Licences that only the text of a package's own licence file tells."""

COPYLEFT = re.compile(r"MPL|GPL|Mozilla|Artistic|EUPL|CDDL|EPL")
"""Licences that ask something of who passes on a changed package."""

HEAD = """# Licences

What the packages with pinned versions say of their licences. Made by `make licences` from the
installed packages.

Nearly all are permissive: they ask that their notice goes along with their code. The site itself
carries code of Material for MkDocs and of Pagefind, both MIT.

**Not permissive** are those in bold. Under the Mozilla Public License, who passes on a changed file
of the package passes on its source too; nothing is asked for using it, nor of code beside it. Where
a package offers several licences, one may be chosen: for Pyphen the Mozilla Public License, for
text-unidecode the Artistic License. Nothing of these packages stands in a built site or in the
wheel.

| Package | Version | Licence | For |
| --- | --- | --- | --- |
"""


def pinned(lock: str) -> dict[str, str]:
    """Version by package name, as a lock has them."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", text))


def licence(name: str) -> str:
    """What an installed package says of its licence, in its own words."""
    told = metadata(name)
    (short,) = told.get_all("License") or [""]
    (expression,) = told.get_all("License-Expression") or [""]
    classified = [
        value.rpartition(" :: ")[2]
        for value in told.get_all("Classifier") or []
        if value.startswith("License :: ") and not value.endswith("OSI Approved")
    ]
    if expression:
        return str(expression)
    if classified:
        return " or ".join(classified)
    if short.strip() and short != "UNKNOWN":
        return " ".join(short.split())[:60]
    return TOLD_ELSEWHERE.get(name, "not told")


def rows() -> list[str]:
    """A line for each package, of which one that builds the site is told once, as such."""
    purpose: dict[tuple[str, str], str] = {}
    for lock, told in LOCKS.items():
        for item in pinned(lock).items():
            purpose.setdefault(item, told)
    return [_row(name, version, told) for (name, version), told in sorted(purpose.items())]


def _row(name: str, version: str, told: str) -> str:
    words = licence(name).replace("|", "/")
    return (
        f"| {name} | {version} | {f'**{words}**' if COPYLEFT.search(words) else words} | {told} |"
    )


if __name__ == "__main__":
    PAGE.write_text(HEAD + "\n".join(rows()) + "\n", encoding="utf-8")
