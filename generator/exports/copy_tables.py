"""The tables about copies of cables: their fields, and the functions that make their rows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports.collection import ExportSource, Row
from generator.exports.schema import ForeignKey, Table, field
from generator.exports.shared_fields import CABLE_KEY, MRN_FIELD
from generator.model import Mrn
from generator.model.compared_copies import CopyComparison, CopyFacts, DifferenceKind, Side
from generator.render import urls
from generator.render.page_sequence import copy_pages

COPIES = Table(
    name="copies",
    description="The copies of cables of which the collection has several.",
    primary_key=("mrn", "copy"),
    foreign_keys=(CABLE_KEY,),
    fields=(
        MRN_FIELD,
        field("copy", "integer", "Number of the copy, from 0. The main copy has 0."),
        field("file", "string", "Its file, below content/cables."),
        field("line", "integer?", "First source line of an earlier copy within the file."),
        field("publisher", "string?", "Who published it, in the editors' words."),
        field("date", "date?", "Day of its release: the editors', or that of its latest mark."),
        field("rendering", "string", "Form of the source."),
        field("numbers", "[string]", "Its numbers in the publisher's own series."),
        field("words", "integer", "Words of text that it shows."),
        field("gaps", "integer", "Passages that its publisher withheld."),
        field("address", "string", "Address of the page that compares it with the main copy."),
    ),
)

DIFFERENCES = Table(
    name="differences",
    description="How each copy differs from the main copy: its header first, then its text.",
    primary_key=("mrn", "copy", "position"),
    foreign_keys=(
        ForeignKey(fields=("mrn", "copy"), table="copies", target_fields=("mrn", "copy")),
    ),
    fields=(
        MRN_FIELD,
        field("copy", "integer", "The copy: a row of table `copies`."),
        field("position", "integer", "Position among the differences of the copy, from 1."),
        field("kind", "string", "The kind of difference.", DifferenceKind),
        field(
            "side",
            "string?",
            "The copy that withholds or lacks the words; null if both have words.",
            Side,
        ),
        field("field", "string?", "The field of the header; null in the text."),
        field("anchor", "string?", "The para or heading of the main copy; null in the header."),
        field("main_text", "text", "The words of the main copy, or what is there instead."),
        field("copy_text", "text", "The words of this copy, or what is there instead."),
        field("codes", "[string]", "Exemption codes of the passage that is withheld."),
        field("released", "date?", "Day of the first copy that shows what an earlier withholds."),
        field("main_line", "integer?", "Source line of the para in the main copy."),
        field("copy_line", "integer?", "Source line of the para in this copy."),
    ),
)


def copy_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each copy of a cable, the main copy first; none if there is one copy only."""
    stored = source.site.copies(mrn)
    if stored is None:
        return
    copies = stored.compared
    overview = urls.copies_page(mrn)
    pages = [overview, *(page for _, page in copy_pages(mrn, copies))]
    all_facts = [copies.main, *(comparison.other for comparison in copies.comparisons)]
    for number, facts in enumerate(all_facts):
        page = pages[number] if number < len(pages) else overview
        yield (mrn, number, *_fact_values(facts), source.address(page))


def _fact_values(facts: CopyFacts) -> Row:
    return (
        facts.name,
        facts.line,
        facts.publisher,
        facts.date.isoformat() if facts.date is not None else None,
        facts.rendering,
        [number.text for number in facts.numbers],
        facts.words,
        facts.gaps,
    )


def difference_rows(source: ExportSource, mrn: Mrn) -> Iterator[Row]:
    """A row for each difference between the main copy of a cable and another one."""
    stored = source.site.copies(mrn)
    comparisons = stored.compared.comparisons if stored is not None else ()
    for number, comparison in enumerate(comparisons, 1):
        for position, values in enumerate(_differences(comparison), 1):
            yield (mrn, number, position, *values)


def _differences(comparison: CopyComparison) -> Iterator[Row]:
    for one in comparison.header:
        kind = DifferenceKind.HEADER
        yield (kind, None, one.field, None, one.main, one.other, [], None, None, None)
    for para in comparison.paras:
        for segment in para.differences:
            yield (
                segment.kind,
                segment.side,
                None,
                para.anchor,
                segment.main,
                segment.other,
                list(segment.codes),
                segment.released.isoformat() if segment.released is not None else None,
                segment.main_line,
                segment.other_line,
            )
