"""The relevance model is asked about what may answer, the likeliest first, and no more once it is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from index.splitter import sentences
from index.types import DocumentInfo, Passage, Standing
from qa.evidence.candidates import Reading
from qa.question import analyse
from qa.reader.judging import offers_nothing, read_judged
from qa.types import Evidence
from tests.make import evidence, info

OWN = info(title="测试县若干措施", region="测试县", published="2025-03-01")
ASKED = "技术改造补助最高多少万元？"
GRANT = "技术改造补助最高不超过300万元。"
NEAR = "技术改造补助最高按项目投入的10%给予，另有50万元。"
FAR = "春节放假7天。"


class Told:
    """Finds a sentence as likely as it was told, others hardly; `asked` are the passages it was asked about."""

    name = "told"

    def __init__(self, chances: Mapping[str, float] | None = None) -> None:
        self._chances = chances or {}
        self.asked: list[str] = []

    def judge(
        self, question: str, passages: Sequence[tuple[Passage, DocumentInfo]]
    ) -> list[dict[tuple[int, int], float]]:
        self.asked += [p.text for p, _ in passages]
        return [
            {(a, b): self._chances.get(p.text[a:b], 0.002) for a, b in sentences(p.text)}
            for p, _ in passages
        ]


def items(*texts: str, **changes: object) -> list[Evidence]:
    changes.setdefault("document", OWN)
    return [
        evidence(text, number, start=number * 1000, **changes)  # type: ignore[arg-type]
        for number, text in enumerate(texts, 1)
    ]


def read(question: str, told: Told, found: Sequence[Evidence]) -> Reading:
    return read_judged(told, analyse(question), found, lambda token: 0.01, lambda id_: "")


def test_once_the_model_is_sure_nothing_more_is_judged() -> None:
    alike = [f"第{i}项技术改造补助最高不超过{i}0万元。" for i in range(1, 9)]
    told = Told({GRANT: 0.9})
    reading = read(ASKED, told, items(GRANT, *alike))
    assert len(told.asked) == 3
    assert GRANT in told.asked
    assert reading.best is not None and reading.best.text == GRANT


def test_while_it_is_not_sure_all_that_words_put_near_is_judged() -> None:
    alike = [f"第{i}项技术改造补助最高不超过{i}0万元。" for i in range(1, 9)]
    told = Told()
    read(ASKED, told, items(*alike))
    assert sorted(told.asked) == alike


def test_what_words_put_far_behind_is_not_judged_and_counts_for_less() -> None:
    told = Told()
    reading = read(ASKED, told, items(GRANT, FAR, NEAR))
    assert sorted(told.asked) == sorted([GRANT, NEAR])
    assert [c.chance for c in reading.candidates if c.text == FAR] == [None]


def test_the_first_by_retrieval_is_among_the_first() -> None:
    alike = [f"第{i}项技术改造补助最高不超过{i}0万元。" for i in range(1, 9)]
    told = Told({"技改项目最高补300万元。": 0.9})
    read(ASKED, told, items("技改项目最高补300万元。", *alike))
    assert told.asked[2] == "技改项目最高补300万元。"
    assert len(told.asked) == 3


@pytest.mark.parametrize(
    "question", ["江苏省技术改造补助最高多少万元？", "2019年技术改造补助最高多少？"]
)
def test_where_nothing_fits_the_slots_one_passage_says_how_near_it_comes(question: str) -> None:
    told = Told({GRANT: 0.9})
    read(question, told, items(GRANT, NEAR, FAR))
    assert len(told.asked) == 1


def test_a_sure_sentence_without_what_was_asked_for_ends_nothing() -> None:
    texts = [
        "按规定给予技术改造补助，最高的优先。",
        *(f"第{i}项技术改造补助多少万元另定。" for i in range(5)),
    ]
    told = Told({texts[0]: 0.9})
    read(ASKED, told, items(*texts))
    assert len(told.asked) == len(texts)


def test_of_a_list_the_other_items_are_judged_too() -> None:
    heads = [f"{word}是申请材料之{i}，须交原件。" for i, word in enumerate("一二三四五六", 1)]
    found = [
        evidence(
            text, i, start=i * 1000, document=OWN, label=f"{text[0]}是", section=("申请材料如下：",)
        )
        for i, text in enumerate(heads, 1)
    ]
    told = Told(dict.fromkeys(heads, 0.9))
    read("申请材料有哪些？", told, found)
    assert sorted(told.asked) == sorted(heads)


def test_what_has_ended_does_not_end_the_search() -> None:
    ended = info(region="测试县", standing=Standing("repealed", "2024-01-01"))
    old = items(GRANT, document=ended)
    told = Told({GRANT: 0.9})
    alike = [f"第{i}项技术改造补助最高不超过{i}0万元。" for i in range(2, 9)]
    read(ASKED, told, [*old, *items("无", *alike)[1:]])
    assert len(told.asked) == 1 + len(alike)


def test_an_older_document_of_a_series_does_not_end_the_search() -> None:
    texts = [GRANT, *(f"第{i}项技术改造补助最高不超过{i}0万元。" for i in range(1, 5))]
    old = info(id="d0", title="2023年测试县工作报告", region="测试县", published="2023-01-01")
    new = info(id="d9", title="2025年测试县工作报告", region="测试县", published="2025-01-01")
    for document, count in ((old, 6), (new, 3)):
        told = Told({GRANT: 0.9})
        other = new if document is old else old
        read(ASKED, told, [*items(*texts, document=document), evidence(NEAR, 9, document=other)])
        assert len(told.asked) == count


def test_who_asks_for_support_is_judged_until_anything_is_found() -> None:
    question = analyse("我们做箱包，想参加境外展会，有什么补助？")
    found = items("对参加境外展会的企业给予补助。", FAR, GRANT)
    told = Told({FAR: 0.02})
    assert not offers_nothing(told, question, found)
    assert told.asked == ["对参加境外展会的企业给予补助。", FAR]
    assert offers_nothing(Told(), question, found)


def test_who_said_something_is_left_to_words_only_where_somebody_speaks() -> None:
    text = "张三厅长介绍，补助最高300万元。"
    told = Told()
    read("最高300万元是谁说的？", told, items(text, speaker="张三", role="厅长"))
    assert told.asked == []
    read("最高300万元是谁说的？", told, items(text))
    assert told.asked == [text]
    told.asked.clear()
    read("补助由谁出钱？", told, items(text, speaker="张三", role="厅长"))
    assert told.asked == [text]
