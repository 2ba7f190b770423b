"""Reading lists in addresses and files."""

from __future__ import annotations

import pytest

from generator.errors import ReftelError
from generator.pdf.packet_list import MAX_PARAS, ReadingList, read_address, read_lines


def pieces(found: ReadingList) -> list[tuple[str, str]]:
    return [(piece.mrn, " ".join(piece.anchors)) for piece in found.pieces]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("1;08LIMA12", [("08LIMA12", "")]),
        ("1;08lima12:3-5,9", [("08LIMA12", "p-3 p-4 p-5 p-9")]),
        ("1;08LIMA12:45_2,L12,27_a", [("08LIMA12", "p-45-2 l-12 p-27-a")]),
        ("1;08LIMA12;06ROME7:1;~0:2;~1", [
            ("08LIMA12", ""), ("06ROME7", "p-1"), ("08LIMA12", "p-2"), ("06ROME7", "")
        ]),
        ("1;08LIMA12:3,3,3", [("08LIMA12", "p-3")]),
        ("1", []),
    ],
)  # fmt: skip
def test_an_address_holds_pieces(fragment: str, expected: list[tuple[str, str]]) -> None:
    found = read_address(f"https://cables.example.org/packet/#{fragment}")
    assert pieces(found) == expected
    assert found.faults == ()


@pytest.mark.parametrize(
    "part",
    ["zz", "<b>x</b>", "~5:1", "08LIMA12:", "08LIMA12:../x", "08LIMA12:1-99999999", "08LIMA12:1:2",
     "../../etc:1", "08LIMA", "0８LIMA12", "08LIMA12345678901", "08LIMA12:5-3"],
)  # fmt: skip
def test_other_parts_are_named_as_faults(part: str) -> None:
    found = read_address(f"#1;06ROME7;{part}")
    assert pieces(found) == [("06ROME7", "")]
    assert found.faults == (f"{part!r}: expected the number of a cable, and paras.",)


def test_another_form_of_address_is_a_fault() -> None:
    assert read_address("#2;08LIMA12").faults == ("'2': expected an address of a packet.",)


def test_title_and_notes_belong_to_their_pieces() -> None:
    found = read_address("#1;08LIMA12;~0:3&t=For%20Monday&n1=Begin%0Ahere%00&n9=x&n=y&nx=z&n0=%E0")
    assert found.title == "For Monday"
    assert [piece.note for piece in found.pieces] == ["\ufffd", "Begin\nhere "]


def test_a_list_has_limits() -> None:
    found = read_address(f"#1;08LIMA12:1-{MAX_PARAS - 1};~0:2000,2001;~0:2002")
    assert len(found.pieces) == 1
    assert found.faults[0].startswith("08LIMA12 ¶2000–2001: a list has at most 500 pieces")


def test_a_file_has_a_number_or_a_para_a_line() -> None:
    text = "08LIMA12\n\n 06ROME7#3 \n06ROME7/full/#p-45-2\n06ROME7#l-12\n06ROME7#27-a\n"
    assert pieces(read_lines(text, "list.txt")) == [
        ("08LIMA12", ""),
        ("06ROME7", "p-3"),
        ("06ROME7", "p-45-2"),
        ("06ROME7", "l-12"),
        ("06ROME7", "p-27-a"),
    ]


@pytest.mark.parametrize("line", ["Lima 12", "08LIMA12 3", "08LIMA12#<b>", "https://example.org/"])
def test_another_line_is_a_fault_with_its_place(line: str) -> None:
    with pytest.raises(ReftelError) as fault:
        read_lines(f"08LIMA12\n{line}\n", "list.txt")
    assert str(fault.value).startswith(f"list.txt, line 2: {line!r}: expected the number of a")


def test_pieces_have_names_in_words() -> None:
    found = read_address("#1;08LIMA12:3-5,9,10,12;~0:27_a,45_2;~0:L12;~0")
    names = [piece.name for piece in found.pieces]
    assert names == [
        "08LIMA12 ¶3–5, 9–10, 12",
        "08LIMA12 ¶27.A, 45-2",
        "08LIMA12 line 12",
        "08LIMA12",
    ]
