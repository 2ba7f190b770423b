"""What detectors find and leave, in numbers, addresses and texts that are drawn at random."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import phonenumbers
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from generator.editions.detectors import detect
from generator.editions.email_forms import NO_NAMES
from generator.editions.plain_form import plain_form
from generator.model import Detector

REGIONS = "US MX BR AR CO GB FR DE IT ES TR RU UA EG KE ZA IN CN JP AU".split()
ANNOUNCEMENTS = (
    "tel: ", "Tel. ", "TEL ", "telephone number ", "Telephone numbers: ", "phone ", "Ph. ", "PH: ",
    "fax number is ", "Fax: ", "facsimile no. ", "cell phone: ", "Cellular: ", "mobile: ", "Mob.: ",
    "pager: ", "Voice: ", "call us at ", "Contact at: ", "hotline ", "VOIP: ", "STU-III: ",
    "secure phone: ", "residence: ", "office number: ", "(o) tel ", "teléfono: ", "Telefone: ",
    "celular ", "Téléphone : ", "portable: ", "tel:\n", "telephone\n    number\n", "Fax -- ",
)  # fmt: skip
BEHIND = ("", ".", ", ", "; ", ")", "\n", " (office)", " or by letter", " and ask", "\n2. (U) Two.")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


def spans(detector: Detector, text: str, *regions: str) -> list[tuple[int, int]]:
    return list(detect(detector, text, ("US", *regions)))


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A region, and a number that its plan admits, as the library writes it."""
    region = draw(st.sampled_from(REGIONS))
    kind = draw(st.sampled_from((PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)))
    model = phonenumbers.example_number_for_type(region, kind)
    assert model is not None
    assert model.national_number is not None
    last = draw(st.integers(0, 9999))
    model.national_number += last - model.national_number % 10_000
    assume(phonenumbers.is_valid_number(model))
    form = draw(st.sampled_from((PhoneNumberFormat.E164, 1, 2)))
    return region, phonenumbers.format_number(model, form)


@given(
    number=numbers(),
    announcement=st.sampled_from(ANNOUNCEMENTS),
    behind=st.sampled_from(BEHIND),
    dash=st.sampled_from(DASHES),
    blank=st.sampled_from(" \u00a0\u202f"),
)
def test_an_announced_number_is_withheld_whole(
    number: tuple[str, str], announcement: str, behind: str, dash: str, blank: str
) -> None:
    region, written = number
    written = written.replace("-", dash).replace(" ", blank)
    front = f"She was in Mexico in 2008. {announcement}"
    expected = [(len(front), len(front) + len(written))]
    assert spans(Detector.TELEPHONE, front + written + behind, region) == expected


@given(
    number=numbers(), place=st.integers(0, 5), end=st.sampled_from(("\n", " \n", "\r\n", "\n    "))
)
def test_an_announced_number_is_withheld_across_a_line_end(
    number: tuple[str, str], place: int, end: str
) -> None:
    """The line ends behind a hyphen or bracket, or instead of a blank in front of seven digits."""
    region, written = number
    breaks = [match.end() for match in re.finditer(r"[-)] ?", written)]
    breaks += [
        m.end() for m in re.finditer(" ", written) if sum(map(str.isdigit, written[: m.end()])) < 7
    ]
    assume(breaks)
    at = breaks[place % len(breaks)]
    written = written[:at].rstrip(" ") + end + written[at:]
    found = spans(Detector.TELEPHONE, f"tel: {written}. It is so.", region)
    assert found == [(5, 5 + len(written))]


@given(number=numbers(), behind=st.sampled_from(BEHIND))
def test_an_international_number_needs_no_announcement(
    number: tuple[str, str], behind: str
) -> None:
    region, written = number
    assume(written.startswith("+"))
    assert spans(Detector.TELEPHONE, f"at {written}{behind}", region) == [(3, 3 + len(written))]


LETTERS = st.sampled_from("abcxyzABCXYZñ")
ATOMS = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789éñü", min_size=1, max_size=12)
NAMES = st.builds(
    "{}{}{}".format,
    LETTERS,
    ATOMS,
    st.lists(st.builds(str.__add__, st.sampled_from("._+-'"), ATOMS), max_size=3).map("".join),
)
HOSTS = st.lists(
    st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8})?", fullmatch=True), min_size=1, max_size=3
).map(".".join)
TOPS = st.sampled_from("com org net gov edu mil mx br co.uk gob.mx info xyz COM.MX".split())


def last_dot(host: str, dot: str) -> str:
    """A host with its last dot written in another way."""
    return dot.join(host.rsplit(".", 1))


SPELLINGS: dict[str, Callable[[str, str], str]] = {
    "plain": lambda name, host: f"{name}@{host}",
    "capitals": lambda name, host: f"{name}@{host}".upper(),
    "blanks": lambda name, host: f"{name} @ {host}",
    "blank behind": lambda name, host: f"{name}@ {host}",
    "blanks at dots": lambda name, host: f"{name}@{host}".replace(".", " ."),
    "blank behind the last dot": lambda name, host: f"{name}@{last_dot(host, ' .')}",
    "line end behind the sign": lambda name, host: f"{name}@\n{host}",
    "line end behind the last dot": lambda name, host: name + "@" + last_dot(host, ".\n"),
    "hyphen at a line end": lambda name, host: f"{name}@{host}".replace("-", "-\n"),
    "(at)": lambda name, host: f"{name}(at){host}",
    " (AT) ": lambda name, host: f"{name} (AT) {host}",
    "[at]": lambda name, host: f"{name}[at]{host}",
    "{at}": lambda name, host: f"{name} {{at}} {host}",
    "at sign": lambda name, host: f"{name} at sign {host}",
    "all in words": lambda name, host: f"{name} at {host}".replace(".", " dot "),
    "all in brackets": lambda name, host: f"{name}(at){host}".replace(".", "(dot)"),
    "full width": lambda name, host: f"{name}＠{host}".replace(".", "．"),
    "references": lambda name, host: f"{name}&#64;{host}".replace(".", "&#46;"),
    "named reference": lambda name, host: f"{name}&commat;{host}",
    "percent": lambda name, host: f"{name}%40{host}",
    "zero width": lambda name, host: f"{name}\u200b@\u200b{host}",
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(
    name=NAMES,
    host=HOSTS,
    top=TOPS,
    frame=st.sampled_from(
        ("write to {}.", "<mailto:{}>", "E-mail: {}; fax", "({})", "POL/{}/ECON", "e-mail:\n{}\n")
    ),
)
def test_an_address_is_withheld_whole(
    spelling: str, name: str, host: str, top: str, frame: str
) -> None:
    assume(name.casefold() not in NO_NAMES and not name.casefold().endswith(("ing", "ed")))
    address = SPELLINGS[spelling](name, f"{host}.{top}")
    text = frame.format(address)
    start = text.index(address)
    assert spans(Detector.EMAIL, text) == [(start, start + len(address))]


days = st.integers(1, 28)
months = st.integers(1, 12)
years = st.integers(1966, 2019)
counts = st.integers(0, 10_000_000)
hours = st.integers(0, 2359)
posts = st.sampled_from(("MEXICO", "STATE", "TEL AVIV", "THE HAGUE", "LIMA"))
FIGURES = st.one_of(
    st.builds("{:02d}.{:02d}.{}".format, days, months, years),
    st.builds("{}-{:02d}-{:02d}".format, years, months, days),
    st.builds("{}/{}/{:02d}".format, months, days, st.integers(0, 99)),
    st.builds("{}-{}".format, years, years),
    st.builds("{}/{:02d}".format, years, st.integers(0, 99)),
    st.builds("{} and {}".format, years, years),
    st.builds("${:,}".format, counts),
    st.builds("USD {}".format, counts),
    st.builds("{:,}.50 pesos".format, counts),
    st.builds("{}.{} percent".format, st.integers(0, 99), st.integers(0, 99)),
    st.builds("{:02d}{}{}".format, st.integers(66, 99), posts, counts),
    st.builds("{:02d} {} {:06d}".format, st.integers(0, 99), posts, counts),
    st.builds("{} {}".format, posts, counts),
    st.builds("{} {:08d}  002 OF 011".format, posts, counts),
    st.builds("{:02d}{:02d}{:02d}Z MAR 08".format, days, st.integers(0, 23), st.integers(0, 59)),
    st.builds("RUEHME #{:04d}/01 {:03d}{:04d}".format, st.integers(1, 9999), days, hours),
    st.builds("{}/{}/{}".format, st.integers(1, 99), years, st.integers(1, 99)),
    st.builds("{}  {}  {}".format, counts, counts, counts),
    st.builds("{:.4f}, {:.4f}".format, st.floats(-90, 90), st.floats(-180, 180)),
    st.builds("{:04d}.{:02d}.{:02d}.{:02d}".format, st.integers(101, 9999), days, days, days),
    st.builds("ISBN 0-{:03d}-{:05d}-{}".format, days, counts, st.integers(0, 9)),
    st.builds("{} @ {}.{:02d}".format, counts, st.integers(0, 99), st.integers(0, 99)),
)  # fmt: skip
WORDS = st.sampled_from(
    "The ministry of rain met at noon and said in on by about from para ref he it @ (U) ¶".split()
)


@given(parts=st.lists(st.one_of(FIGURES, WORDS), max_size=12))
@example(["MEXICO 00431200  002 OF 011", "EXAMPLE 00431200 002"])
@example(["TEL AVIV 5551234", "MEXICO 5551234", "08 MEXICO 000721"])
def test_other_figures_are_left(parts: list[str]) -> None:
    text = " , ".join(parts)
    assert spans(Detector.TELEPHONE, text, "MX", "BR", "FR") == []
    assert spans(Detector.EMAIL, text) == []


ENCODED = "a,1 ,é,５,\u00ad,\u200b\u200b,&#64;,&amp;#64;,&x;,%40,–,&".split(",")


@given(text=st.lists(st.sampled_from(ENCODED)).map("".join))
def test_a_plain_form_knows_where_each_character_came_from(text: str) -> None:
    plain = plain_form(text)
    places = [plain.source_span(at, at + 1) for at in range(len(plain.text))]
    assert [end for _, end in places[:-1]] == [start for start, _ in places[1:]]
    assert (places[-1][1] if places else len(text)) == len(text) or not plain.text
    for (start, end), character in zip(places, plain.text, strict=True):
        source = text[start:end].strip("\u00ad\u200b")
        assert source == character or plain_form(source).text == character
        assert len(source) == 1 or source == "%40" or html.unescape(html.unescape(source)) == "@"
