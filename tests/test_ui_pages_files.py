"""The list of documents keeps its length and the reader its place, whatever is done in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.web import parts
from ui.pages.common import Frame, Parts
from ui.pages.files import _Page
from ui.views import files as view
from ui.words import CHINESE
from ui.work.files import Intake, Line

SHOWN = 2 * view.PAGE


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    folder = tmp_path_factory.mktemp("files")
    with parts(folder) as opened:
        papers = folder / "many"
        papers.mkdir()
        for n in range(view.PAGE + 9):
            text = f"# 第{n}号通知\n\n对第{n}类企业补助{n + 1}万元。\n"
            (papers / f"{n}.md").write_text(text, encoding="utf-8")
        opened.corpus.add([papers])
        yield replace(opened, allowed=lambda request: True)


def pressed(made: Parts, **data: str) -> tuple[Any, ...]:
    page = _Page(Frame(made, CHINESE))
    return page.pressed("", SHOWN, SimpleNamespace(_data=data), None)  # type: ignore[arg-type]


def items(html: str) -> int:
    return html.count("<li>")


def test_a_removal_leaves_the_list_unfolded_and_is_told_by_name(made: Parts) -> None:
    documents = made.corpus.documents()
    chosen = next(d for d in documents if d.title == "第7号通知")
    *_, asked, id_, before = pressed(made, do="remove", id=chosen.id)
    assert "删除《第7号通知》？" in asked and id_ == chosen.id and before == ""
    page = _Page(Frame(made, CHINESE))
    listed, said, *_ = page.remove(chosen.id, "", SHOWN, None)  # type: ignore[arg-type]
    assert items(listed) == len(documents) - 1 > view.PAGE
    assert "已删除《第7号通知》" in said
    # Somebody else was quicker: it is told, and the list shows what is there.
    listed, said, *_ = page.remove(chosen.id, "", SHOWN, None)  # type: ignore[arg-type]
    assert 'class="error"' in said and items(listed) == len(documents) - 1
    listed, *_ = pressed(made, do="remove", id=chosen.id)
    assert items(listed) == len(documents) - 1


def test_who_has_to_wait_for_others_is_told_at_once(made: Parts) -> None:
    page = _Page(Frame(made, CHINESE))
    again = SimpleNamespace(_data={"do": "again"})
    other = SimpleNamespace(_data={"do": "remove"})
    assert not isinstance(page.wait(None), str)  # type: ignore[arg-type]
    with made.library._alone():
        assert "完成后自动开始" in page.wait(None)  # type: ignore[arg-type]
        assert "完成后自动开始" in page.wait_again(again, None)  # type: ignore[arg-type]
        assert not isinstance(page.wait_again(other, None), str)  # type: ignore[arg-type]


def test_what_is_read_again_leaves_the_list_unfolded(made: Parts) -> None:
    documents = made.corpus.documents()
    event = SimpleNamespace(_data={"do": "again", "id": documents[-1].id})
    page = _Page(Frame(made, CHINESE))
    *_, (_, listed) = page.read_again("", SHOWN, event, None)  # type: ignore[arg-type]
    assert items(listed) == len(documents)


def test_what_was_not_taken_in_comes_first_once_all_is_done() -> None:
    lines = (Line("甲.md", "done"), Line("乙.pdf", "failed", "已损坏"), Line("丙.md", "done"))
    going, done = (view.intake(Intake(lines, finished=end)) for end in (False, True))
    names = ["甲.md", "乙.pdf", "丙.md"]
    assert sorted(names, key=going.index) == names
    assert sorted(names, key=done.index) == ["乙.pdf", "甲.md", "丙.md"]
