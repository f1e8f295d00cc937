"""What holds for every draft: exact offsets, no crash, the source's own sentences pass, changed figures never do."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.splitter import sentences
from qa.citations import Rejected, Supported, check
from qa.figures import compare, find_figures
from tests.citation_cases import PARAGRAPHS
from tests.make import evidence

WRITTEN = sorted({paragraph.text for paragraph in PARAGRAPHS})
TRADITIONAL = str.maketrans("业发产国实与为东广时务动给规", "業發產國實與為東廣時務動給規")
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
DECORATIONS = {
    "plain": lambda text: text,
    "wide": lambda text: text.translate(WIDE),
    "traditional": lambda text: text.translate(TRADITIONAL),
    "spaced": lambda text: f"  {text} ",
    "half": lambda text: text.replace("，", ","),
    "bulleted": lambda text: f"- {text}",
    "numbered": lambda text: f"1. {text}",
    "bold": lambda text: f"**{text}**",
}


@given(
    text=st.sampled_from(WRITTEN),
    start=st.integers(0, 10_000),
    how=st.sampled_from(sorted(DECORATIONS)),
    data=st.data(),
)
def test_every_sentence_of_the_source_passes(
    text: str, start: int, how: str, data: st.DataObject
) -> None:
    a, b = data.draw(st.sampled_from(sentences(text)))
    verdict = check(DECORATIONS[how](text[a:b]) + "[1]", [evidence(text, start=start)])
    assert isinstance(verdict, Supported), verdict
    assert verdict.citations[0].start == start + a
    assert verdict.support == "verbatim"


@given(
    draft=st.text(max_size=120),
    text=st.text(min_size=1, max_size=200),
    question=st.text(max_size=40),
)
@settings(max_examples=150, deadline=None)
def test_nothing_makes_it_fail(draft: str, text: str, question: str) -> None:
    verdict = check(draft, [evidence(text, start=7)], question=question)
    if isinstance(verdict, Supported):
        assert all(text[c.start - 7 : c.end - 7] == c.quote for c in verdict.citations)


@given(
    text=st.sampled_from(WRITTEN),
    pieces=st.lists(
        st.sampled_from(
            ["2025年", "12", "%", "家", "不", "，", "。", "[1]", "将", "广东", "“", "）", "企业"]
        ),
        max_size=8,
    ),
    data=st.data(),
)
@settings(max_examples=150, deadline=None)
def test_disturbed_text_keeps_offsets_exact(
    text: str, pieces: list[str], data: st.DataObject
) -> None:
    draft = text
    for piece in pieces:
        place = data.draw(st.integers(0, len(draft)))
        draft = draft[:place] + piece + draft[place:]
    verdict = check(draft, [evidence(text, start=3)])
    if isinstance(verdict, Supported):
        assert all(text[c.start - 3 : c.end - 3] == c.quote for c in verdict.citations)


@given(text=st.sampled_from(WRITTEN), value=st.integers(2, 10**6), data=st.data())
@settings(deadline=None)
def test_a_changed_figure_never_passes(text: str, value: int, data: st.DataObject) -> None:
    a, b = data.draw(st.sampled_from(sentences(text)))
    sentence = text[a:b]
    figures = [
        f
        for f in find_figures(sentence)
        if f.kind in ("quantity", "money", "rate") and not f.indefinite
    ]
    if not figures:
        return
    figure = data.draw(st.sampled_from(figures))
    draft = f"{sentence[: figure.number_start]}{value}{sentence[figure.number_end :]}"
    claims = [f for f in find_figures(draft) if f.start <= figure.number_start < f.end]
    if any(compare(claim, source) == "same" for claim in claims for source in find_figures(text)):
        return
    assert isinstance(check(draft, [evidence(text)]), Rejected)
