"""Requests not to disclose something, and whether rules answer them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.editions.words import phrase
from generator.model import (
    Cable,
    Decisions,
    HandlingRequest,
    Para,
    RequestName,
    RequestState,
    para_name,
)

_DISCLOSE = (
    r"(?:disclosed?|divulged?|revealed?|publici[sz]ed?|published?|made public|attributed?|quoted?"
    r"|disseminated?|released?)"
)
_NOT = r"\b(?:not/not|not|never)\s+"

_FORBIDDING = ("not", "never")

FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (words, re.compile(form, re.IGNORECASE))
    for words, form in (
        # "not be disclosed in this report", "not be made public", "not be released to the press"
        (
            _FORBIDDING,
            _NOT + r"be\s+(?:publicly\s+|further\s+|otherwise\s+)?"
            r"(?:disclosed|divulged|revealed|publici[sz]ed|made public|attributed|quoted"
            r"|disseminated|released\s+(?:to|outside|publicly))\b",
        ),
        # "should not be published", "requests that the report not be shared": requests only
        (
            _FORBIDDING,
            r"\b(?:requests?|asks?|asked|requested|urges?|please|should|must)\b[^.;?!]{0,200}?"
            + _NOT
            + r"(?:be\s+)?"
            + rf"(?:{_DISCLOSE}|shared?|named?|identified|used)\b",
        ),
        # "do not release this information"
        (_FORBIDDING, r"\bdo\s+" + _NOT + rf"(?:{_DISCLOSE}|share)\b"),
        # "not/not for public disclosure", "not for attribution"
        (
            _FORBIDDING,
            _NOT + r"for\s+(?:public|attribution|release|publication|dissemination|disclosure"
            r"|distribution|quotation|further)\b",
        ),
        # "Jane Doe (strictly protect)", "please protect this source", "(protect)"
        (("protect",), r"\b(?:please|strictly|closely)\s+protect\b|\(protect\)"),
        (
            ("protect",),
            r"\bprotect\s+(?:(?:this|the|his|her|our|their)\s+)?"
            r"(?:sources?|contacts?|identit(?:y|ies)|names?|confidentiality)\b",
        ),
        # "asked not to be named", "on condition of anonymity", "wishes to remain anonymous"
        (
            _FORBIDDING,
            r"\bnot\s+to\s+be\s+(?:named|identified|quoted|attributed|cited)\b",
        ),
        (
            ("anonym", "record"),
            r"\b(?:condition\s+of\s+anonymity|remain(?:s|ed|ing)?\s+anonymous|off\s+the\s+record)\b",
        ),
        (("noforn",), r"\bNOFORN\b"),
    )
)
"""The forms of requests, with specimens. Before each form are words of which every such sentence
has at least one."""

RESTRICTING = frozenset(
    ["NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS", "ROGER CHANNEL", "DISSENT CHANNEL"]
)
"""Captions that are a request for the whole cable (5 FAH-2 H-443: distribution captions)."""

_NO_FOREIGNERS = re.compile(r"(?:^|/)\s*(?:NF|NOFORN)\s*$")
"""A portion marking that excludes foreigners: "SBU/NF"."""

_SENTENCE_END = re.compile(r"[.!?][\"')]{0,3}\s+(?=[\"'(]?[A-Z])|\n\s*\n")

LONGEST_SENTENCE = 600
"""The most characters that are quoted from a sentence."""


def handling_requests(cables: Iterable[Cable], decisions: Decisions) -> tuple[HandlingRequest, ...]:
    """The requests of all cables, in order, each with the editors' decision."""
    return tuple(
        with_decision(request, decisions) for cable in cables for request in _of_cable(cable)
    )


def _of_cable(cable: Cable) -> Iterator[HandlingRequest]:
    mrn = cable.id
    assert mrn is not None
    for caption in cable.header.captions:
        if caption in RESTRICTING:
            yield HandlingRequest(
                mrn=mrn,
                anchor=None,
                para="",
                sentence=f"The cable bears the caption {caption}.",
                words=caption,
            )
    for para in cable.paras:
        if para.marking and _NO_FOREIGNERS.search(para.marking):
            yield _request(cable, para, f"The para is marked ({para.marking}).", para.marking)
        for sentence, words in asking_sentences(para.text):
            yield _request(cable, para, sentence, words)


def _request(cable: Cable, para: Para, sentence: str, words: str) -> HandlingRequest:
    assert cable.id is not None
    return HandlingRequest(
        mrn=cable.id, anchor=para.anchor, para=para_name(para), sentence=sentence, words=words
    )


def asking_sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence of `text` that asks for non-disclosure, and the words of the request."""
    seen: set[int] = set()
    for match in sorted(
        (match for form in _possible_forms(text) for match in form.finditer(text)),
        key=lambda m: m.end(),
    ):
        start, end = _sentence(text, match.start(), match.end())
        if start not in seen:
            seen.add(start)
            sentence = " ".join(text[start:end].split())
            yield sentence[:LONGEST_SENTENCE], " ".join(match[0].split()[-6:])


def _possible_forms(text: str) -> Iterator[re.Pattern[str]]:
    """The forms that have a word in common with the text."""
    folded = text.casefold()
    return (form for words, form in FORMS if any(word in folded for word in words))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around `text[start:end]`."""
    earliest = max(0, start - 1000)
    before = [m.end() for m in _SENTENCE_END.finditer(text, earliest, start + 1)]
    after = _SENTENCE_END.search(text, end - 1)
    first = max((end for end in before if end <= start), default=earliest)
    return first, after.start() + 1 if after else len(text)


def with_decision(request: HandlingRequest, decisions: Decisions) -> HandlingRequest:
    """A request with the editors' decision: the rule or acknowledgement that answers it."""
    for rule in decisions.rules:
        whole = rule.cables + tuple(p.mrn for p in rule.paras if p.anchor == request.anchor)
        if request.mrn in whole or any(_names(name, request) for name in rule.answers):
            return replace(request, state=RequestState.ANSWERED, answer=rule.id)
    for entry in decisions.acknowledged:
        if _names(entry.request, request):
            answer = f"{entry.by}: {entry.why}"
            return replace(request, state=RequestState.ACKNOWLEDGED, answer=answer)
    return request


def _names(name: RequestName, request: HandlingRequest) -> bool:
    wanted, words = phrase(name.words), phrase(f"{request.sentence} {request.words}")
    return (
        (name.mrn, name.anchor) == (request.mrn, request.anchor)
        and bool(wanted)
        and any(words[at : at + len(wanted)] == wanted for at in range(len(words)))
    )
