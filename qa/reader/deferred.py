"""What the sources say is told elsewhere: 具体清单由市数据局另行公布 gives no list. Pure.

Such a sentence is near to the question in all its words, and states nothing of what was asked.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading
from qa.lexicon.bigrams import bigrams
from qa.reader.figure_answer import wanted

_ELSEWHERE = re.compile(
    r"另行(?:研究)?(?:制定|规定|公布|通知|发布|印发|确定|明确|公告|下达)|[以按][^,，。;；]{2,24}(?:通知|公告|公布|文件)为准"
)
# What belongs to whom is told by the rules of others too: 监管职责按照省有关规定执行.
_BY_RULES = re.compile(r"(?:按照?|依照|参照)[^,，。;；]{0,16}规定(?:执行|办理)")
_OF_KIND = {
    "list": re.compile(r"清单|名单|目录|名录|范围|种类|项目|事项|主题|品种|政策"),
    "figure": re.compile(r"标准|金额|额度|数额|比例|价格|收费|费用|办法|名额|数量|费率|幅度"),
    "when": re.compile(r"时间|日期|时限|期限|安排|是否|何时|返|复|开|启|日程"),
    "who": re.compile(r"职责|监管|管理|主管|负责|分工"),
}
# Who asks where it is told is answered by this.
_ASKS_WHERE = re.compile(
    r"(?:谁|哪里|哪儿|哪个(?:部门|单位|机构)|什么(?:部门|单位)|怎么|如何)[^,，。?？]{0,8}(?:公布|制定|规定|确定|通知|发布|定)|以什么为准"
)
_CLAUSES = re.compile(r"[^,，。;；]+[,，。;；]?")
# The clause that tells it is told elsewhere, with the one before, must say this much of what the sentence says of the question.
SAYS = 0.6


def told_elsewhere(reading: Reading, answering: Candidate) -> str:
    """Return the clause by which the sentence that would answer leaves what is asked to another paper, "" where none does."""
    question = reading.question
    pattern = _OF_KIND.get(question.kind)
    if pattern is None or _ASKS_WHERE.search(question.folded):
        return ""
    clauses = [m.span() for m in _CLAUSES.finditer(answering.text)]
    for number, (start, end) in enumerate(clauses):
        clause = fold(answering.text[start:end])
        leaves = _ELSEWHERE.search(clause) or (question.kind == "who" and _BY_RULES.search(clause))
        if not leaves or not pattern.search(clause) or _of_another_time(question.folded, clause):
            continue
        first = clauses[max(0, number - 1)][0]
        said = reading.weights.share(bigrams(answering.text[first:end]))
        if said >= SAYS * answering.local and not _states(reading, answering, first, end):
            return answering.text[start:end].strip(" ，,。；;")
    return ""


# 从1月8日起停运，恢复时间另行通知 tells when it stops.
_TIME_OF = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2})(?:的)?(?:时间|日期)[^,，。;；]{0,4}(?=另行|视|以|按)"
)


def _of_another_time(asked: str, clause: str) -> bool:
    """Whether a clause leaves open the time of something that was not asked about, as 恢复 beside 暂停."""
    match = _TIME_OF.search(clause)
    return match is not None and match["what"] in _TURNS and match["what"] not in asked


_TURNS = ("恢复", "结束", "截止", "解除", "复工", "复业", "开放", "重启", "返校", "开学")


def _states(reading: Reading, answering: Candidate, start: int, end: int) -> bool:
    """Whether the clauses state what is asked for all the same."""
    kind, text = reading.question.kind, answering.text[start:end]
    if kind == "list":
        return text.count("、") > 1
    if kind == "who":
        return False
    return any(
        start <= figure.number_start < end and wanted(reading.question, figure, answering.text)
        for figure in answering.figures
    )
