"""What a built site says of itself: what it was made from, and the checksum of each file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.disk import site_files as walk
from generator.disk.regular import read_within
from generator.disk.symlinks import read_regular, replace_file
from generator.errors import ReftelError

SCHEMA = 1
"""Grows when a field of the manifest is renamed or taken away."""

MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"

PACKAGES = (
    "reftel",
    "ahocorasick-rs",
    "google-re2",
    "jinja2",
    "markdown",
    "markdown-it-py",
    "mkdocs",
    "mkdocs-material",
    "pagefind",
    "phonenumbers",
    "pygments",
    "pymdown-extensions",
)
"""Packages of which another version may make other pages from the same sources."""

MAX_MANIFEST_BYTES = 1_000_000_000
"""Bytes of the largest manifest that is read: those of a million cables have a tenth of it."""

_UNSOUND = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a damaged manifest raises."""
NO_HASH = ""
"""Stands for the hash of a link, or of what is neither file nor folder: no site has any."""

_SUM_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestInput:
    """A file that the site was made from."""

    name: str
    r"""Its path within the workspace, with slashes, and `\xe9` for a byte that is not UTF-8."""
    sha256: str | None
    """None where the edition does not show the file whole: with a hash of it, anybody could try
    out what the withheld words are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What checking a site against its checksums showed."""

    files: int
    """How many files it should have, besides the checksums."""
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    additional: tuple[str, ...]

    @property
    def faults(self) -> list[str]:
        """A line for each file that differs."""
        return [f"{name}: {kind}" for kind, names in self._kinds for name in names]

    @property
    def summary(self) -> str:
        """How many files differ: `1 missing, 0 changed, 2 additional`."""
        return ", ".join(f"{len(names)} {kind}" for kind, names in self._kinds)

    @property
    def _kinds(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            ("missing", self.missing),
            ("changed", self.changed),
            ("additional", self.additional),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a site was made from."""

    edition: str
    """Its name."""
    inputs: tuple[ManifestInput, ...]
    """In the order of their names."""
    unnamed: int
    """How many other cables were read, of which the edition shows nothing, not even the name."""
    withheld: Mapping[str, int] = field(default_factory=dict)
    """For each rule and detector in force the number of its notices, as on the page "Withheld"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEdition:
    """What the manifest of a site says of the edition that was published."""

    edition: str
    withheld: Mapping[str, int]
    """Notices by rule; empty for a site of a version that did not list them."""


def manifest_text(origin: Provenance) -> str:
    """The manifest as JSON: the same for the same inputs and packages, on every machine."""
    told = {
        "schema": SCHEMA,
        "edition": origin.edition,
        "packages": {name: version(name) for name in PACKAGES},
        "inputs": [_input(i) for i in origin.inputs],
        "unnamed": origin.unnamed,
        "withheld": [{"rule": rule, "places": n} for rule, n in origin.withheld.items()],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _input(of: ManifestInput) -> dict[str, Any]:
    told: dict[str, Any] = {"name": of.name, "sha256": of.sha256}
    return told if of.sha256 else {**told, "withheld": True}


def sums_text(sums: Mapping[str, str]) -> str:
    """Hashes by path as `sha256sum --check` reads them, in the order of the paths."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def read_sums(text: str) -> dict[str, str]:
    """The hashes by path. Raises `ReftelError` with the line that is none."""
    sums = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = _SUM_LINE.fullmatch(line)
        if found is None:
            raise ReftelError(f"{CHECKSUMS}:{number} is no line of a hash and a path; build again.")
        sums[found[2]] = found[1]
    return sums


def compare(told: Mapping[str, str], seen: Mapping[str, str]) -> Verdict:
    """The hashes by path that a site should have against those that it has."""
    return Verdict(
        files=len(told),
        missing=tuple(sorted(told.keys() - seen.keys())),
        changed=tuple(sorted(n for n in told.keys() & seen.keys() if told[n] != seen[n])),
        additional=tuple(sorted(seen.keys() - told.keys())),
    )


def hash_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_summed(path: str) -> bool:
    """Whether a file has a checksum: not the checksums themselves, nor what begins with a dot."""
    return path != CHECKSUMS and not walk.is_hidden(path)


def write_manifest(site: Path, origin: Provenance) -> None:
    """Write the manifest into a site."""
    (site / MANIFEST).write_text(manifest_text(origin), encoding="utf-8")


def write_sums(site: Path, sums: Mapping[str, str]) -> None:
    """Write the checksums of all files from their hashes; in one step, for it may be served."""
    text = sums_text({path: sums[path] for path in sums if _is_summed(path)})
    fresh = site / f".{CHECKSUMS}-{os.getpid()}"
    replace_file(fresh, text.encode("utf-8"))
    fresh.replace(site / CHECKSUMS)


def hash_files(site: Path) -> dict[str, str]:
    """The hash of each file that has a checksum; what is not a regular file has one of no file."""
    return {
        path: hash_file(site / path) if stat.S_ISREG(found.st_mode) else NO_HASH
        for path, found in walk.files(site).items()
        if _is_summed(path)
    }


def verify(site: Path) -> Verdict:
    """Check each file of a site. Raises `ReftelError` where it has no sound checksums."""
    told = read_sums(_text(site / CHECKSUMS))
    return compare(told, hash_files(site))


def describe(site: Path) -> str:
    """A sentence on what the site was built from. Raises `ReftelError` without a sound manifest."""
    try:
        told = json.loads(_text(site / MANIFEST))
        inputs, packages = told["inputs"], told["packages"]
        withheld = sum(bool(item.get("withheld")) for item in inputs)
        unnamed = int(told["unnamed"])
        return (
            f"Edition {told['edition']}, made by reftel {packages['reftel']} with MkDocs "
            f"{packages['mkdocs']} and Material {packages['mkdocs-material']} from {len(inputs)} "
            f"files, {withheld} of which it does not show whole, and "
            f"{unnamed} cable{'' if unnamed == 1 else 's'} more, of which it shows nothing."
        )
    except _UNSOUND as error:
        raise ReftelError(
            f"{site / MANIFEST} is no manifest of a site; build the site again."
        ) from error


def read_published(site: Path) -> PublishedEdition | None:
    """The edition that stands in `site`; None where there is no manifest.

    Raises `ReftelError` where the manifest is unsound: then it is not known what is withheld.
    """
    try:
        data = read_within(site, MANIFEST, largest=MAX_MANIFEST_BYTES)
    except ReftelError as error:
        raise ReftelError(f"{site}: {error}") from error
    if data is None:
        return None
    try:
        read = json.loads(data)
        withheld = {str(one["rule"]): int(one["places"]) for one in read.get("withheld", ())}
        return PublishedEdition(edition=str(read["edition"]), withheld=withheld)
    except _UNSOUND as error:
        raise ReftelError(
            f"{site / MANIFEST} is not the manifest of a site, so that it is unknown what the site "
            "withholds. Restore it, or publish without comparing: reftel build --accept."
        ) from error


def _text(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise ReftelError(f"{path} is not a regular file; build the site again.")
    try:
        return read_regular(path).decode("utf-8")
    except FileNotFoundError as error:
        raise ReftelError(
            f"{path} is missing: this is no site that was built whole, or it was built by an "
            "earlier version; build it again: reftel build."
        ) from error
    except UnicodeDecodeError as error:
        raise ReftelError(f"{path} is not UTF-8; build the site again.") from error
