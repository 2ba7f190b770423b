"""Patterns for references in the text, and for the surrounding words that show what they mean.

Some patterns only test whether a form occurs. These search folded text (see `fold_text`), which is
faster than a case-insensitive search.
"""

from __future__ import annotations

import re


def fold_text(text: str) -> str:
    """Case-fold a text so that a lower-case pattern matches what `re.IGNORECASE` would match.

    This includes the dotted capital and the dotless small i.
    """
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


# --- Entries of the REF lines ------------------------------------------------------

REF = re.compile(
    r"[Rr](?i:ef(?:(?<![\w-]ref)|(?<=\bofref)(?=t)|(?<=\binref)(?=t))(?P<tel>tel)?s?)(?![\w-])"
)
"""`reftel`, `Reftels`, `ref`, `REFS`; also with a lost space: `ofreftel`.

The lookbehinds come after the first letters, for speed: few places have `ref`."""

_ALONE = r"(?!\w|[&/-](?![A-Za-z](?!\w))|['’](?!s\b)|\.\w)"
"""A letter by itself: not `U.S.`, `E-mail`, `B-1`, `A'`."""

REF_LETTER = re.compile(
    rf"\.?\s?(?:\((?P<inner>[A-Za-z])\)|(?P<open>\()?(?P<bare>[A-Za-z]){_ALONE})"
)
"""After the word: ` A`, `. B`, ` (A)`, `s (A and C)`; not `reftel U.S.`, `reftel E-mail`."""

REF_MORE = re.compile(
    r"(?:\s?,\s?(?i:and\s)?|\s(?i:and|or)\s|\s?[&/]\s?)"
    rf"(?:\((?P<inner>[A-Za-z])\)|(?P<bare>[A-Za-z]){_ALONE})"
)
"""The next letter: ` and B`, `, C`, ` and (C)`, `/D`."""

REF_RANGE = re.compile(
    r"(?:\s?[-–—]\s?|\s(?i:through|thru|to)\s)"
    rf"(?:\((?P<inner>[A-Za-z])\)|(?P<bare>[A-Za-z]){_ALONE})"
)
"""The last letter of a range: `-C`, ` through D`."""

WORD_AFTER = re.compile(r"\s\(?[A-Za-z]{2}|\s[a-z]\b")
"""A word after the letter, so that A or I may itself be a word: `per reftel a meeting`."""

JOINS_LETTER = re.compile(r"\s(?:and|or|through|thru|to)\s\(?[A-Za-z]\b", re.IGNORECASE)
"""` and B`, ` through D`."""

CAPITALS_AFTER = re.compile(r"\s\(?[A-Z]{2}")
"""A word in capitals after the letter."""

PLAIN_REF_BEFORE = re.compile(r"(?:\(|\b(?:see|per|in|by|from|to|of)\s)$", re.IGNORECASE)
"""Before a bare `ref`: `(ref)`, `per ref`."""

PLAIN_REF_AFTER = re.compile(r"\s?[),;]|\.(?=\s|$)(?!\s?\d)|$")
"""After a bare `ref`; excludes `ref: no. 12` and `ref 5/2006`."""

ARCHIVE_NUMBER = re.compile(r"(?<![\w-])(?:19[67]\d[A-Z]{2,6}\d{5,6}|C\d{8})(?![\w-])")
"""`1976PORTOV31810`, `C05000000`."""

SEPTEL = re.compile(r"(?<![\w-])septels?(?![\w-])", re.IGNORECASE)
"""`septel`, `Septels`."""

# --- Cables by post and number -----------------------------------------------------

CABLE = re.compile(
    r"(?<![\w.,/-])(?:(?P<year>(?:19|20)?\d\d)\s?)?"
    r"(?P<post>[A-Z][A-Z.']{1,14}(?:\s[A-Z][A-Z.']{1,14}){0,3})"
    r"(?P<gap>\s?)(?P<number>\d{1,6})(?![\w/%-]|[.,:]\d|\s{1,2}\d)"
    r"(?:\s?\((?P<after>(?:19|20)?\d\d)\))?"
)
"""`MEXICO 721`, `08 MEXICO 00721`, `08MEXICO721`, `2007 STATE 150188`, `MEXICO 721 (2007)`;
not the page line `MEXICO 00000721  002 OF 011`."""

CABLE_END = re.compile(r"[A-Z.']\s?\d")
"""Occurs in every such cable; a faster first test."""

PARENTHESIS = re.compile(r"\((?P<inside>[^()]{3,200})\)")
"""`(Mexico 443, 2042, 05 Mexico 4186)`."""

LIST_BREAK = re.compile(r"\s?[,;]\s?(?:and\s)?|\s(?:and|or)\s", re.IGNORECASE)
"""Between the entries of such a list."""

LISTED_CABLE = re.compile(
    r"(?:(?:see|also)\s){0,2}(?:(?P<year>(?:19|20)?\d\d)\s)?"
    r"(?:(?P<post>[A-Z][A-Za-z.']{1,14}(?:\s[A-Za-z][A-Za-z.']{1,14}){0,3})\s)?"
    r"(?P<number>\d{1,6})(?:\sNOTAL)?"
)
"""An entry of such a list: `05 Mexico 4186`, `Mexico 443`, and `2042` after one of these."""

LISTED_OTHER = re.compile(
    r"(?:see\s)?(?:ref|reftel|septel)s?(?:\s[A-Z])?|NOTAL|(?:and\s)?previous", re.IGNORECASE
)
"""Other entries that such a list may have."""

TITLE_CABLE = re.compile(
    r"(?<![\w.,/-])(?P<post>[A-Z][a-z]{1,14}(?:\s[A-Za-z][a-z]{1,14}){0,3})"
    r"\s(?P<number>\d{1,6})(?![\w/%-]|[.,:]\d|\s{1,2}\d)"
)
"""`Berlin 1045`, a cable only with further evidence."""

CALENDAR_YEAR = re.compile(r"19\d\d|20\d\d|2100")
"""A number that is probably a year: `MEXICO 2008`."""

LOWER = re.compile(r"[a-z]")
"""A lower-case letter. If there is none nearby, capitals do not mark a post."""

SERIAL_BEFORE = re.compile(r"\b(?:AMEMBASSY|AMCONSUL|USMISSION|USINT|TO|FM|INFO)\s$")
"""Before a post in an address line, whose number is a channel serial."""

DATE_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|during|until|for|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\s$",
    re.IGNORECASE,
)
"""Before a number that may be part of a date, not the year of a cable: `in 2007 STATE 150`."""

CABLE_CUE = re.compile(
    r"\b(?:see|see also|per|cables?|telegrams?|ref|reftel)[:,]?\s$", re.IGNORECASE
)
"""Before a cable, and rarely before anything else: `per MEXICO 721`."""

CABLE_BEFORE = re.compile(r"(?:[(\[]|\b(?:also|in|via|and|or|by)\s)$", re.IGNORECASE)
"""Before a cable named by post and number alone: `(MEXICO 721`, `see MEXICO 721`."""

CABLE_AFTER = re.compile(r"\s?[)\],;]|\.(?=\s|$)|\s(?:and|or)\s|\s\(NOTAL|$")
"""After a cable named by post and number alone."""

UNIT_AFTER = re.compile(
    r"\s(?:percent|per cent|million|billion|thousand|hundred|people|persons|cases|years?|days|"
    r"months|weeks|hours|times|kilomet\w{2,4}|miles|tons|dollars|euros|pesos)\b",
    re.IGNORECASE,
)
"""The number counts something: `MEXICO 35 million`."""

# --- Paras -------------------------------------------------------------------------

PARA = re.compile(
    r"(?P<word>[PpQq¶](?<![\w-].)(?i:(?<=p)(?:(?P<short>ara)(?:s|\(s\))?(?![a-z])\.?"
    r"|aragraph(?:s|\(s\))?(?![a-z]))|(?<=q)uestions?\b|(?<=¶)¶?))\s?(?i:(?=[\dA-Z]))"
)
"""`para 5`, `paras. 3`, `Paragraphs 2`, `question 19`, `¶ 5`.

The lookbehind comes after the first letter, for speed: few places have one of these."""

PARA_LETTER = re.compile(r"(?P<letter>[A-Z])(?![\w&/'’-]|\.\w)")
"""`A`, for a cable whose paras have letters only."""

PARA_NAME = re.compile(
    r"(?P<number>[1-9]\d{0,2})(?:\.?(?P<letter>[A-Z])|(?P<sub>[a-z]|\([A-Za-z]\)))?"
    r"(?![\w%/]|[.,]\d|:\d|['’]\d|-[A-Za-z]|\([a-z\d]{1,4}\))"
)
"""`5`, `28.B`, `28B`, `5a`, `5(a)`; not `8.1`, `5th`, `5(a)(ii)`, `10,000`."""

PARA_MORE = re.compile(r"\.?(?:\s?,\s?(?i:and\s|or\s)?|\s(?i:and|or)\s|\s?&\s?)(?=[\dA-Z])")
"""Before the next para of a list: `, `, ` and `, `, and `; a `.` may end a letter: `30.H. and`."""

PARA_RANGE = re.compile(r"\.?(?:\s?[-–—]\s?|\s(?i:through|thru|to)\s)(?=[\dA-Z])")
"""Before the last para of a range: `-`, ` through `."""

NOUN_AFTER = re.compile(
    r"\s(?!(?:below|above|and|or|for|of|in|to|through|respectively|are|is|were|was|contain\w{0,3}|"
    r"with|on|as|from|at|by|under|that|which|provides?|lists?|describes?|says?|tells?|"
    r"gives?|shows?)\b)[a-z]"
)
"""A word after the number that the number may count: `para 5 and 10 people`."""

CABLE_THEN_PARA = re.compile(r"(?:['’]s?)?\s?[,;:]?\s?\(?\s?(?:at\s|in\s)?")
"""Between a reference and a para of it: `ref A, para 5`, `reftel (para 5)`, `reftel's para 5`."""

PARA_THEN_CABLE = re.compile(r"\s?[,(]?\s?(?:(?:of|in|from|to)\s?)?(?:the\s)?")
"""Between a para and the cable it belongs to: `para 5 of ref A`, `para 5 reftel`."""

THIS_CABLE = re.compile(
    r"\s?,?\s?(?:below|above|(?:of|in)\sthis\s(?:cable|message|telegram)\b)", re.IGNORECASE
)
"""After a para of this cable: `para 5 below`, `para 5 of this cable`."""

SEE = re.compile(
    r"\b(?:see|cf\.?)\s(?:(?:also|the|full|complete)\s){0,2}"
    r"(?:(?:list|listing|text|details?|points?|table|requests?|discussion|comments?|responses?|"
    r"answers?)\s)?(?:in\s)?$",
    re.IGNORECASE,
)
"""Before a para of this cable: `see para 5`, `see full listing in para 5`."""

GIVEN_IN = re.compile(
    r"\b(?:text|draft|points|requests?|guidance|list|listing|instructions|narrative|background|"
    r"details)\s(?:is|are|appears?|follows?|(?:is|are)\s[a-z]{3,12})\s(?:below\s)?in\s$"
    r"|\([^()]{1,25}\s$",
    re.IGNORECASE,
)
"""Before a para that contains something: `the draft text is in paragraph 2`,
`(text in paragraph 5)`."""

DESCRIBED_IN = re.compile(
    r"\b(?:is|are|was|were|be|provided|listed|described|outlined|detailed|included|contained|"
    r"reported|noted|discussed|summari[sz]ed|identified|mentioned|explained|requested|enclosed|"
    r"presented|set out|set forth|given|found|shown|covered|addressed|appears?|follows?)"
    r"\s(?:\w{1,12}\s)?(?:in|at|under)\s$"
    r"|\b(?:refer to|per)\s$|\($",
    re.IGNORECASE,
)
"""Before a para that describes something: `are described in paragraph 5`, `(para 5)`."""

PREPOSITION = re.compile(r"\b(?:in|from|at|under)\s$", re.IGNORECASE)
"""`in para 5`."""

_LAW = (
    r"articles?|art\.|sections?|sec\.|chapters?|annex(?:es)?|protocols?|resolutions?|unscrs?|"
    r"unsc|unga|treat(?:y|ies)|conventions?|acts?|laws?|decrees?|codes?|statutes?|charters?|"
    r"constitution"
)
_WRITING = (
    r"agreements?|arrangements?|declarations?|communiques?|documents?|drafts?|texts?|statements?|"
    r"reports?|memorand(?:um|a)|mous?|non-?papers?|contracts?|letters?|notes?|understandings?"
)
_NUMBER = r"(?:\s(?:no\.?\s?)?(?:\d[\w./-]{0,15}|[IVXLC]{1,6})(?:\s?\([a-z\d]{1,4}\))?)"

OTHER_TEXT_BEFORE = re.compile(
    rf"(?:\b(?:{_LAW})(?:['’]s?)?(?:{_NUMBER}(?:(?:\sand|,){_NUMBER})?)?\s?[,;:(]?\s?(?:at\s)?"
    rf"|\b(?:{_WRITING})(?:['’]s?)?{_NUMBER}?\s?[,(]?\s?(?:at\s)?"
    r"|\b(?:operative|operational|preambular|preamble|op|pp|new|draft|proposed|final|opening|"
    r"concluding|closing|its|their|his|her|bracketed|chapeau|amended|revised|old|sub)[\s-]"
    r"|\b(?:delet|amend|bracket|redraft|strik|insert|rewrit|reword|rephras|chang|drop|remov|"
    r"propos|accept|oppos|object|language|wording|phras|sentence|clause)[a-z]{0,5}"
    r"\s(?:(?:in|of|from|to|on)\s)?(?:the\s)?)$",
    re.IGNORECASE,
)
"""Before a para of another text: `Article III, paragraph 4`, `UNSCR 1737 para 4`,
`operative paragraph 5`, `wanted to delete paragraph 5`."""

OTHER_TEXT_AFTER = re.compile(
    r"\s?,?\s?(?:of(?:\b|ref)"
    r"|(?:in|to|under|from)\s(?:(?:the|its|their|that|a)\s)?(?:\w{1,20}\s){0,2}"
    rf"(?:{_LAW}|{_WRITING})\b"
    rf"|(?:the\s)?(?:{_LAW}|{_WRITING})\b)",
    re.IGNORECASE,
)
"""After a para of another text: `paragraphs 1 and 2 of this Article`,
`paragraph 5 in the draft text`, `paragraph 2, Article 5`."""

TREATY_WORDING = re.compile(
    r"\barticles?\s[\divx]|\btreat(?:y|ies)\b|\b(?:operative|preambular)\b|\bbracket|"
    r"\b[op]p\s?\d|\bdraft (?:resolution|agreement|text|treaty) (?:language|paragraph)"
)
"""In folded text: discussion of the wording of another text."""

NUMBERED_P = re.compile(r"p\s?\d")
"""In folded text: the end of `OP 5`, `PP 2`; a faster first test."""

LAW = re.compile(rf"\b(?:{_LAW})\b")
"""In folded text: a law, treaty or resolution, which has paragraphs of its own."""

WRITING = re.compile(rf"\b(?:{_WRITING})\b")
"""In folded text: another document, which may have paragraphs of its own."""

BEGIN_TEXT = re.compile(
    r"\bbegin\s(?:(?:unofficial|official|informal|full|draft)\s)?"
    r"(?:text|quote|translation|translated)\b"
)
"""In folded text: `Begin text:`, before a text quoted in full."""

END_TEXT = re.compile(
    r"\bend\s(?:of\s)?(?:(?:unofficial|official|informal|full|draft)\s)?"
    r"(?:text|quote|translation|translated)\b"
)
"""In folded text: `End text.`"""

NESTED_MARKER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]")
"""A numbered point of a quoted agreement: `4.`, `(2)`, `1.1.`."""
