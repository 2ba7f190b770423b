"""Plan each cable: sender, time, number, topic, form and cited cables.

Plans are generated in sequence from a seed and refer to earlier plans only. So a larger demo
begins with the cables of a smaller one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.posts import DemoPost, demo_posts
from generator.model import Mrn, make_mrn


class MessageForm(StrEnum):
    """The kind of message."""

    REPORT = "report"
    LONG = "long report"
    SHORT = "short"
    QUESTIONNAIRE = "questionnaire"
    PRESS = "press summary"
    AGREEMENT = "quoted agreement"
    RESPONSE = "response"
    FIGURES = "figures"
    ACTION = "action request"
    SCENE = "scene-setter"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCable:
    """A cable cited in the REF lines."""

    year: int
    post: DemoPost
    number: int

    @property
    def mrn(self) -> Mrn:
        """Its canonical MRN."""
        return make_mrn(self.year, self.post.code, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything about a cable but its words."""

    index: int
    """Its position in the demo, from 0."""
    seed: int
    """The seed of the demo."""
    sent: datetime.datetime
    """Time of filing, in UTC (naive)."""
    post: DemoPost
    """The sender."""
    number: int
    """Its number at the post in its year."""
    topic: str
    """A topic of the grammar."""
    form: MessageForm
    classification: str
    """`UNCLAS`, `CONFIDENTIAL` or `SECRET`."""
    sensitive: bool
    about: DemoPost
    """The post whose host country it is about: the sender, except for cables of the Department."""
    paras: int
    """The intended number of paragraphs."""
    numbered: bool
    """True if the paragraphs are numbered."""
    first: int
    """Number of the first paragraph; above 1 only in a second part."""
    part: int | None
    """1 or 2 for the parts of a message in two parts; None for a complete message."""
    cited: tuple[CitedCable, ...]

    @property
    def mrn(self) -> Mrn:
        """Its canonical MRN."""
        return make_mrn(self.sent.year, self.post.code, self.number)

    def dice(self, *purpose: object) -> Dice:
        """The random choices for one purpose, independent of all others."""
        return Dice(self.seed, self.index, *purpose)


YEAR_WEIGHTS = (
    *((year, 1.6) for year in range(1974, 1980)),
    *((year, 0.5) for year in range(1985, 2002)),
    (2002, 3),
    *((year, 12) for year in range(2003, 2006)),
    *((year, 16) for year in range(2006, 2010)),
    (2010, 5),
)
"""Years with their weights; most published cables are from 2003 to 2010."""
FORM_WEIGHTS = (
    (MessageForm.REPORT, 50.0),
    (MessageForm.LONG, 2.5),
    (MessageForm.SHORT, 9),
    (MessageForm.QUESTIONNAIRE, 6),
    (MessageForm.PRESS, 5),
    (MessageForm.AGREEMENT, 5),
    (MessageForm.RESPONSE, 10),
    (MessageForm.FIGURES, 7),
    (MessageForm.SCENE, 4),
)
"""Forms of messages from posts, with their weights."""
PARA_COUNTS = {
    MessageForm.REPORT: (4, 18),
    MessageForm.LONG: (40, 58),
    MessageForm.SHORT: (1, 1),
    MessageForm.QUESTIONNAIRE: (6, 22),
    MessageForm.PRESS: (3, 8),
    MessageForm.AGREEMENT: (4, 9),
    MessageForm.RESPONSE: (3, 8),
    MessageForm.FIGURES: (5, 11),
    MessageForm.ACTION: (4, 9),
    MessageForm.SCENE: (10, 22),
}
"""Minimum and maximum number of paragraphs."""
TWO_PART_SHARE = 0.04
"""Share of the cables of six paragraphs or more that get a second part."""
KNOWN_CITATION_SHARE = 0.62
"""Share of the references that cite an earlier cable of the demo, if one fits."""
SEQUEL_SHARE = 0.7
"""Share of the cables that continue the topic of a cable they cite."""
CITATION_WINDOW = 40
"""The number of most recent cables that may be cited."""


def plans(seed: int) -> Iterator[Plan]:
    """An endless sequence of plans."""
    taken: set[Mrn] = set()
    earlier: list[Plan] = []
    by_mrn: dict[Mrn, Plan] = {}
    by_post: dict[str, list[Plan]] = {}
    while True:
        plan = _plan(len(earlier), seed, taken)
        dice = plan.dice("cites")
        plan = replace(plan, cited=_cited(dice, plan, earlier, by_post))
        plan = _with_cited_topic(dice, plan, by_mrn)
        for part in _parts(dice, plan, taken):
            earlier.append(part)
            by_mrn[part.mrn] = part
            by_post.setdefault(part.post.code, []).append(part)
            yield part


def _plan(index: int, seed: int, taken: set[Mrn]) -> Plan:
    dice = Dice(seed, index, "plan")
    post = demo_posts()[-1] if dice.chance(0.05) else dice.pick(demo_posts()[:-1])
    year = dice.weighted(YEAR_WEIGHTS)
    day = dice.between(1, 365)
    sent = datetime.datetime(year, 1, 1, dice.between(5, 23), dice.between(0, 59))
    sent += datetime.timedelta(days=day - 1)
    number = max(1, round(post.pace * day / 366 * (1 + dice.between(-20, 20) / 1000)))
    while make_mrn(year, post.code, number) in taken:
        number += 1
    taken.add(make_mrn(year, post.code, number))
    form = MessageForm.ACTION if post.kind == "SECSTATE" else dice.weighted(FORM_WEIGHTS)
    paras = dice.between(*PARA_COUNTS[form])
    classification = dice.weighted((("UNCLAS", 68), ("CONFIDENTIAL", 25), ("SECRET", 7)))
    return Plan(
        index=index,
        seed=seed,
        sent=sent,
        post=post,
        number=number,
        topic=dice.pick(grammar.topics()),
        form=form,
        classification=classification,
        sensitive=classification == "UNCLAS" and dice.chance(0.56),
        about=dice.pick(demo_posts()[:-1]) if form is MessageForm.ACTION else post,
        paras=paras,
        numbered=form is MessageForm.AGREEMENT or dice.chance(0.4 if paras == 1 else 0.96),
        first=1,
        part=None,
        cited=(),
    )


def _with_cited_topic(dice: Dice, plan: Plan, by_mrn: dict[Mrn, Plan]) -> Plan:
    """The plan, in most cases with the topic of the first demo cable it cites."""
    cited = next((by_mrn[c.mrn] for c in plan.cited if c.mrn in by_mrn), None)
    if cited is None or not dice.chance(SEQUEL_SHARE):
        return plan
    return replace(plan, topic=cited.topic)


def _parts(dice: Dice, plan: Plan, taken: set[Mrn]) -> list[Plan]:
    """The plan alone, or split into two messages."""
    next_mrn = make_mrn(plan.sent.year, plan.post.code, plan.number + 1)
    if plan.paras < 6 or next_mrn in taken or not dice.chance(TWO_PART_SHARE):
        return [plan]
    taken.add(next_mrn)
    second = replace(
        plan,
        index=plan.index + 1,
        number=plan.number + 1,
        sent=plan.sent + datetime.timedelta(minutes=dice.between(2, 9)),
        first=plan.paras + 1 if dice.chance(0.7) else 1,
        part=2,
    )
    return [replace(plan, part=1), second]


def _cited(
    dice: Dice, plan: Plan, earlier: list[Plan], by_post: dict[str, list[Plan]]
) -> tuple[CitedCable, ...]:
    """Cables sent earlier, some from the demo and some that the demo lacks."""
    if not dice.chance(0.66):
        return ()
    wanted = dice.weighted(((1, 40), (2, 25), (3, 15), (4, 8), (6, 4), (9, 1)))
    near = (
        by_post.get(plan.post.code, [])[-CITATION_WINDOW:]
        + by_post.get("STATE", [])[-CITATION_WINDOW:]
    )
    related = [p for p in near if p.sent < plan.sent]
    recent = [p for p in earlier[-CITATION_WINDOW:] if p.sent < plan.sent]
    cited: list[CitedCable] = []
    for _ in range(wanted):
        candidates = related if related and dice.chance(0.7) else recent
        if candidates and dice.chance(KNOWN_CITATION_SHARE):
            cable = _known_cable(dice, candidates)
        else:
            cable = _unknown_cable(dice, plan)
        if cable not in cited and cable.mrn != plan.mrn:
            cited.append(cable)
    return tuple(cited)


def _known_cable(dice: Dice, candidates: list[Plan]) -> CitedCable:
    """The latest of three random candidates."""
    latest = max((dice.pick(candidates) for _ in range(3)), key=lambda p: p.sent)
    return CitedCable(year=latest.sent.year, post=latest.post, number=latest.number)


def _unknown_cable(dice: Dice, plan: Plan) -> CitedCable:
    """A plausible number of this or the two years before, which the demo most likely lacks."""
    post = dice.weighted(((plan.post, 5), (demo_posts()[-1], 3), (dice.pick(demo_posts()), 2)))
    back = dice.weighted(((0, 7), (1, 2), (2, 1)))
    day = plan.sent.timetuple().tm_yday
    most = max(2, int(post.pace * (day / 400 if back == 0 else 1)))
    return CitedCable(year=plan.sent.year - back, post=post, number=dice.between(1, most - 1))
