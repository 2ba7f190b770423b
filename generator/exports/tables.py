"""The exported tables, field by field; `table_rows` and `term_rows` fill them."""

from __future__ import annotations

from generator.exports.copy_tables import COPIES, DIFFERENCES
from generator.exports.entity_tables import ALIASES, ENTITIES, NAMES
from generator.exports.schema import ForeignKey, Table, field
from generator.exports.shared_fields import CABLE_KEY, MRN_FIELD, PARA_KEY, PLACE_FIELDS
from generator.model import (
    CorrectionKind,
    DefinitionForm,
    GapKind,
    MentionKind,
    Precedence,
    ReferenceKind,
    SenseSource,
    UseStatus,
)

OUTCOMES = ("held", "not-held", "withheld", "ambiguous", "unwritten", "no-cable", "unreadable")
"""The possible outcomes of a reference or mention."""

_TERM = ForeignKey(fields=("short",), table="terms", target_fields=("short",))
_MEANING = ForeignKey(
    fields=("short", "meaning"), table="meanings", target_fields=("short", "meaning")
)

CORRECTION_FIELDS = (
    field("kind", "string", "What is corrected.", CorrectionKind),
    field("line", "integer?", "Source line; null for a field of the header."),
    field(
        "before",
        "string",
        "What was read without it; empty if nothing was, and for joined and split lines.",
    ),
    field(
        "after",
        "string",
        "The right value; empty if there is none, and for joined and split lines.",
    ),
    field("reason", "string", "Why, in the editor's words."),
    field("source", "string", "Where the right value comes from, in the editor's words."),
)
"""The fields of a correction, in its row and in cable.json."""

_SHORT = field("short", "string", "The abbreviation, in the singular.")

DATE_FIELDS = (
    field("date", "date?", "Date of the date-time group, or else of the copy's metadata."),
    field("year", "integer?", "Year of the date, or else of the cable's number."),
    field(
        "date_source",
        "string?",
        "Where date and year come from: date-time group, metadata, date field, drafting date, "
        "page line, DE line, number, correction.",
    ),
)
"""When a cable was sent, as far as it is known."""

CABLES = Table(
    name="cables",
    description="The cables of the collection, one row each, sorted by number.",
    primary_key=("mrn",),
    fields=(
        MRN_FIELD,
        *DATE_FIELDS,
        field("dtg", "string?", "Date-time group as typed."),
        field("filed_at", "datetime?", "Time of filing by the date-time group, in UTC."),
        field(
            "post", "string", "The post as written in the classification line, or else in the MRN."
        ),
        field("sender", "string?", "Originator as typed."),
        field("classification", "string?", "Classification in full."),
        field("captions", "[string]", "Captions, in order of first appearance."),
        field("tags", "[string]", "TAGS codes, in the order of the TAGS line."),
        field("tag_persons", "[string]", "Persons named in the TAGS line."),
        field("subject", "string?", "The subject on one line."),
        field("precedence", "string?", "Precedence for the action addressees.", Precedence),
        field(
            "info_precedence",
            "string?",
            "Precedence for the information addressees, if different.",
            Precedence,
        ),
        field("action_addressees", "[addressee]", "The TO lines; objects as in cable.json."),
        field("info_addressees", "[addressee]", "The INFO lines; objects as in cable.json."),
        field("executive_order", "string?", "The E.O. line as typed."),
        field("classified_by", "string?", "Text of the CLASSIFIED BY line."),
        field("declassify_on", "string?", "Text of the DECL line."),
        field("part", "integer?", "Number of the part, from 1, if the message was sent in parts."),
        field("part_count", "integer?", "Number of parts of the message."),
        field("file", "string", "The file it was read from, below content/cables."),
        field("paras", "integer", "Number of paragraphs: rows in table `paras`."),
        field("pages_found", "integer", "Transmission pages with a mark in this copy."),
        field("pages_of", "integer?", "Number of transmission pages according to the cable."),
        field("pages_missing", "[integer]", "Numbers of the pages that have no mark, from 1."),
        field("repairs", "integer", "Number of repairs; cable.json lists them."),
        field("corrections", "integer", "Number of corrections: rows in table `corrections`."),
        field(
            "source_sha256",
            "string",
            "SHA-256 of the source's lines as shown in this edition, in UTF-8, separated by LF, "
            "without a final LF.",
        ),
        field("address", "string", "Address of the cable's front page."),
        field("json_address", "string", "Address of its cable.json."),
    ),
)

PARAS = Table(
    name="paras",
    description="Every paragraph, in the order of cables and of the text.",
    primary_key=("mrn", "anchor"),
    foreign_keys=(CABLE_KEY,),
    fields=(
        MRN_FIELD,
        field("anchor", "string", "Name of the para within its cable, and in its address."),
        field("position", "integer", "Position in the cable, from 1."),
        field("number", "integer?", "Its number in the cable."),
        field("letter", "string?", "Number and letter of the question that it answers: 27.A."),
        field("section", "integer", "Number of its section, from 1."),
        field("section_title", "string", "The section's heading, or a title derived from it."),
        field("section_derived", "boolean", "True if the title is not a heading of the cable."),
        field("marking", "string?", "Portion marking, without parentheses."),
        field("label", "string?", "Leading label in capitals; not part of the text."),
        field(
            "text",
            "text",
            "The text as read, after number, marking and leading label. Blocks are separated by a "
            "blank line; only columns have line ends within a block.",
        ),
        field(
            "question", "string?", "The blocks of the text with the question, in a questionnaire."
        ),
        field("answer", "string?", "The blocks of the text with the answer, in a questionnaire."),
        field("first_line", "integer", "Its first line in the source, from 1."),
        field("last_line", "integer", "Its last line in the source."),
        field("address", "string", "Its permanent address, on the page of the whole cable."),
    ),
)

REFERENCES = Table(
    name="references",
    description="The cables' references: entries of the REF lines first, then words in the text.",
    primary_key=("mrn", "position"),
    foreign_keys=(CABLE_KEY,),
    fields=(
        MRN_FIELD,
        field("position", "integer", "Position among the cable's references, from 1."),
        field("place", "string", "Part of the cable that has it.", ("header", "text")),
        field("letter", "string?", "Letter of the entry in the REF lines."),
        field("raw", "text", "The entry as typed, without its letter; or the words in the text."),
        field(
            "kind",
            "string",
            "What it names. Entries of the REF lines name a cable, a septel, an e-mail or "
            "something else; words in the text name an entry of the REF lines (reftel), a septel, "
            "a cable or a para.",
            dict.fromkeys([*ReferenceKind, *MentionKind]),
        ),
        field("named", "mrn?", "The cable that an entry of the REF lines names."),
        field("title", "string?", "Other words of the entry."),
        field(
            "outcome",
            "string",
            "What it refers to: a cable or para of this collection (held), a cable outside it "
            "(not-held), a cable that this edition withholds (withheld), several candidates "
            "(ambiguous), a telegram without a number (unwritten), something other than a cable "
            "(no-cable), nothing that fits (unreadable).",
            OUTCOMES,
        ),
        field("target", "mrn?", "The cable it refers to, in the collection or not."),
        field("target_anchor", "string?", "The para it refers to."),
        field("candidates", "[string]", "The candidates, if it is ambiguous."),
        field("reason", "string?", "Why it does not lead to a cable of the collection, in words."),
        field(
            "year_inferred",
            "boolean?",
            "True if the year is not written but inferred. For words in the text, it refers to the "
            "first in the para that cite this cable. Null if no cable is cited.",
        ),
        field("line", "integer?", "Source line of the entry in the REF lines."),
        field("anchor", "string?", "The para with the words: a row of table `paras`."),
        *PLACE_FIELDS,
    ),
)

OVERLAPS = Table(
    name="overlaps",
    description="Cables that share most of their text: two rows for two cables.",
    primary_key=("mrn", "other"),
    foreign_keys=(
        CABLE_KEY,
        ForeignKey(fields=("other",), table="cables", target_fields=("mrn",)),
    ),
    fields=(
        MRN_FIELD,
        field("other", "mrn", "The other cable."),
        field("shared", "integer", "Number of words of the cable that are also in the other."),
        field("words", "integer", "Number of words of the cable."),
    ),
)

CORRECTIONS = Table(
    name="corrections",
    description="What editors corrected in how the cables are read.",
    primary_key=("mrn", "position"),
    foreign_keys=(CABLE_KEY,),
    fields=(
        MRN_FIELD,
        field("position", "integer", "Position among the cable's corrections, from 1."),
        *CORRECTION_FIELDS,
    ),
)

WITHHOLDINGS = Table(
    name="withholdings",
    description="What publishers withheld or left out: a row for each passage and exemption code, "
    "and for each code that only a stamp gives.",
    primary_key=("mrn", "position"),
    foreign_keys=(CABLE_KEY,),
    fields=(
        MRN_FIELD,
        field("position", "integer", "Position among the cable's withholdings, from 1."),
        field("code", "string?", "Exemption code: B6, 1.4(D); null if the copy gives none."),
        field("meaning", "string?", "What the code protects."),
        field("law", "string?", "The law or order that the code is of."),
        field(
            "kind",
            "string?",
            "Why the passage is missing: withheld by a reviewer, omitted by an editor, covered "
            "with letters that the text keeps; null for a code of a stamp, which names no passage.",
            GapKind,
        ),
        field("extent", "string?", "Its length as the publisher gives it."),
        field("words", "string", "What replaces it, or the stamp; empty for a blank."),
        field("released", "date?", "The day of the latest release that the copy names."),
        field("line", "integer", "Source line, from 1."),
        field("anchor", "string?", "The para; null outside paras and for a stamp."),
        *(one for one in PLACE_FIELDS if one.name in ("block", "start", "text_start")),
        field("address", "string", "Address of the para, or of the cable's front page."),
    ),
)

TERMS = Table(
    name="terms",
    description="The glossary: every abbreviation, in alphabetical order.",
    primary_key=("short",),
    fields=(
        _SHORT,
        field("meanings", "[string]", "Its meanings; table `meanings` has the details."),
        field("uses", "integer", "Number of uses: rows in table `uses`."),
        field("cables", "integer", "Number of cables that use it."),
        field("former", "[string]", "Earlier abbreviations of the same thing."),
        field("later", "[string]", "Later abbreviations of the same thing."),
        field("address", "string", "Address of its entry."),
    ),
)

MEANINGS = Table(
    name="meanings",
    description="Every meaning of every abbreviation.",
    primary_key=("short", "meaning"),
    foreign_keys=(_TERM,),
    fields=(
        _SHORT,
        field("meaning", "integer", "Index among the meanings of the abbreviation, from 0."),
        field("expansion", "string", "The meaning in English if known, or else in its language."),
        field("original", "string?", "The words in the original language."),
        field("language", "string?", "BCP 47 code of the original language."),
        field(
            "source",
            "string",
            "Source of the meaning: a cable, the curated glossary, or the program's table.",
            SenseSource,
        ),
        field("origin", "string?", "The source given by the curated glossary or the table."),
        field("category", "string?", "Category: organisation, law or agreement, and so on."),
        field("scope", "[string]", "Posts, cables and years to which it is limited."),
        field("also", "[string]", "Other abbreviations of the same thing."),
        field("note", "string?", "What an editor says about it."),
    ),
)

DEFINITIONS = Table(
    name="definitions",
    description="The passages of cables that define an abbreviation.",
    primary_key=("short", "meaning", "position"),
    foreign_keys=(_MEANING, CABLE_KEY),
    fields=(
        _SHORT,
        field("meaning", "integer", "The meaning: a row of table `meanings`."),
        field("position", "integer", "Position among the passages of the meaning, from 1."),
        MRN_FIELD,
        field("written", "string", "The abbreviation as typed."),
        field("expansion", "string", "The expansion, as read."),
        field("gloss", "string?", "The English name in front of a foreign one."),
        field("quote", "string", "The passage as read."),
        field("form", "string", "The form of the definition.", DefinitionForm),
        field("confidence", "number", "Confidence that the words expand the abbreviation, 0 to 1."),
        field("anchor", "string?", "The para or heading with the words; null for the subject."),
        *PLACE_FIELDS,
    ),
)

USES = Table(
    name="uses",
    description="Every use of an abbreviation, sorted by abbreviation, cable and position.",
    primary_key=("short", "mrn", "anchor", "block", "start"),
    foreign_keys=(_TERM, CABLE_KEY, PARA_KEY),
    fields=(
        _SHORT,
        MRN_FIELD,
        field("anchor", "string", "The para with the abbreviation."),
        *(field(f.name, "integer", f.description) for f in PLACE_FIELDS),
        field("written", "string", "The abbreviation as typed."),
        field("meaning", "integer?", "The meaning here: a row of table `meanings`."),
        field("status", "string", "How the meaning is known.", UseStatus),
        field("defines", "boolean", "True within a passage that defines it."),
    ),
)

TABLES = (
    CABLES,
    PARAS,
    REFERENCES,
    OVERLAPS,
    CORRECTIONS,
    WITHHOLDINGS,
    COPIES,
    DIFFERENCES,
    TERMS,
    MEANINGS,
    DEFINITIONS,
    USES,
    ENTITIES,
    ALIASES,
    NAMES,
)
"""All tables; a table comes after those that it refers to."""
