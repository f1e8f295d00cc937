"""Mails with several parts, and mails that pass others on with their files."""

from __future__ import annotations

import email.message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from index.archives import members
from index.reader import read_data


def text(data: bytes) -> str:
    return read_data(data, Path("a.eml")).text


def test_each_part_of_the_text_is_read_and_no_file() -> None:
    mail = MIMEMultipart("mixed")
    mail["Subject"], mail["From"] = "两段正文", "a@x.test"
    for words in ("第一段：补助3万元。", "第二段：补助4万元。"):
        mail.attach(MIMEText(words, "plain", "utf-8"))
    file = MIMEText("附件：补助5万元。", "plain", "utf-8")
    file.add_header("Content-Disposition", "attachment", filename="附件.txt")
    mail.attach(file)
    found = text(mail.as_bytes())
    assert "补助3万元" in found and "补助4万元" in found and "补助5万元" not in found


def test_a_mail_that_is_passed_on_is_read_with_its_files(tmp_path: Path) -> None:
    inner = email.message.EmailMessage()
    inner["Subject"], inner["From"] = "关于旱情的报告", "c@x.test"
    inner.set_content("东山镇受旱面积1200亩。")
    inner.add_attachment(
        "经费30万元。".encode(), maintype="text", subtype="plain", filename="经费.txt"
    )
    outer = email.message.EmailMessage()
    outer["Subject"], outer["From"] = "转发", "a@x.test"
    outer.set_content("请阅来信。")
    outer.add_attachment(inner)
    found = text(outer.as_bytes())
    assert (
        found.index("请阅来信。")
        < found.index("主题：关于旱情的报告")
        < found.index("受旱面积1200亩")
    )
    path = tmp_path / "a.eml"
    path.write_bytes(outer.as_bytes())
    assert list(members(path)) == [(("经费.txt",), "")]
