"""Scrambled pages are put in order beside the parser; all other documents pass untouched, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.documents import to_document
from index.errors import ModelError
from index.ordering import Ordering
from index.parsing import InProcess, Job, Parsed
from index.reader import RawText
from index.repair import SCRAMBLED, to_raw
from index.splitter import split
from index.types import Document
from tests.fakes import HashEmbedder

LEFT, RIGHT = "第二条 补助资金由市财政局会同主管", "部门管理，实行专款专用，年底公布使用情况。"
FIRST = "第一条 为了规范补助资金的管理，提高使用效益，制定本办法。"
LAST = "第三条 本办法自发布之日起施行。"
SWAPPED = "\n\n".join([RIGHT, LAST, FIRST, LEFT])


class Scorer:
    """To it LEFT goes on with RIGHT, and nothing else with anything; or it fails."""

    def __init__(self, error: ModelError | None = None) -> None:
        self.error = error
        self.closed = False

    def score(self, joints: Sequence[tuple[str, str]]) -> list[float]:
        if self.error:
            raise self.error
        return [-5.0 if (left, right) == (LEFT, RIGHT) else -50.0 for left, right in joints]

    def close(self) -> None:
        self.closed = True


class Reads:
    """A parser of one text, as if it were a file."""

    ahead = 3

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed = False

    def submit(self, job: Job) -> Callable[[], Parsed]:
        document = document_of(self.text)
        return lambda: (document, split(document))

    def rest(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def document_of(text: str) -> Document:
    raw = RawText(text=text, encoding="utf-8", sha256="0" * 64, size=len(text), metadata={})
    return to_document(raw, Path("办法.txt"))


def parsed(text: str, scorer: Scorer) -> Parsed:
    return Ordering(Reads(text), scorer).submit(Job(Path("办法.txt"), "办法.txt"))()


def test_a_scrambled_page_is_put_in_order_with_passages_and_origins():
    document, passages = parsed(SWAPPED, Scorer())
    assert document.text.split("\n\n") == [FIRST, LEFT + RIGHT, LAST]
    assert [item.kind for item in document.repairs] == ["moved"]
    assert [passage.label for passage in passages] == ["第一条", "第二条", "第三条"]
    assert all(document.text[p.start : p.end] == p.text for p in passages)
    assert to_raw(document.segments, document.text.index(RIGHT)) == 0


def test_other_documents_pass_untouched():
    document = document_of("\n\n".join([FIRST, LEFT + RIGHT, LAST]))
    assert parsed(document.text, Scorer(ModelError("坏了", "重装")))[0] == document


def test_without_its_model_a_page_stays_and_says_so():
    document, passages = parsed(SWAPPED, Scorer(ModelError("模型坏了", "请重装")))
    assert document.text == document_of(SWAPPED).text
    assert passages
    (note,) = [item.note for item in document.repairs if item.note.startswith(SCRAMBLED)]
    assert "模型坏了" in note


def test_both_are_closed():
    reads, scorer = Reads(FIRST), Scorer()
    ordering = Ordering(reads, scorer)
    assert ordering.ahead == 3
    ordering.close()
    assert reads.closed
    assert scorer.closed


def test_the_model_is_let_go_after_each_addition(tmp_path: Path) -> None:
    """On a server the corpus stays open for weeks, and a second model with it."""
    (tmp_path / "办法.txt").write_text(SWAPPED, encoding="utf-8")
    scorer = Scorer()
    parser = Ordering(InProcess(), scorer)
    with Corpus.open(tmp_path / "i", HashEmbedder(), create=True, parser=parser) as corpus:
        corpus.add([tmp_path / "办法.txt"])
        assert scorer.closed
        scorer.closed = False
        with pytest.raises(ModelError):
            corpus.add([tmp_path / "办法.txt"], again=True, progress=_broken)
        assert scorer.closed


def _broken(state: object) -> None:
    raise ModelError("坏了", "")
