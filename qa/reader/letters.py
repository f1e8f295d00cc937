"""Whose proposal an answer is to: 建议是谁提的, 回复的是哪位代表. A letter says it in its salutation alone, without a model.

邓某某代表： and below it 您提出的关于……的建议收悉: the line that names the proposal tells which letter is meant, the one before it who wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.corpus import Corpus
from qa.lexicon.bigrams import bigrams
from qa.question import Question, analyse
from qa.question.coverage import weigh
from qa.reader.told import Quoted, one_meant
from qa.retrieval.gathering import evidence_of_passage
from qa.types import Evidence

_PROPOSAL = r"建议|提案|议案|来信|信函"
_WHO = r"(?:谁|哪一?些?[位名个几]?(?:人大)?(?:代表|委员|同志|先生|女士|人)?)"
_ASKS = re.compile(
    rf"(?:是|由|又|都)*{_WHO}(?:们)?(?:提出?|建议|写|反映|提交|来信)(?:来|上来)?的?[呢?？。]*$|(?:回复|答复|回|写给|给)(?:的?是?|了)?{_WHO}的?[呢?？。]*$"
)
_RECEIVED = re.compile(
    rf"\s*(?:您|你)们?(?:[^。；;]{{0,30}}?)(?:提出|所提|提交|来信|反映)?[^。；;]*?(?:{_PROPOSAL})[^。；;]{{0,16}}(?:收悉|收到)"
)
_SALUTATION = re.compile(
    r"\s*[\u4e00-\u9fff·、，\s]{2,40}?(?:代表|委员|同志|先生|女士|同学)\s*[：:]\s*$"
)


def told_of_letters(
    question: Question, evidence: Sequence[Evidence], corpus: Corpus
) -> Quoted | None:
    """Return whom the letter meant addresses, and the line that names what was proposed; None where no one letter is meant."""
    asked = _ASKS.search(question.folded)
    if asked is None or not re.search(_PROPOSAL, question.folded):
        return None
    weights = weigh(analyse(question.text[: asked.start()]), corpus.vocabulary_share)
    letters = [item for item in evidence if _RECEIVED.match(item.passage.text)]
    said = (weights.share(bigrams(f"{e.passage.text}\n{e.document.title}")) for e in letters)
    item = one_meant(zip(said, letters, strict=True)) if weights.total else None
    if item is None:
        return None
    passages = corpus.passages(item.document.id)
    at = next((n for n, p in enumerate(passages) if p.id == item.passage.id), 0)
    if not at or not _SALUTATION.match(passages[at - 1].text):
        return None
    head = evidence_of_passage(corpus, 1, item.document, passages[at - 1])
    line = evidence_of_passage(corpus, 2, item.document, item.passage)
    return Quoted(
        evidence=(head, line),
        lines=((passages[at - 1].text.strip(), 1), (item.passage.text.strip(), 2)),
        notes=(),
        missing=(),
    )
