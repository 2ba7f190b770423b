"""`begins`: words that tie a rule to the text of a para, whatever its number becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.editions.misses import FILE
from generator.editions.words import phrase, words
from generator.errors import ReftelError
from generator.model import Cable, Mrn, Para, ParaName, Rule, para_name

SUGGESTED = 6
"""How many words of a para are suggested for `begins`."""


def check_begins(rules: Iterable[Rule], cables: Mapping[Mrn, Cable]) -> None:
    """Raise `ReftelError` with all that `wrong_beginnings` gives, if anything."""
    if faults := wrong_beginnings(rules, cables):
        raise ReftelError("\n".join(faults))


def wrong_beginnings(rules: Iterable[Rule], cables: Mapping[Mrn, Cable]) -> list[str]:
    """A message for each para that does not begin with the words of `begins`.

    `cables` are whole, with nothing withheld; those that are not held are left out. Case, accents
    and punctuation do not count. The message has the line, and names the para that does begin so if
    there is exactly one.
    """
    return [
        f"{FILE}:{rule.lines.get(name.key, 1)}: {fault}"
        for rule in rules
        for name in rule.paras
        if name.begins and name.mrn in cables
        for fault in _fault(rule, name, cables[name.mrn].paras)
    ]


def _fault(rule: Rule, name: ParaName, paras: Sequence[Para]) -> Iterator[str]:
    """A sentence where the para does not begin with its words."""
    if any(para.anchor == name.anchor and _begins(para, name.begins) for para in paras):
        return
    others = [para for para in paras if _begins(para, name.begins)]
    advice = (
        f"{name.mrn} {_name(others[0])} does: name it instead"
        if len(others) == 1
        else ("mend the number, or 'begins'")
    )
    yield (
        f"the para {name.key} of the rule '{rule.id}' does not begin with the words of 'begins'; "
        f"{advice}."
    )


def _begins(para: Para, expected: str) -> bool:
    """Whether the para begins with the words, behind its number and marking, and its label or not.

    One without any words begins with nothing.
    """
    wanted = phrase(expected)
    texts = (para.text, f"{para.label} {para.text}" if para.label else para.text)
    return bool(wanted) and any(phrase(text)[: len(wanted)] == wanted for text in texts)


def _name(para: Para) -> str:
    """What a rule calls the para: its number, or its anchor where another has the same number."""
    plain = para.anchor == f"p-{para.number}" or para.number is None
    return para_name(para) if plain else para.anchor


def missing_begins(rules: Iterable[Rule], cables: Mapping[Mrn, Cable]) -> list[str]:
    """For each para rule without `begins` the line to write instead, with the words to put there.

    It repeats words of withheld paras: for editors alone.
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
    """The first words of a para for `begins`, as YAML takes them between quotation marks."""
    first = list(words(para.text))[:SUGGESTED]
    if not first:
        return ""
    opening = " ".join(para.text[first[0].start : first[-1].end].split())
    return "'" + opening.replace("'", "''") + "'"
