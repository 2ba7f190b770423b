"""The lines in front of a message: a dump's metadata and the transmission header."""

from __future__ import annotations

from generator.demo import demo_dates as dates
from generator.demo.dice import Dice
from generator.demo.plans import Plan
from generator.demo.posts import DemoPost, demo_posts

METADATA_POST_KINDS = {
    "AMEMBASSY": "Embassy ",
    "AMCONSUL": "Consulate ",
    "USMISSION": "Mission ",
}
"""How metadata name a post of each kind; the Department has a name of its own."""


def metadata_lines(plan: Plan, subject: str) -> list[str]:
    """The metadata of a dump: MRN, first line of the subject, date, classification, origin."""
    dice = plan.dice("preamble")
    day = plan.sent
    zone = "+0200" if 4 <= day.month <= 10 else "+0100"
    names = {"UNCLAS": "UNCLASSIFIED", "CONFIDENTIAL": "CONFIDENTIAL", "SECRET": "SECRET"}
    classification = names[plan.classification]
    classification += "//FOR OFFICIAL USE ONLY" if plan.sensitive else ""
    if plan.post.kind == "SECSTATE":
        origin = "Secretary of State"
    else:
        origin = METADATA_POST_KINDS[plan.post.kind] + plan.post.name.title()
    return [
        plan.mrn,
        "" if dice.chance(0.03) else subject,
        f"{dates.WEEKDAYS[day.weekday()][:3]} {dates.MONTHS[day.month - 1][:3]} {day.day:02d} "
        f"00:00:00 {zone} {day.year}",
        classification,
        origin,
    ]


def database_record_lines(plan: Plan, metadata: list[str]) -> list[str]:
    """The database record between two copies of a message; `metadata` is that of the first."""
    number = plan.dice("record").between(9000, 250000)
    record = [str(number), f"{plan.sent:%Y-%m-%d}", plan.mrn, metadata[4], metadata[3]]
    return [line for value in record for line in (value, "")]


def transmission_lines(plan: Plan, sections: int) -> list[str]:
    """The transmission header: format lines 1 to 8."""
    dice = plan.dice("transmission")
    day = plan.sent
    info = dice.some([p for p in demo_posts()[:-1] if p != plan.post], 0, 4)
    routed = " ".join(sorted(p.routing for p in info)) or "RUEHWEB"
    first = f"VZCZC{'XRO' if sections > 1 else 'XYZ'}{dice.between(0, 9999):04d}"
    letter = dice.weighted((("R", 43), ("P", 40), ("O", 14)))
    precedence = "O R" if dice.chance(0.04) else letter
    part = "/01" if sections > 1 else ""
    at = f"{day.timetuple().tm_yday:03d}{day.hour:02d}{day.minute:02d}"
    security = {"UNCLAS": "UUUUU", "CONFIDENTIAL": "CCCCC", "SECRET": "SSSSS"}[plan.classification]
    return [
        first,
        f"{letter * 2} {routed}",
        *([""] if routed == "RUEHWEB" else []),
        f"DE {plan.post.routing} #{plan.number % 10000:04d}{part} {at}",
        f"ZNR {security} ZZH" if security == "UUUUU" else f"ZNY {security} ZZH",
        f"{precedence} {_dtg(plan)}{' ZDK' if dice.chance(0.02) else ''}",
        f"FM {_sender(plan)}",
        *_addressees(dice, plan, info),
    ]


def _sender(plan: Plan) -> str:
    post = plan.post
    return "SECSTATE WASHDC" if post.kind == "SECSTATE" else f"{post.kind} {post.name}"


def _dtg(plan: Plan) -> str:
    day = plan.sent
    month = dates.MONTHS[day.month - 1][:3].upper()
    return f"{day.day:02d}{day.hour:02d}{day.minute:02d}Z {month} {day.year % 100:02d}"


def _addressees(dice: Dice, plan: Plan, info: list[DemoPost]) -> list[str]:
    if plan.post.kind == "SECSTATE":
        to = dice.pick(demo_posts()[:-1])
        action = [f"TO {to.routing}/{to.kind} {to.name} PRIORITY{_serial(dice)}"]
    else:
        urgent = dice.weighted((("", 7), (" PRIORITY", 2), (" IMMEDIATE", 1)))
        action = [f"TO RUEHC/SECSTATE WASHDC{urgent}{_serial(dice)}"]
    lines = [
        f"{p.routing}/{p.kind} {p.name}{_serial(dice) if dice.chance(0.6) else ''}" for p in info
    ]
    if lines:
        lines[0] = f"INFO {lines[0]}"
    return [*action, *lines]


def _serial(dice: Dice) -> str:
    """The channel serial number at the end of an address line."""
    return f" {dice.between(1, 9999):04d}"


def old_format_lines(plan: Plan, sections: int) -> list[str]:
    """The header of messages until 2002: `PAGE 01 HO CHI 00838 01 OF 03 170856Z`, distribution."""
    dice = plan.dice("old")
    day = plan.sent
    time = f"{day.day:02d}{day.hour:02d}{day.minute:02d}Z"
    name = plan.post.name[:6].rstrip()
    section = f" 01 OF {sections:02d}" if sections > 1 else ""
    lines = [
        f"PAGE 01        {name}  {plan.number % 100000:05d}{section}  {time}",
        f"ACTION {dice.pick(('ARA', 'EUR', 'AF', 'EAP', 'NEA'))}-{dice.between(0, 12):02d}",
        f"------------------{dice.between(0x100000, 0xFFFFFF):06X}  {time} /38",
        f"{dice.pick(('R', 'P', 'O'))} {_dtg(plan)}",
        f"FM {_sender(plan)}",
    ]
    if plan.post.kind == "SECSTATE":
        return [*lines, f"TO AMEMBASSY {dice.pick(demo_posts()[:9]).name}"]
    return [*lines, "TO SECSTATE WASHDC"]
