"""The thing a question asks about: the noun beside its asking word (多少家[省实验室], [新兴产业]有哪些).

An answer must be about this very thing: 省重点实验室 is not 省实验室, 工业企业 is not 服务业企业.
"""

from __future__ import annotations

import re

from index.regions import find_regions
from qa.figures import find_figures
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.measure_words import MEASURE

_ASKING = re.compile(
    r"(?:什么时候|什么时间|何时|多长时间|多久|(?:多大|多高|百分之几|几分之几|几成)的?(?:比例|份额|占比|比重)?|(?:多少|(?<!哪)几|哪几|哪些|哪个|哪[一两三四五六七八九十]|什么|啥|何)"
    rf"[万亿千百]*(?:{MEASURE}|钱)?)"
)
_STOP = re.compile(
    r"[,，。?？!！;；:：、\s]|的|了|是|在|吗|呢|得到|给予|给|能|可以|需要|将|被|由|按"
)
_BEFORE = re.compile(
    r"(?:这一?[级类种项档块]|又|总共|一共|共|大概|大约|分别|各|具体|主要|都|百分之|超过|突破|保持在?|控制在|下降|降低|减少|现在|目前|今年|明年|去年|还|再|要|将|已经?|新增|新建|建设|建成|(?<![党基新在城改扩土搭组筹创兴])建|到底|究竟|约|能|可|会|有|是|为|达|占|叫|包括|包含|指|达到|增长|提高|上升|下降|了)+$"
)
# 多少人才有奖: no part of what is counted.
_BETWEEN = re.compile(r"^(?:才|就|要|得|必须|应当?|该|会|没)+")
# 几天内要补手续, 多久告诉公众, 几万到几万: what follows is what is done, or asks again.
_NOT_COUNTED = re.compile(r"^(?:之|以)?[内前后]|^以[上下]|^[到算不]")
_LENGTH = re.compile(r"多久|多长时间|.*岁")
BARE = re.compile(
    r"[增涨降跌升]幅|增速|增长率|最[少多高低晚迟早长短]|至少|起码|顶多|提早|提前|官方|具体|最新|口径|比例|数字|数据|情况|总数|规模|水平|标准|结果|说法|金额|数量|占比|比重|请问|那么|其中|的"
)
# Asking for these is asking for what is done, not for things of that name.
GENERIC = re.compile(
    r"措施|举措|办法|做法|方面|工作|内容|部署|安排|任务|重点|支持|政策|要求|布局|成效|成果|经验|行动|努力|计划|打算|扶持|优惠|帮助|服务|规定|情形|条件|创新|动作|发力|材料|资料|手续|证件|东西"
)
# 政府能补多少, 县里奖多少: who gives is nothing that is counted.
_GIVES = re.compile(
    r"(?:政府|国家|财政|公家|[省市县区]里|[省市县区]财政)(?:能够?|可以?|会|再|还|给|一共|总共|最多|最高|要|该|得|才)*(?:补|奖|返|退|减|免|发|贴|拿|领|报销?|给)(?:给|到|了)?"
)
# The same thing written shorter; applied to both sides before they are compared.
_SHORT = (
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("国内生产总值", "gdp"),
    ("地区生产总值", "gdp"),
    ("生产总值", "gdp"),
    ("人民代表大会", "人大"),
    ("人民政治协商会议", "政协"),
    ("常务委员会", "常委会"),
    ("广东省", "省"),
    ("全省", "省"),
    ("全市", "市"),
)


def asked_noun(question: Question) -> str:
    """Return the noun the question asks for, folded; empty when its place holds none.

    What stands right after the asking word and its measure word wins; else what stands right before.
    """
    if after := counted_noun_asked(question):
        return after
    match = _ASKING.search(question.folded)
    if match is None:
        return ""
    for clause in reversed(re.split(r"[,，。;；:：!！?？\s]", question.folded[: match.start()])):
        # 官方口径是多少, 具体比例是多少: a bare measure; the thing itself stands in the clause before.
        noun = _BEFORE.sub("", clause).strip()
        if _GIVES.fullmatch(noun):
            return ""
        if len(BARE.sub("", noun)) >= 2:
            return noun
    return ""


def counted_noun_asked(question: Question) -> str:
    """Return the noun right after the asking word, what is to be counted (多少出口额); empty when none stands there."""
    match = _ASKING.search(question.folded)
    if match is None or _LENGTH.match(match[0]):
        return ""
    rest = question.folded[match.end() :]
    if _NOT_COUNTED.match(rest):
        return ""
    rest = _BETWEEN.sub("", rest)
    after = _STOP.split(rest, maxsplit=1)[0]
    # 多少户多少人: two are asked for, and neither is counted in the other.
    return after if len(after) >= 2 and not _ASKING.search(after) else ""


def states_figure(question: Question) -> bool:
    """Return whether a question asks for a sum and states a figure from which it may follow: 投资6000万元能奖多少."""
    return question.kind == "figure" and any(
        figure.kind in ("money", "quantity") for figure in find_figures(question.text)
    )


def core_of(noun: str, question: Question) -> str:
    """Return what is left of the asked noun without years, regions and frame words: 2025年广东GDP is about GDP."""
    at = question.folded.find(noun)
    kept = "".join(c for i, c in enumerate(noun) if at < 0 or question.content[at + i])
    regions = [region.name for region in find_regions(noun)]
    for part in (*regions, *re.findall(r"(?:19|20)\d{2}年?度?|全[省市县国区]", kept)):
        kept = kept.replace(part, "")
    return kept


def body_kind(question: Question) -> str:
    """Return the kind of body that is asked for (局 in 归哪个局管), empty when none is named."""
    match = re.search(
        r"(?:哪个|哪家|什么|哪些|哪几个)(局|厅|部(?!门|分)|委|处|科室|银行|公司|学校|大学|医院|协会|法院|街道|乡镇)",
        question.folded,
    )
    return match.group(1) if match else ""


def named_by(noun: str, text: str) -> float:
    """Return the share 0..1 of the characters of `noun` that stand in `text` in strings of two or more."""
    noun, text = shorten(noun), shorten(text)
    if len(noun) < 2:
        return 1.0
    held = bigrams(text)
    hit = [False] * len(noun)
    for i in range(len(noun) - 1):
        if noun[i : i + 2] in held:
            hit[i] = hit[i + 1] = True
    return sum(hit) / len(noun)


_AREA = re.compile(r"面积|地址|电话|人数|时间|名称")


_MEASURES = "率额量"


def conflicts(noun: str, counted: str) -> bool:
    """Return whether two nouns share a head but differ in what qualifies it: 规上服务业企业 and 规上工业企业."""
    a, b = shorten(noun), shorten(counted)
    # What is asked may go on after the noun (规上企业开展转型): compare up to where the counted noun ends.
    end = a.find(b[-2:])
    a = a[: end + 2] if end >= 0 else a
    tail = 0
    while tail < min(len(a), len(b)) and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    if tail == 1 and a[-1] in _MEASURES:
        # 城镇化率 is not 城镇登记失业率: what is measured stands right before.
        return min(len(a), len(b)) >= 3 and a[-3:-1] not in b and b[-3:-1] not in a
    if tail < 2 or tail == len(a) or tail == len(b):
        return False
    rest_a, rest_b = a[: len(a) - tail], b[: len(b) - tail]
    if rest_a.endswith("的") and _AREA.fullmatch(a[-tail:]):
        return False  # 图书馆的面积 is told by its 建筑面积
    only_a = [c for c in rest_a if c not in rest_b]
    only_b = [c for c in rest_b if c not in rest_a]
    if not only_a or not only_b:
        return False
    # One character for one may be a slip of the pen; of a level of government it is another thing.
    return len(only_a) + len(only_b) >= 3 or bool(set("国省市县区乡镇") & {*only_a, *only_b})


def shorten(text: str) -> str:
    """Return `text` with long and short forms of the same qualifier made alike."""
    for long, short in _SHORT:
        text = text.replace(long, short)
    return text
