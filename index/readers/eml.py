"""A mail: who wrote what to whom and when, and its text. Its attachments are files of their own (`archives`)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from index.decoding import decode
from index.errors import ReadError
from index.readers.content import Composer, Content, display, normal
from index.readers.html import write_page
from index.readers.markup import parse

_HEADERS = (("主题", "Subject"), ("发件人", "From"), ("收件人", "To"), ("日期", "Date"))
MOST_PARTS = 500
_DEEPEST = 3  # messages passed on within messages


class EmlReader:
    """One message as mail programs save it."""

    suffixes: tuple[str, ...] = (".eml",)

    def read(self, data: bytes, path: Path) -> Content:
        name = display(path)
        message = parse_message(data, name)
        composer = Composer()
        _write_message(message, composer, name, 0)
        subject = " ".join(str(message.get("Subject", "")).split())
        return composer.content("eml", metadata={"标题": subject} if subject else {})


def parse_message(data: bytes, name: str) -> EmailMessage:
    """Return the message.

    Raises:
        ReadError: it is none, or has more parts than any mail has.
    """
    if data.count(b"\nContent-Type:") > MOST_PARTS:
        raise ReadError(f"{name!r} 的邮件部分过多", "请把附件另存为文件后再添加")
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not (message.get("From") or message.get("Subject")):
        raise ReadError(f"{name!r} 不是邮件", "请检查扩展名是否正确")
    return message


def _write_message(message: EmailMessage, composer: Composer, name: str, depth: int) -> None:
    """Write headers and text of a message, then the further parts of its text, and the messages that it passes on."""
    for label, header in _HEADERS:
        if value := " ".join(str(message.get(header, "")).split()):
            composer.line(f"{label}：{value}")
    composer.line("")
    body = message.get_body(("plain", "html"))
    if isinstance(body, EmailMessage):
        _write(body, composer, name)
    for part in attached(message):
        if inner := passed_on(part):
            if depth < _DEEPEST:
                composer.line("")
                _write_message(inner, composer, name, depth + 1)
        elif _is_text(part):
            _write(part, composer, name)


def attached(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of a message that are not its text."""
    if message.is_multipart():
        for part in message.iter_attachments():
            if isinstance(part, EmailMessage):
                yield part


def passed_on(part: EmailMessage) -> EmailMessage | None:
    """Return the message that a part holds, as one that was forwarded does."""
    if part.get_content_type() != "message/rfc822":
        return None
    inner = part.get_payload()
    found = inner[0] if isinstance(inner, list) and inner else None
    return found if isinstance(found, EmailMessage) else None


def _is_text(part: EmailMessage) -> bool:
    """Say whether a part goes on with the text of the message, and is no file that hangs on it."""
    named = part.get_filename() or part.get_content_disposition() == "attachment"
    return part.get_content_maintype() == "text" and not named


def _write(body: EmailMessage, composer: Composer, name: str) -> None:
    raw = body.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = body.get_content_charset() or "utf-8"
    if body.get_content_type() == "text/html":
        write_page(parse(data, name), composer, whole=True)
        return
    try:
        text = data.decode("gb18030" if charset in ("gb2312", "gbk") else charset)
    except (LookupError, UnicodeDecodeError):
        text = decode(data, name)[0] if data else ""
    composer.lines(normal(text).split("\n"))
