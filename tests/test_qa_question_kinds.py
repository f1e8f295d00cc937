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
