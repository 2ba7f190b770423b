"""E-mails and mailboxes: the text and the attachments of each message."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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

HTML_ONLY = "the e-mail has its text as HTML only, without a telegram: save it as plain text"
"""What to do about a message whose HTML is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessage:
    """A message."""

    text: str
    """Its plain text, or else its HTML; empty if it has neither."""
    is_html: bool = False
    """True if its text is HTML."""
    attachments: tuple[tuple[str, bytes], ...] = ()
    """Name and content of each attachment."""
    embedded: tuple[str, ...] = ()
    """Names of pictures and styles that belong to its HTML."""


def read_mail(data: bytes) -> MailMessage | str:
    """A message as e-mail programs send and store it; why it is not read if it is not."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return _mail_message(message)
    except Exception:  # damaged messages raise errors of many kinds
        return "the e-mail is damaged: save it as plain text"


def _mail_message(message: EmailMessage) -> MailMessage:
    embedded: list[EmailMessage] = []
    leaves = list(_leaves(message, embedded))
    plain, html = _body(leaves, "text/plain"), _body(leaves, "text/html")
    body = plain if plain is not None else html
    return MailMessage(
        text=_text(body) if body is not None else "",
        is_html=plain is None and html is not None,
        attachments=tuple(
            (part.get_filename() or f"attachment {number}", _content(part))
            for number, part in enumerate((p for p in leaves if p not in (plain, html)), start=1)
        ),
        embedded=tuple(
            part.get_filename() or part.get("Content-Location") or f"part {number}"
            for number, part in enumerate(embedded, start=1)
        ),
    )


def _leaves(part: EmailMessage, embedded: list[EmailMessage]) -> Iterator[EmailMessage]:
    """The parts of a message that have a content; an attached message is one.

    Pictures and styles that only belong to the layout are added to `embedded`.
    """
    if not part.is_multipart() or part.get_content_type() == "message/rfc822":
        yield part
        return
    inner = [item for item in part.iter_parts() if isinstance(item, EmailMessage)]
    if part.get_content_type() == "multipart/related":
        layout = [p for p in inner[1:] if p.get_content_disposition() != "attachment"]
        embedded += layout
        inner = [item for item in inner if item not in layout]
    for item in inner:
        yield from _leaves(item, embedded)


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
        text, html = message.body or "", message.html_body or ""
        return MailMessage(
            text=(text or html).replace("\r\n", "\n"),
            is_html=not text and bool(html),
            attachments=tuple(
                (item.file_name or f"attachment {number}", item.file_bytes or b"")
                for number, item in enumerate(message.attachments, start=1)
            ),
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
