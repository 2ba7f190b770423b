"""Text as the words it is made of: in this form passages are withheld and leaks looked for.

Case, accents, signs and line ends between words do not count, so that one rule finds a passage
however it was typed, broken over lines, or made into an address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\u0300-\u036f"
)
"""Signs that stand inside a word and are no letter: soft hyphen, zero width, direction, accents."""

_WORD = re.compile(rf"[^\W_](?:[{_INVISIBLE}]*[^\W_])*[\u0300-\u036f]*")

_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
) | str.maketrans({"æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that Unicode does not take apart, as they are written where they cannot be typed."""


_MODIFIERS = frozenset("ʹʺʻʼʽʾʿˈˊˋ＇\u115f\u1160\u3164\uffa0")
"""Apostrophes, accents and signs that show nothing which Unicode counts as letters."""

_LOOKALIKES = str.maketrans(
    "авсԁенһіјкӏмоԛрѕтуѵԝхαβεζηικμνορτυχᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡȷ",
    "abcdehhijklmoqpstyvwxabezhikmnoptyxabcdefghijklmnoprstuvwyzagj",
)
"""Letters of other alphabets that look like Latin ones, small or capital, and small capitals."""

_PLAIN = _STROKES | _LOOKALIKES

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
"""Squeezed first: `str.translate` is ten times as fast on what is plain ASCII then."""


class _SqueezeTable(dict[int, str | None]):
    """What each character is in a squeezed text; made for a character when it is first met."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        made = None
        if sign.isalnum() and sign not in _MODIFIERS:
            plain = unicodedata.normalize("NFKD", sign).casefold().translate(_PLAIN)
            made = "".join(c for c in plain if c.isalnum()) or None
        self[code] = made
        return made


_SQUEEZED = _SqueezeTable()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    folded: str
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


def squeeze(text: str) -> str:
    """`text` in small letters, without accents and without all that is no letter or digit.

    It is what the words of `text`, folded, make without anything between them.
    """
    plain = text if text.isascii() else _BEYOND_ASCII.sub(_squeezed, text)
    return plain.translate(_SQUEEZED)


def _squeezed(found: re.Match[str]) -> str:
    return found[0].translate(_SQUEEZED)


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order: runs of letters and digits."""
    for match in _WORD.finditer(text):
        if folded := squeeze(match[0]):
            yield Word(folded, match.start(), match.end())


def phrase(text: str) -> tuple[str, ...]:
    """The words of `text`, folded."""
    return tuple(word.folded for word in words(text))


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of `text` with the whole of the words of which it holds a part."""
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def count_words(text: str) -> int:
    """How many words stand in `text`, as a reader counts them: parted by blanks."""
    return len(text.split())


_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ñ": "ny"}
"""Letters as they are written with two where they cannot be typed."""

_CONTRACTED = re.compile("ae|oe|ue", re.IGNORECASE)

FEWEST = 2
"""Letters of the shortest spelling: of `Lü` none is `L`."""

MOST_SPELLINGS = 256
"""Spellings of one passage that combine what may have become of each letter by itself."""


def spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of `text` in each form into which transmissions and copies turn it, folded.

    A letter with an accent may be plain, lost, a question mark that parts the word, or two
    letters: `José` is also looked for as `Jos` (`Jos?`, `Grfico` in real cables), `Müller` as
    `Mueller`; and `Mueller` as `Muller`, which is what `Müller` folds to.
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
"""Encodings of texts that are read as Windows-1252 by mistake."""


def _misread(text: str) -> Iterator[str]:
    """The text as it looks where another encoding was read as Windows-1252: `Wałęsa`, `Wa³êsa`."""
    for written in () if text.isascii() else (text, text.upper()):
        for encoding in _OTHER_ENCODINGS:
            yield written.encode(encoding, "replace").decode("cp1252", "replace")


def _choices(character: str) -> tuple[str, ...]:
    """What may stand for a character, the character itself first."""
    if character.isascii() or not character.isalpha():
        return (character,)
    two = _DIGRAPHS.get(character.lower())
    return (character, "", "?") if two is None else (character, two, "", "?")


def _one_by_one(choices: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Every letter in the same way, and each letter by itself in another way than the rest."""
    plain = [choice[0] for choice in choices]
    for way in range(4):
        yield "".join(choice[min(way, len(choice) - 1)] for choice in choices)
    for at, choice in enumerate(choices):
        for other in choice[1:]:
            yield "".join([*plain[:at], other, *plain[at + 1 :]])


CAPITALISED_BELOW = 3
"""Letters of a phrase below which it is known by its capital only: `Le` is a name, `le` none."""

LOST = ("?", "\ufffd")
"""What stands for a letter that a copy lost."""


def is_capitalised(words: Sequence[str], text: str, start: int) -> bool:
    """Whether a short phrase, which begins at `start` of `text`, is written as a name is.

    True of every longer one, of letters that have no capital, and behind a lost letter.
    """
    if sum(map(len, words)) >= CAPITALISED_BELOW or text[start - 1 : start] in LOST:
        return True
    return not text[start].islower()


_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f"
    "\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts in which no blanks part words, or endings are glued to names: Thai, Lao,
Burmese, Khmer, Chinese, Japanese, Korean."""


def is_unspaced(text: str) -> bool:
    """Whether a letter of a script stands in `text` that does not part a name from other words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


ACCENTED = frozenset("aeiounc")
"""Letters that may have lost an accent of which a rule does not know."""

LONG_ENOUGH = 8
"""Letters of a phrase that is known though one or two of its letters are missing."""


def damaged(words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The letters of a phrase without one or two that may have had an accent, and how many.

    A rule says `Jose Perez` and the copy has `Jos? P?rez`: what is missing must stand there as a
    question mark, which whoever calls has to look for.
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
"""Letters of a phrase that are tried as missing: longer passages are known by their other words."""
