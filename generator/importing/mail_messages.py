"""E-mails and mailboxes: the text and the attachments of each message."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, Message

try:
    import oxmsg
except ImportError:  # the extra `mail`
    oxmsg = None  # type: ignore[assignment]

MISSING_EXTRA = (
    "it is an Outlook message, and the package that reads these is missing: install it "
    "(pip install 'reftel[mail]'), or save the message as .eml or text"
)
"""What to do about an Outlook message without the extra `mail`."""

DAMAGED = "it is no Outlook message, or a damaged one: save it as PDF, .eml or plain text"
"""What to do about another file of the container that Outlook messages use."""

HTML_ONLY = "the e-mail has its text as HTML only: save it as plain text"
"""What to do about a message without plain text."""


@dataclass(frozen=True, slots=True)
class MailMessage:
    """A message."""

    subject: str
    text: str
    """Its plain text; empty if it has none."""
    attachments: tuple[tuple[str, bytes], ...] = field(default=())
    """Name and content of each attachment."""
    refusal: str = ""
    """Why its text is not read, and what to do; empty if it is read or there is none."""


def read_mail(data: bytes) -> MailMessage | str:
    """A message as e-mail programs send and store it; why it is not read if it is not."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return _mail_message(message)
    except Exception:  # damaged messages raise errors of many kinds
        return "the e-mail is damaged: save it as plain text"


def _mail_message(message: EmailMessage) -> MailMessage:
    leaves = list(_leaves(message))
    bodies = {kind: _body(leaves, kind) for kind in ("text/plain", "text/html")}
    plain, html = bodies["text/plain"], bodies["text/html"]
    return MailMessage(
        subject=str(message.get("Subject", "")),
        text=_text(plain) if plain is not None else "",
        attachments=tuple(
            (part.get_filename() or f"attachment {number}", _content(part))
            for number, part in enumerate((p for p in leaves if p not in (plain, html)), start=1)
        ),
        refusal=HTML_ONLY if plain is None and html is not None else "",
    )


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that have a content; an attached message is one."""
    if part.is_multipart() and part.get_content_type() != "message/rfc822":
        for inner in part.iter_parts():
            assert isinstance(inner, EmailMessage)
            yield from _leaves(inner)
    else:
        yield part


def _body(leaves: Iterable[EmailMessage], kind: str) -> EmailMessage | None:
    """The first part of a kind that is not attached as a file."""
    return next(
        (
            part
            for part in leaves
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment"
        ),
        None,
    )


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        assert isinstance(inner, Message)
        return inner.as_bytes()
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage) -> str:
    charset = part.get_content_charset("utf-8")
    try:
        text = _content(part).decode(charset, "replace")
    except LookupError:
        text = _content(part).decode("cp1252", "replace")
    return text.replace("\r\n", "\n")


def read_outlook(data: bytes) -> MailMessage | str:
    """A message as Outlook stores it; why it is not read if it is not."""
    if oxmsg is None:
        return MISSING_EXTRA
    try:
        message = oxmsg.Message.load(data)
        text = message.body or ""
        return MailMessage(
            subject=message.subject,
            text=text.replace("\r\n", "\n"),
            attachments=tuple(
                (item.file_name or f"attachment {number}", item.file_bytes or b"")
                for number, item in enumerate(message.attachments, start=1)
            ),
            refusal=HTML_ONLY if not text and message.html_body else "",
        )
    except Exception:  # damaged files raise errors of many kinds
        return DAMAGED


def split_mailbox(lines: Iterable[bytes], largest: int) -> Iterator[bytes]:
    """The messages of a mailbox: each begins with a line `From ` behind a blank line.

    Of a message of more than `largest` bytes, the first of them: it is damaged.
    """
    message: list[bytes] = []
    size, after_blank = 0, True
    for line in lines:
        if after_blank and line.startswith(b"From "):
            if message:
                yield b"".join(message)
            message, size = [], 0
        elif size <= largest:
            message.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
            size += len(line)
        after_blank = not line.strip()
    if message:
        yield b"".join(message)
