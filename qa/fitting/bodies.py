"""The offices and bodies that a question asks about, and whether a text names them: 科技厅 is 科学技术厅. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from index.splitter.names import SURNAMES
from qa.evidence.candidates import context_text
from qa.question import Question
from qa.question.persons import asks_speaker
from qa.types import Evidence

BODY_NAME = re.compile(r"[部厅局委办院会署]|政府|机关|公司|中心|银行|大学|协会|集团|法院")
# 在体育场办一场演唱会 is no 办.
_BODY = re.compile(
    r"(?:[省市县区]|广东|国家|全国)?((?:发改|卫健|卫生健康|退役军人|乡村振兴|大?数据|网信|国资|科学技术|工业和信息化|人力资源|生态环境|住房|交通|农业|商务|财政|教育|民政|公安|司法|水利|文化|"
    r"文旅|应急|审计|统计|税务|海关|科技|工信|人社|住建|自然资源|市场监管|市监|市场监督管理|金融|医保|体育|林业|气象|外办|能源|粮食|药监|知识产权)"
    r"(?:(?!部门)[\u4e00-\u9fa5]){0,4}?(?:委员会|总局|[厅局委署院会]|办(?![一个了过场得不好完几什哪理事案学厂证企成展]|公(?!室))|部(?!门)))"
)

# 副厅长 is another office than 厅长.
_OFFICE = re.compile(
    r"副?(?:厅长|局长|部长|市长|省长|县长|区长|处长|司长|会长|行长|院长|校长|董事长|总经理)"
)


def fits_bodies(question: Question, item: Evidence) -> bool:
    """Every office or body asked about is named in the paragraph or above it, in full or in its usual short form."""
    near = fold(f"{item.text}\n{context_text(item)}")
    offices = _offices(question)
    held = _OFFICE.findall(near)
    return all(office in held for office in offices) and all(
        short_form(body, near) for body in bodies_asked(question)
    )


# 行长在自己银行的存款: whoever holds such an office; 省科技厅厅长, 厅长王某 and 厅长是谁 name one.
_OF_A_BODY = re.compile(r"[省市县区州局厅院司学部国委会行处室]$")


def _offices(question: Question) -> list[str]:
    text = question.folded
    return [
        match[0]
        for match in _OFFICE.finditer(text)
        if question.kind == "who"
        or _OF_A_BODY.search(text[: match.start()])
        or text[match.end() : match.end() + 1] in SURNAMES
    ]


# Where one goes, or who asks: 俩人去民政局, 我们是个地级市的科技局, 应急办新来的同志. Nothing is asked about the body.
_GOES = re.compile(r"(?:去|到|找|跑|跟|想在)[^,，。?？]{0,4}$|我们?(?:是|在)[^,，。?？]{0,12}$")
_COMES = re.compile(r"的?(?:新来|同志|同事|上班|窗口|那边)")


def bodies_asked(question: Question) -> tuple[str, ...]:
    """Return the bodies that a question asks about, not those where one goes or works."""
    text = question.folded
    return tuple(
        dict.fromkeys(
            match.group(1)
            for match in _BODY.finditer(text)
            if not (_GOES.search(text[: match.start()]) or _COMES.match(text, match.end()))
        )
    )


def short_form(body: str, text: str) -> bool:
    """Whether the characters of `body` stand in `text` in order and close together: 科技厅 in 科学技术厅.

    民政部门 is the 民政局 of wherever that is.
    """
    pattern = ".{0,5}?".join(map(re.escape, body))
    stem = re.sub(r"(?:委员会|总局|[厅局委办])$", "", body)
    general = rf"{re.escape(stem)}(?:行政)?(?:主管)?部门"
    return re.search(pattern, text) is not None or (
        len(stem) >= 2 and stem != body and re.search(general, text) is not None
    )


def body_note(question: Question) -> str:
    """Say whom of all asked about the sources lack: 科技厅厅长, where they know its 副厅长."""
    bodies, offices = bodies_asked(question), _offices(question)
    if len(bodies) == len(offices) == 1:
        return f"材料中没有{bodies[0]}{offices[0]}的相关内容"
    asked = bodies or tuple(offices)
    return f"材料中没有{'、'.join(asked)}的相关内容" if asked else "没有找到相关内容"


# 交给哪家机构管理: told by who does it, and not by whoever speaks of it.
_ASKS_BODY = re.compile(
    r"(?:哪个|哪家|哪一家|什么|哪些|哪几[个家])[\u4e00-\u9fff]{0,4}?(?:部门|单位|机构|公司|企业|厅局|厅|局|委|银行)"
)
_ANY_ACT = re.compile(r"负责|牵头|主管|承担|管(?!理)|[的?？]|$")


def names_a_body(question: Question, text: str, item: Evidence) -> bool:
    """Return whether a sentence names any body, or its speaker says 我们, where it is asked which one does something; True where it is not."""
    folded = question.folded
    asked = _ASKS_BODY.search(folded)
    if question.kind != "who" or question.person or asked is None:
        return True
    act = folded[asked.end() :].lstrip("在来去给")[:2]
    does = _ANY_ACT.match(act) or act in text  # 归哪个部门在组织: whoever says 组织开展
    own = bool(item.passage.speaker) and bool("我们" in text or does)
    return own or asks_speaker(folded) or bool(BODY_NAME.search(fold(text)))
