"""Patterns for e-mail addresses, and for prose that looks like them, in texts in plain form."""

from __future__ import annotations

import re

import phonenumbers

AT_SIGNS = re.compile(r"@|[(\[{<][ \t]?@[ \t]?[)\]}>]")
SPELLED_AT_SIGNS = re.compile(
    r"at(?:(?:(?<=[(\[{<]at)|(?<=[(\[{<][ \t]at))(?:[ \t]?sign)?[ \t]?[)\]}>]"
    r"|(?<=[^\W_]_at)_(?=[^\W_])"
    r"|(?<=\sat)(?:\s{1,2}sign(?=\s)"
    r"|(?=\s{1,2}[\w-]{1,63}(?:\.[\w-]{2}|(?:\s{1,2}|[ \t]?[(\[{])dot\b))))"
)
"""An at sign in letters, without the bracket before it, for a text in small letters.

The pattern begins with plain letters, as `re` finds them fastest.
"""

_GAP = r"[ \t]{0,3}(?:\r?\n[ \t]{0,8})?"
_GAP_BACKWARDS = r"(?:[ \t]{0,8}\n\r?)?[ \t]{0,3}"
_ATOM = r"[\w\u0300-\u036f\ufffd+%'&*~!?#$^-]+"
"""A part of a name, which may have combining accents and replacement characters."""


def _backwards(word: str) -> str:
    """A pattern for a spelled character in a reversed text, with or without brackets."""
    turned = word[::-1]
    return rf"\s{{1,2}}{turned}\s{{1,2}}|[ \t]?[)\]}}]{turned}[(\[{{][ \t]?"


NAME_BACKWARDS = re.compile(
    rf"{_GAP_BACKWARDS}(?:\"[^\"\n]{{1,64}}\"|\.{{0,2}}{_ATOM})"
    rf"(?:(?:\.|[ \t]?\.[ \t]|[)\]}}]\.[(\[{{]|(?:[ \t]{{0,8}}\n\r?)-"
    rf"|{_backwards('dot')}|{_backwards('underscore')}|{_backwards('dash')}"
    rf"|{_backwards('hyphen')}){_ATOM})*"
    rf"(?:{_GAP_BACKWARDS}\.(?:{_ATOM}(?:\.{_ATOM})*(?=\s{{0,3}}(?:[(\[<:;,]|\Z))|\w\b(?!')))?",
    re.IGNORECASE,
)
"""A name in a reversed text.

A dot before a blank or line end ends a sentence, unless it follows a single letter or the first
word of a clause: `write to: jane. doe@example.org`.
"""

NAME_BEGIN = re.compile(r"[\w+]")
SPELLED_NAME = re.compile(r"[\d._+-]|\s(?:dot|underscore|dash|hyphen)\s", re.IGNORECASE)
"""Matches a name that is not a word of prose."""

GAP_FORWARDS = re.compile(_GAP)
LETTERS = re.compile(r"[^\W\d_]{2,24}")
TOP = re.compile(r"[A-Z]{2,24}(?![a-z])|[A-Z]?[a-z]{1,24}")
"""Letters of one case: in `orgThe` the top-level domain ends before the capital."""

LABEL = re.compile(
    r"[^\W_](?:[\w\u0300-\u036f-]|(?<=-)[ \t]?\r?\n[ \t]{0,8}(?=[^\W_])){0,80}", re.IGNORECASE
)
DOT = re.compile(
    r"(?P<tight>\.)(?=[^\W_])|,(?=(?:com|org|net|gov|edu|mil)\b)"
    rf"|(?:[ \t]{{1,2}}|[ \t]{{0,2}}\r?\n[ \t]{{0,8}})\.{_GAP}|[ \t]?[(\[{{](?:dot|\.)[)\]}}][ \t]?"
    rf"|(?P<loose>\.{_GAP})|\s{{1,2}}dot\s{{1,2}}",
    re.IGNORECASE,
)
"""A dot of a host. A `loose` one may also end a sentence."""

_GENERIC = frozenset(
    "com org net gov edu mil int info biz name pro aero coop museum jobs mobi travel cat asia tel "
    "post arpa app dev xyz online site club shop store tech cloud blog email news media agency "
    "global world international foundation ngo ong charity center network group company solutions "
    "services consulting law bank church fund live life today digital london paris berlin nyc "
    "africa lat kiwi scot wales quebec gal eus swiss sgov bitnet uucp".split()
)
_COUNTRIES = frozenset(region.lower() for region in phonenumbers.SUPPORTED_REGIONS) | frozenset(
    "uk eu su an yu cs dd zr tp um aq bv gs hm pn tf".split()
)
"""The codes of countries, including former ones."""
TOP_LEVEL = _GENERIC | _COUNTRIES

ENGLISH = frozenset(
    "ai am an as at be by do id im in io is it la me my no pa pm so st to tv us".split()
)
"""Top-level domains that are words: after a loose dot they begin the next sentence."""

DETERMINERS = frozenset(
    "a an the this that these those his her their its our my your of some any no all new each "
    "every several many most other such first last".split()
)
NO_NAMES = DETERMINERS | frozenset(
    "and or but not with from for in on to by via who which is are was were be been being has had "
    "he she it they we you i there here now up down out back found available use uses used using "
    "see visit visits site website page online shop shops store buy bought sell sold order book "
    "books job jobs work works worked working position career employee employees staff manager "
    "executive official officials analyst people team office offices officer head look looks "
    "looked looking meet meets met meeting meetings shares stock stocks invest invested business "
    "aim aimed point points pointed arrive arrived stop stops anger price prices good better best "
    "only just also home address addresses domain domains account accounts mail email e-mail "
    "emails e-mails".split()
)
"""Words before `at`, or before a blank and an at sign, that are not the name of an address."""

ANNOUNCED = re.compile(
    r"\b(?:e-?mails?|internet)\W{1,3}(?:(?:address(?:es)?|is|are|at|to|me|us)\W{1,3}){0,3}\Z",
    re.IGNORECASE,
)
"""Words directly before an address that announce it."""

SPELLED_DOT = re.compile(r"\bdot\b", re.IGNORECASE)

PROSE_AFTER = re.compile(
    r"[ \t]{1,2}(?!(?:and|or|for|if|to|in|on|with|by|y|e|et|ou)\b)[^\W\d_]", re.IGNORECASE
)
"""A word after `at ... dot com`, as in `at failed dot com firms`."""
