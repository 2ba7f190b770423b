"""What publishers put around a telegram: markup, and records of their databases."""

from __future__ import annotations

import re

from generator.parse.pattern import pattern

# --- Renderings -------------------------------------------------------------

MARKDOWN_LINK = pattern(r"\[[^\]\n]{0,80}\]\(#\)", "[ASEC](#)", "[1](#)1.")
PRE_ELEMENT = pattern(
    r"<pre\b[^<>]{0,200}>(.*?)(?:</pre\s*>|</(?:body|html|table|td)\b|\Z)",
    "<pre>UNCLAS LIMA 000012</pre>",
    flags=re.IGNORECASE | re.DOTALL,
)
METADATA_TITLES = ("Reference ID", "Created", "Released", "Classification", "Origin")
_CELL_GAP = r"(?:\s|<[^<>]{0,200}>){1,40}"
METADATA_TABLE = pattern(
    r"<table\b[^<>]{0,200}>" + "".join(_CELL_GAP + title for title in METADATA_TITLES),
    "<table class='cable'><tr><th>Reference ID</th> <th>Created</th><th>Released</th>"
    "<th>Classification</th><th>Origin</th></tr></table",
)
"""The start of the table, up to its last title."""
HTML_TAG = pattern(
    r"</?(?:(?P<separator>br|div|hr|p)|a|abbr|b|code|em|font|i|mark|pre|s|small|span|strong|sub|sup"
    r"|tt|u|wbr)"
    r"(?:\s[^<>]{0,2000})?/?>|<!--(?:(?!<!--).){0,2000}?-->",
    "<a href='/tag/PREL_0.html'>",
    "</a>",
    "<br/>",
    flags=re.IGNORECASE,
)
"""Tags within a `<pre>` element. `<http://...>` and other words in angle brackets are text."""
CHARACTER_REFERENCE = pattern(
    r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", "&amp;", "&#39;", flags=re.IGNORECASE
)
"""Without a semicolon, `&` is a character of the message."""

# --- Metadata at the start and database records between copies ----------------

DUMP_ID = pattern(r"\s*(\d\d[A-Z][A-Z0-9]{0,60}?\d{1,9})\s*$", "08MEXICO721", "09EFTOTRIPOLI704")
DUMP_DATE = pattern(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) \d\d:\d\d:\d\d [+-]\d{4} (\d{4})\s*$",
    "Thu Mar 27 00:00:00 +0100 2008",
)
DUMP_EXTRACT = pattern(
    r"This record is a partial extract of the original cable\. "
    r"The full text of the original cable is not available\.",
    "This record is a partial extract of the original cable. "
    "The full text of the original cable is not available.",
)
DUMP_RECORD = pattern(
    r"\d{0,7}\s{0,8}(?:\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?|\d\d\.\d\d\.\d{4} \d\d:\d\d)\s{1,8}"
    r"(?P<id>\d\d[A-Z][A-Z0-9]{2,40})\s{1,8}[A-Z][A-Za-z .'-]{2,40}\s{1,8}"
    r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET)[A-Z/ ]{0,30}",
    "55988\n2006-03-09 22:28:00\n06MEXICO1311\nEmbassy Mexico\nUNCLASSIFIED//FOR OFFICIAL USE ONLY",
    "2006-05-05 15:15:00\t06BERN898\tEmbassy Bern\tUNCLASSIFIED",
    "02.12.2010 07:56\n10NAIROBI165\nEmbassy Nairobi\nUNCLASSIFIED",
)
MRN_LIST = pattern(r"\s*\d\d[A-Z]{3,30}\d+(?:[\s,|]+\d\d[A-Z]{3,30}\d+)*\s*$", "06MEXICO536")
LONE_CR = pattern(r"\r(?!\n)", "\r")
"""The line end of old Macintosh files."""
OTHER_SPACE = pattern("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", "\u00a0")
"""White space of a certain width, or at which no line may end."""
