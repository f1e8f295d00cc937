"""One of the points of a speech by its number: 王某讲的第二条是什么 is told by what begins with 二是. No model is asked.

The number stands in no text as it is asked, and of the points none is likelier than the others to whoever reads sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.corpus import Corpus
from index.fold import fold
from index.numerals import parse_numeral
from qa.evidence.candidates import context_text
from qa.evidence.groups import is_point, siblings
from qa.lexicon.bigrams import bigrams
from qa.question import Question, analyse
from qa.question.coverage import Weights, weigh
from qa.reader.enumerations import head_of
from qa.reader.told import Quoted, in_words_of, one_meant
from qa.types import Evidence

_NTH = re.compile(
    r"(?:的|[讲说谈提]到?的?)?第(?P<n>[一二三四五六七八九十\d]{1,2})(?:条|点|项|个?方面|个)(?:措施|举措|任务|经验|做法|要求|建议|意见|工作|重点|目标|内容)?"
    r"(?:[是讲说指写提]到?的?|有|的)*(?:什么|啥|哪一?[个项条点]|内容|怎么[说讲])(?:内容|意思)?[呢啊?？。]*$"
)


def told_of_nth(question: Question, evidence: Sequence[Evidence], corpus: Corpus) -> Quoted | None:
    """Return the point of the number asked for, of the one list of points that the rest of the question means; else None."""
    match = _NTH.search(question.folded)
    if match is None:
        return None
    number = parse_numeral(match["n"])
    weights = weigh(analyse(question.text[: match.start()]), corpus.vocabulary_share)
    items = one_meant(_lists(evidence, weights, question)) if weights.total else None
    if items is None or number is None or not 1 <= number <= len(items):
        return None
    item = items[int(number) - 1]
    said = in_words_of(item.passage, head_of(item))
    return Quoted(evidence=tuple(evidence), lines=((said, item.number),), notes=(), missing=())


def _lists(
    evidence: Sequence[Evidence], weights: Weights, question: Question
) -> Iterator[tuple[float, tuple[Evidence, ...]]]:
    """Yield each list of points with the share of what is asked that it says with what stands around it."""
    by_id = {item.passage.id: item for item in evidence}
    passages = sorted((item.passage for item in evidence), key=lambda p: (p.document_id, p.start))
    named = {p.speaker for p in passages if p.speaker and fold(p.speaker) in question.folded}
    seen: set[str] = set()
    for item in evidence:
        passage = item.passage
        if passage.id in seen or not is_point(passage.label):
            continue
        own = [p for p in passages if p.document_id == passage.document_id]
        items = tuple(by_id[p.id] for p in siblings(passage, own))
        seen |= {i.passage.id for i in items}
        if not items or (named and passage.speaker not in named):
            continue
        lead = [p for p in own if p.start < items[0].passage.start and p.speaker == passage.speaker]
        around = "\n".join((*(p.text for p in lead[-1:]), context_text(item), item.document.title))
        said = bigrams("\n".join((around, *(i.passage.text for i in items))))
        yield weights.share(said), items
