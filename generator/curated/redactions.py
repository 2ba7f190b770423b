"""`content/curated/redactions.yml`: what editors decided to withhold, and why.

rules:
  - id: open-investigation-names
    reason: open investigation
    kind: name
    names: [Daniel Example Specimen]
    note: Two persons of whom the cable says that their names are not for public disclosure.
    answers:
      - {cable: 08MEXICO721, para: "22", words: not/not for public disclosure}
acknowledged:
  - cable: 08MEXICO721
    para: "1"
    words: not be disclosed
    by: the records office
    why: The names were published by the organisations themselves.
"""

from __future__ import annotations

import re

from generator.curated.fields import Entry, Faults, read
from generator.curated.glossary import mrn_of
from generator.model import (
    Acknowledgement,
    Anchor,
    Decisions,
    ParaName,
    Reason,
    RequestName,
    Rule,
    line_anchor,
    para_anchor,
)

REASONS = ", ".join(reason.value for reason in Reason)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARA = re.compile(
    r"(?:¶|para )?(?P<number>[0-9]{1,6})|(?P<letter>[0-9]{1,3}\.[A-Za-z])|line (?P<line>[0-9]{1,6})"
)
_ANCHOR = re.compile(r"[pl]-[0-9a-z.-]+")

_KIND = re.compile(r"[^\W\d_A-Z]+(?:[ '’-][^\W\d_A-Z]+){0,5}")
"""A notice stands in a cable's text, where capitals and numbers would be read as the cable's."""

SHORTEST = 3
"""Letters and digits of the shortest passage: a shorter one stands in other words' company."""


def read_redactions(text: str, file: str) -> Decisions:
    """The decisions in `text`; `file` is named in messages.

    Raises `ReftelError` that names every fault with file and line.
    """
    top, faults = read(text, file)
    entries = [(entry.line, _rule(entry)) for entry in top.entries("rules")]
    acknowledged = [_acknowledged(entry) for entry in top.entries("acknowledged")]
    top.check_left_over()
    seen: dict[str, int] = {}
    for line, rule in entries:
        before = seen.setdefault(rule.id, line) if rule else line
        if before != line:
            faults.add(line, f"the id stands in line {before} already: give each rule its own.")
    faults.raise_if_any()
    return Decisions(
        rules=tuple(rule for _, rule in entries if rule is not None),
        acknowledged=tuple(a for a in acknowledged if a is not None),
    )


def _rule(entry: Entry) -> Rule | None:
    name, reason = entry.text("id", required=True), entry.text("reason", required=True)
    note, kind = entry.text("note", required=True), entry.text("kind")
    passages, names = _phrases(entry, "passages"), _phrases(entry, "names")
    patterns = tuple(p for p, line in entry.texts("patterns") if _compiles(p, line, entry.faults))
    paras = tuple(_para_name(p, line, entry.faults) for p, line in entry.texts("paras"))
    cables = tuple(mrn_of(m, line, entry.faults) for m, line in entry.texts("cables"))
    answers = tuple(found for e in entry.entries("answers") if (found := _answer(e)))
    entry.check_left_over()
    if name is not None and not _ID.fullmatch(name):
        entry.faults.add(
            entry.line, f"'{name}' is no id: write small letters, digits and '-': 'shelter-names'."
        )
    if kind is not None and not _KIND.fullmatch(kind):
        entry.faults.add(
            entry.line, f"'{kind}' is no kind: write one to six words in small letters: 'name'."
        )
    if reason is not None and reason not in {r.value for r in Reason}:
        entry.faults.add(entry.line, f"'{reason}' is no reason: expected one of {REASONS}.")
        return None
    if entry.nodes and not (passages or names or patterns or paras or cables):
        entry.faults.add(
            entry.line,
            "the rule withholds nothing: give it 'passages', 'names', 'patterns', 'paras' or "
            "'cables'.",
        )
    if name is None or reason is None or note is None:
        return None
    return Rule(
        id=name,
        reason=Reason(reason),
        note=note,
        kind=kind or ("name" if names else "passage"),
        passages=passages,
        names=names,
        patterns=patterns,
        paras=tuple(p for p in paras if p is not None),
        cables=cables,
        answers=answers,
    )


def _phrases(entry: Entry, field: str) -> tuple[str, ...]:
    found = entry.texts(field)
    for words, line in found:
        if sum(c.isalnum() for c in words) < SHORTEST:
            entry.faults.add(
                line, f"'{words}' is too short: expected at least {SHORTEST} letters or digits."
            )
    return tuple(words for words, _ in found)


def _compiles(pattern: str, line: int, faults: Faults) -> bool:
    try:
        empty = re.compile(pattern).search("") is not None
    except re.error as error:
        faults.add(line, f"'{pattern}' is no regular expression: {error}.")
        return False
    if empty:
        faults.add(line, f"'{pattern}' fits an empty text: it would fit everywhere.")
    return not empty


def _para_name(text: str, line: int, faults: Faults) -> ParaName | None:
    mrn, _, para = text.partition(" ")
    cable, anchor = mrn_of(mrn, line, faults), para_anchor_of(para)
    if anchor is None:
        faults.add(line, f"'{text}' names no para: write '08MEXICO721 ¶22'.")
        return None
    return ParaName(mrn=cable, anchor=anchor)


def para_anchor_of(name: str) -> Anchor | None:
    """The anchor of a para by how it is called (`22`, `¶22`, `27.A`, `line 160`), or itself."""
    name = name.strip()
    if _ANCHOR.fullmatch(name):
        return Anchor(name)
    found = _PARA.fullmatch(name)
    if found is None:
        return None
    if found["line"]:
        return line_anchor(int(found["line"]))
    return para_anchor(found["number"] or found["letter"].lower())


def _answer(entry: Entry) -> RequestName | None:
    request = _request(entry)
    entry.check_left_over()
    return request


def _acknowledged(entry: Entry) -> Acknowledgement | None:
    request = _request(entry)
    by, why = entry.text("by", required=True), entry.text("why", required=True)
    entry.check_left_over()
    if request is None or by is None or why is None:
        return None
    return Acknowledgement(request=request, by=by, why=why)


def _request(entry: Entry) -> RequestName | None:
    """The request an entry names: its cable, its para if it stands in one, words of it."""
    cable, words = entry.text("cable", required=True), entry.text("words", required=True)
    para = entry.text("para")
    anchor = para_anchor_of(para) if para is not None else None
    if para is not None and anchor is None:
        entry.faults.add(entry.line, f"'{para}' names no para: write its number, '22'.")
    if cable is None or words is None:
        return None
    mrn = mrn_of(cable, entry.line, entry.faults)
    return RequestName(mrn=mrn, anchor=anchor, words=words)
