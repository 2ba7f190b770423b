"""The entries of REF lines. Texts have single spaces."""

from __future__ import annotations

import re

from generator.parse.pattern import pattern

LETTER = pattern(
    r"(?:^|(?<=[\s;,]))¶?\(?(?P<letter>[A-Z]|(?<=\()[a-z](?=\)))(?P<end>[.):])"
    r" ?(?:\(?(?P=letter)[.)] ?)?(?=\S)",
    "A. 06 STATE 1",
    "¶B. (B) 2007 STATE 150188",
    "(A) STATE 1",
    "A) KABUL 5855",
    "A: STATE 100",
    "(a) State 100",
)
LABEL = pattern(
    r"(?:^|(?<=[\s;,:.&]))¶?(?:(?:REF(?:TEL)?S?|Ref(?:tel)?s?)[ .]?"
    r"[(\[]?(?P<ref>[A-Za-z])(?:[.):\]]{1,2}|(?= ))(?: ?[-–](?= ))?"
    r"|[(\[]\s?(?P<inner>[A-Za-z]|[0-9])\.?\s?[)\]][.:]?"
    r"|(?P<letter>[A-Z])(?:\.[)\]]|[.):\]]|,(?= )| ?[-–](?= ))|(?P<small>[a-z])[.):\]]{1,2}"
    r"|(?P<digit>[1-9])(?:[.)\]]{1,2}(?= ))) ?"
    r"(?=\S)",
    "A. 06 STATE 1",
    "¶B. STATE 150188",
    "(A) STATE 1",
    "A) KABUL 5855",
    "A: STATE 100",
    "(a) State 100",
    "[A] STATE 1",
    "A.) STATE 1",
    "(1) STATE 1",
    "REF A STATE 122214",
    "A - STATE 1",
)
"""The label of an entry."""
BARE_LABEL = pattern(r"(?:^|(?<=[\s;,]))(?P<letter>[A-Z]) (?=[(']?[0-9A-Z])", "A STATE 1")
"""A letter without a sign behind it, a label only before a cable."""
REPEATED = pattern(
    r"\s*(?:REF(?:S|TELS?|\(S\))?\s?:\s*)+", "REF: REF: STATE 1", "Ref(s): A", flags=re.IGNORECASE
)
_REFERENCE_POST_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|\.(?=\s)|0(?![0-9])){0,23}"
CABLE = pattern(
    r"(?:(?:SEE ALSO|SEE|ALSO|CABLES?|TELEGRAMS?|REFTELS?) )?"
    r"(?:[('’]?(?P<year>(?:19|20)?[0-9]{2})\)?[ _-]{0,3})?"
    rf"(?P<post>{_REFERENCE_POST_WORD}(?: {_REFERENCE_POST_WORD}){{0,5}}?)"
    r"(?: ?[:#–_-]{1,2} ?| (?:NO\.?|NR\.?|TEL\.?) ?| )?(?P<number>[0-9]{1,8})(?![0-9]|[^\W\d_])",
    "2006 STATE 202745",
    "05 San Jose 0488",
    "SANTIAG0 21",
    "09RIYADH 1302",
    "08STATE2731",
    "STATE: 122214",
    "PORT-OF-SPAIN 12",
    "AMEMBASSY LIMA 12",
    flags=re.IGNORECASE,
)
YEAR_AFTER = pattern(
    r" ?[(\[]['’]?(?P<inside>(?:19|20)?[0-9]{2})[)\]]|[/-](?P<joined>(?:19|20)?[0-9]{2})(?![\w/])"
    r"| ['’](?P<of>[0-9]{2})(?!\w)",
    " (2005)",
    "(07)",
    "-07",
    "/08",
)
"""The year behind a number: `THE HAGUE 3128 (2005)`, `STATE 4525-07`, `KABUL 00935/08`."""
YEAR_LISTED = pattern(r", ((?:19|20)[0-9]{2})(?! ?[^\W\d_]| ?-|[0-9/])", ", 2007")
"""A number of four digits behind a number, which may be its year: `MEXICO 700, 2007`."""
DIGITS_AFTER = pattern(
    r"(?:[/-]| (?=[0-9]{1,2}(?![\w/.)])))[0-9]{1,2}(?!\d)|,[0-9]{3}(?!\d)", "/5", " 07", ",633"
)
"""Digits behind a number that may be a year, part of it or another number."""
_MONTH_NAMES = (
    r"JAN(?:UARY|\.)?|FEB(?:RUARY|\.)?|MAR(?:CH|\.)?|APR(?:IL|\.)?|MAY|JUNE?|JULY?|AUG(?:UST|\.)?|"
    r"SEPT?(?:EMBER|\.)?|OCT(?:OBER|\.)?|NOV(?:EMBER|\.)?|DEC(?:EMBER|\.)?"
)
DATED = pattern(
    rf",? (?:OF|DATED|DTD\.?) (?:[0-9]{{1,2}}/[0-9]{{1,2}}/(?P<dated>(?:19|20)?[0-9]{{2}})|"
    rf"(?:(?:{_MONTH_NAMES}) [0-9]{{1,2}}|[0-9]{{1,2}} (?:{_MONTH_NAMES})),? "
    r"['’]?(?P<day>(?:19|20)?[0-9]{2}))(?![0-9/])",
    " DATED 05/12/06",
    " OF MAY 12, 2006",
    " of 3 June 2007",
    flags=re.IGNORECASE,
)
"""The date behind a number, with its year: `QUITO 1177 DATED 05/12/06`."""
NO_NUMBER = pattern(
    rf"[ -](?:{_MONTH_NAMES})(?![A-Z])|(?:ST|ND|RD|TH)\b| ?%| (?:PERCENT|MILLION|BILLION|DAYS?|"
    r"HOURS?|YEARS?|PEOPLE|PERSONS|OF [0-9]|OTHERS?|MORE|PARAS?)\b|\.[0-9]|:[0-9]|/[0-9]{1,2}/",
    " MARCH",
    "-JUN",
    " PERCENT",
    ".5",
    flags=re.IGNORECASE,
)
"""Behind a number that is not a cable's: `PARIS 12 MARCH`."""
NUMBER = pattern(r"(?:NO\.? ?|#)?(?P<number>[0-9]{1,6})(?![\w.]\w|\w)", "701", "#12")
YEAR = pattern(r"(?:(?:19|20)?[0-9]{2})(?![0-9])", "2007", "06")
"""The digits of a year; what is beside them shows whether they are one."""
JOINER = pattern(
    r"(?: ?[,;&/+:]| AND(?= )| OR(?= )| ?-(?=[0-9]{3})){1,2} ?",
    ", ",
    " AND ",
    "/",
    "; ",
    " & ",
    flags=re.IGNORECASE,
)
"""Between the cables of one entry."""
NUMBER_ENDS = pattern(
    r" ?(?:$|[,;&/+:.()\[\]-]|AND\b|OR\b|NOTAL\b|[NSX]?I?PDIS\b|(?:EX|NO|LIM|STA)DIS\b|ET AL\b)",
    ", ",
    " AND PREVIOUS",
    flags=re.IGNORECASE,
)
"""What may follow a number that is without its post, or behind an unknown one."""
PAGE_LINE = pattern(
    r"(?:^| )[A-Z][A-Z .']{2,22} [0-9]{8} +[0-9]{3}(?:\.[0-9])? OF [0-9]{3}",
    "TRIPOLI 00000010 001.2 OF 003",
)
TALK = pattern(
    rf".*\b(?:TELCONS?|MEMCONS?|CONVERSATIONS?|LETTERS?|MEMOS?|PHONECONS?|{_MONTH_NAMES})$",
    "DOE/ROE TELCON APRIL",
    "LETTER",
    flags=re.IGNORECASE,
)
"""Words before a number that is a day: no name of a post."""
EMAIL = pattern(r".*\bE-?MAILS?\b", "ANDREW/ASHE EMAIL 6 NOV 09", flags=re.IGNORECASE)
AIRGRAM = pattern(r"(?:[^\W\d_][\w.' ]{2,30} )?A ?[-–] ?[0-9]{1,4}(?!\w)", "LIMA A-123", "A-123")
"""An airgram, which has a number in a series of its own."""
SEPTEL = pattern(r".*\bSEPTELS?\b", "SEPTEL", flags=re.IGNORECASE)
TITLE = pattern(
    r"\(?\b(NOTAL|AND PREVIOUS|AND OTHERS|ET AL|EXDIS|NODIS|LIMDIS|STADIS|"
    r"SENSITIVE BUT UNCLASSIFIED)\b\)?",
    "(NOTAL)",
    "AND PREVIOUS",
    flags=re.IGNORECASE,
)
