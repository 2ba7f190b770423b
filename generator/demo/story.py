"""Sentences of one cable: the grammar's slots filled with its cast, dates and references."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from generator.demo import demo_dates as dates
from generator.demo import grammar
from generator.demo.cast import Cast, Institution, Person, cast_of
from generator.demo.plans import Plan


class Story:
    """Speaks for one cable. It remembers who was introduced and which sentences were used."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.dice = plan.dice("story")
        self.cast: Cast = cast_of(plan)
        self._left: dict[str, list[grammar.Phrase]] = {}
        self._government_told = False
        self._slots: dict[str, Callable[[], str]] = {
            **self._names(),
            **self._numbers(),
            **self._times(),
            **self._pointers(),
        }

    def sentence(self, role: str) -> str:
        """A sentence of the role; none stands twice before all were used."""
        left = self._left.get(role)
        if not left:
            left = self.dice.shuffled(grammar.phrase_list(self.plan.topic, role))
            self._left[role] = left
        text = (
            grammar.spoken(left.pop(), self.fill)
            .replace(",,", ",")
            .replace(",.", ".")
            .replace(",'s", "'s")
        )
        return text[:1].upper() + text[1:]

    def sentences(self, *roles: str) -> str:
        """One sentence for each role, as running text."""
        return " ".join(self.sentence(role) for role in roles)

    def fill(self, name: str) -> str:
        """The words for a slot."""
        slot = self._slots.get(name)
        if slot is not None:
            return slot()
        phrases = grammar.phrase_list(self.plan.topic, name)
        return grammar.spoken(self.dice.pick(phrases), self.fill)

    # --- Names --------------------------------------------------------------------------

    def _names(self) -> dict[str, Callable[[], str]]:
        cast, post = self.cast, self.plan.about
        return {
            "country": lambda: post.country,
            "adjective": lambda: post.adjective,
            "capital": lambda: post.capital,
            "gov": self._government,
            "bodyName": lambda: self._body(self.dice.pick(cast.bodies), short=0.4),
            "bodyShort": lambda: self._body(self.dice.pick(cast.bodies[:2]), short=0.95),
            "bodyBare": lambda: cast.bodies[0].short,
            "official": lambda: self._person(cast.persons[0]),
            "officialShort": lambda: self._person(cast.persons[0]),
            "otherShort": lambda: self._person(self.dice.pick(cast.persons[1:])),
            "place": lambda: cast.places[0],
            "placeTwo": lambda: self.dice.pick(cast.places[1:]),
            "company": lambda: cast.company,
            "paper": lambda: f'"{cast.paper}"',
            "law": lambda: cast.law,
        }

    def _government(self) -> str:
        about = self.plan.about
        if self._government_told:
            return about.short if about.short == "HMG" else f"the {about.short}"
        self._government_told = True
        return f"the Government of {about.country} ({about.short})"

    def _body(self, body: Institution, *, short: float) -> str:
        if not body.told and self.dice.chance(0.85):
            return body.introduced()
        if self.dice.chance(short):
            return body.short
        return f"the {body.english}"

    def _person(self, person: Person) -> str:
        return person.surname if person.told else person.introduced()

    # --- Numbers and times ----------------------------------------------------------------

    def _numbers(self) -> dict[str, Callable[[], str]]:
        dice = self.dice
        return {
            "n": lambda: str(dice.between(11, 96)),
            "nSmall": lambda: str(dice.between(2, 10)),
            "nBig": lambda: f"{dice.between(1, 480)},{dice.between(0, 999):03d}",
            "pct": lambda: dice.pick((str(dice.between(3, 88)), f"{dice.between(2, 60)}.5")),
            "money": self._money,
        }

    def _money(self) -> str:
        amount = self.dice.between(2, 95)
        form = self.dice.pick(
            ("USD {} million", "${} million", "$ {}.4 million", "{} million euros")
        )
        return form.format(amount)

    def _times(self) -> dict[str, Callable[[], str]]:
        dice, day = self.dice, self.plan.sent.date()
        year = day.year
        return {
            "date": lambda: dates.written(dice, self._past()),
            "month": lambda: dates.month_and_year(day, -dice.between(1, 4))[0],
            "monthYear": lambda: "{} {}".format(*dates.month_and_year(day, -dice.between(6, 40))),
            "monthAhead": lambda: dates.month_and_year(day, dice.between(1, 5))[0],
            "year": lambda: str(year - 1),
            "yearBack": lambda: str(year - dice.between(2, 14)),
            "yearAhead": lambda: str(year + dice.between(1, 6)),
        }

    def _past(self) -> datetime.date:
        return self.plan.sent.date() - datetime.timedelta(days=self.dice.between(1, 40))

    # --- References -------------------------------------------------------------------------

    def _pointers(self) -> dict[str, Callable[[], str]]:
        return {"refs": self._refs, "refTail": self._ref_tail, "para": self._para}

    def _refs(self) -> str:
        cited = self.plan.cited
        if not cited:
            return "earlier messages"
        letters = [chr(65 + i) for i in range(len(cited))]
        form = self.dice.weighted((("letter", 5), ("all", 3), ("para", 1), ("cable", 2)))
        one = self.dice.between(0, len(cited) - 1)
        if form == "cable":
            target = cited[one]
            return f"{target.year % 100:02d} {target.post.name} {target.number}"
        if form == "para":
            return f"para {self.dice.between(1, 3)} of ref {letters[one]}"
        if form == "all" or len(cited) == 1:
            return "reftel" if len(cited) == 1 else "reftels"
        if len(cited) > 2 and self.dice.chance(0.2):
            return f"refs {letters[0]} and {letters[-1]}"
        return self.dice.pick(("ref {}", "Ref {}", "reftel {}")).format(letters[one])

    def _ref_tail(self) -> str:
        return f" ({self._refs()})" if self.plan.cited else " (septel)"

    def _para(self) -> str:
        plan = self.plan
        if not plan.numbered:
            return "the text below"
        first, last = plan.first, plan.first + plan.paras - 1
        one = self.dice.between(first, last)
        if last - first > 3 and self.dice.chance(0.25):
            one = self.dice.between(first, last - 2)
            return self.dice.pick((f"paras {one} and {one + 1}", f"paras {one} through {one + 2}"))
        return self.dice.pick((f"para {one}", f"paragraph {one}", f"para. {one}"))
