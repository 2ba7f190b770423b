"""Everything in front of the text: metadata of a dump, transmission lines, fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.demo import dates, grammar
from generator.demo.dice import Dice
from generator.demo.layout import Mark, Style
from generator.demo.plans import Form, Plan, Post, posts
from generator.demo.references import reference_lines
from generator.demo.story import Story

NOTICE = "THIS IS AN INVENTED CABLE FOR TESTS"
"""Stands in the header of every cable of the demo."""

EXTRACT = (
    "This record is a partial extract of the original cable. "
    "The full text of the original cable is not available."
)
"""The sentence that a publisher put in front of copies without a header."""


KINDS = {
    "AMEMBASSY": "Embassy ",
    "AMCONSUL": "Consulate ",
    "USMISSION": "Mission ",
    "SECSTATE": "",
}
"""What metadata call a post of each kind."""


class Copy(StrEnum):
    """What kind of copy a file is."""

    DUMP = "dump"
    EXTRACT = "extract"
    PLAIN = "plain"
    BARE = "bare"
    TWICE = "twice"
    OLD = "old"


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What the header says about the message."""

    subject: str
    tags: tuple[str, ...]


def copy_of(plan: Plan) -> Copy:
    """What kind of copy the cable came in."""
    dice = plan.dice("copy")
    year = plan.sent.year
    if year < 1990:
        return dice.weighted(((Copy.OLD, 6), (Copy.PLAIN, 2), (Copy.DUMP, 2)))
    if year < 2004:
        return dice.weighted(((Copy.EXTRACT, 6), (Copy.DUMP, 2), (Copy.OLD, 2)))
    return dice.weighted(
        ((Copy.DUMP, 67), (Copy.EXTRACT, 6), (Copy.PLAIN, 22), (Copy.BARE, 4), (Copy.TWICE, 1.5))
    )


def titles_of(plan: Plan, story: Story) -> Titles:
    """Subject and TAGS."""
    dice = plan.dice("titles")
    subject = story.sentence("subject")
    lead = dice.weighted((("", 5), (f"{_bare(plan.about.country)}: ", 4)))
    if plan.form is Form.QUESTIONNAIRE:
        subject = f"Annual survey on {story.fill('matter')}: answers of Post"
    elif plan.form is Form.PRESS:
        subject = f"Media summary, {dates.MONTHS[plan.sent.month - 1]} {plan.sent.day}"
    elif plan.form is Form.SCENE:
        subject = f"Scenesetter for a visit on {story.fill('matter')}"
    elif dice.chance(0.35):
        subject += f"; {story.sentence('subject')}"
    elif dice.chance(0.3):
        subject += f" as {story.fill('effect')}"
    subject = f"{lead}{subject}".rstrip(".")
    if plan.part is not None:
        subject += dice.pick(
            (f" (PART {plan.part} OF 2)", f" - PART {('ONE', 'TWO')[plan.part - 1]} OF TWO")
        )
    codes = " ".join(grammar.plain(plan.topic, "tags")).split()
    tags = dice.some(codes, 1, len(codes))
    if dice.chance(0.35):
        tags.append("PREL")
    if plan.form is Form.SCENE:
        tags.append(f"OVIP ({dice.pick(grammar.plain(plan.topic, 'surname.american'))}, JOHN)")
    tags.append(plan.about.tag)
    return Titles(
        subject=subject.upper() if dice.chance(0.8) else subject,
        tags=tuple(dict.fromkeys(tags)),
    )


def header_lines(plan: Plan, titles: Titles, style: Style, sections: int) -> list[str]:
    """All lines up to the blank line before the text."""
    copy = copy_of(plan)
    metadata = copy in (Copy.DUMP, Copy.EXTRACT, Copy.TWICE)
    front = _preamble(plan, titles) if metadata else []
    transmission = _transmission(plan, sections) if copy in (Copy.DUMP, Copy.PLAIN) else []
    class_line, *fields = _message(plan, titles, style, sections)
    if copy is Copy.EXTRACT:
        return [*front, EXTRACT + class_line, *fields]
    if copy is Copy.TWICE:
        stub = [*front, EXTRACT + class_line, *fields, "", "Summary", "-------", "", "¶1. (U) ..."]
        return [*stub, *_record(plan, front), "", class_line, *fields]
    if copy is Copy.DUMP:
        return [*front, *transmission[:-1], transmission[-1] + class_line, *fields]
    if copy is Copy.OLD:
        return [*_old(plan, sections), "", class_line, *fields]
    return [*transmission, *([""] if transmission else []), class_line, *fields]


# --- In front of the message -------------------------------------------------------------


def _preamble(plan: Plan, titles: Titles) -> list[str]:
    """The metadata lines of a dump: id, subject's first line, date, classification, origin."""
    dice = plan.dice("preamble")
    day = plan.sent
    zone = "+0200" if 4 <= day.month <= 10 else "+0100"
    names = {"UNCLAS": "UNCLASSIFIED", "CONFIDENTIAL": "CONFIDENTIAL", "SECRET": "SECRET"}
    classification = names[plan.classification]
    classification += "//FOR OFFICIAL USE ONLY" if plan.sensitive else ""
    kind = KINDS[plan.post.kind]
    place = "Secretary of State" if not kind else plan.post.name.title()
    return [
        plan.mrn,
        "" if dice.chance(0.03) else _subject_rows(titles.subject)[0],
        f"{dates.WEEKDAYS[day.weekday()][:3]} {dates.MONTHS[day.month - 1][:3]} {day.day:02d} "
        f"00:00:00 {zone} {day.year}",
        classification,
        f"{kind}{place}",
    ]


def _record(plan: Plan, front: list[str]) -> list[str]:
    """The row of a database that stands between two copies of a message."""
    number = plan.dice("record").between(9000, 250000)
    told = [str(number), f"{plan.sent:%Y-%m-%d}", plan.mrn, front[4], front[3]]
    return [line for value in told for line in (value, "")]


def _transmission(plan: Plan, sections: int) -> list[str]:
    """Format lines 1 to 8."""
    dice = plan.dice("transmission")
    day = plan.sent
    info = dice.some([p for p in posts()[:-1] if p != plan.post], 0, 4)
    routed = " ".join(sorted(p.routing for p in info)) or "RUEHWEB"
    first = f"VZCZC{'XRO' if sections > 1 else 'XYZ'}{dice.between(0, 9999):04d}"
    letter = dice.weighted((("R", 43), ("P", 40), ("O", 14)))
    precedence = "O R" if dice.chance(0.04) else letter
    part = "/01" if sections > 1 else ""
    at = f"{day.timetuple().tm_yday:03d}{day.hour:02d}{day.minute:02d}"
    security = {"UNCLAS": "UUUUU", "CONFIDENTIAL": "CCCCC", "SECRET": "SSSSS"}[plan.classification]
    own = (
        "SECSTATE WASHDC" if plan.post.kind == "SECSTATE" else f"{plan.post.kind} {plan.post.name}"
    )
    return [
        first,
        f"{letter * 2} {routed}",
        *([""] if routed == "RUEHWEB" else []),
        f"DE {plan.post.routing} #{plan.number % 10000:04d}{part} {at}",
        f"ZNR {security} ZZH" if security == "UUUUU" else f"ZNY {security} ZZH",
        f"{precedence} {_dtg(plan)}{' ZDK' if dice.chance(0.02) else ''}",
        f"FM {own}",
        *_addressees(dice, plan, info),
    ]


def _dtg(plan: Plan) -> str:
    day = plan.sent
    month = dates.MONTHS[day.month - 1][:3].upper()
    return f"{day.day:02d}{day.hour:02d}{day.minute:02d}Z {month} {day.year % 100:02d}"


def _addressees(dice: Dice, plan: Plan, info: list[Post]) -> list[str]:
    if plan.post.kind == "SECSTATE":
        to = dice.pick(posts()[:-1])
        action = [f"TO {to.routing}/{to.kind} {to.name} PRIORITY{_serial(dice)}"]
    else:
        urgent = dice.weighted((("", 7), (" PRIORITY", 2), (" IMMEDIATE", 1)))
        action = [f"TO RUEHC/SECSTATE WASHDC{urgent}{_serial(dice)}"]
    told = [
        f"{p.routing}/{p.kind} {p.name}{_serial(dice) if dice.chance(0.6) else ''}" for p in info
    ]
    return [*action, *(f"{'INFO ' if i == 0 else ''}{name}" for i, name in enumerate(told))]


def _serial(dice: Dice) -> str:
    """Channel serial that closes an address line."""
    return f" {dice.between(1, 9999):04d}"


def _old(plan: Plan, sections: int) -> list[str]:
    """`PAGE 01 HO CHI 00838 01 OF 03 170856Z` and distribution lines, as until 2002."""
    dice = plan.dice("old")
    day = plan.sent
    time = f"{day.day:02d}{day.hour:02d}{day.minute:02d}Z"
    of = f" 01 OF {sections:02d}" if sections > 1 else ""
    return [
        f"PAGE 01        {plan.post.name[:6].rstrip()}  {plan.number % 100000:05d}{of}  {time}",
        f"ACTION {dice.pick(('ARA', 'EUR', 'AF', 'EAP', 'NEA'))}-{dice.between(0, 12):02d}",
        f"------------------{dice.between(0x100000, 0xFFFFFF):06X}  {time} /38",
        f"{dice.pick(('R', 'P', 'O'))} {_dtg(plan)}",
        f"FM {'' if plan.post.kind == 'SECSTATE' else plan.post.kind + ' '}"
        f"{'SECSTATE WASHDC' if plan.post.kind == 'SECSTATE' else plan.post.name}",
        "TO SECSTATE WASHDC"
        if plan.post.kind != "SECSTATE"
        else f"TO AMEMBASSY {dice.pick(posts()[:9]).name}",
    ]


# --- The message's own fields --------------------------------------------------------------


def _message(plan: Plan, titles: Titles, style: Style, sections: int) -> list[str]:
    """Classification line, captions, passing lines, E.O., TAGS, SUBJECT, REF."""
    dice = plan.dice("fields")
    lines = [_class_line(dice, plan, sections), ""]
    lines.extend(_captions(dice, plan))
    lines.extend(_passing(dice, plan))
    lines.extend(["", *_order_and_tags(dice, plan, titles, style)])
    lines.extend(_subject_lines(dice, titles))
    if dice.chance(0.8):
        lines.append("")
    references = reference_lines(plan, mark=_letter_mark(style))
    if references and lines[-1] and dice.chance(0.15):
        lines[-1] = f"{lines[-1]} {references.pop(0)}"
    lines.extend(references)
    if plan.classification != "UNCLAS":
        lines.extend(["", *_classified_by(dice, plan)])
    return lines


def _letter_mark(style: Style) -> str:
    return {Mark.PILCROW: "¶", Mark.LINK: "[1](#)", Mark.NONE: "     "}[style.mark]


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


def _passing(dice: Dice, plan: Plan) -> list[str]:
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
    tags = _tags_text(dice, titles.tags, linked=style.mark is Mark.LINK)
    lines = [] if dice.chance(0.03) else [f"{label} {value}"]
    if lines and value == "N/A" and dice.chance(0.03):
        return [f"{lines[0]} {tags}"]
    if len(titles.tags) > 3 and dice.chance(0.08) and style.mark is not Mark.LINK:
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
    rows = _subject_rows(titles.subject)
    if len(rows) > 1 and dice.chance(0.06):
        rows[1] = f"- {rows[1]}"
    return [f"SUBJECT: {rows[0]}", *rows[1:]]


def _subject_rows(subject: str) -> list[str]:
    """The subject on lines of the width that terminals had."""
    rows = [""]
    for word in subject.split(" "):
        if rows[-1] and len(rows[-1]) + len(word) > 52:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
    return rows


def _classified_by(dice: Dice, plan: Plan) -> list[str]:
    name = dice.pick(grammar.plain(plan.topic, "surname.american")).title()
    title = dice.pick(
        ("Ambassador", "DCM", "Pol Counselor", "Charge d'Affaires a.i.", "Econ Chief")
    )
    if dice.chance(0.5):
        return [f"CLASSIFIED BY: {title} {name} for reasons 1.4 (b) and (d)"]
    return [f"Classified By: {title} {name}, Reason 1.{dice.pick(('4', '5'))} (d)."]


def _bare(country: str) -> str:
    return country.removeprefix("the ")
