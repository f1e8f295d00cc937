"""Which kind of thing a question asks for."""

from __future__ import annotations

import pytest

from qa.question import analyse


@pytest.mark.parametrize(
    ("text", "kind", "naming"),
    [
        ("县里对违规的作坊如何处理？", "open", False),
        ("该案如何处罚？", "open", False),
        ("领取点设在何处？", "where", False),
        ("对纳入名单的企业有哪些优惠？", "list", False),
        ("重点企业名单管理有哪些要求？", "list", False),
        ("入选企业的名单有哪些？", "list", True),
    ],
)
def test_what_is_done_is_no_place_and_a_list_that_exists_is_not_asked_for(
    text: str, kind: str, naming: bool
) -> None:
    asked = analyse(text)
    assert (asked.kind, asked.naming) == (kind, naming)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("返还的钱可以花在哪些地方？", "list"),
        ("专项资金哪些地方不能花？", "list"),
        ("这个办法新在哪里？", "list"),
        ("最好在哪里办？", "where"),
        ("跟几家企业聊了，货款被拖着，县里怎么解决？", "open"),
        ("资金怎么拨，是一次给完还是分几次给？", "open"),
        ("科技创新对全县有多重要？", "open"),
        ("全县有几家企业技术中心，分别是哪些？", "figure"),
    ],
)
def test_words_that_ask_only_sometimes(asked: str, kind: str) -> None:
    assert analyse(asked).kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("我们厂评价是末档，技改补助还能报吗？", "yesno"),
        ("我和老公都符合条件，购房补贴能两个人都领吗", "yesno"),
        ("我们公司有什么补贴能领吗", "support"),
        ("我们厂有补贴可以申请吗", "support"),
        ("绿色工厂有有效期吗", "yesno"),
        ("办法的有效期是多久", "when"),
    ],
)
def test_one_support_that_is_named_is_asked_yes_or_no(question: str, kind: str) -> None:
    assert analyse(question).kind == kind
