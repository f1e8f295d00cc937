"""Raw text to clean text: only what was broken is joined, no figure changes, every character can be traced."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.repair import SCRAMBLED, Repaired, repair, to_clean, to_raw

FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
OPENINGS = (
    "各区应当按照职责分工，",
    "对符合条件的企业，",
    "市工业和信息化局会同有关部门，",
    "到2027年，",
    "鼓励行业协会牵头，",
    "申请单位提交的材料经审核无误后，",
    "在保障安全生产的前提下，",
    "为减轻中小微企业负担，",
)
MIDDLES = (
    "按照设备投资额的12.5%给予一次性补助",
    "建立覆盖全市86个重点园区的服务站点",
    "培育300家专精特新企业和25个特色产业集群",
    "把办理时限由15个工作日压缩到4.5个工作日",
    "新增技能人才培训名额18000个",
    "统筹安排专项资金1.2亿元用于数字化改造",
    "推动检验检测机构向社会开放仪器设备2600台（套）",
    "组织供需对接活动不少于48场次",
)
ENDINGS = (
    "，并在次月10日前公示结果。",
    "，所需经费由市级财政承担。",
    "，确保各项任务按期完成。",
    "，具体办法另行制定。",
    "；逾期未办理的，视为放弃。",
    "，带动社会投资超过36亿元。",
)


def document(chance: random.Random, paragraphs: int = 60) -> list[str]:
    """Return paragraphs as notices have them: headings, items, plain text of one to five sentences."""
    out = ["关于支持先进制造业发展的若干措施", "各区人民政府，市政府各部门："]
    for at in range(paragraphs):
        sentences = [
            chance.choice(OPENINGS) + chance.choice(MIDDLES) + chance.choice(ENDINGS)
            for _ in range(chance.randint(1, 5))
        ]
        text = "".join(sentences)
        if at % 9 == 0:
            out.append(
                f"{'一二三四五六七八九十'[at // 9 % 10]}、{chance.choice(('总体要求', '重点任务', '保障措施'))}"
            )
        elif at % 3 == 0:
            text = f"（{'一二三四五六七八九'[at % 9]}）{text}"
        out.append(text)
    return [*out, "某市人民政府", "2024年3月15日"]


def slices(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def typeset(text: str, width: int) -> list[str]:
    """Fill lines with whole words and figures; no stop begins a line."""
    lines, line = [], ""
    for piece in re.findall(r"[A-Za-z0-9.%]+|.", text):
        if line and len(line + piece) > width and piece not in "，。；、）”%":
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]


def check(raw: str) -> Repaired:
    """Return what repair made of `raw`, after checking all that must always hold."""
    repaired = repair(raw)
    covered = 0
    for before, after in pairwise(repaired.segments):
        assert before.end <= after.start
    for segment in repaired.segments:
        length = segment.end - segment.start
        assert length > 0
        piece = repaired.text[segment.start : segment.end]
        assert piece == raw[segment.raw_start : segment.raw_start + length]
        assert to_raw(repaired.segments, segment.start) == segment.raw_start
        assert to_clean(repaired.segments, segment.raw_start) == segment.start
        covered += length
    inserted = len(repaired.text) - covered
    outside = list(repaired.text)
    for segment in repaired.segments:
        outside[segment.start : segment.end] = [""] * (segment.end - segment.start)
    assert set("".join(outside)) <= {" ", "\n"}
    assert inserted == len("".join(outside))
    sources = sorted((s.raw_start, s.raw_start + s.end - s.start) for s in repaired.segments)
    assert all(first[1] <= second[0] for first, second in pairwise(sources))
    for item in repaired.repairs:
        assert 0 <= item.raw_start <= item.raw_end <= len(raw)
        assert 0 <= item.confidence <= 1
        assert item.note
    return repaired


def paragraphs_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


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
        # Two figures, or nobody knows.
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


@pytest.mark.parametrize(
    "mark",
    [
        "(上接第4版)",
        "（下转第6版）",
        "【紧接第一版】",
        "下转A02版",
        "- 12 -",
        "— 3 —",
        "第 3 页 共 10 页",
        "责任编辑：张三 李四",
        "某某日报 2026年3月12日 星期四 A05 要闻",
    ],
)
def test_page_furniture_is_left_out_and_recorded(mark: str):
    around = document(random.Random(8), 12)
    raw = "\n\n".join([*around[:6], mark, *around[6:]])
    repaired = check(raw)
    assert repaired.text == "\n\n".join(around)
    (item,) = repaired.repairs
    assert item.kind == "furniture"
    assert raw[item.raw_start : item.raw_end] == mark


def test_furniture_inside_a_broken_sentence_does_not_part_it():
    around = document(random.Random(9), 12)
    left, right = "新增服务站点。推动超过4000家规上工业企", "业开展数字化转型。"
    for gap in ("（下转第6版）\n\n", "\n\n（下转第6版）\n\n", "\n\n- 4 -\n\n"):
        clean = check("\n\n".join(around[:6]) + "\n\n" + left + gap + right).text
        assert left + right in paragraphs_of(clean)


def test_numbers_of_pages_are_told_from_figures():
    pages = document(random.Random(10), 40)
    cut = [
        "推进制度建设。建立覆盖全市重点园区的服务站点，并把相关情况及时报送市",
        "级主管部门备案。",
    ] * 4
    body: list[str] = []
    for number in range(4):
        body += [
            *pages[number * 8 : number * 8 + 8],
            cut[number * 2],
            str(number + 3),
            cut[number * 2 + 1],
        ]
    clean = check("\n".join(body)).text
    assert not set("3456") & set(paragraphs_of(clean))
    table = ["序号", "1", "广州", "2", "深圳", "3", "珠海", "4", "佛山"]
    assert paragraphs_of(check("\n".join([*pages[:9], *table])).text)[-9:] == table


def test_invisible_signs_are_left_out_without_parting_a_word():
    text = "数字\u200b经济核心产\u202e业增加值1\u2060200亿元。"
    repaired = check(text)
    assert repaired.text == "数字经济核心产业增加值1200亿元。"
    assert repaired.repairs[0].kind == "furniture"


def test_lost_characters_are_flagged():
    repaired = check("补助金额为\ufffd\ufffd万元，由财政承担。")
    assert [item.kind for item in repaired.repairs] == ["unsure"]


def test_front_matter_is_not_text_and_offsets_stay_exact():
    raw = "---\ntitle: 若干措施\namount: 9999万元\n---\n# 若干措施\n\n正文说明补助上限为50万元。\n"
    repaired = check(raw)
    assert "9999" not in repaired.text
    assert repaired.text.startswith("# 若干措施")
    assert raw[to_raw(repaired.segments, repaired.text.index("50")) :].startswith("50万元")


def page(fragment: list[str], torn: str, place: int) -> tuple[list[str], list[str]]:
    """Return a press page with its last answer torn: as printed, and as it was said."""
    first = [
        "请问今年在支持企业技术改造方面有哪些安排，重点支持哪些行业？",
        "某省发展和改革委员会副主任张建国：技术改造是产业升级的重要抓手，我们重点抓好三项工作。",
        "一是扩大支持范围，把食品、纺织等传统行业纳入补助目录。",
        "二是简化申报流程，材料由12项减少到5项。",
        "三是加强跟踪服务，建立项目台账，按月调度。",
    ]
    second = [
        "科技成果转化一直是难点，今年准备怎样突破，有哪些具体举措？",
        "某省科学技术厅厅长李卫东：我们围绕平台、机制、人才三个环节推进，主要做法如下。",
        "首先，建设中试平台，全年新建20家。",
        "其次，改革评价机制，职务成果先使用后付费。",
        "第三，引进技术经理人，目标是500名。",
        "接下来，我们将继续完善服务体系，让更多成果在本地落地。",
    ]
    third = [
        "外贸企业反映订单不稳定，请问在稳外贸方面有什么考虑？",
        "某省商务厅副厅长王海燕：我们将支持企业参展，全年组织120场对接活动。",
        "一是搭建海外仓公共服务平台。",
    ]
    last = [torn]
    turns = [*first, *second, *third]
    said = [*turns, torn + fragment[0], *fragment[1:]]
    printed = [*turns[:place], *fragment, *turns[place:], *last]
    return printed, said


FRAGMENT = [
    "见成效。",
    "三是优化通关服务，压缩整体通关时间。同时发展跨境电商，建设30个产业带试点。",
    "四是加强信用保险支持，降低企业出口风险。",
]
TORN = "二是支持企业用好自贸协定。加强政策宣讲和一对一辅导，力争让更多企业享受到关税优惠，早日"


@pytest.mark.parametrize("place", [5, 11])
def test_a_fragment_goes_back_to_the_answer_it_was_torn_from(place: int):
    printed, said = page(FRAGMENT, TORN, place)
    raw = "\n\n".join(printed)
    repaired = check(raw)
    assert paragraphs_of(repaired.text) == said
    (moved,) = [item for item in repaired.repairs if item.kind == "moved"]
    assert raw[moved.raw_start : moved.raw_end] == "\n\n".join(FRAGMENT)
    assert moved.confidence < 1
    origins = [segment.raw_start for segment in repaired.segments]
    assert origins != sorted(origins)


@pytest.mark.parametrize(
    ("fragment", "torn", "why"),
    [
        (
            [FRAGMENT[0], "五是建设服务驿站，方便企业办事。"],
            TORN,
            "the list does not go on with it",
        ),
        ([FRAGMENT[0]], TORN, "no list proves where it belongs"),
        (FRAGMENT, TORN + "实现目标。", "nothing is torn"),
        (["同时，还要加强宣传。", *FRAGMENT[1:]], TORN, "it opens as a sentence does"),
        (["民间投资热情很高，带动作用明显。", *FRAGMENT[1:]], TORN, "it may be a sentence"),
    ],
)
def test_what_is_not_sure_stays_where_it_stands(fragment: list[str], torn: str, why: str):
    printed, _ = page(fragment, torn, 11)
    repaired = check("\n\n".join(printed))
    assert paragraphs_of(repaired.text) == printed, why
    assert not any(item.kind == "moved" for item in repaired.repairs)
    assert why == "nothing is torn" or any(item.kind == "unsure" for item in repaired.repairs)


class Scripted:
    """A scorer to which these (end, beginning) pairs are one sentence and no others; texts begin anew as paragraphs do."""

    def __init__(self, *joints: tuple[str, str], likely: float = -5.0) -> None:
        self.joints = joints
        self.likely = likely
        self.asked: list[tuple[str, str]] = []

    def score(self, joints: Sequence[tuple[str, str]]) -> list[float]:
        self.asked += joints
        return [self._one(left, right) for left, right in joints]

    def _one(self, left: str, right: str) -> float:
        inside = any(right.startswith(beginning) for _, beginning in self.joints)
        if any(left.endswith(end) and right.startswith(start) for end, start in self.joints):
            return self.likely
        return -60.0 if inside or not left.endswith("\n") else -20.0

    def close(self) -> None:
        """Nothing was started."""


def test_a_scorer_decides_between_two_fragments():
    printed, _ = page(FRAGMENT, TORN, 11)
    rival = ["脉络清晰。", "三是完善考核办法，把结果与资金安排挂钩。"]
    raw = "\n\n".join([*printed[:5], *rival, *printed[5:]])
    assert not any(item.kind == "moved" for item in repair(raw).repairs)
    scorer = Scripted((TORN, FRAGMENT[0]))
    repaired = repair(raw, scorer=scorer)
    assert [item.kind for item in repaired.repairs if item.kind == "moved"] == ["moved"]
    assert TORN + FRAGMENT[0] in repaired.text
    assert (TORN, FRAGMENT[0]) in scorer.asked
    unlikely = repair(raw, scorer=Scripted((TORN, FRAGMENT[0]), likely=-58.0))
    assert not any(item.kind == "moved" for item in unlikely.repairs)


ARTICLES = [
    "第一条 为了规范补助资金的管理，提高使用效益，制定本办法。",
    "第二条 补助资金由市财政局会同主管部门管理，实行专款专用。",
    "第三条 申请补助的企业应当依法登记，按时报送统计资料，近两年没有重大违法记录。",
    "第四条 补助按照设备投资额的一定比例核定，最高不超过一百万元。",
    "第五条 主管部门应当自收到申请之日起二十个工作日内完成审核。",
    "第六条 本办法自发布之日起施行。",
]


def swapped(columns: Sequence[Sequence[str]], order: Sequence[int]) -> str:
    return "\n\n".join(paragraph for at in order for paragraph in columns[at])


def test_two_columns_that_changed_places_change_back():
    left, right = ARTICLES[2][:18], ARTICLES[2][18:]
    raw = swapped([[*ARTICLES[:2], left], [right, *ARTICLES[3:]]], [1, 0])
    repaired = repair(raw, scorer=Scripted((left, right)))
    assert paragraphs_of(repaired.text) == ARTICLES
    (moved,) = [item for item in repaired.repairs if item.kind == "moved"]
    assert 0.9 < moved.confidence < 1


def test_three_columns_in_the_wrong_order_with_both_cuts_in_mid_sentence():
    first, second = (ARTICLES[1][:20], ARTICLES[1][20:]), (ARTICLES[4][:22], ARTICLES[4][22:])
    columns = [
        [ARTICLES[0], first[0]],
        [first[1], *ARTICLES[2:4], second[0]],
        [second[1], ARTICLES[5]],
    ]
    for order in ([0, 2, 1], [1, 0, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]):
        repaired = repair(swapped(columns, order), scorer=Scripted(first, second))
        assert paragraphs_of(repaired.text) == ARTICLES, order


def test_what_no_scorer_decides_is_flagged_and_clean_pages_are_not_scored():
    left, right = ARTICLES[2][:18], ARTICLES[2][18:]
    raw = swapped([[*ARTICLES[:2], left], [right, *ARTICLES[3:]]], [1, 0])
    assert any(item.note == SCRAMBLED for item in repair(raw).repairs)
    assert paragraphs_of(repair(raw).text) == raw.split("\n\n")
    scorer = Scripted()
    for text in ("\n\n".join(ARTICLES), "\n\n".join(document(random.Random(12)))):
        assert repair(text, scorer=scorer).text == text
    assert scorer.asked == []


def test_a_page_that_only_breaks_off_keeps_its_order():
    plain = "主管部门受理申请，按照规定的程序审核，并公示结果。"
    raw = "\n\n".join([*ARTICLES[:2], plain, *ARTICLES[2:4], ARTICLES[4][:22]])
    scorer = Scripted()
    repaired = repair(raw, scorer=scorer)
    assert scorer.asked
    assert repaired.text == raw
    assert any(item.kind == "unsure" for item in repaired.repairs)


def test_words_of_the_next_speaker_are_never_joined():
    raw = "\n\n".join(
        [
            *document(random.Random(11), 8),
            "某省财政厅副厅长赵明：资金安排向基层倾斜。今年准备新增安排专项资金，重点支持",
            "请问在金融支持方面，今年还有哪些新的举措可以期待？",
            "某省金融监管局局长钱进：我们将推动银行降低利率，扩大信用贷款规模。",
        ]
    )
    repaired = check(raw)
    assert repaired.text == raw
    assert any(item.kind == "unsure" for item in repaired.repairs)


PIECES = st.sampled_from(
    [
        *OPENINGS,
        *MIDDLES,
        *ENDINGS,
        *(
            "\n",
            "\n\n",
            "\n \n",
            "　　",
            " ",
            "\t",
            "\f",
            "\u200b",
            "12",
            "3.5",
            "GDP",
            "https://a.cn/b",
        ),
        *(
            "# ",
            "- ",
            "| a | b |",
            "```",
            "---",
            "title: x",
            "一、",
            "第三条 ",
            "（上接第4版）",
            "- 3 -",
            "5",
        ),
        *("《", "》", "（", "）", "“", "”", "。", "，", "：", "\ufffd", "龘", "\U00020000"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_can_be_traced(raw: str):
    repaired = check(raw)
    left_out = Counter(raw) - Counter(repaired.text)
    gone = Counter(
        "".join(raw[r.raw_start : r.raw_end] for r in repaired.repairs if r.kind == "furniture")
    )
    assert not [char for char in left_out - gone if not char.isspace() and char not in "\u200b"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_can_be_traced(raw: str):
    check(raw.replace("\r", ""))


def test_long_and_odd_texts_take_no_time():
    for raw in (
        "字" * 200_000,
        "题\n" * 8_000,
        "a b " * 40_000,
        "（" * 50_000,
        "\t x" * 20_000,
        "1\n" * 8_000,
        "见成效\n二是好。\n" * 800 + "一是推进工作。早日力争实现",
    ):
        assert repair(raw).text
