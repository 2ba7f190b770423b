"""Reads `content/curated/glossary.yml`: what editors say about abbreviations.

terms:
  - short: INM
    meaning: National Migration Institute
    original: Instituto Nacional de Migración
    language: es
    category: organisation
    posts: [MEXICO]
    source: Decree creating the Institute, 19 October 1993
exclude:
  - words: DIVAS
    reason: the name of a trafficking organisation
"""

from __future__ import annotations

import re

from generator.curated.numbers import read_mrn
from generator.curated.yaml_fields import Faults, YamlEntry, quoted, read_entry
from generator.model import CuratedGlossary, ExternalTerm, Sense, SenseSource

CATEGORIES = (
    "organisation",
    "law or agreement",
    "programme",
    "office or title",
    "place",
    "handling",
    "other",
)
"""The categories of terms. The index of organisations lists the first."""

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
"""A BCP 47 language code: "es", "pt-BR", "zh-Hant"."""

LONGEST_ABBREVIATION = 40
"""The most characters of an abbreviation."""


def read_glossary(text: str, file: str) -> CuratedGlossary:
    """The curated glossary in `text`; messages name the `file`.

    Raises `ReftelError` with all faults, each with file and line.
    """
    top, faults = read_entry(text, file)
    terms = [(e, _term(e)) for e in top.entries("terms")]
    excluded = [_excluded(e) for e in top.entries("exclude")]
    top.check_unknown_fields()
    _check_twice([(e.line, t) for e, t in terms if t is not None], faults)
    faults.raise_if_any()
    return CuratedGlossary(
        terms=tuple(t for _, t in terms if t is not None),
        excluded=frozenset(w for w in excluded if w),
    )


def _term(entry: YamlEntry) -> ExternalTerm | None:
    abbreviation = entry.text("short", required=True)
    meaning = entry.text("meaning", required=True)
    source = entry.text("source", required=True)
    original, language = entry.text("original"), entry.text("language")
    category, note = entry.text("category"), entry.text("note")
    also, former = entry.texts("also"), entry.texts("former")
    spellings, also_written = entry.texts("spellings"), entry.texts("also_written")
    posts = frozenset(read_post(p, line, entry.faults) for p, line in entry.texts("posts"))
    cables = frozenset(read_mrn(m, line, entry.faults) for m, line in entry.texts("cables"))
    entry.check_unknown_fields()
    _check_form(entry, abbreviation, original, language, category)
    if abbreviation is None or meaning is None or source is None:
        return None
    sense = Sense(
        expansion=meaning,
        original=original,
        language=language,
        source=SenseSource.CURATED,
        passages=(),
        origin=source,
        category=category,
        scope=(*sorted(posts), *sorted(cables)),
        also=tuple(a for a, _ in also),
        note=note or "",
    )
    return ExternalTerm(
        abbreviation=abbreviation,
        sense=sense,
        spellings=tuple(s for s, _ in spellings),
        also_written=tuple(w for w, _ in also_written),
        posts=posts,
        cables=cables,
        former=tuple(f for f, _ in former),
    )


def _check_form(
    entry: YamlEntry,
    abbreviation: str | None,
    original: str | None,
    language: str | None,
    category: str | None,
) -> None:
    add = entry.faults.add
    if abbreviation is not None and (
        len(abbreviation) > LONGEST_ABBREVIATION or not any(c.isalnum() for c in abbreviation)
    ):
        add(
            entry.line,
            f"invalid abbreviation {quoted(abbreviation)}: expected at most {LONGEST_ABBREVIATION} "
            "characters, with a letter or digit.",
        )
    if (original is None) != (language is None):
        add(entry.line, "'original' and 'language' belong together: give both or neither.")
    if language is not None and not LANGUAGE.fullmatch(language):
        add(
            entry.line,
            f"invalid language code {quoted(language)}: write one such as 'es', 'pt-BR'.",
        )
    if category is not None and category not in CATEGORIES:
        add(
            entry.line,
            f"unknown category {quoted(category)}: expected one of {', '.join(CATEGORIES)}.",
        )


def _excluded(entry: YamlEntry) -> str | None:
    words = entry.text("words", required=True)
    entry.text("reason", required=True)
    entry.check_unknown_fields()
    return words


def read_post(text: str, line: int, faults: Faults) -> str:
    """The name of a post, letters only; a fault if it is too short."""
    letters = "".join(c for c in text.upper() if "A" <= c <= "Z")
    if len(letters) < 3:
        faults.add(
            line, f"invalid post {quoted(text)}: write its name as cables do, as in 'THE HAGUE'."
        )
    return letters


def _check_twice(terms: list[tuple[int, ExternalTerm]], faults: Faults) -> None:
    """Two meanings of one abbreviation must not apply to the same cables."""
    seen: dict[tuple[str, str], int] = {}
    for line, term in terms:
        scopes = [*sorted(term.cables), *sorted(term.posts)] or ["all cables"]
        for scope in scopes:
            before = seen.setdefault((term.abbreviation, scope), line)
            if before != line:
                faults.add(
                    line,
                    f"'{term.abbreviation}' already has a meaning for {scope} (line {before}): "
                    "name other 'posts' or 'cables', or remove one of the two.",
                )
