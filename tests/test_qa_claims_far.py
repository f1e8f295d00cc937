"""What is left out of comparing can decide nothing: a long run of the source that shares nothing with the draft."""

import pytest

from qa.claims.far import far, said_by
from qa.claims.told import read_told


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("全省粮食产量为500万吨。", "光伏装机容量为600万吨。", True),
        ("全省粮食产量为500万吨。", "夏粮产量为600万吨。", False),
        ("高铁里程412公里。", "高速铁路690公里。", False),
    ],
)
def test_only_another_thing_is_far(claim: str, source: str, expected: bool) -> None:
    (mine,), (theirs,) = read_told(claim), read_told(source)
    assert far(mine, said_by(mine), theirs) is expected
