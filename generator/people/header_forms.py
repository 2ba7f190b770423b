"""The forms that name people in the header, at the edges of a form and behind the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Cable, Fate, NameForm
from generator.people.name_forms import NamedPerson, find_names
from generator.people.name_tokens import NameToken, TokenList, WordKind


@dataclass(frozen=True, slots=True)
class HeaderName:
    """A name outside the text."""

    words: str
    """The name as written."""
    named: NamedPerson
    """Its offsets are those in the line or field."""


def header_names(cable: Cable) -> Iterator[HeaderName]:
    """The names outside the text: signature, fields of the header, lines of a form."""
    yield from signature_name(cable.signature)
    yield from classifier_names(cable.header.classified_by)
    yield from tags_names(cable.header.tag_persons)
    yield from passing_names(cable.header.passing)
    yield from handler_names(cable)


NO_SIGNATURE = frozenset(
    "TEXT END ENDS UNQUOTE QUOTE CABLE CABLES COMMENT SUMMARY NOTE EXEMPT DECONTROL GDS "
    "UNCLASSIFIED CONFIDENTIAL SECRET ACTING BT NNNN TRUNCATED MESSAGE SECTION UNSIGNED".split()
)
"""Words in the place of a signature that are not a name."""

SIGNATURE_WORDS = 4


def signature_name(signature: str | None) -> Iterator[HeaderName]:
    """The signature: `ZALDUNARI`, `C. R. VANHOLT`. Its place shows that it is a name."""
    tokens = TokenList(signature or "")
    if (
        not signature
        or not 1 <= len(tokens) <= SIGNATURE_WORDS
        or re.search(r"[\d?%@/]", signature)
    ):
        return
    words = tuple(token.plain for token in tokens)
    kinds = [token.kind for token in tokens]
    if len(words[-1]) < 2 or NO_SIGNATURE & set(words):
        return
    if WordKind.PLACE in kinds and len(tokens) == 1 and not _is_surname(tokens[0]):
        return
    yield _header_name(signature, tokens, words, NameForm.SIGNATURE, None)


def _is_surname(token: NameToken) -> bool:
    return token.kind in {WordKind.SURNAME, WordKind.UNKNOWN, WordKind.GIVEN}


def classifier_names(field: str | None) -> Iterator[HeaderName]:
    """CLASSIFIED BY: `Ambassador Inés Olmar for reasons 1.4 (b)`, `DCM Tomás Quint, Reason 1.5`."""
    yield from _names_in(field, NameForm.CLASSIFIED)


def tags_names(persons: tuple[str, ...]) -> Iterator[HeaderName]:
    """Persons of the TAGS line: `OLMAR, INES`."""
    for person in persons:
        yield from _reversed_name(person, NameForm.TAGS)


ATTENTION = re.compile(
    r"\b(?:ATTN|ATTENTION|ATN)\b[:.]?\s*(?P<name>[^\W\d][^\d,;/()]{3,40}?)(?=$|[,;/()\d]| FROM\b)",
    re.IGNORECASE,
)


def passing_names(lines: tuple[str, ...]) -> Iterator[HeaderName]:
    """Routing lines: `FOR AMBASSADOR OLMAR FROM DIRECTOR QUINT`, `ATTN: TOMAS QUINT`."""
    for line in lines:
        named = list(_names_in(line, NameForm.PASSING))
        yield from named
        for match in ATTENTION.finditer(line) if not named else ():
            yield from _names_in(match["name"], NameForm.PASSING)


HANDLER = re.compile(
    r"^\W{0,9}(?P<form>Drafted|Cleared|Approved|Released) By\W{1,40}"
    r"(?P<office>[^:]{2,60}):\s*(?P<names>.+)$",
    re.IGNORECASE,
)
"""A line of a form or record: `Drafted By: LIMA:Olmar, Inés M (Lima)`."""

HANDLER_FORMS = {
    "DRAFTED": NameForm.DRAFTED,
    "CLEARED": NameForm.CLEARED,
    "APPROVED": NameForm.APPROVED,
    "RELEASED": NameForm.RELEASED,
}

HANDLER_FATES = frozenset({Fate.FORM, Fate.HEADER, Fate.TRAILER, Fate.RECORD})


def handler_names(cable: Cable) -> Iterator[HeaderName]:
    """Who drafted, cleared, approved, released: `Approved By: EXEC:Quint, Tomás`.

    Initials run together with the surname (`PA/PRESS:TQUINT`) are not a name.
    """
    for line in cable.lines:
        if not HANDLER_FATES & set(line.fates):
            continue
        match = HANDLER.match(line.text[:200])
        if match is None:
            continue
        form = HANDLER_FORMS[match["form"].upper()]
        for name in re.sub(r"\(.*?\)?$", "", match["names"]).split("/"):
            if "," in name:
                yield from _reversed_name(name, form)
            else:
                yield from _plain_name(name, form)


REVERSED = re.compile(r"\s*(?P<last>[^\W\d][^\d,]{1,30}),\s*(?P<first>[^\W\d][^\d,]{0,30}?)\s*$")


def _reversed_name(text: str, form: NameForm) -> Iterator[HeaderName]:
    match = REVERSED.match(text)
    if match is not None:
        yield from _plain_name(f"{match['first']} {match['last']}", form)


def _plain_name(text: str, form: NameForm) -> Iterator[HeaderName]:
    """A name that is the whole text, of at least two words."""
    tokens = TokenList(text)
    if not 2 <= len(tokens) <= SIGNATURE_WORDS + 1 or len(tokens[-1].plain) < 2:
        return
    yield _header_name(text.strip(), tokens, tuple(t.plain for t in tokens), form, None)


def _header_name(
    written: str,
    tokens: Sequence[NameToken],
    words: tuple[str, ...],
    form: NameForm,
    role: str | None,
) -> HeaderName:
    named = NamedPerson(tokens[0].start, tokens[-1].end, words, form, role, ())
    name = written[tokens[0].start : tokens[-1].end] if form is NameForm.SIGNATURE else written
    return HeaderName(" ".join(name.split()), named)


def _names_in(text: str | None, form: NameForm) -> Iterator[HeaderName]:
    for named in find_names(text or "", in_capitals=(text or "").isupper()):
        written = " ".join((text or "")[named.start : named.end].split())
        yield HeaderName(
            written,
            NamedPerson(named.start, named.end, named.words, form, named.role, named.titles),
        )
