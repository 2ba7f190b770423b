"""The sentences of one cable: grammar slots filled with its cast, dates and references."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from generator.demo import demo_dates as dates
from generator.demo import grammar
from generator.demo.cast import Cast, Institution, Person, make_cast
from generator.demo.plans import Plan


class Story:
    """Writes sentences for one cable.

    It remembers who has been introduced and which phrases have been used.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.dice = plan.dice("story")
        self.cast: Cast = make_cast(plan)
        self._unused: dict[str, list[grammar.Phrase]] = {}
        """The phrases of each role that have not been used yet, in random order."""
        self._government_introduced = False
        self._slots: dict[str, Callable[[], str]] = {
            **self._names(),
            **self._numbers(),
            **self._times(),
            **self._pointers(),
        }

    def sentence(self, role: str) -> str:
        """A sentence for a role; no phrase repeats before all have been used."""
        unused = self._unused.get(role)
        if not unused:
            unused = self.dice.shuffled(grammar.phrase_list(self.plan.topic, role))
            self._unused[role] = unused
        text = (
            grammar.fill_slots(unused.pop(), self.fill)
            .replace(",,", ",")
            .replace(",.", ".")
            .replace(",'s", "'s")
        )
        return text[:1].upper() + text[1:]

    def sentences(self, *roles: str) -> str:
        """One sentence for each role, as running text."""
        return " ".join(self.sentence(role) for role in roles)

    def fill(self, name: str) -> str:
        """The words for the slot called `name`."""
        slot = self._slots.get(name)
        if slot is not None:
            return slot()
        phrases = grammar.phrase_list(self.plan.topic, name)
        return grammar.fill_slots(self.dice.pick(phrases), self.fill)

    # --- Names --------------------------------------------------------------------------

    def _names(self) -> dict[str, Callable[[], str]]:
        cast, post = self.cast, self.plan.about
        return {
            "country": lambda: post.country,
            "adjective": lambda: post.adjective,
            "capital": lambda: post.capital,
            "gov": self._government,
            "bodyName": lambda: self._institution(cast.institutions, abbreviated=0.4),
            "bodyShort": lambda: self._institution(cast.institutions[:2], abbreviated=0.95),
            "bodyBare": lambda: cast.institutions[0].abbreviation,
            "official": lambda: self._person(cast.persons[0]),
            "officialShort": lambda: self._person(cast.persons[0]),
            "otherShort": lambda: self._person(self.dice.pick(cast.persons[1:])),
            "place": lambda: cast.places[0],
            "placeTwo": lambda: self.dice.pick(cast.places[1:]),
            "company": lambda: cast.company,
            "paper": lambda: f'"{cast.newspaper}"',
            "law": lambda: cast.law,
        }

    def _government(self) -> str:
        about = self.plan.about
        name = about.abbreviation
        if self._government_introduced:
            return name if name == "HMG" else f"the {name}"
        self._government_introduced = True
        return f"the Government of {about.country} ({name})"

    def _institution(self, candidates: list[Institution], *, abbreviated: float) -> str:
        """One of the candidates: introduced, abbreviated (with that probability) or in full."""
        institution = self.dice.pick(candidates)
        if not institution.introduced and self.dice.chance(0.85):
            return institution.introduce()
        if self.dice.chance(abbreviated):
            return institution.abbreviation
        return f"the {institution.english}"

    def _person(self, person: Person) -> str:
        return person.surname if person.introduced else person.introduce()

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
            "date": lambda: dates.format_date(
                dice, day - datetime.timedelta(days=dice.between(1, 40))
            ),
            "month": lambda: dates.month_and_year(day, -dice.between(1, 4))[0],
            "monthYear": lambda: "{} {}".format(*dates.month_and_year(day, -dice.between(6, 40))),
            "monthAhead": lambda: dates.month_and_year(day, dice.between(1, 5))[0],
            "year": lambda: str(year - 1),
            "yearBack": lambda: str(year - dice.between(2, 14)),
            "yearAhead": lambda: str(year + dice.between(1, 6)),
        }

    # --- References -------------------------------------------------------------------------

    def _pointers(self) -> dict[str, Callable[[], str]]:
        return {"refs": self._refs, "refTail": self._ref_tail, "para": self._para}

    def _refs(self) -> str:
        cited = self.plan.cited
        if not cited:
            return "earlier messages"
        letters = [chr(65 + i) for i in range(len(cited))]
        form = self.dice.weighted((("letter", 5), ("all", 3), ("para", 1), ("cable", 2)))
        index = self.dice.between(0, len(cited) - 1)
        if form == "cable":
            target = cited[index]
            return f"{target.year % 100:02d} {target.post.name} {target.number}"
        if form == "para":
            return f"para {self.dice.between(1, 3)} of ref {letters[index]}"
        if form == "all" or len(cited) == 1:
            return "reftel" if len(cited) == 1 else "reftels"
        if len(cited) > 2 and self.dice.chance(0.2):
            return f"refs {letters[0]} and {letters[-1]}"
        return self.dice.pick(("ref {}", "Ref {}", "reftel {}")).format(letters[index])

    def _ref_tail(self) -> str:
        return f" ({self._refs()})" if self.plan.cited else " (septel)"

    def _para(self) -> str:
        plan = self.plan
        if not plan.numbered:
            return "the text below"
        first, last = plan.first, plan.first + plan.paras - 1
        number = self.dice.between(first, last)
        if last - first > 3 and self.dice.chance(0.25):
            number = self.dice.between(first, last - 2)
            return self.dice.pick(
                (f"paras {number} and {number + 1}", f"paras {number} through {number + 2}")
            )
        return self.dice.pick((f"para {number}", f"paragraph {number}", f"para. {number}"))
