"""Withholds passages from short texts that are not cables: file names, the curated glossary,
diagnostics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.editions.detectors import detect
from generator.editions.edits import Edit, EditedText
from generator.editions.passages import Cause, HiddenPassage, Match, Phrases, passages
from generator.editions.placeholders import CONTINUED
from generator.editions.redaction import notice_of, readings_of
from generator.editions.secrets import cause_of, cause_of_detector, pattern_spans
from generator.execution.result_cache import digest_of
from generator.model import Detector, Rule
from generator.model.source_text import SourceText

_NUMBER = re.compile(r"(?<![^\W_])\d\d[A-Za-z][A-Za-z0-9]{0,60}?\d{1,9}(?![^\W_])")
"""A cable number in a file name: `08MEXICO721`."""

_REGIONS = ("US",)
"""The numbering plans that count in a text that belongs to no cable."""


class Concealer:
    """Replaces withheld passages in a text by their notices."""

    def __init__(
        self,
        phrases: Mapping[tuple[str, ...], Cause],
        patterns: Mapping[tuple[str, str], Rule],
        detectors: Sequence[Detector],
    ) -> None:
        """`patterns` maps the id of a rule and one of its patterns to the rule."""
        self._detectors = detectors
        self._causes = phrases
        self._phrases = Phrases(phrases)
        self._patterns = patterns
        causes = [(item, cause_of(rule, item[1])) for item, rule in patterns.items()]
        self.digest = digest_of(([*phrases.items()], causes, [*detectors]))
        """A digest of everything that is withheld."""

    def has_hit(self, text: str) -> bool:
        """Whether `text` contains anything that is withheld."""
        return bool(self._passages(text))

    def conceal_name(self, name: str) -> str:
        """A file name with notices. The number of its cable is never withheld."""
        number = _NUMBER.search(name)
        if number is None:
            return self.conceal(name)
        before, after = name[: number.start()], name[number.end() :]
        return f"{self.conceal(before)}{number[0]}{self.conceal(after)}"

    def conceal(self, text: str) -> str:
        """`text` with notices in place of withheld passages."""
        edits = []
        source = SourceText(text)
        for passage in self._passages(text):
            notice = notice_of(source, passage).text
            for index, (start, end) in enumerate(passage.pieces):
                edits.append(Edit(start, end, CONTINUED if index else notice))
        return EditedText(text, edits).text if edits else text

    def conceal_with(self, phrases: Mapping[tuple[str, ...], Cause]) -> Callable[[str], str]:
        """A function like `conceal` that also withholds `phrases`."""
        more = {**phrases, **self._causes}
        return Concealer(more, self._patterns, self._detectors).conceal

    def _passages(self, text: str) -> list[HiddenPassage]:
        matches = [*self._matches(text)]
        return passages(SourceText(text), matches) if matches else []

    def _matches(self, text: str) -> Iterator[Match]:
        for reading in readings_of(text, ()):
            yield from self._phrases.matches(reading)
            for start, end, cause in self._searched(reading.text):
                if pieces := tuple(reading.pieces(start, end)):
                    yield Match(pieces, cause)

    def _searched(self, text: str) -> Iterator[tuple[int, int, Cause]]:
        """The spans that patterns and detectors find, each with its cause."""
        for (_, pattern), rule in self._patterns.items():
            for start, end in pattern_spans(pattern, text):
                yield start, end, cause_of(rule, pattern)
        for detector in self._detectors:
            for start, end in detect(detector, text, _REGIONS):
                yield start, end, cause_of_detector(detector)
