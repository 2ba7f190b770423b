"""What stands in front of a message: metadata of a dump, and the transmission's own lines."""

from __future__ import annotations

from generator.demo import demo_dates as dates
from generator.demo.dice import Dice
from generator.demo.plans import Plan
from generator.demo.posts import Post, posts

KINDS = {
    "AMEMBASSY": "Embassy ",
    "AMCONSUL": "Consulate ",
    "USMISSION": "Mission ",
    "SECSTATE": "",
}
"""What metadata call a post of each kind."""


def preamble(plan: Plan, subject: str) -> list[str]:
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
        "" if dice.chance(0.03) else subject,
        f"{dates.WEEKDAYS[day.weekday()][:3]} {dates.MONTHS[day.month - 1][:3]} {day.day:02d} "
        f"00:00:00 {zone} {day.year}",
        classification,
        f"{kind}{place}",
    ]


def record(plan: Plan, front: list[str]) -> list[str]:
    """The row of a database that stands between two copies of a message."""
    number = plan.dice("record").between(9000, 250000)
    told = [str(number), f"{plan.sent:%Y-%m-%d}", plan.mrn, front[4], front[3]]
    return [line for value in told for line in (value, "")]


def transmission(plan: Plan, sections: int) -> list[str]:
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


def old(plan: Plan, sections: int) -> list[str]:
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
