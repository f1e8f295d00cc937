"""Public sets are told by their files and become rows whose documents can be laid out under the names they use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import UsageError
from qa.evaluation.command import questions
from qa.evaluation.formats import FORMATS, find_format, lay_out

# One made-up line of each file of each format.
SAMPLES: dict[str, dict[str, list[dict]]] = {
    "ncp_policy_qa": {
        "qa_with_context.jsonl": [
            {
                "id": "1",
                "docid": "d",
                "question": "几家？",
                "answer": "5家",
                "answer_span_in_doc": [2, 4],
            }
        ],
        "docs.jsonl": [{"docid": "d", "text": "共有5家。"}],
    },
    "policy_figures": {
        "num_qa.jsonl": [
            {"id": "1", "year": 2020, "question": "几家？", "answer": "5家", "evidence": "有5家"}
        ]
    },
    "enterprise_policies": {
        "qa_handmade.jsonl": [
            {
                "id": "1",
                "type": "unanswerable",
                "question": "几家？",
                "doc_id": "a",
                "must_include": ["无法"],
                "must_not_include": [],
                "evidence": [],
            }
        ]
    },
    "stard": {
        "queries.jsonl": [{"qid": "1", "question": "几家？", "positives": ["a1"]}],
        "corpus_rebuilt.jsonl": [
            {"pid": "a1", "name": "测试法第一条", "text": "共有五家。\n另有一家。"},
            {"pid": "a2", "name": "测试法第二条", "text": "本法自公布之日起施行。"},
        ],
    },
    "crud_rag": {
        "subqa_silver.jsonl": [
            {"id": "1", "question": "几家？", "answer": "5家", "gold_docs": ["n1"], "strict": True},
            {
                "id": "2",
                "question": "几家？",
                "answer": "5家",
                "gold_docs": ["n1"],
                "strict": False,
            },
        ],
        "news_corpus.jsonl": [{"doc_id": "n1", "text": "共有5家。"}],
    },
    "cmrc2018": {
        "trial.jsonl": [
            {
                "id": "1",
                "para_id": "p/1",
                "context": "共有5家。",
                "question": "几家？",
                "answers": [{"text": "5家", "start": 2}],
            }
        ]
    },
    "cjrc": {
        "dev.jsonl": [
            {
                "id": str(number),
                "domain": "civil",
                "case_id": "1",
                "context": "共有5家。",
                "question": "几家？",
                "type": kind,
                "answers": [{"text": text, "start": 0}],
            }
            for number, (kind, text) in enumerate(
                (("span", "5家"), ("yesno", "YES"), ("unanswerable", ""))
            )
        ]
    },
    "rgb_zh": {
        "zh_refine.jsonl": [
            {
                "id": 0,
                "query": "几家？",
                "answer": [["5家", "五家"]],
                "positive": ["5家"],
                "negative": ["无"],
            }
        ]
    },
    "domainrag": {
        "extractive.jsonl": [
            {
                "question": "几家？",
                "answers": [["5家"]],
                "positive_reference": [{"id": "1", "psg_id": 2, "contents": "共有5家。"}],
            }
        ],
        "passage_pool.jsonl": [{"pid": "1_2", "title": "t", "contents": "共有5家。"}],
    },
}
SAMPLES["drcd"] = {"dev.jsonl": SAMPLES["cmrc2018"]["trial.jsonl"]}
READS_FOLDERS = ("policy_figures", "enterprise_policies")


@pytest.fixture
def write(tmp_path: Path):
    def written(name: str) -> Path:
        folder = tmp_path / "data" / name
        folder.mkdir(parents=True)
        for file, rows in SAMPLES[name].items():
            text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
            (folder / file).write_text(text + "\n", encoding="utf-8")
        return folder

    return written


def test_every_format_has_a_sample() -> None:
    assert set(SAMPLES) == set(FORMATS)


@pytest.mark.parametrize("name", SAMPLES)
def test_rows_are_questions_and_their_documents_are_there(name: str, write, tmp_path: Path) -> None:
    folder = write(name)
    rows = questions(folder, name)
    assert rows and all(row.question == "几家？" for row in rows)
    if name not in READS_FOLDERS:
        count = lay_out(FORMATS[name].texts(folder / FORMATS[name].questions), tmp_path / "out")
        written = {path.name for path in (tmp_path / "out").iterdir()}
        assert count == len(written)
        assert {g["doc"] for row in rows for g in row.values["gold"]} <= written


def test_only_strict_news_questions_and_no_bare_yes_are_asked(write) -> None:
    assert len(questions(write("crud_rag"), None)) == 1
    asked = questions(write("cjrc"), "cjrc")
    assert [row.values["unanswerable"] for row in asked] == [False, True]


def test_an_article_is_one_paragraph(write, tmp_path: Path) -> None:
    path = write("stard") / "queries.jsonl"
    lay_out(FORMATS["stard"].texts(path), tmp_path / "out")
    text = (tmp_path / "out" / "测试法.md").read_text(encoding="utf-8")
    assert text.split("\n\n")[1] == "第一条　共有五家。另有一家。"


def test_a_file_of_another_name_is_a_plain_question_file(tmp_path: Path) -> None:
    assert find_format(tmp_path / "q.jsonl") is None


def test_a_format_is_told_by_its_rows_too(write, tmp_path: Path) -> None:
    for name in SAMPLES:
        found = find_format(write(name))
        assert found is not None and found[0].name == name
    own = tmp_path / "dev.jsonl"
    own.write_text('{"id": "1", "question": "几家？", "answers": ["5家"]}\n', encoding="utf-8")
    assert find_format(own) is None and questions(own, None)[0].question == "几家？"


def test_errors_are_told(write, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有格式 'x'"):
        find_format(tmp_path, "x")
    with pytest.raises(UsageError, match="里没有"):
        find_format(tmp_path)
    bad = tmp_path / "trial.jsonl"
    bad.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="不是 cmrc2018 格式"):
        questions(bad, "cmrc2018")
    bad.write_text("{\n", encoding="utf-8")
    with pytest.raises(UsageError, match="无法读取"):
        questions(bad, "cmrc2018")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(UsageError, match="不是空的"):
        lay_out(iter(()), tmp_path / "full")
    with pytest.raises(UsageError, match="带有路径"):
        lay_out(iter([("../x", "x")]), tmp_path / "new")
    path = write("ncp_policy_qa") / "qa_with_context.jsonl"
    (path.parent / "docs.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="附带的文件不合格式"):
        lay_out(FORMATS["ncp_policy_qa"].texts(path), tmp_path / "new")
