"""Examples of the relevance model: what answers is marked, near misses hold nothing, other documents give what only looks alike."""

from __future__ import annotations

from qa.training.examples import Example, Sources, from_reading_set, from_rows

TEXT = """# 松平市扶持办法

对新认定的企业，一次性奖励20万元，奖励资金由市财政承担；材料应当在3月底前提交。逾期不得补报。

各镇做好宣传，畅通咨询渠道，及时答复企业。
"""
OTHER = """# 河口县奖励办法

新认定的企业奖励5万元。

停车场每年检查一次。
"""
SENTENCE = "对新认定的企业，一次性奖励20万元，奖励资金由市财政承担；材料应当在3月底前提交。"
ROW = {
    "id": "a",
    "doc": "a.md",
    "question": "新认定的企业奖多少？",
    "evidence": [SENTENCE],
    "near": ["逾期不得补报。"],
}
# Only what rows are about is drawn from.
ELSEWHERE = {"id": "b", "doc": "b.md", "question": "停车场多久查一次？", "evidence": []}


def examples(texts: dict[str, str], **changes: object) -> list[Example]:
    sources = Sources({name: (".md", text) for name, text in texts.items()})
    made = from_rows([{**ROW, **changes}, ELSEWHERE][: len(texts)], sources)
    return [example for example in made if example.group == "a"]


def said(example: Example) -> list[str]:
    pairs = zip(example.spans, example.labels, strict=True)
    return [example.second[a:b] for (a, b), label in pairs if label]


def test_the_sentence_that_answers_is_marked() -> None:
    (right,) = [e for e in examples({"a.md": TEXT}) if any(e.labels)]
    assert said(right) == [SENTENCE]


def test_a_near_miss_holds_nothing() -> None:
    made = examples({"a.md": TEXT}, evidence=[])
    assert made and not any(any(example.labels) for example in made)


def test_another_document_gives_its_passage_that_is_most_like_the_question() -> None:
    (far,) = [e for e in examples({"a.md": TEXT, "b.md": OTHER}) if "河口县" in e.second]
    assert "新认定的企业奖励5万元" in far.second and not any(far.labels)


def test_another_version_of_the_document_is_not_taken_for_a_wrong_answer() -> None:
    version = TEXT.replace("20万元", "30万元")
    made = examples({"a.md": TEXT, "b.md": version})
    assert made and not any("30万元" in example.second for example in made)


def test_a_reading_set_marks_the_sentence_of_the_answer() -> None:
    context = "松平市有三座桥，最长的是南桥，长八百米。北桥建于去年。"
    row = {
        "id": "q",
        "para_id": "p",
        "title": "桥",
        "context": context,
        "question": "最长的桥叫什么？",
        "answers": [{"text": "南桥", "start": context.index("南桥")}],
    }
    (example,) = from_reading_set([row])
    assert said(example) == [context[:20]]
