"""Withheld words are found in every form in which a file may hold them."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote

import cbor2
import pytest
import weasyprint  # type: ignore[import-untyped]  # it has no annotations

from generator.editions.words import phrase
from generator.errors import ReftelError
from generator.execution.executors import SerialExecutor
from generator.leak_check import archives
from generator.leak_check.inspection import inspect
from generator.leak_check.text_leaks import LeakCheck
from generator.model import Secret
from generator.release.pagefind_files import SIGNATURE

NAME = Secret(words=phrase("Íñigo O'Sample-Peña"), rule="names")
NUMBER = Secret(words=phrase("(52) (55) 5550-0142"), rule="contact-details")
CHECK = LeakCheck([NAME, NUMBER])

FORMS = {
    "as it stands": "met Íñigo O'Sample-Peña today",
    "in capitals": "ÍÑIGO O'SAMPLE-PEÑA",
    "without accents": "Inigo O'Sample-Pena",
    "with accents apart": "I\u0301n\u0303igo O'Sample-Pen\u0303a",
    "broken over lines": "Íñigo\n   O'Sample-\r\nPeña",
    "as an address": "cables/inigo-o-sample-pena/index.html",
    "as one word": "inigoosamplepena",
    "parted within a word": "Íñigo O'Sam-\nple-Peña",
    "without the signs between": "Inigo OSamplePena",
    "with low lines": "inigo_o_sample_pena",
    "HTML": "&Iacute;&ntilde;igo O&#39;Sample&#x2d;Pe&ntilde;a",
    "with markup between": "<b>Íñigo</b> <i class='x'>O'Sample-Peña</i>",
    "with markup within": "Íñ<wbr>igo O'Sam<span>ple</span>-Peña",
    "with a soft hyphen": "Íñi\u00adgo O'Sample-Peña",
    "with a blank of no width": "Íñi\u200bgo O'Sample-Peña",
    "in an attribute": '<a title="Íñigo O&#39;Sample-Peña" href="x">y</a>',
    "percent signs": f"?q={quote(NAME_TEXT := 'Íñigo O' + chr(39) + 'Sample-Peña')}",
    "JSON": json.dumps(NAME_TEXT),
    "JSON over lines": json.dumps("Íñigo\nO'Sample-Peña", ensure_ascii=False),
    "a style sheet": r'"\cd \f1 igo O\27 Sample-Pe\f1 a"',
    "Markdown": r"Íñigo O\'Sample\-Peña",
    "a comment of a page": "<!-- Íñigo O'Sample-Peña -->",
    "between curly marks": "“Íñigo O’Sample–Peña”",
    "a number": "(52) (55) 5550-0142",
    "a number in another form": "+52.55.5550.0142",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_a_withheld_passage_is_found(text: str) -> None:
    assert CHECK.leaks(f"before {text} behind")


@pytest.mark.parametrize(
    "text",
    [
        "Íñigo Peña",
        "O'Sample-Peña Íñigo",
        "Íñigos O'Sample-Peñas",
        "52 55 5550 01421",
        "[withheld]",
    ],
)
def test_other_words_are_no_leak(text: str) -> None:
    assert CHECK.leaks(text) == []


def check_leaks(site: Path, secrets: list[Secret]) -> None:
    """Look through a site, as it is done at the end of a build."""
    inspect(site, secrets, SerialExecutor(), {})


def plant(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


TEXT = NAME_TEXT.encode()
FILES = {
    "a page": ("cables/08LIMA12/index.html", b"<p>" + TEXT + b"</p>"),
    "the file's name": ("cables/inigo-o-sample-pena/index.html", b""),
    "a folder's name": ("inigo-o-sample-pena/x.css", b""),
    "a table": ("exports/paras.csv", b'"' + TEXT + b'"\r\n'),
    "lines of JSON": ("exports/paras.jsonl", json.dumps({"text": NAME_TEXT}).encode()),
    "a citation": ("cables/08LIMA12/cite.ris", b"TI  - " + TEXT),
    "the feed": ("feed.xml", b"<title>" + TEXT.replace(b"'", b"&apos;") + b"</title>"),
    "the sitemap": ("sitemap.xml", b"<loc>https://e.org/" + quote(NAME_TEXT).encode() + b"</loc>"),
    "a compressed sitemap": ("sitemap.xml.gz", gzip.compress(TEXT)),
    "a fragment of the index": (
        "pagefind/01/fragment/en_1.pf_fragment",
        gzip.compress(SIGNATURE + json.dumps({"content": NAME_TEXT}).encode()),
    ),
    "a facet of the index": (
        "pagefind/01/filter/en_1.pf_filter",
        gzip.compress(SIGNATURE + cbor2.dumps(["post", [[NAME_TEXT, [0]]]])),
    ),
    "a style sheet": ("cables/08LIMA12/print.css", FORMS["a style sheet"].encode()),
    "a script": ("assets/x.js", b'const a="' + NAME_TEXT.encode("unicode_escape") + b'"'),
    "a picture's text": ("assets/x.svg", b"<svg><title>" + TEXT + b"</title></svg>"),
    "bytes of any kind": ("assets/x.bin", b"\x00\xff\x01 " + TEXT + b" \xfe"),
    "a hidden file": (".well-known/x.txt", TEXT),
}


@pytest.mark.parametrize(("name", "data"), FILES.values(), ids=FILES.keys())
def test_a_leak_planted_in_a_site_is_found(tmp_path: Path, name: str, data: bytes) -> None:
    plant(tmp_path / "index.html", b"<p>harmless</p>")
    check_leaks(tmp_path, [NAME, NUMBER])
    plant(tmp_path / name, data)
    with pytest.raises(ReftelError) as raised:
        check_leaks(tmp_path, [NAME, NUMBER])
    shown = name.replace("inigo-o-sample-pena", "…")
    assert f"{shown}: {len(NAME.words)} words of the rule names" in str(raised.value)
    assert "ample" not in str(raised.value)


def test_without_secrets_nothing_is_refused(tmp_path: Path) -> None:
    plant(tmp_path / "index.html", TEXT)
    check_leaks(tmp_path, [])


@pytest.mark.parametrize(
    "page",
    [
        f"<p>We met {NAME_TEXT} in Lima.</p>",
        f"<title>{NAME_TEXT}</title><p>harmless</p>",
        f'<meta name=author content="{NAME_TEXT}"><p>harmless</p>',
        f"<h1>{NAME_TEXT}</h1>",
        "<p style='width:6em;hyphens:manual'>Íñigo O'Sam&shy;ple-Pe&shy;ña</p>",
    ],
    ids=["text", "title", "author", "bookmark", "hyphens"],
)
def test_a_leak_in_a_pdf_is_found(tmp_path: Path, page: str) -> None:
    weasyprint.HTML(string="<p>harmless</p>").write_pdf(tmp_path / "08LIMA12.pdf")
    check_leaks(tmp_path, [NAME])
    weasyprint.HTML(string=f"<html lang=en>{page}").write_pdf(tmp_path / "08LIMA12.pdf")
    with pytest.raises(ReftelError, match=r"08LIMA12.pdf: 4 words of the rule names"):
        check_leaks(tmp_path, [NAME])


def test_a_leak_in_an_archive_is_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "copy.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("copy/index.html", TEXT)
    with pytest.raises(ReftelError, match=r"copy.zip: 4 words"):
        check_leaks(tmp_path, [NAME])


def test_halves_of_characters_in_json_do_not_end_the_check() -> None:
    assert CHECK.leaks('{"sign": "\\ud83d\\ude00 \\ud800", "style": "\\d83d x"}') == []
    assert CHECK.leaks('"\\ud83d\\ude00 Íñigo O\'Sample-Peña \\ud800"') == [NAME]


STREAMS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}


def packed(data: bytes, *ways: str) -> bytes:
    """The data packed in one way after the other."""
    for way in ways:
        if way == "zip":
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("inner", data)
            data = buffer.getvalue()
        elif way == "tar":
            buffer = io.BytesIO()
            with tarfile.open(fileobj=buffer, mode="w") as tar:
                member = tarfile.TarInfo("inner")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
            data = buffer.getvalue()
        else:
            data = STREAMS[way](data)
    return data


BOTH = f"{NAME_TEXT} and Kim, as she is known to all of them.".encode()
KIM = Secret(words=("kim",), rule="short")

PACKED = {
    "gzip": packed(BOTH, "gzip"),
    "bzip2": packed(BOTH, "bzip2"),
    "xz": packed(BOTH, "xz"),
    "zip in zip": packed(BOTH, "zip", "zip"),
    "zip in gzip in tar in xz": packed(BOTH, "zip", "gzip", "tar", "xz"),
    "UTF-16, little end first": BOTH.decode().encode("utf-16-le"),
    "UTF-16, big end first": BOTH.decode().encode("utf-16-be"),
    "UTF-16 with its mark": BOTH.decode().encode("utf-16"),
    "UTF-16 within other bytes": b"\xff\x01\x07" + BOTH.decode().encode("utf-16-le") + b"\xff\x00",
    "UTF-16 in zip": packed(BOTH.decode().encode("utf-16-be"), "zip"),
    "Windows-1252": BOTH.decode().encode("cp1252"),
    "base64": b"x = '" + base64.b64encode(BOTH) + b"';",
    "base64 for addresses": b"/a/" + base64.urlsafe_b64encode(b"\xff\xfe~~~" + BOTH),
    "base64 of UTF-16": b"x = " + base64.b64encode(BOTH.decode().encode("utf-16-le")),
    "a data address": b'<img src="data:text/plain;base64,' + base64.b64encode(BOTH) + b'">',
    "in a binary file": b"\x00\x80\xfe" + BOTH + b"\x00\x80",
}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
@pytest.mark.parametrize("secret", [NAME, KIM], ids=["long", "short"])
def test_packed_and_encoded_words_are_found(tmp_path: Path, data: bytes, secret: Secret) -> None:
    plant(tmp_path / "x", data)
    with pytest.raises(ReftelError, match=f"words of the rule {secret.rule}"):
        check_leaks(tmp_path, [secret])


def test_a_name_of_three_letters_in_a_data_address_is_found(tmp_path: Path) -> None:
    plant(tmp_path / "x.html", b'<a href="data:,;base64,' + base64.b64encode(b"Kim") + b'">x</a>')
    with pytest.raises(ReftelError, match=r"x.html: 1 words"):
        check_leaks(tmp_path, [KIM])


def test_short_words_in_noise_are_no_leak(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(3_000_000)
    plant(tmp_path / "x.png", noise)
    plant(tmp_path / "x.gz", gzip.compress(noise))
    names = [Secret(words=(a + b,), rule="r") for a in "lxwmdh" for b in "iuae"]
    check_leaks(tmp_path, names)


DEEP = packed(BOTH, *["gzip"] * 7)
LOCKED = bytearray(packed(b"x", "zip"))
for _place in (LOCKED.index(b"PK\x03\x04") + 6, LOCKED.index(b"PK\x01\x02") + 8):
    LOCKED[_place] |= 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (DEEP, "contains more than 5 levels of archives within archives"),
        (packed(BOTH, "gzip")[:-9], "is a damaged or password-protected archive"),
        (packed(BOTH, "gzip") + BOTH, "is a damaged or password-protected archive"),
        (bytes(LOCKED), "is a damaged or password-protected archive"),
        (b"%PDF-1.7 broken", "is a PDF that cannot be read"),
    ],
    ids=["deep", "cut short", "with a tail", "locked", "PDF"],
)
def test_what_cannot_be_looked_through_is_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    plant(tmp_path / "x", data)
    with pytest.raises(ReftelError, match=f"x {message}"):
        check_leaks(tmp_path, [NAME])


def test_an_archive_beyond_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST", 2_000_000)
    plant(tmp_path / "x", packed(bytes(900_000), "gzip", "zip"))
    check_leaks(tmp_path, [NAME])
    plant(tmp_path / "x", packed(bytes(2_000_001), "gzip"))
    with pytest.raises(ReftelError, match="x unpacks to more than 2 MB"):
        check_leaks(tmp_path, [NAME])


SOURCE = (
    '<tr id="L1"><th><a href="#L1">1</a></th><td>met {0}</td><td>text</td></tr>\n'
    '<tr id="L2"><th><a href="#L2">2</a></th><td>{1}</td><td>page line</td></tr>\n'
    '<tr id="L3"><th><a href="#L3">3</a></th><td>{2} today</td><td>text</td></tr>\n'
)
BETWEEN = {
    "nothing": "",
    "a page line": "LIMA 00000012  002 OF 011",
    "an old page line": "PAGE 02        LIMA   00012",
    "a caption": "SIPDIS",
    "a classification": "CONFIDENTIAL",
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_a_passage_across_lines_of_a_source_is_found(tmp_path: Path, between: str) -> None:
    plant(tmp_path / "cables/08LIMA12/source/index.html", b"<p>x</p>")
    lines = ["met Íñigo", between, "O'Sample-Peña today"]
    told = [{"number": n, "text": line, "fates": ["text"]} for n, line in enumerate(lines)]
    files = {
        "source/index.html": SOURCE.format("Íñigo", between, "O&#x27;Sample-Peña"),
        "cable.json": json.dumps({"lines": told}, indent=1),
    }
    for name, text in files.items():
        plant(tmp_path / "cables/08LIMA12" / name, text.encode())
        with pytest.raises(ReftelError, match=f"cables/08LIMA12/{name}: 4 words"):
            check_leaks(tmp_path, [NAME])
        plant(tmp_path / "cables/08LIMA12" / name, text.replace("ample", "imple").encode())
        check_leaks(tmp_path, [NAME])


def test_a_passage_with_a_page_line_between_its_words_is_found(tmp_path: Path) -> None:
    told = [{"text": "x"}, {"text": "met Íñigo LIMA 00000012 002 OF 011 O'Sample-Peña"}]
    plant(tmp_path / "cables/08LIMA12/cable.json", json.dumps({"lines": told}).encode())
    with pytest.raises(ReftelError, match="4 words"):
        check_leaks(tmp_path, [NAME])


def test_a_passage_across_pages_of_a_pdf_is_found(tmp_path: Path) -> None:
    """Head and foot of the pages stand between its halves."""
    style = "@page { @top-left { content: 'SECRET' } @bottom-left { content: 'x ' counter(page) } }"
    page = "<style>{}</style><p>We met Íñigo</p><p style='break-before:page'>O'Sample-Peña.</p>"
    weasyprint.HTML(string=page.format(style)).write_pdf(tmp_path / "x.pdf")
    with pytest.raises(ReftelError, match=r"x.pdf: 4 words"):
        check_leaks(tmp_path, [NAME])


def test_words_of_the_index_that_stand_apart_are_no_passage(tmp_path: Path) -> None:
    """The vocabulary is sorted, and facets are lists: neighbours there say nothing."""
    strings = ["inigo", "o", "sample", "pena", "kim"]
    data = gzip.compress(SIGNATURE + cbor2.dumps([strings]))
    plant(tmp_path / "pagefind/01/index/en_1.pf_index", data)
    check_leaks(tmp_path, [NAME, KIM])
    plant(tmp_path / "pagefind/01/filter/en_1.pf_filter", data)
    check_leaks(tmp_path, [NAME])
    with pytest.raises(ReftelError, match="pf_filter: 1 words of the rule short"):
        check_leaks(tmp_path, [KIM])


@pytest.mark.parametrize(
    "text",
    ["<p>K<wbr>im</p>", "<p>Mr. <b>K</b><i>im</i> said</p>", "<p>Ki&shy;m</p>", "<p>Ki\u00adm</p>"],
)
def test_a_short_name_with_markup_within_is_found(text: str) -> None:
    assert LeakCheck([KIM]).leaks(text) == [KIM]


def test_words_that_markup_alone_joins_are_other_words() -> None:
    assert LeakCheck([KIM]).leaks("<p>K</p> <p>im</p> <p>x<b>Kim</b></p>") == [KIM]
    assert LeakCheck([KIM]).leaks("<p>K</p> <p>im</p> <p>Kim's</p>".replace("Kim", "Kims")) == []


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("met Bricio Villa there", 1),
        ("met Bricio\nVilla there", 1),
        ("<td>met Bricio</td><td>Villa there</td>", 0),
        ("| met Bricio | Villa there |", 0),
        ("Office of Bricio = VILLA", 0),
        ("## Office of Bricio\n\nVilla there", 0),
        ("- Office of Bricio\n- Villa: there", 0),
    ],
)
def test_a_piece_of_a_passage_is_looked_for_within_one_text(text: str, leaks: int) -> None:
    piece = Secret(words=("bricio", "villa"), rule="names", is_fragment=True)
    assert len(LeakCheck([piece]).leaks(text)) == leaks


@pytest.mark.parametrize(
    ("path", "text", "leaks"),
    [
        ("paras.csv", 'text,next\n"met Íñigo","O\'Sample-Peña, too"\n', 0),
        ("paras.csv", 'next,text\n1,"met Íñigo"\nO\'Sample-Peña,2\n', 0),
        ("paras.csv", 'text,next\n"met Íñigo ""O\'Sample-Peña"", too",1\n', 1),
        ("paras.csv", 'text,next\n"[""met \\u00cd\\u00f1igo O\'Sample-Pe\\u00f1a""]",1\n', 1),
        ("paras.csv", "text,next\n\"met Íñigo O'Sample-Peña", 1),
        ("Íñigo.csv", 'Íñigo,"O\'Sample-Peña"\n', 0),
        ("paras.json", '{"text": "met Í\\nigo O\'Sample-Peña"}', 0),
        ("paras.json", '{"text": "met \\\\n\\\\Íñigo O\'Sample-Peña"}', 1),
        ("paras.json", '{"text": "met <b>Íñi</b>&#103;o\\nO\'Sample-Peña"}', 1),
    ],
)
def test_cells_and_escapes_are_read_as_what_they_stand_for(
    tmp_path: Path, path: str, text: str, leaks: int
) -> None:
    """No passage goes over the edge of a cell, and no escape is a letter of a word."""
    plant(tmp_path / path, text.encode())
    with pytest.raises(ReftelError, match="4 words") if leaks else nullcontext():
        check_leaks(tmp_path, [NAME])
