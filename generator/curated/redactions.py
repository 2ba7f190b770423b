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

from generator.curated.items import read_items
from generator.curated.numbers import read_mrn, read_para
from generator.curated.yaml_fields import YamlEntry, quoted, read_entry
from generator.model import (
    BUILT_IN_RULES,
    Acknowledgement,
    Decisions,
    Reason,
    RequestName,
    Rule,
)

REASONS = ", ".join(reason.value for reason in Reason)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KIND = re.compile(r"[^\W\d_A-Z]+(?:[ '’-][^\W\d_A-Z]+){0,5}")
"""A notice stands in a cable's text, where capitals and numbers would be read as the cable's."""


def read_redactions(text: str, file: str) -> Decisions:
    """The decisions in `text`; `file` is named in messages.

    A file without `rules` is a fault: that there are none is said by `rules: []`. Raises
    `ReftelError` that names every fault with file and line.
    """
    top, faults = read_entry(text, file)
    if "rules" not in top.nodes:
        faults.add(1, "'rules' is missing: write 'rules: []' if nothing is to be withheld.")
    entries = [(entry.line, _rule(entry)) for entry in top.entries("rules")]
    acknowledged = [_acknowledged(entry) for entry in top.entries("acknowledged")]
    top.check_left_over()
    seen: dict[str, int] = {}
    for line, rule in entries:
        before = seen.setdefault(rule.id, line) if rule else line
        if before != line:
            faults.add(line, f"the rule in line {before} has the same id: give each its own.")
    faults.raise_if_any()
    return Decisions(
        rules=tuple(rule for _, rule in entries if rule is not None),
        acknowledged=tuple(a for a in acknowledged if a is not None),
    )


def _rule(entry: YamlEntry) -> Rule | None:
    name, reason = entry.text("id", required=True), entry.text("reason", required=True)
    note, kind = entry.text("note", required=True), entry.text("kind")
    items = read_items(entry)
    answers = tuple(found for e in entry.entries("answers") if (found := _answer(e)))
    not_meant = tuple(words for words, _ in entry.texts("not_meant"))
    entry.check_left_over()
    _check_form(entry, name, kind)
    if reason is not None and reason not in {r.value for r in Reason}:
        entry.faults.add(entry.line, f"{quoted(reason)} is no reason: expected one of {REASONS}.")
        return None
    if entry.nodes and not items:
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
        kind=kind or ("name" if items.names else "passage"),
        passages=items.passages,
        names=items.names,
        patterns=items.patterns,
        paras=items.paras,
        cables=items.cables,
        answers=answers,
        may_miss=items.may_miss,
        lines=items.lines,
        not_meant=not_meant,
    )


def _check_form(entry: YamlEntry, name: str | None, kind: str | None) -> None:
    if name is not None and not _ID.fullmatch(name):
        entry.faults.add(
            entry.line,
            f"{quoted(name)} is no id: write small letters, digits and '-': 'shelter-names'.",
        )
    if name in BUILT_IN_RULES:
        entry.faults.add(
            entry.line, f"{quoted(name)} is the program's own name: give the rule another id."
        )
    if kind is not None and not _KIND.fullmatch(kind):
        entry.faults.add(
            entry.line,
            f"{quoted(kind)} is no kind: write one to six words in small letters: 'name'.",
        )


def _answer(entry: YamlEntry) -> RequestName | None:
    request = _request(entry)
    entry.check_left_over()
    return request


def _acknowledged(entry: YamlEntry) -> Acknowledgement | None:
    request = _request(entry)
    by, why = entry.text("by", required=True), entry.text("why", required=True)
    entry.check_left_over()
    if request is None or by is None or why is None:
        return None
    return Acknowledgement(request=request, by=by, why=why)


def _request(entry: YamlEntry) -> RequestName | None:
    """The request an entry names: its cable, its para if it stands in one, words of it."""
    cable, words = entry.text("cable", required=True), entry.text("words", required=True)
    para = entry.text("para")
    anchor = read_para(para) if para is not None else None
    if para is not None and anchor is None:
        entry.faults.add(entry.line, f"{quoted(para)} names no para: write its number, '22'.")
    if cable is None or words is None:
        return None
    mrn = read_mrn(cable, entry.line, entry.faults)
    return RequestName(mrn=mrn, anchor=anchor, words=words)
