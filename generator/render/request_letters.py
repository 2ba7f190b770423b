"""Letters that ask for the cited cables of a post and year, and the annex that identifies them.

Each line is a paragraph, an item of a list or a line of an address, so that the text can be pasted
into a form or a word processor. What only the sender knows is in square brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model import Citation, Mrn, RequestKind, SiteInfo, split_mrn
from generator.render.cited_series import CitedSeries
from generator.render.date_words import bounds_in_letter, bounds_text
from generator.render.markdown import plain
from generator.render.page_context import PageContext

MAX_NUMBERS = 100
"""The most cables that one letter asks for."""

MAX_CITING = 20
"""The most citations of a cable that the annex lists."""

ANNEX = "annex"
"""The name of the annex among the files of a packet."""

OFFICE = "Office of Information Programs and Services"
"""The office of the Department of State that receives requests under both laws (22 CFR part 171).
Its name and address have changed several times."""

DEPARTMENT = "STATE"
"""The Department's name in numbers."""

_SENDER = (
    "[Your name]",
    "[Your postal address]",
    "[Your e-mail address and telephone number]",
    "",
    "[Date]",
    "",
    "U.S. Department of State",
    OFFICE,
    "[Look up the present name and address of this office, or its web form, at foia.state.gov.]",
    "",
)

_NUMBERS = (
    "Each is identified by its message reference number: two digits for the year, the post that "
    "sent it, and its number in that year. The annex quotes the telegrams that cite them. The "
    "dates are estimates from the numbers and from the dates of other telegrams."
)

_CLOSING = ("Sincerely,", "", "[Your signature]", "[Your name]")

FOIA_BODY = (
    "These numbers reasonably describe the records (5 U.S.C. 552(a)(3)(A)). If a telegram has "
    "several versions or parts, I ask for all of them.",
    "",
    "If a part of a telegram is exempt, please release every reasonably segregable portion, and "
    "show the amount deleted and the exemption at the place of the deletion (5 U.S.C. 552(b)). If "
    "you find no record of a number, please say so for that number.",
    "",
    "I would like to receive the records in electronic form (5 U.S.C. 552(a)(3)(B)).",
    "",
    "[Say which fees you agree to pay, or ask for a waiver under 5 U.S.C. 552(a)(4)(A)(iii) and "
    "give your reasons.]",
    "",
    "The Act allows 20 working days for a determination (5 U.S.C. 552(a)(6)(A)(i)). Please tell "
    "me the tracking number of this request.",
    "",
)

MDR_BODY = (
    "These numbers describe the documents with sufficient specificity to locate them with a "
    "reasonable amount of effort (section 3.5(a)(1)).",
    "",
    "[Keep this sentence only if it is true: To my knowledge, the information is not the subject "
    "of pending litigation (section 3.5(a)(3)), and I have not asked for these documents under "
    "the Freedom of Information Act.]",
    "",
    "Please declassify and release all information that no longer meets the standards for "
    "classification (section 3.5(c)). If a part of a document remains classified, please release "
    "the other parts. If you find no record of a number, please say so for that number.",
    "",
    "Please tell me the case number of this request, and how to appeal a denial.",
    "",
)


def letter_parts(series: CitedSeries) -> list[tuple[Mrn, ...]]:
    """The cables to ask for, at most `MAX_NUMBERS` in a letter; nothing that was asked for."""
    numbers = [mrn for mrn, _ in series.citations if not series.requests_for(mrn)]
    return [
        tuple(numbers[start : start + MAX_NUMBERS]) for start in range(0, len(numbers), MAX_NUMBERS)
    ]


def letter(series: CitedSeries, numbers: Sequence[Mrn], kind: RequestKind) -> str:
    """The letter that asks for these cables of a series under one of the two laws."""
    lines = [*_SENDER, *_opening(series, kind), ""]
    for place, mrn in enumerate(numbers, 1):
        lines.append(f"{place}. {spaced(mrn)}, {_sent(series, mrn)}")
    lines += ["", *(FOIA_BODY if kind is RequestKind.FOIA else MDR_BODY), *_CLOSING]
    return "".join(f"{line}\n" for line in lines)


def _opening(series: CitedSeries, kind: RequestKind) -> Iterator[str]:
    telegrams = telegrams_of(series)
    if kind is RequestKind.FOIA:
        yield f"Freedom of Information Act request: {telegrams}"
        yield ""
        yield "Dear Sir or Madam:"
        yield ""
        law = "Under the Freedom of Information Act, 5 U.S.C. 552, I request a copy"
    else:
        yield f"Request for Mandatory Declassification Review: {telegrams}"
        yield ""
        yield "Dear Sir or Madam:"
        yield ""
        law = (
            "Under section 3.5 of Executive Order 13526 (Classified National Security Information, "
            "December 29, 2009), I request a mandatory declassification review, and a copy,"
        )
    yield f"{law} of each of the telegrams listed here. {_NUMBERS}"


def telegrams_of(series: CitedSeries) -> str:
    """The telegrams of a series: `telegrams sent by LIMA in 2008`."""
    if series.post == DEPARTMENT:
        return f"telegrams sent by the Department of State in {series.year}"
    return f"telegrams sent by {series.post} in {series.year}"


def _sent(series: CitedSeries, mrn: Mrn) -> str:
    return f"probably sent {bounds_in_letter(series.bounds(mrn))}"


def spaced(mrn: Mrn) -> str:
    """A number as telegrams write it: `08 LIMA 12`."""
    parts = split_mrn(mrn)
    return f"{parts[0]:02d} {parts[1]} {parts[2]}" if parts else mrn


def annex(context: PageContext, series: CitedSeries, numbers: Iterable[Mrn]) -> str:
    """What is known about these cables of a series: bounds of their dates, and who cites them."""
    wanted = frozenset(numbers)
    lines = [f"Annex: {telegrams_of(series)}", "", _origin(context.info)]
    for mrn, citations in series.citations:
        if mrn not in wanted:
            continue
        lines += ["", spaced(mrn), f"Sent {bounds_text(series.bounds(mrn))}"]
        lines += [_citing(context, citation) for citation in citations[:MAX_CITING]]
        if len(citations) > MAX_CITING:
            lines.append(f"- and {len(citations) - MAX_CITING} more citations")
    return "".join(f"{line}\n" for line in lines)


def _origin(info: SiteInfo) -> str:
    at = f", {info.address}" if info.address else ""
    name = f"From the collection “{plain(info.name)}”{at}."
    return f"{name} It cites these telegrams and does not hold them."


def _citing(context: PageContext, citation: Citation) -> str:
    """One citation: `- 08QUITO9, 2008-03-14, ¶4: “See 08 LIMA 12.”`."""
    day = context.outlines[citation.citing].header.iso_date or "no date"
    where = (
        context.para_name(citation.citing, citation.anchor)
        if citation.anchor is not None
        else "reference line"
    )
    words = f": “{plain(citation.words)}”" if citation.words else ""
    return f"- {citation.citing}, {day}, {where}{words}"
