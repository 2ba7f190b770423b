"""PDFs of typed pages, without a library."""

from __future__ import annotations

LINE = 12
"""Distance of lines, in points."""


def pdf(pages: list[str]) -> bytes:
    """A PDF with these pages, in Courier of 10 points; blank lines and columns are only places."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    kids = []
    for page in pages:
        content = "".join(
            f"BT /F1 10 Tf {40 + 6 * at} {800 - LINE * row} Td ({_escaped(word)}) Tj ET\n"
            for row, line in enumerate(page.split("\n"))
            for at, word in _words(line)
        ).encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\n" % (
        len(objects) + 1, table, len(objects) + 1,
    ) + b"startxref\n%d\n%%%%EOF" % len(out)  # fmt: skip


def _words(line: str) -> list[tuple[int, str]]:
    """The words of a line, each with its column."""
    words, at = [], 0
    for word in line.split(" "):
        if word:
            words.append((at, word))
        at += len(word) + 1
    return words


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
