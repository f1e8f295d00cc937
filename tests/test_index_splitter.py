"""The splitter: what stands above each passage, who says it, and that nothing is lost or cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.splitter import embedding_text, split
from index.types import Document, Passage


def document(text: str, title: str = "某省产业扶持办法", pages: tuple[int, ...] = ()) -> Document:
    return Document(id="d1", title=title, source="a.txt", text=text, sha256="0" * 64, pages=pages)


def passages(text: str, title: str = "某省产业扶持办法") -> list[Passage]:
    return list(split(document(text, title)))


def find(found: list[Passage], words: str) -> Passage:
    (passage,) = [p for p in found if words in p.text]
    return passage


PRESS = """某省举行新闻发布会

本省即将出台行动方案。方案会从哪些方面发力?

某省发展和改革委员会主任 龚某某:全球竞争加剧,我们将出台行动方案,重点包括以下三方面措施。

一是通过“赋能”,为工厂“强筋健骨”。

在科技服务方面,新增企业技术中心60家。

在商贸服务方面,培育150家电商企业。

二是通过“融合”,让制造与服务“同行”。

一方面,推动工厂做服务。

另一方面,推动服务商做产品。

同时,我们还将发展“设备+服务”。

三是通过“场景”,打造一批标杆。

在数字方面,让生产线会“思考”。

此外,我们还将建立协同机制。

在质量方面取得了哪些成果？

省市场监督管理局副局长郭某：我们主要做了两件事。

首先是打造强链项目,服务8.5万家企业。我们还编制了指南。

其次是建成78个服务平台。覆盖58个领域。

接下来,我们会继续努力。

南方某报记者：小企业如何申请？

郭副局长：可以在网上申请，三天内答复。

省商务厅副厅长 朱小某：我补充一点，企业也可以到窗口办理。
"""


@pytest.fixture(scope="module")
def press() -> list[Passage]:
    return passages(PRESS)


@pytest.mark.parametrize(
    ("words", "speaker", "role"),
    [
        ("全球竞争加剧", "龚某某", "某省发展和改革委员会主任"),
        ("新增企业技术中心60家", "龚某某", "某省发展和改革委员会主任"),
        ("建立协同机制", "龚某某", "某省发展和改革委员会主任"),
        ("8.5万家", "郭某", "省市场监督管理局副局长"),
        ("网上申请", "郭某", "省市场监督管理局副局长"),
        ("窗口办理", "朱小某", "省商务厅副厅长"),
        ("取得了哪些成果", None, None),
    ],
)
def test_press_conference_speakers(
    press: list[Passage], words: str, speaker: str | None, role: str | None
) -> None:
    passage = find(press, words)
    assert (passage.speaker, passage.role) == (speaker, role)


def test_press_conference_questions(press: list[Passage]) -> None:
    asked = [p.text for p in press if p.kind == "question"]
    assert len(asked) == 3
    assert find(press, "60家").question == asked[0]
    assert find(press, "58个领域").question == "在质量方面取得了哪些成果？"
    assert find(press, "三天内").question == "小企业如何申请？"
    assert find(press, "窗口办理").question == "小企业如何申请？"
    assert find(press, "取得了哪些成果").question is None


LEAD = "全球竞争加剧,我们将出台行动方案,重点包括以下三方面措施"


@pytest.mark.parametrize(
    ("words", "label", "section"),
    [
        ("一是通过", "一是", ((LEAD,))),
        ("60家", None, (LEAD, "一是通过“赋能”,为工厂“强筋健骨”")),
        ("150家", None, (LEAD, "一是通过“赋能”,为工厂“强筋健骨”")),
        ("工厂做服务", "一方面", (LEAD, "二是通过“融合”,让制造与服务“同行”")),
        ("设备+服务", None, (LEAD, "二是通过“融合”,让制造与服务“同行”")),
        ("会“思考”", None, (LEAD, "三是通过“场景”,打造一批标杆")),
        ("建立协同机制", "此外", ()),
        ("8.5万家", "首先", ("我们主要做了两件事",)),
        ("继续努力", "接下来", ()),
    ],
)
def test_press_conference_lists(
    press: list[Passage], words: str, label: str | None, section: tuple[str, ...]
) -> None:
    passage = find(press, words)
    assert (passage.label, passage.section) == (label, section)


@pytest.mark.parametrize(
    "line",
    [
        "其中：中央资金100万元，省级资金50万元。",
        "地址：某市某路1号，请在工作日前来办理。",
        "联系人：张三，负责受理材料，请提前联系。",
        "一是：加强领导，明确责任，落实到人。",
        "专家解读：这项政策的重点是减轻企业负担，请留意。",
        "市长信箱：有问题请写信，我们三个工作日内答复。",
        "县长 王五：主持县政府全面工作，负责审计工作。",
        "省商务厅副处长王五：020-12345678，周一至周五，上午。",
        "组 长：韩某 副省长，副组长：丁某 秘书长。",
        "申报条件：注册满一年，没有失信记录，依法纳税。",
    ],
)
def test_what_stands_before_a_colon_is_not_always_a_speaker(line: str) -> None:
    (passage,) = passages(line)
    assert (passage.speaker, passage.role) == (None, None)


def test_a_quotation_in_a_news_item_does_not_make_the_rest_a_speech() -> None:
    text = "某地夜市开街。游客很多，商户增加，消费回升。\n" * 6
    text += (
        "省商务厅处长 王小某：今年客流增加，比去年多一成。\n街上的商户也很忙碌，一直营业到凌晨。"
    )
    found = passages(text)
    assert find(found, "多一成").speaker == "王小某"
    assert find(found, "到凌晨").speaker is None


def test_moderator_and_short_forms_of_known_names() -> None:
    found = passages(
        "主持人：大家好，今天请到省财政厅副厅长欧阳某介绍情况。\n"
        "欧阳某：谢谢主持人，我介绍两点情况。\n资金安排了10亿元。\n"
        "【记者】资金何时拨付？\n【欧阳某】上半年全部拨付到位，不会拖延。"
    )
    assert find(found, "大家好").role == "主持人"
    assert find(found, "10亿元").speaker == "欧阳某"
    assert find(found, "拨付到位").speaker == "欧阳某"
    assert find(found, "拨付到位").question == "资金何时拨付？"


def test_articles_items_and_the_paragraph_after_them() -> None:
    found = passages(
        "第一章 总则\n第一条【目的】为了规范管理，制定本办法。\n第二条 有下列情形之一的，给予补贴：\n"
        "（一）新建项目；\n（二）扩建项目。\n前款规定的补贴由市财政承担。\n"
        "第三条 本办法由市商务局解释。\n第二章 附则\n第 1 5 条 本办法自2025年1月1日起施行。"
    )
    item = find(found, "扩建")
    assert item.label == "（二）"
    assert item.section == ("第一章 总则", "第二条", "有下列情形之一的，给予补贴")
    assert find(found, "前款规定").section == ("第一章 总则", "第二条")
    assert find(found, "市商务局解释").section == ("第一章 总则",)
    assert find(found, "2025年").label == "第15条"
    assert find(found, "2025年").section == ("第二章 附则",)
    assert find(found, "第二章 附则").kind == "heading"


def test_a_mention_of_an_article_is_no_article() -> None:
    found = passages("第一条 甲方负责。\n第三条规定的情形除外。\n第二条 乙方负责。")
    assert find(found, "除外").label is None
    assert find(found, "除外").section == ("第一条",)


def test_sections_that_nest_against_the_usual_order() -> None:
    found = passages(
        "一、政策支持\n第 1 条 设立资金不低于1亿元。\n资金列入预算。\n二 、支持范围\n(一)投资奖励\n"
        "第 2 条 给予20%奖励。\n(二)绩效奖励\n第 3 条 连续奖励5年。"
    )
    assert find(found, "列入预算").section == ("一、政策支持", "第1条")
    assert find(found, "20%").section == ("二、支持范围", "(一)投资奖励")
    assert find(found, "奖励5年").section == ("二、支持范围", "(二)绩效奖励")


def test_numbered_measures_and_what_belongs_to_them() -> None:
    found = passages(
        "各有关单位：\n为支持企业，现将有关事项通知如下：\n一、加大补贴\n（一）参展补贴。对参展企业给予50%补贴。\n"
        "每家企业每年不超过10万元。\n（二）认证补贴。对认证费用给予30%补贴。\n二、强化保障\n1.设立专班。\n由商务局牵头。\n"
        "2.按月调度。\n每月通报一次。\n特此通知。\n某市人民政府\n2025年3月1日"
    )
    assert find(found, "每家企业").section == ("一、加大补贴", "（一）参展补贴")
    assert find(found, "30%").section == ("一、加大补贴",)
    assert find(found, "由商务局").section == ("二、强化保障", "1.设立专班")
    assert find(found, "每月通报").section == ("二、强化保障", "2.按月调度")
    assert find(found, "特此通知").section == ()
    assert find(found, "2025年3月1日").section == ()


def test_numbering_that_runs_on_across_sections() -> None:
    found = passages(
        "一、景区\n1.新建景区奖励。\n每家10万元。\n二、酒店\n2.新建酒店奖励。\n每家20万元。"
    )
    assert find(found, "每家20万元").section == ("二、酒店", "2.新建酒店奖励")


def test_unmarked_items_carry_their_lead_in() -> None:
    found = passages("支持下列支出：\n展位费；\n运输费；\n翻译费。\n其他支出不予支持。")
    assert [find(found, w).section for w in ("展位费", "翻译费", "其他支出")] == [
        ("支持下列支出",),
        ("支持下列支出",),
        (),
    ]


def test_markdown_headings_and_tables() -> None:
    found = passages(
        "# 某省产业扶持办法\n## 一、标准\n| 项目 | 比例 | 上限 |\n|---|---|---|\n| 参展 | 50% | 10万元 |\n"
        "| 认证 | 30% | 5万元 |\n| | 20% | 3万元 |\n以上不重复享受。\n### （一）说明\n按年拨付。\n## 二、申报\n网上申报。"
    )
    row = find(found, "3万元")
    assert (row.kind, row.label) == ("table", "认证")
    assert row.section == ("一、标准", "项目 | 比例 | 上限")
    assert "项目：认证；比例：20%；上限：3万元" in embedding_text(row, "某办法")
    assert find(found, "| 项目").kind == "heading"
    assert find(found, "不重复").section == ("一、标准",)
    assert find(found, "按年").section == ("一、标准", "（一）说明")
    assert find(found, "网上").section == ("二、申报",)


def test_question_and_answer_pages() -> None:
    found = passages(
        "一、申请\n1.哪些企业可以申请？\n答：制造业企业。包括：\n1. 有贷款的企业；\n2. 有订单的企业。\n"
        "2.补贴多少？\n最高10万元。\n二、其他\n咨询请打热线电话。"
    )
    assert find(found, "有订单").question == "哪些企业可以申请？"
    assert find(found, "10万元").question == "补贴多少？"
    assert find(found, "10万元").section == ("一、申请",)
    assert find(found, "热线").question is None


def test_rhetorical_questions_in_a_speech_are_text() -> None:
    text = "我们的任务是什么呢？\n" + "我们要把各项工作做好，把企业服务好，把群众照顾好。\n" * 30
    assert all(p.kind == "text" for p in passages(text))


def test_one_paragraph_whose_line_breaks_became_spaces() -> None:
    title = "关于支持企业的通知"
    text = (
        f"{title} 各有关单位： 为支持企业渡过难关，经研究，现就有关事项通知如下： 一、加大资金支持力度 "
        "1.对参展企业给予50%补贴，每家不超过10万元。 2.对贷款企业给予贴息，期限不超过两年。 二、优化服务保障措施 "
        "各部门要主动上门服务，及时解决问题，确保政策落到实处。 一是建立台账。 二是按月通报。 "
        "特此通知。 某市人民政府 2025年3月1日"
    )
    found = passages(text, title)
    assert {p.paragraph for p in found} == {1}
    assert found[0].text == title and found[0].kind == "heading"
    assert find(found, "两年").label == "2."
    assert find(found, "两年").section == ("一、加大资金支持力度",)
    assert find(found, "上门服务").section == ("二、优化服务保障措施",)
    assert find(found, "按月通报").label == "二是"
    assert find(found, "特此通知").section == ()


def test_stray_spaces_in_words_are_not_line_breaks() -> None:
    text = "为抢抓机遇，全力支持战略新 兴产业 和现代服 务业发展，特别是 制造业。" * 12
    assert all(p.text[-1] == "。" for p in passages(text))


def test_long_paragraphs_are_cut_at_sentences_and_inline_items() -> None:
    sentence = "我们将持续加大对企业的支持力度，推动各项措施落地见效，让企业有更多的获得感。"
    assert all(p.text[-1] == "。" and len(p.text) <= 300 for p in passages(sentence * 20))
    items = f"主要有三项。一是{sentence * 3}二是{sentence * 3}三是{sentence * 2}"
    assert [p.label for p in passages(items)][-2:] == ["二是", "三是"]
    assert len(passages(sentence * 6)) == 1


def test_a_cut_article_is_named_in_its_later_passages() -> None:
    sentence = "企业应当按照规定提交申请材料，并对材料的真实性负责，接受有关部门监督检查。"
    found = passages("第一章 总则\n第二条 " + sentence * 20)
    assert found[1].label == "第二条" and found[1].section == ("第一章 总则",)
    assert all(p.label is None and p.section == ("第一章 总则", "第二条") for p in found[2:])
    assert len(found) > 3


def test_paragraph_numbers_pages_and_ids() -> None:
    text = "第一段。\n\n\u3000\u3000第二段。\n\u200b\n第三段。"
    found = list(split(document(text, pages=(0, text.index("第三段")))))
    assert [(p.paragraph, p.text, p.page) for p in found] == [
        (1, "第一段。", 1),
        (2, "第二段。", 1),
        (3, "第三段。", 2),
    ]
    assert found[1].id == f"d1:{found[1].start}-{found[1].end}"
    assert split(document("")) == () and split(document(" \n\n")) == ()


def test_embedding_text_has_context_of_bounded_length(press: list[Passage]) -> None:
    passage = find(press, "60家")
    text = embedding_text(passage, "关于印发《某省制造业行动方案》的通知")
    context, _, body = text.partition("\n")
    assert body == passage.text
    assert context.startswith("某省制造业行动方案｜")
    assert "一是通过“赋能”" in context and "龚某某" in context
    for each in press:
        extra = len(embedding_text(each, "很长的标题" * 30)) - len(each.text)
        assert extra <= 130


PARTS = st.sampled_from(
    [
        "\n", "\n\n", " ", "\u3000\u3000", "。", "；", "，", "：", "？", "一、", "（二）", "3. ", "第四条 ", "第五章 总则",
        "一是", "二是", "首先，", "另一方面，", "此外，", "记者：", "答：", "省商务厅副厅长何某某：", "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "# 标题\n", "- 项目", "增长16.6%", "共8.5万家", "1,234.5万元", "“先用后转。再办”", "《办法。细则》", "（含2年，下同。）",
        "企业应当依法纳税", "推动各项措施落地见效", "给予补贴", "特此通知。", "2025年3月1日", "🙂", "word ", "𠀀",
    ]
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=60).map("".join)


@settings(deadline=None)
@given(TEXTS, st.integers(1, 12))
def test_passages_rebuild_the_document(text: str, times: int) -> None:
    whole = text * times
    paragraphs = [row for row in whole.split("\n") if row.strip()]
    seen = 0
    for passage in split(document(whole)):
        assert whole[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.start >= seen and not whole[seen : passage.start].strip()
        assert "\n" not in passage.text
        assert (
            whole[passage.paragraph_start : passage.paragraph_end]
            == paragraphs[passage.paragraph - 1].strip()
        )
        seen = passage.end
    assert not whole[seen:].strip()


WHOLE = re.compile(r"\d+(?:[.,]\d+)*[%万]?|“[^“”\n]*”|《[^《》\n]*》|（[^（）\n]*）")


@settings(deadline=None)
@given(TEXTS, st.integers(1, 12))
def test_no_figure_quotation_or_bracket_is_cut(text: str, times: int) -> None:
    whole = text * times
    cuts = {offset for p in split(document(whole)) for offset in (p.start, p.end)}
    for match in WHOLE.finditer(whole):
        assert not cuts & set(range(match.start() + 1, match.end()))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_split_without_loss(text: str) -> None:
    text = text.replace("\r", "\n")
    seen = 0
    for passage in split(document(text)):
        assert not text[seen : passage.start].strip().strip("\u200b\u200c\u200d\u2060\ufeff\u00ad")
        seen = passage.end
    assert not text[seen:].strip().strip("\u200b\u200c\u200d\u2060\ufeff\u00ad")
