"""What each cable will be: who sends it, when, under which number, about what, citing what.

Plans come one after another from a seed and look back only, so that a larger demo begins with the
smaller one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.posts import Post, posts
from generator.model import Mrn, mrn


class MessageForm(StrEnum):
    """What kind of message a cable is."""

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
    """A cable in the REF lines."""

    year: int
    post: Post
    number: int

    @property
    def mrn(self) -> Mrn:
        """Its canonical MRN."""
        return mrn(self.year, self.post.code, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One cable before a word of it is written."""

    index: int
    seed: int
    sent: datetime.datetime
    """Time of filing, in UTC."""
    post: Post
    number: int
    topic: str
    form: MessageForm
    classification: str
    """`UNCLAS`, `CONFIDENTIAL` or `SECRET`."""
    sensitive: bool
    about: Post
    """The post whose host country it is about: the sender, but for cables of the Department."""
    paras: int
    """How many paragraphs it will have."""
    numbered: bool
    """True where its paragraphs have numbers."""
    first: int
    """Number of the first paragraph; above 1 in a later part only."""
    part: int | None
    """Which of two parts it is; None for a whole message."""
    cited: tuple[CitedCable, ...]

    @property
    def mrn(self) -> Mrn:
        """Its canonical MRN."""
        return mrn(self.sent.year, self.post.code, self.number)

    def dice(self, *purpose: object) -> Dice:
        """Choices for one purpose, which no other purpose disturbs."""
        return Dice(self.seed, self.index, *purpose)


YEARS = (
    *((year, 1.6) for year in range(1974, 1980)),
    *((year, 0.5) for year in range(1985, 2002)),
    (2002, 3),
    *((year, 12) for year in range(2003, 2006)),
    *((year, 16) for year in range(2006, 2010)),
    (2010, 5),
)
FORMS = (
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
SIZES = {
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
TWO_PARTS = 0.02
MOST_CITED = 9
HELD = 0.62
"""Share of the references that cite an earlier cable of the demo, where there is one."""
SEQUEL = 0.7
"""Share of the cables that go on with the subject of one they cite."""
LOOKED_AT = 40
"""How many earlier cables are looked at for one that may be cited."""


def plans(seed: int) -> Iterator[Plan]:
    """Plans without end."""
    taken: set[Mrn] = set()
    earlier: list[Plan] = []
    by_mrn: dict[Mrn, Plan] = {}
    by_post: dict[str, list[Plan]] = {}
    while True:
        first = _plan(len(earlier), seed, taken)
        dice = first.dice("cites")
        first = replace(first, cited=_cited(dice, first, earlier, by_post))
        first = _on_the_subject(dice, first, by_mrn)
        for plan in _parts(dice, first, taken):
            earlier.append(plan)
            by_mrn[plan.mrn] = plan
            by_post.setdefault(plan.post.code, []).append(plan)
            yield plan


def _plan(index: int, seed: int, taken: set[Mrn]) -> Plan:
    dice = Dice(seed, index, "plan")
    post = posts()[-1] if dice.chance(0.05) else dice.pick(posts()[:-1])
    year = dice.weighted(YEARS)
    day = dice.between(1, 365)
    sent = datetime.datetime(year, 1, 1, dice.between(5, 23), dice.between(0, 59))
    sent += datetime.timedelta(days=day - 1)
    number = max(1, round(post.pace * day / 366 * (1 + dice.between(-20, 20) / 1000)))
    while mrn(year, post.code, number) in taken:
        number += 1
    taken.add(mrn(year, post.code, number))
    form = MessageForm.ACTION if post.kind == "SECSTATE" else dice.weighted(FORMS)
    paras = dice.between(*SIZES[form])
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
        about=dice.pick(posts()[:-1]) if form is MessageForm.ACTION else post,
        paras=paras,
        numbered=form is MessageForm.AGREEMENT or dice.chance(0.4 if paras == 1 else 0.96),
        first=1,
        part=None,
        cited=(),
    )


def _on_the_subject(dice: Dice, plan: Plan, by_mrn: dict[Mrn, Plan]) -> Plan:
    """The plan with the subject of a cable it cites, of which it is most likely the sequel."""
    cited = next((by_mrn[c.mrn] for c in plan.cited if c.mrn in by_mrn), None)
    if cited is None or not dice.chance(SEQUEL):
        return plan
    return replace(plan, topic=cited.topic)


def _parts(dice: Dice, plan: Plan, taken: set[Mrn]) -> list[Plan]:
    """The plan alone, or the two parts of a message too long for one."""
    follows = mrn(plan.sent.year, plan.post.code, plan.number + 1)
    if plan.paras < 6 or follows in taken or not dice.chance(TWO_PARTS * 2):
        return [plan]
    taken.add(follows)
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
    """Cables sent before: of the demo where one fits, else such as it does not hold."""
    if not dice.chance(0.66):
        return ()
    wanted = dice.weighted(((1, 40), (2, 25), (3, 15), (4, 8), (6, 4), (MOST_CITED, 1)))
    near = by_post.get(plan.post.code, [])[-LOOKED_AT:] + by_post.get("STATE", [])[-LOOKED_AT:]
    pool = [p for p in near if p.sent < plan.sent]
    far = [p for p in earlier[-LOOKED_AT:] if p.sent < plan.sent]
    found: list[CitedCable] = []
    for _ in range(wanted):
        held = pool if pool and dice.chance(0.7) else far
        cited = _held(dice, held) if held and dice.chance(HELD) else _not_held(dice, plan)
        if cited not in found and cited.mrn != plan.mrn:
            found.append(cited)
    return tuple(found)


def _held(dice: Dice, held: list[Plan]) -> CitedCable:
    """One of the plans, rather one of the latest."""
    best = max((dice.pick(held) for _ in range(3)), key=lambda p: p.sent)
    return CitedCable(year=best.sent.year, post=best.post, number=best.number)


def _not_held(dice: Dice, plan: Plan) -> CitedCable:
    post = dice.weighted(((plan.post, 5), (posts()[-1], 3), (dice.pick(posts()), 2)))
    back = dice.weighted(((0, 7), (1, 2), (2, 1)))
    day = plan.sent.timetuple().tm_yday
    most = max(2, int(post.pace * (day / 400 if back == 0 else 1)))
    return CitedCable(year=plan.sent.year - back, post=post, number=dice.between(1, most - 1))
