"""The end of a cable: the signature and the post's links."""

from __future__ import annotations

from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.layout import BLANK, DemoLine
from generator.demo.plans import Plan


def add_ending(plan: Plan, lines: list[DemoLine]) -> list[DemoLine]:
    """The lines followed by the signature and the post's links; many cables lack one or both."""
    dice = plan.dice("ending")
    # The same person signs a post's cables for three years.
    term = Dice(plan.seed, "signs", plan.post.code, plan.sent.year // 3)
    name = term.pick(grammar.word_list(plan.topic, "surname.american"))
    form = dice.weighted((("line", 66), ("small", 6), ("glued", 11), ("none", 17)))
    links = _links(plan) if dice.chance(0.08) else []
    signature: list[DemoLine] = []
    if form == "glued" and not links and lines[-1].is_prose:
        last = DemoLine(f"{lines[-1].text} {name}", is_prose=True)
        return [*lines[:-1], last] if lines[-1].text.endswith(".") else lines
    if form != "none":
        gap = [BLANK] if dice.chance(0.3) else []
        signature = [*gap, DemoLine(name.title() if form == "small" else name)]
    return [*lines, *links, *signature] if dice.chance(0.5) else [*lines, *signature, *links]


def _links(plan: Plan) -> list[DemoLine]:
    place, host = plan.post.name.title(), f"{plan.post.code.lower()}.example"
    return [BLANK, DemoLine(f"Visit {place}'s Classified Web Site at http://{host}/")]
