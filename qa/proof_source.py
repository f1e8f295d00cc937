"""A paragraph as the checker reads it: clauses, what each one hangs on, and which years govern it.

Built from the text alone; who speaks and where the text comes from is the business of `qa.proof_context`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from qa.proof_tokens import Flat, Token, flatten, tokens_of
from qa.proof_words import (
    ANAPHOR,
    CONDITION_END,
    CONDITION_START,
    DENIAL,
    ENTITY_TAIL,
    FREE_FRAME,
    NOUN_TAILS,
    REPORT_FRAME,
    MEASURE_TAIL,
    PLAN_WORDS,
    RESTRICTION,
    SCENE,
    SCENE_VERB,
    TOPIC_END,
    verb_at,
)
from qa.proof_words import plans as says_plan

Opening = Literal["frame", "none", "we", "region", "entity", "open"]
# A bracket that is not closed within so many tokens hides no clause marks.
BRACKETED = 120
_OFFICIAL = re.compile(
    r"(?:厅长|局长|主任|部长|省长|市长|县长|区长|书记|司长|处长|发言人|负责人|总理|行长|院长|会长|会议|[厅局委部院办])[^，]{0,8}(?:表示|介绍|指出|说|强调|透露)$"
)
# What several things may do in turn: A、B占比分别…, A、B同比分别增长….
# 占全国四成以上 states a share; 投资500万元以上 is a condition.
_STATES = re.compile(r"占|达|增长|下降|提高|降低|保持|完成|实现|建成|稳定在")
_SPECIAL = re.compile(r"以及|及其|和(?![谐平])|或者?(?!许)")
_ABOVE_ALL = re.compile(r"特别是|尤其是")
_OPEN_END = re.compile(r"(?:决定|明确|指出|强调|要求|提出|表示|认为|如下|(?:法|例|法律|意见|通知|文件)规定|介绍|显示|透露|称|说|为|是|包括|下列|以下)$")
# What a colon announces is said under this head: 预期目标是：…; 下列情形不予补助：….
_LEAD = re.compile(r"不|禁止|停止|取消|废止|除外|严禁|例外|下列|以下|如下|目标|任务|要求|建议")
_NUMBER = re.compile(r"(?:\d{1,2}[.．、)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零\d]+条)[，、]?")
_PREDICATE = re.compile(r"达|超|近|约|为|是|同比|环比|年均|比上年|增长|下降|上升|提高|降低|减少|增加|占|居|保持|突破|位|由|从|[\d一二三四五六七八九十百]+")
_SHARED = re.compile(r"占|同比|环比|比上年|增长|下降|上升|提高|降低|减少|增加|达|为|是|完成|实现|有|位列|居")
_OPENER = re.compile(r"[一二三四五六七八九十]+是|其[一二三四]|第[一二三四五六七八九十]+|首先是?|其次是?|最后是?|比如|例如|同时|此外|另外|其中|一方面|另一方面|目前|并且?|也|还|已|均|都|又")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`tokens[first:last]`, marks at its end left out; `start`/`end` are its characters, end mark included.

    `opening` says what it begins with: a predicate (`none`: its subject stands before it), the speaker (`we`),
    a place, another named `entity`, or something else (`open`). `subject` is the clause that gives the subject.
    `binds`: it only sets the scene for what follows it; `surmised`: whether it has a subject of its own is a guess;
    `refers`: 其 or 该 in it stands for what is said right before it.
    `governors` are earlier clauses without which this one says too much, `restrictors` later ones.
    """

    number: int
    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    opening: Opening
    entity: str
    subject: int
    owner: int | None
    condition: bool
    topic: bool
    planned: bool
    plans: bool
    asks: bool
    denied: bool
    binds: bool
    surmised: bool
    refers: bool
    periods: tuple[str, ...]
    governors: tuple[int, ...]
    restrictors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One paragraph; offsets count in `flat`. `clause_of[j]` is the clause of token j, -1 between clauses; `sentences` are clause ranges."""

    flat: Flat
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    clause_of: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    @property
    def folded(self) -> str:
        return self.flat.text

    def period_of(self, clause: Clause) -> str | None:
        """Return the period that governs a clause: its own, or the nearest one before it that opens a sentence."""
        if clause.periods:
            return clause.periods[0] if len(clause.periods) == 1 else None
        first, _ = self.sentences[clause.sentence]
        for number in range(clause.number - 1, -1, -1):
            other = self.clauses[number]
            if other.periods and (number >= first or self._opens_with_period(other)):
                return other.periods[-1]
        return None

    def _opens_with_period(self, clause: Clause) -> bool:
        opening = next((t for t in self.tokens[clause.first : clause.last] if t.content), None)
        return opening is not None and opening.kind == "period" and self.sentences[clause.sentence][0] == clause.number


@dataclass(slots=True)
class _Span:
    """A clause before its relations are known."""

    first: int
    last: int
    end: int
    sentence: int
    mark: str


@lru_cache(maxsize=512)
def read_source(text: str) -> Source:
    """Return `text` taken apart. Pure, so that a paragraph is read once for all drafts about it."""
    flat = flatten(text)
    folded = flat.text
    tokens = tokens_of(folded)
    spans = _spans(tokens, folded)
    sentences: list[tuple[int, int]] = []
    for number, span in enumerate(spans):
        if span.sentence == len(sentences):
            sentences.append((number, number + 1))
        else:
            sentences[-1] = (sentences[-1][0], number + 1)
    clauses: list[Clause] = []
    for first, last in sentences:
        clauses += _sentence(tokens, folded, spans, first, last)
    clause_of = [-1] * (len(tokens) + 1)
    for clause in clauses:
        clause_of[clause.first : clause.last] = [clause.number] * (clause.last - clause.first)
    return Source(flat, tokens, tuple(clauses), tuple(clause_of), tuple(sentences))


def _spans(tokens: tuple[Token, ...], folded: str) -> list[_Span]:
    """Cut at clause marks outside brackets and quotations, and at 、 between statements that are whole by themselves."""
    spans: list[_Span] = []
    first = sentence = depth = 0
    for at, token in enumerate(tokens):
        if token.kind == "open" and any(t.kind == "close" for t in tokens[at : at + BRACKETED]):
            depth += 1
        elif token.kind == "close":
            depth = max(0, depth - 1)
        final = token.kind == "stop" and token.text in "。！？!?\n"
        if final and token.text == "\n":
            depth = 0
        if token.kind not in ("comma", "stop") or ((depth or token.inside) and token.text != "\n"):
            continue
        if any(t.content for t in tokens[first:at]):
            spans.append(_Span(first, at, token.end, sentence, token.text))
            first = at + 1
        elif spans:
            spans[-1].end = token.end
            first = at + 1
        if final and spans and spans[-1].sentence == sentence:
            spans[-1].mark = token.text
            sentence += 1
    if any(t.content for t in tokens[first:]):
        spans.append(_Span(first, len(tokens), len(folded), sentence, ""))
    return [piece for span in spans for piece in _statements(tokens, folded, span)]


def _statements(tokens: tuple[Token, ...], folded: str, span: _Span) -> list[_Span]:
    """企业牵头项目数占比超56%、财政资金占比近76% holds two statements; 新增A60家、B200家 leans on one verb."""
    cuts = [j for j in range(span.first, span.last) if tokens[j].kind == "list" and not tokens[j].inside]
    if not cuts:
        return [span]
    edges = [span.first - 1, *cuts, span.last]
    items = [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]
    whole = all(
        b - a >= 3 and tokens[b - 1].kind == "figure" and sum(t.kind == "figure" for t in tokens[a:b]) == 1
        for a, b in items
    )
    opening, _ = _open(tokens, folded, span.first, span.last)
    text = folded[tokens[span.first].start : tokens[span.last - 1].end]
    if not whole or opening == "none" or re.search("分别|依次|各", text):
        return [span]
    pieces = [_Span(a, b, tokens[b].end if b < span.last else span.end, span.sentence, "、") for a, b in items]
    pieces[-1].mark = span.mark
    return pieces


def _open(tokens: tuple[Token, ...], folded: str, first: int, last: int) -> tuple[Opening, str]:
    """Say what a clause begins with, past labels, connectives and years; and the text of a named entity."""
    at = first
    while at < last and (tokens[at].kind in ("label", "period", "quote", "comma", "list", "open", "close") or tokens[at].text == "的"):
        if tokens[at].kind == "quote":
            break
        at += 1
    if at >= last:
        return "none", ""
    start = tokens[at].start
    end = tokens[last - 1].end
    while match := _OPENER.match(folded, start, end):
        start = match.end()
        while start < end and folded[start] in "，,、：: ":
            start += 1
    token = next((t for t in tokens[at:last] if t.start >= start), None)
    if token is None:
        return "none", ""
    if token.kind == "period":
        following = next((t for t in tokens[at:last] if t.start > token.start), None)
        return _open_at(tokens, folded, following, last, end) if following else ("none", "")
    return _open_at(tokens, folded, token, last, end)


def _open_at(tokens: tuple[Token, ...], folded: str, token: Token, last: int, end: int) -> tuple[Opening, str]:
    start = token.start
    if folded.startswith("我们", start):
        return "we", ""
    if token.kind == "region":
        return "region", token.text
    if token.kind == "quote" and token.text == "《":
        return "entity", folded[start : folded.find("》", start) + 1]
    if folded.startswith("由", start) and not folded.startswith(("由于", "由此"), start):
        return "open", ""
    length = verb_at(folded, start)
    if length and not NOUN_TAILS.match(folded, start, end):
        return "none", ""
    head = folded[start : min(end, start + 18)]
    if match := ENTITY_TAIL.search(head):
        if not any(verb_at(head, i) > 1 for i in range(1, match.start())):
            return "entity", head[: match.end()]
    return "open", ""


def _sentence(
    tokens: tuple[Token, ...], folded: str, spans: list[_Span], first: int, last: int
) -> list[Clause]:
    """Build the clauses of one sentence, with what each hangs on."""
    texts = [_text(tokens, folded, span) for span in spans[first:last]]
    asks = spans[last - 1].mark in "？?" and spans[last - 1].mark != ""
    denied = len(texts) > 1 and bool(DENIAL.search(texts[-1]))
    clauses: list[Clause] = []
    stack: list[tuple[str, int]] = []
    subject: int | None = None
    owner: int | None = None
    planned = False
    for offset, text in enumerate(texts):
        number = first + offset
        span = spans[number]
        if offset and spans[number - 1].mark in "；;|":
            subject = None
        opening, entity = _open(tokens, folded, span.first, span.last)
        followed = offset + 1 < len(texts) and span.mark not in "、；;|"
        kind = _frame_kind(text, span.mark, followed, opening)
        if _is_frame(text, kind if followed else "", tokens[span.first : span.last]):
            opening, entity = "frame", ""
        if opening not in ("none", "frame") or (subject is None and opening == "none"):
            subject = number
        if opening in ("region", "entity", "we"):
            owner = number
        happened = re.search("已|了(?!解)|累计|目前", text)
        plans = says_plan(text) and not happened
        planned = (planned or plans) and not happened
        # Conditions that follow one another all hold; after a statement a new one takes the place of its like.
        if kind and kind != "topic" and offset and not clauses[-1].condition:
            stack = _replace(stack, kind)
        periods = tuple(
            dict.fromkeys(t.text for t in tokens[span.first : span.last] if t.kind == "period" and not t.inside)
        )
        later = [first + n for n in range(offset + 1, len(texts)) if _restricts(texts[n])]
        clauses.append(
            Clause(
                number=number,
                sentence=span.sentence,
                first=span.first,
                last=span.last,
                start=tokens[span.first].start,
                end=span.end,
                text=text,
                opening=opening,
                entity=entity,
                subject=number if subject is None else subject,
                owner=owner,
                condition=followed and bool(kind) and kind != "topic",
                topic=kind == "topic",
                planned=planned,
                plans=plans,
                asks=asks,
                denied=denied,
                binds=followed and (opening == "frame" or _sets_scene(text) or _leads_on(text, texts[offset + 1])),
                surmised=_surmised(text, opening, spans[number - 1].mark if offset else ""),
                refers=offset > 0 and bool(ANAPHOR.search(text)),
                periods=periods,
                governors=tuple(n for _, n in stack),
                restrictors=tuple(later),
            )
        )
        if kind and followed:
            stack.append((kind, number))
        if span.mark in ("；", ";"):
            stack = [(other, n) for other, n in stack if other != "topic"]
    return clauses


def _text(tokens: tuple[Token, ...], folded: str, span: _Span) -> str:
    """The words of a clause, without the number of the item that it opens."""
    start = tokens[span.first].start
    end = tokens[span.last - 1].end
    label = _NUMBER.match(folded, start, end)
    return folded[label.end() if label else start : end]


def _sets_scene(text: str) -> bool:
    """为准确掌握信息, 根据省局要求, 会上: a clause that says why, how or when the next one holds."""
    bare = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    return bool(SCENE.match(bare)) and not _acts(bare)


def _acts(text: str) -> bool:
    """Whether a clause that begins like a frame goes on to say what is done: 对…的企业给予补助, 为…提供保障."""
    return bool(SCENE_VERB.search(text.rpartition("的")[2]))


def _surmised(text: str, opening: Opening, before: str) -> bool:
    """Whether a clause in the midst of a sentence may be a predicate that is in no list, not a subject."""
    return opening == "open" and before not in ("", "；", ";", "|") and text[:1] != "由" and not _measures(text)


def _leads_on(text: str, following: str) -> bool:
    """特别是食堂… belongs to what it is special in; …决定 and …如下 say nothing without what was decided."""
    special = _ABOVE_ALL.match(following) and verb_at(text)
    concedes = re.search(r"虽|尽管|不仅|不但|既(?!有|定|得)|不是", text) and re.match(r"但|却|而|也|还|又|并", following)
    return bool(special or concedes or _SPECIAL.match(following) or _OPEN_END.search(text))


def _measures(text: str) -> bool:
    """Whether a clause begins with a measured quantity: 技术市场规模总额达…, 参与项目数占比超96%."""
    return any(MEASURE_TAIL.search(text[: match.start()]) for match in _PREDICATE.finditer(text))


def _replace(stack: list[tuple[str, int]], kind: str) -> list[tuple[str, int]]:
    """A new frame of the same kind takes the place of the old one and of what hung on that."""
    for at, (other, _) in enumerate(stack):
        if other == kind:
            return stack[:at]
    return stack


def _is_frame(text: str, kind: str, tokens: tuple[Token, ...]) -> bool:
    """Whether a clause is a setting (2025年, 在科技服务方面, 对新设企业) and no statement with a subject."""
    return (
        (bool(kind) and not _acts(text))
        or bool(FREE_FRAME.fullmatch(text) or (FREE_FRAME.match(text) and re.search("方面$|为[^，]{1,12}$", text)))
        or all(t.kind in ("period", "label") or t.text in ("在", "自", "至", "以来") for t in tokens if t.content)
    )


def _frame_kind(text: str, mark: str, followed: bool, opening: Opening) -> str:
    """Return which kind of frame a clause is for the clauses after it, "" for none."""
    bare = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    if not followed:
        return "start:" + bare[:1] if CONDITION_START.match(bare) else ""
    if REPORT_FRAME.match(bare):
        return "" if _OFFICIAL.search(bare) else "report"
    if FREE_FRAME.match(bare) and not CONDITION_END.search(bare):
        return ""
    if match := CONDITION_START.match(bare):
        return "start:" + bare[:1]
    if mark in (":", "：") and (_LEAD.search(bare) or PLAN_WORDS.search(bare)):
        return "lead"
    if CONDITION_END.search(bare) and not (bare[-1] in "上下" and _STATES.search(bare)):
        return "end:" + bare[-1]
    if TOPIC_END.search(bare) and opening in ("region", "open", "entity"):
        return "topic"
    return ""


def _restricts(text: str) -> bool:
    bare = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    return bool(RESTRICTION.match(bare)) or bool(DENIAL.search(text) and re.search("[此该其这上]", text))


@lru_cache(maxsize=512)
def shared_out(text: str) -> tuple[Source, ...]:
    """Return what the 分别-clauses of `text` say of each thing: A、B占比分别超三成、五成 -> A占比超三成; B占比超五成."""
    source = read_source(text)
    return tuple(
        _alone(source, clause, tokens)
        for clause in source.clauses
        if "分别" in clause.text and not (clause.governors or clause.restrictors or clause.condition or clause.asks)
        for tokens in _shares(source, clause)
    )


def _shares(source: Source, clause: Clause) -> Iterator[tuple[Token, ...]]:
    """Yield subject, predicate and figure of each of the things that a clause counts in turn."""
    tokens = source.tokens
    at = next((j for j in range(clause.first, clause.last) if tokens[j].text == "分别"), None)
    if at is None:
        return
    things = _items(tokens, clause.first, at)
    values = _items(tokens, at + 1, clause.last)
    if len(things) < 2 or len(things) != len(values):
        return
    if any(sum(t.kind == "figure" for t in tokens[a:b]) != 1 for a, b in values):
        return
    last, end = things[-1]
    verb = next((j for j in range(last + 1, end) if _SHARED.match(source.folded, tokens[j].start)), end)
    shared = tokens[verb:end]
    lead = values[0][0]
    figure = next(j for j in range(*values[0]) if tokens[j].kind == "figure")
    for (a, b), (c, d) in zip([*things[:-1], (last, verb)], values, strict=True):
        yield (*tokens[a:b], *shared, *(tokens[lead:figure] if c != lead else ()), *tokens[c:d])


def _items(tokens: tuple[Token, ...], first: int, last: int) -> list[tuple[int, int]]:
    cuts = [j for j in range(first, last) if tokens[j].kind == "list" and not tokens[j].inside]
    edges = [first - 1, *cuts, last]
    return [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if b > a + 1]


def _alone(source: Source, clause: Clause, tokens: tuple[Token, ...]) -> Source:
    """A source of this one statement; its offsets still count in the paragraph, and its year is the clause's."""
    period = source.period_of(clause)
    statement = replace(
        clause,
        number=0,
        sentence=0,
        first=0,
        last=len(tokens),
        subject=0,
        owner=1 if clause.owner is not None else None,
        opening="open",
        periods=(period,) if period else (),
    )
    clauses = [statement]
    if clause.owner is not None:
        clauses.append(replace(source.clauses[clause.owner], number=1, first=0, last=0))
    of_token = (0,) * len(tokens) + (-1,)
    return Source(source.flat, tokens, tuple(clauses), of_token, ((0, 1),))
