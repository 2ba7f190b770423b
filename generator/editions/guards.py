"""`begins`: the first words of a para, which protect a rule against changed para numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.editions.misses import FILE
from generator.editions.words import phrase, words
from generator.errors import ReftelError
from generator.model import (
    LINE_KINDS,
    Cable,
    Correction,
    CorrectionKind,
    Mrn,
    Para,
    ParaName,
    Rule,
    para_name,
)

SUGGESTED = 6
"""The number of words that are suggested for `begins`."""


def check_begins(rules: Iterable[Rule], cables: Mapping[Mrn, Cable]) -> None:
    """Raise `ReftelError` with the messages of `wrong_beginnings`, if there are any."""
    if faults := wrong_beginnings(rules, cables):
        raise ReftelError("\n".join(faults))


def check_corrected(rules: Iterable[Rule], corrections: Mapping[Mrn, Sequence[Correction]]) -> None:
    """Raise `ReftelError` if corrections may have changed what rules name.

    `corrections` are those that were applied, by the cables' corrected numbers.
    """
    new_numbers = {
        correction.was: mrn
        for mrn, applied in corrections.items()
        for correction in applied
        if correction.kind is CorrectionKind.NUMBER and correction.was != mrn
    }
    faults = [
        f"{FILE}:{rule.lines.get(key, 1)}: {fault}"
        for rule in rules
        for key, mrn, begins in (
            *((name.key, name.mrn, name.begins) for name in rule.paras),
            *((mrn, mrn, "-") for mrn in rule.cables),
        )
        for fault in _renumbered(rule, mrn, begins, corrections.get(mrn, ()), new_numbers)
    ]
    if faults:
        raise ReftelError("\n".join(faults))


def _renumbered(
    rule: Rule,
    mrn: Mrn,
    begins: str,
    corrections: Sequence[Correction],
    new_numbers: Mapping[str, Mrn],
) -> Iterator[str]:
    if mrn in new_numbers:
        yield (
            f"the rule '{rule.id}' names {mrn}, which content/curated/corrections.yml corrects to "
            f"{new_numbers[mrn]}: name that number."
        )
    if not begins and any(correction.kind in LINE_KINDS for correction in corrections):
        yield (
            f"the rule '{rule.id}' names a para of {mrn}, of which content/curated/corrections.yml "
            "corrects lines or para numbers: add 'begins', so that it withholds the right para."
        )


def wrong_beginnings(rules: Iterable[Rule], cables: Mapping[Mrn, Cable]) -> list[str]:
    """A message for each named para that does not begin with the words of `begins`.

    `cables` are unredacted; rules for other cables are skipped. Case, accents and punctuation are
    ignored. The message names the only para that does begin with these words, if there is one.
    """
    return [
        f"{FILE}:{rule.lines.get(name.key, 1)}: {fault}"
        for rule in rules
        for name in rule.paras
        if name.begins and name.mrn in cables
        for fault in _fault(rule, name, cables[name.mrn].paras)
    ]


def _fault(rule: Rule, name: ParaName, paras: Sequence[Para]) -> Iterator[str]:
    """A sentence if the para does not begin with its words."""
    if any(para.anchor == name.anchor and _begins(para, name.begins) for para in paras):
        return
    others = [para for para in paras if _begins(para, name.begins)]
    advice = (
        f"{name.mrn} {_name(others[0])} does: name it instead"
        if len(others) == 1
        else "correct the number or 'begins'"
    )
    yield (
        f"the para {name.key} of the rule '{rule.id}' does not begin with the words of 'begins'; "
        f"{advice}."
    )


def _begins(para: Para, expected: str) -> bool:
    """Whether the para begins with the words, with or without its label.

    False if `expected` has no words.
    """
    wanted = phrase(expected)
    texts = (para.text, f"{para.label} {para.text}" if para.label else para.text)
    return bool(wanted) and any(phrase(text)[: len(wanted)] == wanted for text in texts)


def _name(para: Para) -> str:
    """The para as rules name it: its number, or its anchor if its number is not unique."""
    plain = para.anchor == f"p-{para.number}" or para.number is None
    return para_name(para) if plain else para.anchor


def missing_begins(rules: Iterable[Rule], cables: Mapping[Mrn, Cable]) -> list[str]:
    """For each para item without `begins`, a message with the line to write instead.

    The messages quote withheld paras: they are for editors only.
    """
    return [
        f"{FILE}:{rule.lines.get(name.key, 1)}: the rule '{rule.id}' would withhold other text if "
        f"the numbers of paras changed. Write: {{para: {name.mrn} {_name(para)}, begins: "
        f"{suggested}}}"
        for rule in rules
        for name in rule.paras
        if not name.begins and name.mrn in cables
        for para in cables[name.mrn].paras
        if para.anchor == name.anchor and (suggested := suggestion(para))
    ]


def suggestion(para: Para) -> str:
    """The first words of a para for `begins`, as a quoted YAML string."""
    first = list(words(para.text))[:SUGGESTED]
    if not first:
        return ""
    opening = " ".join(para.text[first[0].start : first[-1].end].split())
    return "'" + opening.replace("'", "''") + "'"
