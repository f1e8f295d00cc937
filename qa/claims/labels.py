"""What is told apart by a word or a year and is no figure: 2024届毕业生, 仅次于1998年, 全国第11位. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.fold import fold
from qa.claims.ranks import ranked_now
from qa.types import Citation

# Years' classes of pupils and of goods, and the year that a rank is measured by.
_LABEL = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:届|级(?!别)|[版款](?!项))|(?:仅次于|相当于|好于|优于|不及)(?:19|20)\d{2}年"
)

# 居全国第11位: among whom the rank is told.
_RANK = re.compile(
    r"([\u4e00-\u9fff]{2})(第[一二三四五六七八九十\d]{1,3})(?=[位名]?(?:$|[，。；、,;【\[]))"
)


def labels(sentence: str, cited: Sequence[Citation]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence has a label, or a rank among others, that none of the cited paragraphs and titles has."""
    texts = "\n".join(f"{ranked_now(c.text)}\n{c.document.title}" for c in cited)
    text = "".join(fold(texts).split())
    for label in _LABEL.finditer(sentence):
        if fold(label[0]) not in text:
            yield label.span()
    for rank in _RANK.finditer(sentence):
        among, place = fold(rank[1]), fold(rank[2])
        if place in text and not re.search(f"{among}.{{0,4}}{place}", text):
            yield rank.span()
