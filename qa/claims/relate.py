"""How a figure of the draft stands to one of a source: the same thing or what differs, the same value or not.

Pure. Supported needs both to be certain; every doubt is a difference or a lower `fit`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.claims.differences import differences
from qa.claims.exchanged import negations
from qa.claims.grounds import Ground
from qa.claims.official import gapped, telling
from qa.claims.spared import mere_manner, named_before, shortened, shorts, unscened
from qa.claims.told import Told
from qa.claims.types import Difference
from qa.claims.values import Value, value_relation
from qa.claims.whose import apart, own_name
from qa.claims.words import key, missing, pairs, plain_words, share, size

_ACTS = re.compile(
    r"推动|推进|促进|支持|帮助|助力|惠及|服务|引导|带动|组织|覆盖|参与|受益|受惠|扶持|培训"
)
# How much of it: 成交39.51亿手 is a 成交量. Where the source tells 量 from 额, it counts.
_HOW_MUCH = frozenset("量额")
_PORTION = frozenset(("份额",))
# How large it is goes without saying where the unit says what is measured: 销售面积9.37亿平方米, 高铁运营里程1.6万公里.
_MEASURES = (
    (re.compile("平方|亩|公顷"), re.compile("面积")),
    (re.compile("公里|里$"), re.compile("(?:运营|营运|营业|通车)?(?:总?里程|长度)")),
)
_COMPANY = frozenset(("集团", "公司", "股份", "有限公司", "集团公司"))
# 营业收入 is an income; the draft may call it that.
_LESS = {"营收": "收入"}
# 全国生产的服务机器人，八成出自广东: of how many are made.
_MADE = re.compile("生产的|制造的|造的|产的|出产|来自|出自|产自")
# 居民收入增长7% is said of what each has to spend.
_EACH = frozenset(("可支配", "纯"))
# 细颗粒物（PM2.5）浓度: the same in other letters.
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])[（(]([A-Za-z0-9.&+\-]{2,12})[)）]")
# 设立企业服务站28个，其中北山区11个: what the whole counts its parts do.
_WHOLE_OF = re.compile(r"(.*)，\s*其中")
# So many characters from where a draft's clause begins, whose it is may stand.
OPENING = 24
# Characters that a condition may have more than its source: 被评为 and 对评为.
_EASY = frozenset("对在被为以由向按及和等将把是有者其该各经用能可已")
# Content characters of a figure's own item that say no more than that something is given.
LITTLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`fit` 0..1 says how much of each side's words the other has; `exact` that nothing is left over; `loose` that
    some of the draft's words stand only in the clauses around the source's figure."""

    value: Value
    fit: float
    exact: bool
    differs: tuple[Difference, ...]
    opposite: bool
    loose: bool = False


def relate(claim: Told, source: Told, ground: Ground, *, same_words: bool = False) -> Relation:
    """Return how `claim` stands to `source`; with `same_words` its clause stands in the source word for word."""
    value = value_relation(claim.figure, source.figure)
    # Sets beside each other, never one made of all: a long clause has hundreds of figures, each with the same sets.
    lead = "，".join(p for p in source.lead.split("，") if not missing(key(p), ground.sentence))
    parted = _WHOLE_OF.match(source.governing)
    whole = pairs(parted[1] if parted else "")
    held = (pairs(source.own), ground.lead, pairs(lead), pairs(own_name(ground)), whole)
    said = _said(claim)
    same = value in ("same", "weaker")
    theirs = _left_of_source(claim, source, ground, said)
    mine, loosely = _left_of_claim(claim, source, ground, held, same=same)
    if same and not theirs:
        begins = plain_words(f"{claim.lead}{claim.governing}")[:OPENING]
        loosely = tuple(p for p in loosely if not named_before(p, ground.before, begins))
    if claim.base is not None and source.base is not None:
        mine, theirs = (tuple(p for p in side if p not in _PORTION) for side in (mine, theirs))
    loose = bool(mine) and not loosely and not theirs and (same or value == "different")
    loose = loose and _says_as_much(claim, source)
    if loose:  # every word of it is there, if not beside the figure: `_bound` sees whether another figure has more
        mine = ()
    fit = min(share(claim.narrow, *held), share(source.narrow, *said))
    exact = not mine and not theirs and bool(claim.narrow or key(claim.governing))
    of = _same_amount(claim, source)
    if of is not None:  # whose change it is, is said by the amount
        mine, theirs, fit, exact = ((), (), 1.0, True) if of else (mine, ("",), fit, False)
    if exact and gapped(claim.figure.noun, source.figure.noun):
        exact = False
    if same_words:
        mine, theirs, fit = _case_of_its_own(claim, source, ground), (), 1.0
        exact = not mine
    # A clause cut out as it stands says nothing of whose it is; with something before it, it does.
    bare = same_words and claim.around <= source.around and not key(claim.lead)
    if not bare and of_a_part(claim, source):
        exact, theirs = False, theirs or ("",)
    other = mine or theirs or (not same_words and _cut(claim, source, said))
    differs: list[Difference] = ["对象"] if other else []
    differs += differences(claim, source, ground)
    opposite = bool(claim.figure.direction and source.figure.direction) and (
        claim.figure.direction != source.figure.direction
    )
    return Relation(
        value=value,
        fit=fit,
        exact=exact,
        differs=tuple(dict.fromkeys(differs)),
        opposite=opposite,
        loose=loose and not of and not same_words,
    )


def _said(claim: Told) -> tuple[frozenset[str], ...]:
    """Return the pairs of what the draft says of its figure and around it."""
    said: tuple[frozenset[str], ...] = (pairs(claim.own), pairs(claim.lead), pairs(claim.condition))
    said = (*said, _leaned_on(claim))
    if not telling(claim.narrow) or claim.base:  # 期限最长1年: of what the clause before gives
        said = (*said, pairs(claim.prior))
    return said


def _left_of_source(
    claim: Told, source: Told, ground: Ground, said: tuple[frozenset[str], ...]
) -> tuple[str, ...]:
    """Return what the source says of its figure and the draft does not: 重点 of 省重点实验室."""
    theirs = missing(source.narrow, *said)
    if size(key(source.own)) <= LITTLE:
        theirs += missing(key(source.condition), *said, pairs(claim.governing))
    glosses = "，".join(_GLOSS.findall(source.governing)).lower()
    theirs = tuple(t for t in theirs if t not in _COMPANY and not (t.isascii() and t in glosses))
    theirs = tuple(t for t in theirs if t not in _HOW_MUCH or _HOW_MUCH & set(claim.own))
    if claim.figure.kind == "rate" and claim.figure.direction and "收入" in claim.own:
        theirs = tuple(t for t in theirs if t not in _EACH)
    theirs = tuple(t for t in theirs if t not in _LESS or _LESS[t] not in claim.own)
    if _MADE.search(f"{claim.lead}{claim.own}"):
        theirs = tuple(t for t in theirs if t != "产量")
    if not claim.figure.direction:  # a growth of the length is none of the number
        theirs = _unmeasured(theirs, claim)
    return _taken_up(apart(telling(theirs), claim, source, own_name(ground)), claim)


def _left_of_claim(
    claim: Told, source: Told, ground: Ground, held: tuple[frozenset[str], ...], *, same: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the draft says and the source does not beside its figure, and what not even in the clauses around it.

    `same`: both have the same value, so that the title of the document may give a name its full form.
    """
    home = own_name(ground)
    if _of_the_first(claim, source):
        return claim.narrow, claim.narrow
    around = (source.governing, source.after, source.opening, source.prior)
    wide = (*held, *map(pairs, around))
    mine, loosely = missing(claim.narrow, *held), missing(claim.narrow, *wide)
    if source.full:  # the thing itself must stand beside the figure, not in a heading
        things = key(claim.figure.noun) or claim.narrow[-1:]
        mine += _beside(things, missing(things, pairs(source.own), pairs(home), held[-1]), ground)
    rest = missing(key(claim.own), *held, pairs(source.governing), ground.sentence)
    mine, loosely = mine + rest, loosely + missing(rest, *wide)
    mine = tuple(m for m in mine if m not in _HOW_MUCH or _HOW_MUCH & set(source.own))
    mine, loosely = (_unmeasured(side, claim) for side in (mine, loosely))
    mine, loosely = (apart(telling(pieces), claim, source, home) for pieces in (mine, loosely))
    # 在创业板上市的企业，奖500万元: who gets it is said before.
    lead, condition = unscened(claim.lead), unscened(claim.condition)
    scene = key(condition) + (key(lead) if _little(claim.own) else ())
    scene = missing(scene, *held, pairs(source.governing), pairs(source.opening))
    # A character that is left of a name makes another one: 著名商标 and 驰名商标.
    scene = apart(tuple(p for p in scene if telling((p,)) or p not in _EASY), claim, source, home)
    above = (ground.context.title, *ground.context.settings) if same else ()
    return (
        _told_short(mine + scene, source, above),
        _told_short(loosely + scene, source, above),
    )


def _unmeasured(pieces: tuple[str, ...], claim: Told) -> tuple[str, ...]:
    """Return the pieces but for what the unit of the figure says by itself."""
    own = [measure for unit, measure in _MEASURES if unit.search(claim.figure.unit)]
    return tuple(p for p in pieces if not any(measure.fullmatch(p) for measure in own))


def _of_the_first(claim: Told, source: Told) -> bool:
    """Whether the draft counts what the first item of the source's list does: 充电桩 of 新建充电桩420个、口袋公园9个, told of 9个."""
    mine, theirs = (
        frozenset(p for run in t.narrow for p in pairs(run) if len(p) > 1) for t in (claim, source)
    )
    held = pairs(source.head)
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs) and mine <= held


def _little(own: str) -> bool:
    """Whether the words of a figure say no more than that something is given; cpi is short for words that say more."""
    runs = key(own)
    return size(runs) <= LITTLE and not any(run.isascii() for run in runs)


def _case_of_its_own(claim: Told, source: Told, ground: Ground) -> tuple[str, ...]:
    """Return what a clause quoted word for word leans on in the draft and nowhere in the source: 成年子女的支出，按照每个子女1000元扣除."""
    if claim.condition == source.condition and claim.lead == source.lead:
        return ()
    held = (ground.lead, ground.sentence, ground.topic, pairs(ground.before))
    # 报销比例85% says nothing of where; 在县级医院住院 before it does.
    scene = key(unscened(claim.lead)) if _little(claim.own) else ()
    scene = missing((*key(unscened(claim.condition)), *scene), *held)
    return apart(telling(scene), claim, source, own_name(ground))


def _told_short(pieces: tuple[str, ...], source: Told, above: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pieces of the draft but for those that are short for words around the source's figure or above it."""
    texts = (source.own, source.governing, source.lead, *above)
    return tuple(p for p in pieces if not shortened(p, texts))


def _taken_up(pieces: tuple[str, ...], claim: Told) -> tuple[str, ...]:
    """Return the pieces of the source but for mere manner, and those of names that the draft has in short."""
    pieces = tuple(p for p in pieces if not mere_manner(p))
    if not pieces:
        return ()
    short = "".join(key(claim.own)) + "".join(key(claim.lead))
    full = [pairs(name) for p in pieces for part, name in shorts(p).items() if part in short]
    return missing(pieces, *full)


def _cut(claim: Told, source: Told, said: Sequence[frozenset[str]]) -> bool:
    """Whether the draft leaves out what is done: 推动4000家企业转型 does not say that there are 4000.

    Only a claim that something is done to them may leave out what.
    """
    if _ACTS.search(claim.governing) or not missing(source.tail, *said):
        return False
    return bool(telling(missing(source.tail, *said, pairs(claim.figure.noun))))


def of_a_part(claim: Told, source: Told) -> bool:
    """Whether the source speaks of somebody whom the draft does not name: 第一产业用工回升，共发布岗位43816个."""
    names = telling(missing(key(source.subject), pairs(source.own)))
    shared = {p for name in names for p in pairs(name) if len(p) > 1}
    said = pairs(f"{claim.lead}，{claim.condition}，{claim.governing}，{claim.prior}")
    return bool(shared) and said.isdisjoint(shared)


def _says_as_much(claim: Told, source: Told) -> bool:
    """Whether the words of a claim may be looked for around the figure of the source.

    Not those that the claim counts (近十年森林), and not where the source denies what stands there.
    """
    if missing(key(claim.figure.noun), pairs(source.own), pairs(source.governing)):
        return False
    around = f"{source.governing}{source.after}"
    return bool(negations(claim.governing)) == bool(negations(around))


def _leaned_on(claim: Told) -> frozenset[str]:
    """Return the pairs of what a clause with 其中 is a part of: 光伏装机347万千瓦，其中集中式310万千瓦."""
    before, _, own = claim.governing.rpartition("，")
    return pairs(before) if own.lstrip().startswith("其中") else frozenset()


def _beside(things: tuple[str, ...], pieces: tuple[str, ...], ground: Ground) -> tuple[str, ...]:
    """Return the pieces of what is counted that do not stand beside the source's figure.

    Whose it is may stand elsewhere in the sentence: 园林股份的发行价格 where that says 园林股份…，发行价格为….
    """
    owner = [
        p
        for p in pieces
        if len(p) >= 3 and any(t.startswith(p) and len(t) >= len(p) + 2 for t in things)
    ]
    return tuple(p for p in pieces if p not in owner or missing((p,), ground.sentence))


def _same_amount(claim: Told, source: Told) -> bool | None:
    """Whether both are the change of one amount; None where one of them names none."""
    if claim.antecedent is None or source.antecedent is None:
        return None
    return value_relation(claim.antecedent, source.antecedent) in ("same", "weaker")
