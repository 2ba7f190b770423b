"""The header: lines of the transmission, classification line, captions and fields."""

from __future__ import annotations

import re

from generator.parse.pattern import pattern

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
    r"\s*(?P<precedence>(?P<action>[ZOPR])(?P=action)?\s+)?(?:(?P<info>[OPR])\s+)?"
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s?Z\s*(?P<month>[A-Z]{3})\s*"
    r"(?:19|20)?(?P<year>\d\d)(?(precedence)(?:[\s.(].{0,60})?"
    r"|(?:\s+Z[A-Z][A-Z0-9-]{1,4}(?:\s.{0,60})?)?\s*)$",
    "R 112219Z MAR 08",
    "P R 272258Z JAN 09",
    "O 291737Z JUL 08 ZDK",
    "R 312245Z JAN 77 POSS DUPE",
    "RR 312245 Z JAN77 (CORRECTED COPY)",
)
"""Behind the precedence and the time the line may have remarks to the operators."""
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
    r"|\s+(?:E\s?F\s?T\s?O|NOFORN|SENSITIVE|LIMITED OFFICIAL USE|LIMOFFUSE|NODIS|EXDIS|LIMDIS"
    r"|STADIS|CHEROKEE))*)"
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
    "ROGER CHANNEL CHEROKEE TERREP AIDAC".split()
)
"""Words of the classification line that may appear before the post and are not a post."""
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
    r"\s*(E[.,]?\s?[O0][.,]?\s*:?\s*[0-9IlO]{5,6}\b.*)$",
    "E.O. 12958: N/A",
    "E.O, I1652: N/A",
    "EO 12958 N/A",
    "E.o. 12958: n/a",
    flags=re.IGNORECASE,
)
TAGS = pattern(
    r"\s*TAGS?\s*[:;./]?\s(.*)$|\s*TAGS\s*:(\S.*|)$",
    "TAGS: PREL PGOV MX",
    "TAGS/ PREL",
    "Tags: pgov, prel",
    "TAGS:PREL",
    flags=re.IGNORECASE,
)
NO_TAGS = pattern(r"\s*(?:N/A|NONE|NIL)[\s.]*$", "N/A", flags=re.IGNORECASE)
"""Words in place of TAGS."""
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
    r"\s*(?:(?:SUBJECT|SUBJ|S U B J E C T)\s*[:;]|SUB:|SUBJ\.)[\s:]*(.*)$"
    r"|\s*(?:SUBJECT|SUBJ)\s?-{1,2}\s(.*)$",
    "SUBJECT: GOVERNMENT RESHUFFLE",
    "S U B J E C T: TALKS",
    "Subject: somalia",
    "SUBJECT - TALKS",
    "SUBJ. TALKS",
    flags=re.IGNORECASE,
)
_CABLE_AHEAD = (
    r"(?=(?:\(?[A-Z][.)]\s?)?(?:[^A-Z]{0,6}[A-Z][A-Z.'-]{1,15}(?: [A-Z.'-]{2,12}){0,2} [0-9]"
    r"|SEPTELS?\b))"
)
_PLAIN_CABLE = r"[A-Z][A-Z ]{2,20} [0-9]{2,6}(?:\s?\(\s?NOTAL\s?\))?"
REF = pattern(
    r"\s*REF(?:S|TELS?|ERENCES?|\(S\))?"
    rf"(?:\s?[:;]\s*|\.\s+{_CABLE_AHEAD}|\s+(?=\(?[A-Z]\)?:)|\s+(?=\(?[A-Z][.)]){_CABLE_AHEAD}"
    rf"|\s(?={_PLAIN_CABLE}(?:[,;]\s?{_PLAIN_CABLE}){{0,9}}\.?$))(.*)$",
    "REF: A. 06 STATE 1",
    "REF A: STATE 123",
    "REF STATE 123",
    "REF LIMA 155 ( NOTAL), STATE 12",
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
"""A routing line names offices; it is not a sentence."""
FIELD_NAME = pattern(r"\s*(?P<name>[A-Za-z]{2,9})\s?[:;](?=\s|$)", "TABS: PREL", "Subjct: Talks")
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
