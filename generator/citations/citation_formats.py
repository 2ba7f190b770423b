"""Citations for reference managers: BibTeX, RIS and CSL-JSON, each with its own escaping."""

from __future__ import annotations

import json
import re

from generator.citations.citation_parts import Address, ParaCitation, Pin, Text
from generator.citations.work import GENRE, Work

UNTITLED = "[Cable without a subject]"
"""Title for formats whose programs list works by title."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

# Braces are commands because BibTeX counts escaped braces too; < and > are commands because older
# font encodings show other characters for them.
_TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        "|": r"{\textbar}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)


def bibtex(work: Work) -> Text:
    """An `@misc` entry for BibTeX and biblatex; the entry of a para has a key of its own.

    Author and title have two pairs of braces, so that styles neither treat the post as a person
    nor change the case of abbreviations.
    """
    date = work.date
    return (
        f"@misc{{{work.mrn}",
        Pin(field=ParaCitation.ANCHOR, before="-"),
        ",\n",
        f"  author = {{{{{_tex(work.author)}}}}},\n",
        f"  title = {{{{{_tex(work.title or UNTITLED)}}}}},\n",
        f"  howpublished = {{{_tex(', '.join((work.number, *work.origin)))}}},\n",
        f"  date = {{{date.isoformat() if date else work.year}}},\n" if work.year else "",
        f"  year = {{{work.year}}},\n" if work.year else "",
        f"  month = {_MONTHS[date.month - 1]},\n" if date else "",
        f"  organization = {{{{{_tex(work.site)}}}}},\n",
        f"  annotation = {{{_tex(work.handling)}}},\n" if work.handling else "",
        Pin(field=ParaCitation.NAME, before="  note = {para. ", after="},\n"),
        "  url = {",
        Address(cable=_tex_address(work.cable_address), para=_tex_address(work.full_address)),
        "}\n}\n",
    )


_LIGATURES = re.compile("(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)|(?<=[`?!])(?=`)")
"""Positions between characters that TeX would join, such as two hyphens into a dash."""


def _tex(text: str) -> str:
    return _LIGATURES.sub("{}", text.translate(_TEX))


def _tex_address(address: str) -> str:
    """An address as it is; only characters that would end the field are percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda m: f"%{ord(m[0]):02X}", address)


def ris(work: Work) -> Text:
    """A record of the type report, for which RIS programs keep kind and number."""
    date = work.date
    source = work.copy_source
    # A comma in AU separates family name and given name, and cannot be escaped.
    author = work.author.replace(",", "")
    return (
        "TY  - RPRT\n",
        f"ID  - {work.mrn}",
        Pin(field=ParaCitation.ANCHOR, before="-"),
        "\n",
        f"AU  - {author}\n",
        f"TI  - {work.title or UNTITLED}\n",
        f"DA  - {date.year:04d}/{date.month:02d}/{date.day:02d}\n" if date else "",
        f"PY  - {work.year}\n" if work.year else "",
        f"M3  - {GENRE}\nSN  - {work.mrn}\n",
        f"AN  - {source.location}\n" if source else "",
        f"AV  - {source.collection}, {source.archive}\n" if source else "",
        f"DB  - {work.site}\n",
        f"N1  - {work.handling}\n" if work.handling else "",
        Pin(field=ParaCitation.NAME, before="N1  - para. ", after="\n"),
        "UR  - ",
        work.address,
        "\nER  - \n",
    )


def csl_json(work: Work) -> Text:
    """A list of one item, of a type whose full date every style prints."""
    date = work.date
    day = [date.month, date.day] if date else []
    issued = {"date-parts": [[work.year, *day]]} if work.year else None
    handling = _json(work.handling)
    para = Pin(field=ParaCitation.NAME, before="; para. " if work.handling else "para. ")
    return (
        f'[\n  {{\n    "id": "{work.mrn}',
        Pin(field=ParaCitation.ANCHOR, before="-"),
        '",\n    "type": "document",\n',
        f'    "genre": "{GENRE}",\n    "number": "{work.mrn}",\n',
        f'    "author": [{{"literal": {_json(work.author)}}}],\n',
        f'    "title": {_json(work.title)},\n' if work.title else "",
        f'    "issued": {json.dumps(issued)},\n' if issued else "",
        _csl_archive(work),
        f'    "note": {handling[:-1]}',
        para,
        '",\n    "URL": "',
        Address(cable=_json(work.cable_address)[1:-1], para=_json(work.full_address)[1:-1]),
        '"\n  }\n]\n',
    )


def _csl_archive(work: Work) -> str:
    """The archive of the copy; the collection itself, which CSL calls source, if it names none."""
    source = work.copy_source
    if source is None:
        return f'    "archive": {_json(work.site)},\n'
    return (
        f'    "archive": {_json(source.archive)},\n'
        f'    "archive_collection": {_json(source.collection)},\n'
        f'    "archive_location": {_json(source.location)},\n'
        f'    "source": {_json(work.site)},\n'
    )


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
