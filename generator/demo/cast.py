"""The invented persons, bodies and places of one cable, and how each is named the first time."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.plans import Plan

LINKING = frozenset("de d l da do das dos du et e y en a for of on the and del".split())
"""Words that give no letter to a short form."""


@dataclass(slots=True, kw_only=True)
class Institution:
    """An office, council or institute."""

    english: str
    """Its name in English, without article."""
    native: str
    """Its name in its own language; the English one where the demo has no other."""
    short: str
    """Its short form, from its name in its own language."""
    form: str
    """How the short form is introduced."""
    told: bool = False
    """True once it was introduced."""

    def introduced(self) -> str:
        """Its name with its short form."""
        self.told = True
        match self.form:
            case "native":
                return f"the {self.native} ({self.short})"
            case "gloss":
                return f"the {self.english} ({self.native} - {self.short})"
            case "reversed":
                return f"{self.short} ({self.english})"
            case "renamed":
                return f"the {self.english} ({self.short}), formerly known as {self.short[:-1]}X,"
            case "explained":
                return f"{self.native} ({self.short}), the {self.english},"
            case "undefined":
                return self.short
            case _:
                return f"the {self.english} ({self.short})"


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody who speaks in the cable."""

    title: str
    """Office with body or place ("Mayor of ...")."""
    given: str
    surname: str
    told: bool = False
    """True once he or she was introduced."""

    def introduced(self) -> str:
        """Title and full name."""
        self.told = True
        return f"{self.title} {self.given} {self.surname}"


@dataclass(slots=True, kw_only=True)
class Cast:
    """All of them."""

    bodies: list[Institution]
    """Two or three; the first two are named most."""
    persons: list[Person]
    """The first is the one whom the cable is mainly about."""
    places: list[str]
    """Two or more; the first is the one where things happen."""
    company: str
    paper: str
    """A newspaper."""
    law: str
    """With its article where it has one."""


FORMS = (
    ("english", 30),
    ("native", 18),
    ("gloss", 12),
    ("reversed", 8),
    ("explained", 8),
    ("renamed", 3),
    ("undefined", 10),
)
FOREIGN_FORMS = frozenset(("native", "gloss", "explained"))
"""Those that give a name in another language."""

ERA = 4
"""Years for which persons hold their offices."""

JOINTS = {"anglo": "", "nordic": "", "french": "-"}
"""What stands between the parts of a place's name; a blank elsewhere."""

LANGUAGES = ("english", "spanish", "portuguese", "french")


def cast_of(plan: Plan) -> Cast:
    """The cast of a cable.

    Bodies, persons and places of one country and subject are the same in all its cables of a few
    years; how a cable names its bodies is its own.
    """
    era = plan.sent.year // ERA
    shared = Dice(plan.seed, "cast", plan.about.tag, plan.topic, era)
    bodies = _bodies(Dice(plan.seed, "bodies", plan.about.tag, plan.topic), plan)
    places = [_place(shared, plan) for _ in range(5)]
    company = shared.pick(grammar.plain(plan.topic, f"company.{plan.about.culture}"))
    persons = [_person(shared, plan, bodies, places, company) for _ in range(7)]
    dice = plan.dice("cast")
    for body in bodies:
        form = dice.weighted(FORMS)
        foreign = body.native != body.english
        body.form = form if foreign or form not in FOREIGN_FORMS else "english"
    return Cast(
        bodies=dice.some(bodies, 2, 3),
        persons=dice.some(persons, 4, 5),
        places=dice.some(places, 2, 4),
        company=company,
        paper=dice.pick(grammar.plain(plan.topic, f"paper.{plan.about.culture}")),
        law=_law(shared, plan),
    )


def _bodies(dice: Dice, plan: Plan) -> list[Institution]:
    language = plan.about.culture if plan.about.culture in LANGUAGES else "english"
    column = LANGUAGES.index(language)
    heads = dice.shuffled(range(len(grammar.plain(plan.topic, "body.english"))))
    bodies = []
    for domain, head in zip(grammar.plain(plan.topic, "domain"), heads, strict=False):
        names = [part.strip() for part in domain.split("|")]
        english = f"{grammar.plain(plan.topic, 'body.english')[head]} {names[0]}"
        native = f"{grammar.plain(plan.topic, f'body.{language}')[head]} {names[column]}"
        native = (
            re.sub(r"^(.* )de (?=[AEIOUÉ])", r"\1d'", native) if language == "french" else native
        )
        bodies.append(
            Institution(english=english, native=native, short=_short(dice, native), form="english")
        )
    return bodies


def _short(dice: Dice, name: str) -> str:
    """The letters or the first syllables of a name."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    words = [w for w in re.split(r"[\s']+", bare) if w.lower() not in LINKING]
    if len(words) > 2 and dice.chance(0.15):
        return "".join(w[:2] for w in words[:3]).upper()
    return "".join(w[0] for w in words).upper()


def _person(
    dice: Dice, plan: Plan, bodies: list[Institution], places: list[str], company: str
) -> Person:
    kind = dice.weighted((("minister", 3), ("body", 5), ("local", 2), ("private", 2)))
    title = dice.pick(grammar.plain(plan.topic, f"title.{kind}"))
    match kind:
        case "minister":
            field_of = dice.pick(grammar.plain(plan.topic, "domain")).partition("|")[0].strip()
            title = f"{title} for {field_of}"
        case "body":
            title = f"{dice.pick(bodies).short} {title}"
        case "local":
            title = f"{title} of {dice.pick(places)}"
        case _:
            title = f"{company} {title}"
    return Person(
        title=title,
        given=dice.pick(grammar.plain(plan.topic, f"given.{plan.about.culture}")),
        surname=_surname(dice, plan),
    )


def _law(dice: Dice, plan: Plan) -> str:
    domain = dice.pick(grammar.plain(plan.topic, "domain")).partition("|")[0].strip()
    number = dice.between(11, 980)
    year = plan.sent.year // ERA * ERA - dice.between(1, 12)
    return dice.pick(
        (
            f"Law {number} on {domain}",
            f"Decree {number}-A",
            f"the {year} {domain} Act",
            f"Regulation {number}/{year}",
        )
    )


def _surname(dice: Dice, plan: Plan) -> str:
    culture = plan.about.culture
    if dice.chance(0.3):
        return dice.pick(grammar.plain(plan.topic, f"surname.{culture}"))
    first = dice.pick(grammar.plain(plan.topic, f"surname.{culture}.first"))
    return first + dice.pick(grammar.plain(plan.topic, f"surname.{culture}.last"))


def _place(dice: Dice, plan: Plan) -> str:
    culture = plan.about.culture
    if dice.chance(0.3):
        return dice.pick(grammar.plain(plan.topic, f"place.{culture}"))
    first = dice.pick(grammar.plain(plan.topic, f"place.{culture}.first"))
    return (
        first
        + JOINTS.get(culture, " ")
        + dice.pick(grammar.plain(plan.topic, f"place.{culture}.last"))
    )
