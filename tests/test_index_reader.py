"""A file on disk to raw text: kinds of file, encodings, metadata blocks; refused in one clear line or exact."""

from __future__ import annotations

import codecs
import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.decoding import decode
from index.errors import ReadError
from index.reader import read_file

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
