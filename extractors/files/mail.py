"""E-mail: subject, sender and date, then the message itself; attachments are files of their own."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage, MIMEPart
from email.policy import default

from extractors.errors import ReadError, Reason
from extractors.files.composition import Canonical, Composer
from extractors.files.encoding import decode
from extractors.files.web_page import read_web_page
from extractors.limits import Limits
from extractors.model import BlockKind

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_ENVELOPE = re.compile(rb"From \S+ [^\r\n]{10,80}\r?\n")
_OF_MAIL = frozenset((b"message-id", b"mime-version", b"received", b"return-path", b"content-type"))
_COMMON = _OF_MAIL | {b"from", b"to", b"cc", b"date", b"subject", b"reply-to", b"sender"}
_HEADERS_WITHIN = 65_536  # bytes


def is_mail(content: bytes) -> bool:
    """Tell an e-mail by its headers: from the first line on, three usual ones, one of them mail's alone."""
    head = content[:_HEADERS_WITHIN]
    envelope = _ENVELOPE.match(head)
    at = envelope.end() if envelope else 0
    names: set[bytes] = set()
    while match := _HEADER.match(head, at):
        names.add(match[1].lower())
        at = match.end()
    return len(names & _COMMON) >= 3 and bool(names & _OF_MAIL)


def read_mail(content: bytes, limits: Limits) -> Canonical:
    """Return the canonical text of an e-mail. Raises ReadError: empty, undecodable, malformed."""
    envelope = _ENVELOPE.match(content)
    message = email.message_from_bytes(content[envelope.end() if envelope else 0 :], policy=default)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise _without_text(message)
    composer = Composer()
    composer.add(BlockKind.HEADING, _header(message, "Subject"))
    for name in ("From", "Date"):
        if value := _header(message, name):
            composer.add(BlockKind.HEADER, f"{name}: {value}")
    encoding = _add_body(composer, body, limits)
    return composer.finish(encoding)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except (ValueError, IndexError, AttributeError, TypeError):  # the library stumbles over broken headers
        return ""


def _add_body(composer: Composer, body: MIMEPart, limits: Limits) -> str:
    """Add the message's own text; return its encoding."""
    payload = body.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if body.get_content_subtype() == "html":
        page = read_web_page(content, limits)
        for block in page.blocks:
            composer.add_as_it_is(block.kind, block.span.of(page.text))
        return page.encoding
    text, encoding = _decoded(content, body.get_content_charset())
    if text.strip():
        composer.add_plain(text.strip("\r\n"))
    return encoding


def _decoded(content: bytes, charset: str | None) -> tuple[str, str]:
    """Decode as the message says, where that is true, else by the bytes."""
    if charset and charset not in ("us-ascii", "utf-8"):
        try:
            return content.decode(charset), charset.lower()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(content)


def _without_text(message: EmailMessage) -> ReadError:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    listed = f" ({', '.join(names[:5])})" if names else ""
    return ReadError(
        Reason.EMPTY,
        f"The e-mail has no text, only attachments{listed}: save these into the inbox.",
    )
