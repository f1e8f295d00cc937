"""The words of a clause that say what is counted: canonical, without figures, links and the verbs people exchange.

A list of words, not a grammar. A word in it stops mattering for whether two clauses speak of the same thing, so
nothing that tells two things apart may stand here: 重点, 国家级, 规上, 新 stay in the key."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from index.fold import fold
from qa.claims.official import in_short
from qa.lexicon.bigrams import ALIASES
from qa.proof.verbs import listed
from qa.proof.words import WORDS, canonical

Span = tuple[int, int]

# Links, aspect and degree words, and verbs that only say that there is so much of something.
SOFT = re.compile(
    "|".join(
        sorted(
            listed("""共有 已有 拥有 现有 建有 设有 一共 总共 共计 合计 总计 总数 数量 总量 总额 总值 个数 达到 已达 累计 目前 当前 现在 如今 迄今 截至 截止
            已经 将要 将会 计划 预计 预期 力争 争取 打算 准备 目标 有望 推动 推进 促进 开展 实施 实现 完成 建成 建设 新建 建立 建起 打造 培育 形成
            布局 新增 增加(?!值) 增长 增幅 增速 增长率 增长幅度 涨幅 降幅 提高 提升 上升 上涨 扩增 扩充 下降 降低 减少 缩短 压缩 压减 缩减 扩大 下滑 下跌 回落 攀升 升至 降至 增至 减至 升到 降到 涨到 减到 眼下 超过 突破 接近
            大约 左右 以上 以下 以内 最高 最低 最多 最少 至少 不超过 不低于 不少于 不高于 给予 予以 安排 涉及 覆盖 惠及 帮助 助力 破解 解决 占比 比重 比例
            同比 环比 年均 日均 月均 户均 平均 每年 每月 上年 去年 今年 明年 全年 当年 同期 分别 其中 以及 期间 时期 时间 我们 进行 取得 获得 拿到 可得 可获 出自 来自 通过 作为
            持续 继续 不断 进一步 积极 大力 加快 深入 全面 成功 能够 可以 约为 仅为 则为 均为 成为 属于 位居 位列 居(?![民住家委]) 得到 领到 各类 用于 今后 接下来 下一步 未来 方面 领域 情况 提到 显示(?![器屏面])
            高于 低于 但是 但 不过 因此 此外 另外 尽管 仍然 (?<!个)人数 户数 家数 件数 做大做强 做优做强 做强做优 搭建 建好 受益 受惠 逐步 越过 跨过 迈过 (?<=[月年天人户家])[可能](?=[定扣领得拿获享申产补]) (?<![主需重必次纲摘首])要(?![素点求件闻害道塞员]) (?<![人英育方])才(?![能干智艺华]) (?<=\\s)起(?=\\s|分) 算起
            手里 手上 一路 一连 接连 带动 当中 (?<![一-龥])足足 再添 新添 增添 另设 另建 另有 添置 外加 铺开 布下 布设 攒下 揽下 揽得 收获 斩获 录得 迎来 冲破 冲过 冲上 冲至 站上 登上 迈上 踏上 跃上 跃升至 跃升 攀上 攀至 攀升至
            爬升至 爬升 飙升至 飙升 逼近 直逼 来至 走至 涨成 变成 缩成 减成 增成 压降至 压降 压至 降为 提为 升为 延伸至 延伸 抬高至 抬高 抬升 走高 走低 砸下 花掉 花费 掏出 匀出 划拨 拨出
            坐落 位于 长在 落在 挤进 跻身 拿下 摘得 荣膺 坐拥 手握 握有 总盘子 盘子 体量 里头 一旦 但凡 凡是 准确讲 准确说 确切讲 确切说 具体讲 具体说 具体来说 精确讲 说白了 简单说 换句话说 换言之
            差不多 大概 足足 整整 光是 单是 足有 高达 多达 多至 加起来 算下来 加总 合起来 加在一起 合在一起 合在一块 全[村镇乡校院厂](?=\\s|[有共达]) (?<![一-龥])凭(?=[一-龥]) 头一 够得着 不迟于 不晚于 截至眼下
            略增 微增 略涨 微涨 略升 微升 略降 微降 略减 微减 略跌 微跌 小幅 (?<![晋倍净猛激剧骤新])[增降涨跌减升](?=\\s|$)
            缩至 缩短至 提到 提至 定为 设为 控制 保持 维持 稳定 在内 只有 仅有 造成 国务院政府工作报告 政府工作报告 一年 多投 多招 多建 多发 多收 年末 年底 拿出 提出 规定 有 是 为 (?<![公中])共(?![同和识享青产生]) 已 将 拟 达 超 近 约 逾 占 比 较 的 了 着 在 于 从 由 到 至 把 被 与 和 及 也 还 并 且 都 均 就 而 该 其 这 那 各 (?<![中高初上优特同平均])等 仅 只"""),
            key=len,
            reverse=True,
        )
    )
)
# Verbs of one character, for which their longer forms are written (official.py): 奖 stands where any text has it.
DONE = frozenset("奖补捐查调扣")
# Characters that, left over alone, say nothing.
_EMPTY = "中上里内数格个多余会要对后前再又更以所之过得使让本我们省市县出"
NOT_CONTENT = re.compile(r"[^\u3400-\u9fffa-z0-9]+")
_ALONE = re.compile(r"[\u3400-\u9fffa-z0-9]")


_NAMED = Counter(b for _, b in ALIASES)
# Other names that mean one thing alone; gdp is that of a country and that of a region.
_SHORT = tuple((a, b) for a, b in ALIASES if _NAMED[b] == 1 or b.startswith("新冠"))


@lru_cache(maxsize=8192)
def plain_words(text: str) -> str:
    """Return `text` folded, with every word in its canonical form: what two texts are compared in."""
    folded = fold(text)
    for long, abbreviated in _SHORT:
        folded = folded.replace(long, abbreviated)
    return in_short(WORDS.sub(lambda m: canonical(m[0]), folded))


@lru_cache(maxsize=8192)
def key(text: str) -> tuple[str, ...]:
    """Return the runs of content characters of a text without figures: 布局建成了#省实验室 -> (省实验室,)."""
    words = NOT_CONTENT.sub(" ", plain_words(text))
    return tuple(run for run in SOFT.sub(" ", words).split() if _ALONE.search(run))


def size(runs: Sequence[str]) -> int:
    """Return how many characters the runs have."""
    return sum(map(len, runs))


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of characters of a text and of its other names (营收 for 营业收入), and its characters."""
    words = plain_words(text)
    words += "".join(f"\n{b}" for a, b in ALIASES if a in words)
    words += "".join(f"\n{a}" for a, b in ALIASES if b in words)
    words = re.sub(r"[\s“”\"'‘’、的]", "", words.replace("\n", "|"))
    return frozenset(words[i : i + 2] for i in range(len(words) - 1)) | frozenset(words)


def missing(runs: Sequence[str], *held: frozenset[str]) -> tuple[str, ...]:
    """Return the pieces of the runs that stand in none of `held`: 重点 of 省重点实验室 in a text of 省实验室."""
    if not runs:
        return ()
    runs = tuple(runs)
    own = _own_pairs(runs)
    return _missing(runs, tuple(h for h in held if not h.isdisjoint(own)))


@lru_cache(maxsize=4096)
def _own_pairs(runs: tuple[str, ...]) -> frozenset[str]:
    """Return the pairs of the runs, and those that are one character."""
    done = {c for r in runs for c in r if c in DONE}
    return frozenset(r[i : i + 2] for r in runs for i in range(max(1, len(r) - 1))) | done


@lru_cache(maxsize=4096)
def _missing(runs: tuple[str, ...], held: tuple[frozenset[str], ...]) -> tuple[str, ...]:
    """Remembered, because all figures of a long clause ask for the same words in the same sets."""
    own = _own_pairs(runs)
    there = frozenset().union(*(own & h for h in held))
    found: list[str] = []
    for run in runs:
        if len(run) == 1:
            found += [] if run in there or run in _EMPTY else [run]
            continue
        end = 0  # of what is covered so far
        for i in range(len(run) - 1):
            if run[i : i + 2] in there:
                found += _piece(run[end:i], run[i])
                end = i + 2
        found += _piece(run[end:])
    return tuple(p for p in found if p not in DONE or p not in there)


def _piece(text: str, after: str = "") -> list[str]:
    """Return what is left of a run, if it says anything: 中 of 中级 does, 中 of 其中 does not."""
    graded = text[-1:] == "中" and after in tuple("级等型")
    return [text] if graded or text.strip(_EMPTY) else []


def share(runs: Sequence[str], *held: frozenset[str]) -> float:
    """Return the share 0..1 of the characters of the runs that stand in one of `held`; 1 where there are none."""
    total = size(runs)
    return 1.0 if not total else 1 - size(missing(runs, *held)) / total


def without(text: str, spans: Sequence[Span], mark: str = " ") -> str:
    """Return `text` with each span replaced by `mark`."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [text[at:start], mark]
            at = end
    return "".join([*parts, text[at:]])


# A word and its opposite: a clause that says one where its source says the other says the contrary.
_UP = listed("增长 增加 提高 提升 上升 上涨 扩大 增至 升至 增幅 增产 增收 增速 增")
_DOWN = listed("下降 降低 减少 缩小 回落 下跌 降至 减至 降幅 减产 压减 缩减 减")
# What is being built or only to be built, and what stands.
_BUILDING, _BUILT = listed("在建 拟建 待建 筹建 续建"), listed("建成 已建 竣工 完工 投产")
_PAIRS: list[tuple[str, ...]] = [
    (a, b) for some, others in ((_UP, _DOWN), (_BUILDING, _BUILT)) for a in some for b in others
]
_PAIRS += [
    tuple(pair.split("/"))
    for pair in listed(
        "牵头/参与 主导/参与 主办/协办 主持/参与 减轻/加重 加强/削弱 加强/减弱 高于/低于 以上/以下 超过/不足 超过/不到 超过/不超过 不低于/不超过 至少/至多 提前/推迟 延长/缩短 进口/出口 收入/支出 输出/吸纳 "
        "多于/少于 快于/慢于 扩大/收窄 以内/以外 上调/下调 加快/放缓 回升/回落 借款/还款 国内/国外 境内/境外 线上/线下 含税/不含税 放宽/收紧 买入/卖出 顺差/逆差 盈利/亏损 最高/最低 新增/累计 支持/限制 支持/不支持 鼓励/禁止 鼓励/不鼓励 允许/禁止 可以/不得 应/不得 包括/不包括 给予/不予 城镇/农村 上半年/下半年 开工/竣工 开工/完工"
    )
]


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[str, str], ...]:
    """Return the pairs both ways, in the form that texts are compared in: 不到 reads 不至."""
    plain = [(plain_words(a), plain_words(b)) for a, b in _PAIRS]
    return tuple((a, b) for pair in plain for a, b in (pair, pair[::-1]) if a != b)


# Single characters that turn a word into its opposite: 前期 and 后期, 境内 and 境外, 增产 and 减产.
OPPOSITES = tuple(
    listed(
        "前后 上下 内外 首末 早晚 增减 进出 高低 多少 大小 长短 快慢 收支 买卖 新旧 升降 起止 始终 强弱 远近"
    )
)
_OTHER = dict([(p[0], p[1]) for p in OPPOSITES] + [(p[1], p[0]) for p in OPPOSITES])
# Words that look like such a pair and are none.
_NO_PAIR = frozenset(listed("进行 出行 进展 出展 多年 少年 上海 下海 大学 小学 大家 小家"))


def _turned(mine: str, theirs: str) -> tuple[str, str] | None:
    """Return a word of two characters that the source has with the opposite for one of them, and not as it is."""
    for i, char in enumerate(mine):
        if char not in _OTHER:
            continue
        other = _OTHER[char]
        for a, b in (
            (mine[i : i + 2], other + mine[i + 1 : i + 2]),
            (mine[i - 1 : i + 1], mine[i - 1 : i] + other),
        ):
            if len(a) < 2 or NOT_CONTENT.search(a) or a in _NO_PAIR:
                continue
            if b in theirs and a not in theirs and b not in mine:
                return a, b
    return None


def opposed(claim: str, source: str) -> tuple[str, str] | None:
    """Return a word of the claim and the opposite that the source has in its place, None where there is none."""
    mine, theirs = plain_words(claim), plain_words(source)
    for a, b in _opposites():
        # 包括 stands in 不包括: the longer of the two is taken out before the shorter is looked for.
        inner, outer = sorted((a, b), key=len)
        held = [t.replace(outer, "\n") if inner in outer else t for t in (mine, theirs)]
        has_a = a in (mine if a == outer else held[0])
        has_b = b in (theirs if b == outer else held[1])
        back = a in (theirs if a == outer else held[1]) or b in (mine if b == outer else held[0])
        if has_a and has_b and not back:
            return a, b
    return _turned(mine, theirs)
