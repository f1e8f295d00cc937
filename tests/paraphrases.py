"""True restatements by rule: the same fact in other writing, shorter, or with what the source says about itself."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from index.splitter import clauses
from qa.figures import find_figures
from tests.facts import Fact
from tests.lies import Case

Maker = Callable[[Fact, random.Random], str | None]
_TRADITIONAL = str.maketrans("业发产国实与为东广时务动给规", "業發產國實與為東廣時務動給規")
_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_HAN = "零一二三四五六七八九"


def verbatim(fact: Fact, rng: random.Random) -> str | None:
    return fact.sentence


def traditional(fact: Fact, rng: random.Random) -> str | None:
    return fact.sentence.translate(_TRADITIONAL)


def width(fact: Fact, rng: random.Random) -> str | None:
    text = fact.sentence.translate(_WIDE)
    return text.replace("，", ",") if rng.random() < 0.5 else text


def spaced(fact: Fact, rng: random.Random) -> str | None:
    return re.sub(
        r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[%家个项元])(?=[\u4e00-\u9fff])", " ", fact.sentence
    )


def numerals(fact: Fact, rng: random.Random) -> str | None:
    """8.5万 -> 85000, 12 -> 十二, 36% -> 百分之三十六."""
    for figure in find_figures(fact.sentence):
        if (
            re.match(r"[.．、]|$", fact.sentence[figure.end : figure.end + 1])
            or figure.kind not in ("quantity", "money", "rate")
            or figure.qualifier == "range"
            or figure.indefinite
        ):
            continue
        number = fact.sentence[figure.number_start : figure.number_end]
        new = _rewritten(number, figure.value)
        if new and len(
            find_figures(_put(fact.sentence, figure.number_start, figure.number_end, new))
        ) == len(find_figures(fact.sentence)):
            return _put(fact.sentence, figure.number_start, figure.number_end, new)
    return None


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _rewritten(number: str, value: Decimal) -> str | None:
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)万", number):
        return (
            format(Decimal(match[1]) * 10000, "f").rstrip("0").rstrip(".")
            if "." in match[1]
            else match[1] + "0000"
        )
    if match := re.fullmatch(r"(\d{2})%", number):
        tens, ones = divmod(int(match[1]), 10)
        return "百分之" + (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")
    if re.fullmatch(r"[1-9]\d", number):
        tens, ones = divmod(int(number), 10)
        return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")
    return None


def synonyms(fact: Fact, rng: random.Random) -> str | None:
    pairs = (
        ("推动", "推进"),
        ("促进", "推动"),
        ("规模以上", "规上"),
        ("达到", "达"),
        ("以及", "和"),
        ("举措", "措施"),
        ("破解", "解决"),
        ("应当", "应"),
        ("目前", "当前"),
        ("不少于", "不低于"),
        ("覆盖", "涵盖"),
        ("予以", "给予"),
    )
    fitting = [(a, b) for a, b in pairs if a in fact.sentence]
    return fact.sentence.replace(*rng.choice(fitting), 1) if fitting else None


def light(fact: Fact, rng: random.Random) -> str | None:
    """Without one 了, or with one 的 less between two words."""
    places = [
        m.start()
        for m in re.finditer(
            r"(?<=[\u4e00-\u9fff])了(?=[\u4e00-\u9fff\d])|(?<=[\u4e00-\u9fff]{2})的(?=[\u4e00-\u9fff]{2})",
            fact.sentence,
        )
    ]
    places = [
        p
        for p in places
        if fact.sentence[p - 1 : p + 2] not in ("为了解", "有目的")
        and "目的" not in fact.sentence[p - 1 : p + 1]
        and "了解" not in fact.sentence[p : p + 2]
    ]
    if not places:
        return None
    at = rng.choice(places)
    return fact.sentence[:at] + fact.sentence[at + 1 :]


def adverb(fact: Fact, rng: random.Random) -> str | None:
    found = list(
        re.finditer(
            r"(?:大力|积极|进一步|不断|切实|扎实|着力|深入|稳步)(?=推|发|加|完|提|开|实|培|建|构|支|落|优)",
            fact.sentence,
        )
    )
    if not found:
        return None
    match = rng.choice(found)
    return _put(fact.sentence, match.start(), match.end(), "")


def titled(fact: Fact, rng: random.Random) -> str | None:
    title = fact.item.document.title
    if not title or "《" in title or len(title) > 40:
        return None
    return rng.choice(
        (
            f"根据《{title}》，{fact.sentence}",
            f"《{title}》提出，{fact.sentence}",
            f"依据材料，{fact.sentence}",
        )
    )


def spoken(fact: Fact, rng: random.Random) -> str | None:
    passage = fact.item.passage
    if not passage.speaker or not passage.role:
        return None
    who = f"{passage.role}{passage.speaker}"
    return rng.choice(
        (
            f"{who}表示，{fact.sentence}",
            f"据{who}介绍，{fact.sentence}",
            f"{passage.speaker}指出，{fact.sentence}",
        )
    )


# A clause that may stand without the ones after it: nothing after it limits it, and it frames nothing itself.
_LEANS = re.compile(
    r"但|不|除|仅|限|最高|最多|上限|每|且|须|应|其中|者|的，|的$|如|若|谣言|废止|停止|取消|原则|为准|时，|后，|前，|下，|中，|内，|外，|起，|：|？|分别|方可|才|期间|表示|认为|要求|希望|上，|年，|年$"
)


# A clause that only sets the scene for the next one is no statement by itself.
_SETS_SCENE = re.compile(
    r"(?:\d+[．.]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|——)?\s*(?:[还也并同时]|此外)?(?:对|在|根据|依托|结合|按照|依照|以|围绕|通过|针对|据|属于|已在|为|从|由|经|自|随着|于|凡|或|及|和|一[、，])|.{0,12}(?:会议|意见|通知|办法|方案|决定)?(?:明确|指出|决定|提出|强调)"
)


def shortened(fact: Fact, rng: random.Random) -> str | None:
    """The first clauses of a sentence whose rest limits nothing."""
    spans = clauses(fact.sentence)
    if len(spans) < 3 or _LEANS.search(fact.sentence):
        return None
    keep = rng.randrange(1, len(spans))
    if _SETS_SCENE.match(fact.sentence[slice(*spans[keep - 1])].strip()):
        return None
    text = fact.sentence[: spans[keep - 1][1]].rstrip("，；、：")
    return (
        text + "。"
        if len(text) >= 10
        and text.count("“") == text.count("”")
        and text.count("《") == text.count("》")
        else None
    )


def listed(fact: Fact, rng: random.Random) -> str | None:
    """One of the middle items of a long enumeration left out, 等 or not."""
    if re.search(
        r"\d|[一二三四五六七八九十]+[大个项类种条]|分别|合计|共|均|各|或|仅|限|以[上下]|不|的，|者，|如|与|除|同|须|应|间|每|比|对|和|及",
        fact.sentence,
    ):
        return None
    match = re.search(
        r"(?<=、)([\u4e00-\u9fff]{2,8}、)(?=[\u4e00-\u9fff]{2,8}(?:、|等))", fact.sentence
    )
    return _put(fact.sentence, *match.span(), "") if match else None


def counted(fact: Fact, rng: random.Random) -> str | None:
    """建成78个平台 -> 建成平台78个."""
    match = re.search(
        r"(?:建成|新增|新建|建设|打造|培育|举办|拥有|共有)了?(\d+(?:\.\d+)?万?[家个项座条所处场])([\u4e00-\u9fff“”]{2,12})(?=[，。；])",
        fact.sentence,
    )
    if (
        not match
        or "的" in match[2]
        or re.search("以上|左右|多|余|给予|开展|进行|参加|参与|成功|取得|获", match[2])
    ):
        return None
    return _put(fact.sentence, match.start(1), match.end(2), match[2] + match[1])


def dated(fact: Fact, rng: random.Random) -> str | None:
    """2025年，全省… -> 2025年全省…, 在2025年，全省…."""
    match = re.match(r"((?:19|20)\d{2}年)[，,]", fact.sentence)
    if not match:
        return None
    return rng.choice((match[1], f"在{match[1]}，")) + fact.sentence[match.end() :]


KINDS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        verbatim,
        traditional,
        width,
        spaced,
        numerals,
        synonyms,
        light,
        adverb,
        titled,
        spoken,
        shortened,
        listed,
        counted,
        dated,
    )
}


def paraphrases(found: Sequence[Fact], rng: random.Random) -> list[Case]:
    """Return up to one paraphrase of each kind for each fact, with the right marker, a wrong one or none."""
    cases = []
    for fact in found:
        for kind, maker in KINDS.items():
            text = maker(fact, rng)
            if text is None or (text == fact.sentence and kind != "verbatim"):
                continue
            marker = rng.choice((f"[{fact.item.number}]", f"[{fact.item.number}]", "", "【96】"))
            draft = f"{text[:-1]}{marker}{text[-1]}" if text[-1] in "。；" else text + marker
            cases.append(Case(kind, draft, fact.evidence, fact.sentence))
    return cases
