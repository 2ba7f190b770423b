"""Reads `content/curated/organisations.yml`: what editors say about the bodies that cables name.

organisations:
  - name: National Salt Institute
    names: [NSI, Salt Institute]
    translations:
      - language: es
        name: Instituto Nacional de Sal
    former: [Salt House]
    source: Decree creating the Institute, 19 October 1993
  - name: Salt Council of Lima
    names: [Salt Council]
    cables: [08LIMA1]
    source: 08LIMA1, para 3
hide:
  - words: Strategic Approach Group
    reason: the name of a working paper
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.curated.curated_glossary import LANGUAGE, read_post
from generator.curated.numbers import read_mrn
from generator.curated.yaml_fields import Faults, YamlEntry, quoted, read_entry
from generator.model import CuratedOrganisation

LONGEST_NAME = 200
"""The most characters of a name."""


def read_organisations(text: str, file: str) -> tuple[CuratedOrganisation, ...]:
    """The entries in `text`; messages name the `file`.

    Raises `ReftelError` with all faults, each with file and line.
    """
    top, faults = read_entry(text, file)
    entries = [(e.line, _organisation(e)) for e in top.entries("organisations")]
    entries += [(e.line, _hidden(e)) for e in top.entries("hide")]
    top.check_unknown_fields()
    organisations = [(line, entry) for line, entry in entries if entry is not None]
    _check_twice(organisations, faults)
    faults.raise_if_any()
    return tuple(entry for _, entry in organisations)


def _organisation(entry: YamlEntry) -> CuratedOrganisation | None:
    name, source = entry.text("name", required=True), entry.text("source", required=True)
    names, former = entry.texts("names"), entry.texts("former")
    translations = [pair for one in entry.entries("translations") for pair in _translation(one)]
    posts = frozenset(read_post(p, line, entry.faults) for p, line in entry.texts("posts"))
    cables = frozenset(read_mrn(m, line, entry.faults) for m, line in entry.texts("cables"))
    entry.check_unknown_fields()
    for words, line in [(name or "", entry.line), *names, *former]:
        _check_name(words, line, entry.faults)
    if name is None or source is None:
        return None
    return CuratedOrganisation(
        name=name,
        names=tuple(words for words, _ in names),
        translations=tuple(translations),
        former=tuple(words for words, _ in former),
        posts=posts,
        cables=cables,
        source=source,
        is_hidden=False,
    )


def _translation(entry: YamlEntry) -> Iterator[tuple[str, str]]:
    """The code of a language and a name in it."""
    language, name = entry.text("language", required=True), entry.text("name", required=True)
    entry.check_unknown_fields()
    if language is not None and not LANGUAGE.fullmatch(language):
        entry.faults.add(
            entry.line,
            f"invalid language code {quoted(language)}: write one such as 'es', 'pt-BR'.",
        )
    elif language is not None and name is not None:
        _check_name(name, entry.line, entry.faults)
        yield language, name


def _hidden(entry: YamlEntry) -> CuratedOrganisation | None:
    """Words that name no organisation."""
    words, reason = entry.text("words", required=True), entry.text("reason", required=True)
    posts = frozenset(read_post(p, line, entry.faults) for p, line in entry.texts("posts"))
    cables = frozenset(read_mrn(m, line, entry.faults) for m, line in entry.texts("cables"))
    entry.check_unknown_fields()
    if words is None or reason is None:
        return None
    return CuratedOrganisation(
        name=words,
        names=(),
        translations=(),
        former=(),
        posts=posts,
        cables=cables,
        source=reason,
        is_hidden=True,
    )


def _check_name(name: str, line: int, faults: Faults) -> None:
    if len(name) > LONGEST_NAME or not name.isprintable():
        faults.add(
            line,
            f"{quoted(name)} has control characters or more than {LONGEST_NAME} characters: "
            "write the name alone.",
        )


def _check_twice(entries: list[tuple[int, CuratedOrganisation]], faults: Faults) -> None:
    """A name must not mean two organisations in the same cables."""
    seen: dict[tuple[str, str], int] = {}
    for line, entry in entries:
        scopes = [*sorted(entry.cables), *sorted(entry.posts)] or ["all cables"]
        for name in dict.fromkeys((entry.name, *entry.names)):
            for scope in scopes:
                before = seen.setdefault((name, scope), line)
                if before != line:
                    faults.add(
                        line,
                        f"{quoted(name)} already has an entry for {scope} (line {before}): name "
                        "other 'posts' or 'cables', or remove one of the two.",
                    )
