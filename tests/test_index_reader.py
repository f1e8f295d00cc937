"""A file on disk to raw text: kinds of file, encodings, metadata blocks; refused in one clear line or exact."""

from __future__ import annotations

import codecs
import hashlib
import os
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.decoding import decode
from index.errors import ReadError
from index.front import field, find_front
from index.reader import READABLE, READERS, Content, display, read_file

SENTENCES = (
    "全市新认定中小企业数字化转型服务商37家，覆盖18个重点行业。",
    "对设备投资超过500万元的技术改造项目，按不超过投资额的10%给予补助。",
    "各区应当在每年3月底前，把上一年度的资金使用情况报送市工业和信息化局。",
    "支持企业参加境外展会，每家企业每年最多补助三次，总额不超过20万元。",
    "鼓励高校、科研院所与企业共建中试平台，推动成果就地转化。",
    "2024年，规模以上工业增加值增长6.8%，高于全省平均水平1.2个百分点。",
    "申请单位有下列情形之一的，不予受理：被列入失信名单，或者材料弄虚作假。",
    "“智改数转”专项行动要求三年内完成诊断4000次。",
)
TRADITIONAL = (
    "本市鼓勵產業升級，對購置設備的廠商給予百分之十的補助。",
    "申請人應當於三月底前提出計畫書，並附上財務報表與證明文件。",
    "去年觀光人數達到一百二十萬人次，較前年增加百分之八。",
)


def sample(chance: random.Random, length: int, pool: tuple[str, ...] = SENTENCES) -> str:
    text = "".join(chance.choice(pool) for _ in range(length // 20 + 2))
    start = chance.randrange(len(text) - length)
    return text[start : start + length]


def with_rare(text: str, chance: random.Random) -> str:
    """Put characters that GB18030 writes in four bytes into `text`."""
    for _ in range(max(1, len(text) // 20)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chr(chance.randrange(0x20000, 0x20400)) + text[at:]
    return text


def encodings(text: str) -> dict[str, bytes]:
    return {
        "utf-8": text.encode("utf-8"),
        "utf-8 with mark": text.encode("utf-8-sig"),
        "utf-16 le": text.encode("utf-16-le"),
        "utf-16 be": text.encode("utf-16-be"),
        "utf-16 le with mark": codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        "utf-16 be with mark": codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        "utf-32 with mark": codecs.BOM_UTF32_LE + text.encode("utf-32-le"),
        "gb18030": text.encode("gb18030"),
        "gb18030 with mark": ("\ufeff" + text).encode("gb18030"),
    }


def test_texts_of_fifty_characters_and_more_are_read_exactly():
    chance = random.Random(1)
    for _ in range(60):
        length = chance.randint(50, 300)
        plain, old = sample(chance, length), sample(chance, length, TRADITIONAL)
        files = [(plain, name, data) for name, data in encodings(plain).items()]
        rare = with_rare(plain, chance)
        files += [(rare, "gb18030 in four bytes", rare.encode("gb18030"))]
        files += [(plain, "gbk", plain.encode("gbk")), (old, "big5", old.encode("big5"))]
        for text, name, data in files:
            assert decode(data, "x.txt")[0] == text, name


def test_shorter_texts_are_read_exactly_or_refused():
    chance = random.Random(2)
    refused = read = 0
    for _ in range(300):
        text = sample(chance, chance.randint(1, 12), chance.choice((SENTENCES, TRADITIONAL)))
        files = encodings(text)
        for codec in ("gbk", "big5"):
            try:
                files[codec] = text.encode(codec)
            except UnicodeEncodeError:
                continue
        for name, data in files.items():
            try:
                assert decode(data, "x.txt")[0] == text, name
                read += 1
            except ReadError as error:
                refused += 1
                assert "\n" not in str(error)
    assert read > 8 * refused


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10",
        bytes(400),
        "全市推进数字化转型工作方案".encode()[:-1],
        codecs.BOM_UTF8 + b"\xff\xfe\xfa",
        codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00",
        "正文\0正文，后面还有很多很多的内容".encode(),
        "안녕하세요 정부는 오늘 새로운 정책을 발표했다 국민들은 환영했다".encode("euc-kr"),
        "これは日本語の文章です。新しい政策を発表しました。".encode("shift-jis"),
        random.Random(5).randbytes(3000),
    ],
    ids=["png", "zeros", "cut", "false mark", "surrogate", "nul", "euc-kr", "shift-jis", "noise"],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes):
    with pytest.raises(ReadError) as caught:
        decode(data, "材料.txt")
    assert "'材料.txt'" in caught.value.message
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes):
    try:
        text, encoding = decode(data, "x")
    except ReadError:
        return
    assert "\0" not in text
    assert not any("\ud800" <= char <= "\udfff" for char in text)
    assert encoding


def test_a_long_ascii_head_does_not_hide_the_encoding():
    text = "A" * 9000 + "全省推进新型工业化，规模以上企业达到7.2万家。" * 3
    assert decode(text.encode("gbk"), "x")[0] == text
    assert decode(b"plain English only, 12 words", "x")[1] == "utf-8"


def test_line_breaks_become_one_kind(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(
        "第一行的内容。\r\n第二行的内容。\r第三行的内容。\u2028第四行的内容。".encode()
    )
    raw = read_file(path)
    assert raw.text.split("\n") == [f"第{n}行的内容。" for n in "一二三四"]
    assert raw.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert raw.size == path.stat().st_size


def test_form_feeds_are_pages(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("第一页的正文内容。\n\f第二页的正文内容。\n\f", encoding="utf-8")
    raw = read_file(path)
    assert [raw.text[at : at + 3] for at in raw.pages] == ["第一页", "第二页"]


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
