"""Tables of telegrams: cells with their places, rows that are read alone, files of many rows."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import parse_cable
from generator.model import Cable, DateSource, Fate
from generator.parse.renderings import csv_rows
from generator.parse.renderings.contained_text import ContainedText
from generator.parse.renderings.containers import split_container
from generator.parse.renderings.csv_records import Dialect, read_records

HEADER = """\
R 112222Z MAR 08
FM AMEMBASSY LIMA
TO SECSTATE WASHDC"""

BODY = """\
UNCLAS LIMA 0000{number}

E.O. 12958: N/A
TAGS: PREL, PE
SUBJECT: TALKS

REF: QUITO 3

1. The council said "no", and
then "yes".

2. It met again.
DOE"""

TITLES = ["row", "date", "number", "origin", "classification", "references", "header", "body"]


def cells(number: int = 12, **changed: str) -> list[str]:
    """The cells of a telegram, in the usual order."""
    values = {
        "row": str(number),
        "date": "3/11/2008 22:22",
        "number": f"08LIMA{number}",
        "origin": "Embassy Lima",
        "classification": "UNCLASSIFIED",
        "references": "08QUITO3|07QUITO4",
        "header": HEADER,
        "body": BODY.replace("{number}", str(number)),
    }
    return list((values | changed).values())


def doubled(*rows: list[str], delimiter: str = ",", quoting: int = csv.QUOTE_ALL) -> str:
    """The rows as the standard library writes them."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    writer.writerows(rows)
    return file.getvalue()


def escaped(*rows: list[str]) -> str:
    """The rows with backslashes before quotation marks."""
    quoted = ([cell.replace("\\", "\\\\").replace('"', '\\"') for cell in row] for row in rows)
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in quoted)


def semicolons(*rows: list[str]) -> str:
    return doubled(*rows, delimiter=";")


def tabs(*rows: list[str]) -> str:
    return doubled(*rows, delimiter="\t", quoting=csv.QUOTE_MINIMAL)


def minimal(*rows: list[str]) -> str:
    return doubled(*rows, quoting=csv.QUOTE_MINIMAL)


def carriage_returns(*rows: list[str]) -> str:
    return doubled(*rows).replace("\n", "\r\n")


DIALECTS = (doubled, escaped, semicolons, tabs, minimal, carriage_returns)

Writer = Callable[..., str]


def telegrams(text: str) -> list[ContainedText]:
    return [part for part in split_container(text) if part.left_out is None]


def codes(cable: Cable) -> list[str]:
    return [item.code for item in cable.diagnostics]


# --- Cells --------------------------------------------------------------------


@settings(max_examples=200)
@given(
    st.lists(
        st.lists(st.text('a"\\,;\n \t', max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_cells_are_those_of_the_standard_library(
    rows: list[list[str]], delimiter: str, quoting: int
) -> None:
    text = doubled(*rows, delimiter=delimiter, quoting=quoting)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    dialect = Dialect(delimiter, has_backslashes=False, is_quoted=False)
    records = list(read_records(text, dialect))
    values = [[cell.value(text, dialect, len(text)) for cell in record.cells] for record in records]
    assert values == [row for row in reader if row]
    assert "".join(text[record.start : record.end] for record in records) == text


@settings(max_examples=200)
@given(st.text('a"\\,;\n\r\t', max_size=60), st.booleans(), st.booleans())
def test_records_are_the_whole_text(text: str, has_backslashes: bool, is_quoted: bool) -> None:
    records = list(read_records(text, Dialect(",", has_backslashes, is_quoted)))
    assert "".join(text[record.start : record.end] for record in records) == text


# --- Rows ---------------------------------------------------------------------


@pytest.mark.parametrize("write", DIALECTS)
def test_a_row_reads_like_its_text(write: Writer) -> None:
    cable = parse_cable(write(cells()))
    expected = parse_cable(f"{HEADER}\n{cells()[-1]}", name="08LIMA12")
    assert cable.rendering == "row of a CSV table"
    assert (cable.id, cable.header.sender) == ("08LIMA12", "AMEMBASSY LIMA")
    assert [para.text for para in cable.paras] == [para.text for para in expected.paras]
    assert cable.header.subject == "TALKS"
    assert cable.header.tags == expected.header.tags
    assert cable.signature == "DOE"
    assert not cable.repairs
    assert codes(cable) == []


@pytest.mark.parametrize("write", DIALECTS)
def test_lines_of_a_row_keep_their_places(write: Writer) -> None:
    text = write(cells())
    cable = parse_cable(text)
    fates = {line.text.strip(): line.fates for line in cable.lines}
    assert cable.lines[0].fates == (Fate.PREAMBLE, Fate.HEADER)
    assert fates["SUBJECT: TALKS"] == (Fate.HEADER,)
    assert fates["2. It met again."] == (Fate.TEXT,)
    assert all(line.fates for line in cable.lines)
    span = cable.paras[1].span
    assert text[span.start : span.end] == "2. It met again."


def test_a_title_row_names_columns_in_any_order() -> None:
    values = dict(zip(TITLES, cells(), strict=True))
    for titles in (
        ["body", "header", "Reference ID", "Date", "Classification", "Origin"],
        ["MRN", "Created", "Text"],
        ["id", "reference", "date", "body"],
    ):
        named = {"Reference ID": "number", "MRN": "number", "Created": "date", "Text": "body"}
        named |= {"reference": "number", "id": "row"}
        row = [values[named.get(title, title.lower())] for title in titles]
        cable = parse_cable(doubled(titles, row))
        assert (cable.id, cable.header.date) == ("08LIMA12", datetime.date(2008, 3, 11))
        assert len(cable.paras) == 2
        assert cable.lines[0].fates == (Fate.PREAMBLE,)


def test_cells_are_right_against_the_text() -> None:
    cable = parse_cable(doubled(cells(21, body=BODY.replace("{number}", "12"), date="3/12/2008")))
    assert (cable.id, cable.header.date) == ("08LIMA21", datetime.date(2008, 3, 12))
    assert cable.header.date_source is DateSource.METADATA
    assert codes(cable) == ["metadata-differs", "metadata-differs"]
    secret = parse_cable(doubled(cells(classification="SECRET//NOFORN")))
    assert secret.header.classification == "SECRET"
    assert codes(secret) == ["metadata-differs"]


def test_cells_fill_in_what_the_text_lacks() -> None:
    cable = parse_cable(doubled(cells(header="", body="1. The council met.\n2. It met again.")))
    assert (cable.id, cable.header.post) == ("08LIMA12", "LIMA")
    assert (cable.header.date, cable.header.classification) == (
        datetime.date(2008, 3, 11),
        "UNCLASSIFIED",
    )
    assert len(cable.paras) == 2


def test_a_row_without_text_is_a_cable() -> None:
    cable = parse_cable(doubled(cells(header="", body="")))
    assert (cable.id, cable.paras) == ("08LIMA12", ())
    assert "paragraphs-missing" in codes(cable)


def test_the_list_of_references_gives_years_and_numbers() -> None:
    references = parse_cable(doubled(cells())).header.references
    assert [item.target for item in references] == ["08QUITO3", "07QUITO4"]
    assert not references[0].year_inferred
    other = parse_cable(doubled(cells(references="06QUITO3"))).header.references
    assert [item.target for item in other] == ["06QUITO3"]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("12/28/2008 18:48", (2008, 12, 28)),
        ("2008-12-28 18:48:00", (2008, 12, 28)),
        ("2008-12-28T18:48:00Z", (2008, 12, 28)),
        ("28/12/2008", (2008, 12, 28)),
        ("3/4/08 18:48", (2008, 3, 4)),
        ("28.12.2008 18:48", (2008, 12, 28)),
        ("28 Dec 2008", (2008, 12, 28)),
        ("December 28, 2008", (2008, 12, 28)),
        ("2/30/2008", None),
        ("spring 2008", None),
    ],
)
def test_dates(date: str, day: tuple[int, int, int] | None) -> None:
    cable = parse_cable(doubled(cells(date=date, header="")))
    assert cable.header.date == (datetime.date(*day) if day else None)
    assert ("metadata-unreadable" in codes(cable)) is (day is None)


def test_the_dtg_shows_which_number_of_a_date_is_the_day() -> None:
    cable = parse_cable(doubled(cells(date="11/3/2008 22:22")))
    assert cable.header.date == datetime.date(2008, 3, 11)
    assert codes(cable) == []


@pytest.mark.parametrize("line_end", ["\\n", "\\r\\n"])
def test_line_ends_may_be_written_as_escapes(line_end: str) -> None:
    row = doubled(cells()).rstrip("\n").replace("\n", line_end) + "\n"
    cable = parse_cable(row)
    assert (cable.id, cable.header.subject, cable.signature) == ("08LIMA12", "TALKS", "DOE")
    assert [para.number for para in cable.paras] == [1, 2]
    assert [para.span.line for para in cable.paras] == [11, 14]
    assert [part.first_line for part in telegrams(row * 3)] == [1, 16, 31]


def test_values_that_are_not_there() -> None:
    for nothing in ("\\N", "NULL", ""):
        cable = parse_cable(doubled(cells(references=nothing, origin=nothing)))
        assert [item.target for item in cable.header.references] == ["08QUITO3"]
        assert codes(cable) == ["reference-year-inferred"]


@pytest.mark.parametrize(
    "text",
    ["08QUITO3|07QUITO4", "08QUITO3, 07QUITO4", "['08QUITO3', '07QUITO4']", "08QUITO3 07QUITO4"],
)
def test_lists_of_references(text: str) -> None:
    cable = parse_cable(doubled(cells(references=text)))
    assert [item.target for item in cable.header.references] == ["08QUITO3", "07QUITO4"]


def test_a_line_that_names_the_mark_between_cells_is_no_row() -> None:
    text = "sep=;\n" + semicolons(cells(12), cells(13))
    assert [parse_cable(part.text).id for part in telegrams(text)] == ["08LIMA12", "08LIMA13"]
    assert "".join(part.text[part.repeated :] for part in split_container(text)) == text


def test_a_number_of_the_archive_is_kept_beside() -> None:
    row = ["1978LIMA00012", "CONFIDENTIAL", BODY.replace("{number}", "12")]
    titles = ["Document Number", "Classification", "Text"]
    cable = parse_cable(doubled(titles, row), name="78LIMA12")
    assert [item.text for item in cable.archive_numbers] == ["1978LIMA00012"]
    assert cable.id == "78LIMA12"


# --- Files of many rows ---------------------------------------------------------


@pytest.mark.parametrize("write", DIALECTS)
@pytest.mark.parametrize("titles", [[], [TITLES]])
def test_each_row_is_read_alone(write: Writer, titles: list[list[str]]) -> None:
    text = write(*titles, *(cells(number) for number in range(12, 40)))
    parts = list(split_container(text))
    assert "".join(part.text[part.repeated :] for part in parts) == text
    rows = [part for part in parts if part.left_out is None]
    assert len(rows) == 28
    reasons = [part.left_out for part in parts if part.left_out is not None]
    assert reasons == ["it holds the titles of the columns"] * len(titles)
    lines = text.replace("\r", "").split("\n")
    for number, part in enumerate(rows, 12):
        assert csv_rows.detects(part.text)
        assert parse_cable(part.text).id == f"08LIMA{number}"
        assert f"08LIMA{number}" in lines[part.first_line - 1]
        assert part.label == f"row {number - 11 + len(titles)}"


def test_rows_without_telegram_have_a_reason() -> None:
    hello = cells(14, header="", body="Hello")
    hello[2] = "x"
    text = doubled(cells(12), ["a", "b"], ["c", "d"], [""] * 8, cells(13), hello)
    reasons = [(part.label, part.left_out) for part in split_container(text)]
    assert reasons == [
        ("row 1", None),
        ("rows 2 to 3", "cells: 2, expected 8"),
        ("row 4", "it is empty"),
        ("row 5", None),
        (
            "row 6",
            "no cell has a telegram's number, and no line is like 'UNCLAS MEXICO 000721'",
        ),
    ]


def test_an_open_quotation_mark_ends_the_table() -> None:
    text = doubled(cells(12), cells(13)) + '"14","3/11/2008","08LIMA14","x'
    last = list(split_container(text))[-1]
    assert last.left_out == "the closing quotation mark of its last cell is missing"


def test_rows_of_which_only_the_text_is_quoted_are_parted() -> None:
    rows = [cells(number) for number in range(12, 52)]
    bodies = "number,date,body\n" + "".join(
        f'{row[2]},2008-03-11,"{row[-1]}"\n'.replace('said "', 'said ""').replace(
            '", and', '"", and'
        )
        for row in rows
    )
    assert len(telegrams(bodies)) == 40


def test_a_row_without_closing_mark_does_not_hide_the_next() -> None:
    text = doubled(*map(cells, (12, 13, 14, 15))).replace('DOE"\n"14"', 'DOE\n"14"')
    parts = list(split_container(text))
    assert [(part.label, part.left_out) for part in parts] == [
        ("row 1", None),
        ("row 2", "cells: 15, expected 8"),
        ("row 3", None),
        ("row 4", None),
    ]
    assert "".join(part.text for part in parts) == text
    assert parse_cable(parts[2].text).id == "08LIMA14"
    text = doubled(*map(cells, (12, 13, 14, 15))).replace("met again.", 'met again.\n"', 1)
    assert [part.left_out for part in split_container(text)][1:] == [None] * 3


@pytest.mark.parametrize("number", ["08 LIMA 12", "08lima12", "08LIMA000012", " 08 Lima 0012 "])
def test_spellings_of_numbers(number: str) -> None:
    row = cells()
    row[2] = number
    cable = parse_cable(doubled(row))
    assert cable.id == "08LIMA12"
    assert codes(cable) == []


def test_empty_cells_may_follow_the_last() -> None:
    text = doubled([*cells(12), "", ""], [*cells(13), "", ""])
    assert [parse_cable(part.text).id for part in telegrams(text)] == ["08LIMA12", "08LIMA13"]


def test_single_quotation_marks_within_cells_close_none() -> None:
    rows = [",".join(f'"{cell}"' for cell in cells(number)) for number in (12, 13)]
    for part in telegrams("\n".join(rows)):
        assert parse_cable(part.text).paras[0].text == 'The council said "no", and then "yes".'
    assert len(telegrams("\n".join(rows))) == 2


def test_backslashes_of_the_text_stay() -> None:
    body = BODY.replace("{number}", "12").replace("again", "at C:\\new\\")
    for write in (doubled, escaped):
        for part in telegrams(write(cells(13), cells(12, body=body)))[1:]:
            assert parse_cable(part.text).paras[1].text == "It met at C:\\new\\."


# --- Refusals -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (doubled(cells(12), cells(13)), "file-holds-many"),
        (doubled(TITLES, cells(12), cells(13)), "file-holds-many"),
        ("item,place,count\n" + "1. chairs,Lima,10\n" * 500, "form-unknown"),
        (doubled(["x", *cells(12), "y"], ["x", *cells(13), "y"]), "form-unknown"),
        ("id,subject,body\n" + "5,Lunch,1. We meet at noon.\n" * 500, "form-unknown"),
        ("<html><body>" + "<p>1. The council met.</p>\n" * 500, "form-unknown"),
        ("<p>1. The council met.</p>\n" * 500, "form-unknown"),
        ("<html><pre>" + "1. The council met.\n" * 500 + "</pre>", "form-unknown"),
    ],
)
def test_other_forms_are_refused_with_one_message(text: str, code: str) -> None:
    cable = parse_cable(text, name="08LIMA12")
    assert codes(cable) == [code]
    assert all(line.fates for line in cable.lines)
    assert not cable.paras


@pytest.mark.parametrize(
    "text",
    [
        "Lima, Quito, Bogota\nSIPDIS, A, B\nTAGS: PREL, PE, EC\n1. One, two, three.",
        "Lima, Quito, Bogota\n\n1. One.",
        "<begin text>\n1. One.",
    ],
)
def test_sentences_with_commas_are_no_tables(text: str) -> None:
    assert parse_cable(text).rendering == "plain text"
