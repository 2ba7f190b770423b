"""The invented persons, institutions and places of one cable, and how each is introduced."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from generator.demo import grammar
from generator.demo.dice import Dice
from generator.demo.plans import Plan

LINKING_WORDS = frozenset("de d l da do das dos du et e y en a for of on the and del".split())
"""Words without a letter in the abbreviation."""


@dataclass(slots=True, kw_only=True)
class Institution:
    """An office, council or institute."""

    english: str
    """Its name in English, without article."""
    native: str
    """Its name in its own language; the English name if the demo has no other."""
    abbreviation: str
    """The abbreviation of its native name."""
    form: str
    """How the cable introduces the abbreviation, one of `INTRODUCTION_FORMS`."""
    introduced: bool = False
    """True once the text has introduced it."""

    def introduce(self) -> str:
        """Its name with its abbreviation, for the first mention."""
        self.introduced = True
        short = self.abbreviation
        match self.form:
            case "native":
                return f"the {self.native} ({short})"
            case "gloss":
                return f"the {self.english} ({self.native} - {short})"
            case "reversed":
                return f"{short} ({self.english})"
            case "renamed":
                return f"the {self.english} ({short}), formerly known as {short[:-1]}X,"
            case "explained":
                return f"{self.native} ({short}), the {self.english},"
            case "undefined":
                return short
            case _:
                return f"the {self.english} ({short})"


@dataclass(slots=True, kw_only=True)
class Person:
    """A person quoted or mentioned in the cable."""

    title: str
    """Office with its institution or place ("Mayor of ...")."""
    given: str
    """Given name."""
    surname: str
    introduced: bool = False
    """True once the text has introduced the person."""

    def introduce(self) -> str:
        """Title and full name, for the first mention."""
        self.introduced = True
        return f"{self.title} {self.given} {self.surname}"


@dataclass(slots=True, kw_only=True)
class Cast:
    """Everyone and everything that one cable names."""

    institutions: list[Institution]
    """Two or three; the first two are named most often."""
    persons: list[Person]
    """Four or five; the first is the main character."""
    places: list[str]
    """Two or more; the first is where the events happen."""
    company: str
    newspaper: str
    law: str
    """With its article, if it takes one."""


INTRODUCTION_FORMS = (
    ("english", 30),
    ("native", 18),
    ("gloss", 12),
    ("reversed", 8),
    ("explained", 8),
    ("renamed", 3),
    ("undefined", 10),
)
"""The forms in which a cable introduces an abbreviation, with their weights."""
FOREIGN_FORMS = frozenset(("native", "gloss", "explained"))
"""The forms that give a name in another language."""

YEARS_IN_OFFICE = 4
"""Years that a person holds an office."""

PLACE_NAME_JOINTS = {"anglo": "", "nordic": "", "french": "-"}
"""What joins the parts of a place name, by culture; a space for all others."""

LANGUAGES = ("english", "spanish", "portuguese", "french")
"""The order of the names in the grammar's `domain` lists."""


def make_cast(plan: Plan) -> Cast:
    """The cast of a cable.

    Institutions, persons and places are the same in all cables about one country and topic within
    a few years. How a cable introduces its institutions differs from cable to cable.
    """
    era = plan.sent.year // YEARS_IN_OFFICE
    shared = Dice(plan.seed, "cast", plan.about.tag, plan.topic, era)
    institutions = _institutions(Dice(plan.seed, "bodies", plan.about.tag, plan.topic), plan)
    places = [_place(shared, plan) for _ in range(5)]
    company = shared.pick(grammar.word_list(plan.topic, f"company.{plan.about.culture}"))
    persons = [_person(shared, plan, institutions, places, company) for _ in range(7)]
    dice = plan.dice("cast")
    for institution in institutions:
        form = dice.weighted(INTRODUCTION_FORMS)
        foreign = institution.native != institution.english
        institution.form = form if foreign or form not in FOREIGN_FORMS else "english"
    return Cast(
        institutions=dice.some(institutions, 2, 3),
        persons=dice.some(persons, 4, 5),
        places=dice.some(places, 2, 4),
        company=company,
        newspaper=dice.pick(grammar.word_list(plan.topic, f"paper.{plan.about.culture}")),
        law=_law(shared, plan),
    )


def _institutions(dice: Dice, plan: Plan) -> list[Institution]:
    language = plan.about.culture if plan.about.culture in LANGUAGES else "english"
    column = LANGUAGES.index(language)
    heads = dice.shuffled(range(len(grammar.word_list(plan.topic, "body.english"))))
    institutions = []
    for domain, head in zip(grammar.word_list(plan.topic, "domain"), heads, strict=False):
        names = [part.strip() for part in domain.split("|")]
        english = f"{grammar.word_list(plan.topic, 'body.english')[head]} {names[0]}"
        native = f"{grammar.word_list(plan.topic, f'body.{language}')[head]} {names[column]}"
        if language == "french":
            native = re.sub(r"^(.* )de (?=[AEIOUÉ])", r"\1d'", native)
        abbreviation = _abbreviate(dice, native)
        institutions.append(
            Institution(english=english, native=native, abbreviation=abbreviation, form="english")
        )
    return institutions


def _abbreviate(dice: Dice, name: str) -> str:
    """The first letter of each word; for some longer names, the first two letters of three."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    words = [w for w in re.split(r"[\s']+", bare) if w.lower() not in LINKING_WORDS]
    if len(words) > 2 and dice.chance(0.15):
        return "".join(w[:2] for w in words[:3]).upper()
    return "".join(w[0] for w in words).upper()


def _person(
    dice: Dice, plan: Plan, institutions: list[Institution], places: list[str], company: str
) -> Person:
    kind = dice.weighted((("minister", 3), ("body", 5), ("local", 2), ("private", 2)))
    title = dice.pick(grammar.word_list(plan.topic, f"title.{kind}"))
    match kind:
        case "minister":
            title = f"{title} for {_english_domain(dice, plan)}"
        case "body":
            title = f"{dice.pick(institutions).abbreviation} {title}"
        case "local":
            title = f"{title} of {dice.pick(places)}"
        case _:
            title = f"{company} {title}"
    return Person(
        title=title,
        given=dice.pick(grammar.word_list(plan.topic, f"given.{plan.about.culture}")),
        surname=_surname(dice, plan),
    )


def _law(dice: Dice, plan: Plan) -> str:
    domain = _english_domain(dice, plan)
    number = dice.between(11, 980)
    year = plan.sent.year // YEARS_IN_OFFICE * YEARS_IN_OFFICE - dice.between(1, 12)
    return dice.pick(
        (
            f"Law {number} on {domain}",
            f"Decree {number}-A",
            f"the {year} {domain} Act",
            f"Regulation {number}/{year}",
        )
    )


def _english_domain(dice: Dice, plan: Plan) -> str:
    return dice.pick(grammar.word_list(plan.topic, "domain")).partition("|")[0].strip()


def _surname(dice: Dice, plan: Plan) -> str:
    return _name(dice, plan, "surname", joint="")


def _place(dice: Dice, plan: Plan) -> str:
    return _name(dice, plan, "place", joint=PLACE_NAME_JOINTS.get(plan.about.culture, " "))


def _name(dice: Dice, plan: Plan, kind: str, *, joint: str) -> str:
    """A whole name from the grammar, or one made of two parts."""
    key = f"{kind}.{plan.about.culture}"
    if dice.chance(0.3):
        return dice.pick(grammar.word_list(plan.topic, key))
    first = dice.pick(grammar.word_list(plan.topic, f"{key}.first"))
    return first + joint + dice.pick(grammar.word_list(plan.topic, f"{key}.last"))
