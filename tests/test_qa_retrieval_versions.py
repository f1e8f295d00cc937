"""Who asks for the new edition of a document by its name is told by the one that has taken its place, whatever its title."""

from __future__ import annotations

from pathlib import Path

from index.corpus import Corpus
from qa.answering.asking import Asking
from tests.fakes import NearEmbedder

OLD = """---
title: 南浦县加快重点产业实施意见（旧版）
issuer: 南浦县人民政府
region: 南浦县
---

对在主板上市企业，给予企业500万元奖励。
"""
NEW = """---
title: 南浦县人民政府关于支持重点产业加快发展的意见
issuer: 南浦县人民政府
published: 2023-02-08
region: 南浦县
---

对在主板上市企业，给予企业300万元奖励。

本意见自发布之日起施行。《南浦县加快重点产业实施意见（旧版）》同时废止。
"""


def test_the_new_edition_is_what_repealed_the_one_named(tmp_path: Path) -> None:
    for name, text in (("old.md", OLD), ("new.md", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Corpus.open(tmp_path / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([tmp_path / "old.md", tmp_path / "new.md"])
        asking = Asking(corpus)

        def of(question: str) -> set[str]:
            return {e.document.source for e in asking.ask(question).evidence}

        named = "《加快重点产业实施意见》，主板上市奖励多少？"
        assert of(f"南浦县新版的{named}") == {"new.md"}
        assert of(f"南浦县2023年新版的{named}") == {"new.md"}
        assert of(f"南浦县旧版的{named}") == {"old.md"}
        assert of(f"南浦县2021年版的{named}") != {"new.md"}
