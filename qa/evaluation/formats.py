"""Public question sets in their own formats, read into the rows of a question file, and their documents as files.

A format is told by the name of its file of questions and the fields of its first row: a file of one's own may have the
same name. Its rows carry what the set knows: `answers`, `must`,
`gold` (document, and `place` in its file or a `quote` of its paragraph) and `unanswerable`. Its documents are
laid out under the names that `gold` uses, so that `add` can take them in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from index.errors import UsageError
from qa.evaluation import sets
from qa.evaluation.sets import Texts, Values
from qa.question_files import MAX_LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`questions` is the name of the file that holds them, `fields` what its rows have; the functions are given its path."""

    name: str
    questions: str
    fields: frozenset[str]
    rows: Callable[[Path], Iterator[Values]]
    texts: Callable[[Path], Texts]


def find_format(path: Path, name: str | None = None) -> tuple[Format, Path] | None:
    """Return the format of a file or folder and the path of its questions; None where it is a plain question file.

    Raises:
        UsageError: `name` is unknown, or the folder holds no questions of that format, or none of any.
    """
    if name is not None and name not in FORMATS:
        raise UsageError(f"没有格式 {name!r}", f"可用的格式有 {'、'.join(FORMATS)}")
    wanted = [FORMATS[name]] if name else list(FORMATS.values())
    for each in wanted:
        file = path / each.questions if path.is_dir() else path
        if name and (file.is_file() or file == path):
            return each, file
        if file.name == each.questions and each.fields <= _first_fields(file):
            return each, file
    if path.is_dir():
        files = "、".join(each.questions for each in wanted)
        raise UsageError(f"文件夹 {str(path)!r} 里没有 {files}", "请给出问题文件或它所在的文件夹")
    return None


def _first_fields(path: Path) -> frozenset[str]:
    """Return the fields of the first row of a file, none where it holds no row that can be read."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.readline(MAX_LINE))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return frozenset(values if isinstance(values, dict) else ())


def lay_out(texts: Texts, folder: Path) -> int:
    """Write the documents of a set into `folder`, which must be new or empty; return how many.

    Raises:
        UsageError: the folder holds something already or cannot be written, or the texts are not those of the set.
    """
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"文件夹 {str(folder)!r} 不是空的", "请给出一个新的文件夹")
        for name, text in texts:
            if PurePath(name).name != name:
                raise UsageError(f"题集中的文件名 {name!r} 带有路径", "请检查题集")
            (folder / name).write_text(text, encoding="utf-8")
            count += 1
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"题集附带的文件不合格式（{error!r}）", "请检查文件，或用 --format 指明格式"
        ) from error
    except OSError as error:
        raise UsageError(
            f"无法写入文件夹 {str(folder)!r}（{error.strerror or error}）", "请检查路径和权限"
        ) from error
    return count


FORMATS = {
    name: Format(name=name, questions=file, fields=frozenset(fields.split()), rows=rows, texts=texts)
    for name, file, fields, rows, texts in (
        ("ncp_policy_qa", "qa_with_context.jsonl", "docid answer_span_in_doc", sets.ncp_rows, sets.ncp_texts),
        ("policy_figures", "num_qa.jsonl", "year evidence answer", sets.figure_rows, sets.figure_texts),
        ("enterprise_policies", "qa_handmade.jsonl", "doc_id must_include", sets.enterprise_rows, sets.enterprise_texts),
        ("stard", "queries.jsonl", "qid positives", sets.statute_rows, sets.statute_texts),
        ("crud_rag", "subqa_silver.jsonl", "gold_docs", sets.news_rows, sets.news_texts),
        ("cmrc2018", "trial.jsonl", "para_id context answers", sets.reading_rows, sets.reading_texts),
        ("drcd", "dev.jsonl", "para_id context answers", sets.reading_rows, sets.reading_texts),
        ("cjrc", "dev.jsonl", "case_id context answers", sets.judgment_rows, sets.judgment_texts),
        ("rgb_zh", "zh_refine.jsonl", "query positive negative", sets.noisy_rows, sets.noisy_texts),
        ("domainrag", "extractive.jsonl", "positive_reference answers", sets.pages_rows, sets.pages_texts),
    )
}  # fmt: skip
