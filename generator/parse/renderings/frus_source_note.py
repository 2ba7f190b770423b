"""Reads the source note of a document: classification, captions, precedence, addressees."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator import facts
from generator.model import Addressee, Precedence
from generator.parse.pattern import pattern

SOURCE = pattern(r"(?:^|[\s.])Source:\s", "Source: National Archives, RG 59")
CLASSIFICATION = pattern(
    r"(?:(?<=[.)\]\u201d\u2019]\s)|^)"
    r"(?P<word>Top Secret|Secret|Confidential|Limited Official Use|Official Use Only|Unclassified"
    r"|Restricted)"
    r"(?P<rest>(?:[;,]\s(?:[A-Za-z][^.;,\[\]]{1,40}|\[[^\[\]]{1,60}\])){0,8})(?:\.|$)",
    "Central Foreign Policy File, D700000-0001. Secret; Immediate; Nodis (Cherokee).",
)
"""A sentence of its own, so that the name of a file is not taken for it."""
MARKING_WORD = pattern(
    r"(?:TOP\s+SECRET|SECRET|CONFIDENTIAL|LIMITED\s+OFFICIAL\s+USE|OFFICIAL\s+USE\s+ONLY"
    r"|UNCLASSIFIED|RESTRICTED)(?=\s|$)",
    "TOP SECRET PRIORITY",
)
"""The classification above the text in volumes before 1955."""
REPEATED = pattern(
    r"\b(?:Repeated (?:for information )?|Sent for information )(?:(?:Immediate|Priority) )?to "
    r"(?P<names>[A-Zt][^.;()]{1,600})[.;]",
    "Repeated to Lima, Quito, and La Paz.",
    "Repeated for information to the Secretary of Defense.",
    "Sent for information Priority to Lima.",
)
NAME_SEPARATOR = pattern(r",\s*(?:and\s+)?|\s+and\s+", ", and ")
NAME = pattern(
    r"(?:the\s)?(?P<name>[A-Z][^\d]{1,60}?)"
    r"(?:\s(?P<precedence>Flash|Niact Immediate|Immediate|Priority|Routine))?(?:\sas\s.*)?$",
    "Quito Priority",
    "the Department as telegram 778",
)
FILM = pattern(
    r"\bCentral Foreign Policy Files?,(?: [^.;]{1,60},)?"
    r" (?P<number>[A-Z]\d{6}[\u2013-]\d{3,4})\b",
    "Central Foreign Policy File, D700000-0001.",
)
"""The number of the telegram in the Department's central file since July 1973."""

PRECEDENCES = {
    "FLASH": Precedence.FLASH,
    "IMMEDIATE": Precedence.IMMEDIATE,
    "NIACT IMMEDIATE": Precedence.IMMEDIATE,
    "OPERATIONAL IMMEDIATE": Precedence.IMMEDIATE,
    "PRIORITY": Precedence.PRIORITY,
    "ROUTINE": Precedence.ROUTINE,
}
EDITIONS_CAPTIONS = frozenset({"CHEROKEE", "EYES ONLY", "ROGER CHANNEL"})
"""Captions that the table of captions does not have."""
CAPTION_SPELLINGS = {"LIMIT DISTRIBUTION": "LIMDIS"}

MAX_FILE_NAME = 200
"""A file is named within so many characters, if no classification follows it."""

MAX_NAME_WORDS = 6
"""Maximum number of words of an addressee; a clause has more, or a small first letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a source note, or the marking above the text, says of a telegram."""

    classification: str | None = None
    """In full and in capitals ("LIMITED OFFICIAL USE"); None if it is not stated."""
    precedence: Precedence | None = None
    captions: tuple[str, ...] = ()
    info: tuple[Addressee, ...] = ()
    film: str | None = None
    """The number in the central file ("D700000-0001")."""


def read_source_note(text: str) -> SourceNote:
    """Read a source note.

    `Source: National Archives, RG 59, Central Foreign Policy File, D700000-0001. Secret; Immediate;
    Exdis. Drafted by Doe. Repeated to Quito.` Words before `Source:` are the editors' summary.
    """
    source = SOURCE.search(text)
    stated = text[source.end() :] if source else text
    match = CLASSIFICATION.search(stated)
    film = FILM.search(stated[: match.start()] if match else stated[:MAX_FILE_NAME])
    precedence, captions = _handling(re.split("[;,()]", match["rest"]) if match else [])
    return SourceNote(
        classification=match["word"].upper() if match else None,
        precedence=precedence,
        captions=captions,
        info=tuple(
            addressee
            for repeated in REPEATED.regex.finditer(stated)
            for addressee in _addressees(repeated["names"])
        ),
        film=film["number"] if film else None,
    )


def read_marking(text: str) -> SourceNote:
    """Read the words above the text: `secret priority`, `top secret niact`."""
    plain = " ".join(text.upper().split())
    match = MARKING_WORD.match(plain)
    rest = plain[match.end() :] if match else plain
    precedence, captions = _handling([rest, *rest.split()])
    return SourceNote(
        classification=match[0] if match else None, precedence=precedence, captions=captions
    )


def _handling(items: list[str]) -> tuple[Precedence | None, tuple[str, ...]]:
    """Precedence and captions among the words behind a classification."""
    words = [" ".join(item.upper().split()) for item in items]
    words = [CAPTION_SPELLINGS.get(word, word) for word in words]
    precedence = next((PRECEDENCES[word] for word in words if word in PRECEDENCES), None)
    known = facts.captions().keys() | EDITIONS_CAPTIONS
    return precedence, tuple(dict.fromkeys(word for word in words if word in known))


def _addressees(names: str) -> list[Addressee]:
    """The addressees in `Quito, La Paz Priority, and the Secretary of Defense`.

    `Lima and the Department as telegram 778, which is the source text` has two.
    """
    parts = NAME_SEPARATOR.regex.split(names.strip())
    matches = [NAME.match(part) for part in parts if len(part.split()) <= MAX_NAME_WORDS]
    return [
        Addressee(
            routing=None,
            name=match["name"],
            precedence=match["precedence"].upper() if match["precedence"] else None,
            serial=None,
        )
        for match in matches
        if match is not None
    ]
