"""One source as an edition shows it: passages found, replaced by placeholders, and parsed again.

So nothing that is derived from a source (repairs, diagnostics, titles, addresses, terms, search
documents, data) has ever known the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.editions.codes import codes
from generator.editions.notices import with_notices
from generator.editions.passages import (
    Cause,
    HiddenPassage,
    Match,
    Phrases,
    by_line,
    cross,
    outside,
    passages,
    words_outside,
)
from generator.editions.placeholders import redact
from generator.editions.readings import Piece, SourceReading, as_read, as_received, source_rows
from generator.editions.secrets import STRUCK_OUT, SearchResults, WithheldItems, cause_of_detector
from generator.editions.struck import exposed_spans, has_mark
from generator.editions.text_lines import message_lines, superseded_lines
from generator.editions.words import phrase
from generator.errors import ReftelError
from generator.model import (
    Anchor,
    Cable,
    Detector,
    Fate,
    LineFate,
    NoticeDetails,
    Para,
    rounded_length,
)
from generator.model.source_text import SourceText
from generator.parse import patterns
from generator.parse.class_line import read_class_line
from generator.parse.rows import BLANK, RULE, TEXT, Row
from generator.parse.stages import parse_cable

_HEADER_FORMS = (patterns.FORMAT_LINE_1, patterns.DTG, patterns.FROM, patterns.DUMP_ID)
"""Lines by which an earlier copy of a message is known as one."""


_ENDING = ".!?:)\"'-"
"""What may end a sentence, in front of a para on the same line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCable:
    """A source as it came, and what was found in it before any edition."""

    name: str
    """The file's name."""
    text: str
    cable: Cable
    search_results: SearchResults
    """What patterns and detectors found in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What an edition makes of a source."""

    cable: Cable
    """The cable as the edition shows it, parsed from the source with placeholders."""
    withheld: tuple[NoticeDetails, ...]
    """A notice for each passage of the message itself, and for what only an earlier copy shows."""
    hits: Mapping[tuple[str, str], int]
    """How many places each item of a rule hit, by rule and item."""


class Redactor:
    """Withholds from one source after the other what an edition does not show."""

    def __init__(self, found: WithheldItems) -> None:
        self._phrases = Phrases(found.phrases)
        self._paras = found.paras
        self._subjects = Phrases(found.subjects)

    def redaction(self, received: SourceCable, shown_name: str) -> Redaction | None:
        """The cable of the edition; None where nothing of the source is withheld.

        `shown_name` is the name of the file as the edition shows it. Raises `ReftelError` where the
        cable's own number would be withheld.
        """
        cable, source = received.cable, SourceText(received.text)
        matches, parts = self._parts(received, source)
        if not parts:
            return None
        notices = [(part, notice_of(source, part)) for part in parts]
        redacted = redact(source, sorted(notices, key=lambda n: n[0].pieces))
        parsed = parse_cable(redacted.text, name=shown_name.rpartition("/")[2].rpartition(".")[0])
        if parsed.id != cable.id:
            raise ReftelError(
                f"content/curated/redactions.yml: a rule withholds words of the number {cable.id}, "
                "by which the cable has its address: withhold the whole cable, or other words."
            )
        paras = self._paras_of(cable)
        by_anchor = dict(_by_anchor(paras, notices))
        return Redaction(
            cable=with_notices(parsed, redacted, by_anchor),
            withheld=tuple(n for p, n in notices if _counts(source, cable, p)),
            hits=_hits(matches, paras, cable),
        )

    def hits(self, received: SourceCable) -> Mapping[tuple[str, str], int]:
        """How many places of a source each item of a rule hits, by rule and item."""
        matches, _ = self._parts(received, SourceText(received.text))
        return _hits(matches, {}, received.cable)

    def hidden(self, received: SourceCable) -> tuple[Piece, ...]:
        """The stretches of a source that rules and detectors withhold from it, in order."""
        source = SourceText(received.text)
        rows = source_rows(source, received.cable)
        found = self._found(received, rows)
        _, parts = self._placed(received, source, rows, found)
        return tuple(sorted(piece for part in parts for piece in part.pieces))

    def _paras_of(self, cable: Cable) -> Mapping[Anchor, Cause]:
        return self._paras.get(cable.id, {}) if cable.id is not None else {}

    def _parts(
        self, received: SourceCable, source: SourceText
    ) -> tuple[list[Match], list[HiddenPassage]]:
        """Withheld words in a source, and the passages and whole paras that are withheld."""
        rows = source_rows(source, received.cable)
        found = self._found(received, rows)
        return self._placed(received, source, rows, [*found, *_struck_out(received)])

    def _placed(
        self, received: SourceCable, source: SourceText, rows: Sequence[Row], found: Sequence[Match]
    ) -> tuple[list[Match], list[HiddenPassage]]:
        """What was found without what is part of a code; the passages, whole paras among them."""
        paras = self._paras_of(received.cable)
        if not found and not paras:
            return [], []
        matches = [*codes(source, rows, received.cable.id).matches_outside(found)]
        whole = _whole(source, received.cable, rows, paras)
        return matches, [*whole, *_apart(passages(source, matches), whole)]

    def _found(self, received: SourceCable, rows: Sequence[Row]) -> list[Match]:
        """What rules and detectors find in a source."""
        readings = readings_of(received.text, rows)
        return [*self._matches(readings, received.search_results), *self._titles(received)]

    def _titles(self, received: SourceCable) -> Iterator[Match]:
        """The subjects of withheld cables, however short, where REF lines give them."""
        for reference in received.cable.header.references:
            start, end = reference.span.start, reference.span.end
            for match in self._subjects.matches(as_received(received.text[start:end])):
                pieces = tuple((start + first, start + last) for first, last in match.pieces)
                yield Match(pieces, match.cause)

    def _matches(self, readings: Sequence[SourceReading], sought: SearchResults) -> Iterator[Match]:
        """Withheld words in any of the readings; what detectors found, wherever it stands again."""
        detectors = {detector.rule: detector for detector in Detector}
        local: dict[tuple[str, ...], Cause] = {}
        for (rule, _), finds in sought.items():
            if rule in detectors:
                cause = cause_of_detector(detectors[rule])
                for find in finds:
                    local.setdefault(phrase(find.text), cause)
                    yield Match(find.pieces, cause)
        again = Phrases({words: cause for words, cause in local.items() if words})
        for reading in readings:
            yield from self._phrases.matches(reading)
            if local:
                yield from again.matches(reading)


def _struck_out(received: SourceCable) -> Iterator[Match]:
    """What the copy that is read strikes out and an earlier copy in the same file shows."""
    text, cable = received.text, received.cable
    superseded = superseded_lines(text, cable) if has_mark(text) else []
    if superseded:
        for span in exposed_spans(text, message_lines(text, cable), superseded):
            yield Match((span,), STRUCK_OUT)


def readings_of(text: str, rows: Sequence[Row]) -> list[SourceReading]:
    """The readings of a source: as received, and as read where that differs."""
    read = as_read(text, rows)
    return [as_received(text), *([read] if read is not None else [])]


def notice_of(source: SourceText, passage: HiddenPassage) -> NoticeDetails:
    """The notice of a passage."""
    words = words_outside(source, passage.pieces, passage.names) if passage.is_long else 0
    return NoticeDetails(
        kinds=tuple(dict.fromkeys(cause.kind for cause in passage.causes)),
        reasons=tuple(dict.fromkeys(cause.reason for cause in passage.causes)),
        rules=tuple(dict.fromkeys(cause.rule for cause in passage.causes)),
        words=rounded_length(words),
    )


def _hits(
    matches: Iterable[Match], paras: Mapping[Anchor, Cause], cable: Cable
) -> Mapping[tuple[str, str], int]:
    places = {(item, match.pieces) for match in matches for item in match.cause.items}
    hits = Counter(item for item, _ in places)
    anchors = {para.anchor for para in cable.paras}
    hits.update(item for at, cause in paras.items() if at in anchors for item in cause.items)
    return dict(sorted(hits.items()))


def detected(sought: SearchResults) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What detectors withhold from one cable alone: the words, and the rule."""
    rules = {detector.rule for detector in Detector}
    words = {
        (phrase(find.text), rule) for (rule, _), finds in sought.items() if rule in rules
        for find in finds
    }  # fmt: skip
    return tuple(sorted(pair for pair in words if pair[0]))


def _counts(source: SourceText, cable: Cable, passage: HiddenPassage) -> bool:
    """Whether the notice of a passage is counted: in earlier copies, of struck passages alone."""
    line = cable.lines[source.line_at(passage.pieces[0][0]) - 1]
    return Fate.SUPERSEDED not in line.fates or STRUCK_OUT in passage.causes


# --- Whole paras ----------------------------------------------------------------------------------


def _whole(
    source: SourceText, cable: Cable, rows: Sequence[Row], paras: Mapping[Anchor, Cause]
) -> list[HiddenPassage]:
    """The text of paras that are withheld whole, and earlier copies of the message with them.

    A copy is not parsed, so that nobody knows where in it the para stands, and its short sentences
    are withheld nowhere else.
    """
    if not paras:
        return []
    furniture = [
        (row.line.start, row.line.end) for row in rows if row.kind not in (TEXT, BLANK, RULE)
    ]
    whole = []
    for para in cable.paras:
        cause = paras.get(para.anchor)
        if cause is not None:
            pieces = tuple(_para_pieces(source, para, furniture))
            whole.append(HiddenPassage(pieces, (replace(cause, kind="para"),)))
    copies = tuple(_copy_pieces(source, cable.lines))
    if copies:
        cause = next(iter(paras.values()))
        whole.append(HiddenPassage(copies, (replace(cause, kind="earlier copy"),)))
    return [passage for passage in whole if passage.pieces]


def _para_pieces(source: SourceText, para: Para, furniture: Sequence[Piece]) -> Iterator[Piece]:
    """Each line of a para behind its number and marking, blank ones too, without page lines.

    The last sentence's end stays: behind it the next para may begin on the same line.
    """
    start, end = para.span.start, para.span.end
    end -= len(source.text[start:end]) - len(source.text[start:end].rstrip(_ENDING))
    first = source.lines[para.span.line - 1][start - source.starts[para.span.line - 1] :]
    start += _lead(first, para)
    for number in range(para.span.line, para.span.end_line + 1):
        begin = source.starts[number - 1]
        line = (max(start, begin), min(end, begin + len(source.lines[number - 1])))
        held = [piece for piece in furniture if cross(piece, line)]
        if not held and line[0] <= line[1] and not source.text[slice(*line)].strip():
            if number > para.span.line:
                yield line
            continue
        for part in outside(line, held):
            yield from by_line(source, *part)


def _lead(text: str, para: Para) -> int:
    """Characters of a para's first line that are its number and marking."""
    at = 0
    if para.number is not None:
        found = re.match(rf"[^0-9]*(?:1[^0-9]{{0,5}})?0*{para.number}\s*\.?", text)
        at = found.end() if found is not None else 0
    elif para.letter is not None:
        lettered = patterns.PARA_LETTERED.match(text) or patterns.PARA_LETTER_ONLY.match(text)
        at = lettered.end() if lettered is not None else 0
    marking = patterns.MARKING.match(text[at:]) if para.marking is not None else None
    return at + (marking.end() if marking is not None else 0)


def _copy_pieces(source: SourceText, lines: Sequence[LineFate]) -> Iterator[Piece]:
    for line in lines:
        if Fate.SUPERSEDED not in line.fates or not line.text.strip():
            continue
        if read_class_line(line.text) or any(form.match(line.text) for form in _HEADER_FORMS):
            continue
        start = source.starts[line.number - 1]
        yield from by_line(source, start, start + len(line.text))


def _apart(
    found: Iterable[HiddenPassage], whole: Sequence[HiddenPassage]
) -> Iterator[HiddenPassage]:
    """The passages without what is withheld with a whole para."""
    taken = sorted(piece for passage in whole for piece in passage.pieces)
    for passage in found:
        pieces = tuple(part for piece in passage.pieces for part in outside(piece, taken))
        if pieces:
            yield replace(passage, pieces=pieces)


def _by_anchor(
    paras: Mapping[Anchor, Cause], notices: Iterable[tuple[HiddenPassage, NoticeDetails]]
) -> Iterator[tuple[Anchor, NoticeDetails]]:
    by_cause = {
        passage.causes[0]: notice for passage, notice in notices if notice.kinds == ("para",)
    }
    for anchor, cause in paras.items():
        notice = by_cause.get(replace(cause, kind="para"))
        if notice is not None:
            yield anchor, notice
