"""One source as an edition shows it: passages are replaced by placeholders, then parsed again.

So nothing derived from a source (repairs, diagnostics, titles, addresses, terms, search documents,
data) can contain the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.editions.codes import codes
from generator.editions.notices import with_notices
from generator.editions.passages import (
    Cause,
    HiddenPassage,
    Match,
    Phrases,
    by_line,
    outside,
    overlap,
    passages,
    words_outside,
)
from generator.editions.placeholders import redact
from generator.editions.readings import (
    Piece,
    SourceReading,
    as_markup,
    as_read,
    as_received,
    source_rows,
)
from generator.editions.redacted_corrections import (
    ConcealWith,
    concealed_corrections,
    parse_redacted,
)
from generator.editions.secrets import STRUCK_OUT, SearchResults, WithheldItems, cause_of_detector
from generator.editions.struck import exposed_spans, has_mark
from generator.editions.text_lines import message_lines, superseded_lines
from generator.editions.words import phrase
from generator.errors import ReftelError
from generator.model import (
    Anchor,
    Cable,
    Correction,
    Detector,
    Fate,
    LineFate,
    Mrn,
    NoticeDetails,
    Para,
    file_stem,
    rounded_length,
)
from generator.model.source_text import SourceText
from generator.parse import body_patterns, header_patterns, publisher_patterns
from generator.parse.class_line import read_class_line
from generator.parse.message import may_hold_class_line
from generator.parse.renderings import frus_tei
from generator.parse.renderings.frus_xml import unbalanced_tags
from generator.parse.rows import BLANK, RULE, TEXT, Row

_HEADER_FORMS = (
    header_patterns.FORMAT_LINE_1,
    header_patterns.DTG,
    header_patterns.FROM,
    publisher_patterns.DUMP_ID,
)
"""Lines that mark an earlier copy of a message."""

_ENDING = ".!?:)\"'-"
"""Characters that may end a sentence before a para on the same line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCable:
    """A source as received, and the search results that all editions share."""

    name: str
    """The file's name."""
    text: str
    cable: Cable
    search_results: SearchResults
    corrections: tuple[Correction, ...] = ()
    """The corrections that were applied to the cable, in the order of its own."""
    main_paras: Mapping[Anchor, Anchor] | None = None
    """The para of the main copy that rules name, for each para of another copy that holds its text;
    None for the main copy."""
    struck: tuple[Piece, ...] = ()
    """The words that another copy of the cable strikes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A source after redaction."""

    cable: Cable
    """The cable as the edition shows it, parsed from the source with placeholders."""
    withheld: tuple[NoticeDetails, ...]
    """The notices of passages of the message, and of passages that only an earlier copy shows."""
    hits: Mapping[tuple[str, str], int]
    """The number of places that each item of a rule hits, by rule and item."""


class Redactor:
    """Withholds passages from sources, one source at a time."""

    def __init__(self, items: WithheldItems) -> None:
        self._phrases = Phrases(items.phrases)
        self._paras = items.paras
        self._subjects = Phrases(items.subjects)

    def redaction(
        self, received: SourceCable, shown_name: str, conceal_with: ConcealWith
    ) -> Redaction | None:
        """The redacted source; None if nothing is withheld from it or from its corrections.

        `shown_name` is the name of the file as the edition shows it. Raises `ReftelError` if the
        cable's own number would be withheld.
        """
        cable, source = received.cable, SourceText(received.text)
        matches, hidden = self._search(received, source, _struck_out(received))
        corrections = received.corrections
        shown = concealed_corrections(corrections, source, matches, conceal_with)
        if not hidden and shown == corrections:
            return None
        notices = [(passage, notice_of(source, passage)) for passage in hidden]
        redacted = redact(source, sorted(notices, key=lambda n: n[0].pieces))
        name = file_stem(shown_name)
        parsed = parse_redacted((received.text, cable), corrections, redacted, shown, name)
        if (parsed.id, parsed.header.post) != (cable.id, cable.header.post):
            rules = " or ".join(_rules_on_the_number(source, cable, hidden))
            raise ReftelError(
                f"content/curated/redactions.yml: {rules or 'a rule'} withholds part of the number "
                f"{cable.id}, which is the cable's address: withhold the whole cable, or other "
                "words."
            )
        paras = self._paras_of(received)
        by_anchor = dict(_by_anchor(paras, notices))
        return Redaction(
            cable=with_notices(parsed, redacted, by_anchor),
            withheld=tuple(n for p, n in notices if _counts(source, parsed, p)),
            hits=_hits(matches, paras, cable),
        )

    def hits(self, received: SourceCable) -> Mapping[tuple[str, str], int]:
        """The number of places of a source that each item of a rule hits, by rule and item."""
        matches, _ = self._search(received, SourceText(received.text), _struck_out(received))
        return _hits(matches, {}, received.cable)

    def hidden(self, received: SourceCable) -> tuple[Piece, ...]:
        """The pieces of a source that rules and detectors withhold, in order.

        Passages that a copy strikes out are not among them.
        """
        _, hidden = self._search(received, SourceText(received.text), ())
        return tuple(sorted(piece for passage in hidden for piece in passage.pieces))

    def withheld_paras(self, mrn: Mrn) -> frozenset[Anchor]:
        """The paras of the main copy of a cable that rules withhold."""
        return frozenset(self._paras.get(mrn, {}))

    def _paras_of(self, received: SourceCable) -> Mapping[Anchor, Cause]:
        """What withholds each para of a copy."""
        number = received.cable.id
        causes = self._paras.get(number, {}) if number is not None else {}
        if received.main_paras is None:
            return causes
        return {own: causes[name] for own, name in received.main_paras.items() if name in causes}

    def _search(
        self, received: SourceCable, source: SourceText, more_matches: Iterable[Match]
    ) -> tuple[list[Match], list[HiddenPassage]]:
        """The matches in a source, `more_matches` included, and the passages to withhold.

        Matches that are part of a code are left out. The passages include whole paras.
        """
        rows = source_rows(source, received.cable)
        candidates = [
            *self._matches(readings_of(received.text, rows), received.search_results),
            *self._subject_matches(received),
            *more_matches,
        ]
        paras = self._paras_of(received)
        if not candidates and not paras:
            return [], []
        matches = [*codes(source, rows, received.cable.id).matches_outside(candidates)]
        whole = _whole(source, received.cable, rows, paras)
        return matches, [*whole, *_outside_paras(passages(source, matches), whole)]

    def _subject_matches(self, received: SourceCable) -> Iterator[Match]:
        """The subjects of withheld cables, however short, on REF lines."""
        for reference in received.cable.header.references:
            start, end = reference.span.start, reference.span.end
            for match in self._subjects.matches(as_received(received.text[start:end])):
                pieces = tuple((start + first, start + last) for first, last in match.pieces)
                yield Match(pieces, match.cause)

    def _matches(
        self, readings: Sequence[SourceReading], results: SearchResults
    ) -> Iterator[Match]:
        """The withheld phrases in all readings, and all occurrences of what detectors found."""
        detectors = {detector.rule: detector for detector in Detector}
        local: dict[tuple[str, ...], Cause] = {}
        for (rule, _), hits in results.items():
            if rule in detectors:
                cause = cause_of_detector(detectors[rule])
                for hit in hits:
                    local.setdefault(phrase(hit.text), cause)
                    yield Match(hit.pieces, cause)
        local_phrases = Phrases({words: cause for words, cause in local.items() if words})
        for reading in readings:
            yield from self._phrases.matches(reading)
            if local:
                yield from local_phrases.matches(reading)


def _rules_on_the_number(
    source: SourceText, cable: Cable, hidden: Iterable[HiddenPassage]
) -> list[str]:
    """The ids of the rules that may hide the number, as words: `the rule 'names'`.

    Those with a passage on a line like a classification line; else outside the text; else all.
    """
    passages = [
        (f"the rule '{cause.rule}'", source.line_at(start))
        for passage in hidden
        for start, _ in passage.pieces
        for cause in passage.causes
    ]
    text = {line.number for line in cable.lines if Fate.TEXT in line.fates}
    tests: tuple[Callable[[int], bool], ...] = (
        lambda number: may_hold_class_line(source.lines[number - 1]),
        lambda number: number not in text,
        lambda number: True,
    )
    chosen = ([rule for rule, number in passages if test(number)] for test in tests)
    return sorted(set(next(filter(None, chosen), [])))


def _struck_out(received: SourceCable) -> Iterator[Match]:
    """The passages that the last copy strikes out and an earlier copy in the same file shows, and
    those that another file strikes out."""
    yield from (Match((span,), STRUCK_OUT) for span in received.struck)
    text, cable = received.text, received.cable
    superseded = superseded_lines(text, cable) if has_mark(text) else []
    if superseded:
        for span in exposed_spans(text, message_lines(text, cable), superseded):
            yield Match((span,), STRUCK_OUT)


def readings_of(text: str, rows: Sequence[Row]) -> list[SourceReading]:
    """The readings of a source: as received, and as read and as markup if these differ."""
    others = (as_read(text, rows), as_markup(text))
    return [as_received(text), *(reading for reading in others if reading is not None)]


def notice_of(source: SourceText, passage: HiddenPassage) -> NoticeDetails:
    """The notice for a passage."""
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


def _counts(source: SourceText, cable: Cable, passage: HiddenPassage) -> bool:
    """Whether the notice of a passage is counted. In earlier copies only struck passages are."""
    line = cable.lines[source.line_at(passage.pieces[0][0]) - 1]
    return Fate.SUPERSEDED not in line.fates or STRUCK_OUT in passage.causes


# --- Whole paras ----------------------------------------------------------------------------------


def _whole(
    source: SourceText, cable: Cable, rows: Sequence[Row], paras: Mapping[Anchor, Cause]
) -> list[HiddenPassage]:
    """The passages of whole paras, and of earlier copies of the message along with them.

    Earlier copies are not parsed, so it is unknown where they contain the para, and its short
    sentences are not withheld elsewhere.
    """
    if not paras:
        return []
    furniture = [
        (row.line.start, row.line.end) for row in rows if row.kind not in (TEXT, BLANK, RULE)
    ]
    is_xml = frus_tei.detects(source.text)
    whole = []
    for para in cable.paras:
        cause = paras.get(para.anchor)
        if cause is not None:
            kept = [*furniture, *_tags_around(source, para)] if is_xml else furniture
            pieces = tuple(_para_pieces(source, para, kept))
            whole.append(HiddenPassage(pieces, (replace(cause, kind="para"),)))
    copies = tuple(_copy_pieces(source, cable.lines))
    if copies:
        cause = next(iter(paras.values()))
        whole.append(HiddenPassage(copies, (replace(cause, kind="earlier copy"),)))
    return [passage for passage in whole if passage.pieces]


def _tags_around(source: SourceText, para: Para) -> list[Piece]:
    """The tags within a para that XML needs when the para's words are gone."""
    return unbalanced_tags(source.text, para.span.start, para.span.end)


def _para_pieces(source: SourceText, para: Para, furniture: Sequence[Piece]) -> Iterator[Piece]:
    """The lines of a para after its number and marking, with blank lines but without page lines.

    The end of the last sentence is kept, because the next para may begin on the same line.
    """
    start, end = para.span.start, para.span.end
    end -= len(source.text[start:end]) - len(source.text[start:end].rstrip(_ENDING))
    first = source.lines[para.span.line - 1][start - source.starts[para.span.line - 1] :]
    start += _lead(first, para)
    for number in range(para.span.line, para.span.end_line + 1):
        begin = source.starts[number - 1]
        line = (max(start, begin), min(end, begin + len(source.lines[number - 1])))
        inserted = [piece for piece in furniture if overlap(piece, line)]
        if not inserted and line[0] <= line[1] and not source.text[slice(*line)].strip():
            if number > para.span.line:
                yield line
            continue
        for part in outside(line, inserted):
            yield from by_line(source, *part)


def _lead(text: str, para: Para) -> int:
    """The number of characters of a para's first line that are its number and marking."""
    at = 0
    if para.number is not None:
        number = re.match(rf"[^0-9]*(?:1[^0-9]{{0,5}})?0*{para.number}\s*\.?", text)
        if number is None:  # an editor corrected the number
            number = body_patterns.PARA_NUMBER.match(text)
        at = number.end() if number is not None else 0
    elif para.letter is not None:
        lettered = body_patterns.PARA_LETTERED.match(text)
        lettered = lettered or body_patterns.PARA_LETTER_ONLY.match(text)
        at = lettered.end() if lettered is not None else 0
    marking = body_patterns.MARKING.match(text[at:]) if para.marking is not None else None
    return at + (marking.end() if marking is not None else 0)


def _copy_pieces(source: SourceText, lines: Sequence[LineFate]) -> Iterator[Piece]:
    for line in lines:
        if Fate.SUPERSEDED not in line.fates or not line.text.strip():
            continue
        if read_class_line(line.text) or any(form.match(line.text) for form in _HEADER_FORMS):
            continue
        start = source.starts[line.number - 1]
        yield from by_line(source, start, start + len(line.text))


def _outside_paras(
    hidden: Iterable[HiddenPassage], whole: Sequence[HiddenPassage]
) -> Iterator[HiddenPassage]:
    """The parts of passages that are outside whole paras."""
    taken = sorted(piece for passage in whole for piece in passage.pieces)
    for passage in hidden:
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
