"""What somebody said as a whole: 科技厅讲了什么, 朱某说了哪几点, 科技厅下一步有什么打算. The points of the speech are told, without a model.

Such a question shares no word with what was said; whose words a passage is stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.corpus import Corpus
from index.fold import fold
from index.regions import find_regions
from index.splitter import sentences
from index.types import DocumentInfo, Passage
from qa.evidence.groups import family, siblings
from qa.fitting.bodies import bodies_asked, short_form
from qa.question import Question
from qa.reader.told import Quoted, in_words_of
from qa.retrieval.gathering import evidence_of_passage
from qa.types import Evidence

# The speeches of so many speakers are told, so many lines of each, of the documents first found.
SPEECHES, MOST, DOCUMENTS = 2, 9, 5

_SAID = re.compile(
    r"(?P<who>.+?)(?:在?(?:会|发布会|通气会|座谈会|会议|文|报道|材料)[上中里])?(?:都|主要|具体|一共|总共|分别|又|是怎么)*"
    r"(?:讲|说|谈|介绍|回答|回应|答|提|透露|表示|发言|讲话|表态)(?:到|及|的|了|过|出)*(?:主要|具体|一共|总共|有|是|些)*(?:什么|啥|哪[些几]?|几)"
    r"(?:[一二两三四五六七八九十几]?(?:个|点|条|项|大|些)*(?:主要|具体)?(?:内容|方面|措施|举措|做法|工作|情况|问题|观点|要点|重点|看法|意见|话|东西|点)?)"
)
_NEXT = re.compile(
    r"(?P<who>.+?)(?:下一?步|接下来|下一?阶段|今后|未来|后续|以后)(?:的?(?:主要|具体|工作|重点|发展))*"
    r"(?:的?(?:计划|打算|安排|工作|重点|举措|措施|考虑|思路|规划|想法)|怎么[做干办走]|(?:还?[要会将想]|准备|打算|计划)*(?:做|干|采取|推进|开展)*(?:些|有)*(?:什么|啥|哪些)(?:计划|打算|安排|工作|动作|举措|措施|考虑|事情?)?"
    r"|有(?:什么|啥|哪些|何)(?:新的?)?(?:计划|打算|安排|动作|举措|措施|考虑|思路|规划|想法))+"
)
_POLITE = re.compile(r"^(?:请问|想问一?下?|我?想(?:知道|了解)|帮我|查一?下|看一?下|说说|谈谈)+")
_OFFICE = re.compile(
    r"(?:副?(?:厅长|局长|部长|市长|省长|县长|区长|处长|司长|主任|书记|主席|会长|行长|院长|校长))"
)
# What may stand beside whoever speaks and says nothing of what was said.
_BESIDE = re.compile(
    r"[我本全该]?[省市县区]|的?(?:负责人|领导|同志|代表|发言人|官员|先生|女士)|的?(?:发言|讲话|回答|介绍|答问)|这次|本次|来的?|代表|[的那这位个\s,，：:“”\"]"
)
# What comes next, where a text says that it does.
_COMING = re.compile(
    r"\s*(?:接下来|下一?步|下一?阶段|今后|未来|后续|此外)?[,，]?(?:\S{0,12}?)?(?:将|要|继续|计划|力争|打算)"
)
_COMES = re.compile(r"接下来|下一?步|下一?阶段|今后")


def told_of_speeches(
    question: Question, evidence: Sequence[Evidence], corpus: Corpus
) -> Quoted | None:
    """Return the points of what the person or body asked about said; None where more is asked, or nobody of the kind spoke."""
    folded = _POLITE.sub("", question.folded.strip()).rstrip("?？。!！吗呢呀啊")
    coming = _NEXT.fullmatch(folded)
    asked = coming or _SAID.fullmatch(folded)
    if asked is None:
        return None
    spoken = _speeches(asked["who"], question, evidence, corpus)
    if not 1 <= len(spoken) <= SPEECHES:
        return None
    items: list[Evidence] = []
    lines: list[tuple[str, int]] = []
    for document, passages in spoken:
        chosen = _coming(passages) if coming else points(passages)
        for at, (passage, said) in enumerate(chosen[:MOST]):
            item = evidence_of_passage(corpus, len(items) + 1, document, passage)
            items.append(item)
            lines.append((in_words_of(passage, said) if at == 0 else said, item.number))
    if not lines:
        return None
    return Quoted(evidence=tuple(items), lines=tuple(lines), notes=(), missing=())


def _speeches(
    who: str, question: Question, evidence: Sequence[Evidence], corpus: Corpus
) -> list[tuple[DocumentInfo, list[Passage]]]:
    """The passages that each speaker meant by `who` speaks, in the documents found."""
    documents = {item.document.id: item.document for item in evidence}
    bodies = bodies_asked(question)
    found: list[tuple[DocumentInfo, list[Passage]]] = []
    for document in [*documents.values()][:DOCUMENTS]:
        own: dict[tuple[str, str], list[Passage]] = {}
        for passage in corpus.passages(document.id):
            if passage.speaker and passage.kind != "question":
                own.setdefault((passage.speaker, passage.role or ""), []).append(passage)
        found += [
            (document, said) for (name, role), said in own.items() if _is(who, bodies, name, role)
        ]
    return found


def _is(who: str, bodies: Sequence[str], name: str, role: str) -> bool:
    """Whether `who` means this speaker, by name or by the body and the office, and says nothing else."""
    held = fold(role)
    rest = who
    named = fold(name) in rest
    if not named and not (bodies and all(short_form(body, held) for body in bodies)):
        return False
    offices = _OFFICE.findall(rest)
    if not set(offices) <= set(_OFFICE.findall(held)):
        return False
    places = [rest[r.start : r.end] for r in find_regions(rest)]
    for said in (fold(name), held, *bodies, *places, *offices):
        rest = rest.replace(said, "") if said else rest
    return not re.search(r"\w", _BESIDE.sub("", rest))


def points(passages: Sequence[Passage]) -> list[tuple[Passage, str]]:
    """Return what announces the points and their heads, with what is said beside them; of a speech without points the first sentences."""
    labelled = [p for p in passages if family(p.label) is not None]
    heads = siblings(labelled[0], passages) if labelled else ()
    if len(heads) < 2:
        return [(p, _first(p)) for p in _paragraphs(passages)[:3]]
    lead = heads[0].section[-1] if heads[0].section else ""
    above = [p for p in passages if p.start < heads[0].start]
    announced = [(p, text) for p in above for text in _sentences(p) if lead and lead in text]
    opening = announced[-1:] or [(p, _first(p)) for p in above[:1]]
    after = [
        p for p in passages if p.start > heads[-1].start and p.label and family(p.label) is None
    ]
    return [*opening, *((p, _first(p)) for p in (*heads, *after))]


def _coming(passages: Sequence[Passage]) -> list[tuple[Passage, str]]:
    """What a speaker says will come next, in his own words for it (接下来，我们将……)."""
    return [
        (passage, text)
        for passage in passages
        for text in _sentences(passage)
        if _COMES.search(text[:12]) and _COMING.match(text)
    ]


def _paragraphs(passages: Sequence[Passage]) -> list[Passage]:
    """The first passage of each paragraph."""
    return [*{p.paragraph: p for p in reversed(passages)}.values()][::-1]


def _sentences(passage: Passage) -> Iterator[str]:
    for start, end in sentences(passage.text):
        yield passage.text[start:end].strip()


def _first(passage: Passage) -> str:
    return next(_sentences(passage), passage.text.strip())
