"""What the reader of files refuses by name, and what of the head of a file is metadata."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from index.errors import ReadError
from index.front import field, find_front
from index.reader import READABLE, READERS, Content, display, read_file


def refusal(path: Path, **options: int) -> str:
    with pytest.raises(ReadError) as caught:
        read_file(path, **options)
    line = str(caught.value)
    assert "\n" not in line
    assert path.name in line or display(path.name) in line
    return line


def test_what_cannot_be_read_is_named(tmp_path: Path):
    empty = tmp_path / "空.txt"
    empty.touch()
    blank = tmp_path / "白.md"
    blank.write_text("\ufeff \n\u3000\n", encoding="utf-8")
    large = tmp_path / "大.txt"
    large.write_bytes(b"x" * 2000)
    folder = tmp_path / "夹.txt"
    folder.mkdir()
    loop = tmp_path / "环.txt"
    loop.symlink_to(loop)
    assert "空文件" in refusal(empty)
    assert "没有文字" in refusal(blank)
    assert "超过上限" in refusal(large, limit=1000)
    assert "文件夹" in refusal(folder)
    assert "符号链接" in refusal(loop)
    assert "不存在" in refusal(tmp_path / "无.txt")
    assert "太长" in refusal(tmp_path / f"{'长' * 300}.txt")


def test_a_fifo_does_not_block(tmp_path: Path):
    pipe = tmp_path / "管.txt"
    os.mkfifo(pipe)
    assert "不是普通文件" in refusal(pipe)


def test_an_unknown_format_names_those_that_are_known(tmp_path: Path):
    path = tmp_path / "表.wps"
    path.write_bytes(b"x")
    line = refusal(path)
    assert "'.wps'" in line or ".wps" in line
    assert all(suffix in line for suffix in READABLE)


def test_a_name_that_is_not_utf8_can_be_shown(tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd5\xfe.txt"))
    path.write_text("内容完整的一句话，供读取之用。", encoding="utf-8")
    assert read_file(path).text
    display(path).encode("utf-8")


def test_another_format_joins_by_its_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    class Shouting:
        suffixes = (".shout",)

        def read(self, data: bytes, path: Path) -> Content:
            return Content(text=data.decode().upper(), encoding="utf-8", pages=(0,))

    monkeypatch.setitem(READERS, ".shout", Shouting())
    path = tmp_path / "a.SHOUT"
    path.write_bytes(b"policy")
    assert read_file(path).text == "POLICY"
    assert ".shout" in READABLE


YAML = """---
title: 关于支持设备更新的通知
issuer: [甲局, 乙局]
published: 2024-03-01
contacts:
  phone: 12345
---
# 关于支持设备更新的通知

正文从这里开始。
"""


@pytest.mark.parametrize(
    ("name", "data", "package"),
    [("a.pdf", b"%PDF-1.7", "pypdfium2"), ("a.html", "<p>文</p>".encode(), "lxml")],
)
def test_a_missing_package_is_no_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, package: str
):
    monkeypatch.setitem(sys.modules, package, None)
    path = tmp_path / name
    path.write_bytes(data)
    said = refusal(path)
    assert f"缺少软件包 {package!r}" in said and "make setup" in said and "损坏" not in said


def test_front_matter_is_metadata():
    front = find_front(YAML)
    assert front.values["title"] == "关于支持设备更新的通知"
    assert front.values["issuer"] == "甲局、乙局"
    assert front.values["published"] == "2024-03-01"
    (start, end) = front.spans[0]
    assert YAML[start:end].endswith("---\n") and YAML[end:].startswith("# 关于")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("---\ntitle: 通知: 第二批\nnote: x\n---\n正文", "title", "通知: 第二批"),
        ("---\n标题：若干措施\n文号: 甲府〔2024〕3号\n---\n正文", "标题", "若干措施"),
        ("---\ntitle: &a 措施\nx: *a\ny: [[[[[[1]]]]]]\n---\n正文", "title", "措施"),
    ],
)
def test_front_matter_that_is_not_quite_yaml(text: str, key: str, value: str):
    assert find_front(text).values[key] == value


@pytest.mark.parametrize(
    "text",
    [
        "---\n这是一条分隔线后面的正文，并不是元数据。\n---\n正文",
        "---\ntitle: 没有结束标记\n\n正文",
        "正文\n---\ntitle: 不在开头\n---\n",
        "---\n注意：以下内容以正式文件为准\n---\n正文",
        "# 补贴指南\n\n- 申报条件: 在本市注册满一年\n- 补贴金额: 最高50万元\n",
        "# 通知\n\n- 发布日期: 2024-01-01\n- 补贴金额: 最高50万元\n",
        "# 某项补贴\n\n- 名称: 设备补贴\n- 地区: 某市\n- 说明: 在本市注册满一年\n",
    ],
)
def test_content_is_not_taken_for_metadata(text: str):
    assert find_front(text).spans == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "# 某项补贴\n\n- 地区: 浙江省杭州市\n- 时点: 2019\n- 补助: 20万元\n\n正文",
            "浙江省杭州市",
        ),
        ("某项补贴\n地区：杭州市\n补助：20万元\n正文", "杭州市"),
        ("# 某项补贴\n\n- **适用地区**：浙江省\n- 补助：20万元\n", "浙江省"),
        ("# 某项补贴\n\n- 地区: 杭州市、宁波市\n- 补助: 20万元\n", None),
        ("# 某项补贴\n\n- 地区: 本市各区\n- 补助: 20万元\n", None),
        ("# 某项补贴\n\n- 地区: 杭州市\n\n正文说明", None),
        ("# 某项补贴\n\n一段正文。\n又一段。\n再一段。\n- 地区: 杭州市\n- 补助: 20万元\n", None),
    ],
)
def test_a_place_is_taken_from_a_list_that_stays(text: str, place: str | None):
    front = find_front(text)
    assert front.spans == ()
    assert field(front.values, "region") == place


def test_a_list_that_describes_the_document_is_metadata():
    text = "# 若干措施\n\n- 发文字号: 甲府〔2024〕3号\n- **发布日期**: 2024-03-01\n\n一、总体要求\n"
    front = find_front(text)
    assert field(front.values, "number") == "甲府〔2024〕3号"
    assert field(front.values, "published") == "2024-03-01"
    (start, end) = front.spans[0]
    assert text[:start] + text[end:] == "# 若干措施\n\n\n一、总体要求\n"
