"""Find all abbreviations in a text, in one pass whatever their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from generator import facts
from generator.glossary.forms import NOT_ABBREVIATIONS, singular_abbreviation
from generator.model import Block, BlockKind

CAPITAL_WORD = re.compile(r"[A-Z](?<![\w&/][A-Z])[A-Z0-9&/-]{0,15}[A-Z0-9](?:['’]?s)?(?![\w&])")
"""A word in capitals: "INM", "NGOs", "ICE/USAID", "R&D". The lookbehind comes after the first
letter, which makes the search faster."""

ROMAN = re.compile(r"[IVXLC]+")
"""A Roman numeral."""
CODE = re.compile(r"[A-Z]{1,3}\d[\w/-]*|.*\d.*\d.*")
"""A number with letters ("F16", "S/PRST/2008/11"), which is not an abbreviation."""

DOCUMENT_NUMBER = re.compile(r"\.\d+/")
"""What follows the first part of a document's number: "S/AC.51/2008/5"."""

EMPHASISED_WORDS = frozenset(
    "THE OF AND OR FOR IN ON AT TO BY WITH FROM NOT NO ALL ANY ONLY WILL SHALL MUST BE IS ARE WAS "
    "WERE HAS HAVE DONE BEGIN TEXT REF PARA DEPARTMENT POST EMBASSY ACTION REQUEST".split()
)
"""Ordinary words that cables often set in capitals."""

WORDS_IN_CAPITALS = frozenset(
    "AID AIDS ARM ART BAR BIT BOSS CAN CAP CARE CASE CAT COM COP FAST GOES GOT ICE IT LAW "
    "MAP MID MOST ONE PAN PAS SAFE SALT SAM SEA SHAPE SOP START TIP TRIPS UP WHO".split()
)
"""Abbreviations that are also words, which a cable may set in capitals for emphasis."""

BEFORE_VERBS = frozenset(
    "anyone anything can cannot could did do does everyone he i it man may men might must never "
    "not people persons please shall she should they those to we will women would you".split()
)
"""Words before a verb or a relative clause: "must START", "those WHO"."""

MIN_RUN = 3
"""Minimum number of capitalised words in a row that are a heading or emphasis, not abbreviations.
"""


MIN_LONG_WORD = 5
"""Minimum length of two words in a row that are a name in capitals, not abbreviations."""


@dataclass(frozen=True, slots=True)
class AbbreviationMatch:
    """An abbreviation in a text, with its offsets."""

    abbreviation: str
    start: int
    end: int


class AbbreviationMatcher:
    """Finds abbreviations in texts, the longest first. Case matters."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        """`spellings` maps each spelling to its abbreviation."""
        self._spellings = spellings
        self._abbreviations = tuple(spellings.values())
        self._automaton = AhoCorasick(list(spellings), matchkind=MatchKind.Standard)

    def __reduce__(self) -> tuple[type[AbbreviationMatcher], tuple[Mapping[str, str]]]:
        """Pickle the spellings only; the automaton cannot be pickled and is rebuilt."""
        return (AbbreviationMatcher, (self._spellings,))

    def find(self, text: str) -> list[AbbreviationMatch]:
        """The abbreviations in `text`, in order and without overlaps.

        Parts of a compound count ("DIF" in "DIF-run", "ICE" in "ICE/USAID"); parts of a word do
        not.
        """
        # The automaton rejects lone surrogates; replacing them with `?` keeps the offsets.
        encodable = text.encode("utf-8", "replace").decode("utf-8")
        candidates = [
            (start, end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(
                encodable, overlapping=True
            )
            if _is_bounded(text, start, end)
        ]
        candidates.sort(key=lambda candidate: (candidate[0], -candidate[1]))
        matches: list[AbbreviationMatch] = []
        position = 0
        for start, end, index in candidates:
            if start >= position:
                matches.append(AbbreviationMatch(self._abbreviations[index], start, end))
                position = end
        return matches


def _is_bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before in "&_@") and not (after.isalnum() or after in "&_@")


def with_plurals(abbreviations: Iterable[str]) -> dict[str, str]:
    """Each abbreviation and its plural, mapped to the abbreviation.

    A plural that is itself an abbreviation maps to itself.
    """
    names = list(abbreviations)
    plurals = {f"{name}s": name for name in names if name[-1].isupper()}
    return plurals | {name: name for name in names}


def is_searched(block: Block) -> bool:
    """True for blocks that are searched for abbreviations: all but headings and columns."""
    return block.kind not in {BlockKind.HEADING, BlockKind.COLUMNS}


def is_emphasised(text: str, start: int, end: int) -> bool:
    """True for an ordinary word in capitals: "they must START now", "those WHO left"."""
    if text[start:end] not in WORDS_IN_CAPITALS:
        return False
    before = re.findall(r"[A-Za-z]+", text[max(0, start - 20) : start])
    after = re.match(r"\s+([A-Z]+)\b", text[end : end + 20])
    if before and (before[-1].lower() in BEFORE_VERBS or before[-1] in EMPHASISED_WORDS):
        return True
    return after is not None and after[1] in EMPHASISED_WORDS


def find_unexplained(
    text: str, explained: Iterable[AbbreviationMatch], excluded: frozenset[str]
) -> Iterator[AbbreviationMatch]:
    """Words in capitals that have no explanation: the editor's work list.

    These are left out: runs of capitals, Roman numerals, codes with numbers, captions, posts,
    surnames in capitals after a first name, a name alone in the last line, and words that editors
    excluded.
    """
    words = list(CAPITAL_WORD.finditer(text))
    if not words:
        return
    covered = {offset for match in explained for offset in range(match.start, match.end)}
    for match, in_run in zip(words, _are_in_runs(text, words), strict=True):
        if in_run or _is_signature(text, match) or DOCUMENT_NUMBER.match(text, match.end()):
            continue
        for start, end in _pieces(match[0], match.start()):
            word = singular_abbreviation(text[start:end])
            if not covered.isdisjoint(range(start, end)):
                continue
            if _may_be_abbreviation(text, word, start) and word not in excluded:
                yield AbbreviationMatch(word, start, start + len(word))


SENTENCE_ENDS = frozenset(["", "\n", ".", "!", "?", '"'])
"""What is before the first word of a sentence or line; nothing at the start of a text."""

LETTERS = re.compile(r"[A-Za-z]+")
"""A run of letters."""


def forms_in_small_letters(capital_words: Iterable[str]) -> frozenset[str]:
    """How a text writes words that are not abbreviations: "fuel", "Fuel"; "to" for `TO`."""
    forms: set[str] = set()
    for word in capital_words:
        forms.add(word.lower())
        if len(word) > 2:
            forms.add(word.capitalize())
    return frozenset(forms)


def _pieces(word: str, start: int) -> Iterator[tuple[int, int]]:
    """The offsets of the parts of a compound; `A/S` and `G/TIP` are not split."""
    parts = re.split(r"[/-]", word)
    if "/" in word and any(len(part) == 1 for part in parts):
        yield (start, start + len(word))
        return
    position = start
    for part in parts:
        yield (position, position + len(part))
        position += len(part) + 1


def _is_signature(text: str, word: re.Match[str]) -> bool:
    """True for a word by itself at the end of the text, as a name is: "End. DOE 1/2/2007"."""
    before, after = text[: word.start()].rstrip(" "), text[word.end() :]
    return not after.strip(" .\n/0123456789") and before[-1:] in SENTENCE_ENDS


def _may_be_abbreviation(text: str, word: str, start: int) -> bool:
    if len(word) < 2 or not word[0].isalpha() or word in NOT_ABBREVIATIONS | EMPHASISED_WORDS:
        return False
    if word in facts.posts():
        return False
    if ROMAN.fullmatch(word) or CODE.fullmatch(word) or set(word) == {"X"}:
        return False
    before = text[max(0, start - 40) : start].rstrip().rpartition(" ")[2]
    is_surname = len(word) > 5 and before[:1].isupper() and before[1:].islower()
    return not is_surname


def _are_in_runs(text: str, words: list[re.Match[str]]) -> list[bool]:
    """For each word, whether it is in a heading, a name or emphasis in capitals.

    That is a run of `MIN_RUN` words or more with white space only between them, or of two long
    words: "DAILY EXAMPLE".
    """
    runs: list[list[str]] = []
    for index, word in enumerate(words):
        if index > 0 and text[words[index - 1].end() : word.start()].isspace():
            runs[-1].append(word[0])
        else:
            runs.append([word[0]])
    return [
        len(run) >= MIN_RUN or (len(run) > 1 and min(map(len, run)) >= MIN_LONG_WORD)
        for run in runs
        for _ in run
    ]
