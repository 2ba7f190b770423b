"""The objects of cable.json, field by field; `cable_files` and `model.cable_json` fill them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.exports.schema import Shape, field
from generator.exports.tables import CORRECTION_FIELDS, DATE_FIELDS, OUTCOMES
from generator.model import (
    BlockKind,
    Fate,
    GapKind,
    MentionKind,
    NumberKind,
    Precedence,
    QuestionnairePart,
    Reason,
    ReferenceKind,
    ReleaseMarkKind,
)
from generator.model.cable_json import SCHEMA_VERSION

_SPAN = field("span", "span", "Its position in the source.")
_ANCHOR = field("anchor", "string", "Its name within the cable, and in its address.")

CABLE = Shape(
    description="One cable as it was read.",
    fields=(
        field("schema_version", "string", "Version of this form of data.", [SCHEMA_VERSION]),
        field("mrn", "mrn?", "Message reference number; null if unknown."),
        field(
            "source_sha256",
            "string",
            "SHA-256 of the texts in `lines`, in UTF-8, separated by LF, without a final LF.",
        ),
        field("header", "header", "Everything before the text."),
        field("paras", "[para]", "The paragraphs, in order."),
        field("headings", "[heading]", "The topic headings, in order."),
        field("sections", "[section]", "The sections, in order; each para is in one."),
        field("pages", "[page]", "The transmission pages with a mark in this copy, in order."),
        field("signature", "string?", "The signature as typed."),
        field("trailer", "string?", "Closing links and notices of the post."),
        field("unparsed", "[unparsed]", "Unrecognised text, as received."),
        field("repairs", "[repair]", "Every change between source and text, in line order."),
        field("corrections", "[correction]", "Editors' corrections of how it is read."),
        field(
            "diagnostics", "[diagnostic]", "Faults and peculiarities of the copy, in line order."
        ),
        field("lines", "[line]", "Every line of the source, and how it was used."),
        field("rendering", "string", "The form of the source: web page, plain text."),
        field("archive_numbers", "[archive_number]", "Numbers in the publisher's own series."),
        field("release_marks", "[release_mark]", "Marks that the publisher put on the copy."),
        field("gaps", "[gap]", "Passages withheld by the publisher outside the paragraphs."),
        field("pages_missing", "[integer]", "Numbers of the pages that have no mark, from 1."),
    ),
)

COLLECTION = Shape(
    description="The cable's place in the collection; `reftel show` omits this object.",
    fields=(
        field("file", "string", "The file it was read from, below content/cables."),
        field("address", "string", "Address of the cable's front page."),
        field("text_address", "string", "Address of the whole cable; a para's anchor follows #."),
        field("source_address", "string", "Address of the source; a line is #L and its number."),
        field("references", "[outcome]", "The target of each of the header's references."),
        field("mentions", "[mention]", "Words in the text that refer to a cable or para."),
        field("parts", "[other_part]", "The other parts of the same message."),
        field("same_text", "[shared_text]", "Cables that share most of their text with this one."),
        field(
            "cited_by",
            "[citation]",
            "The citations of this cable, in the order of cables and text.",
        ),
    ),
)

_HEADER = Shape(
    description="Everything before the text.",
    fields=(
        field("transmission_id", "string?", "Format line 1."),
        field("precedence", "string?", "Precedence for the action addressees.", Precedence),
        field(
            "info_precedence",
            "string?",
            "Precedence for the information addressees, if different.",
            Precedence,
        ),
        field("routing", "[string]", "Routing indicators of format line 2."),
        field("station", "string?", "Text of the DE line."),
        field("sender", "string?", "Originator as typed."),
        field("action_addressees", "[addressee]", "The TO lines."),
        field("info_addressees", "[addressee]", "The INFO lines."),
        field("dtg", "dtg?", "Date-time group."),
        *DATE_FIELDS,
        field("post", "string?", "The post of the classification line."),
        field("classification", "string?", "Classification in full."),
        field("captions", "[string]", "Captions, in order of first appearance."),
        field("passing", "[string]", "Routing lines, as typed."),
        field("executive_order", "string?", "The E.O. line as typed."),
        field("tags", "[string]", "TAGS codes, in the order of the TAGS line."),
        field("tag_persons", "[string]", "Persons named in the TAGS line."),
        field("subject", "string?", "The subject on one line."),
        field("references", "[reference]", "The entries of the REF lines, in order."),
        field("classified_by", "string?", "Text of the CLASSIFIED BY line."),
        field("declassify_on", "string?", "Text of the DECL line."),
        field("part", "integer?", "Number of the part, from 1, if the message was sent in parts."),
        field("part_count", "integer?", "Number of parts of the message."),
    ),
)

_PARTS_OF_HEADER = {
    "addressee": Shape(
        description="One line of the TO or INFO lists.",
        fields=(
            field("routing", "string?", "Routing indicator."),
            field("name", "string", "The addressee as typed."),
            field("precedence", "string?", "Precedence word after the name."),
            field("serial", "string?", "Channel serial at the end of the line."),
        ),
    ),
    "dtg": Shape(
        description="A date-time group.",
        fields=(
            field("raw", "string", "As typed."),
            field("at", "datetime", "The time of filing, in UTC."),
        ),
    ),
    "reference": Shape(
        description="One entry of the REF lines.",
        fields=(
            field("letter", "string?", "Its letter in capitals."),
            field("raw", "string", "The entry as typed, without its letter."),
            field("target", "mrn?", "The cable it names."),
            field("kind", "string", "What it names.", ReferenceKind),
            field("title", "string?", "Other words of the entry."),
            field("year_inferred", "boolean", "True if the year is not written but inferred."),
            _SPAN,
        ),
    ),
}

_RELEASE = {
    "archive_number": Shape(
        description="A number of the copy in a publisher's own series.",
        fields=(
            field("kind", "string", "The series.", NumberKind),
            field("text", "string", "The number, as received."),
        ),
    ),
    "release_mark": Shape(
        description="A mark that the publisher put on the copy when it released the telegram.",
        fields=(
            field("kind", "string", "Stamp or case line.", ReleaseMarkKind),
            field("line", "integer", "Source line of its first occurrence, from 1."),
            field("text", "string", "The mark on one line, as received."),
            field("date", "date?", "The day of the release."),
            field("codes", "[string]", "Exemption codes: B6, 1.4(D)."),
        ),
    ),
    "gap": Shape(
        description="A passage that the publisher withheld or left out.",
        fields=(
            field("line", "integer", "Its source line, from 1."),
            field("text", "string", "What replaces it; empty for a blank."),
            field("codes", "[string]", "Exemption codes: 1.4(D)."),
            field("extent", "string?", "Its length as the publisher gives it."),
            field(
                "kind",
                "string",
                "Why it is missing: withheld by a reviewer, omitted by an editor, covered with "
                "letters that the text keeps.",
                GapKind,
            ),
            field("offset", "integer", "Offset in the block's text; 0 outside blocks."),
        ),
    ),
}

_TEXT = {
    "para": Shape(
        description="A paragraph, the unit of citation.",
        fields=(
            field("number", "integer?", "Its number in the cable."),
            field("letter", "string?", "Number and letter of the question that it answers: 27.A."),
            _ANCHOR,
            field("marking", "string?", "Portion marking, without parentheses."),
            field("label", "string?", "Leading label in capitals; not part of the text."),
            field("blocks", "[block]", "Its pieces, in order."),
            field("withheld", "withheld?", "What the notice says, if the whole para is withheld."),
            _SPAN,
            field("text", "string", "Its blocks as one text, separated by blank lines."),
        ),
    ),
    "block": Shape(
        description="A piece of a para.",
        fields=(
            field("kind", "string", "Its form.", BlockKind),
            field("text", "string", "The text as read, without label and marker."),
            field("label", "string?", "Its label as typed."),
            field("marker", "string?", "The marker of a list item, as typed."),
            field("part", "string?", "Question or answer, in a questionnaire.", QuestionnairePart),
            field("pages", "[page_mark]", "Transmission pages that begin inside it."),
            field("gaps", "[gap]", "Passages in it that the publisher withheld."),
            field("notices", "[notice]", "Notices for withheld passages, in order."),
            _SPAN,
        ),
    ),
    "notice": Shape(
        description="A notice in place of a passage that the edition withholds.",
        fields=(
            field("start", "integer", "Offset of its first character in the block's text."),
            field("end", "integer", "Offset after its last character."),
            field("withheld", "withheld", "What it says."),
        ),
    ),
    "withheld": Shape(
        description="What a notice says about a withheld passage or para.",
        fields=(
            field("kinds", "[string]", "The kinds of text withheld."),
            field("reasons", "[string]", "Why.", Reason),
            field("rules", "[string]", "The rules, as on the page `withheld/`."),
            field("words", "integer", "Its length in words."),
        ),
    ),
    "page_mark": Shape(
        description="The start of a transmission page.",
        fields=(
            field("number", "integer", "Number of the page, from 1."),
            field("offset", "integer", "Characters of the block's text before the page."),
        ),
    ),
    "heading": Shape(
        description="A topic heading.",
        fields=(
            field("text", "string", "The heading as typed, on one line."),
            _ANCHOR,
            field("opens_section", "boolean", "False for a heading inside a para."),
            _SPAN,
        ),
    ),
    "section": Shape(
        description="A run of paras under one heading.",
        fields=(
            field("title", "string", "The heading, or a title derived from the paras."),
            field("derived", "boolean", "True if the title is not a heading of the cable."),
            field("heading", "string?", "Anchor of the heading."),
            field("paras", "[string]", "Anchors of its paras, in order."),
        ),
    ),
}

_SOURCE = {
    "span": Shape(
        description="A part of the source, in characters and in lines.",
        fields=(
            field("start", "integer", "Offset of the first character in the source as decoded."),
            field("end", "integer", "Offset after the last character."),
            field("line", "integer", "First line, from 1."),
            field("end_line", "integer", "Last line."),
        ),
    ),
    "page": Shape(
        description="A transmission page.",
        fields=(
            field("number", "integer", "Number of the page, from 1."),
            field("of", "integer?", "Number of pages according to the telegram."),
            field("line", "integer", "Source line of its beginning."),
        ),
    ),
    "unparsed": Shape(
        description="Unrecognised text.",
        fields=(field("text", "string", "The text as received."), _SPAN),
    ),
    "repair": Shape(
        description="One change between the source and the text as read.",
        fields=(
            field("line", "integer", "Source line, from 1."),
            field("before", "string", "The text in the source."),
            field("after", "string", "The text as read."),
            field("rule", "string", "Name of the rule that made the change."),
        ),
    ),
    "correction": Shape(
        description="A correction by an editor of how the source is read.",
        fields=CORRECTION_FIELDS,
    ),
    "diagnostic": Shape(
        description="A fault or peculiarity of the copy.",
        fields=(
            field("code", "string", "Code of the diagnostic, see docs/diagnostics.md."),
            field("line", "integer?", "Source line; null for the whole file."),
            field("text", "string", "The text at fault; empty for the whole file."),
            field("message", "string", "What is wrong and what was expected."),
        ),
    ),
    "line": Shape(
        description="One line of the source.",
        fields=(
            field("number", "integer", "Number of the line, from 1."),
            field("text", "string", "The line as received, without its end."),
            field("fates", "[string]", "How its parts were used, in order.", Fate),
            field("anchor", "string?", "The para, heading or page it became part of."),
        ),
    ),
}

_LINKS = {
    "outcome": Shape(
        description="The target of a reference.",
        fields=(
            field("outcome", "string", "The kind of target.", OUTCOMES),
            field("target", "mrn?", "The cable it refers to, in the collection or not."),
            field("target_anchor", "string?", "The para it refers to."),
            field("candidates", "[string]", "The candidates, if it is ambiguous."),
            field(
                "reason", "string?", "Why it does not lead to a cable of the collection, in words."
            ),
        ),
    ),
    "mention": Shape(
        description="Words in the text that refer to a cable or para.",
        fields=(
            field("anchor", "string", "The para with the words."),
            field("block", "integer", "Index of the block in the para, from 0."),
            field("start", "integer", "Offset of the first character in the block's text."),
            field("end", "integer", "Offset after the last character."),
            field("words", "string", "The words as typed."),
            field("kind", "string", "What they name.", MentionKind),
            field("leads_to", "outcome", "Their target."),
        ),
    ),
    "other_part": Shape(
        description="Another part of the same message.",
        fields=(
            field("part", "integer", "Number of the part, from 1."),
            field("mrn", "mrn?", "The cable; null unless the collection has exactly one."),
        ),
    ),
    "shared_text": Shape(
        description="Another cable with most of the same text.",
        fields=(
            field("mrn", "mrn", "The other cable."),
            field("shared", "integer", "Number of words of this cable that are also in the other."),
            field("words", "integer", "Number of words of this cable."),
        ),
    ),
    "citation": Shape(
        description="A place that cites the cable.",
        fields=(
            field("mrn", "mrn", "The citing cable."),
            field("letter", "string?", "Letter of its entry in the REF lines."),
            field("anchor", "string?", "The citing para; null for the REF lines."),
            field("year_inferred", "boolean", "True if the year is not written but inferred."),
        ),
    ),
}

SHAPES: Mapping[str, Shape] = {
    "cable": CABLE,
    "collection": COLLECTION,
    "header": _HEADER,
    **_PARTS_OF_HEADER,
    **_RELEASE,
    **_TEXT,
    **_SOURCE,
    **_LINKS,
}
"""All kinds of objects in cable.json. `collection` is an optional field of the cable."""
