"""The forms of files, told from their first bytes, and what to do about those that are not read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HEAD = 4096
"""Number of bytes from which the form of a file is told."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form of file."""

    name: str
    """Its name for readers, after "it is"."""
    matches: Callable[[bytes], bool]
    """True if the first `HEAD` bytes of a file are of this form."""
    suffix: str = ""
    """The suffix of its originals, with the dot."""
    advice: str = ""
    """What to do about a file that cannot be imported; empty if it can."""


def _begins(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP", b"AT&TFORM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")

PDF = FileForm("a PDF", lambda head: b"%PDF-" in head[:1024], ".pdf")
ZIP = FileForm("a zip archive", _begins(b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"), ".zip")
OUTLOOK = FileForm(
    "an Outlook or old Office file", _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ".msg"
)
MAILBOX = FileForm("a mailbox", lambda head: head.startswith(b"From ") and _is_mail(head), ".mbox")
MAIL = FileForm("an e-mail", lambda head: _is_mail(head), ".eml")
PICTURE = FileForm(
    "a picture",
    lambda head: head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    advice="make a PDF with text of it (ocrmypdf --image-dpi 300 FILE FILE.pdf) and import that",
)
ARCHIVE = FileForm(
    "an archive or compressed file",
    lambda head: head.startswith(_ARCHIVES) or head[257:262] == b"ustar",
    advice="unpack it and import the files, or pack them as a zip archive",
)
RICH_TEXT = FileForm("rich text", _begins(b"{\\rtf"), advice="save it as plain text or PDF")
TEXT = FileForm("text", lambda head: True, ".txt")

FILE_FORMS = (PDF, ZIP, OUTLOOK, PICTURE, ARCHIVE, RICH_TEXT, MAILBOX, MAIL, TEXT)
"""All forms. A file is of the first that matches its head."""

OFFICE_ADVICE = "open it, save it as PDF or plain text, and import that"
"""What to do about a document of an office program."""

_MAIL_FIELDS = (b"message-id", b"mime-version", b"received", b"delivered-to", b"return-path")


def form_of(head: bytes) -> FileForm:
    """The form of a file with these first bytes."""
    return next(form for form in FILE_FORMS if form.matches(head))


def _is_mail(head: bytes) -> bool:
    """True if the file begins with the fields of an e-mail as programs send it.

    `Received: from mail.example.org`, `Message-ID: <1@example.org>`; the printed `From:`, `Sent:`
    and `To:` above a telegram are not such fields.
    """
    lines = head.replace(b"\r\n", b"\n").split(b"\n")
    fields = lines[1:] if lines[0].startswith(b"From ") else lines
    names: set[bytes] = set()
    for line in fields:
        if not line:
            break
        name, colon, _ = line.partition(b":")
        if line[:1] not in b" \t":
            if not colon or not name.replace(b"-", b"").isalnum():
                return False
            names.add(name.lower())
    return bool(names & set(_MAIL_FIELDS))
