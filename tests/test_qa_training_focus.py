"""What the focus model learns from: which words of which sentence; and a run that goes on where it was."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tiny_e5

torch = pytest.importorskip("torch")
from qa.relevance.input import FOCUS_PREFIX  # noqa: E402
from qa.training import train_focus  # noqa: E402
from qa.training.build import kept  # noqa: E402
from qa.training.build_focus import FocusExample, from_places, from_spans  # noqa: E402

TEXT = "南山县企业有30家，其中新建5家，补助20万元。另有园区2个。"


class Always(random.Random):
    """Chance that always says yes."""

    def random(self) -> float:
        return 0.0


class Never(random.Random):
    def random(self) -> float:
        return 1.0


def marked(example: FocusExample) -> str | None:
    return example.second[slice(*example.span)] if example.span else None


def place(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def row(*core: str, near: str = "") -> dict[str, object]:
    return {
        "id": "q", "doc": "a", "question": "有几家？",
        "evidence": [place("南山县企业有30家，其中新建5家，补助20万元。")],
        "core": [place(c) for c in core], "near": [place(near)] if near else [],
    }  # fmt: skip


def test_clauses_side_by_side_are_one_answer_and_of_separate_ones_the_last() -> None:
    known = {"a": (".txt", TEXT)}

    def answer(*core: str) -> str | None:
        (example,) = from_places(row(*core), known, Never())
        assert example.second.startswith(FOCUS_PREFIX + "南山县")
        return marked(example)

    assert answer("南山县企业有30家，", "其中新建5家，") == "南山县企业有30家，其中新建5家"
    assert answer("南山县企业有30家，", "补助20万元") == "补助20万元"
    assert answer() is None


def test_what_only_looks_like_an_answer_is_shown_without_one() -> None:
    known = {"a": (".txt", TEXT)}
    first, near = from_places(row("其中新建5家", near="另有园区2个。"), known, Always())
    assert marked(first) == "其中新建5家"
    assert near.span is None and near.second == f"{FOCUS_PREFIX}另有园区2个。"


def reading(answer: str, text: str = TEXT) -> dict[str, object]:
    return {
        "id": "r", "para_id": "p", "context": text, "question": "几个？",
        "answers": [{"text": answer, "start": text.find(answer)}],
    }  # fmt: skip


def test_of_a_reading_set_the_sentence_with_the_answer_is_shown() -> None:
    (alone,) = from_spans([reading("2个")], Never())
    assert marked(alone) == "2个" and alone.second == f"{FOCUS_PREFIX}另有园区2个。"
    beside, without = from_spans([reading("2个")], Always())
    assert marked(beside) == "2个" and beside.second == FOCUS_PREFIX + TEXT
    assert without.span is None and "园区" not in without.second
    assert list(from_spans([reading("没有的话")], Always())) == []


def test_an_answer_over_two_sentences_shows_both() -> None:
    (example,) = from_spans([reading("20万元。另有园区2个")], Never())
    assert example.second == FOCUS_PREFIX + TEXT


def test_traditional_characters_are_converted() -> None:
    (example,) = from_spans([reading("兩個園區", "縣裡有兩個園區。")], Never(), convert=True)
    assert marked(example) == "两个园区"


def test_about_one_paragraph_of_so_many_is_kept() -> None:
    assert 35 < sum(kept(f"p{n}", 2) for n in range(100)) < 65


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_a_run_goes_on_from_another_models_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safetensors.torch import load_file

    from qa.training.relevance_model import RelevanceModel

    encoder = tiny_e5.folder(tmp_path / "e5")
    start = tmp_path / "relevance.safetensors"
    RelevanceModel(encoder, 4, 0).save(start)
    examples = tmp_path / "train.jsonl"
    lines = [
        {"group": "a", "first": "query: 几家？", "second": "passage: 有9家。", "span": [10, 12]},
        {"group": "b", "first": "query: 几个？", "second": "passage: 有9家。", "span": None},
    ]
    examples.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out = tmp_path / "run"
    given = (out, examples, "--encoder", encoder, "--rank", 4, "--first-layer", 0, "--batch", 2)
    monkeypatch.setattr(
        sys, "argv", ["", *map(str, given), "--dev", str(examples), "--start", str(start)]
    )
    train_focus.main()
    shipped = load_file(out / "focus.safetensors")
    assert shipped["ends.weight"].dtype == torch.float16
    assert shipped.keys() - load_file(start).keys() == {"ends.weight", "ends.bias"}
