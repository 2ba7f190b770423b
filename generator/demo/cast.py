"""The invented persons, bodies and places of one cable, and how each is named the first time."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.plans import Plan

LINKING = frozenset("de da do das dos du et e y en a for of on the and del".split())
"""Words that give no letter to a short form."""


@dataclass(slots=True, kw_only=True)
class Body:
    """An office, council or institute."""

    english: str
    native: str
    """Its name in its own language; the English one where the demo has no other."""
    short: str
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
                return f"the {self.english} ({self.short}, formerly known as {self.short[:-1]}X)"
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
    given: str
    surname: str
    told: bool = False

    def introduced(self) -> str:
        """Title and full name."""
        self.told = True
        return f"{self.title} {self.given} {self.surname}"


@dataclass(slots=True, kw_only=True)
class Cast:
    """All of them."""

    bodies: list[Body]
    persons: list[Person]
    places: list[str]
    company: str
    paper: str
    laws: list[str] = field(default_factory=list)


FORMS = (
    ("english", 30),
    ("native", 18),
    ("gloss", 12),
    ("reversed", 8),
    ("explained", 8),
    ("renamed", 3),
    ("undefined", 10),
)
LANGUAGES = ("english", "spanish", "portuguese", "french")


def cast_of(plan: Plan) -> Cast:
    """The cast of a cable."""
    dice = plan.dice("cast")
    culture = plan.post.culture
    places = dice.some(grammar.plain(plan.topic, f"place.{culture}"), 2, 4)
    company = dice.pick(grammar.plain(plan.topic, f"company.{culture}"))
    bodies = _bodies(dice, plan)
    persons = [_person(dice, plan, bodies, places, company) for _ in range(4)]
    return Cast(
        bodies=bodies,
        persons=persons,
        places=places,
        company=company,
        paper=dice.pick(grammar.plain(plan.topic, f"paper.{culture}")),
        laws=_laws(dice, plan),
    )


def _bodies(dice: Dice, plan: Plan) -> list[Body]:
    language = plan.post.culture if plan.post.culture in LANGUAGES else "english"
    column = LANGUAGES.index(language)
    domains = dice.shuffled(grammar.plain(plan.topic, "domain"))
    heads = dice.shuffled(range(len(grammar.plain(plan.topic, "body.english"))))
    bodies = []
    for domain, head in zip(domains[: dice.between(2, 3)], heads, strict=False):
        names = [part.strip() for part in domain.split("|")]
        english = f"{grammar.plain(plan.topic, 'body.english')[head]} {names[0]}"
        native = f"{grammar.plain(plan.topic, f'body.{language}')[head]} {names[column]}"
        form = dice.weighted(FORMS)
        bodies.append(Body(english=english, native=native, short=_short(dice, native), form=form))
    return bodies


def _short(dice: Dice, name: str) -> str:
    """The letters or the first syllables of a name."""
    words = [w for w in name.replace("l'", "").split() if w.lower() not in LINKING]
    if len(words) > 2 and dice.chance(0.15):
        return "".join(w[:2] for w in words[:3]).upper()
    return "".join(w[0] for w in words).upper()


def _person(dice: Dice, plan: Plan, bodies: list[Body], places: list[str], company: str) -> Person:
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
        given=dice.pick(grammar.plain(plan.topic, f"given.{plan.post.culture}")),
        surname=dice.pick(grammar.plain(plan.topic, f"surname.{plan.post.culture}")),
    )


def _laws(dice: Dice, plan: Plan) -> list[str]:
    domain = dice.pick(grammar.plain(plan.topic, "domain")).partition("|")[0].strip()
    number = dice.between(11, 980)
    year = plan.sent.year - dice.between(2, 12)
    return [
        dice.pick(
            (
                f"Law {number} on {domain}",
                f"Decree {number}-A",
                f"the {year} {domain} Act",
                f"Regulation {number}/{year}",
            )
        )
    ]
