"""The REF lines: cables, e-mails and telephone calls, in the forms that drafters use."""

from __future__ import annotations

from generator import facts
from generator.demo import demo_dates as dates
from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.layout import fill_lines
from generator.demo.plans import CitedCable, Plan

YEAR_INFERENCE_DAYS = 95
"""Days after New Year during which a number without a year may be read as last year's."""


ALIASES = {"STATE": "SECSTATE", "GENEVA": "US MISSION GENEVA", "BUENOSAIRES": "BUENOS"}
"""Other names for a post in references, by post code."""


def reference_lines(plan: Plan, *, mark: str) -> list[str]:
    """The lines, the first with `REF:`; empty for most cables that cite nothing.

    `mark` is what the publisher put before lettered lines, which it took for paragraphs.
    """
    dice = plan.dice("references")
    entries = [_cable_reference(dice, plan, cited) for cited in plan.cited]
    if not entries:
        return [f"REF: {dice.pick(('NONE', 'SEPTEL'))}"] if dice.chance(0.04) else []
    if dice.chance(0.12):
        entries.append(_other_reference(dice, plan))
    if len(entries) == 1:
        return [f"{dice.pick(('REF: ', 'REF: ', 'Ref: ', 'REF:  '))}{entries[0]}"]
    lettered = [(chr(65 + index), entry) for index, entry in enumerate(entries)]
    form = dice.weighted(
        (("lines", 60), ("one", 14), ("brackets", 10), ("colons", 6), ("bare", 10))
    )
    match form:
        case "lines":
            doubled = dice.chance(0.08)
            first, *rest = [
                f"{letter}. {f'({letter}) ' if doubled and letter > 'A' else ''}{entry}"
                for letter, entry in lettered
            ]
            return [f"REF: {first}", *(f"{mark}{line}" for line in rest)]
        case "one":
            return fill_lines("REF: " + "; ".join(f"{a}) {e}" for a, e in lettered), width=64)
        case "brackets":
            first, *rest = [f"({letter}) {entry}" for letter, entry in lettered]
            return [f"REFS: {first}", *(f"      {line}" for line in rest)]
        case "colons":
            first, *rest = [f"{letter}: {entry}" for letter, entry in lettered]
            return [f"REF: {first}", *rest]
        case _:
            return fill_lines("REF: " + "; ".join(entries), width=64)


def _cable_reference(dice: Dice, plan: Plan, cited: CitedCable) -> str:
    """`08 LIMA 123`, `LIMA 123`, `2008 LIMA 000123 (NOTAL)`, `LIMA 123 (08)`."""
    name = cited.post.name
    alias = ALIASES.get(cited.post.code)
    if alias and dice.chance(0.15):
        name = alias
    elif dice.chance(0.03):
        name = name.title()
    number = f"{cited.number:06d}" if dice.chance(0.12) else str(cited.number)
    after = dice.weighted((("", 90), (" (NOTAL)", 8), (" AND PREVIOUS", 2)))
    if _year_is_clear(plan, cited) and dice.chance(0.82):
        return f"{name} {number}{after}"
    year = cited.year
    form = dice.weighted((("short", 60), ("full", 20), ("behind", 10), ("glued", 10)))
    match form:
        case "short":
            return f"{year % 100:02d} {name} {number}{after}"
        case "full":
            return f"{year} {name} {number}{after}"
        case "behind":
            return f"{name} {number} ({year})"
        case _:
            return f"{cited.mrn}{after}"


def _year_is_clear(plan: Plan, cited: CitedCable) -> bool:
    """True if readers infer the right year when none is written."""
    same_post = cited.post.code == plan.post.code
    if same_post and cited.number > plan.number:
        return cited.year == plan.sent.year - 1
    if cited.year != plan.sent.year:
        return False
    return (
        plan.sent.timetuple().tm_yday > YEAR_INFERENCE_DAYS
        or cited.post.code not in facts.highest_serials()
    )


def _other_reference(dice: Dice, plan: Plan) -> str:
    """An e-mail, a septel or a telephone call."""
    names = dice.some(grammar.word_list(plan.topic, "surname.american"), 2, 2)
    day = plan.sent
    month = dates.MONTHS[day.month - 1][:3].upper()
    return dice.pick(
        (
            f"{names[0]}/{names[1]} EMAIL {day.day} {month} {day.year % 100:02d}",
            "SEPTEL",
            f"{names[0]}-{names[1]} E-MAIL OF {month} {day.day}",
            f"{names[0]}-{names[1]} TELCON",
        )
    )
