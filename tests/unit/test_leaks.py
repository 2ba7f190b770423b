"""Withheld words are found in every form in which a file may hold them."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from urllib.parse import quote

import cbor2
import pytest
import weasyprint  # type: ignore[import-untyped]  # it has no annotations

from generator.editions.leaks import LeakCheck
from generator.editions.words import phrase
from generator.errors import ReftelError
from generator.model import Secret
from generator.publish.inspection import inspect
from generator.publish.stable import SIGNATURE
from generator.workers import InTurn

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
    inspect(site, secrets, InTurn(), {})


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
    assert f"{name}: {len(NAME.words)} words of the rule names" in str(raised.value)
    assert "ample" not in str(raised.value).replace(name, "")


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
