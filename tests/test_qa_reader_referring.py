"""What points back is told with what it points at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.question import analyse
from qa.question.coverage import weigh
from qa.reader.lines import Line
from qa.reader.referring import with_extension, with_named, with_referent, with_time
from tests.make import evidence

TEXT = "市水务所成立于2003年。该所设有三个科室。其中两个在县城。"


def told(question: str, first: str, text: str = TEXT) -> list[str]:
    weights = weigh(analyse(question), lambda token: 0.01)
    return [
        line.text for line in with_referent((Line(first, 1, first),), weights, [evidence(text, 1)])
    ]


def test_the_sentence_before_comes_with_what_points_at_it() -> None:
    assert told("水务所的科室有几个？", "该所设有三个科室。") == [
        "市水务所成立于2003年。",
        "该所设有三个科室。",
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("水务所何时成立？", "市水务所成立于2003年。"),  # names it
        ("几个在县城？", "其中两个在县城。"),  # points at nothing
        ("设有三个科室吗？", "该所设有三个科室。"),  # the question has its words
    ],
)
def test_other_sentences_stand_alone(question: str, first: str) -> None:
    assert told(question, first) == [first]


def test_a_long_sentence_is_not_told_beside_another() -> None:
    assert told("水务所的人数是多少？", "该所有30人。", "甲" * 200 + "。该所有30人。") == [
        "该所有30人。"
    ]


def test_a_question_before_is_no_referent() -> None:
    assert told("水务所的人数是多少？", "该所有30人。", "水务所有多少人？该所有30人。") == [
        "该所有30人。"
    ]


LIMIT = "船舶证书应当在30日内办结。"


@pytest.mark.parametrize(
    ("after", "told_too"),
    [
        ("情况复杂的，经负责人批准，最长不得超过90日。", True),
        ("但因天气不能检验的，可以延长15日。", True),
        ("证书每5年换发一次。", False),  # another rule
        ("情况复杂的，应当告知申请人。", False),  # no limit
    ],
)
def test_a_limit_is_told_with_how_far_it_may_be_extended(after: str, told_too: bool) -> None:
    lines = with_extension((Line(LIMIT, 1, LIMIT),), [evidence(LIMIT + after, 1)])
    assert [line.text for line in lines] == [LIMIT, after][: 1 + told_too]


def test_a_sanction_is_told_with_the_rule_that_it_names() -> None:
    rule = evidence("第三条 船主不得夜间捕鱼。其他从其约定。", 2, start=500, label="第三条")
    text = "违反本办法第三条规定的，处500元罚款。"
    fine = replace(evidence(text, 1), names=rule.passage.id)
    told = with_named((Line(text, 1, text),), [fine, rule])
    assert [line.text for line in told] == [text, "第三条 船主不得夜间捕鱼。"]
    assert with_named(told, [fine, rule]) == told
    plain = (Line("证书有效期5年。", 1),)
    assert with_named(plain, [fine, rule]) == plain


@pytest.mark.parametrize(
    ("text", "told_too"),
    [
        ("渔港不得收费。但是，新建的渔港除外。", ["但是，新建的渔港除外。"]),
        ("渔港不得收费。渔船另行规定。", []),
        ("渔港不得收费。", []),
    ],
)
def test_what_is_forbidden_is_told_with_its_exception(text: str, told_too: list[str]) -> None:
    line = Line("渔港不得收费。", 1, "渔港不得收费。")
    assert [x.text for x in with_extension((line,), [evidence(text, 1)])[1:]] == told_too


def test_an_exception_comes_with_its_rule() -> None:
    text = "渔港不得收费。但是，新建的渔港可以收费。"
    exception = "但是，新建的渔港可以收费。"
    assert told("新建的渔港可以收费吗？", exception, text) == ["渔港不得收费。", exception]


def test_a_limit_in_the_next_sentence_comes_with_the_rule() -> None:
    text = "对企业给予20万元奖励。上述奖励仅限中小微企业。"
    lines = with_extension((Line("对企业给予20万元奖励。", 1),), [evidence(text, 1)])
    assert [line.text for line in lines] == ["对企业给予20万元奖励。", "上述奖励仅限中小微企业。"]


BUILT = "1998年4月，市里批准了方案。同年9月12日，东桥动工。两年后，东桥通车。"


@pytest.mark.parametrize(
    ("question", "first", "dated"),
    [
        ("东桥哪一年动工？", "同年9月12日，东桥动工。", True),
        ("东桥什么时候通车？", "两年后，东桥通车。", True),
        ("谁批准了方案？", "同年9月12日，东桥动工。", False),  # no time is asked for
        ("方案何时批准？", "1998年4月，市里批准了方案。", False),  # says the year itself
    ],
)
def test_what_dates_an_event_is_told_with_it(question: str, first: str, dated: bool) -> None:
    lines = with_time((Line(first, 1, first),), analyse(question), [evidence(BUILT, 1)])
    assert [line.text for line in lines] == ["1998年4月，市里批准了方案。"] * dated + [first]


@pytest.mark.parametrize("first", ["这导致交通中断。", "這導致交通中斷。"])
def test_what_led_to_something_is_told_whatever_was_asked(first: str) -> None:
    text = f"山洪冲毁东桥。{first}"
    assert told("什么导致交通中断？", first, text) == ["山洪冲毁东桥。", first]


@pytest.mark.parametrize(
    ("first", "after", "told"),
    [
        ("按不超过总投资的30%给予补助。", "单个主体补助上限为：农场30万元，合作社60万元。", True),
        ("按展位费的50%给予支持。", "单家企业每年累计不超过40万元。", True),
        ("按展位费的50%给予支持。", "支持对象为县内企业。", False),
        ("县里有企业500家。", "单家企业用工不超过40人。", False),
    ],
)
def test_a_share_is_told_with_its_cap(first: str, after: str, told: bool) -> None:
    lines = with_extension((Line(first, 1, first),), [evidence(first + after, 1)])
    assert [line.text for line in lines[1:]] == ([after] if told else [])


def test_whose_quotation_she_says_is_told() -> None:
    text = "董事长林某谈到海外。外界传言公司要出海，她摆摆手：“还在评估，没有时间表。”"
    said = text.split("。", 1)[1]
    assert told("公司已经决定出海建厂了吗？", said, text)[0] == "董事长林某谈到海外。"
