"""All regular expressions of the parser, each with specimens that a test checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MatchFunction = Callable[[str], re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and examples that it must match."""

    regex: re.Pattern[str]
    specimens: tuple[str, ...]
    match: MatchFunction = field(init=False, repr=False, compare=False)
    """`regex.match`: matches at the start of a text."""
    search: MatchFunction = field(init=False, repr=False, compare=False)
    """`regex.search`: finds the first match in a text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "match", self.regex.match)
        object.__setattr__(self, "search", self.regex.search)


def any_matches(candidates: Iterable[Pattern], text: str) -> bool:
    """True where one of the patterns matches at the start of `text`."""
    return any(pattern.match(text) for pattern in candidates)


def pattern(regex: str, *specimens: str, flags: int = 0) -> Pattern:
    """A pattern with its specimens."""
    return Pattern(re.compile(regex, flags), specimens)


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

# --- Transmission header (5 FAH-2 H-321, H-233) -------------------------------

FORMAT_LINE_1 = pattern(r"\s*(VZCZC\w{3,12})\s*$", "VZCZCXRO2093", "VZCZCXYZ0003")
ROUTING = pattern(
    r"\s*(ZZ|OO|PP|RR)((?:\s+[A-Z]{5,8})+)\s*$", "RR RUEHCD RUEHGD RUEHHO", "OO RUEHWEB"
)
ROUTING_MORE = pattern(r"\s*(RU[A-Z]{3,6}(?:\s+RU[A-Z]{3,6})*)\s*$", "RUEHLZ RUEHPOD RUEHROV")
STATION = pattern(
    r"\s*DE\s+([A-Z]{5,8})\s+#(\d{4})(?:/\d+)?\s+(\d{7})\s*$",
    "DE RUEHME #0721/01 0712219",
    "DE RUEHC #8563 0451944",
)
ZNR = pattern(
    r"\s*ZN[RY]\s+[A-Z]{5}(?:\s+ZZH)?(?:\s+\([A-Z0-9 -]{1,60}\))?\s*$",
    "ZNR UUUUU ZZH",
    "ZNR UUUUU ZZH (CCY AD66A605 MSI9229-632)",
)
NUMBER_BANNER = pattern(
    r"\s*(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|SECRET)"
    r"\s+[A-Z][A-Z ]{2,30}\s[0-9]{8}\s*$",
    "UNCLASSIFIED   STATE   00100153",
)
"""The first line of some telegrams of the Department: classification, post and number."""
PUBLICATION_DATE = pattern(
    r"\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?P<day>\d{1,2}) "
    r"(?P<month>[A-Z][a-z]{2})[a-z]{0,6} (?P<year>\d{4}),? \d\d:\d\d\s*$",
    "Thursday, 24 April 2008, 09:01",
)
"""The time of the telegram as newspapers give it, above the classification line."""
DTG_IN_LINE = pattern(
    r"\b(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)Z (?P<month>[A-Z]{3}) (?P<year>\d\d)$",
    "170856Z JAN 74",
)
DTG = pattern(
    r"\s*(?:(?P<action>[ZOPR])\s+)?(?:(?P<info>[OPR])\s+)?"
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)Z\s+(?P<month>[A-Z]{3})\s+(?P<year>\d\d)"
    r"(?:\s+Z[A-Z][A-Z0-9-]{1,4}(?:\s.{0,60})?)?\s*$",
    "R 112219Z MAR 08",
    "P R 272258Z JAN 09",
    "O 291737Z JUL 08 ZDK",
)
OPERATING_SIGNAL = pattern(
    r"\s*Z(?:FF-?[0-9]|DK|EN|EX|OV|UI)\b.{0,60}$", "ZFF4", "ZDK CTG YOUR SVC 5123"
)
"""A signal to operators on a line of its own."""
FROM = pattern(r"\s*FM\s+(\S.*)$", "FM AMEMBASSY MEXICO")
TO = pattern(r"\s*TO\s+(\S.*)$", "TO RUEHC/SECSTATE WASHDC 0857")
INFO = pattern(r"\s*INFO\s+(\S.*)$", "INFO RUEHXC/ALL US CONSULATES IN MEXICO COLLECTIVE")
ADDRESSEE = pattern(
    r"(?:(?P<routing>[A-Z]{5,8})/)?(?P<name>\S.*?)"
    r"(?: (?P<precedence>FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE))?"
    r"(?: (?P<serial>[0-9]{4}))?$",
    "RUEHC/SECSTATE WASHDC 0857",
    "SECSTATE WASHDC PRIORITY 5817",
)
"""For text with single spaces."""
DISTRIBUTION = pattern(
    r"\s*(?:ACTION|ORIGIN)\s+[A-Z/]+(?:-[0-9]{2}\b.*|\s[0-9]{2}\s*)$"
    r"|\s*INFO\s+[A-Z/]{1,6}[ -][0-9]{2}[\s,]+[A-Z/]{1,6}[ -][0-9]{2}\b.*$"
    r"|\s*-{6,}\s*(?:[0-9A-F]{6}|[0-9]{6}Z)(?:\s+[0-9]{6}Z?)?(?:\s*/[0-9]+)?\s*$",
    "ACTION EAP-00",
    "ACTION ARA 15",
    "INFO  CIAE 00,DODE 00,INR 07,/043 W",
    "------57D37C 170857Z /38",
    "---------------------     089208",
    "------------------120824Z 014429 /12",
)

# --- Classification line, captions --------------------------------------------

CLASS_WORDS = {
    "UNCLAS": "UNCLASSIFIED",
    "NCLAS": "UNCLASSIFIED",
    "UUNCLAS": "UNCLASSIFIED",
    "UNCLASSIFIED": "UNCLASSIFIED",
    "CONFIDENTIAL": "CONFIDENTIAL",
    "SECRET": "SECRET",
    "TOPSECRET": "TOP SECRET",
    "LIMITEDOFFICIALUSE": "LIMITED OFFICIAL USE",
    "LIMITEDOFFFICIALUSE": "LIMITED OFFICIAL USE",
    "LIMITEDOFFICIELUSE": "LIMITED OFFICIAL USE",
}
_COUNT = r"(?:\d{1,3}|ONE|TWO|THREE|FOUR|FIVE|SIX)"
_CLASS = (
    r"(?P<word>U?U?NCLAS(?:SIFIED)?|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|(?:TOP )?S ?E ?C ?R ?E ?T"
    r"|LIMITED\s+OFFF?ICI[AE]L\s+USE)"
    r"(?P<between>(?:\s*//?\s*(?:FOR OFFICIAL USE ONLY|NOFORN|[A-Z]{2,12})"
    r"|\s+(?:E\s?F\s?T\s?O|NOFORN|SENSITIVE|LIMITED OFFICIAL USE|LIMOFFUSE|NODIS|EXDIS|LIMDIS))*)"
    rf"(?:\s+SECTION\s+(?P<section>{_COUNT})\s+O[FN]\s+(?P<of>{_COUNT})"
    rf"|\s+FINAL\s+SECTION\s+OF\s+(?P<last>{_COUNT}))?"
    r"\s+(?P<post>[A-Z][A-Z.']{0,23}(?:[ ][A-Z][A-Z.']{0,23}){0,3})\s+(?P<number>[0-9]{3,6})"
    r"(?:/[0-9]{1,2}(?![0-9]))?(?:\s+(?:TOSEC|SECTO)\s+[0-9]{3,6})?"
    rf"(?:\s+SECTION\s+(?P<later>{_COUNT})\s+O[FN]\s+(?P<later_of>{_COUNT}))?"
)
"""Classification, captions, section, post and number. A serial that counts sections may follow the
number (`2576/2`), as may the number in the series of the Secretary's travels, and the section.
"""
CLASS_LINE = pattern(
    r"\s*" + _CLASS + r"(?=\s|$)",
    "UNCLAS SECTION 01 OF 11 MEXICO 000721",
    "UNCLAS E F T O LONDON 002187",
    "UNCLAS SENSITIVE MEXICO 000721",
    "UNCLAS FINAL SECTION OF 02 MEXICO 000721",
    "UNCLAS LIMOFFUSE SECTION 1 ON 2 MEXICO 000721",
    "S E C R E T // NOFORN SECTION 01 OF 02 MEXICO 000721",
    "C O N F I D E N T I A L SECTION 01 OF 02 THE HAGUE 000044",
    "LIMITED OFFICIAL USE SECTION 1 ON 2 THE HAGUE 0044",
    "UNCLAS FINAL SECTION OF 2 THE HAGUE 0044/2",
    "UNCLAS THE HAGUE 0044 SECTION 2 OF 2",
    "UNCLAS SECTION ONE OF TWO THE HAGUE 0044",
    "UNCLAS STATE 100044 TOSEC 110044",
)
CLASS_LINE_LOWERED = pattern(
    r"\s*" + _CLASS + r"\s*$", "Unclas nairobi 000165", flags=re.IGNORECASE
)
CLASS_LINE_GLUED = pattern(
    r"(?<=[A-Z0-9>.)\t])(?=UNCLAS|CONF|C O|SECRET|S E|TOP|LIMITED)" + _CLASS + r"(?=\s|$)",
    "TO SECSTATE WASHDC 3597UNCLAS REYKJAVIK 000044",
)
HANDLING_WORDS = frozenset(
    "LIMITED OFFICIAL USE LIMOFFUSE LOU SENSITIVE BUT UNCLASSIFIED FOR ONLY NODIS EXDIS LIMDIS "
    "STADIS NOFORN SIPDIS CONDIS NOTAL FINAL SECTION OF ON E F T O EFTO FOUO POST TOSEC SECTO "
    "ROGER CHANNEL TERREP AIDAC".split()
)
"""Words of the classification line that may stand before the post and are no post."""
CLASS_WORDS_IN_ID = pattern(
    r"^(?P<year>[0-9]{2})(?:EFTO|(?:FINAL)?SECTION[0-9]{0,3}O[FN][0-9]{1,3}|SENSITIVE|NODIS"
    r"|EXDIS|LIMDIS|LIMOFFUSE|LIMITEDOFFICIALUSE){1,4}(?=[A-Z])",
    "09EFTOTRIPOLI704",
)
"""Words of the classification line that a publisher took into an id: `09EFTOTRIPOLI704`."""
NO_POST = pattern(
    r"X{3,}|(?:" + "|".join(sorted(HANDLING_WORDS, key=len, reverse=True)) + r"){1,8}",
    "XXXXXXXXXXXX",
    "LIMITEDOFFICIALUSE",
)
"""All letters of an id: a struck-out post, or words of the classification line."""
SENDER_SERIAL = pattern(r"\s+[0-9]{1,6}$", " 3597")
"""A channel serial behind the sender."""
CAPTION = pattern(
    r"(?:SIPDIS|SENSITI?VE|SENSITIVE BUT UNCLASSIFIED|DEA SENSITIVE|NOFORN|NODIS|EXDIS|LIMDIS|"
    r"STADIS|TERREP|AIDAC|NSIAD|ROGER CHANNEL|CHEROKEE|OFFICIAL INFORMAL|"
    r"E ?F ?T ?O|FOUO|LOU|SPECAT|CONDIS|"
    r"C O R R E C T E D\s+C O P Y(?: \([^)]*\))?|CORRECTED COPY(?: \([^)]*\))?)$",
    "SIPDIS",
    "SENSITVE",
    "C O R R E C T E D  C O P Y",
    "CORRECTED COPY (ADDED TAGS, SLUG)",
    flags=re.IGNORECASE,
)
CAPTION_FILLER = pattern(r"\s*(?:/{3,}|\*{3,}|-{3,})$", "//////////", " ---")
"""What fills the line behind a caption: `STADIS//////////`."""
CAPTION_SPELLINGS = {"SENSITVE": "SENSITIVE"}
EXECUTIVE_ORDER = pattern(
    r"\s*(E\.?\s?[O0]\.?\s*:?\s*\d{5}\b.*)$",
    "E.O. 12958: N/A",
    "EO 12958 N/A",
    "E.o. 12958: n/a",
    flags=re.IGNORECASE,
)
TAGS = pattern(
    r"\s*TAGS?\s*[:;.]?\s(.*)$|\s*TAGS\s*:(\S.*|)$",
    "TAGS: PREL PGOV MX",
    "Tags: pgov, prel",
    "TAGS:PREL",
    flags=re.IGNORECASE,
)
TAGS_MORE = pattern(r"\s*[A-Z]{2,5}(?:[\s,]+[A-Z]{2,5})*[\s,]*$", "FR, RS, CH, UK", "PREL PGOV")
TAG_WORD = pattern(r"[^\s,;/.:&+()\[\]-]+", "PREL")
TAG_PERSON = pattern(
    r"\(\s?(?P<name>[A-Z][A-Z',.; -]{2,120})\)",
    "(VANCE, CYRUS)",
    "(VANCE, CYRUS; MONDALE, WALTER)",
    "(Mondale)",
    flags=re.IGNORECASE,
)
SUBJECT = pattern(
    r"\s*(?:(?:SUBJECT|SUBJ)\s*[:;]|SUB:|SUBJ\.)[\s:]*(.*)$|\s*(?:SUBJECT|SUBJ)\s?-{1,2}\s(.*)$",
    "SUBJECT: GOVERNMENT RESHUFFLE",
    "Subject: somalia",
    "SUBJECT - TALKS",
    "SUBJ. TALKS",
    flags=re.IGNORECASE,
)
_CABLE_AHEAD = (
    r"(?=(?:\(?[A-Z][.)]\s?)?(?:[^A-Z]{0,6}[A-Z][A-Z.'-]{1,15}(?: [A-Z.'-]{2,12}){0,2} [0-9]"
    r"|SEPTELS?\b))"
)
REF = pattern(
    r"\s*REF(?:S|TELS?|ERENCES?|\(S\))?"
    rf"(?:\s?[:;]\s*|\.\s+{_CABLE_AHEAD}|\s+(?=\(?[A-Z]\)?:)|\s+(?=\(?[A-Z][.)]){_CABLE_AHEAD}"
    r"|\s(?=[A-Z][A-Z ]{2,20} [0-9]{2,6}$))(.*)$",
    "REF: A. 06 STATE 1",
    "REF A: STATE 123",
    "REF STATE 123",
    "Ref: state 10152",
    "REFS: (A) STATE 1",
    "REFERENCE: STATE 1",
    "REF (A) 79 STATE 1",
    flags=re.IGNORECASE,
)
"""Without a colon, a cable or SEPTEL follows: sentences go on with `REF A) AND` or `REFTEL. IT`."""
CLASSIFIED_BY = pattern(
    r"\s*(?:CLASSIFIED BY\s*:?|REASON\s*:)\s*(.*)$",
    "CLASSIFIED BY: Ambassador X for reasons 1.4 (b) and (d)",
    flags=re.IGNORECASE,
)
DECLASSIFY = pattern(
    r"\s*(?:DECL|DECLASSIFY ON)\s*:\s*(.*)$", "DECL: 01/31/2018", flags=re.IGNORECASE
)
DECLASSIFY_ON_LINE = pattern(
    r"\bDECL(?:ASSIFY ON)?\s*:\s*(\S.*)$", "E.O. 12958: DECL: 01/31/2018", flags=re.IGNORECASE
)
HEADER_GAP = pattern(
    # A field after a space, or glued to capitals or digits: `EGYPTREF:`, `CAIROClassified By`.
    r"(?<=\S)\s+(?=(?:(?i:E\.?\s?O)\.?\s?[0-9]{5}\b"
    r"|(?i:TAGS|SUBJECT|SUBJ|REFS?|REFTELS?|REF\(S\))\s?:|(?:CLASSIFIED BY|Classified By)\b"
    r"|TAGS\s[A-Z]{2,5}[,\s]|(?i:BEGIN (?:TEXT|SUMMARY))[:.])"
    # The first paragraph: `¶1. (U)`, `1. (SBU)`, or its marking after a rule.
    r"|¶\s?[0-9]{1,2}\.|[0-9]{1,2}\.\s?\((?:U|SBU|C|S|LOU)[/A-Z ]{0,8}\)|_{8,}\s|-{8,}\s"
    r"|(?<=_{8}\s)\((?:U|SBU)\)|(?<=-{8}\s)\((?:U|SBU)\))"
    r"|(?:(?<=[A-Z]{3})|(?<=[\s,][A-Z]{2}))(?=(?:REFS?|SUBJ):)|(?<=[a-z0-9)\"'.?!])(?=REFS?:)|(?<=[A-Z0-9/.)])(?=(?:SUBJECT|TAGS):)"
    r"|(?<=[A-Z0-9.)])(?=Classified By\b)|(?<=[A-Z])(?=E\.O\. ?[0-9]{5})"
    # The routing line after captions.
    r"|^\s*(?P<captions>(?:(?:SENSITIVE|NOFORN|NODIS|EXDIS|STADIS)[\s,]+){0,3}SIPDIS"
    r"(?:[\s,]+(?:SENSITIVE|NOFORN|NODIS|EXDIS|STADIS)\b(?! BUT)){0,3})\s+(?=\S)",
    "SENSITIVE SIPDIS E.O. 12958: N/A TAGS: MOPS",
    "SUBJECT: VISIT TO EGYPTREF: STATE 1",
    "REF: STATE 1 CAIROClassified By: X",
    "SUBJECT: TALKS 1. (SBU) Summary: talks began.",
    "SIPDIS STATE FOR WHA",
)
"""The gap before a field or paragraph that a copy joined to the line above; it may be empty."""
SUMMARY_GAP = pattern(
    r"(?<=\S)\s+(?=(?i:SUMMARY)(?: (?i:AND [A-Z]{4,12}))?[:.]\s)", "TALKS Summary: Talks began."
)
"""The gap before a summary on the line of a field that is too long."""
SUBJECT_NOTE = pattern(r"(?<=\S)\s+(?=NOTE:\s)", "A TEST NOTE: SENT IN PARTS")
SUBJECT_BARE = pattern(
    r"\s*(?:SUBJECT|SUBJ)\s+(?=[A-Z])([^:]{4,}|[^:]{2,}:\s.*)$", "SUBJECT TALKS IN LIMA"
)
ROUTING_SHAPE = pattern(
    r"(?=.{0,120}(?:\b(?:FOR|FUR|For|PASS|ATTN|FROM|INFO)\b|/))[A-Z].{0,600}[^.]$",
    "STATE FOR WHA/MEX",
    "For EUR/PGI (Example), EUR/PPD (Doe)",
    "TREASURY PASS TO DOE",
)
"""A routing line names offices; it is no sentence."""
FIELD_NAME = pattern(r"\s*(?P<name>[A-Za-z]{2,9})\s?[:;](?=\s|$)", "TABS: PREL", "Subjct: Talks")
HEADING_WORD = pattern(
    r"\s*(?:SUMMARY|INTRODUCTION|BACKGROUND|COMMENT|BEGIN (?:SUMMARY|TEXT))\s*(?:$|-{3})",
    "SUMMARY",
    "SUMMARY ------- 1. (U) Talks began.",
    "Begin Summary",
    flags=re.IGNORECASE,
)
HANDLING = pattern(
    r"\s*\(?(?:THIS (?:MESSAGE|CABLE|DOCUMENT|TELEGRAM) (?:IS|CONTAINS)\b"
    r"|SENSITIVE,? BUT UNCLASSIFIED\b"
    r"|(?:SBU|UNCLASSIFIED|SENSITIVE) ?- ?(?:ENTIRE|PLEASE|HANDLE|NOT)"
    r"|UNCLASSIFIED,? BUT SENSITIVE\b|(?:FOR )?OFFICIAL USE ONLY\b"
    r"|NOT FOR (?:INTERNET|PUBLIC|DISTRIBUTION|RELEASE|TRANSMISSION)\b|ENTIRE TEXT\b"
    r"|(?:PLEASE )?(?:PROTECT|HANDLE) ACCORDINGLY\b)",
    "This message is sensitive but unclassified",
    "SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY",
    "SBU - ENTIRE TEXT",
    flags=re.IGNORECASE,
)
"""A sentence about handling, which begins the text."""
MARKED_TEXT = pattern(r"\s*\((?:U|SBU|SBU/NF|LOU|C|S)\)\s+(?=\S)", "(SBU) The council met.")
PARTED_WORD = pattern(
    r"(?:^|[\s(/])(?P<start>[A-Za-z]{2,})-\n(?!(?:and|or|to)\b)(?P<end>[A-Za-z]{2,})",
    "DIF-\nFICULTIES",
    "the counter-\nterrorism",
    flags=re.IGNORECASE,
)
HYPHENATED_WORD = pattern(r"[A-Z]+(?:-[A-Z]+)*", "COUNTER-TERRORISM")
PREFIX = pattern(
    r"(?:ANTI|COUNTER|NON|PRO|PRE|POST|CO|EX|MULTI|SELF|WELL|HIGH|LOW|LONG|SHORT|VICE|MID|INTER|INTRA"
    r"|SUB|SEMI|TRANS|ULTRA|UN|US|EU|UK|TRI|BI|NEO|EURO|AFRO|SINO|INDO|ARAB|PAN|RE)$",
    "ANTI",
    flags=re.IGNORECASE,
)
"""First parts of words that keep their hyphen."""
NOTE_AFTER_REF = pattern(
    r"(?<=\S)\s+(?=NOTE:\s)", "REF: A. LONDON 2198  NOTE:  FOR TECHNICAL REASONS"
)
BYLINE = pattern(
    r"\s*FROM (?:THE )?(?:AMBASSADOR|CHARGE|CONSUL|DCM)\b", "FROM AMBASSADOR PAMELA P. EXAMPLE"
)
ROUTING_REQUEST = pattern(
    r"(?:(?:PLEASE|PLS|SUGGEST|REQUEST)\s)?(?:DEPT|DEPARTMENT|STATE|SECSTATE|EMBASSY|AMEMBASSY)\s"
    r"(?:(?:PLEASE|PLS|ALSO)\s){0,2}(?:PASS|REPEAT|RELAY)\b.{0,80}$",
    "DEPT PASS USDA",
    "SUGGEST DEPT REPEAT TO ALL POSTS.",
)
"""A request to send the telegram on, on a line of its own."""
ROUTING_ABOVE_TEXT = pattern(
    r"(?:FOR|FROM|PASS|EYES ONLY)\b:?\s[^a-z.:]{3,80}$",
    "FOR ASST SECRETARY DOE FROM AMBASSADOR",
    "EYES ONLY FOR THE SECRETARY",
)
"""A routing line above the first numbered paragraph."""
PART = pattern(
    r"\(?\bPART\s+(?P<part>\d{1,2}|ONE|TWO|THREE|FOUR|FIVE|SIX)\s+OF\s+"
    r"(?P<count>\d{1,2}|ONE|TWO|THREE|FOUR|FIVE|SIX)\b",
    "(PART 1 OF 2)",
    "(PART TWO OF THREE)",
    flags=re.IGNORECASE,
)
NUMBER_WORDS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5, "SIX": 6}

# --- References ----------------------------------------------------------------

REFERENCE_LETTER = pattern(
    r"(?:^|(?<=[\s;,]))¶?\(?(?P<letter>[A-Z]|(?<=\()[a-z](?=\)))(?P<end>[.):])"
    r" ?(?:\(?(?P=letter)[.)] ?)?(?=\S)",
    "A. 06 STATE 1",
    "¶B. (B) 2007 STATE 150188",
    "(A) STATE 1",
    "A) KABUL 5855",
    "A: STATE 100",
    "(a) State 100",
)
"""For text with single spaces."""
REFERENCE_LABEL = pattern(
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
"""The label of an entry. For text with single spaces, as are the following patterns."""
REFERENCE_BARE_LABEL = pattern(r"(?:^|(?<=[\s;,]))(?P<letter>[A-Z]) (?=[(']?[0-9A-Z])", "A STATE 1")
"""A letter without a sign behind it, a label only before a cable."""
REFERENCE_REPEATED = pattern(
    r"\s*(?:REF(?:S|TELS?|\(S\))?\s?:\s*)+", "REF: REF: STATE 1", "Ref(s): A", flags=re.IGNORECASE
)
_REFERENCE_POST_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|\.(?=\s)|0(?![0-9])){0,23}"
REFERENCE_CABLE = pattern(
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
REFERENCE_YEAR_AFTER = pattern(
    r" ?[(\[]['’]?(?P<inside>(?:19|20)?[0-9]{2})[)\]]|[/-](?P<joined>(?:19|20)?[0-9]{2})(?![\w/])"
    r"| ['’](?P<of>[0-9]{2})(?!\w)",
    " (2005)",
    "(07)",
    "-07",
    "/08",
)
"""The year behind a number: `THE HAGUE 3128 (2005)`, `STATE 4525-07`, `KABUL 00935/08`."""
REFERENCE_YEAR_LISTED = pattern(r", ((?:19|20)[0-9]{2})(?! ?[^\W\d_]| ?-|[0-9/])", ", 2007")
"""A number of four digits behind a number, which may be its year: `MEXICO 700, 2007`."""
REFERENCE_DIGITS_AFTER = pattern(
    r"(?:[/-]| (?=[0-9]{1,2}(?![\w/.)])))[0-9]{1,2}(?!\d)|,[0-9]{3}(?!\d)", "/5", " 07", ",633"
)
"""Digits behind a number that may be a year, part of it or another number."""
_MONTH_NAMES = (
    r"JAN(?:UARY|\.)?|FEB(?:RUARY|\.)?|MAR(?:CH|\.)?|APR(?:IL|\.)?|MAY|JUNE?|JULY?|AUG(?:UST|\.)?|"
    r"SEPT?(?:EMBER|\.)?|OCT(?:OBER|\.)?|NOV(?:EMBER|\.)?|DEC(?:EMBER|\.)?"
)
REFERENCE_DATED = pattern(
    rf",? (?:OF|DATED|DTD\.?) (?:[0-9]{{1,2}}/[0-9]{{1,2}}/(?P<dated>(?:19|20)?[0-9]{{2}})|"
    rf"(?:(?:{_MONTH_NAMES}) [0-9]{{1,2}}|[0-9]{{1,2}} (?:{_MONTH_NAMES})),? "
    r"['’]?(?P<day>(?:19|20)?[0-9]{2}))(?![0-9/])",
    " DATED 05/12/06",
    " OF MAY 12, 2006",
    " of 3 June 2007",
    flags=re.IGNORECASE,
)
"""The date behind a number, with its year: `QUITO 1177 DATED 05/12/06`."""
REFERENCE_NO_NUMBER = pattern(
    rf"[ -](?:{_MONTH_NAMES})(?![A-Z])|(?:ST|ND|RD|TH)\b| ?%| (?:PERCENT|MILLION|BILLION|DAYS?|"
    r"HOURS?|YEARS?|PEOPLE|PERSONS|OF [0-9]|OTHERS?|MORE|PARAS?)\b|\.[0-9]|:[0-9]|/[0-9]{1,2}/",
    " MARCH",
    "-JUN",
    " PERCENT",
    ".5",
    flags=re.IGNORECASE,
)
"""Behind a number that is no cable's: `PARIS 12 MARCH`."""
REFERENCE_NUMBER = pattern(r"(?:NO\.? ?|#)?(?P<number>[0-9]{1,6})(?![\w.]\w|\w)", "701", "#12")
REFERENCE_YEAR = pattern(r"(?:(?:19|20)?[0-9]{2})(?![0-9])", "2007", "06")
"""The digits of a year; what they stand beside shows whether they are one."""
REFERENCE_JOINER = pattern(
    r"(?: ?[,;&/+:]| AND(?= )| OR(?= )| ?-(?=[0-9]{3})){1,2} ?",
    ", ",
    " AND ",
    "/",
    "; ",
    " & ",
    flags=re.IGNORECASE,
)
"""Between the cables of one entry."""
REFERENCE_NUMBER_ENDS = pattern(
    r" ?(?:$|[,;&/+:.()\[\]-]|AND\b|OR\b|NOTAL\b|[NSX]?I?PDIS\b|(?:EX|NO|LIM|STA)DIS\b|ET AL\b)",
    ", ",
    " AND PREVIOUS",
    flags=re.IGNORECASE,
)
"""What may follow a number that stands without its post, or behind an unknown one."""
REFERENCE_PAGE_LINE = pattern(
    r"(?:^| )[A-Z][A-Z .']{2,22} [0-9]{8} +[0-9]{3}(?:\.[0-9])? OF [0-9]{3}",
    "TRIPOLI 00000010 001.2 OF 003",
)
REFERENCE_TALK = pattern(
    rf".*\b(?:TELCONS?|MEMCONS?|CONVERSATIONS?|LETTERS?|MEMOS?|PHONECONS?|{_MONTH_NAMES})$",
    "DOE/ROE TELCON APRIL",
    "LETTER",
    flags=re.IGNORECASE,
)
"""Words before a number that is a day: no name of a post."""
REFERENCE_EMAIL = pattern(r".*\bE-?MAILS?\b", "ANDREW/ASHE EMAIL 6 NOV 09", flags=re.IGNORECASE)
REFERENCE_AIRGRAM = pattern(
    r"(?:[^\W\d_][\w.' ]{2,30} )?A ?[-–] ?[0-9]{1,4}(?!\w)", "LIMA A-123", "A-123"
)
"""An airgram, which has a number in a series of its own."""
REFERENCE_SEPTEL = pattern(r".*\bSEPTELS?\b", "SEPTEL", flags=re.IGNORECASE)
REFERENCE_TITLE = pattern(
    r"\(?\b(NOTAL|AND PREVIOUS|AND OTHERS|ET AL|EXDIS|NODIS|LIMDIS|STADIS|"
    r"SENSITIVE BUT UNCLASSIFIED)\b\)?",
    "(NOTAL)",
    "AND PREVIOUS",
    flags=re.IGNORECASE,
)

# --- Body ------------------------------------------------------------------------

MARKING = pattern(
    r"\s*\(\s?(?P<marking>sbu|(?:U|SBU|LOU|FOUO|C|S|TS)"
    r"(?:\s?(?://?|-)\s?[A-Z][A-Z/, ]{0,40}|\s+N)?)\s?\)\.?\s*",
    "(SBU)",
    "(SBU/NF)",
    "(C//NF)",
    "(C//REL TO USA, MEX)",
    "(SBU-NF)",
)
ENTIRE_TEXT = pattern(
    r"\s*(?P<open>\()?\s?(?P<marking>SBU|LOU|U|C|S)\s?(?:-{1,2}|\u2014|\u2013)\s?"
    r"(?P<text>(?:THE )?ENTIRE (?:TEXT|MESSAGE|TELEGRAM|CABLE)\b\.?)(?P<end>\)\.?\s*$)?",
    "C-ENTIRE TEXT.",
    "(C - ENTIRE TEXT)",
    "(S\u2014Entire text.)",
    flags=re.IGNORECASE,
)
"""The marking of the whole message, as its first paragraph."""
NUMBER_INITIALS = frozenset("¶0123456789")
"""First characters of numbered lines; a fast test before the patterns."""
PARA_NUMBER = pattern(
    r"\s*(?P<mark>¶)?\s?(?P<number>[0-9]{1,5})(?P<gap>\s?)\.(?:-(?=\s))?(?=\s|\(|$|[A-Z\"'])",
    "¶9. (SBU) Text",
    "15. (SBU) QUESTION A. Is",
    "1.(U) The trial",
    "¶2007.",
    "1.- THE TRIAL",
)
PARA_NUMBER_GARBLED = pattern(
    r"¶?\s?[0-9]{1,3}[,:;)]?\s?(?=\((?:U|SBU|C|S)[/A-Z ]{0,8}\))",
    "6 (U) The trial",
    "12, (SBU) Text",
)
PARA_INLINE = pattern(
    r"(?<=[.!?:)\"'-]\s)(?P<number>[0-9]{1,3})\. (?=\((?:U|SBU|C|S)[/A-Z ]{0,8}\)\s)",
    "a separate mandate. 5. (SBU) Germany has",
)
PARA_GLUED = pattern(
    r"(?:(?<=[A-Z]{3}\.)|(?<=SUMMARY[.:]\s))(?P<number>[0-9]{1,2})\.\s?(?=[A-Z])",
    "END SUMMARY.1. ART",
    "END SUMMARY. 1. ART",
)
"""A number behind a sentence on the same line."""
POINTS_AROUND_NUMBER = pattern(r"\.[0-9]{1,2}\.", "SUMMARY.1. ART")
SUMMARY_NUMBER = pattern(r"SUMMARY[.:]\s[0-9]", "SUMMARY. 1. ART")
"""What a text with a glued number has."""
PARA_LETTERED = pattern(
    r"\s*¶?(?P<name>[0-9]{1,3}\.?(?:[A-Z]|[a-z](?=\.?\s*\()))\.\s*"
    r"(?=\((?:U|SBU|C|S)[/A-Z ]{0,8}\)|\s[A-Z])",
    "27.A. (SBU) Colombia is",
    "2a. (U) Two a.",
)
PARA_LETTER_ONLY = pattern(
    r"\s*¶?(?P<name>[A-Z])[.,]\s+(?=\((?:U|SBU|C|S)[/A-Z ]{0,8}\))",
    "¶A. (U) The city",
    "B, (U) DATE: MAY",
)
SUBPARA = pattern(r"\s*¶(?P<letter>[A-Z])[.,]\s+(?=\S)", "¶A. Crime Threats")
ROMAN_HEADING = pattern(
    r"\s*¶?(?P<roman>X{0,3}(?:IX|IV|V?I{0,3}))\.\s+"
    r"(?P<marked>\((?:U|SBU|C|S)\)\s+)?(?=[A-Z])",
    "II. (U) Political Violence",
    "IV. UPCOMING TRAINING:",
)
PAGE_LINE_OLD = pattern(
    r"\s*PAGE (?P<page>[0-9]{2})\s+(?P<post>[A-Z][A-Z .']{2,8}?)\s+(?P<number>[0-9]{4,6})"
    r"(?:\s+(?:TOSEC|SECTO)\s+[0-9]{3,6})?"
    r"(?:\s+(?P<section>[0-9]{2}) OF (?P<of>[0-9]{2}))?"
    r"(?:\s+[0-9]{6}Z(?: [A-Z]{3} [0-9]{2})?)?\s*$",
    "PAGE 02        STATE  187250",
    "PAGE 02        STATE  187250 TOSEC 110250",
    "PAGE 02 HO CHI 00838 01 OF 03 170856Z",
    "PAGE 02 LIMA 00838 170856Z JAN 74",
)
BANNER = pattern(
    r"\s*(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|(?:TOP )?SECRET)(?:\s+POSS DUPE)?\s*$",
    "UNCLASSIFIED",
    "LIMITED OFFICIAL USE    POSS DUPE",
)
RULE = pattern(
    r"\s*(?:(?:[-=_~]{3,}|\*{5,})(?:\s+[-=_*~]{1,})*|(?:[-=_*~]\s){2,}[-=_*~])\s*$",
    "-------",
    "- - - - -",
    "--------------------- -----",
    "****************",
)
RULE_IN_LINE = pattern(
    r"(?:^|(?<=\s))-{7,}(?: -{1,})*(?=\s|$)", "Update on START ---------------  "
)
COLUMN_RULE = pattern(r"\s*-{2,}(?:\s{2,}-{2,})+\s*$", "---------   --------   ------")
FORM_ENTRY = pattern(
    r"[A-Z][A-Za-z]*[a-z][A-Za-z /#.]{0,40}: \S", "Place of Birth: LIMA", "Rank/Name: MAJ DOE"
)
HEADING_SLASHES = pattern(r"\s*//\s*(\S.*?\S)\s*//\s*$", "//COMMENT//")
DASH_ITEM = pattern(
    r"\s*(?P<marker>-{1,3}|[*•](?!\*)|o(?=\s))\s*(?=\S)",
    "-- China welcomes",
    "--the federal",
    "* first",
    "o second",
)
PAREN_ITEM = pattern(
    r"\s*(?P<marker>\((?:[0-9]{1,2}|[A-Za-z])\)|(?:[A-Za-z]|[0-9]{1,2})\))\s+(?=\S)",
    "(1) not to have",
    "a) first",
    "2) second",
)
LETTER_ITEM = pattern(r"\s*(?P<marker>[A-Z]\.)\s+(?=[A-Z])", "A. Develop three strategies")
LABEL_IN_PARENTHESES = pattern(
    r"\s*\((?:COMMENT|NOTE|SUMMARY|BEGIN|END)\b",
    "(COMMENT: POST AGREES. END COMMENT.)",
    flags=re.IGNORECASE,
)
LIST_NUMBER = pattern(
    r"\s*(?P<marker>[0-9]{1,2}\.)\s+(?=[A-Z\"(])", "3. Vary your routine", "10.  Joint projects"
)
LETTERED_QUESTION = pattern(r"(?P<label>[A-Z]\.)\s+(?=[A-Z].*\?$)", "A. Is the country a market?")
QUESTION_LABEL = pattern(
    r"\s*(?P<label>(?P<name>QUESTION\s+(?P<letter>[A-Z]|\d{1,2})"
    r"|Q(?:\s?\d{1,2}(?:/[A-Z])?)?)\s*[.:])\s*",
    "QUESTION A. Is the country",
    "Q1: Why was Iceland placed",
    "Q1/A. Why was",
)
ANSWER_LABEL = pattern(
    r"\s*(?P<label>(?:POST(?:'S)? (?:RESPONSE|REPLY|ANSWER)|RESPONSE|ANSWER)\s*:|A\d{0,2}\s*[:.])"
    r"\s*(?=\S)",
    "POST RESPONSE: Mexico is",
    "A:   Iceland was",
    "A2. Iceland was",
)
LABEL = pattern(
    r"\s*(?P<label>(?:BEGIN )?(?:SUMMARY|COMMENT|NOTE|INTRODUCTION|BACKGROUND|GUIDANCE|"
    r"ACTION REQUEST(?:ED)?|BIO(?:GRAPHIC)? NOTE|"
    r"(?:POST|EMBASSY|CONSULATE) (?:COMMENT|SUMMARY|NOTE))"
    r"(?: (?:AND|/|&) (?:SUMMARY|COMMENT|NOTE|INTRODUCTION|ACTION REQUEST))?"
    r"(?: CONTINUED)?\s*[.:])(?:\s+(?=\S)|$)",
    "SUMMARY. The",
    "Action Request continued: On June 16",
    "Summary and Comment: The",
    "Comment: Laurens",
    flags=re.IGNORECASE,
)
CUT_PAGE_LINE = pattern(
    r"\s*[A-Z][A-Z .']{2,30}\s[0-9]{8}\s.{0,20}\.\.\.\s*$", "LIMA 00000012  001.2 OF 0..."
)
"""A page line in which a publisher's stub of a cable breaks off."""
TRUNCATED = pattern(r"\s*\.\.\.\s*$", " ...")
TRAILER = pattern(
    r"\s*(?:Visit\s.{1,80}\b(?:Web\s?site|Site)\b|For more reporting from |={3,}\s?CABLE ENDS"
    r"|NOTE BY OC/?T\b|<< END OF DOCUMENT >>|Sheryl P\. Walter Declassified)",
    "Visit Mexico City's Classified Web Site at",
    "Visit Embassy Manama's Classified Website: XXXXXXXXXXXX",
    "NOTE BY OC/T: MESSAGE TEXT AS RECEIVED.",
    flags=re.IGNORECASE,
)
ASTERISKS = pattern(
    r"\*{8,}(?:\s+\*{3,})*", "********************************************* ********"
)
TRAILER_SPACED = pattern(
    r"(?<=  )Visit\s.{1,60}?\bClassified Web\s?site\b",
    "END.  Visit Example's Classified Website: X",
    flags=re.IGNORECASE,
)
AFTER_SIGNATURE = pattern(
    r"\s*(?:NNNN|BT|#[0-9]{4}|\"|GP ?- ?[1-4]\.?|(?:[ZOPR] ){0,2}[0-9]{6}Z [A-Z]{3} [0-9]{2})$",
    "NNNN",
    "BT",
    "#0721",
    "GP-3",
    "R 112219Z MAR 08",
)
"""Of these, a telegram before 1972 has its downgrading group (E.O. 10501) above the signature."""
CLOSING_WORDS = pattern(
    r"[\s(]*(?:END|BEGIN)\s+(?:OF\s+)?(?:SUMMARY|COMMENT|NOTE|TEXT|FINAL|NON-?PAPER|INTRODUCTION|"
    r"MESSAGE|CABLE|TRANSLATION|ACTION|BIO|SUMMARY)\b|[\s(]*(?:UN)?(?:QUOTE|QTE)[.:)]*\s*$",
    "END SUMMARY",
    "Begin text:",
    "Unquote",
    flags=re.IGNORECASE,
)
TEXT_BEGINS = pattern(
    r"Begin (?:\w+ )?text\b|(?:^|[\s(])(?:QUOTE|QTE)[.:]?\s*$|^\s*(?:QUOTE|QTE)\s",
    "¶2. Begin text:",
    "Text follows: Quote",
    "QUOTE DEAR MR. PRESIDENT:",
    flags=re.IGNORECASE,
)
TEXT_ENDS = pattern(
    r"\bEnd (?:of )?(?:\w+ )?text\b|\b(?:UNQUOTE|UNQTE|END QUOTE)\b",
    "End text of agreement.",
    "SINCERELY, DOE. UNQUOTE",
    flags=re.IGNORECASE,
)
SIGNATURE = pattern(
    r"\s*(?P<name>[A-Z][A-Z'-]{2,}(?: (?:[A-Z]\.|[A-Z][A-Z'-]+)){0,2}"
    r"|(?:(?:Van|Von|De|Di|La|Le|Mc|Mac) ?|O')?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)[\s\"]*$",
    "AGUIRRE",
    "Sobel",
    "VAN VOORST",
    "Van Voorst",
    "McExample",
    'SPOGLI"',
)
SIGNATURE_GLUED = pattern(
    r"(?:(?:(?<=[.?!\"*)])|(?<=UNQUOTE)|(?<=UNQTE))\s+)(?P<name>[A-Z][A-Z'-]{3,})[\s\"]*$",
    "END COMMENT. NICHOLSON",
    "UNQUOTE AGUIRRE",
)
NO_SIGNATURE = frozenset(
    "END TEXT COMMENT SUMMARY NOTE UNCLASSIFIED SIPDIS SENSITIVE NNNN CONFIDENTIAL SECRET "
    "NOFORN TRAINING BACKGROUND CONCLUSION QUOTE UNQUOTE UNQTE".split()
)
STRUCK_OUT = 10 * "x"
"""Part of every struck-out passage, in lower case."""
REDACTED = pattern(r"[Xx]{10,}", "XXXXXXXXXXXX")

# --- Repairs in running text --------------------------------------------------------

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEAR_DIGIT = pattern(
    rf"\b(?P<lead>(?:{MONTHS})(?: \d{{1,2}},?)?) 1(?P<year>(?:19|20)\d\d)(?=[.,;:)\s]|$)",
    "passed on November 27, 12007.",
)
"""`12007` is not a year: a paragraph mark before a line that is not a paragraph became a digit."""
ATTACHE = pattern(
    r"\b(?P<lead>[A-Z]{2,6}|Legal|Defense|Military|Naval|Air|Army|Press|Cultural|Commercial|"
    r"Agricultural|Labor|Science|Customs|Treasury|Police)\s(?P<word>[Aa]ttach)\?(?=\s+\S)",
    "ICE Attach? Mexico City",
)
"""After the name of a service, "attach?" is not a question: an accent was lost."""
APOSTROPHE_COMMA = pattern(
    r"\b(?P<word>[A-Za-z0-9]{1,40}),s(?=[\s.,;:!?)\"]|$)", "Colombia,s", "the G-8,s"
)
"""In English there is no comma between a word and a single s."""


def all_patterns() -> dict[str, Pattern]:
    """All patterns, by name."""
    return {name: value for name, value in globals().items() if isinstance(value, Pattern)}
