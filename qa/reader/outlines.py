"""What a document says as a whole: 这份意见讲了什么, 总结一下旅游办法. Its headings are told, without a model; of a text without any its points.

No sentence of it says so, and the one likest the question is any.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.corpus import Corpus
from index.types import DocumentInfo, Passage
from qa.evidence.groups import family
from qa.question.document_facts import AskedFact
from qa.reader.speeches import points
from qa.reader.told import Quoted, in_words_of
from qa.retrieval.documents_meant import documents_meant
from qa.retrieval.gathering import evidence_of_passage

# Lines of one document; with so few headings those below them are told.
MOST, FEW = 12, 4


def told_of_outline(text: str, asked: AskedFact, corpus: Corpus) -> Quoted | None:
    """Return the headings or points of the one document that is asked about; that none is named, where there are many."""
    documents = corpus.documents()
    meant = documents_meant(text, asked, corpus)
    if len(meant) != 1 and asked.points:
        meant = documents
        if len(documents) > 1:
            note = f"问题没有写明是哪一份文件，材料里有 {len(documents)} 份"
            return Quoted(evidence=(), lines=(), notes=(), missing=(note,))
    if len(meant) != 1:
        return None
    return _outline(meant[0], corpus)


def _outline(document: DocumentInfo, corpus: Corpus) -> Quoted | None:
    passages = corpus.passages(document.id)
    parts = _headings(passages)
    chosen = [(p, p.text.strip()) for p in parts] or _speeches(passages) or points(passages)
    if not chosen:
        return None
    told = sorted(chosen[:MOST], key=lambda point: point[0].start)
    evidence = tuple(
        evidence_of_passage(corpus, number, document, passage)
        for number, (passage, _) in enumerate(told, 1)
    )
    lines = tuple((said, item.number) for item, (_, said) in zip(evidence, told, strict=True))
    notes = (
        (f"《{document.title}》有 {len(chosen)} 个部分，这里只列了 {MOST} 个",)
        if len(chosen) > MOST
        else ()
    )
    return Quoted(evidence=evidence, lines=lines, notes=notes, missing=())


def _speeches(passages: Sequence[Passage]) -> list[tuple[Passage, str]]:
    """The points of each who speaks, where several do, under their names: the first ones of all before the others."""
    spoken: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.speaker and passage.kind != "question":
            spoken.setdefault(passage.speaker, []).append(passage)
    if len(spoken) < 2:
        return []
    each = [
        [(p, in_words_of(p, said) if at == 0 else said) for at, (p, said) in enumerate(points(own))]
        for own in spoken.values()
    ]
    few = max(2, MOST // len(each))
    return [point for own in each for point in own[:few]] + [
        point for own in each for point in own[few:]
    ]


def _headings(passages: Sequence[Passage]) -> list[Passage]:
    """The numbered headings of the first rank; where they are few, and not many below them, those of the second."""
    numbered = [p for p in passages if p.kind == "heading" and family(p.label) is not None]
    first, second = ([p for p in numbered if len(p.section) == depth] for depth in (0, 1))
    chosen = second if len(first) <= FEW and len(first) < len(second) <= MOST else first
    return chosen if len(chosen) > 1 else []
