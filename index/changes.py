"""What a document says that it does to others: repeals them, wholly or in part, amends them, or is their later version.

Read from its own words at the places where such words have force: the closing article (《…》同时废止), the decision that
repeals (废止《…》), the list under a head that says so, the title of an amendment. Whether the document has the power to
do it is not asked here (see `force`). What is planned, asked for or told of the past is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from index.dates import DATE, find_date
from index.history import History
from index.types import Change, ChangeKind

_ENDS = r"(?:废止|失效|停止执行|停止施行|停止实施|不再执行|不再施行|不再适用|作废)"
_END = re.compile(_ENDS)
# 《甲》…同时废止: the verb ends its clause.
_ENDED = re.compile(
    rf"(?:同时|即行|即|一并|相应|予以|宣布|均|全部|随之|一律|日起|之日|自动|自行|正式|，|,|》|[）)]|文件|政策|办法|规定|措施)\s*(?:予以|即)?\s*{_ENDS}(?=\s*(?:[。；;，,、：:\n）)]|$))"
)
# 废止《甲》: the verb stands before what it ends.
_ENDING = re.compile(
    r"(?:决定|现|予以|同时|一并|即日起|日起|，|,|^|、|：|:|\s)(?:予以|对)?废止\s*(?:以下|下列|原)?(?=[^，。；]{0,24}[《〔])"
)
_UNREAL = re.compile(
    r"(?:不得|不能|不宜|尚未|并未|没有|建议|提请|研究|考虑|是否|如需|需要|能否|修改或者?|清理、|修[改订]、|制定、)[^，。；《》]{0,6}$"
    r"|(?:[未拟要可应不]|应当|可以|及时|适时)$"
)
_TOLD = re.compile(r"(?:已|已经|业已|曾|被)(?:于[^，。；]{0,16})?(?:予以|明令|宣布)?$")
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s?[〔﹝\[［（(]\s?(?:19|20)\d{2}\s?[〕﹞\]］）)]\s?(?:第\s?)?\d{1,5}\s?号"
    r"|[\u4e00-\u9fff]{2,20}?令\s?(?:〔(?:19|20)\d{2}〕)?\s?第\s?[\d一二三四五六七八九十百]{1,6}\s?号"
)
_BASIS = re.compile(r"(?:依据|根据|按照|依照|遵照|参照|结合|贯彻|落实)[^，。；《》]{0,10}$")
_PART = re.compile(
    r"^[^《》、，。]{0,10}?(?:第[一二三四五六七八九十百零〇\d]+[条款项章]|中(?:的|有关|关于|涉及)|有关(?:条款|规定|内容)|(?:部分|相关)(?:条款|规定|内容))"
)
_EARLIER = re.compile(
    r"(?:此前|以前|之前|原|过去|原先)[^，。；]{0,10}?(?:出台|印发|发布|制定|公布|执行|下发)的?\s*(.{2,30}?)\s*(?:自|同时|即行|一律|均|一并|予以)?$",
    re.S,
)
_ANY = re.compile(r"凡与|不一致|抵触|相冲突")
_BEGINS = re.compile(r"(?:施行|实施|执行|生效|试行)(?:[，,；;。]|\s|$)")
_LIST_HEAD = re.compile(
    rf"(?:下列|以下|附件)[^。]{{0,30}}(?:予以|宣布|同时|决定)?{_ENDS}[^。]{{0,16}}[：:。]?$|(?:决定|宣布|予以)?{_ENDS}的?[^。，]{{0,24}}目录(?:[（(][^）)]*[）)])?$"
)
_AMENDS_TITLE = re.compile(
    r"关于(?:修改|修订|修正|调整)[《〈<]((?:[^《》〈〉<>]|〈[^〈〉]*〉)+)[》〉>](?P<part>[^，。]{0,40})的(?:决定|通知|公告|公报|令|意见)"
)
_AMENDS = re.compile(
    r"(?:对|将)《([^》]{2,80})》(?:[（(](?P<said>[^（）()]{2,60})[）)])?[^。；]{0,30}?"
    r"(?:作(?:如下|出|以下|部分)?[^。；]{0,6}(?:修[改订]|调整|补充)|修改(?:如下|为)|予以(?:修[改订]|调整)|进行(?:了?)(?:修[改订]|调整)|调整如下)"
)
_STOPS = re.compile(r"[。\n]")
MOST = 2000
# Titles that one sentence repeals stand within this many characters before its verb.
_REACH = 2000
_SUBJECTS = 8  # of what is named by its subject alone: each is looked for among all documents


def find_changes(text: str, title: str, history: History | None) -> tuple[Change, ...]:
    """Return the changes that the clean `text` of the document called `title` makes, in order, each once."""
    found: list[Change] = []
    if history is not None and history.revised is not None:
        event = history.revised
        found.append(_change("revises", text, event.start, event.end, title=title, day=event.day))
    found += [c for c in _amendments(text) if _bare(c.title) != _bare(title)]
    listed: list[tuple[int, int]] = []
    for start, end in _sentences(text):
        if any(a <= start < b for a, b in listed) or not _END.search(text, start, end):
            continue
        if _LIST_HEAD.search(text[start:end].strip(" 　#*")):
            items = list(_items(text, end))
            if items:
                listed.append((end, items[-1].end))
                found += items
                continue
        found += _repeals(text, start, end)
    unique: dict[tuple[str, ...], Change] = {}
    for change in found:
        if change.subject and sum(bool(c.subject) for c in unique.values()) >= _SUBJECTS:
            continue
        unique.setdefault((change.kind, change.title, change.number, change.subject), change)
    return tuple(sorted(unique.values(), key=lambda c: (c.start, c.end)))[:MOST]


def _bare(title: str) -> str:
    return re.sub(r"\s|中华人民共和国", "", title)


def _change(kind: ChangeKind, text: str, start: int, end: int, **what: str | None) -> Change:
    return Change(
        kind=kind,
        title=what.get("title") or "",
        number=re.sub(r"\s", "", what.get("number") or "").removeprefix("原"),
        subject=what.get("subject") or "",
        day=what.get("day"),
        start=start,
        end=end,
        quote=text[start:end],
    )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that hold a word of ending: up to a full stop outside of 《》, or a line break."""
    at = 0
    while (match := _END.search(text, at)) is not None:
        low = max(text.rfind("\n", 0, match.start()), text.rfind("。", 0, match.start())) + 1
        stop = _STOPS.search(text, match.end())
        end = stop.start() if stop else len(text)
        yield low, end
        at = end


def _repeals(text: str, start: int, end: int) -> Iterator[Change]:
    """Yield what one sentence repeals: what stands before 同时废止, or behind 废止."""
    at, ended = start, False
    for verb in islice(_ENDED.finditer(text, start, end), MOST):
        word = _END.search(text, verb.start(), verb.end())
        assert word is not None
        at = max(at, word.start() - _REACH)
        before = text[at : word.start()]
        if _unreal(before):
            continue
        low = at + max([0, *(m.end() for m in _BEGINS.finditer(before))])
        yield from _ended(text, low, word.start(), verb.end())
        at, ended = verb.end(), True
    if ended:
        return
    for verb in islice(_ENDING.finditer(text, start, end), MOST):
        word = _END.search(text, verb.start())
        assert word is not None
        low, high = max(start, word.start() - _REACH), min(end, word.end() + _REACH)
        if not _unreal(text[low : word.start()]) and not _named(text, word.start(), low, high):
            yield from _targets(text, word.end(), high, (word.start(), high), None)


def _unreal(before: str) -> bool:
    bare = re.sub(r"(?:同时|即行|一并|相应|予以|自动|自行)+$", "", before.rstrip())
    return bool(_UNREAL.search(bare) or _TOLD.search(bare))


def _named(text: str, at: int, start: int, end: int) -> bool:
    """Whether the word at `at` stands inside 《》: the name of another decision."""
    return any(m.start() < at < m.end() for m in _TITLE.finditer(text, start, end))


def _ended(text: str, low: int, high: int, end: int) -> Iterator[Change]:
    day = None
    if stated := re.search(rf"自\s*({DATE})\s*起?\s*(?:同时|即行|予以|正式)*$", text[low:high]):
        day = find_date(stated[1])
    targets = list(_targets(text, low, high, (low, end), day))
    if targets:
        yield from targets
        return
    earlier = _EARLIER.search(text[low:high].strip())
    if earlier and len(subject := re.sub(r"\s", "", earlier[1])) >= 4 and not _ANY.search(subject):
        yield _trimmed("repeals", text, low, end, subject=subject, day=day)


def _targets(
    text: str, low: int, high: int, span: tuple[int, int], day: str | None
) -> Iterator[Change]:
    """Yield a change for each document named in `text[low:high]`, by title with its number, or by number alone."""
    titles = [
        m for m in _TITLE.finditer(text, low, high) if not _BASIS.search(text[low : m.start()])
    ]
    for place, match in enumerate(titles):
        until = titles[place + 1].start() if place + 1 < len(titles) else high
        behind = text[match.end() : until]
        number = _NUMBER.match(behind.lstrip(" （("))
        rest = re.sub(r"^\s*[（(][^）)]*[）)]", "", behind)
        kind: ChangeKind = "partly" if _PART.match(rest) else "repeals"
        yield _trimmed(
            kind, text, *span, title=match[1], number=number[0] if number else "", day=day
        )
    if not titles:
        for named in _NUMBER.finditer(text, low, high):
            yield _trimmed("repeals", text, *span, number=named[0], day=day)


def _trimmed(kind: ChangeKind, text: str, start: int, end: int, **what: str | None) -> Change:
    """Return a change whose span has no white space or marks at its ends."""
    while start < end and text[start] in " 　\t\n，,；;。、":
        start += 1
    while end > start and text[end - 1] in " 　\t\n":
        end -= 1
    return _change(kind, text, start, end, **what)


def _items(text: str, at: int) -> Iterator[Change]:
    """Yield the items of the list below a head that says that all of it is repealed."""
    for match in re.finditer(r"[^\n]+", text[at:]):
        line = match[0].strip()
        if not line.strip("。：: ") or set(line) <= set("|-: "):
            continue
        start = at + match.start() + match[0].index(line)
        named = _TITLE.search(line)
        number = _NUMBER.search(line, named.end() if named else 0)
        if named is None and number is None:
            if line.startswith("|"):
                continue  # the head of a table
            return
        yield _change(
            "repeals",
            text,
            start,
            start + len(line),
            title=named[1] if named else "",
            number=number[0] if number else "",
        )


def _amendments(text: str) -> Iterator[Change]:
    """Yield what the title and the enacting sentences of an amendment name as amended."""
    head = text[:600]
    # A decision that a text quotes in 《》 is another's.
    for match in _AMENDS_TITLE.finditer(head):
        if text[max(0, match.start() - 24) : match.start()].count("《") <= text[
            max(0, match.start() - 24) : match.start()
        ].count("》"):
            yield _change("amends", text, match.start(), match.end(), title=match[1])
            break
    for match in _AMENDS.finditer(text):
        number = _NUMBER.search(match["said"] or "")
        yield _change(
            "amends",
            text,
            match.start(),
            match.end(),
            title=match[1],
            number=number[0] if number else "",
        )
