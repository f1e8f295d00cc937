"""Raw text to clean text: only what was broken is joined, no figure changes, every character can be traced."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from index.repair import to_clean
from tests.wrapping import (
    FIGURE,
    check,
    document,
    paragraphs_of,
    slices,
    typeset,
)


@pytest.mark.parametrize("wrap", [slices, typeset])
@pytest.mark.parametrize("width", [20, 27, 38, 60])
def test_wrapped_paragraphs_come_back_with_every_figure(wrap, width: int):
    chance = random.Random(width)
    paragraphs = document(chance)
    right = wrong = missed = 0
    raw = ""
    ends = []  # offset of the last character of each line but the last, and whether the break is in a paragraph
    for number, paragraph in enumerate(paragraphs):
        lines = wrap(paragraph, width)
        for at, line in enumerate(lines):
            if raw:
                ends.append((len(raw) - 1, at > 0))
                raw += "\n\n" if chance.random() < 0.2 else "\n"
            raw += line
        assert number >= 0
    repaired = check(raw)
    for end, inside in ends:
        start = next(at for at in range(end + 1, len(raw)) if raw[at] != "\n")
        left, right_at = to_clean(repaired.segments, end), to_clean(repaired.segments, start)
        assert left is not None and right_at is not None
        joined = "\n" not in repaired.text[left:right_at]
        right += joined and inside
        wrong += joined and not inside
        missed += inside and not joined
    assert 2 * right / (2 * right + wrong + missed) >= 0.99
    want = Counter(FIGURE.findall("\n".join(paragraphs)))
    assert want == Counter(FIGURE.findall(repaired.text))


def test_clean_text_stays_as_it_is():
    text = "\n\n".join(document(random.Random(3)))
    repaired = check(text)
    assert repaired.text == text
    assert repaired.repairs == ()
    assert len(repaired.segments) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "新增技术中心60家。在平台建设方面，我们将继续支持行业平台，推动超过4000家规上工业企",
            "业开展数字化转型。",
        ),
        (
            "这一行动已经取得进展。工业机器人产量占全国的比重继续提高，服务机器人的产量占全国八",
            "成以上，居各省首位。",
        ),
        ("全年新增院士工作站。2025年全省新增3位", "来自民营企业的专家，其中两名来自制造业。"),
        (
            "支持企业引进人才。对引进的团队，按照项目投入、人员结构、研发方向、",
            "知识产权等因素综合评定。",
        ),
        ("按照《关于加快建设现代化产业体系", "的实施方案》，制定本措施。"),
    ],
)
def test_a_paragraph_cut_by_an_empty_line_is_joined(left: str, right: str):
    around = document(random.Random(4), 20)
    raw = "\n\n".join([*around[:8], left, right, *around[8:]])
    assert left + right in paragraphs_of(check(raw).text)


@pytest.mark.parametrize(
    "lines",
    [
        ["某市科学技术局办公室", "2024年4月1日"],
        ["联系人：李某", "电话：12345678", "地址：某市某区某路18号"],
        ["床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。"],
        ["日照香炉生紫烟，遥看瀑布挂前川。", "飞流直下三千尺，疑是银河落九天。"],
        ["营业执照复印件", "近三年财务报表，加盖公章", "法定代表人身份证明"],
        ["一、工作目标", "以提升质量为主线，推进各项工作。"],
        ["提高服务水平，优化营商环境", "各部门要简化流程，压缩办理时限。"],
        ["关于支持某产业发展的若干措施", "某府〔2024〕3号"],
        ["省（市）", "2023年", "1445", "555", "广东", "100"],
        ["申请材料如下：", "1.申请表", "2.承诺书"],
        ["问：补贴怎么领？", "答：登录平台提出申请即可。"],
    ],
)
def test_lines_that_are_complete_stay_apart(lines: list[str]):
    around = document(random.Random(5), 12)
    for gap in ("\n", "\n\n"):
        raw = gap.join([*around[:6], *lines, *around[6:]])
        clean = paragraphs_of(check(raw).text)
        assert [line for line in clean if line in lines] == lines


MARKDOWN = """# 项目指南

| 项目 | 金额（万元） |
|------|------|
| 设备更新 | 120 |
| 数字化改造 | 80 |

- 第一批项目
  - 设备更新
- 第二批项目

```
2024
2025 = 2024 + 1

- 5 -
```

Setext 标题
-----------

> 引用的第一行
> 引用的第二行

1. 条件一
2. 条件二
"""


def test_markdown_structure_is_untouched():
    assert check(MARKDOWN).text == MARKDOWN.rstrip("\n")


def test_latin_words_keep_a_space_and_figures_are_never_fused():
    lines = [
        "The municipal fund supports small and medium enterprises that",
        "invest in digital equipment, and each of them may apply for up",
        "to 500000 yuan in one year. Applications are accepted until 30",
        "June 2025 on https://www.example.com/apply by the department of",
        "industry, which answers within 15 working days, or within 20 if",
        "documents are missing. Grants are paid in two parts after review",
        "of the report, and unspent money has to be returned to the fund.",
    ]
    clean = check("\n".join(lines)).text
    assert clean == " ".join(lines)
    assert check("单价\n100\n200\n300\n").text == "单价\n100\n200\n300"


def test_a_year_cut_from_its_unit_is_joined():
    chance = random.Random(6)
    text = "".join(
        f"到2025年，全市建成{chance.randint(100, 999)}个站点，服务企业{chance.randint(1000, 9999)}家。"
        for _ in range(12)
    )
    raw = "\n".join(slices(text, 22))
    assert check(raw).text == text


def test_digits_at_a_break_that_proves_nothing_stay_apart_and_are_flagged():
    around = document(random.Random(7), 12)
    raw = "\n\n".join(
        [*around[:5], "上年结转资金较多。今年安排资金共计70", "86.68万元用于补助。", *around[5:]]
    )
    repaired = check(raw)
    assert "7086.68" not in repaired.text
    assert any(item.kind == "unsure" for item in repaired.repairs)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (["会议于1982年11月3"], ["0日在省城召开"], "1982年11月30日在省城"),
        (["会议于19"], ["82年11月召开"], "1982年11月召开"),
        (["会议于2025年1"], ["2月召开"], "2025年12月召开"),
        (["材料发布于202", "3-08-"], ["05由财政厅提供"], "2023-08-05由财政厅"),
        (["行动计划（2", "020-"], ["2022年）已经公布"], "（2020-2022年）"),
        (["请示（教外〔2"], ["004〕14号）收悉"], "〔2004〕14号"),
        (["产值增长超过10"], ["00万元的给予奖励"], "超过1000万元"),
        (["价格由之前的6."], ["73元降下来"], "之前的6.73元"),
        (["申请截止到2026年6"], ["月30日，逾期不予受理"], "2026年6月30日，"),
        (["申请截止到2026年6月30"], ["日，逾期不予受理"], "6月30日，"),
        (["名单将于2026"], ["年底公布"], "2026年底公布"),
        # Two figures, or nobody knows.
        (["企业总数达到2026"], ["年均增长8%"], None),
        (["材料见附件1."], ["3家企业参加"], None),
        (["共有企业20"], ["25家没有参加"], None),
        (["会议于3月3"], ["9家企业参加"], None),
    ],
)
def test_a_date_or_a_fraction_that_can_only_be_one_is_joined_wherever_it_was_cut(
    before: list[str], after: list[str], joined: str | None
):
    around = document(random.Random(10), 3)
    clean = check("\n\n".join([*around, *before, *after, *around])).text
    if joined is None:
        assert before[-1] + after[0] not in clean
    else:
        assert joined in clean


def test_a_day_and_the_time_of_day_stay_two_figures():
    texts = [f"城区启动行动，乡镇干部{number}人到企业走访" for number in range(10, 60)]
    line = "，".join(texts)
    day = "某某日报2026-02-19"
    cut = [*slices(line, 24)[:40], "报道" * 5 + day, "07:25" + line[:19], *slices(line, 24)[:40]]
    assert {len(each) for each in cut} == {24}
    assert "1907" not in check("\n".join(cut)).text
