"""From a file of any form to its parts: the telegrams in it, and what is none."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO

from generator.importing.decoding import decode
from generator.importing.file_forms import (
    HEAD,
    MAIL,
    MAILBOX,
    OUTLOOK,
    PDF,
    TEXT,
    ZIP,
    FileForm,
    form_of,
)
from generator.importing.imported_parts import ImportedPart, Outcome, left_out, refused
from generator.importing.large_tables import is_large_table, telegrams_of_table
from generator.importing.mail_messages import (
    HTML_ONLY,
    MailMessage,
    read_mail,
    read_outlook,
    split_mailbox,
)
from generator.importing.pdf_telegrams import Recogniser, telegrams_of_pdf
from generator.importing.telegram_texts import telegrams_of_text
from generator.importing.zip_archives import (
    MAX_LEVEL,
    UnpackingBudget,
    open_archive,
    zip_members,
    zip_refusal,
)
from generator.model import Source

MAX_FILE_BYTES = 256_000_000
"""Size of the largest file, but for archives, mailboxes and tables: it is held in memory."""

MAX_TEXT_BYTES = 64_000_000
"""Size of the largest text that is not a table, in bytes: a volume of documents has 10 millions."""


@dataclass(frozen=True, slots=True)
class FileContext:
    """Where a file stands, and what reading it may use."""

    recognise: Recogniser
    """Gives a scanned PDF its text."""
    level: int = 0
    """Number of archives and e-mails around the file."""
    budget: UnpackingBudget = field(default_factory=UnpackingBudget)
    """What may still be unpacked from the archives around it."""

    def inner(self) -> FileContext:
        """The context of a file within this one."""
        return replace(self, level=self.level + 1)


def read_file(file: BinaryIO, name: str, context: FileContext) -> Iterator[ImportedPart]:
    """The parts of a file, in order. `name` is its name, from which a number may be read.

    Raises nothing for bad files: parts that are not read have a reason.
    """
    head = file.read(HEAD)
    file.seek(0)
    form = form_of(head)
    if form.advice:
        yield refused(f"it is {form.name}: {form.advice}")
    elif form is ZIP:
        yield from _read_archive(file, context)
    elif form is TEXT and is_large_table(file, name):
        yield from telegrams_of_table(file, name)
    elif form is MAILBOX:
        yield from _read_mailbox(file, name, context)
    else:
        largest = MAX_TEXT_BYTES if form is TEXT else MAX_FILE_BYTES
        data = file.read(largest + 1)
        if len(data) > largest:
            yield refused(f"it has more than {largest:,} bytes: split it")
        else:
            yield from _read_bytes(data, name, form, context)


def _read_bytes(
    data: bytes, name: str, form: FileForm, context: FileContext
) -> Iterator[ImportedPart]:
    if form is PDF:
        yield from telegrams_of_pdf(data, name, context.recognise)
    elif form is OUTLOOK:
        yield from _read_message(read_outlook(data), name, context)
    elif form is MAIL:
        yield from _read_message(read_mail(data), name, context)
    else:
        yield from telegrams_of_text(decode(data, name), data)


def _read_mailbox(file: BinaryIO, name: str, context: FileContext) -> Iterator[ImportedPart]:
    """The parts of all messages. A message without a telegram is expected among them."""
    for number, message in enumerate(split_mailbox(file, MAX_FILE_BYTES), start=1):
        member = f"message {number}"
        for part in _read_message(read_mail(message), name, context):
            if part.outcome is Outcome.REFUSED and not part.member:
                part = replace(part, outcome=Outcome.LEFT_OUT)
            yield part.within(member)


def _read_archive(file: BinaryIO, context: FileContext) -> Iterator[ImportedPart]:
    if context.level >= MAX_LEVEL:
        yield refused("it is an archive within an archive within an archive: unpack it")
        return
    archive = open_archive(file)
    refusal = (
        zip_refusal(archive) if archive is not None else "the archive is damaged: fetch it again"
    )
    if archive is None or refusal:
        yield refused(refusal)
        return
    with archive:
        uses: Counter[str] = Counter()
        for member in zip_members(archive, context.budget, MAX_FILE_BYTES):
            path = _unique(member.name, uses)
            if member.refusal:
                make = left_out if member.is_expected else refused
                yield make(member.refusal, member=path)
            else:
                yield from _read_member(member.name, member.data, path, context)
        if not uses:
            yield refused("the archive is empty: pack it again with the files in it")


def _unique(name: str, uses: Counter[str]) -> str:
    """The name of a member; the second of a name is `12.txt (2)`."""
    uses[name] += 1
    return name if uses[name] == 1 else f"{name} ({uses[name]})"


def _read_member(name: str, data: bytes, path: str, context: FileContext) -> Iterator[ImportedPart]:
    """The parts of a file within an archive or e-mail, where `path` is its own."""
    for part in read_file(BytesIO(data), posixpath.basename(name), context.inner()):
        yield part.within(path)


def _read_message(
    message: MailMessage | str, name: str, context: FileContext
) -> Iterator[ImportedPart]:
    """The text of an e-mail and its attachments.

    A text without a telegram is expected where an attachment holds one.
    """
    if isinstance(message, str):
        yield refused(message)
        return
    uses: Counter[str] = Counter()
    attached = [
        part
        for file, data in message.attachments
        for part in _read_attachment(file, data, _unique(file, uses), context)
    ]
    has_telegram = any(part.telegram is not None for part in attached)
    yield left_out("it is the header of the e-mail", place="header")
    for item in message.embedded:
        yield left_out("it belongs to the layout of the e-mail", member=_unique(item, uses))
    for part in _body_parts(message, name):
        if part.outcome is Outcome.REFUSED and has_telegram:
            part = replace(part, outcome=Outcome.LEFT_OUT, reason="the text holds no telegram")
        yield part
    yield from attached


def _body_parts(message: MailMessage, name: str) -> Iterator[ImportedPart]:
    if not message.text.strip() and message.attachments:
        return
    for part in telegrams_of_text(Source(name=name, text=message.text, diagnostics=())):
        is_refused = part.outcome is Outcome.REFUSED and message.is_html
        yield replace(part, reason=HTML_ONLY) if is_refused else part


def _read_attachment(
    name: str, data: bytes, path: str, context: FileContext
) -> Iterator[ImportedPart]:
    if context.level >= MAX_LEVEL:
        yield refused(
            "it is attached within e-mails or archives within others: save it", member=path
        )
    else:
        yield from _read_member(name, data, path, context)
