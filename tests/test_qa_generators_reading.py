"""The adapter's prompt: numbered from 1 whatever the evidence is numbered, in two parts, never a marker of the source's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.generators.reading import EXCERPT, PASSAGES, ReadingPrompt, heading, renumbered
from tests.make import evidence

HELD = (
    evidence("对通过认定的企业，给予最高50万元补助[7]，分两年拨付。", 4, section=("三、支持",)),
    evidence("对通过认定的企业，给予最高50万元补助[7]，分两年拨付。", 5),
    evidence("我们培训了1200名技术员。", 9, start=900, speaker="李明", role="局长"),
)


def test_passages_are_numbered_as_shown_and_known_by_their_evidence() -> None:
    shown = ReadingPrompt().shown("补助多少？", HELD)
    assert [(n, s.number) for n, s in shown.items()] == [(4, 1), (9, 2)]
    assert shown[4].text.startswith("对通过认定的企业，给予最高50万元补助（7）")
    assert shown[9].lead == "局长李明表示，" and shown[4].lead == ""
    assert shown[9].heading.endswith("局长 李明") and "三、支持" in shown[4].heading


def test_the_text_is_its_two_parts() -> None:
    prompt = ReadingPrompt()
    shown = list(prompt.shown("补助多少？", HELD).values())
    passages, asked = prompt.parts("补助多少？", shown)
    assert passages + asked == prompt.text("补助多少？", shown)
    assert passages.count("\n") == len(shown) and asked == "问：补助多少？\n答："


def test_it_is_bounded() -> None:
    many = [
        evidence(f"第{n}类办理，" + f"应当{n}日内依法，" * 60 + "。", n, start=n * 999)
        for n in range(1, 9)
    ]
    shown = ReadingPrompt().shown("办理", many)
    assert len(shown) == PASSAGES and all(len(s.text) <= EXCERPT for s in shown.values())
    assert len(heading("题" * 200, "2024-01-01", ("章" * 200,), "名" * 99, "职" * 99)) < 120


@given(st.lists(st.sampled_from(list("补助50万元。[]12")), max_size=24), st.integers(1, 5))
def test_markers_are_renumbered_however_the_text_is_cut(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    cut = [text[i : i + width] for i in range(0, len(text), width)]
    assert "".join(renumbered(cut, {1: 40, 2: 7})) == "".join(renumbered([text], {1: 40, 2: 7}))


def test_a_marker_of_nothing_shown_goes() -> None:
    assert "".join(renumbered(["甲。[", "1]", "乙。[3]丙。[2"], {1: 40})) == "甲。[40]乙。丙。[2"
