"""Lies: true sentences with one thing changed, each made so that the evidence does not say it.

A lie is kept only where the evidence holds no other sentence that would make it true; `kind` says what was changed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.fold import fold
from index.splitter import clauses
from qa.figures import Figure, compare, find_figures
from qa.types import Evidence
from tests.facts import Fact

COUNTED = ("quantity", "money", "rate", "points", "multiple", "age", "duration")


@dataclass(frozen=True)
class Case:
    """A draft to be checked against `evidence`; `truth` is the sentence it was made from."""

    kind: str
    draft: str
    evidence: tuple[Evidence, ...]
    truth: str


Maker = Callable[[Fact, random.Random], str | None]


def _swap(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _figures(fact: Fact) -> list[Figure]:
    return [f for f in find_figures(fact.sentence) if f.kind in COUNTED and not f.indefinite]


def _figure_with(
    fact: Fact, rng: random.Random, change: Callable[[str, random.Random], str | None]
) -> str | None:
    """Change one figure's text so that no figure around says the same."""
    figures = _figures(fact)
    rng.shuffle(figures)
    for figure in figures:
        new = change(figure.text, rng)
        if new is None or new == figure.text:
            continue
        lie = _swap(fact.sentence, figure.start, figure.end, new)
        claims = [f for f in find_figures(lie) if f.start <= figure.start < f.end]
        if claims and not any(
            compare(c, s) == "same" for c in claims for s in find_figures(fact.around)
        ):
            return lie
    return None


def digit(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        places = [m.start() for m in re.finditer(r"[0-9０-９一二三四五六七八九]", text)]
        if not places:
            return None
        at = rng.choice(places)
        series = next(
            s for s in ("0123456789", "０１２３４５６７８９", "一二三四五六七八九") if text[at] in s
        )
        first = at == 0 or text[at - 1] not in series
        choice = rng.choice([c for c in series if c != text[at] and not (first and c in "0０")])
        return _swap(text, at, at + 1, choice)

    return _figure_with(fact, rng, change)


def scale(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        if match := re.search(r"万亿|万|亿", text):
            return _swap(
                text, *match.span(), rng.choice([w for w in ("万", "亿", "") if w != match[0]])
            )
        if match := re.search(r"\d(?=[元人家个项吨户])", text):
            return _swap(text, match.end(), match.end(), rng.choice("万亿"))
        return None

    return _figure_with(fact, rng, change)


def unit(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        pairs = [
            ("个百分点", "%"),
            ("%", "个百分点"),
            ("％", "倍"),
            ("天", "个月"),
            ("个工作日", "个月"),
            ("年", "个月"),
            ("元", "美元"),
            ("家", "亿家"),
            ("项", "亿元"),
            ("人", "亿人"),
            ("岁", "年"),
            ("倍", "%"),
        ]
        fitting = [(a, b) for a, b in pairs if text.endswith(a)]
        return text.removesuffix(fitting[0][0]) + fitting[0][1] if fitting else None

    return _figure_with(fact, rng, change)


def figure_swap(fact: Fact, rng: random.Random) -> str | None:
    """The figure of another thing, of the same unit."""
    figures = _figures(fact)
    rng.shuffle(figures)
    for figure in figures:
        rivals = [
            f.text
            for f in find_figures(fact.around)
            if f.kind == figure.kind and f.unit == figure.unit and compare(f, figure) != "same"
        ]
        if rivals:
            lie = _swap(fact.sentence, figure.start, figure.end, rng.choice(rivals))
            return lie if len(lie) > 0 else None
    return None


def qualifier(fact: Fact, rng: random.Random) -> str | None:
    def change(text: str, rng: random.Random) -> str | None:
        if match := re.match(
            r"(超过?|近|约|不超过|不少于|不低于|至少|最高|逾|达到?|突破)(?=\d)", text
        ):
            return (
                rng.choice([w for w in ("", "不足", "超", "近", "不超过") if w != match[0]])
                + text[match.end() :]
            )
        if match := re.search(r"(以上|以下|以内|左右|多)$", text):
            return text[: match.start()] + rng.choice(
                [w for w in ("", "以下", "以上") if w != match[0]]
            )
        return (
            rng.choice(("超", "近", "不足", "不超过", "至少")) + text if text[0].isdigit() else None
        )

    return _figure_with(fact, rng, change)


def noun_swap(fact: Fact, rng: random.Random) -> str | None:
    """What one figure counts goes to another figure."""
    mine = [f for f in _figures(fact) if f.noun and f.noun in fact.sentence]
    nouns = {f.noun for f in find_figures(fact.around) if f.noun and len(f.noun) >= 2}
    rng.shuffle(mine)
    for figure in mine:
        others = sorted(n for n in nouns if not (n in figure.noun or figure.noun in n))
        at = fact.sentence.find(figure.noun, figure.end)
        if others and at >= 0:
            return _swap(fact.sentence, at, at + len(figure.noun), rng.choice(others))
    return None


def modifier(fact: Fact, rng: random.Random) -> str | None:
    """459家省重点实验室 -> 459家省实验室, and the other way round."""
    mine = [
        f for f in _figures(fact) if len(f.noun) >= 5 and fact.sentence.startswith(f.noun, f.end)
    ]
    if not mine:
        return None
    figure = rng.choice(mine)
    at = rng.randrange(0, len(figure.noun) - 3)
    if rng.random() < 0.5:
        noun = figure.noun[:at] + figure.noun[at + 2 :]
    else:
        noun = (
            figure.noun[:at]
            + rng.choice(("重点", "民营", "高新", "国家级", "小微"))
            + figure.noun[at:]
        )
    lie = _swap(fact.sentence, figure.end, figure.end + len(figure.noun), noun)
    return lie if figure.noun not in lie else None


def _word_swap(pairs: Sequence[tuple[str, str]]) -> Maker:
    pattern = re.compile("|".join(sorted({re.escape(a) for a, _ in pairs}, key=len, reverse=True)))

    def make(fact: Fact, rng: random.Random) -> str | None:
        found = list(pattern.finditer(fact.sentence))
        if not found:
            return None
        match = rng.choice(found)
        return _swap(
            fact.sentence, *match.span(), rng.choice([b for a, b in pairs if a == match[0]])
        )

    return make


def _both(text: str) -> list[tuple[str, str]]:
    found = []
    for pair in text.split():
        a, b = pair.split("/")
        found += [(a, b), (b, a)]
    return found


direction = _word_swap(
    _both(
        "增长/下降 提高/降低 增加/减少 扩大/缩小 上升/下降 高于/低于 以上/以下 最高/最低 提前/推迟 加强/削弱 新增/累计 延长/缩短 不低于/不超过 进口/出口 收入/支出 输出/吸纳 多于/少于 放宽/收紧 买入/卖出"
    )
)
base = _word_swap(_both("同比/环比 年均/同比 比上年/比上月 年均/月均 按年/按季 每年/每月"))
negation = _word_swap(
    [
        ("不得", "可以"),
        ("不", ""),
        ("未", "已"),
        ("无", "有"),
        ("除外", "在内"),
        ("不予", "给予"),
        ("禁止", "允许"),
        ("严禁", "鼓励"),
        ("可以", "不得"),
        ("应当", "不得"),
        ("支持", "不支持"),
        ("鼓励", "不鼓励"),
        ("给予", "不予"),
        ("允许", "禁止"),
        ("包括", "不包括"),
    ]
)
modality = _word_swap(
    [
        ("将", "已"),
        ("计划", "已经"),
        ("力争", "已经"),
        ("已经", "将"),
        ("已", "将"),
        ("可以", "必须"),
        ("可", "须"),
        ("鼓励", "要求"),
        ("应当", "可以"),
        ("原则上", "一律"),
        ("争取", "已经"),
        ("拟", "已"),
        ("要", "已"),
        ("引导", "强制"),
        ("建成", "拟建"),
        ("探索", "全面推行"),
        ("试点", "全面"),
    ]
)
subject = _word_swap(
    _both(
        "企业/高校 中小企业/大型企业 省级/国家级 制造业/农业 科研/教学 工业/农业 城镇/农村 居民/企业 民营/国有 学校/医院 规上/规下 农民/市民 国家/企业 纳税人/税务机关 用人单位/职工 申请人/审批机关 中央/地方 劳动者/用人单位"
    )
    + [
        ("补助", "贷款"),
        ("补贴", "贷款"),
        ("奖励", "罚款"),
        ("免征", "减征"),
        ("技术", "资金"),
        ("服务", "金融"),
        ("人才", "设备"),
    ]
)
year = _word_swap(
    [(str(y), str(y + d)) for y in range(1950, 2036) for d in (-1, 1, 2)]
    + [
        ("今年", "去年"),
        ("去年", "前年"),
        ("十四五", "十三五"),
        ("十三五", "十二五"),
        ("十五五", "十四五"),
        ("上半年", "下半年"),
    ]
)
region = _word_swap(
    _both(
        "广东/江苏 广州/深圳 东莞/佛山 北京/上海 浙江/福建 湖北/湖南 武汉/宜昌 重庆/四川 温州/宁波 柳河/通化 鹿城/瓯海 江西/安徽 天津/河北"
    )
    + [
        ("全国", "全省"),
        ("全省", "全国"),
        ("全市", "全国"),
        ("我国", "我省"),
        ("省级", "市级"),
        ("国务院", "省政府"),
        ("全县", "全省"),
    ]
)


def name(fact: Fact, rng: random.Random) -> str | None:
    """A quoted term or a title goes for another one."""
    mine = list(re.finditer(r"《[^》]{2,40}》|“[^”]{2,20}”", fact.sentence))
    if not mine:
        return None
    match = rng.choice(mine)
    others = [
        m[0]
        for m in re.finditer(r"《[^》]{2,40}》|“[^”]{2,20}”", fact.around)
        if m[0][0] == match[0][0] and m[0] != match[0]
    ]
    other = (
        rng.choice(others)
        if others
        else match[0][0]
        + rng.choice(("数字强基", "绿色通道", "百千万工程", "专精特新"))
        + match[0][-1]
    )
    lie = _swap(fact.sentence, *match.span(), other)
    return lie if lie.count(other) > fact.sentence.count(other) else None


def body(fact: Fact, rng: random.Random) -> str | None:
    pairs = "财政部/商务部 税务总局/海关总署 发展改革委/科技部 工业和信息化部/教育部 市场监管局/商务厅 科技厅/财政厅 人民银行/证监会 卫生健康委/民政局 公安/司法 商务部门/税务部门 财政部门/审计部门 教育部/文化部 县政府/乡政府 市政府/省政府"
    return _word_swap(_both(pairs))(fact, rng)


def speaker(fact: Fact, rng: random.Random) -> str | None:
    """The sentence put into the mouth of someone else."""
    who = rng.choice(
        (
            "省财政厅副厅长王建国",
            "国家税务总局",
            "市商务局局长李明",
            "省教育厅",
            "中国人民银行行长周小平",
        )
    )
    around = fold(
        fact.around
        + fact.item.document.title
        + (fact.item.passage.role or "")
        + (fact.item.document.issuer or "")
    )
    return None if fold(who) in around or who[-3:] in around else f"{who}表示，{fact.sentence}"


def wrong_title(fact: Fact, rng: random.Random) -> str | None:
    title = rng.choice(
        (
            "关于促进养老服务业发展的若干措施",
            "数字经济促进条例",
            "中小企业纾困解难行动方案",
            "2019年工作要点",
        )
    )
    return (
        None
        if title in fact.around + fact.item.document.title
        else f"根据《{title}》，{fact.sentence}"
    )


def condition(fact: Fact, rng: random.Random) -> str | None:
    """A condition left out: the clause that ends in 的, or what limits whom the measure is for."""
    text = fact.sentence
    found = list(
        re.finditer(
            r"(?:^|(?<=[，；。：]))(?:对|凡|符合|未|经|除|如|在)[^，；。：]{4,40}(?:的|外|后|时|者)，",
            text,
        )
    )
    found += list(
        re.finditer(
            r"(?<=对)[^，；。：]{4,40}[上下内级定的](?=[^，；。：]{0,8}(?:企业|单位|项目|个人|纳税人)[^，；。]{0,6}(?:给予|免|减|可|予以|按))",
            text,
        )
    )
    found += list(re.finditer(r"，(?:最高|但|不超过|每家|除|不含)[^，；。]{3,30}(?=[。；])", text))
    if not found:
        return None
    match = rng.choice(found)
    return _swap(text, *match.span(), "")


KINDS: dict[str, Maker] = {
    maker_name: maker
    for maker_name, maker in (
        ("digit", digit),
        ("scale", scale),
        ("unit", unit),
        ("figure_swap", figure_swap),
        ("qualifier", qualifier),
        ("noun_swap", noun_swap),
        ("modifier", modifier),
        ("direction", direction),
        ("base", base),
        ("negation", negation),
        ("modality", modality),
        ("subject", subject),
        ("year", year),
        ("region", region),
        ("name", name),
        ("body", body),
        ("speaker", speaker),
        ("title", wrong_title),
        ("condition", condition),
    )
}


def lies(found: Sequence[Fact], rng: random.Random) -> list[Case]:
    """Return up to one lie of each kind for each fact; half of them cut down to the clause that lies."""
    cases = []
    for fact in found:
        for kind, maker in KINDS.items():
            lie = maker(fact, rng)
            if lie is None or _told(lie, fact):
                continue
            if kind not in ("condition", "speaker", "title") and rng.random() < 0.5:
                lie = _clause_of(lie, fact)
                if lie is None or _told(lie, fact):
                    continue
            marker = rng.choice((f"[{fact.item.number}]", "", f"【{fact.item.number}】", "[97]"))
            cases.append(Case(kind, _marked(lie, marker), fact.evidence, fact.sentence))
        if others := fact.others:
            cases.append(
                Case(
                    "citation",
                    _marked(fact.sentence, f"[{others[0].number}]"),
                    others,
                    fact.sentence,
                )
            )
    return cases


def _marked(text: str, marker: str) -> str:
    return f"{text[:-1]}{marker}{text[-1]}" if text[-1:] in "。；" else text + marker


def _told(lie: str, fact: Fact) -> bool:
    """Whether the evidence says the lie somewhere, word for word."""
    flat = re.sub(r"[\s，。；：、]", "", fold(lie))
    return not flat or flat in re.sub(r"[\s，。；：、]", "", fold(fact.around))


def _clause_of(lie: str, fact: Fact) -> str | None:
    """Return the clauses of the lie that the truth does not hold, with the one before them."""
    spans = clauses(lie)
    changed = [
        k for k, (a, b) in enumerate(spans) if lie[a:b].strip("，。；：") not in fact.sentence
    ]
    if not changed:
        return None
    first = max(0, changed[0] - 1)
    return lie[spans[first][0] : spans[changed[-1]][1]].strip("，；：") or None
