"""More lies about figures, for the figure check: what a careless or dishonest hand changes beside the digits.

Each kind changes one thing of a true sentence that holds a figure; `claim_lies` keeps those that the evidence does not
say. They complete `tests.lies`, whose kinds are those of an answer's verifier.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Sequence

from qa.figures import find_figures
from tests.facts import Fact
from tests.lie_figures import COUNTED, swap
from tests.lie_words import both
from tests.lies import Case, Maker, finished


def _pairs(words: str) -> Maker:
    pairs = both(words)
    pattern = re.compile("|".join(sorted({re.escape(a) for a, _ in pairs}, key=len, reverse=True)))

    def make(fact: Fact, rng: random.Random) -> str | None:
        found = list(pattern.finditer(fact.sentence))
        if not found:
            return None
        match = rng.choice(found)
        other = rng.choice([b for a, b in pairs if a == match[0]])
        return swap(fact.sentence, *match.span(), other)

    return make


def _one_way(words: str) -> Maker:
    """Words that have no safe way back: a/b makes b of a."""
    pairs = [tuple(pair.split("/")) for pair in words.split()]
    pattern = re.compile("|".join(sorted({re.escape(a) for a, _ in pairs}, key=len, reverse=True)))

    def make(fact: Fact, rng: random.Random) -> str | None:
        found = list(pattern.finditer(fact.sentence))
        if not found:
            return None
        match = rng.choice(found)
        other = rng.choice([b for a, b in pairs if a == match[0]])
        return swap(fact.sentence, *match.span(), other)

    return make


def respectively(fact: Fact, rng: random.Random) -> str | None:
    """Two of the values that 分别 or 依次 deals out change places."""
    at = re.search(r"分别|依次", fact.sentence)
    if at is None:
        return None
    end = min([m.start() for m in re.finditer(r"[。；]", fact.sentence[at.end() :])] or [999])
    figures = [
        f
        for f in find_figures(fact.sentence)
        if f.kind in COUNTED and at.end() <= f.start < at.end() + end
    ]
    pairs = [
        (a, b) for a, b in itertools.pairwise(figures) if a.text != b.text and a.unit == b.unit
    ]
    return _exchanged(fact.sentence, rng.choice(pairs)) if pairs else None


def neighbours(fact: Fact, rng: random.Random) -> str | None:
    """Two figures of one sentence change places."""
    figures = [f for f in find_figures(fact.sentence) if f.kind in COUNTED and not f.indefinite]
    pairs = [
        (a, b)
        for i, a in enumerate(figures)
        for b in figures[i + 1 :]
        if a.unit == b.unit and a.value != b.value
    ]
    return _exchanged(fact.sentence, rng.choice(pairs)) if pairs else None


def _exchanged(text: str, pair: tuple) -> str:
    a, b = pair
    return text[: a.start] + b.text + text[a.end : b.start] + a.text + text[b.end :]


def month(fact: Fact, rng: random.Random) -> str | None:
    found = list(re.finditer(r"(?<!\d)(\d{1,2})(?=月)", fact.sentence))
    if not found:
        return None
    match = rng.choice(found)
    return swap(fact.sentence, *match.span(), str((int(match[1]) + rng.randrange(1, 11)) % 12 + 1))


def day(fact: Fact, rng: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=月)(\d{1,2})(?=日)", fact.sentence))
    if not found:
        return None
    match = rng.choice(found)
    return swap(fact.sentence, *match.span(), str(int(match[1]) % 28 + 1))


def rank(fact: Fact, rng: random.Random) -> str | None:
    match = re.search(r"第([一二三四五六七八九])(?=[，。、；名位]|$)", fact.sentence)
    if match is None:
        return None
    other = rng.choice([c for c in "一二三四五六七八九" if c != match[1]])
    return swap(fact.sentence, match.start(1), match.end(1), other)


def negated(fact: Fact, rng: random.Random) -> str | None:
    """不 or 未 set before a verb that stands beside a figure."""
    found = list(
        re.finditer(
            r"(?<![不未没无])(?=(?:达到|完成|实现|超过|参加|享受|支持|取得|包括|建成|通过|执行|纳入|覆盖))",
            fact.sentence,
        )
    )
    if not found:
        return None
    at = rng.choice(found).start()
    return swap(fact.sentence, at, at, "未")


def office(fact: Fact, rng: random.Random) -> str | None:
    """The speaker's name kept, the office changed; or the office kept, the name changed."""
    passage = fact.item.passage
    if not passage.speaker or not passage.role:
        return None
    other = (
        passage.role.replace("副", "", 1)
        if "副" in passage.role
        else re.sub(r"(局长|厅长|主任|市长|部长|司长)", r"副\1", passage.role, count=1)
    )
    if rng.random() < 0.5 or other == passage.role:
        name = passage.speaker[0] + rng.choice("伟芳娜敏静") + passage.speaker[-1:]
        who = passage.role + (name if name != passage.speaker else name + "明")
    else:
        who = other + passage.speaker
    return f"{who}表示，{fact.sentence}"


def share_base(fact: Fact, rng: random.Random) -> str | None:
    match = re.search(r"占([\u4e00-\u9fff]{2,8}?)(?=的?(?:比重|比例)?\d|总[数量额])", fact.sentence)
    if match is None:
        return None
    other = rng.choice(("全国财政支出", "出口总额", "从业人员", "规上企业"))
    return swap(fact.sentence, match.start(1), match.end(1), other)


def growth_to(fact: Fact, rng: random.Random) -> str | None:
    """增长到 made 增长了, and the other way round."""
    match = re.search(
        r"(增长|增加|提高|下降|减少|降低|上升|扩大)(到|至|了)?(?=\d|近|超|约)", fact.sentence
    )
    if match is None:
        return None
    return swap(
        fact.sentence, *match.span(), match[1] + ("了" if match[2] in ("到", "至") else "到")
    )


def per(fact: Fact, rng: random.Random) -> str | None:
    found = list(
        re.finditer(
            r"(?<=每)(?:人|户|家|亩|吨|平方米|年|月|天|日|件|个|次|台|辆|项)", fact.sentence
        )
    )
    found += list(
        re.finditer(r"(?<=元/)(?:人|户|家|亩|吨|平方米|年|月|天|日|件|次|台|辆)", fact.sentence)
    )
    if not found:
        return None
    match = rng.choice(found)
    other = rng.choice([w for w in ("人", "户", "年", "月", "吨", "次") if w != match[0]])
    return swap(fact.sentence, *match.span(), other)


def first_clause(fact: Fact, rng: random.Random) -> str | None:
    """A year put before a sentence whose source is of another one."""
    if re.search(r"\d{4}年|去年|今年|年初|目前|截至", fact.sentence):
        return None
    year = rng.choice((2003, 2009, 2014, 2027))
    return (
        None
        if str(year) in fact.around + fact.item.document.title
        else f"{year}年，{fact.sentence}"
    )


def place(fact: Fact, rng: random.Random) -> str | None:
    """A place put before a sentence that is of another one."""
    name = rng.choice(("甘肃省", "海南省", "青岛市", "大连市", "贵州省"))
    if re.match(r"[\u4e00-\u9fff]{2,8}[省市县区]", fact.sentence):
        return None
    return None if name[:2] in fact.around + fact.item.document.title else f"{name}{fact.sentence}"


KINDS: dict[str, Maker] = {
    "bound": _pairs(
        "以上/以下 以内/以外 不超过/不少于 不低于/不高于 不低于/不超过 至少/至多 最高/最低 不得超过/不得少于 超过/不足 超过/不到 满/不满 大于/小于 多于/少于 上限/下限 最长/最短"
    ),
    "cumulative": _pairs(
        "累计/当月 累计/当日 累计/当年 累计/新增 新增/现有 共有/新增 总计/平均 截至/仅在 全年/单月 合计/平均 人均/户均 日均/月均 总额/净额 存量/增量"
    ),
    "kind_of_change": _pairs("同比/环比 年均/累计 增速/增量 比上年/比上月 较上年/较上月 按月/按年"),
    "half": _pairs(
        "上半年/下半年 一季度/二季度 三季度/四季度 上旬/下旬 年初/年末 年初/年底 前三季度/第三季度"
    ),
    "plan": _one_way(
        "将/已 计划/已经 拟/已 力争/已 预计/已 目标/实绩 争取/已经 已/将 完成/计划完成 实现/力争实现 建成/拟建 已经/计划 新增/拟新增 达到/力争达到"
    ),
    "trial": _one_way(
        "试点/全面 试点/推广 示范/普及 部分/全部 全部/部分 多数/全部 主要/全部 重点/全部 全面/试点 原则上/一律 逐步/立即 首批/全部 基本/完全"
    ),
    "stage": _pairs(
        "前/后 以前/以后 之前/之后 起/止 开工/竣工 签约/投产 申报/获批 立项/验收 开工/投产 受理/办结 申请/授权 在建/建成"
    ),
    "account": _pairs(
        "收入/利润 收入/支出 贷款/存款 出口/进口 投资/融资 净利润/营业收入 确诊/疑似 治愈/死亡 出院/死亡 资产/负债 产量/销量 产值/增加值 顺差/逆差 借款/还款 买入/卖出 盈利/亏损 税前/税后 名义/实际 含税/不含税"
    ),
    "holder": _pairs(
        "城镇/农村 男性/女性 个人/单位 企业/个人 学生/教师 医生/护士 成年人/未成年人 中小企业/大型企业 民营企业/国有企业 出租人/承租人 买方/卖方 原告/被告 债权人/债务人 中央/地方 省级/市级 市级/县级 国家级/省级 国内/国外 境内/境外 线上/线下 东部/西部 南方/北方 白天/夜间"
    ),
    "permission": _pairs(
        "可以/不得 应当/不得 应当/可以 必须/可以 免征/征收 准予/不予 给予/不予 包括/不包括 含/不含 可/不可 允许/禁止 须/无须 有权/无权 有效/无效 适用/不适用"
    ),
    "more_less": _pairs(
        "高于/低于 多于/少于 大幅/小幅 加快/放缓 上调/下调 上涨/下跌 增至/降至 提高/降低 超额/欠额 扩大/收窄 增长/下降 增加/减少 回升/回落 新高/新低 提前/推迟 延长/缩短"
    ),
    "nation": _pairs(
        "全国/全省 全省/全市 全市/全县 全球/全国 我国/我省 世界/全国 国内/省内 全国/部分地区 两省/全国"
    ),
    "frequency": _pairs(
        "每年/每月 每月/每周 每季度/每年 每日/每周 首次/再次 一次性/每年 每半年/每年 当年/次年 首年/每年 按月/按季"
    ),
    "money": _pairs("万元/亿元 元/美元 人民币/美元 亿元/亿美元 万元/美元"),
    "respectively": respectively,
    "neighbours": neighbours,
    "month": month,
    "day": day,
    "rank": rank,
    "negated": negated,
    "office": office,
    "share_base": share_base,
    "growth_to": growth_to,
    "per": per,
    "wrong_year": first_clause,
    "wrong_place": place,
}


def claim_lies(found: Sequence[Fact], rng: random.Random) -> list[Case]:
    """Return up to one lie of each kind for each fact; half of them cut down to the clause that lies."""
    whole = ("office", "wrong_year", "wrong_place")
    cases = []
    for fact in found:
        for kind, maker in KINDS.items():
            lie = maker(fact, rng)
            if lie and (case := finished(kind, lie, fact, rng, cut=kind not in whole)):
                cases.append(case)
    return cases
