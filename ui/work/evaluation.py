"""A question file answered and scored, question by question; the report grows as it goes."""

from __future__ import annotations

import logging
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from index.errors import PolicyQAError, UsageError
from qa.evaluation.judge import Score, load, score
from qa.types import Evidence, Finished, Retrieved
from ui.work.ask import Answers
from ui.work.errors import FAILED, told

# More would keep everybody else waiting: the command line is for long files.
MOST = 200
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A report so far: `ahead` jobs of others come first, `scores` are those of the questions answered of `total`."""

    ahead: int = 0
    total: int = 0
    scores: tuple[Score, ...] = ()
    finished: bool = False
    error: str = ""


def evaluate(answers: Answers, path: Path) -> Generator[Evaluation, None, None]:
    """Yield the report after each question of the file.

    A question that cannot be answered ends it with an error: a total over some of them would mislead.
    """
    yield Evaluation()
    try:
        rows = load(path)
        if len(rows) > MOST:
            raise UsageError(
                f"有 {len(rows)} 道题，超过 {MOST} 道", "请用命令行评测：python -m qa eval 文件"
            )
        scores: list[Score] = []
        for row in rows:
            found: tuple[Evidence, ...] = ()
            for event in answers.stream(row.question, row.history):
                if isinstance(event, Retrieved):
                    found = event.evidence
                elif isinstance(event, Finished):
                    scores.append(score(row.values, event.answer, found))
            yield Evaluation(total=len(rows), scores=tuple(scores))
        yield Evaluation(total=len(rows), scores=tuple(scores), finished=True)
    except PolicyQAError as error:
        # The name of a file in transit says nothing to a reader.
        yield Evaluation(error=told(error).replace(str(path), path.name))
    except Exception:
        _LOG.exception("an evaluation failed")
        yield Evaluation(error=FAILED)
