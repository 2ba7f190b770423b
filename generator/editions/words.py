"""Text as folded words, the form in which passages and leaks are searched.

Case, accents, punctuation and line ends between words are ignored, so that one rule finds a passage
however it is typed, broken over lines, or turned into an address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f"
)
"""Characters within words that are not letters: soft hyphen, zero width, direction, accents."""

_WORD = re.compile(rf"[^\W_](?:[{_INVISIBLE}]*[^\W_])*[\u0300-\u036f]*")

_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
) | str.maketrans({"æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that Unicode does not decompose, as they are written on a plain keyboard."""

_MODIFIERS = frozenset("ʹʺʻʼʽʾʿˈˊˋ＇\u115f\u1160\u3164\uffa0")
"""Apostrophes, accents and blank characters that Unicode counts as letters."""

_LOOKALIKES = str.maketrans(
    "авсԁенһіјкӏмоԛрѕтуѵԝхαβεζηικμνορτυχᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡȷ",
    "abcdehhijklmoqpstyvwxabezhikmnoptyxabcdefghijklmnoprstuvwyzagj",
)
"""Letters of other alphabets that look like small or capital Latin ones, and small capitals."""

_PLAIN = _STROKES | _LOOKALIKES

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
"""Replaced first, because `str.translate` is ten times as fast on plain ASCII."""


class CharacterTable(dict[int, str]):
    """A table for `str.translate` that computes the entry of each character once."""

    def __init__(self, replacement: Callable[[str], str]) -> None:
        super().__init__()
        self._replacement = replacement

    def __missing__(self, code: int) -> str:
        value = self[code] = self._replacement(chr(code))
        return value


def _squeezed_character(character: str) -> str:
    if not character.isalnum() or character in _MODIFIERS:
        return ""
    plain = unicodedata.normalize("NFKD", character).casefold().translate(_PLAIN)
    return "".join(c for c in plain if c.isalnum())


_SQUEEZED = CharacterTable(_squeezed_character)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    folded: str
    start: int
    """The offset of its first character."""
    end: int
    """The offset behind its last character."""


def squeeze(text: str) -> str:
    """The letters and digits of `text`, in small letters and without accents.

    The same as the folded words of `text`, joined.
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda match: match[0].translate(_SQUEEZED), text)
    return text.translate(_SQUEEZED)


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order: runs of letters and digits."""
    for match in _WORD.finditer(text):
        if folded := squeeze(match[0]):
            yield Word(folded, match.start(), match.end())


def phrase(text: str) -> tuple[str, ...]:
    """The folded words of `text`."""
    return tuple(word.folded for word in words(text))


def shared_prefix(one: Sequence[str], two: Sequence[str]) -> int:
    """How many items are the same from the start of both sequences."""
    pairs = zip(one, two, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of `text`, widened to whole words."""
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def count_words(text: str) -> int:
    """The number of words in `text`, as a reader counts them: separated by blanks."""
    return len(text.split())


_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ñ": "ny"}
"""Letters that are written as two on a plain keyboard."""

_CONTRACTED = re.compile("ae|oe|ue", re.IGNORECASE)

FEWEST = 2
"""Letters of the shortest spelling: `L` is not a spelling of `Lü`."""

MOST_SPELLINGS = 256
"""The most spellings of one passage that combine the alternatives of all its letters."""


def spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of `text` in each form into which transmissions and copies turn it.

    A letter with an accent may be plain, lost, a question mark that splits the word, or two
    letters: `José` is also searched as `Jos` (`Jos?`, `Grfico` in real cables), `Müller` as
    `Mueller`; and `Mueller` as `Muller`, the folded form of `Müller`.
    """
    composed = unicodedata.normalize("NFC", text)
    choices = [_choices(character) for character in composed]
    combinations = 1
    for choice in choices:
        combinations *= len(choice)
    if combinations <= MOST_SPELLINGS:
        written = list(map("".join, product(*choices)))
    else:
        written = list(_one_by_one(choices))
    contracted = [_CONTRACTED.sub(lambda m: m[0][0], w) for w in (composed, *written[:1])]
    folded = dict.fromkeys(phrase(w) for w in (*written, *contracted, *_misread(composed)))
    return tuple(w for w in folded if len("".join(w)) >= FEWEST or any(map(is_unspaced, w)))


_OTHER_ENCODINGS = ("cp1250", "iso8859-2", "iso8859-9", "cp437", "cp850", "mac_roman")
"""Encodings that are mistaken for Windows-1252."""


def _misread(text: str) -> Iterator[str]:
    """The text in another encoding, read as Windows-1252: `Wa³êsa` for `Wałęsa`."""
    for written in () if text.isascii() else (text, text.upper()):
        for encoding in _OTHER_ENCODINGS:
            yield written.encode(encoding, "replace").decode("cp1252", "replace")


def _choices(character: str) -> tuple[str, ...]:
    """What may replace a character, the character itself first."""
    if character.isascii() or not character.isalpha():
        return (character,)
    two = _DIGRAPHS.get(character.lower())
    return (character, "", "?") if two is None else (character, two, "", "?")


def _one_by_one(choices: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """All letters replaced in the same way, and single letters replaced alone."""
    plain = [choice[0] for choice in choices]
    for way in range(4):
        yield "".join(choice[min(way, len(choice) - 1)] for choice in choices)
    for at, choice in enumerate(choices):
        for other in choice[1:]:
            yield "".join([*plain[:at], other, *plain[at + 1 :]])


CAPITALISED_BELOW = 3
"""Phrases with fewer letters only count if capitalised: `Le` is a name, `le` is not."""

LOST = ("?", "\ufffd")
"""Characters in place of a letter that a copy lost."""


def is_capitalised(words: Sequence[str], text: str, start: int) -> bool:
    """Whether a short phrase at `start` of `text` is written like a name.

    Also true for longer phrases, letters without capitals, and after a lost letter.
    """
    if sum(map(len, words)) >= CAPITALISED_BELOW or text[start - 1 : start] in LOST:
        return True
    return not text[start].islower()


_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f"
    "\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that write no blanks between words, or attach endings to names: Thai, Lao,
Burmese, Khmer, Chinese, Japanese, Korean."""


def is_unspaced(text: str) -> bool:
    """Whether `text` has a letter of a script that does not separate names from other words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


ACCENTED = frozenset("aeiounc")
"""Letters that may have had an accent that a rule does not write."""

LONG_ENOUGH = 8
"""The fewest letters of a phrase that is found with one or two letters missing."""


def damaged(words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The letters of a phrase without one or two that may have had an accent, and that number.

    A rule has `Jose Perez` and the copy has `Jos? P?rez`. The caller must check that the missing
    letters are marked as lost.
    """
    letters = "".join(words)
    if len(letters) < LONG_ENOUGH or letters.isdigit():
        return
    places = [at for at, letter in enumerate(letters) if letter in ACCENTED][:MOST_PLACES]
    for at, first in enumerate(places):
        yield letters[:first] + letters[first + 1 :], 1
        for second in places[at + 1 :]:
            yield letters[:first] + letters[first + 1 : second] + letters[second + 1 :], 2


MOST_PLACES = 16
"""The most letters of a phrase that are tried as missing. Longer passages have enough others."""
