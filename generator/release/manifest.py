"""The manifest of a site, which lists what it was made from, and the checksums of its files."""

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

from generator.disk import site_files
from generator.disk.regular import read_within
from generator.disk.symlinks import read_regular, replace_file
from generator.errors import ReftelError

SCHEMA = 1
"""Version of the manifest; increased when a field is renamed or removed."""

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
"""Packages whose version may change the pages made from the same sources."""

MAX_MANIFEST_BYTES = 1_000_000_000
"""Size limit of a manifest in bytes; that of a million cables has a tenth of it."""

_INVALID = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading an invalid manifest raises."""

NO_HASH = ""
"""The hash of anything that is not a regular file: no built site contains such entries."""

_SUM_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestInput:
    """A file from which the site was made."""

    name: str
    r"""Its path within the workspace, with slashes, and `\xe9` for a byte that is not UTF-8."""
    sha256: str | None
    """None if the edition withholds a part of the file: a hash would let anyone test guesses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The result of checking a site against its checksums."""

    files: int
    """The number of files that it should have, without the checksums."""
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
    """The number of other cables, of which the edition shows nothing, not even the name."""
    withheld: Mapping[str, int] = field(default_factory=dict)
    """The number of notices of each rule and detector in force, as on the page "Withheld"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEdition:
    """What the manifest of a site says about its edition."""

    edition: str
    withheld: Mapping[str, int]
    """Number of notices by rule; empty for a site of a version that did not list them."""


def manifest_text(origin: Provenance) -> str:
    """The manifest as JSON: the same for the same inputs and packages, on every machine."""
    fields = {
        "schema": SCHEMA,
        "edition": origin.edition,
        "packages": {name: version(name) for name in PACKAGES},
        "inputs": [_input(i) for i in origin.inputs],
        "unnamed": origin.unnamed,
        "withheld": [{"rule": rule, "places": n} for rule, n in origin.withheld.items()],
    }
    return json.dumps(fields, indent=1, ensure_ascii=False) + "\n"


def _input(of: ManifestInput) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": of.name, "sha256": of.sha256}
    return fields if of.sha256 else {**fields, "withheld": True}


def sums_text(sums: Mapping[str, str]) -> str:
    """Hashes by path in the format of `sha256sum`, sorted by path."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def read_sums(text: str) -> dict[str, str]:
    """The hashes by path. Raises `ReftelError` with the number of an invalid line."""
    sums = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _SUM_LINE.fullmatch(line)
        if match is None:
            raise ReftelError(
                f"{CHECKSUMS}:{number} is not a hash and a path; build the site again."
            )
        sums[match[2]] = match[1]
    return sums


def compare(expected: Mapping[str, str], actual: Mapping[str, str]) -> Verdict:
    """Compare the hashes that a site should have, by path, with those that it has."""
    return Verdict(
        files=len(expected),
        missing=tuple(sorted(expected.keys() - actual.keys())),
        changed=tuple(
            sorted(n for n in expected.keys() & actual.keys() if expected[n] != actual[n])
        ),
        additional=tuple(sorted(actual.keys() - expected.keys())),
    )


def hash_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _has_checksum(path: str) -> bool:
    """Whether a file has a checksum: not the checksums themselves, nor hidden files."""
    return path != CHECKSUMS and not site_files.is_hidden(path)


def write_manifest(site: Path, origin: Provenance) -> None:
    """Write the manifest into a site."""
    (site / MANIFEST).write_text(manifest_text(origin), encoding="utf-8")


def write_sums(site: Path, sums: Mapping[str, str]) -> None:
    """Write the checksums file from hashes by path, in one step because the site may be served."""
    text = sums_text({path: sums[path] for path in sums if _has_checksum(path)})
    temporary = site / f".{CHECKSUMS}-{os.getpid()}"
    replace_file(temporary, text.encode("utf-8"))
    temporary.replace(site / CHECKSUMS)


def hash_files(site: Path) -> dict[str, str]:
    """The hash of each file with a checksum; `NO_HASH` for anything but a regular file."""
    return {
        path: hash_file(site / path) if stat.S_ISREG(status.st_mode) else NO_HASH
        for path, status in site_files.files(site).items()
        if _has_checksum(path)
    }


def verify(site: Path) -> Verdict:
    """Check each file of a site. Raises `ReftelError` if its checksums are missing or invalid."""
    expected = read_sums(_text(site / CHECKSUMS))
    return compare(expected, hash_files(site))


def describe(site: Path) -> str:
    """A sentence on what the site was built from. Raises `ReftelError` without a valid manifest."""
    try:
        fields = json.loads(_text(site / MANIFEST))
        inputs, packages = fields["inputs"], fields["packages"]
        withheld = sum(bool(item.get("withheld")) for item in inputs)
        unnamed = int(fields["unnamed"])
        return (
            f"Edition {fields['edition']}, made by reftel {packages['reftel']} with MkDocs "
            f"{packages['mkdocs']} and Material {packages['mkdocs-material']} from {len(inputs)} "
            f"files, {withheld} of them in part, and {unnamed} more "
            f"cable{'' if unnamed == 1 else 's'} that it withholds completely."
        )
    except _INVALID as error:
        raise ReftelError(
            f"{site / MANIFEST} is not a valid manifest; build the site again."
        ) from error


def read_published(site: Path) -> PublishedEdition | None:
    """The edition in `site`; None if there is no manifest.

    Raises `ReftelError` if the manifest is invalid: it is then unknown what is withheld.
    """
    try:
        data = read_within(site, MANIFEST, largest=MAX_MANIFEST_BYTES)
    except ReftelError as error:
        raise ReftelError(f"{site}: {error}") from error
    if data is None:
        return None
    try:
        fields = json.loads(data)
        withheld = {str(item["rule"]): int(item["places"]) for item in fields.get("withheld", ())}
        return PublishedEdition(edition=str(fields["edition"]), withheld=withheld)
    except _INVALID as error:
        raise ReftelError(
            f"{site / MANIFEST} is not a valid manifest, so it is unknown what the site withholds. "
            "Restore it, or publish without a comparison: reftel build --accept."
        ) from error


def _text(path: Path) -> str:
    if path.exists() and not path.is_file():
        raise ReftelError(f"{path} is not a regular file; build the site again.")
    try:
        return read_regular(path).decode("utf-8")
    except FileNotFoundError as error:
        raise ReftelError(
            f"{path} is missing: the site is incomplete or was built by an earlier version; "
            "build it again: reftel build."
        ) from error
    except UnicodeDecodeError as error:
        raise ReftelError(f"{path} is not UTF-8; build the site again.") from error
