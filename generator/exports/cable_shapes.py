"""The objects of cable.json, field by field; `cables` fills them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.exports.schema import Shape, field
from generator.exports.tables import OUTCOMES
from generator.model import (
    BlockKind,
    Fate,
    MentionKind,
    Part,
    Precedence,
    Reason,
    ReferenceKind,
)
from generator.model.cable_json import SCHEMA_VERSION

_SPAN = field("span", "span", "Where it stands in the source.")
_ANCHOR = field("anchor", "string", "What names it within the cable and its address.")

CABLE = Shape(
    description="One cable as it was read.",
    fields=(
        field("schema_version", "string", "Version of this form of data.", [SCHEMA_VERSION]),
        field("mrn", "mrn?", "Message reference number; null where nothing gives one."),
        field(
            "source_sha256",
            "string",
            "SHA-256 of the texts in `lines`, in UTF-8, with LF between them, none at the end.",
        ),
        field("header", "header", "What stands before the text."),
        field("paras", "[para]", "The paragraphs, in order."),
        field("headings", "[heading]", "The topic headings, in order."),
        field("sections", "[section]", "The sections, in order; each para is in one."),
        field("pages", "[page]", "The transmission pages that were found, in order."),
        field("signature", "string?", "The signature as typed."),
        field("trailer", "string?", "Closing links and notices of the post."),
        field("unparsed", "[unparsed]", "Unrecognised text, as received."),
        field("repairs", "[repair]", "Every change between source and text, in order of lines."),
        field("diagnostics", "[diagnostic]", "What was found wrong or special, in order of lines."),
        field("lines", "[line]", "Every line of the source and what became of it."),
        field("pages_missing", "[integer]", "Numbers of the pages that have no mark, from 1."),
    ),
)

COLLECTION = Shape(
    description="What the collection knows of the cable; `reftel show` leaves this object out.",
    fields=(
        field("file", "string", "The file it was read from, below content/cables."),
        field("address", "string", "Address of the cable's front page."),
        field("text_address", "string", "Address of the whole cable; a para's anchor follows #."),
        field("source_address", "string", "Address of the source; a line is #L and its number."),
        field("references", "[outcome]", "What each of the header's references leads to."),
        field("mentions", "[mention]", "Words in the text that point to a cable or para."),
        field("parts", "[other_part]", "The other parts of the same message."),
        field("cited_by", "[citation]", "Who cites this cable, in the order of cables and text."),
    ),
)

_HEADER = Shape(
    description="What stands before the text.",
    fields=(
        field("transmission_id", "string?", "Format line 1."),
        field("precedence", "string?", "Precedence for the action addressees.", Precedence),
        field(
            "info_precedence",
            "string?",
            "Precedence for the information addressees where it differs.",
            Precedence,
        ),
        field("routing", "[string]", "Routing indicators of format line 2."),
        field("station", "string?", "Text of the DE line."),
        field("sender", "string?", "Originator as typed."),
        field("action_addressees", "[addressee]", "The TO lines."),
        field("info_addressees", "[addressee]", "The INFO lines."),
        field("dtg", "dtg?", "Date-time group."),
        field("date", "date?", "Date of the date-time group, else of the copy's metadata."),
        field("post", "string?", "The post of the classification line."),
        field("classification", "string?", "Classification in full."),
        field("captions", "[string]", "Captions, in the order they first stand."),
        field("passing", "[string]", "Lines that pass the telegram on, as typed."),
        field("executive_order", "string?", "The E.O. line as typed."),
        field("tags", "[string]", "TAGS codes, in the order of the TAGS line."),
        field("tag_persons", "[string]", "Persons named in the TAGS line."),
        field("subject", "string?", "The subject on one line."),
        field("references", "[reference]", "The entries of the REF lines, in order."),
        field("classified_by", "string?", "Text of the CLASSIFIED BY line."),
        field("declassify_on", "string?", "Text of the DECL line."),
        field("part", "integer?", "Which part of a message in parts this is, from 1."),
        field("part_count", "integer?", "How many parts the message has."),
    ),
)

_PARTS_OF_HEADER = {
    "addressee": Shape(
        description="One line of the TO or INFO lists.",
        fields=(
            field("routing", "string?", "Routing indicator."),
            field("name", "string", "The addressee as typed."),
            field("precedence", "string?", "Precedence word behind the name."),
            field("serial", "string?", "Channel serial that closes the line."),
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
            field("title", "string?", "What the entry says beside the number."),
            field(
                "year_inferred", "boolean", "True where no year is written and one was inferred."
            ),
            _SPAN,
        ),
    ),
}

_TEXT = {
    "para": Shape(
        description="A paragraph, the unit that is cited.",
        fields=(
            field("number", "integer?", "The number the cable gives it."),
            field("letter", "string?", "Number and letter of a question that it answers: 27.A."),
            _ANCHOR,
            field("marking", "string?", "Portion marking, without parentheses."),
            field("label", "string?", "Leading label in capitals; it is no part of the text."),
            field("blocks", "[block]", "Its pieces, in order."),
            field("withheld", "withheld?", "What is told where the whole para is withheld."),
            _SPAN,
            field("text", "string", "Its blocks as one text, a blank line between them."),
        ),
    ),
    "block": Shape(
        description="A piece of a para.",
        fields=(
            field("kind", "string", "What form it has.", BlockKind),
            field("text", "string", "The text as read, without label and marker."),
            field("label", "string?", "Its label as typed."),
            field("marker", "string?", "What introduces an item, as typed."),
            field("part", "string?", "Its side of a questionnaire.", Part),
            field("pages", "[page_mark]", "Transmission pages that begin inside it."),
            field("notices", "[notice]", "Notices in the text for what is withheld, in order."),
            _SPAN,
        ),
    ),
    "notice": Shape(
        description="A notice that stands in a text in place of what the edition withholds.",
        fields=(
            field("start", "integer", "Offset of its first character in the block's text."),
            field("end", "integer", "Offset behind its last character."),
            field("withheld", "withheld", "What it tells."),
        ),
    ),
    "withheld": Shape(
        description="What is told of a withheld passage or para.",
        fields=(
            field("kinds", "[string]", "What kinds of text are missing."),
            field("reasons", "[string]", "Why.", Reason),
            field("rules", "[string]", "By which rules, as the page `withheld/` has them."),
            field("words", "integer", "How long it is, in words."),
        ),
    ),
    "page_mark": Shape(
        description="The place where a transmission page begins.",
        fields=(
            field("number", "integer", "The page, counted from 1."),
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
            field("derived", "boolean", "True where the title is no heading of the cable."),
            field("heading", "string?", "Anchor of the heading."),
            field("paras", "[string]", "Anchors of its paras, in order."),
        ),
    ),
}

_SOURCE = {
    "span": Shape(
        description="A stretch of the source, in characters and in lines.",
        fields=(
            field("start", "integer", "Offset of the first character in the source as decoded."),
            field("end", "integer", "Offset behind the last character."),
            field("line", "integer", "First line, counted from 1."),
            field("end_line", "integer", "Last line."),
        ),
    ),
    "page": Shape(
        description="A transmission page.",
        fields=(
            field("number", "integer", "The page, counted from 1."),
            field("of", "integer?", "How many pages the telegram says it has."),
            field("line", "integer", "Source line where it begins."),
        ),
    ),
    "unparsed": Shape(
        description="Unrecognised text.",
        fields=(field("text", "string", "The text as received."), _SPAN),
    ),
    "repair": Shape(
        description="One change between the source and the text as read.",
        fields=(
            field("line", "integer", "Source line, counted from 1."),
            field("before", "string", "As it stands in the source."),
            field("after", "string", "As it is read."),
            field("rule", "string", "Name of the rule that made the change."),
        ),
    ),
    "diagnostic": Shape(
        description="Something that was found about the copy.",
        fields=(
            field("code", "string", "Name of what was found: a code of docs/diagnostics.md."),
            field("line", "integer?", "Source line; null for the whole file."),
            field("text", "string", "The text at fault; empty for the whole file."),
            field("message", "string", "What was found and what was expected."),
        ),
    ),
    "line": Shape(
        description="One line of the source.",
        fields=(
            field("number", "integer", "The line, counted from 1."),
            field("text", "string", "The line as received, without its end."),
            field("fates", "[string]", "What became of it, in the order of its parts.", Fate),
            field("anchor", "string?", "The para, heading or page it became part of."),
        ),
    ),
}

_LINKS = {
    "outcome": Shape(
        description="What a reference leads to.",
        fields=(
            field("outcome", "string", "Whether it leads anywhere.", OUTCOMES),
            field("target", "mrn?", "The cable it leads to, held or not."),
            field("target_anchor", "string?", "The para it leads to."),
            field("candidates", "[string]", "What fits, where it is ambiguous."),
            field("reason", "string?", "Why it leads to nothing held, in words."),
        ),
    ),
    "mention": Shape(
        description="Words in the text that point to a cable or para.",
        fields=(
            field("anchor", "string", "The para in which they stand."),
            field("block", "integer", "Which of the para's blocks, counted from 0."),
            field("start", "integer", "Offset of the first character in the block's text."),
            field("end", "integer", "Offset behind the last character."),
            field("words", "string", "The words as typed."),
            field("kind", "string", "What they name.", MentionKind),
            field("leads_to", "outcome", "What they lead to."),
        ),
    ),
    "other_part": Shape(
        description="Another part of the same message.",
        fields=(
            field("part", "integer", "Which part, counted from 1."),
            field("mrn", "mrn?", "The cable; null where the collection has not exactly one."),
        ),
    ),
    "citation": Shape(
        description="A place that cites the cable.",
        fields=(
            field("mrn", "mrn", "The citing cable."),
            field("letter", "string?", "Letter of its entry in the REF lines."),
            field("anchor", "string?", "The para that cites; null for the REF lines."),
            field("year_inferred", "boolean", "True where no year is written there."),
        ),
    ),
}

SHAPES: Mapping[str, Shape] = {
    "cable": CABLE,
    "collection": COLLECTION,
    "header": _HEADER,
    **_PARTS_OF_HEADER,
    **_TEXT,
    **_SOURCE,
    **_LINKS,
}
"""Every kind of object in cable.json; `collection` is a field of the cable that may be absent."""
