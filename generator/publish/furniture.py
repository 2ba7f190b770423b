"""The program's own words on a page, so that common names can be withheld.

`Day`, `Mark` or `Chicago` stand in every site: in labels, in the meanings of TAGS, in the names of
citation styles. Such a word is no leak where the program itself put it. What the program prints is
collected from what is installed, never from a list of words:

- the string literals of the program, but for docstrings and for the invented cables of `demo`,
- the packaged templates of pages and of the theme, those of Material, the starting `mkdocs.yml`,
- the program's tables (`data/*.csv`: meanings of TAGS, posts, terms), the description of the data.

All of it is kept as *pieces*: runs of words between places where a value is printed. A hit is
furniture where a piece has the same words in the same case, and the same neighbours: up to `REACH`
words on each side, or as many as the piece has there; at least one. What a workspace adds (its
templates, settings, curated files) is in no piece. Besides,

names of elements and attributes, and keys of JSON, are furniture where the program or a template
has the same name. What codes hold (`codes`) is judged apart.

What this cannot see: a leak of one word whose neighbours are, by chance, those that a piece has too
("a day", where both stand in lower case); one that is the whole name of an element or key. On the
other side, a label of one word between two
values has no neighbour and is reported if it is withheld: rather a build too few than a leak.
"""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import material  # type: ignore[import-untyped]  # it has no annotations

from generator.disk.workspaces import packaged_templates
from generator.editions.leaks import Hit
from generator.editions.words import squeeze
from generator.exports.cables import cable_schema

REACH = 3
"""Neighbours on each side that are compared."""

_HOLE = "\ua66e"
"""Stands where a template prints a value: a letter that no word has."""

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"[\w:-]+=\"[^\"]*\"")
_HEADING = re.compile(r"^#{1,6} ([^{\n]+)", re.MULTILINE)
_MARKUP_NAME = re.compile(r"</?([A-Za-z][\w:-]*)|\s([A-Za-z][\w:-]*)=")


class _Pieces(NamedTuple):
    """All that the program prints."""

    places: dict[str, list[tuple[tuple[str, ...], int]]]
    """The pieces that have a word, and where, by the word without its case."""
    names: frozenset[str]
    """Names of the program: of fields, and literals that are a name."""
    markup: frozenset[str]
    """Names of elements and attributes, in small letters."""


def is_furniture(hit: Hit) -> bool:
    """Whether the program itself put the words of a hit where they stand."""
    return _is_name(hit) or _is_in_piece(
        tuple(_WORD.findall(hit.before)[-REACH:]),
        tuple(_WORD.findall(hit.words)),
        tuple(_WORD.findall(hit.after)[:REACH]),
    )


_KEY_START = re.compile(r'"([\w-]*)$')
_KEY_END = re.compile(r'([\w-]*)"\s*:')
_TAG_START = re.compile(r"</?$")
_ATTRIBUTE_START = re.compile(r"<[^<>]*\s([\w:-]*)$")
_ATTRIBUTE_END = re.compile(r"([\w:-]*)=")


def _is_name(hit: Hit) -> bool:
    """Whether the words are a key of JSON, or the name of an element or attribute, of ours."""
    pieces = _pieces()
    start, end = _KEY_START.search(hit.before), _KEY_END.match(hit.after)
    if start and end:
        return f"{start[1]}{hit.words}{end[1]}" in pieces.names
    if _TAG_START.search(hit.before):
        return hit.words.lower() in pieces.markup
    start, end = _ATTRIBUTE_START.search(hit.before), _ATTRIBUTE_END.match(hit.after)
    if start and end:
        return f"{start[1]}{hit.words}{end[1]}".lower() in pieces.markup
    return False


@lru_cache(maxsize=100_000)
def _is_in_piece(before: tuple[str, ...], words: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether a piece has these words with these neighbours."""
    left, right = _folded(before), _folded(after)
    size = len(words)
    for piece, place in _pieces().places[squeeze(words[0])]:
        if not _same_case(piece[place : place + size], words):
            continue
        near = _folded(piece[max(0, place - REACH) : place])
        far = _folded(piece[place + size : place + size + REACH])
        if not near and not far:
            continue
        if near == left[len(left) - len(near) :] and far == right[: len(far)]:
            return True
    return False


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(squeeze(word) for word in words)


def _same_case(piece: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether words are those of a piece as it writes them, or in small letters (addresses)."""
    return piece == words or tuple(word.lower() for word in piece) == words


@cache
def _pieces() -> _Pieces:
    """Collected once, when a hit is first judged: most editions withhold no word that has one."""
    texts, names, markup = [*_tables(), cable_schema("")], set[str](), set[str]()
    texts += [printed for text in _templates() for printed in _template_texts(text)]
    texts += _literals(names)
    for tag in {tag for text in texts for tag in _TAG.findall(text)}:
        markup |= {(found[1] or found[2]).lower() for found in _MARKUP_NAME.finditer(tag)}
    places: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    apart = {part for text in texts for part in _apart(text)}
    for piece in {piece for part in apart for piece in _parted(part)}:
        for place, word in enumerate(piece):
            places[squeeze(word)].append((piece, place))
    return _Pieces(places, frozenset(names), frozenset(markup))


def _apart(text: str) -> Iterator[str]:
    """The text of a template or literal, and each attribute of its tags."""
    yield _TAG.sub(" ", text)
    for tag in _TAG.findall(text):
        yield from _ATTRIBUTE.findall(tag)


def _parted(text: str) -> Iterator[tuple[str, ...]]:
    """The runs of words between the places where a value is printed."""
    piece: list[str] = []
    for word in _WORD.findall(text):
        if _HOLE in word:
            yield tuple(piece)
            piece = []
        else:
            piece.append(word)
    yield tuple(piece)


def _templates() -> Iterator[str]:
    ours = packaged_templates()
    theirs = Path(material.__file__).parent / "templates"
    paths = [*ours.rglob("*.j2"), *(ours / "theme").rglob("*.html"), *ours.rglob("*.yml")]
    paths += [p for p in theirs.rglob("*.html") if not any(x.startswith(".") for x in p.parts)]
    return (path.read_text(encoding="utf-8") for path in sorted(paths))


def _template_texts(text: str) -> Iterator[str]:
    """What a template prints as it stands, with holes for values; literals within expressions.

    Headings stand in a page's contents too, one after the other, and are its anchors.
    """
    yield _JINJA.sub(_HOLE, text)
    headings = _HEADING.findall(text)
    yield " ".join(headings)
    yield from (f"{name} {heading}" for heading in headings for name in ("id", "href"))
    for expression in _JINJA.findall(text):
        if not expression.startswith("{#"):
            yield from (double or single for double, single in _LITERAL.findall(expression))


def _tables() -> Iterator[str]:
    """The cells of the program's tables, but for those of invented cables."""
    for path in sorted((resources.files("generator") / "data").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".csv") and not path.name.startswith("demo"):
            for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
                yield from row


def _literals(names: set[str]) -> Iterator[str]:
    """The string literals of the program; puts its `names` into the set."""
    package = Path(str(resources.files("generator")))
    for path in sorted(package.rglob("*.py")):
        if "demo" not in path.relative_to(package).parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from _literals_of(tree, names)


def _literals_of(tree: ast.AST, names: set[str]) -> Iterator[str]:
    inner: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):  # documentation
                inner.add(id(node.value))
            case ast.JoinedStr(values=values):
                inner |= {id(value) for value in values}
                yield "".join(_part(value) for value in values)
            case ast.Constant(value=str(text)) if id(node) not in inner:
                yield text
                if _NAME.fullmatch(text):
                    names.add(text)
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.keyword(arg=str(name)):
                names.add(name)


def _part(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else _HOLE
