"""The fields of a message: classification line, captions, E.O., TAGS, SUBJECT, REF."""

from __future__ import annotations

from generator.demo import grammar
from generator.demo.demo_references import reference_lines
from generator.demo.dice import Dice
from generator.demo.layout import MarkStyle, Style
from generator.demo.plans import Plan
from generator.demo.titles import Titles, subject_rows

NOTICE = "THIS IS AN INVENTED CABLE FOR TESTS"
"""Appears in the header of every demo cable."""


LETTER_MARKS = {MarkStyle.PILCROW: "¶", MarkStyle.LINK: "[1](#)", MarkStyle.NONE: "     "}
"""What precedes the lettered lines of REF."""


def message_lines(plan: Plan, titles: Titles, style: Style, sections: int) -> list[str]:
    """Classification line, captions, routing lines, E.O., TAGS, SUBJECT, REF."""
    dice = plan.dice("fields")
    lines = [_class_line(dice, plan, sections), ""]
    lines.extend(_captions(dice, plan))
    lines.extend(_routing(dice, plan))
    lines.extend(["", *_order_and_tags(dice, plan, titles, style)])
    lines.extend(_subject_lines(dice, titles))
    if dice.chance(0.8):
        lines.append("")
    references = reference_lines(plan, mark=LETTER_MARKS[style.mark])
    if references and lines[-1] and dice.chance(0.15):
        lines[-1] = f"{lines[-1]} {references.pop(0)}"
    lines.extend(references)
    if plan.classification != "UNCLAS":
        lines.extend(["", *_classified_by(dice, plan)])
    return lines


def _class_line(dice: Dice, plan: Plan, sections: int) -> str:
    word = plan.classification
    if word == "UNCLAS":
        word = dice.weighted((("UNCLAS", 97), ("UNCLAS E F T O", 1), ("UUNCLAS", 0.5)))
    elif dice.chance(0.7):
        word = " ".join(word)
    section = f" SECTION 01 OF {sections:02d}" if sections > 1 else ""
    return f"{word}{section} {plan.post.name} {plan.number:06d}"


def _captions(dice: Dice, plan: Plan) -> list[str]:
    lines: list[str] = []
    if dice.chance(0.02):
        lines.extend(["C O R R E C T E D  C O P Y", ""])
    sipdis = plan.sent.year > 2001 and dice.chance(0.94)
    if plan.sensitive and dice.chance(0.15):
        return [*lines, "SENSITIVE, SIPDIS" if sipdis else "SENSITIVE"]
    if sipdis:
        lines.append("SIPDIS")
    if plan.sensitive:
        lines.extend(["", "SENSITVE" if dice.chance(0.02) else "SENSITIVE"])
        lines.extend(["SIPDIS"] if sipdis and dice.chance(0.4) else [])
    if plan.classification != "UNCLAS" and dice.chance(0.2):
        lines.append(dice.pick(("NOFORN", "NOFORN", "LIMDIS", "EXDIS")))
    if plan.sensitive and dice.chance(0.02):
        lines.append(dice.pick(("AIDAC", "TERREP")))
    return lines


def _routing(dice: Dice, plan: Plan) -> list[str]:
    lines: list[str] = []
    if plan.post.bureau and dice.chance(0.55):
        lines.append(f"STATE FOR {plan.post.bureau}")
        if dice.chance(0.3):
            lines.append(
                f"DEPT PASS {dice.pick(('USTR', 'USAID', 'COMMERCE', 'TREASURY', 'LABOR'))}"
            )
    return ["", *lines, NOTICE]


def _order_and_tags(dice: Dice, plan: Plan, titles: Titles, style: Style) -> list[str]:
    year = plan.sent.year
    order = "11652" if year < 1979 else "12356" if year < 1995 else "12958"
    label = dice.weighted(
        ((f"E.O. {order}:", 94), (f"EO {order}", 3), (f"E.0. {order}:", 1.5), ("E.O. 12598:", 1))
    )
    value = "N/A"
    if plan.classification != "UNCLAS":
        value = f"DECL: {plan.sent.month:02d}/{min(plan.sent.day, 28):02d}/{year + 10}"
    tags = _tags_text(dice, titles.tags, linked=style.mark is MarkStyle.LINK)
    lines = [] if dice.chance(0.03) else [f"{label} {value}"]
    if lines and value == "N/A" and dice.chance(0.03):
        return [f"{lines[0]} {tags}"]
    if len(titles.tags) > 3 and dice.chance(0.08) and style.mark is not MarkStyle.LINK:
        words = tags.split(" ")
        return [*lines, " ".join(words[:3]), " ".join(words[3:])]
    return [*lines, tags]


def _tags_text(dice: Dice, tags: tuple[str, ...], *, linked: bool) -> str:
    if linked:
        return "TAGS: " + " ".join(f"[{tag}](#)" for tag in tags)
    form = dice.weighted((("plain", 90), ("commas", 4), ("lower", 2), ("colon", 2), ("glued", 0.5)))
    match form:
        case "glued" if not any("(" in tag for tag in tags):
            return "TAGS: " + "".join(tags)
        case "commas":
            return "TAGS: " + ", ".join(tags)
        case "lower":
            return "Tags: " + " ".join(tags).lower()
        case "colon":
            return "TAGS " + " ".join(tags)
        case _:
            return "TAGS: " + " ".join(tags)


def _subject_lines(dice: Dice, titles: Titles) -> list[str]:
    rows = subject_rows(titles.subject)
    if len(rows) > 1 and dice.chance(0.06):
        rows[1] = f"- {rows[1]}"
    return [f"SUBJECT: {rows[0]}", *rows[1:]]


def _classified_by(dice: Dice, plan: Plan) -> list[str]:
    name = dice.pick(grammar.word_list(plan.topic, "surname.american")).title()
    title = dice.pick(
        ("Ambassador", "DCM", "Pol Counselor", "Charge d'Affaires a.i.", "Econ Chief")
    )
    if dice.chance(0.5):
        return [f"CLASSIFIED BY: {title} {name} for reasons 1.4 (b) and (d)"]
    return [f"Classified By: {title} {name}, Reason 1.{dice.pick(('4', '5'))} (d)."]
