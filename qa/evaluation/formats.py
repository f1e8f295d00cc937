"""Public question sets in their own formats, read into the rows of a question file, and their documents as files.

A format is told by the name of its file of questions. Its rows carry what the set knows: `answers`, `must`,
`gold` (document, and `place` in its file or a `quote` of its paragraph) and `unanswerable`. Its documents are
laid out under the names that `gold` uses, so that `add` can take them in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import UsageError
from qa.evaluation import sets
from qa.evaluation.sets import Texts, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`questions` is the name of the file that holds them; the two functions are given its path."""

    name: str
    questions: str
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
        inside = path / each.questions
        if path.is_dir() and inside.is_file():
            return each, inside
        if not path.is_dir() and (name or path.name == each.questions):
            return each, path
    if path.is_dir():
        files = "、".join(each.questions for each in wanted)
        raise UsageError(f"文件夹 {str(path)!r} 里没有 {files}", "请给出问题文件或它所在的文件夹")
    return None


def lay_out(texts: Texts, folder: Path) -> int:
    """Write the documents of a set into `folder`, which must be new or empty; return how many.

    Raises:
        UsageError: the folder holds something already, or cannot be written.
    """
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"文件夹 {str(folder)!r} 不是空的", "请给出一个新的文件夹")
        for name, text in texts:
            (folder / name).write_text(text, encoding="utf-8")
            count += 1
    except OSError as error:
        raise UsageError(
            f"无法写入文件夹 {str(folder)!r}（{error.strerror or error}）", "请检查路径和权限"
        ) from error
    return count


FORMATS = {
    name: Format(name=name, questions=questions, rows=rows, texts=texts)
    for name, questions, rows, texts in (
        ("ncp_policy_qa", "qa_with_context.jsonl", sets.ncp_rows, sets.ncp_texts),
        ("policy_figures", "num_qa.jsonl", sets.figure_rows, sets.figure_texts),
        ("enterprise_policies", "qa_handmade.jsonl", sets.enterprise_rows, sets.enterprise_texts),
        ("stard", "queries.jsonl", sets.statute_rows, sets.statute_texts),
        ("crud_rag", "subqa_silver.jsonl", sets.news_rows, sets.news_texts),
        ("cmrc2018", "trial.jsonl", sets.reading_rows, sets.reading_texts),
        ("drcd", "dev.jsonl", sets.reading_rows, sets.reading_texts),
        ("cjrc", "dev.jsonl", sets.judgment_rows, sets.judgment_texts),
        ("rgb_zh", "zh_refine.jsonl", sets.noisy_rows, sets.noisy_texts),
        ("domainrag", "extractive.jsonl", sets.pages_rows, sets.pages_texts),
    )
}
