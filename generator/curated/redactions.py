"""Reads `content/curated/redactions.yml`: what editors withhold, and why.

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
"""A kind is part of a notice within a cable's text, in which capitals and digits would mislead."""


def read_redactions(text: str, file: str) -> Decisions:
    """The decisions in `text`; messages name the `file`.

    A file without rules must say so with `rules: []`. Raises `ReftelError` with all faults, each
    with file and line.
    """
    top, faults = read_entry(text, file)
    if "rules" not in top.nodes:
        faults.add(1, "'rules' is missing: write 'rules: []' to withhold nothing.")
    entries = [(entry.line, _rule(entry)) for entry in top.entries("rules")]
    acknowledged = [_acknowledged(entry) for entry in top.entries("acknowledged")]
    top.check_unknown_fields()
    seen: dict[str, int] = {}
    for line, rule in entries:
        before = seen.setdefault(rule.id, line) if rule else line
        if before != line:
            faults.add(line, f"the rule on line {before} has the same id: change one of them.")
    faults.raise_if_any()
    return Decisions(
        rules=tuple(rule for _, rule in entries if rule is not None),
        acknowledged=tuple(a for a in acknowledged if a is not None),
    )


def _rule(entry: YamlEntry) -> Rule | None:
    name, reason = entry.text("id", required=True), entry.text("reason", required=True)
    note, kind = entry.text("note", required=True), entry.text("kind")
    items = read_items(entry)
    answers = tuple(answer for e in entry.entries("answers") if (answer := _answer(e)))
    not_meant = tuple(words for words, _ in entry.texts("not_meant"))
    entry.check_unknown_fields()
    _check_form(entry, name, kind)
    if reason is not None and reason not in {r.value for r in Reason}:
        entry.faults.add(entry.line, f"unknown reason {quoted(reason)}: expected one of {REASONS}.")
        return None
    if entry.nodes and not items:
        entry.faults.add(
            entry.line,
            "this rule withholds nothing: add 'passages', 'names', 'patterns', 'paras' or "
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
            f"invalid id {quoted(name)}: use lower-case letters, digits and '-', as in "
            "'shelter-names'.",
        )
    if name in BUILT_IN_RULES:
        entry.faults.add(
            entry.line, f"the id {quoted(name)} is reserved: choose another one for this rule."
        )
    if kind is not None and not _KIND.fullmatch(kind):
        entry.faults.add(
            entry.line,
            f"invalid kind {quoted(kind)}: write one to six lower-case words, as in 'name'.",
        )


def _answer(entry: YamlEntry) -> RequestName | None:
    request = _request(entry)
    entry.check_unknown_fields()
    return request


def _acknowledged(entry: YamlEntry) -> Acknowledgement | None:
    request = _request(entry)
    by, why = entry.text("by", required=True), entry.text("why", required=True)
    entry.check_unknown_fields()
    if request is None or by is None or why is None:
        return None
    return Acknowledgement(request=request, by=by, why=why)


def _request(entry: YamlEntry) -> RequestName | None:
    """The request that an entry names by its cable, its para (none for the header) and words."""
    cable, words = entry.text("cable", required=True), entry.text("words", required=True)
    para = entry.text("para")
    anchor = read_para(para) if para is not None else None
    if para is not None and anchor is None:
        entry.faults.add(entry.line, f"{quoted(para)} is not a para: write its number, as in '22'.")
    if cable is None or words is None:
        return None
    mrn = read_mrn(cable, entry.line, entry.faults)
    return RequestName(mrn=mrn, anchor=anchor, words=words)
