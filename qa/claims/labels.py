"""What is told apart by a year and is no figure: 2024届毕业生, 仅次于1998年. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.fold import fold
from qa.types import Citation

# Years' classes of pupils and of goods, and the year that a rank is measured by.
_LABEL = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:届|级(?!别)|[版款](?!项))|(?:仅次于|相当于|好于|优于|不及)(?:19|20)\d{2}年"
)


def labels(sentence: str, cited: Sequence[Citation]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence has a label that stands in none of the cited paragraphs and titles."""
    text = "".join(fold("\n".join(f"{c.text}\n{c.document.title}" for c in cited)).split())
    for label in _LABEL.finditer(sentence):
        if fold(label[0]) not in text:
            yield label.span()
