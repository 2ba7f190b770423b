"""From files of any form to the telegrams in them."""

from __future__ import annotations

import email.message
import io
import mailbox
import math
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pikepdf
import pytest

import generator
from generator.execution.bounded_process import LimitExceededError, run_bounded
from generator.importing import file_reading, large_tables, pdf_telegrams, zip_archives
from generator.importing.file_reading import FileContext, read_file
from generator.importing.imported_parts import ImportedPart, Outcome
from generator.importing.mail_messages import MISSING_EXTRA
from generator.importing.pdf_layout import read_pdf
from generator.importing.telegram_texts import NO_TELEGRAM_CODES
from generator.parse.identity import CableIdentity, identify_cable
from tests.cases import FIXTURES, read_cases
from tests.pdfs import pdf

TELEGRAM = """R 112219Z MAR 08
FM AMEMBASSY LIMA
TO SECSTATE WASHDC 0001
UNCLAS LIMA {number:06d}

E.O. 12958: N/A
TAGS: PREL, PE
SUBJECT: A TEST OF NUMBER {number}

1. (U) The first paragraph of number {number}.

2. (U) The second paragraph.
DOE
"""


def text(number: int = 12) -> bytes:
    return TELEGRAM.format(number=number).encode()


def no_recogniser(data: bytes) -> str:
    return "no recogniser"


def parts(
    data: bytes, name: str = "file", context: FileContext | None = None
) -> list[ImportedPart]:
    return list(read_file(io.BytesIO(data), name, context or FileContext(no_recogniser)))


def names(data: bytes, name: str = "file") -> list[str]:
    return [p.telegram.name for p in parts(data, name) if p.telegram is not None]


def refusals(data: bytes, name: str = "file") -> list[str]:
    return [p.reason for p in parts(data, name) if p.outcome is Outcome.REFUSED]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


# --- Text -----------------------------------------------------------------------------------------


def test_a_text_is_written_as_it_is_under_its_number() -> None:
    windows = text().replace(b"\n", b"\r\n") + "é".encode("cp1252")
    (part,) = parts(windows, "release.txt")
    assert part.telegram is not None
    assert (part.telegram.name, part.telegram.suffix) == ("08LIMA12", ".txt")
    assert part.telegram.data == windows
    assert (part.start, part.end) == (0, len(part.telegram.text))
    assert "Windows-1252" in part.notes[0]


def test_the_number_may_be_that_of_the_file_name() -> None:
    data = b"TAGS: PREL\nSUBJECT: A TEST\n\n1. (U) Text.\n"
    assert names(data, "08LIMA12.txt") == ["08LIMA12"]
    assert names(data, "08LIMA12.3fa41bc0.txt") == ["08LIMA12"]


def test_a_telegram_without_a_number_is_named_by_source_and_hash() -> None:
    data = b"UNCLASSIFIED\nTAGS: PREL\nSUBJECT: A TEST\n\n1. (U) Text.\n"
    (name,) = names(data, "Release No. 4 (B6).txt")
    assert name.startswith("Release-No-4-B6-")
    assert names(data, "Release No. 4 (B6).txt") == [name]
    assert names(data + b"2. (U) More.\n", "Release No. 4 (B6).txt") != [name]
    assert generator.parse_cable("x", name=name).id is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"bread and butter\n", "no number, date, post, classification or subject"),
        (b"<!DOCTYPE html><html><body>News</body></html>", "a web page without a telegram"),
        (b"\n<html>\n<p>" + b"<p>News</p>\n" * 500, "a web page without a telegram"),
        (
            b"From: Doe, Jane\nSent: Monday, May 7, 2012 8:15 AM\nTo: Roe, Tim\nSubject: Fish\n\n"
            b"1. Read 12 LIMA 345.\n2. Call him.\n",
            "a printed e-mail without a telegram",
        ),
        (b'<?xml version="1.0"?><list><item c="d"/></list>', "no number, date, post"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"II*\0" + bytes(100), "picture"),
        (b"\x1f\x8b\x08" + bytes(100), "unpack it"),
        (b"Rar!\x1a\x07" + bytes(100), "unpack it"),
        (bytes(257) + b"ustar" + bytes(200), "unpack it"),
        (b"{\\rtf1 UNCLAS LIMA 000012}", "save it as plain text"),
        (bytes(range(1, 32)) * 99, "binary"),
        ("UNCLAS LIMA 000012".encode("utf-16"), "UTF-8"),
        (b"UNCLAS LIMA 000012\n" + b"x" * 5_000_000, "limit"),
        (b"UNCLAS LIMA 000012\n" + b"x\n" * 60_000, "limit"),
    ],
)
def test_what_is_no_telegram_is_refused_with_one_sentence(data: bytes, message: str) -> None:
    (part,) = parts(data, "file.txt")
    assert part.outcome is Outcome.REFUSED
    assert message in part.reason


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "MAX_FILE_BYTES", 100)
    monkeypatch.setattr(file_reading, "MAX_TEXT_BYTES", 50)
    assert "more than 50 bytes" in refusals(text())[0]
    assert "more than 100 bytes" in refusals(pdf(["text"]))[0]


@pytest.mark.parametrize("file", sorted((FIXTURES / "parse").glob("*.txt")), ids=lambda f: f.stem)
def test_the_number_is_that_of_the_parsed_cable(file: Path) -> None:
    for case in read_cases(file):
        for name in (None, "08LIMA12", "1974LIMA00012"):
            identity = identify_cable(case.source, name=name)
            cable = generator.parse_cable(case.source, name=name)
            if identity is not None:
                assert identity == CableIdentity(cable.id, cable.rendering)  # type: ignore[arg-type]
                assert not {d.code for d in cable.diagnostics} & NO_TELEGRAM_CODES


def test_a_number_of_the_archives_stays_where_only_the_name_has_it() -> None:
    bare = record(12).partition("Message Attributes")[0].partition("Message Text")[2].strip()
    assert names(bare.encode(), "1974LIMA00012.txt") == ["1974LIMA00012"]
    assert names(bare.encode(), "1974LIMA00013.txt") == ["74LIMA12"]
    assert names(record(12).encode(), "1974LIMA00012.txt") == ["74LIMA12"]


# --- Large tables ---------------------------------------------------------------------------------


def table(*rows: str, titles: str = "number,date,classification,body\n") -> bytes:
    return (titles + "".join(rows)).encode()


def table_row(number: int) -> str:
    body = TELEGRAM.format(number=number).replace("\nDOE", "\nA “quotation”.\n\nDOE")
    return f'08LIMA{number},2008-03-11,UNCLASSIFIED,"{body}"\n'


def untitled_row(number: int) -> str:
    header, mark, body = TELEGRAM.format(number=number).partition("UNCLAS")
    cells = (
        number,
        "03/11/2008 22:22",
        f"08LIMA{number}",
        "",
        "UNCLASSIFIED",
        "",
        header,
        mark + body,
    )
    return ",".join(f'"{cell}"' for cell in cells) + "\n"


@pytest.mark.parametrize("block", [700, 999, 2000, 5000])
@pytest.mark.parametrize(
    "data",
    [
        table(*map(table_row, range(12, 40))),
        table(*map(table_row, range(12, 20)), ",,,\n" * 40, *map(table_row, range(20, 30))),
        table(*map(untitled_row, range(12, 40)), titles=""),
    ],
    ids=["titled", "with empty rows", "untitled"],
)
def test_a_table_read_in_blocks_gives_the_same_parts(
    data: bytes, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = parts(data, "dump.csv")
    assert len(whole) >= 28 - 10
    monkeypatch.setattr(large_tables, "BLOCK", block)
    monkeypatch.setattr(large_tables, "LONGEST_LINE", 10_000)
    got = parts(data, "dump.csv")
    telegrams = [p for p in got if p.telegram is not None]
    assert telegrams == [p for p in whole if p.telegram is not None]
    assert covers(got)
    assert got[-1].end == whole[-1].end


def test_a_large_text_that_is_no_table_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_tables, "BLOCK", 100)
    assert names(text()) == ["08LIMA12"]
    assert len(refusals(b'"' + b"x" * 5000)) == 1
    assert len(refusals(b"<html>" + b"<p>text</p>\n" * 5000)) == 1


# --- Zip archives ---------------------------------------------------------------------------------


def test_an_archive_gives_its_members_and_those_of_one_within_it() -> None:
    inner = zipped({"x/13.txt": text(13)})
    got = parts(zipped({"12.txt": text(12), "more/inner.zip": inner, ".DS_Store": b"x"}))
    assert [(p.member, p.outcome.value) for p in got] == [
        ("12.txt", "telegram"),
        ("more/inner.zip/x/13.txt", "telegram"),
        (".DS_Store", "left out"),
    ]


def test_archives_are_not_read_to_any_depth() -> None:
    data = text()
    for _ in range(6):
        data = zipped({"inner.zip": data}) if data[:2] == b"PK" else zipped({"12.txt": data})
    (reason,) = refusals(data)
    assert "an archive within an archive" in reason


@pytest.mark.parametrize(
    "name",
    ["../../12.txt", "/etc/12.txt", "a/../../12.txt", "C:\\12.txt", "..\\12.txt", "\\12.txt"],
)
def test_a_member_that_leads_out_is_refused(name: str) -> None:
    assert "leads out of the archive" in refusals(zipped({name: text()}))[0]


def test_a_link_in_an_archive_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("12.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert refusals(out.getvalue()) == ["it is a symbolic link: pack the file itself"]


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"a.txt": bytes(50_000_000), "12.txt": text()})
    assert names(bomb) == ["08LIMA12"]
    assert "more than 200 times its size" in refusals(bomb)[0]
    monkeypatch.setattr(zip_archives, "MAX_RATIO", 10**6)
    context = FileContext(no_recogniser, budget=zip_archives.UnpackingBudget(1_000))
    many = zipped({f"{n}.txt": text(n) for n in range(1, 9)})
    got = parts(many, context=context)
    assert [p.outcome.value for p in got] == ["telegram"] * 4 + ["refused"] * 4
    assert "unpacks to more than" in got[-1].reason


def test_a_size_that_is_wrongly_declared_is_no_way_round_the_limits() -> None:
    data = bytearray(zipped({"a.txt": bytes(9_000_000)}))
    for at in (data.find(b"PK\x01\x02") + 24, 22):
        data[at : at + 4] = (500_000).to_bytes(4, "little")
    got = parts(bytes(data))
    assert [p.outcome for p in got] == [Outcome.REFUSED]


def test_damaged_encrypted_and_empty_archives_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = zipped({"12.txt": text(), "13.txt": text(13)})
    assert "damaged" in refusals(sound[: len(sound) // 2])[0]
    broken = bytearray(sound)
    broken[45:60] = bytes(15)
    assert "damaged in the archive" in refusals(bytes(broken))[0]
    assert "empty" in refusals(zipped({}))[0]
    locked = bytearray(sound)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.find(mark) + offset] |= 1
    assert "encrypted" in refusals(bytes(locked))[0]
    assert names(bytes(locked)) == ["08LIMA13"]
    monkeypatch.setattr(zip_archives, "MAX_MEMBERS", 1)
    assert "2 files; expected at most 1" in refusals(sound)[0]


def test_members_of_one_name_are_told_apart() -> None:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for number in (12, 13):
            archive.writestr("a.txt", text(number))
    assert [p.member for p in parts(out.getvalue())] == ["a.txt", "a.txt (2)"]


def test_office_documents_are_refused_as_such() -> None:
    docx = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"})
    assert refusals(docx) == [
        "it is a document of an office program: open it, save it as PDF or plain text, and import "
        "that"
    ]
    assert "office program" in refusals(zipped({"mimetype": b"application/vnd.oasis"}))[0]


# --- E-mails --------------------------------------------------------------------------------------


def mail(body: bytes, attachments: dict[str, bytes] | None = None) -> bytes:
    message = email.message.EmailMessage()
    message["Message-ID"], message["Subject"] = "<1@example.org>", "Fw: telegram"
    message.set_content(body.decode(), cte="base64")
    for name, data in (attachments or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_an_e_mail_gives_its_text_decoded() -> None:
    got = parts(mail(text()), "a.eml")
    assert [(p.place, p.outcome.value) for p in got] == [
        ("header", "left out"),
        ("whole file", "telegram"),
    ]
    assert got[1].telegram is not None
    assert got[1].telegram.data == text()
    assert got[1].telegram.suffix == ".txt"


def test_attachments_are_read_as_files_of_their_own() -> None:
    data = mail(b"See attached.\n", {"12.txt": text(12), "more.zip": zipped({"13.txt": text(13)})})
    assert names(data) == ["08LIMA12", "08LIMA13"]
    assert refusals(data) == []
    assert refusals(mail(b"See attached.\n", {"a.png": b"\x89PNG"})) != []


def test_an_attached_e_mail_is_read_but_not_to_any_depth() -> None:
    data = mail(text())
    for _ in range(2):
        data = mail(b"Look.\n", {"inner.eml": data})
    assert names(data) == ["08LIMA12"]
    assert "within others" in refusals(mail(b"Look.\n", {"inner.eml": data}))[-1]


def test_a_mailbox_gives_the_telegram_of_each_message(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for number in (12, 13):
        box.add(mail(text(number) + b"\nFrom the embassy.\n"))
    box.add(mail(b"Have you seen these?\n"))
    box.flush()
    data = (tmp_path / "box.mbox").read_bytes()
    got = [p for p in parts(data, "box.mbox") if p.telegram]
    assert [p.member for p in got] == ["message 1", "message 2"]
    assert names(data) == ["08LIMA12", "08LIMA13"]
    assert refusals(data) == []


def test_printed_e_mails_above_a_telegram_are_no_e_mail() -> None:
    data = b"From: Doe, Jane\nSent: Monday\nTo: Roe, Richard\nSubject: telegram\n\n" + text()
    (part,) = parts(data)
    assert part.telegram is not None
    assert part.telegram.data == data


def test_a_web_page_saved_with_its_pictures_is_read() -> None:
    page = b"<!DOCTYPE html><html><body><pre>" + text() + b"</pre></body></html>"
    data = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        b"--b\nContent-Type: text/html\nContent-Location: https://example.org/12\n\n" + page
        + b"\n--b\nContent-Type: image/png\nContent-Location: https://example.org/a.png\n\nPNG"
        b"\n--b--\n"
    )  # fmt: skip
    got = parts(data, "saved.mht")
    assert [(p.member, p.outcome.value) for p in got] == [
        ("", "left out"),
        ("https://example.org/a.png", "left out"),
        ("", "telegram"),
    ]
    assert got[2].telegram is not None
    assert (got[2].telegram.name, got[2].telegram.suffix) == ("08LIMA12", ".html")


def test_hostile_e_mails_are_refused() -> None:
    html = b"Message-ID: <1@example.org>\nContent-Type: text/html\n\n<p>Text"
    assert "plain text" in refusals(html)[0]
    nested = b"Message-ID: <1@a>\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000)
    )
    assert len(refusals(nested)) == 1
    unknown = b"Message-ID: <1@a>\nContent-Type: text/plain; charset=nonsense\n\n" + text()
    assert names(unknown) == ["08LIMA12"]


def test_outlook_messages_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old_word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "damaged" in refusals(old_word)[0]
    monkeypatch.setattr("generator.importing.mail_messages.oxmsg", None)
    assert refusals(old_word) == [MISSING_EXTRA]


def test_an_outlook_message_gives_its_text_and_attachments(monkeypatch: pytest.MonkeyPatch) -> None:
    attachment = SimpleNamespace(file_name="13.txt", file_bytes=text(13))
    unnamed = SimpleNamespace(file_name=None, file_bytes=None)
    message = SimpleNamespace(
        html_body="", body=text().decode().replace("\n", "\r\n"),
        attachments=(attachment, unnamed),
    )  # fmt: skip
    load = SimpleNamespace(Message=SimpleNamespace(load=lambda data: message))
    monkeypatch.setattr("generator.importing.mail_messages.oxmsg", load)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert names(data, "a.msg") == ["08LIMA12", "08LIMA13"]
    assert [p.member for p in parts(data)] == ["", "", "13.txt", "attachment 2"]
    message.body, message.html_body, message.attachments = None, "<p>Text</p>", ()
    assert "plain text" in refusals(data)[0]


# --- PDFs -----------------------------------------------------------------------------------------


def test_a_pdf_gives_its_lines_blank_lines_and_columns() -> None:
    page = (
        "MRN:                11 LIMA 504\nSubject:            A test\n\n"
        "1. (U) A sentence that goes on be-\nyond the line.\n\n\n"
        "    indented                       B6\nDOE\n"
    )
    (part,) = parts(pdf([page]), "a.pdf")
    assert part.telegram is not None
    assert part.telegram.text == page
    assert part.telegram.suffix == ".txt"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: turned(content, 0.8),
        lambda content: turned(content, -0.7),
        lambda content: b"q 0 1 -1 0 612 0 cm " + content + b" Q",
        lambda content: content + b"q 1 0 0 1 0.4 0.2 cm " + content + b" Q",
        lambda content: content.replace(b"BT", b"BT 3 Tr"),
    ],
    ids=["askew", "askew the other way", "on its side", "printed twice", "invisible"],
)
def test_scans_and_bold_print_give_the_same_lines(change: Callable[[bytes], bytes]) -> None:
    page = TELEGRAM.format(number=12) + "\n    indented                       B6\n"
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf([page]))) as document:
        content = document.pages[0].Contents
        content.write(change(content.read_bytes()))
        document.save(out)
    assert read_pdf(out.getvalue()).pages == (page,)


def turned(content: bytes, degrees: float) -> bytes:
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    return f"q {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} 0 0 cm ".encode() + content + b" Q"


def test_no_half_of_a_character_is_in_a_text() -> None:
    """An attribute of the PDF maps the letters of its font to characters beyond the first plane."""
    mapped = (
        b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange<00><ff>"
        b"endcodespacerange 1 beginbfchar<55><D835DC00>endbfchar endcmap end"
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(["U"]))) as document:
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(mapped)
        document.save(out)
    data = out.getvalue()
    (page,) = read_pdf(data).pages
    assert page == "\U0001d400\n"


def test_pages_are_parted_by_form_feeds() -> None:
    head, tail = TELEGRAM.format(number=12).split("2. (U)")
    (part,) = parts(pdf([head, "2. (U)" + tail]), "a.pdf")
    assert part.telegram is not None
    assert part.telegram.name == "08LIMA12"
    assert part.telegram.text.split("\f")[1].startswith("2. (U)")


RECORD = """                Message Text

UNCLASSIFIED

PAGE 01  LIMA {number:05d}  241930Z

ACTION EB-11

INFO  OCT-01  ARA-16  /026 W
                       ---------------------     050383
R 241535Z APR 74
FM AMEMBASSY LIMA
TO SECSTATE WASHDC 2908

UNCLAS LIMA {number:04d}

E.O. 11652: N/A
TAGS: EIND
SUBJECT: A TEST OF NUMBER {number}

1. THE FIRST PARAGRAPH.
DOE

                Message Attributes

Automatic Decaptioning: X
Document Number: {document}
Draft Date: 24 APR 1974
From: LIMA
TAGS: EIND
"""
MARK = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n"


def record(number: int, document: str = "") -> str:
    return RECORD.format(number=number, document=document or f"1974LIMA{number:05d}")


def test_a_pdf_of_several_records_is_split_where_they_surely_begin() -> None:
    first, second = record(12), MARK + record(13)
    pages = [first[:300], first[300:] + MARK, second]
    got = parts(pdf(pages), "08LIMA99.pdf")
    assert [(p.place, p.telegram.name if p.telegram else "") for p in got] == [
        ("record 1, pages 1 to 2", "74LIMA12"),
        ("record 2, page 3", "74LIMA13"),
    ]
    assert covers(got)
    assert got[1].telegram is not None
    assert got[1].telegram.text.lstrip("\f") == second
    for unsure in ([record(12), record(13, "1974LIMA00012")], [record(12), "Message Text\n\n1."]):
        assert [p.place for p in parts(pdf(unsure))] == ["whole file"]


def test_records_in_a_text_are_parted_too() -> None:
    data = (MARK + record(12) + MARK + record(13) + MARK + record(14)).encode()
    assert names(data, "box.txt") == ["74LIMA12", "74LIMA13", "74LIMA14"]
    (_, second, _) = parts(data)
    assert second.telegram is not None
    assert second.telegram.text == MARK + record(13)


def test_a_pdf_without_text_is_recognised_or_refused() -> None:
    blank, sound = pdf([""]), pdf([TELEGRAM.format(number=12)])
    assert refusals(blank) == ["no recogniser"]
    (part,) = parts(blank, context=FileContext(lambda data: sound))
    assert part.telegram is not None
    assert part.telegram.name == "08LIMA12"


def test_a_page_without_text_is_listed() -> None:
    got = parts(pdf([TELEGRAM.format(number=12), ""]))
    assert [(p.place, p.outcome.value) for p in got] == [
        ("whole file", "telegram"),
        ("page 2", "left out"),
    ]


def test_encrypted_broken_and_cut_pdfs_are_refused() -> None:
    sound = pdf([TELEGRAM.format(number=12)])
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "encrypted" in refusals(out.getvalue())[0]
    assert "damaged" in refusals(b"%PDF-1.7\n" + b"x" * 500)[0]
    assert "damaged" in refusals(b"%PDF-1.7\n")[0]
    for cut in range(20, len(sound), len(sound) // 7):
        assert len(parts(sound[:cut])) == 1


def test_a_pdf_whose_pages_loop_is_refused() -> None:
    loop = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    assert len(refusals(loop)) == 1


def test_a_pdf_that_takes_too_long_or_crashes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_telegrams, "MAX_SECONDS", 0.2)
    monkeypatch.setattr(pdf_telegrams, "read_pdf", endless)
    assert "takes longer than 0.2 seconds" in refusals(b"%PDF-1.7")[0]
    monkeypatch.setattr(pdf_telegrams, "MAX_SECONDS", 20)
    monkeypatch.setattr(pdf_telegrams, "read_pdf", gluttonous)
    assert "memory" in refusals(b"%PDF-1.7")[0]


def endless(data: bytes) -> None:
    while True:
        pass


def gluttonous(data: bytes) -> None:
    bytes(8_000_000_000)


def test_what_a_bounded_process_raises_is_no_result() -> None:
    assert run_bounded(len, b"abc", 20) == 3
    with pytest.raises(LimitExceededError):
        run_bounded(bytes.decode, b"\xff", 20)


# --- Accounting -----------------------------------------------------------------------------------


def covers(got: list[ImportedPart]) -> bool:
    """Whether the parts of each text follow one another."""
    ends: dict[str, int] = {}
    for part in got:
        if part.start != ends.get(part.member, 0) and part.end > part.start:
            return False
        ends[part.member] = part.end
    return True


@pytest.mark.parametrize(
    "data",
    [
        text(),
        zipped({"12.txt": text(), "a.eml": mail(text())}),
        pdf([TELEGRAM.format(number=12), "", "text\n"]),
    ],
)
def test_every_character_is_in_a_part(data: bytes) -> None:
    assert covers(parts(data))


def test_damaged_files_raise_nothing_and_lose_nothing() -> None:
    sound = [
        text(),
        zipped({"12.txt": text(), "i.zip": zipped({"13.txt": text(13)})}),
        mail(text(), {"13.txt": text(13)}),
        table(*map(table_row, range(12, 16))),
        (record(12) + record(13)).encode(),
        b"<html><body><pre>" + text() + b"</pre></body></html>",
    ]
    random = Random(1)
    for _ in range(600):
        data = bytearray(random.choice(sound))
        for _ in range(random.choice([1, 3, 20])):
            at = random.randrange(len(data) + 1)
            piece = random.choice([b'"', b"\n", b"\0", b"--b", b"<", b"PK\1\2", bytes(data[:200])])
            data[at : at + random.choice([0, 0, 1, 100])] = piece
        got = parts(bytes(data), "x.txt")
        assert got
        assert covers(got)


def test_telegrams_in_gives_names_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"12.txt": text(12), "b.png": b"\x89PNG", "13.txt": text(13)}))
    assert generator.telegrams_in(path) == [
        ("08LIMA12", text(12).decode()),
        ("08LIMA13", text(13).decode()),
    ]
