"""Chinese numerals: exact values, never fused, never split."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numerals import Numeral, find_numerals, parse_numeral, plain
from tests.oracle_numbers import han

VALUES = {
    "500": "500",
    "1,234.5": "1234.5",
    "５００": "500",
    "１，２３４": "1234",
    "500万": "5000000",
    "10⁴": "10000",
    "300²亿": "30000000000",
    "8.5万": "85000",
    "1.2万亿": "1200000000000",
    "3.5亿": "350000000",
    "8.14 亿": "814000000",
    "三千万": "30000000",
    "两百": "200",
    "叁仟": "3000",
    "壹万贰仟叁佰肆拾伍": "12345",
    "一千二百": "1200",
    "一千零一": "1001",
    "十五": "15",
    "廿五": "25",
    "三百五": "350",
    "一万五": "15000",
    "一亿零五百万": "105000000",
    "一万三千亿": "1300000000000",
    "1万3千亿": "1300000000000",
    "2亿5千万": "250000000",
    "3万5千": "35000",
    "3千5百": "3500",
    "六万万": "600000000",
    "两万亿": "2000000000000",
    "十二点五万": "125000",
    "零点五": "0.5",
    "三十点四": "30.4",
    "1.5×10^8": "150000000",
    "10²": "100",
    "二〇二五": "2025",
    "二○○五": "2005",
    "廿": "20",
    "半": "0.5",
    "四分之一": "0.25",
    "1/4": "0.25",
    "½": "0.5",
    "百分之三十六": "36",
    "百分之三十六点五": "36.5",
    "百分之36.5": "36.5",
    "百分之百": "100",
    "千分之五": "0.5",
    "36%": "36",
    "36％": "36",
    "三十六％": "36",
    "36‰": "3.6",
    "三成": "30",
    "两成半": "25",
    "六成五": "65",
    "三": "3",
    "萬": "10000",
    "兩億": "200000000",
}
NO_NUMERAL = ("", "个", "abc", "1.2.3", "二十余", "统一", "三 五", "12个")


@pytest.mark.parametrize("text", VALUES)
def test_value(text: str) -> None:
    assert parse_numeral(text) == Decimal(VALUES[text])


@pytest.mark.parametrize("text", NO_NUMERAL)
def test_whole_text_or_nothing(text: str) -> None:
    assert parse_numeral(text) is None


def spans(text: str) -> list[str]:
    return [text[n.start : n.end] for n in find_numerals(text)]


FOUND = {
    "二十余家": ["二十"],
    "超4000家企业": ["4000"],
    "15至20个": ["15", "20"],
    "三至五年": ["三", "五"],
    "8%—10%": ["8%", "10%"],
    "百分之八到十": ["百分之八", "十"],
    "二三十家": ["二", "三十"],
    "七八个": ["七", "八"],
    "十七八岁": ["十七", "八"],
    "40多万人": ["40多万"],
    "十几万户": ["十几万"],
    "数百亿元": ["数百亿"],
    "百万千瓦": ["百万"],
    "3千瓦": ["3"],
    "五千克": ["五"],
    "0.5百分点": ["0.5"],
    "60家，200家": ["60", "200"],
    "5,300家": ["5,300"],
    "5，300家": ["5", "300"],
    "第二十一批": ["二十一"],
    "二零二五年三月": ["二零二五", "三"],
    "三万一户": ["三万", "一"],
    "建5G基站，买A4纸": [],
    "一二三产业": [],
    "统一部署，进一步落实": [],
    "十分重要": [],
    "四分之一": ["四分之一"],
    "从2万增加到5万": ["2万", "5万"],
    "2025年12月31日": ["2025", "12", "31"],
}


@pytest.mark.parametrize("text", FOUND)
def test_found_whole_and_apart(text: str) -> None:
    assert spans(text) == FOUND[text]


def test_percent_is_told_from_fraction() -> None:
    (third,) = find_numerals("占三成")
    (quarter,) = find_numerals("占四分之一")
    assert (third.value, third.percent) == (30, True)
    assert (quarter.value, quarter.percent) == (Decimal("0.25"), False)


def test_step_is_the_last_digit_that_counts() -> None:
    steps = {n.step for text in ("8.5万家", "4000家", "45家") for n in find_numerals(text)}
    assert steps == {1000, 1}


@given(st.integers(min_value=2, max_value=10**16 - 1))
def test_reads_what_is_written_in_han(n: int) -> None:
    text = han(n)
    assert parse_numeral(text) == n, text
    assert spans(f"共{text}个") == [text]


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=9999))
def test_reads_digits_with_and_without_separators(n: int, decimals: int) -> None:
    exact = Fraction(n) + Fraction(decimals, 10_000)
    for text in (f"{n}.{decimals:04d}", f"{n:,}.{decimals:04d}"):
        value = parse_numeral(text)
        assert value is not None
        assert Fraction(value) == exact


@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["万", "亿", "万亿", "千万"]))
def test_scales_multiply(n: int, scale: str) -> None:
    factor = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "千万": 10**7}[scale]
    assert parse_numeral(f"{n}{scale}") == n * factor


@given(
    st.text(
        alphabet="0123456789,.%万亿百千十一二三两零〇点分之成半几数多余个家年月第，。 aG×^/-至",
        max_size=40,
    )
)
def test_any_text_gives_ordered_numerals_inside_it(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert isinstance(numeral, Numeral)
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end


@given(st.text(max_size=60))
def test_plain_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_numbers_in_a_list_stay_apart(a: int, b: int) -> None:
    assert [n.value for n in find_numerals(f"甲{a}家、乙{b}家")] == [a, b]
    assert [n.value for n in find_numerals(f"{a}，{b}")] == [a, b]
