"""The public question sets as each is written: its rows as those of a question file, its documents as texts with names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import UsageError

Values = dict[str, Any]
Texts = Iterator[tuple[str, str]]

# Characters of a paragraph that tell it from every other.
_TELLING = 60


def _lines(path: Path) -> Iterator[Values]:
    """Yield the objects of a JSON Lines file.

    Raises:
        UsageError: it cannot be read, or a line is not a JSON object.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                values = json.loads(line)
                if not isinstance(values, dict):
                    raise UsageError(f"{path.name} 第 {number} 行不是 JSON 对象", "请检查文件")
                yield values
    except (OSError, ValueError) as error:
        raise UsageError(
            f"问题文件 {str(path)!r} 无法读取（{error}）", "请检查路径和格式"
        ) from error


def _file_name(name: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', "_", name)[:80]


# --- policy documents --------------------------------------------------------------------------------------------


def ncp_rows(path: Path) -> Iterator[Values]:
    for row in _lines(path):
        yield {
            "id": row["id"],
            "question": row["question"],
            "answers": [row["answer"]],
            "gold": [{"doc": f"{row['docid']}.txt", "place": row["answer_span_in_doc"]}],
        }


def ncp_texts(path: Path) -> Texts:
    for row in _lines(path.parent / "docs.jsonl"):
        yield f"{row['docid']}.txt", row["text"]


def figure_rows(path: Path) -> Iterator[Values]:
    for row in _lines(path):
        yield {
            "id": row["id"],
            "type": "figure",
            "question": row["question"],
            "answers": [row["answer"]],
            "gold": [{"doc": f"{row['year']}.md", "quote": row["evidence"]}],
        }


def figure_texts(path: Path) -> Texts:
    for file in sorted((path.parent.parent / "gov_work_reports" / "md").glob("20*.md")):
        if file.stem >= "2003":
            yield file.name, file.read_text(encoding="utf-8")


def enterprise_rows(path: Path) -> Iterator[Values]:
    for row in _lines(path):
        asked = row["type"] != "unanswerable"
        yield {
            "id": row["id"],
            "type": row["type"],
            "question": row["question"],
            "must": row["must_include"] if asked else [],
            "must_not": row["must_not_include"],
            "unanswerable": not asked,
            "gold": [
                {"doc": f"{row['doc_id']}.md", "quote": quote[:_TELLING]}
                for quote in row["evidence"]
            ],
        }


def enterprise_texts(path: Path) -> Texts:
    for file in sorted((path.parent / "md").glob("*.md")):
        yield file.name, file.read_text(encoding="utf-8")


# --- statutes and news -------------------------------------------------------------------------------------------

_ARTICLE = re.compile(r"(.+?)(第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?)")


def _statutes(path: Path) -> dict[str, list[Values]]:
    """Return law -> its articles in order; each gets `doc`, its file, and `body`, its text as one paragraph."""
    laws: dict[str, list[Values]] = {}
    for row in _lines(path.parent / "corpus_rebuilt.jsonl"):
        name = _ARTICLE.fullmatch(row["name"])
        law, label = (name[1], name[2]) if name else (row["name"], "")
        row["body"] = f"{label}　{''.join(row['text'].split())}"
        row["doc"] = f"{_file_name(law)}.md"
        laws.setdefault(law, []).append(row)
    return laws


def statute_rows(path: Path) -> Iterator[Values]:
    gold = {
        article["pid"]: {"doc": article["doc"], "quote": article["body"][:_TELLING]}
        for articles in _statutes(path).values()
        for article in articles
    }
    for row in _lines(path):
        yield {
            "id": row["qid"],
            "question": row["question"],
            "gold": [gold[pid] for pid in row["positives"]],
        }


def statute_texts(path: Path) -> Texts:
    for law, articles in _statutes(path).items():
        body = "\n\n".join(article["body"] for article in articles)
        yield articles[0]["doc"], f"# {law}\n\n{body}\n"


def news_rows(path: Path) -> Iterator[Values]:
    for row in _lines(path):
        # The others were not checked to be answered by one text alone.
        if row.get("strict"):
            yield {
                "id": row["id"],
                "question": row["question"],
                "answers": [row["answer"]],
                "gold": [{"doc": f"{doc}.txt"} for doc in row["gold_docs"]],
                "any_gold": True,
            }


def news_texts(path: Path) -> Texts:
    for row in _lines(path.parent / "news_corpus.jsonl"):
        yield f"{row['doc_id']}.txt", row["text"]


# --- reading -----------------------------------------------------------------------------------------------------


def reading_rows(path: Path) -> Iterator[Values]:
    for row in _lines(path):
        yield {
            "id": row["id"],
            "question": row["question"],
            "answers": list(dict.fromkeys(answer["text"] for answer in row["answers"])),
            "gold": [{"doc": f"{_file_name(row['para_id'])}.txt"}],
        }


def reading_texts(path: Path) -> Texts:
    known = {row["para_id"]: row["context"] for row in _lines(path)}
    yield from ((f"{_file_name(name)}.txt", text) for name, text in known.items())


def judgment_rows(path: Path) -> Iterator[Values]:
    for row in _lines(path):
        # A bare YES or NO is no answer of ours: only spans and what is not answered are asked.
        if row["type"] != "yesno":
            yield {
                "id": row["id"],
                "question": row["question"],
                "answers": list(dict.fromkeys(a["text"] for a in row["answers"] if a["text"])),
                "unanswerable": row["type"] == "unanswerable",
                "gold": [{"doc": f"{row['domain']}-{row['case_id']}.txt"}],
            }


def judgment_texts(path: Path) -> Texts:
    known = {f"{row['domain']}-{row['case_id']}": row["context"] for row in _lines(path)}
    yield from ((f"{name}.txt", text) for name, text in known.items())


def noisy_rows(path: Path) -> Iterator[Values]:
    for row in _lines(path):
        yield {
            "id": row["id"],
            "question": row["query"],
            "must": [
                "|".join(re.escape(a) for a in (one if isinstance(one, list) else [one]))
                for one in row["answer"]
            ],
            "gold": [{"doc": f"{row['id']}-p{i}.txt"} for i in range(len(row["positive"]))],
            "any_gold": True,
        }


def noisy_texts(path: Path) -> Texts:
    for row in _lines(path):
        for mark, texts in (("p", row["positive"]), ("n", row["negative"])):
            for number, text in enumerate(texts):
                yield f"{row['id']}-{mark}{number}.txt", text


def _page_file(page: str, text: str) -> str:
    """Name a page by its text too: the set gives several texts one number."""
    return f"{_file_name(page)}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.txt"


def pages_rows(path: Path) -> Iterator[Values]:
    for number, row in enumerate(_lines(path)):
        parts = row["answers"][0] if row["answers"] else []
        yield {
            "id": f"domainrag-{number}",
            "question": row["question"],
            "must": [re.escape(part) for part in ([parts] if isinstance(parts, str) else parts)],
            "gold": [
                {"doc": _page_file(str(ref["id"]), ref["contents"])}
                for ref in row["positive_reference"]
            ],
            "any_gold": True,
        }


def pages_texts(path: Path) -> Texts:
    known = {}
    for row in _lines(path.parent / "passage_pool.jsonl"):
        name = _page_file(row["pid"].rpartition("_")[0], row["contents"])
        known[name] = f"{row['title']}\n\n{row['contents']}"
    yield from known.items()
