"""The tables that are exported, field by field; `rows` fills them."""

from __future__ import annotations

from generator.exports.schema import Key, Table, field
from generator.model import (
    DefinitionForm,
    MentionKind,
    Precedence,
    ReferenceKind,
    SenseSource,
    UseStatus,
)

OUTCOMES = ("held", "not-held", "withheld", "ambiguous", "unwritten", "no-cable", "unreadable")
"""What a reference or mention leads to."""

_CABLE = Key(fields=("mrn",), table="cables", of=("mrn",))
_PARA = Key(fields=("mrn", "anchor"), table="paras", of=("mrn", "anchor"))
_TERM = Key(fields=("short",), table="terms", of=("short",))
_MEANING = Key(fields=("short", "meaning"), table="meanings", of=("short", "meaning"))

_MRN = field("mrn", "mrn", "Message reference number of the cable: year, post, number.")
_SHORT = field("short", "string", "The abbreviation, in the singular.")
_PLACE = (
    field("block", "integer?", "Which of the para's blocks, counted from 0; see cable.json."),
    field("start", "integer?", "Offset of the first character in the block's text, from 0."),
    field("end", "integer?", "Offset behind the last character in the block's text."),
    field("text_start", "integer?", "The same as `start`, in the para's text in table `paras`."),
    field("text_end", "integer?", "The same as `end`, in the para's text in table `paras`."),
)
"""Where words stand; null where they stand in no para. A heading has the first three."""

CABLES = Table(
    name="cables",
    description="The cables of the collection, one row each, in the order of their numbers.",
    key=("mrn",),
    fields=(
        _MRN,
        field("date", "date?", "Date of the date-time group, else of the copy's metadata."),
        field("dtg", "string?", "Date-time group as typed."),
        field("filed_at", "datetime?", "Time of filing by the date-time group, in UTC."),
        field("post", "string", "The post as the classification line writes it, else as the MRN."),
        field("sender", "string?", "Originator as typed."),
        field("classification", "string?", "Classification in full."),
        field("captions", "[string]", "Captions, in the order they first stand."),
        field("tags", "[string]", "TAGS codes, in the order of the TAGS line."),
        field("tag_persons", "[string]", "Persons named in the TAGS line."),
        field("subject", "string?", "The subject on one line."),
        field("precedence", "string?", "Precedence for the action addressees.", Precedence),
        field(
            "info_precedence",
            "string?",
            "Precedence for the information addressees where it differs.",
            Precedence,
        ),
        field("action_addressees", "[addressee]", "The TO lines; objects as in cable.json."),
        field("info_addressees", "[addressee]", "The INFO lines; objects as in cable.json."),
        field("executive_order", "string?", "The E.O. line as typed."),
        field("classified_by", "string?", "Text of the CLASSIFIED BY line."),
        field("declassify_on", "string?", "Text of the DECL line."),
        field("part", "integer?", "Which part of a message in parts this is, from 1."),
        field("part_count", "integer?", "How many parts the message has."),
        field("file", "string", "The file it was read from, below content/cables."),
        field("paras", "integer", "Number of paragraphs: rows in table `paras`."),
        field("pages_found", "integer", "Transmission pages with a mark in this copy."),
        field("pages_of", "integer?", "Transmission pages that the cable says it has."),
        field("pages_missing", "[integer]", "Numbers of the pages that have no mark, from 1."),
        field("repairs", "integer", "Number of repairs; cable.json lists them."),
        field(
            "source_sha256",
            "string",
            "SHA-256 of the source's lines as this edition shows them, in UTF-8, with LF between "
            "them, none at the end.",
        ),
        field("address", "string", "Address of the cable's front page."),
        field("json_address", "string", "Address of its cable.json."),
    ),
)

PARAS = Table(
    name="paras",
    description="Every paragraph, in the order of cables and of the text.",
    key=("mrn", "anchor"),
    foreign=(_CABLE,),
    fields=(
        _MRN,
        field("anchor", "string", "What names the para within its cable and its address."),
        field("position", "integer", "Place in the cable, counted from 1."),
        field("number", "integer?", "The number the cable gives it."),
        field("letter", "string?", "Number and letter of a question that it answers: 27.A."),
        field("section", "integer", "The section it belongs to, counted from 1."),
        field("section_title", "string", "The section's heading, or a title derived from it."),
        field("section_derived", "boolean", "True where the title is no heading of the cable."),
        field("marking", "string?", "Portion marking, without parentheses."),
        field("label", "string?", "Leading label in capitals; it is no part of the text."),
        field(
            "text",
            "text",
            "The text as read, behind number, marking and leading label. A blank line stands "
            "between blocks, a line end within columns only.",
        ),
        field("question", "string?", "The text's blocks that ask, in a questionnaire."),
        field("answer", "string?", "The text's blocks that answer, in a questionnaire."),
        field("first_line", "integer", "Its first line in the source, counted from 1."),
        field("last_line", "integer", "Its last line in the source."),
        field("address", "string", "Its address on the page of the whole cable, which stays."),
    ),
)

REFERENCES = Table(
    name="references",
    description="What the cables point to: entries of the REF lines first, then words in the text.",
    key=("mrn", "position"),
    foreign=(_CABLE,),
    fields=(
        _MRN,
        field("position", "integer", "Place among the cable's references, counted from 1."),
        field("place", "string", "Where it stands.", ("header", "text")),
        field("letter", "string?", "Letter of the entry in the REF lines."),
        field("raw", "text", "The entry as typed, without its letter; or the words in the text."),
        field(
            "kind",
            "string",
            "What it names: an entry of the REF lines a cable, a septel, an e-mail or something "
            "other; words in the text an entry of the REF lines (reftel), a septel, a cable or a "
            "para.",
            dict.fromkeys([*ReferenceKind, *MentionKind]),
        ),
        field("named", "mrn?", "The cable that an entry of the REF lines names."),
        field("title", "string?", "What the entry says beside the number."),
        field(
            "outcome",
            "string",
            "What it leads to: a cable or para of this collection (held), a cable that it does not "
            "hold (not-held), one that this edition withholds (withheld), more than one "
            "(ambiguous), a telegram without number (unwritten), something else "
            "(no-cable), nothing that fits (unreadable).",
            OUTCOMES,
        ),
        field("target", "mrn?", "The cable it leads to, held or not."),
        field("target_anchor", "string?", "The para it leads to."),
        field("candidates", "[string]", "What fits, where it is ambiguous."),
        field("reason", "string?", "Why it leads to nothing held, in words."),
        field(
            "year_inferred",
            "boolean?",
            "True where no year is written and one was inferred; for words in the text, of the "
            "first in the para that cite this cable. Null where no cable is cited.",
        ),
        field("line", "integer?", "Source line of the entry in the REF lines."),
        field("anchor", "string?", "The para in which the words stand: a row of table `paras`."),
        *_PLACE,
    ),
)

TERMS = Table(
    name="terms",
    description="The glossary: every abbreviation, in alphabetical order.",
    key=("short",),
    fields=(
        _SHORT,
        field("meanings", "[string]", "Its meanings; table `meanings` tells more of each."),
        field("uses", "integer", "Number of uses: rows in table `uses`."),
        field("cables", "integer", "Number of cables in which it is used."),
        field("former", "[string]", "Abbreviations that the same thing bore before."),
        field("later", "[string]", "Abbreviations that the same thing bore later."),
        field("address", "string", "Address of its entry."),
    ),
)

MEANINGS = Table(
    name="meanings",
    description="Every meaning of every abbreviation.",
    key=("short", "meaning"),
    foreign=(_TERM,),
    fields=(
        _SHORT,
        field("meaning", "integer", "Place among the meanings of the abbreviation, from 0."),
        field("expansion", "string", "The meaning in English where known, else in its language."),
        field("original", "string?", "The words in the original language."),
        field("language", "string?", "BCP 47 code of the original language."),
        field(
            "source",
            "string",
            "Where the meaning is from: a cable, the curated glossary, or the program's table.",
            SenseSource,
        ),
        field("origin", "string?", "The source that the curated glossary or the table names."),
        field("category", "string?", "What it is: organisation, law or agreement, and the like."),
        field("scope", "[string]", "Posts and cables to which editors restrict it."),
        field("also", "[string]", "Other abbreviations of the same thing."),
        field("note", "string?", "What an editor says about it."),
    ),
)

DEFINITIONS = Table(
    name="definitions",
    description="The passages of cables that say what an abbreviation means.",
    key=("short", "meaning", "position"),
    foreign=(_MEANING, _CABLE),
    fields=(
        _SHORT,
        field("meaning", "integer", "Which meaning: a row of table `meanings`."),
        field("position", "integer", "Place among the passages of the meaning, counted from 1."),
        _MRN,
        field("written", "string", "The abbreviation as typed."),
        field("expansion", "string", "The words it stands for, as read."),
        field("gloss", "string?", "The same in other words in front of it."),
        field("quote", "string", "The passage as read."),
        field("form", "string", "In what form of words it is introduced.", DefinitionForm),
        field("confidence", "number", "How surely the words belong to it, 0 to 1."),
        field(
            "anchor", "string?", "The para, or the heading with the words; null for the subject."
        ),
        *_PLACE,
    ),
)

USES = Table(
    name="uses",
    description="Every place where an abbreviation stands, by abbreviation, cable and text.",
    key=("short", "mrn", "anchor", "block", "start"),
    foreign=(_TERM, _CABLE, _PARA),
    fields=(
        _SHORT,
        _MRN,
        field("anchor", "string", "The para in which it stands."),
        *(field(f.name, "integer", f.description) for f in _PLACE),
        field("written", "string", "The abbreviation as typed."),
        field("meaning", "integer?", "The meaning that holds here: a row of table `meanings`."),
        field("status", "string", "How the meaning is known.", UseStatus),
        field("defines", "boolean", "True inside a passage that defines it."),
    ),
)

TABLES = (CABLES, PARAS, REFERENCES, TERMS, MEANINGS, DEFINITIONS, USES)
"""Every table, those first to which others refer."""
