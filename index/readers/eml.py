"""A mail: who wrote what to whom and when, and its text. Its attachments are files of their own (`archives`)."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from index.decoding import decode
from index.errors import ReadError
from index.readers.content import Composer, Content, display, normal
from index.readers.html import write_page
from index.readers.markup import parse

_HEADERS = (("主题", "Subject"), ("发件人", "From"), ("收件人", "To"), ("日期", "Date"))
MOST_PARTS = 500


class EmlReader:
    """One message as mail programs save it."""

    suffixes: tuple[str, ...] = (".eml",)

    def read(self, data: bytes, path: Path) -> Content:
        name = display(path)
        message = parse_message(data, name)
        composer = Composer()
        for label, header in _HEADERS:
            if value := " ".join(str(message.get(header, "")).split()):
                composer.line(f"{label}：{value}")
        composer.line("")
        body = message.get_body(("plain", "html"))
        if isinstance(body, EmailMessage):
            _write(body, composer, name)
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
