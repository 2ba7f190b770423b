"""Values of the blocks of a SMART telegram: what they say of the telegram."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from generator import facts
from generator.facts.post_names import OFFICE, WASHINGTON, known_post
from generator.model import Addressee, Dtg, Repair, full_year, tags_code
from generator.model.diagnostics import Diagnostic, diagnostic
from generator.parse import header_patterns
from generator.parse.hyphens import join_wrapped
from generator.parse.lines import Line
from generator.parse.message import MONTH_NUMBERS, valid_day
from generator.parse.pattern import pattern
from generator.parse.renderings.rendered_text import CopyMetadata
from generator.parse.renderings.smart_blocks import BlockValue
from generator.parse.renderings.smart_labels import BlockField
from generator.parse.transmission import read_dtg

NUMBER = pattern(
    r"(?:20(?=[0-9]{2}\s))?(?P<year>[0-9OoIl]{2})\s*(?P<post>[A-Z]\S{0,20}?(?:\s\S{1,20}){0,5}?)"
    r"\s*(?P<number>[0-9][0-9OoIl]{0,6})\W{0,9}(?:\s(?:UNCLASSIFIED|SBU))?\W{0,9}$",
    "11 PORTO VERDE 504",
    "2011 PORTO VERDE 5O4",
    "11PORTOVERDE504 UNCLASSIFIED",
)
FIGURES = str.maketrans("OoIl", "0011")
"""Figures of a number that text recognition reads as letters."""
DAY = pattern(
    r"(?P<month>[A-Z][a-z]{2})\w{0,6}\.?\s?(?P<day>[0-9]{1,2}),?\s?(?P<year>(?:19|20)[0-9]{2})",
    "Apr 07, 2011",
)
GROUP = pattern(
    r"(?:(?<![0-9])|(?<=[0-9]{4}1)|(?<=\s1))(?P<day>[0-9]{2})(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})Z"
    r"\s{0,3}(?P<month>[A-Z]{3})\s{0,3}(?P<year>[0-9]{2})(?![0-9])",
    "/ 071322Z APR 11",
    "2011 1071322Z APR 11",
    "20101221710Z JUL 10",
    flags=re.IGNORECASE,
)
"""The date-time group; the slash before it may be read as a figure."""

PRECEDENCE = pattern(
    r"(?P<glue>\s{0,4})(?P<word>FLASH|NIACT IMMEDIATE|IMMEDIATE|PRIORITY|ROUTINE)$",
    "WASHDC, SECSTATE IMMEDIATE",
    "WASHDC, SECSTATE RouTINE",
    flags=re.IGNORECASE,
)
WRECKED_PRECEDENCE = pattern(
    r"(?:AMEMBASSY|AMCONSUL|USMISSION|SECSTATE|USOFFICE|USINT)(?P<word>[A-Za-z]{3,10})$",
    "LIMA, AMEMBASSYRounNE",
)
PERSON = pattern(r"\((?P<name>[A-Za-z][A-Za-z',. -]{2,80})\)", "(DOE, JANE)")
CODE = pattern(r"[A-Za-z0-9]{2,5}$", "PREL")
PORTION = pattern(
    r"\s*(?:\((?:U|SBU|LOU|FOUO|C|S|TS)(?:\s?(?://?|-)\s?[A-Z][A-Z/, ]{0,40})?\)"
    r"|\((?:5|S|\$)(?:B|8|13)U\))\s*(?=\S)",
    "(SBU) Talks",
    "(C//NF) Talks",
)
"""The marking of a subject."""
LINK = pattern(r"<[^>]*(?:>|$)", "<http://www.example.gov/a>", "<http://www.exam")
NOTHING = frozenset({"", "N/A", "NA", "NONE", "UNKNOWN"})
"""Values that say nothing."""

CAPTION_SEPARATOR = re.compile(r"\s*[,;]\s*")

WRECK_RATIO = 50.0
"""A caption that is no known one, but so like one, in percent, is wrecked."""

MIN_WRECKED_CAPTION = 6
"""A wrecked caption is told from others only where the known one has so many letters."""

LIKE_RATIO = 70.0
"""The post of an MRN is misread where the sender's post is so like it, in percent."""

ONE_DAY = datetime.timedelta(days=1)

Values = Mapping[BlockField, BlockValue]


@dataclass(slots=True)
class BlockReading:
    """What the blocks say, and what is wrong with them."""

    metadata: CopyMetadata
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class _BlockReader:
    """Reads the fields of one telegram; collects repairs and diagnostics."""

    def __init__(self, values: Values, text: Sequence[Line]) -> None:
        self.values = values
        self.text = text
        self.repairs: list[Repair] = []
        self.diagnostics: list[Diagnostic] = []

    def value(self, name: BlockField) -> str:
        """The value on one line; empty for a missing field or one that says nothing."""
        value = self.values.get(name)
        text = value.text if value is not None else ""
        return "" if text.upper() in NOTHING else text

    def report(self, code: str, name: BlockField, **details: object) -> None:
        """Add a diagnostic about a field."""
        first = self.values[name].first
        self.diagnostics.append(diagnostic(code, line=first.number, text=first.text, **details))

    def repair(self, name: BlockField, before: str, after: str) -> None:
        """Add the repair of a value, or of a label."""
        line = self.values[name].first.number
        self.repairs.append(Repair(line=line, before=before, after=after, rule="scan-misread"))

    def day_and_group(self) -> tuple[datetime.date | None, Dtg | None]:
        """The day and the date-time group, which say the same; none that contradict each other."""
        text = self.value(BlockField.DATE)
        if not text:
            return None, None
        written = DAY.search(text)
        day = valid_day(written["year"], written["month"], written["day"]) if written else None
        match = GROUP.search(text)
        dtg = _group(match) if match is not None else None
        if dtg is None or match is None:
            reason = "it holds no date-time group like 071322Z APR 11"
            self.report("date-damaged", BlockField.DATE, reason=reason)
            return day, None
        if day is not None and abs(dtg.at.date() - day) > ONE_DAY:
            reason = "its day and its date-time group differ"
            self.report("date-damaged", BlockField.DATE, reason=reason)
            return None, None
        lead = text[: match.start()].rstrip()[-1:]
        if lead.isdigit():
            self.repair(BlockField.DATE, text, dtg.raw)
        return dtg.at.date(), dtg

    def number(self) -> tuple[str | None, str | None]:
        """The MRN as an id, and the post as in a classification line.

        No id where the date is of another year.
        """
        text = self.value(BlockField.MRN)
        years = _years(self.value(BlockField.DATE))
        sender = known_post(self.value(BlockField.SENDER))
        match = NUMBER.match(text)
        if match is None:
            if BlockField.MRN in self.values:
                reason = "expected year, post and number, as in 11 LIMA 504"
                self.report("mrn-unreadable", BlockField.MRN, reason=reason)
            return None, _post_of(self.value(BlockField.SENDER))
        two_digits, serial = (match[name].translate(FIGURES) for name in ("year", "number"))
        if years and full_year(int(two_digits)) not in years:
            year = " or ".join(map(str, sorted(years)))
            self.report("mrn-unreadable", BlockField.MRN, reason=f"its date is of {year}")
            return None, match["post"].upper()
        post = " ".join(match["post"].upper().split())
        if known_post(post) is None and sender is not None:
            letters = re.sub("[^A-Z]", "", post)
            if fuzz.ratio(letters, sender) >= LIKE_RATIO:
                own = _post_of(self.value(BlockField.SENDER)) or sender
                self.repair(BlockField.MRN, post, own)
                post = own
        if serial != match["number"]:
            self.repair(BlockField.MRN, match["number"], serial)
        letters = re.sub("[^A-Z]", "", post)
        return f"{two_digits}{letters}{int(serial)}", post

    def captions(self) -> tuple[str, ...]:
        """The captions; a wrecked one is left out and reported.

        `SENSITIVE, SIPDIS`, `TM CHANNEL`; `SENSGHAHE` is struck out.
        """
        captions: list[str] = []
        wrecked: list[str] = []
        for word in CAPTION_SEPARATOR.split(self.value(BlockField.CAPTIONS)):
            caption = " ".join(word.upper().split())
            caption = header_patterns.CAPTION_SPELLINGS.get(caption, caption)
            if header_patterns.CAPTION.match(caption) or caption in facts.captions():
                captions.append(caption)
            elif caption and _is_wrecked_caption(caption):
                wrecked.append(caption)
            elif caption:
                captions.append(caption)
        if wrecked:
            self.report("captions-unreadable", BlockField.CAPTIONS, words=", ".join(wrecked))
        return tuple(dict.fromkeys(captions))

    def tags(self) -> str | None:
        """The TAGS as a line of codes, and of persons in brackets; other words are reported.

        `TSPA, EAIR, Tl, EXAMPLE AIR, (DOE, JANE)`: `Tl` is `TI`.
        """
        text = self.value(BlockField.TAGS)
        persons = (" ".join(match[0].split()) for match in PERSON.regex.finditer(text))
        codes: list[str] = []
        others: list[str] = []
        for item in re.split(r"[,;]|\.(?=\s|$)", PERSON.regex.sub(",", text)):
            words = item.split()
            read_codes = [self._tag(word) for word in words]
            known = [code for code in read_codes if code is not None]
            if len(known) < len(words) or (len(words) > 1 and not facts.tags().keys() >= {*known}):
                others.append(" ".join(words))
            else:
                codes.extend(known)
        unknown = [code for code in codes if code not in facts.tags()]
        if unknown:
            self.report("tags-unknown", BlockField.TAGS, codes=", ".join(unknown))
        if others:
            self.report("tags-unreadable", BlockField.TAGS, words=", ".join(others))
        return ", ".join((*codes, *persons)) or None

    def _tag(self, item: str) -> str | None:
        """The code of an item; one that a scan misread only where that gives a known code."""
        if not CODE.match(item):
            return None
        code = tags_code(item)
        if code in facts.tags() and (item.isupper() or item.islower()):
            return code
        for letter in "IT":
            misread = re.sub("[l1|]", letter, item).replace("0", "O").upper()
            if misread in facts.tags():
                self.repair(BlockField.TAGS, item, misread)
                return misread
        is_code = code in facts.tags() or (item.isalpha() and item.isupper())
        return code if is_code else None

    def references(self) -> tuple[Line, ...]:
        """The lines of the references, without links."""
        value = self.values.get(BlockField.REFERENCE)
        if value is None or value.text.upper() in NOTHING:
            return ()
        return tuple(_without_links(value.lines))

    def subject(self) -> str | None:
        """The subject without its marking."""
        value = self.values.get(BlockField.SUBJECT)
        if value is None:
            return None
        text, repairs = join_wrapped(value.lines, self.text)
        self.repairs.extend(repairs)
        marking = PORTION.match(text)
        return (text[marking.end() :] if marking else text) or None

    def addressees(self, name: BlockField) -> tuple[Addressee, ...]:
        """The addressees of a list, with precedences: `WASHDC, SECSTATE IMMEDIATE; ...`"""
        items = (item.strip() for item in self.value(name).split(";"))
        return tuple(_addressee(item) for item in items if item)


def read_values(values: Values, text: Sequence[Line]) -> BlockReading:
    """What the blocks say of the telegram; `text` are the lines of its text."""
    reader = _BlockReader(values, text)
    for name, value in values.items():
        if value.label.is_damaged:
            reader.repairs.append(
                Repair(
                    line=value.first.number,
                    before=value.label.typed,
                    after=LABEL_NAMES[name],
                    rule="field-name",
                )
            )
    day, dtg = reader.day_and_group()
    number, post = reader.number()
    order = reader.value(BlockField.EXECUTIVE_ORDER)
    pass_line = values.get(BlockField.PASS_LINE)
    metadata = CopyMetadata(
        number=number,
        date=day,
        dtg=dtg,
        post=post,
        sender=reader.value(BlockField.SENDER) or None,
        subject=reader.subject(),
        tags=reader.tags(),
        action=reader.addressees(BlockField.ACTION),
        info=reader.addressees(BlockField.INFO),
        captions=reader.captions(),
        passing=tuple(" ".join(x.text.split()) for x in pass_line.lines) if pass_line else (),
        executive_order=f"E.O. {order}" if order else None,
        references=reader.references(),
        classified_by=_classifier(reader),
        declassify_on=reader.value(BlockField.DECLASSIFY_ON) or None,
        signature=reader.value(BlockField.SIGNATURE) or None,
    )
    return BlockReading(metadata, reader.repairs, reader.diagnostics)


LABEL_NAMES = {
    BlockField.MRN: "MRN",
    BlockField.DATE: "Date/DTG",
    BlockField.SENDER: "From",
    BlockField.ACTION: "Action",
    BlockField.EXECUTIVE_ORDER: "E.O.",
    BlockField.TAGS: "TAGS",
    BlockField.CAPTIONS: "Captions",
    BlockField.REFERENCE: "Reference",
    BlockField.PASS_LINE: "Pass Line",
    BlockField.SUBJECT: "Subject",
    BlockField.CLASSIFIED_BY: "Classified By",
    BlockField.DERIVED_FROM: "Derived From",
    BlockField.REASON: "Reason",
    BlockField.DECLASSIFY_ON: "Declassify On",
    BlockField.ACTION_OFFICE: "Action Office",
    BlockField.INFO_OFFICE: "Info Office",
    BlockField.INFO: "Info",
    BlockField.SIGNATURE: "Signature",
    BlockField.DRAFTED_BY: "Drafted By",
    BlockField.CLEARED_BY: "Cleared By",
    BlockField.APPROVED_BY: "Approved By",
    BlockField.RELEASED_BY: "Released By",
    BlockField.ATTACHMENTS: "Attachments",
    BlockField.ACTION_POST: "Action Post",
    BlockField.DISSEMINATION_RULE: "Dissemination Rule",
    BlockField.TRANSMITTED: "XMT",
}
"""The names of fields as the system prints them."""


def _post_of(sender: str) -> str | None:
    """The post of a sender, as in a classification line: `AMEMBASSY LA PAZ` is `LA PAZ`."""
    post = known_post(sender)
    office = OFFICE.match(sender)
    name = WASHINGTON.sub("", sender[office.end() :] if office else sender).upper().strip()
    return None if post is None else post if post == "STATE" else name


def _years(text: str) -> set[int]:
    """The years of a value of a date line: that of the day and that of the group."""
    day, group = DAY.search(text), GROUP.search(text)
    years = {int(day["year"])} if day else set()
    return years | ({full_year(int(group["year"]))} if group else set())


def _group(match: re.Match[str]) -> Dtg | None:
    """The date-time group of a match, with its month in any case."""
    month = match["month"].upper()
    if month not in MONTH_NUMBERS:
        return None
    raw = f"{match['day']}{match['hour']}{match['minute']}Z {month} {match['year']}"
    group = header_patterns.DTG.match(raw)
    return read_dtg(group) if group is not None else None


def _is_wrecked_caption(caption: str) -> bool:
    """True for letters that are not a caption but resemble one: `SENSGHAHE` is like `SENSITIVE`."""
    return any(
        known[0] == caption[0] and fuzz.ratio(caption, known) >= WRECK_RATIO
        for known in facts.captions()
        if len(known) >= MIN_WRECKED_CAPTION and " " not in caption
    )


def _without_links(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without `<http://...>`, which may be parted by a line end."""
    is_open = False
    for line in lines:
        text = line.text
        if is_open:
            end = text.find(">")
            is_open = end < 0
            if is_open:
                continue
            line = line.part(end + 1)
        match = LINK.search(line.text)
        if match is not None:
            is_open = not match[0].endswith(">")
            line = line.part(0, match.start())
        if not line.is_blank:
            yield line


def _addressee(text: str) -> Addressee:
    """One addressee; a precedence that text recognition wrecked is left out."""
    match = PRECEDENCE.search(text)
    if match is not None and match.start() > 0:
        name, word = text[: match.start()], match["word"].upper()
    else:
        wrecked = WRECKED_PRECEDENCE.search(text)
        name, word = text[: wrecked.start("word")] if wrecked else text, None
    return Addressee(routing=None, name=name.strip(" ,"), precedence=word, serial=None)


def _classifier(reader: _BlockReader) -> str | None:
    """Who classified the telegram, and why, on one line."""
    by = reader.value(BlockField.CLASSIFIED_BY) or reader.value(BlockField.DERIVED_FROM)
    reason = reader.value(BlockField.REASON)
    parts = [by, f"Reason: {reason}" if reason else ""]
    return " ".join(part for part in parts if part) or None
