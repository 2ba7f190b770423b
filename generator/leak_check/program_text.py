"""The program's own text: its literals, templates and tables, as runs of words.

It is collected from the installed files when it is first needed, because most editions withhold no
word that the program has too.
"""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from generator import facts
from generator.disk.workspaces import packaged_templates
from generator.editions.words import squeeze
from generator.exports.cable_files import cable_schema
from generator.exports.openapi import openapi
from generator.exports.tables import TABLES
from generator.facts.place_table import place_facts
from generator.leak_check.shipped_files import THEME_TEMPLATES
from generator.model import SiteInfo

Words = tuple[str, ...]

WORD = re.compile(r"[^\W_]+")

RECOGNITION_TABLES = (
    "places",
    "chiefs_of_mission",
    "principal_officers",
    "head_nouns",
    "body_words",
    "titles",
)
"""Tables by which names in cables are recognised. Such a word on a page comes from a cable: with
these, "Benito Juárez" would be no leak, because a city has that name."""

_HOLE = "\ua66e"
"""Marks the place of a printed value: a letter that no word has."""

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LITERAL = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"[\w:-]+=\"[^\"]*\"")
_ATTRIBUTE_LIST = re.compile(r"\{:[^{}]*\}")
_HEADING = re.compile(r"^#{1,6} ([^{\n]+)", re.MULTILINE)
_MARKUP_NAME = re.compile(r"</?([A-Za-z][\w:-]*)|\s([A-Za-z][\w:-]*)=")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramText:
    """The program's text as pieces: runs of words between printed values."""

    pieces: dict[str, list[tuple[Words, int]]]
    """The pieces that contain a word, each with the word's index, by folded word."""
    meanings: dict[str, list[tuple[Words, int]]]
    """The same for codes with their meanings, which may have another word between."""
    openings: frozenset[Words]
    """The last two words, or the only one, of pieces before a printed value."""
    closings: frozenset[Words]
    """The first two words, or the only one, of pieces after a printed value."""
    names: frozenset[str]
    """The names of fields, and literals that are a name."""
    columns: frozenset[str]
    """The names of fields of exported tables, which are values in the data package."""
    markup: frozenset[str]
    """The names of elements and attributes, in small letters."""


@cache
def program_text() -> ProgramText:
    """The program's text. It is collected once in a process."""
    names: set[str] = set()
    described = openapi(SiteInfo(name=""))
    texts = {*_tables(), *_columns(), cable_schema(""), described, *_literals(names)}
    texts |= {printed for template in _templates() for printed in _printed(template)}
    tags = {tag for text in texts for tag in _TAG.findall(text)}
    parts = {_TAG.sub(" ", text) for text in texts}
    parts |= {attribute for tag in tags for attribute in _ATTRIBUTE.findall(tag)}
    pieces = [piece for part in sorted(parts) for piece in _pieces(part)]
    known: list[facts.Fact | facts.Post] = [
        *facts.tags().values(),
        *facts.captions().values(),
        *facts.posts().values(),
    ]
    return ProgramText(
        pieces=_by_word(words for words, _, _ in pieces),
        meanings=_by_word(
            [
                *((fact.code, *WORD.findall(fact.meaning)) for fact in known),
                *((post.code, *WORD.findall(post.country)) for post in facts.posts().values()),
                *map(_post_in_country, facts.posts().values()),
                *map(_country_before_post, facts.posts().values()),
            ]
        ),
        openings=frozenset(
            tuple(map(squeeze, words[-2:])) for words, _, opens in pieces if opens and words
        ),
        closings=frozenset(
            tuple(map(squeeze, words[:2])) for words, closes, _ in pieces if closes and words
        )
        | frozenset(_place_types()),
        names=frozenset(names),
        columns=frozenset(field.name for table in TABLES for field in table.fields),
        markup=frozenset(
            (match[1] or match[2]).lower() for tag in tags for match in _MARKUP_NAME.finditer(tag)
        ),
    )


def _place_types() -> Iterator[Words]:
    """The first two words of what a place is, as it follows the name: `Oaxaca, state of Mexico`."""
    for kind in {fact.type for fact in place_facts().values()}:
        for joint in ("in", "of"):
            yield tuple(map(squeeze, WORD.findall(f"{kind} {joint}")[:2]))


def _post_in_country(post: facts.Post) -> Words:
    """A post as its page says what it is: `Embassy Amman, Jordan`."""
    return (*WORD.findall(post.meaning), *WORD.findall(post.country))


def _country_before_post(post: facts.Post) -> Words:
    """A post in the list of posts: `Jordan`, `AMMAN`; the kind of post is not in its name."""
    return (*WORD.findall(post.country), *WORD.findall(post.meaning)[1:])


def _by_word(pieces: Iterable[Words]) -> dict[str, list[tuple[Words, int]]]:
    places = defaultdict(list)
    for piece in dict.fromkeys(pieces):
        for place, word in enumerate(piece):
            places[squeeze(word)].append((piece, place))
    return dict(places)


def _pieces(text: str) -> Iterator[tuple[Words, bool, bool]]:
    """The runs of words, each with whether a value precedes it and whether one follows.

    A word with a value in it is left out.
    """
    piece: list[str] = []
    follows_value = False
    for word in WORD.findall(text):
        if _HOLE in word:
            yield tuple(piece), follows_value, word.startswith(_HOLE)
            piece, follows_value = [], word.endswith(_HOLE)
        else:
            piece.append(word)
    yield tuple(piece), follows_value, False


def _templates() -> Iterator[str]:
    """The program's templates, those of Material, and the settings of a new workspace."""
    own = packaged_templates()
    paths = [*own.rglob("*.j2"), *(own / "theme").rglob("*.html"), *own.rglob("*.yml")]
    paths += [path for path in THEME_TEMPLATES.rglob("*.html") if ".icons" not in path.parts]
    return (path.read_text(encoding="utf-8") for path in sorted(paths))


def _printed(template: str) -> Iterator[str]:
    """The text of a template with holes for values, and the literals within its expressions.

    Headings also follow each other in a page's table of contents, and are its anchors.
    """
    yield _ATTRIBUTE_LIST.sub("", _JINJA.sub(_HOLE, template))
    headings = _HEADING.findall(template)
    yield " ".join(headings)
    yield from (f"{name} {heading}" for heading in headings for name in ("id", "href"))
    for expression in _JINJA.findall(template):
        if not expression.startswith("{#"):
            yield from (double or single for double, single in _LITERAL.findall(expression))


def _tables() -> Iterator[str]:
    """The cells of the program's tables, without those for invented cables and recognition."""
    for path in (resources.files("generator.facts") / "data").iterdir():
        if path.name.endswith(".csv") and not path.name.startswith(("demo", *RECOGNITION_TABLES)):
            for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
                yield from row


def _columns() -> Iterator[str]:
    """The rows in which the page about the data describes the fields of tables."""
    for table in TABLES:
        for field in table.fields:
            yield f"{field.name} {field.type} {field.description}"


def _literals(names: set[str]) -> Iterator[str]:
    """The string literals of the program, without those for invented cables.

    The program's names are added to `names`.
    """
    package = Path(str(resources.files("generator")))
    for path in sorted(package.rglob("*.py")):
        if "demo" not in path.relative_to(package).parts:
            yield from _literals_of(ast.parse(path.read_text(encoding="utf-8")), names)


def _literals_of(tree: ast.AST, names: set[str]) -> Iterator[str]:
    inner: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):  # documentation
                inner.add(id(node.value))
            case ast.JoinedStr(values=values):
                inner |= {id(value) for value in values}
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else _HOLE for part in values
                )
            case ast.Constant(value=str(text)) if id(node) not in inner:
                yield text
                if _NAME.fullmatch(text):
                    names.add(text)
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.keyword(arg=str(name)):
                names.add(name)
