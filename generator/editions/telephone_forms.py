"""Patterns for telephone numbers, and the words that announce them, in texts in plain form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import chain, islice, pairwise

_GAP = r"(?:[ \t]{0,2}[-/)]{1,2}[ \t]{0,2}(?:\r?\n[ \t]{0,8})?|\.|[ \t]{1,2})(?:\(\+?)?"
RUN = re.compile(rf"[0-9](?=[-0-9 ().+/\t\r\n]{{3}})[0-9]*+(?:{_GAP}[0-9]++)*+")
"""Figures that may be one number: digits with hyphens, slashes, brackets, dots or blanks between.

A line may only end after a hyphen, slash or bracket. Runs of fewer than four characters, which are
frequent, are ruled out early.
"""

LINE_END = re.compile(r"[ \t]{0,3}\r?\n[ \t]{0,8}\(?(?=\d)")

EXTENSION = re.compile(
    r"[ \t]{0,2}[,;]?\s{0,3}\(?(?:ext(?:ensions?|ensi[oó]n|ns?|s)?|xt?|anexo|ramal|interno|poste)"
    r"[ \t]?[.:#=-]?\s{0,2}\d{1,6}"
    r"(?:(?:[ \t]?[/,&-][ \t]?|[ \t](?:or|and)[ \t])\d{2,6}(?![\d-]))*+(?!\w)\)?",
    re.IGNORECASE,
)

LABEL_AFTER = re.compile(
    r"[ \t]{0,2}[(\[](?:[ohmw]|office|home|cell(?:ular)?|mobile|work|direct|residence|tel|phone"
    r"|fax)\.?[)\]]",
    re.IGNORECASE,
)
"""A label after a telephone number: `555-1234 (office)`."""


class Announcement(IntEnum):
    """How surely the words before figures announce a telephone number."""

    NONE = 0
    WEAK = 1
    """A word that has other meanings too is directly before them: `call`, `office`."""
    MOBILE = 2
    """The same with a colon, or a word for a mobile telephone, whose numbers are long."""
    STRONG = 3
    """A word for a telephone is directly before them: `tel.`, `fax`."""
    LABEL = 4
    """The same with a colon or a word for "number"."""


_STRONG = frozenset(
    "tel tels tele telf telephone telephones telephonic tél téléphone téléphones telefon telefone "
    "telefones teléfono teléfonos telefono telefonos fono telefax télécopie phone phones ph phs "
    "fax faxes facsimile facsimiles cellphone cellphones celular celulares hotline hotlines voip "
    "ivg dsn stu stu-iii stu-3 inmarsat iridium satphone switchboard landline handphone".split()
)
_MOBILE = frozenset(
    "cell cells cellular cellulars cel mobile mobiles mob móvil móviles movil portable portables "
    "gsm pager pagers beeper beepers".split()
)
_WEAK = frozenset(
    "call calls calling dial dialing voice office offices residence home work duty operator line "
    "lines".split()
)
_REACHING = frozenset(
    "call called calling contact contacts contacted dial dialing dialed reach reached reachable "
    "available".split()
)
"""Words that other words may follow: `contact the desk at`."""
_NUMBER_WORDS = frozenset(
    "number numbers no nos nr nrs num número numero numéro números ext extension extn".split()
)
_CONNECTORS = _NUMBER_WORDS | frozenset(
    "is are was at on to or and via the new main current direct secure hot after-hours emergency "
    "country area city code day night toll-free y e et ou de do du us u.s int'l n ° "
    ": , = # / ( ) [ ] * - -- & |".split()
)
_POINTING = frozenset("is are at on : ( to number no -".split())
"""Words directly before a number that is far from its announcement."""
_SHORT = frozenset("tel tels tél telf ph phs mob cel no nos nr num fax off res ext extn".split())
"""Abbreviations with a full stop."""
_SENTENCE_ENDS = frozenset(". ! ? ;".split())
_LETTERS = frozenset("ohmwtfp")
"""`(o)` and `T:`; `(c)` is a marking."""

_WORD_BACKWARDS = re.compile(r"(?:[^\W\d_]+['.-])*[^\W_]+|--|[^\w\s]|_")
_REACH = 110
"""The most characters between an announcement and its number."""
_MOST_WORDS = 12


def _words_backwards(text: str, start: int, reach: int = _REACH) -> Iterator[str]:
    """The words and punctuation before `start` in small letters, the last one first."""
    before = text[max(0, start - reach) : start].lower()[::-1]
    return (match[0][::-1] for match in _WORD_BACKWARDS.finditer(before))


def announcement(text: str, start: int) -> Announcement:
    """How the words directly before `start` announce a number there."""
    best = Announcement.NONE
    labelled = False
    after = ""
    words = chain(_words_backwards(text, start), ("", ""))
    for word, before in islice(pairwise(words), _MOST_WORDS):
        if word in _STRONG and not (word == "tel" and after == "aviv"):
            return Announcement.LABEL if labelled else Announcement.STRONG
        if word in _MOBILE:
            best = Announcement.MOBILE
        elif word in _WEAK or _is_letter(before, word, after):
            best = max(best, Announcement.MOBILE if labelled else Announcement.WEAK)
        elif word == ".":
            if before not in _SHORT:
                break
        elif word not in _CONNECTORS:
            break
        labelled = labelled or word == ":" or word in _NUMBER_WORDS
        after = word
    return best


def is_spoken_of(text: str, start: int) -> bool:
    """Whether the clause before `start` mentions a telephone."""
    reaching: bool | None = None
    for word in _words_backwards(text, start):
        if reaching is None:
            reaching = word in {"at", "on", ":"}
        if word in _SENTENCE_ENDS:
            return False
        if word in _STRONG or word in _MOBILE or (reaching and word in _REACHING):
            return True
    return False


def _is_letter(before: str, word: str, after: str) -> bool:
    """Whether a word is a letter that labels a number: `(o)`, `T:`."""
    return word in _LETTERS and (after == ":" or (before == "(" and after == ")"))


def is_pointed_at(text: str, start: int) -> bool:
    """Whether the word or character directly before `start` leads to a number."""
    return next(_words_backwards(text, start, 20), "") in _POINTING


def joins_list(between: str) -> bool:
    """Whether the text between two numbers only separates them: `, `, ` or `, `; (h) `."""
    return all(
        word in _CONNECTORS or word in _WEAK or word in _LETTERS or word == ";"
        for word in _words_backwards(between, len(between))
    )


_YEAR = r"(?:19\d\d|20[0-3]\d)"
YEAR = re.compile(_YEAR)
_YEARS = re.compile(rf"{_YEAR}(?:[ \t]*[-/][ \t]*|[ \t]+){_YEAR}")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"{_YEAR}(?:[ \t]?[-/][ \t]?\d\d|[-./]{_DAY}[-./]{_DAY})|{_DAY}([-./ ]){_DAY}\1{_YEAR}"
)
_SHORT_DATE = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{2})")
_TIMES = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d[ \t]?[-/ ][ \t]?(?:[01]\d|2[0-4])[0-5]\d")


def is_date(figures: str) -> bool:
    """Whether figures are a date with a four-digit year, or two years: `2008/09`."""
    return _DATE.fullmatch(figures) is not None


def are_years(figures: str) -> bool:
    """Whether figures are two years: `2005-2006`."""
    return _YEARS.fullmatch(figures) is not None


def is_short_date(figures: str) -> bool:
    """Whether figures are a date with a two-digit year, in any order of its parts."""
    match = _SHORT_DATE.fullmatch(figures)
    if not match:
        return False
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    return (min(first, second) <= 12 and max(first, second) <= 31) or (second <= 12 and third <= 31)


def are_times(figures: str) -> bool:
    """Whether figures are two times of day: `0800-1645`."""
    return _TIMES.fullmatch(figures) is not None


UNIT = re.compile(
    r"[ \t]{0,2}(?:percent|per[ \t]cent|pct|million|billion|thousand|dollars|usd|euros?|pesos|"
    r"rupees|metric|tons?|tonnes|mt|kgs?|kms?|meters|miles|[mkg]hz|people|persons|subscribers|users|lines|"
    r"sets|units|calls|minutes|copies|years)\b",
    re.IGNORECASE,
)
"""A word after figures that count or measure something."""

CODE_AFTER = re.compile(r"[\w$%°€£@]|-[^\W\d_]|'\d|:\d|,\d{3}(?![\d-])")
"""Text after figures that are the beginning of something longer."""

_CODE_IN_FRONT = re.compile(r"(?:[\w#$€£¥%@&*=_+]|[^\W_][-/.]|\d[,:]|-{1,2})\Z")
_FILE_IN_FRONT = re.compile(
    r"\b(?:files?|cases?|docket|passports?|contracts?|invoices?|visas?|licen[sc]es?|serial|"
    r"resolutions?|decrees?|laws?|decisions?|isbn|issn|tariffs?|htsu?s?|hs|accounts?|acct|grants?|"
    r"projects?|permits?|registration|claims?|policy|id|refs?|references?|appropriations?|models?|"
    r"patents?|treaty|directives?|regulations?|bills?|act|codes?|headings?|subheadings?)"
    r"(?:[ \t](?:nos?|numbers?|nrs?|is|was|of))?[ \t.:#-]{0,4}\Z",
    re.IGNORECASE,
)


def is_code(text: str, start: int) -> bool:
    """Whether figures at `start` are the end of a longer code, or the number of a file or law."""
    before = text[max(0, start - 45) : start]
    return bool(_CODE_IN_FRONT.search(before) or _FILE_IN_FRONT.search(before))


_BRACKETED = re.compile(
    r"\(\d{3,4}\)[ \t]{0,2}-?\s{0,4}\d{3,4}[-. ]\d{4}"
    r"|\(\+?\d{1,3}\)[ \t]?\(\d{1,4}\)[ \t]?\d{2,4}[-. ]?\d{3,5}"
    r"|\(\+?\d{1,3}[- /]\d{1,4}\)\s{0,4}\d{2,4}[-. ]?\d{3,5}"
)
"""A number that is a telephone number by its form alone."""

_COLUMNS = re.compile(r"[ \t]{2}|\d[ \t]-\d")
"""Figures in columns, and a minus sign."""
_GROUPED = re.compile(
    r"(?:\d?[- .])?\(?\d{2,5}\)?(?:[ \t]?[-. ][ \t]?\(?\d{2,6}\)?){0,4}[ \t]?[-.)][ \t]?\d{2,8}"
    r"(?:[-. ]\d{2,4}){0,3}"
)
"""Groups of two digits or more, as in telephone numbers, with punctuation at least once."""

_OTHER_GROUPS = re.compile(
    r"\d{4}\.\d\d(?:\.?\d\d){1,3}|\d{1,3}(?:\.\d{1,3}){3}|(?:19|20)\d\d-\d{5,}|\d+-(?:19|20)\d\d|\d{5}-\d{4}|\d+\.\d+"
    r"|-?\d+\.\d+[ ,-]+\d+\.\d+|\d{1,3}(?:\.\d{3})+|\d{2}(?:-\d{2}){2,}"
)
"""Tariff codes, IP addresses, numbers with a year, ZIP codes, decimals, thousands."""


def is_bracketed(number: str) -> bool:
    """Whether a number has brackets in a form that only telephone numbers have."""
    return _BRACKETED.fullmatch(number) is not None


def are_columns(figures: str) -> bool:
    """Whether figures are apart like those of a table."""
    return _COLUMNS.search(figures) is not None


def is_grouped(number: str) -> bool:
    """Whether the groups of a number allow a telephone number; it must also be valid."""
    return (
        _GROUPED.fullmatch(number) is not None
        and _OTHER_GROUPS.fullmatch(number) is None
        and not are_columns(number)
        and not ("." in number and "-" in number)
    )


def runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of figures in `text` that have four characters or end with their line; no dates."""
    for run in RUN.finditer(text):
        length = run.end() - run.start()
        if length < 4:
            gap = LINE_END.match(text, run.end())
            accepted = gap is not None and (
                length > 1 or gap[0].endswith("(") or text[run.start() - 1 : run.start()] == "+"
            )
        else:
            accepted = not (YEAR.fullmatch(run[0]) or is_date(run[0]))
        if accepted:
            yield run
