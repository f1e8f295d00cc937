"""A question taken apart: its kind, what would answer it, and which characters say what it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold
from qa.question import analyse, asks_summary, filled, rate_kind, spelled_out

KINDS = {
    "figure": [
        "请问技术改造补助最高多少？",
        "全县有多少家参展企业",
        "展位补助几万元",
        "补贴标准是多少",
        "占全省的百分之几",
        "比上年增长了多少",
        "几天能办完",
        "10万元以上的项目有几个",
        "县里有几个百亿级集群，分别是哪些",
    ],
    "when": [
        "什么时候施行",
        "有效期多久",
        "有效期到什么时候",
        "申报截止日期是哪天",
        "哪一年印发的",
    ],
    "who": [
        "谁说要推动数字化转型",
        "哪个部门负责",
        "县商务局局长是谁",
        "由哪些单位牵头",
        "主管部门是哪个",
    ],
    "list": [
        "有哪些扶持措施",
        "分别是哪些产业",
        "怎么推进数字化转型",
        "重点领域包括什么",
        "第三季度要做好哪几项工作",
    ],
    "where": ["服务站设在哪里", "在哪个市", "什么地方可以办理", "20几所学校在哪开会", "展台在哪"],
    "yesno": ["是否需要营业执照", "要不要先备案", "已经到期了吗"],
    "support": [
        "我们做箱包，有什么扶持？",
        "我是养殖户，能拿补贴吗",
        "公司想出海可以申请什么项目",
        "求助谁能帮我们出海",
    ],
    "open": [
        "为什么要推动转型",
        "什么是专精特新",
        "办理流程是什么",
        "在哪个阶段可以更正",
        "在哪一次会议上通过",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in KINDS.items() for t in texts])
def test_kinds(kind: str, text: str) -> None:
    assert analyse(text).kind == kind
    assert analyse(fold(text)).kind == kind, "width and script do not matter"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("展位补助几万元", {"money": True, "units": ("元",)}),
        ("有几个平台、多少家企业", {"units": ("个", "家")}),
        ("补贴标准是多少", {"amount": True, "money": False}),
        ("占比多少", {"rate": True, "share": "占比", "amount": False}),
        ("增速是多少", {"rate": True, "share": "增幅"}),
        ("对增长的贡献率是多少", {"rate": True, "share": "贡献率"}),
        ("营业收入比上年增长了多少", {"rate": False, "money": False, "share": "增幅"}),
        ("两个园区分别增长多少", {"plural": True}),
        ("产业分别叫什么", {"naming": True}),
        ("是哪位局长说的", {"person": True}),
        ("哪个部门负责", {"person": False}),
        ("几个工作日办结", {"lasting": True, "units": ("个工作日",)}),
        ("年满几岁可以领", {"aged": True}),
        (
            "广东省2025年上半年增长多少",
            {"regions": ("广东省",), "years": ("2025",), "periods": ("上半年",)},
        ),
        ("我人在广东上班，老家的奶奶能不能上门做", {"regions": (), "home": ("广东省",)}),
        ("“十四五”期间新增多少", {"periods": ("十四五",)}),
        ("《若干措施》支持哪些企业", {"titles": ("若干措施",)}),
        ("电话12025345是谁的", {"years": ()}),
    ],
)
def test_slots(text: str, wanted: dict[str, object]) -> None:
    question = analyse(text)
    assert {name: getattr(question, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("请问全县有多少家参展企业？", "全县参展企业"),
        ("数字化转型由哪个部门负责", "数字化转型部门负责"),
        ("中小企业有哪些项目", "中小企业项目"),
        ("设备投入500万元以上的企业", "设备投入元以上企业"),
    ],
)
def test_what_is_left_is_what_it_is_about(text: str, content: str) -> None:
    question = analyse(text)
    assert (
        "".join(c for c, kept in zip(question.text, question.content, strict=True) if kept)
        == content
    )


@given(st.text(max_size=80))
def test_any_text_is_a_question(text: str) -> None:
    question = analyse(text)
    assert question.text == text
    assert len(question.folded) == len(question.content) == len(text)
    assert not any(
        kept and c.isspace() for c, kept in zip(question.folded, question.content, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [("同比增长", "增幅"), ("占全国", "占比"), ("对增长的贡献率", "贡献率"), ("有家企业", "")],
)
def test_rates_have_kinds(text: str, kind: str) -> None:
    assert rate_kind(text) == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("哪部分企业经营收入计入利润总额？", "open"),
        ("全县企业经营收入增速如何？", "figure"),
        ("县里如何支持企业扩大产能？", "list"),
        ("我们企业能拿什么补贴？", "support"),
    ],
)
def test_a_noun_of_amount_at_the_end_asks_for_none_where_something_else_is_asked(
    question: str, kind: str
) -> None:
    assert analyse(question).kind == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("2024年大桥日均车流量", "figure"),
        ("全省特困人员供养率", "figure"),
        ("戏曲班上年招生数", "figure"),
        ("《长河》的导演", "who"),
        ("投标文件开启时间", "when"),
        ("怎么提高供水质量", "open"),
        ("工作质量", "open"),
        ("人数不够怎么办", "open"),
    ],
)
def test_words_for_a_search_ask_for_what_the_last_of_them_is(words: str, kind: str) -> None:
    assert analyse(words).kind == kind


def test_a_stretch_of_time_is_no_duration() -> None:
    assert not analyse("复工分几个时间段？").lasting
    assert analyse("办理时间要几个工作日？").lasting


def test_how_long_and_how_much_in_everyday_words() -> None:
    assert analyse("收到通知后最晚几日内退还？").lasting
    assert not analyse("展会几日开幕？").lasting and analyse("展会几日开幕？").kind == "when"
    asked = analyse("每天自己掏几个钱？")
    assert asked.money and not asked.units


def test_a_few_that_are_told_of_are_not_asked_for() -> None:
    assert analyse("县里立的几条规矩，说来听听").kind != "figure"
    assert analyse("已经建好的有几个？").kind == "figure"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("去年物价上涨____%", "去年物价上涨多少%"),
        ("补办要等___日。", "补办要等多少日。"),
        ("主管部门是____。", "主管部门是什么。"),
        ("用户名是a_b吗？", "用户名是a_b吗？"),
    ],
)
def test_a_gap_asks(text: str, asked: str) -> None:
    assert filled(text) == asked


@pytest.mark.parametrize("word", ["车位", "床位", "学位", "款项", "事项", "农家"])
def test_nouns_that_end_like_a_measure_word_are_content(word: str) -> None:
    question = analyse(f"全年保障性{word}建成多少？")
    at = question.folded.index(word)
    assert question.content[at : at + 2] == (True, True)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("去年引进了多少年轻人？", ()),
        ("试点这几年一共多少人？", ("人",)),
        ("有效期是几年？", ("年",)),
        ("连续亏损多少年？", ("年",)),
    ],
)
def test_a_measure_word_is_one_only_where_it_is_asked_for(
    question: str, units: tuple[str, ...]
) -> None:
    assert analyse(question).units == units


def test_a_sum_is_no_year() -> None:
    assert analyse("设备投了2000万，能补多少").years == ()
    assert analyse("2015家企业").years == ()
    assert analyse("2020年补多少").years == ("2020",)


def test_a_place_that_is_left_out_is_not_asked_about() -> None:
    question = analyse("不在湖北的大企业，社保费减几个月")
    assert question.regions == () and question.outside == ("湖北省",)
    assert analyse("粤港澳大湾区建设有哪些措施").regions == ()
    assert len(analyse("粤港澳三地有哪些措施").regions) == 3
    assert analyse("在湖北的企业减几个月").regions == ("湖北省",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("东桥是公元几年建成的？", "when"),
        ("东桥建成于何年？", "when"),
        ("过东桥要花多少时间？", "when"),
        ("许多高校哪一年迁来？", "when"),
        ("他率领多少士兵？", "figure"),
    ],
)
def test_words_that_ask_for_a_time_or_a_count(text: str, kind: str) -> None:
    assert analyse(text).kind == kind and not analyse(text).amount


def test_what_at_the_end_of_a_question_asks_for_no_reason() -> None:
    assert not analyse("信用卡的额度为何？").why and analyse("他停工，这是为什么？").why
    assert analyse("为何停工？").why and not analyse("他们大多为什么籍贯？").why


def test_contracts_with_a_term_are_counted() -> None:
    assert not analyse("双方签了几次有固定期限的合同？").lasting


def test_a_capital_is_asked_about_and_the_number_of_an_item_is_nothing() -> None:
    assert analyse("甲省的省会在哪里？").content[3:5] == (True, True)
    assert not any(analyse("①②③").content)
    assert analyse("他何时到案？").content[3:5] == (True, True)


def test_two_options_that_are_all_that_is_asked_are_asked_about() -> None:
    asked = analyse("先征后退还是即征即退？")
    assert "".join(c for c, on in zip(asked.folded, asked.content, strict=True) if on)
    kept = analyse("新版目录的适用范围收窄还是放宽？")
    assert not kept.content[kept.folded.index("收窄")]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("城镇化率 2012", "2012年城镇化率是多少？"),
        ("2021年高铁里程", "2021年高铁里程是多少？"),
        ("2021年研发经费增长", "2021年研发经费增长是多少？"),
        ("农家乐贷款贴息", "农家乐贷款贴息"),
        # What is a question already stays as it is.
        ("脱贫多少人 2017", "2017年脱贫多少人"),
        ("比重有多高？", "比重有多高？"),
        ("粮食产量？", "粮食产量？"),
        ("2019年和2020年", "2019年和2020年"),
    ],
)
def test_words_typed_for_a_search_stand_for_a_question(typed: str, asked: str) -> None:
    assert spelled_out(typed) == asked


def test_a_summary_of_nothing_named_is_no_question() -> None:
    assert asks_summary("总结一下") and asks_summary("这篇文章讲了什么?")
    assert not asks_summary("总结全县旅游业的扶持措施") and not asks_summary("文章说了哪些奖励?")
