"""What closes a cable: the signature and the post's links."""

from __future__ import annotations

from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.layout import BLANK, DemoLine, DemoLineKind
from generator.demo.plans import Plan


def close(plan: Plan, rows: list[DemoLine]) -> list[DemoLine]:
    """The rows with signature and trailer behind them."""
    dice = plan.dice("ending")
    era = Dice(plan.seed, "signs", plan.post.code, plan.sent.year // 3)
    name = era.pick(grammar.plain(plan.topic, "surname.american"))
    form = dice.weighted((("line", 66), ("small", 6), ("glued", 11), ("none", 17)))
    trailer = _trailer(plan) if dice.chance(0.08) else []
    signature: list[DemoLine] = []
    if form == "glued" and not trailer and rows[-1].kind is DemoLineKind.TEXT:
        last = DemoLine(DemoLineKind.TEXT, f"{rows[-1].text} {name}")
        return [*rows[:-1], last] if rows[-1].text.endswith(".") else rows
    if form in ("line", "small", "glued"):
        shown = name.title() if form == "small" else name
        signature = [*([BLANK] if dice.chance(0.3) else []), DemoLine(DemoLineKind.FIXED, shown)]
    return [*rows, *trailer, *signature] if dice.chance(0.5) else [*rows, *signature, *trailer]


def _trailer(plan: Plan) -> list[DemoLine]:
    place = plan.post.name.title()
    return [
        BLANK,
        DemoLine(
            DemoLineKind.FIXED,
            f"Visit {place}'s Classified Web Site at http://{plan.post.code.lower()}.example/",
        ),
    ]
