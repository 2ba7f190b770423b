"""The text: paragraphs, headings, lists, page lines, its end, and what a copy garbled."""

from __future__ import annotations

import re

from generator.parse.pattern import pattern

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
PARA_NUMBER_OTHER = pattern(
    r"\s*(?P<mark>¶)?(?P<sign>\()?(?P<number>[0-9]{1,2})"
    r"(?P<end>\)|\.{1,2}|[-:/])(?=\s+[A-Z(\"])",
    "(1) THE TRIAL",
    "1) THE TRIAL",
    "1- THE TRIAL",
)
"""The number of a paragraph in a telegram that writes all its numbers so."""
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
    r"\s*PAGE (?P<page>[0-9]{1,2})\s+(?P<post>[A-Z][A-Z .']{2,8}?)\s+(?P<number>[0-9]{4,6})"
    r"(?:\s+(?:TOSEC|SECTO)\s+[0-9]{3,6})?"
    r"(?:\s+(?P<section>[0-9]{2}) OF (?P<of>[0-9]{2}))?"
    r"(?:\s+[0-9]{6}[Z2](?: [A-Z]{3} [0-9]{2})?)?\s*$",
    "PAGE 02        STATE  187250",
    "PAGE 02        STATE  187250 TOSEC 110250",
    "PAGE 02 HO CHI 00838 01 OF 03 170856Z",
    "PAGE 02 LIMA 00838 170856Z JAN 74",
    "PAGE 02 LIMA 00838 01 OF 02 1708562",
)
BANNER = pattern(
    r"\s*(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|(?:TOP )?SECRET"
    r"|C O N F I D E N T I A L|(?:T O P\s{1,4})?S E C R E T)"
    r"(?:\s{1,20}(?:POSS DUPE|NODIS|EXDIS|LIMDIS|STADIS|NOFORN)){0,3}\s*$",
    "UNCLASSIFIED",
    "S E C R E T",
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
UNQUOTE = pattern(r"\s*UN(?:QUOTE|QTE)\b", "UNQTE DOE")
"""The end of a telegram within the telegram; above it stands a signature, which is no heading."""
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
    r"|NOTE BY OC/?T\b|<< END OF DOCUMENT >>|.{0,40}Declassified/Released US Department of State\b"
    r"|DECAPTIONED\W*$|DECONTROL(?:LED)? (?:UPON|ON|AFTER|FOLLOWING)\b[^.]{0,40}\.?\s*$)",
    "Visit Mexico City's Classified Web Site at",
    "Visit Embassy Manama's Classified Website: XXXXXXXXXXXX",
    "NOTE BY OC/T: MESSAGE TEXT AS RECEIVED.",
    "DECONTROL UPON RECEIPT",
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
    r"\s*(?P<name>(?:(?:DE|DA|DI|DU|LA|LE|MC|[A-Z]\.) ){0,3}"
    r"[A-Z][A-Z'-]{2,}(?: (?:[A-Z]\.|[A-Z][A-Z'-]+)){0,2}(?:,? \(?ACTING\)?)?"
    r"|(?:(?:Van|Von|De|Di|La|Le|Mc|Mac) ?|O')?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)[\s\"#]*$",
    "AGUIRRE",
    "DE LA ROSA",
    "J. DOE (ACTING)",
    "DOE##",
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

# --- Words parted at the end of a line ---------------------------------------------

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
LOOSE_PREFIX = pattern(r"(?:ANTI|COUNTER|MULTI|NON|SELF|SEMI|ULTRA)$", "NON")
"""Those that writers join to a word with a hyphen or without."""

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
