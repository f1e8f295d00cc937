"""The parts of the web application over the papers of `tests.sample`, for tests that need pages and no models."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.corpus import Corpus
from qa.evaluation.feedback import Feedback
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from tests import sample
from tests.patience import PATIENCE
from ui.desk import Desk
from ui.pages.common import Open, Parts, from_here
from ui.service.generation import Careful
from ui.service.metrics import Metrics
from ui.work.library import Library
from ui.work.staging import Staging


def assistant(corpus: Corpus, generator: Any = None) -> Open:
    """Answers of the real pipeline over a corpus, extractive unless a generator is given."""
    chosen = generator or ExtractiveGenerator(corpus.vocabulary_share)
    return lambda gone: Assistant(corpus, Careful(chosen, gone, PATIENCE, Metrics()))


@contextlib.contextmanager
def parts(
    folder: Path,
    answers: Open | None = None,
    *,
    examples: Sequence[str] = (),
    allowed: Any = from_here,
) -> Iterator[Parts]:
    """The parts over a new index in `folder`; everything is closed at the end."""
    index = sample.build(folder)
    with sample.opened(index) as corpus:
        made = Parts(
            answers=answers or assistant(corpus),
            corpus=corpus,
            desk=Desk(),
            feedback=Feedback(index),
            staging=Staging(),
            library=Library(corpus, index),
            folder=index,
            examples=tuple(examples),
            allowed=allowed,
        )
        try:
            yield made
        finally:
            made.desk.close()
            made.staging.close()
