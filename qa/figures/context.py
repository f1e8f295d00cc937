"""The words around a figure: what it counts, what is said of it, up or down, against what, when.

No word segmentation: boundaries are punctuation, function words and a list of verbs that seldom stand
inside a noun. `before` and `noun` are therefore generous, and callers compare them with tolerance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from qa.figures.qualifiers import bounds
from qa.figures.types import Figure, Kind

_TIMES: tuple[Kind, ...] = ("date", "period")
_MARKS: tuple[Kind, ...] = ("enumerator", "ordinal", "code")
_IN_NOUNS: tuple[Kind, ...] = ("grade", "code", "ordinal")  # 10个万亿元级产业集群, 100座5G基站
_NOUN_EDGE = re.compile(r"[，。、；：！？,;:!?()（）\n\t|…—《》〔〕\[\]\"]|\.(?!\d)")
_CLAUSE_EDGE = re.compile(r"[，。；！？：,;:!?\n\t|（(《》]")
_LIST_EDGE = re.compile(
    r"、|(?<![总缓中饱温柔祥共调亲])和(?!平|谐|睦|解|田|县|林|气)|(?<![参授给])与(?!会|时)|以及|(?<![普涉以])及(?!时|格)"
)
_STOP = re.compile(
    r"(?<![总缓中饱温柔祥共调亲])和(?!平|谐|睦|解|田|县|林|气)|(?<![参授给])与(?!会|时)|以及|(?<![普涉以])及(?!时|格)|并(?!购|网|轨)|或(?!者有)|且|(?<![高中初同平])等(?!级|效|离|奖|保|身)"
    r"|开展|实现|达到|成功|入选|破解|建成|获得|获批|获评|获准|完成|通过|纳入|享受|给予|予以|推进|推动|落地|落户|投产|用于|得到|正在|已经|已|均(?!衡|匀|等)|都(?!市)|将(?!军)"
    r"|在(?!线|职|建|校|读|岗|册|库|编|外|研|孵|地|产)|为(?!主|民|老)|被|由|从(?!业|事|严)|向(?!阳|导)|使(?!用|命|领)|让(?!利|渡)|把|按|较|(?<![占之对性])比(?!例|重|赛|武)|同比|环比|年均|增长(?!极|点)|增加(?!值)|下降|减少|提高|提升|上升|缩短"
    r"|(?<!强)占(?!地|比)|超(?!市|级|高|算|低|大|声|导|过滤|长)|(?<![发雷到抵直通转])达(?!标|产|人)|约(?!束|定)|位居|(?<![宜定移旧安新])居(?!民|住|家|委|村)|名列|列(?!车|为名)|其中|分别|累计|(?<![但可还就])是|(?<![国所拥私公特共])有(?!限|机|色|关|效|轨|序|利|偿|害|毒|力|组织|条件|资质|能力|需求|意愿)"
    r"|快速|蓬勃|持续|出自|成为|形成|覆盖|惠及|带动|发放|取得|出台|来自|包括|不断|逐步|加快|进一步|顺利|正式|率先|能够|可以|应当|必须|不得|不|作为|推荐|提供|以上(?!市)|以下|左右|[提增降升减涨扩缩][至到]|组成|构成|共同|联合|集中|全部|下达|投入|解决|超过|升级|转型|入驻|参与|参加|交付|开工|竣工|开通|运行|使用|(?<!以)上市(?!公司|后备|许可)|脱贫|受益|受灾|死亡|签署|签订|申报|认定为|培育为|发展成"
)
_PARTICLE = re.compile(r"^(?:左右|上下|以上|以下|以内|之间|多|余|[ \u00a0])*的?")
_UP_WORDS = "增长|增加|提高|提升|上升|上涨|上调|扩大|增至|升至|增幅|增速|涨幅|增产|增收|上浮|多增|净增|猛增|激增|跃升|攀升|爬升|飙升|抬高|抬升|走高"
_DOWN_WORDS = "下降|降低|减少|缩短|压减|压缩|回落|下调|降至|减至|降幅|缩减|收窄|削减|下滑|下跌|跌幅|核减|精简|调减|减产|少增|下浮|降到|缩小|压降|走低"
_DIRECTION = re.compile(
    rf"(?P<up>(?:{_UP_WORDS})(?!值|极|点|贡献|工程|行动|内需|计划)|(?<!新)[增升涨](?=[至到了]?$))|(?P<down>(?:{_DOWN_WORDS})|[减降跌](?=[至到了]?$))"
)
# 比去年多33天, 高于上年同期3.4个百分点
_COMPARED = re.compile(
    r"[比较][^，。；,;比较]{1,16}(?:(?P<up>[多高快])|(?P<down>[少低慢]))(?:[了出]|[投招建发收](?!率))?$|(?:(?P<more>(?<![最至很许大众不])多)|(?<![最至很不缺多])少)[收招投建卖发产用]?了$|(?:(?P<above>[高多快])|[低少慢])于(?:上年|去年|上一年|前一年)(?:同期|同月)?$"
)
_GROWTH_OF = re.compile(
    r"(?:左右|以上|多)?的?(?:(?P<up>增长|增速|增幅|涨幅)|(?P<down>降幅|下降|跌幅))"
)
_OTHER_VERB = re.compile(
    r"贡献|培育|建设|打造|新增|建成|安排|投入|给予|支持|奖励|补贴|形成|组织|完成|发放|实现|共有|拥有|其中|惠及"
)
_CHANGE = re.compile(
    r"(?P<同比>同比|(?:[比较]|[高低多少快慢]于)(?:上年|去年|上一年|前一年)同期)|(?P<环比>环比|[比较]上(?:月|季度|季))|(?P<比上年>[比较](?:上年|去年|上一年|前一年|上年度))"
    r"|(?P<年均>年均|(?<!\d)年平均|平均每年|每年平均|年复合)|(?P<累计>累计|总计|合计|共计)|(?P<人均>人均|平均每人)|(?P<日均>日均|平均每天)|(?P<月均>月均)|(?P<户均>户均)|(?P<平均>平均|均价)"
)
_BASE = re.compile(r"(?:[比较]|相当于|相较于?|对比|不低于|不高于|不超过|高于|低于|超过|多于|少于)$")
_EDGES = " )）”’、"
_TITLE = re.compile(r"《[^》\n]{0,80}》?")
_JOINTS = frozenset("、和与及")
_SENTENCE_ENDS = "。！？!?\n"
_RESPECTIVELY = re.compile(r"分别(?:为|达到?|约?占|增长|下降|提高|降低|达|是)?$")


def add_context(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures with `noun`, `before`, `direction`, `change` and `period` filled in."""
    titles = [m.span() for m in _TITLE.finditer(text)] if "《" in text else []
    done: list[Figure] = []
    times: list[
        Figure
    ] = []  # those of them that are times: a sentence may hold thousands of others
    previous: Figure | None = None
    lead: Figure | None = None
    floor = 0  # where the last list mark ends
    position = 0  # in its list: 分别增长5.1%、5.3%
    for index, figure in enumerate(figures):
        if figure.kind in _MARKS or figure.kind in _TIMES:
            done.append(replace(figure, period=None))
            times += done[-1:] if figure.kind in _TIMES else []
            if figure.kind == "enumerator":
                previous, floor = None, figure.end
            continue
        following = _next_start(figures, index, len(text))
        before, carried = _before(text, figure, previous, floor)
        noun = _noun(text[figure.end : min(following, figure.end + 40)])
        after = text[figure.end : figure.end + 8]
        direction, change = _direction(before, after), _change(before)
        if carried and previous is not None:
            direction, change = direction or previous.direction, change or previous.change
            figure = _qualified(figure, lead) if lead else figure
            position += 1
        else:
            position = 0
            lead = figure if _shares_qualifier(text, figure) else None
        figure = replace(
            figure,
            noun=noun,
            before=before,
            direction=direction,
            change=change,
            period=_period(text, times, figure.start, titles, position, figure.kind),
        )
        done.append(figure)
        previous = figure
    return tuple(done)


def _next_start(figures: Sequence[Figure], index: int, end: int) -> int:
    """Return where the next figure that no noun contains begins."""
    while (index := index + 1) < len(figures):
        if figures[index].kind not in _IN_NOUNS:
            return figures[index].start
    return end


def _noun(after: str) -> str:
    """Return the words that a figure counts, from what follows it."""
    after = after[_PARTICLE.match(after).end() :]  # type: ignore[union-attr]
    if edge := _NOUN_EDGE.search(after):
        after = after[: edge.start()]
    if stop := _STOP.search(after):
        after = after[: stop.start()]
    if (at := after.find("的")) >= 3:
        after = after[:at]
    return after.strip(" “”‘’") if after.count("“") != after.count("”") else after.strip()


def _before(text: str, figure: Figure, previous: Figure | None, floor: int) -> tuple[str, bool]:
    """Return the words before a figure in its clause; True if it goes on a list (超三成、五成)."""
    begin = max(floor, figure.start - 60)
    edges = [m.end() for m in _CLAUSE_EDGE.finditer(text, begin, figure.start)]
    if edges:
        begin = edges[-1]
    if previous is None or previous.end < begin:
        return text[begin : figure.start].strip(_EDGES), False
    between = text[previous.end : figure.start]
    separators = list(_LIST_EDGE.finditer(between))
    own = between[separators[-1].end() :] if separators else between
    if own.strip():
        return own.strip(_EDGES), False
    return previous.before, bool(separators)


def _direction(before: str, after: str) -> Literal["up", "down"] | None:
    """Return whether the words say that something rose or fell by, or to, the figure."""
    if found := list(_DIRECTION.finditer(before)):
        last = found[-1]
        tail = before[last.end() :]
        if len(tail) <= 14 and not _OTHER_VERB.search(tail):
            return "up" if last["up"] else "down"
    if match := _COMPARED.search(before):
        return "up" if match["up"] or match["above"] or match["more"] else "down"
    if before.endswith("+"):
        return "up"
    growth = _GROWTH_OF.match(after)
    return None if growth is None else "up" if growth["up"] else "down"


def _change(before: str) -> str | None:
    """Return against what, or how, the figure is reckoned: the nearest of 同比, 环比, 年均, 累计 …"""
    found = list(_CHANGE.finditer(before))
    return found[-1].lastgroup if found else None


def _shares_qualifier(text: str, figure: Figure) -> bool:
    """Return whether a qualifier stands for a whole list: 分别超三成、五成."""
    leads = figure.start < figure.number_start and figure.qualifier not in ("exact", "range")
    return leads and bool(_RESPECTIVELY.search(text, max(0, figure.start - 6), figure.start))


def _qualified(figure: Figure, lead: Figure) -> Figure:
    """Return the figure under the qualifier of the lead of its list, unless it has its own."""
    if figure.qualifier != "exact" or figure.unit != lead.unit:
        return figure
    low, high = bounds(figure.value, lead.qualifier)
    return replace(figure, qualifier=lead.qualifier, low=low, high=high)


def _period(
    text: str,
    done: Sequence[Figure],
    at: int,
    titles: Sequence[tuple[int, int]],
    position: int,
    kind: Kind,
) -> str | None:
    """Return the key of the nearest time before `at` in the sentence that is neither a base nor in a title."""
    part = None
    begin = max((text.rfind(mark, 0, at) for mark in _SENTENCE_ENDS), default=-1)
    for figure in reversed(done):
        if figure.end <= begin:
            break
        if figure.kind not in _TIMES or figure.key.startswith(("T", "周")):
            continue
        if any(s <= figure.start < e for s, e in titles):
            continue
        if _BASE.search(text, max(0, figure.start - 4), figure.start) or _bracketed(
            text, figure, at
        ):
            continue
        if (
            text.find("基础上", figure.end, at) >= 0
        ):  # 在1979到1983年平均递增7.9%的基础上，比上年增长
            continue
        if part is not None:
            return _within(figure.key, part)
        if re.match(r"--|[HQ]\d", figure.key):
            part = figure.key
            continue
        if kind == "multiple" and text[figure.end : at] in ("的", ""):
            continue  # 2020年的2倍
        chain = _chain(text, done, figure)
        if len(chain) > 1 and "分别" in text[figure.end : at]:
            return chain[min(position, len(chain) - 1)]
        return figure.key
    return part


def _bracketed(text: str, time: Figure, at: int) -> bool:
    """Whether a time stands in a bracket that ends before `at`, with more than itself: （2019年度目标为5.5%）."""
    close = min(
        (c for c in (text.find(mark, time.end, at) for mark in "）)") if c >= 0), default=-1
    )
    if close < 0:
        return False
    opened = max(text.rfind(mark, 0, time.start) for mark in "（(")
    inside = opened > max(text.rfind(mark, 0, time.start) for mark in "）)")
    return inside and close - opened - 1 > time.end - time.start


def _chain(text: str, done: Sequence[Figure], last: Figure) -> list[str]:
    """Return the keys of 2024年、2025年, a list of times that ends with `last`."""
    keys = [last.key]
    for figure in reversed(done):
        if figure.start >= last.start:
            continue
        if figure.kind not in _TIMES or text[figure.end : last.start].strip() not in _JOINTS:
            break
        keys.insert(0, figure.key)
        last = figure
    return keys


def _within(year: str, part: str) -> str:
    """Return a part of an earlier named year: 2025 and H1 -> 2025-H1; the part alone if that is no year."""
    if not re.fullmatch(r"\d{4}|去年|今年|明年|上年", year):
        return part
    return (
        "/".join(f"{year}-{p.lstrip('-')}" for p in part.split("/"))
        if part[0] == "-"
        else f"{year}-{part}"
    )
