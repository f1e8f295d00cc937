"""One model for many: it writes for one at a time, not for nobody, and not for ever.

Everything that goes wrong with it becomes an error that the pipeline answers with the original text, and says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, cast

from index.errors import GeneratorError, ModelError
from qa.types import Evidence
from ui.desk import Gone, Stopped
from ui.service.metrics import Metrics
from ui.work.errors import scrubbed

if TYPE_CHECKING:
    from collections.abc import Generator as Pieces

    from qa.generators import Generator as TextGenerator


class Careful:
    """A text generator for one question, whose asker may leave, or come when the line is full."""

    def __init__(
        self,
        inner: TextGenerator,
        gone: Gone,
        seconds: float,
        metrics: Metrics,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inner, self._gone, self._seconds = inner, gone, seconds
        self._metrics, self._clock = metrics, clock
        self.name, self.prompt_version = inner.name, inner.prompt_version
        self.quotes = inner.quotes

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield what the inner generator yields.

        Raises:
            Stopped: nobody waits any more.
            GeneratorError: the line was full, the time is over, or the model failed; no path stands in the message.
        """
        if self._gone.crowd:
            raise GeneratorError(f"服务繁忙，前面有 {self._gone.crowd} 个问题", "请稍后再问")
        ends = self._clock() + self._seconds
        pieces = cast("Pieces[str, None, None]", self._inner.generate(question, evidence))
        with self._metrics.generating.track_inprogress(), closing(pieces):
            try:
                for piece in pieces:
                    if self._gone():
                        raise Stopped
                    if self._clock() > ends:
                        raise GeneratorError(f"{self._seconds:g} 秒内没有写完", "请稍后再问")
                    yield piece
            except (GeneratorError, ModelError) as error:
                message = scrubbed(error.message)
                raise GeneratorError(message, scrubbed(error.remedy)) from error

    def close(self) -> None:
        """Do nothing: the inner generator belongs to whoever made it."""
