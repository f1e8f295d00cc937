"""What a draft says about its source: "省商务厅副厅长朱小军表示，", "根据《…》第三条规定，", "省科技厅…".

These are claims too: they are confirmed against the speaker, office, issuer, title and label, and nothing else may stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.regions import find_regions
from qa.proof.context import Context, short
from qa.proof.tokens import fold_keeping_quotes

_OFFICE = re.compile(
    r"(?:党组书记|党委书记|党组成员|党委副书记|党组副书记|书记|[一二三]级巡视员|巡视员|新闻发言人|发言人|总经济师|总工程师|总会计师|副?[部厅局省市县区司处院行会署]长|副?主任|副?主席|副?董事长|副?总经理|副?行长|副?处长|有关负责人|相关负责人|负责人|记者)"
)


_SAYS = re.compile(
    r"^(?P<who>(?:《[^》]{2,100}》|[^，,：:。；;《]){1,60}?)(?:也|还|并)?(?:在(?P<where>[^，,：:。；;]{2,24})(?:上|中|时|会|后)|在?(?:向大会|代表[\u3400-\u9fff]{2,12}?)?[作做](?P<given>[^，,：:。；;《]{0,12}报告)(?:时|中))?(?:还|也|则|同时)?(?:对此)?"
    r"(?:表示|介绍说|介绍|指出|强调|透露|谈到|提到|说道|说|称|回应|明确|提出|规定|要求|显示|披露|讲到|认为|回顾|总结|写道|写明|提及|谈及|坦言|直言|概括|告诉记者)(?:道)?[，,：:]\s*"
)


_AFTER = re.compile(r"[，,]\s*(?P<who>[^，,：:。；;]{2,40}?)(?:表示|介绍|指出|说|称)[。.]?$")


_ACCORDING = re.compile(
    r"^(?:根据|据|按照|依据|依照)(?P<who>(?:《[^》]{2,100}》|[^，,。；;《]){1,80}?)(?:的)?(?:介绍|表示|规定|要求|明确|显示|透露|披露|说明|说法|内容|安排|提出|通报|公布|发布|统计)?[，,：:]\s*"
)


_IN = re.compile(
    r"^在?(?P<who>《[^》]{2,100}》)(?:中|里)?(?:还|也)?(?:明确|提出|指出|规定|要求|提到|显示|表示|强调)?(?:了|到)?[，,：:]?\s*"
)


# 2022年政府工作报告交出的成绩单：, and no number among the words.
_OF_PAPER = re.compile(
    r"^(?P<who>《[^》]{2,100}》|[^，,：:。；;《]{0,12}政府工作报告)(?:[^，,：:。；;《》\d一二三四五六七八九十两百千万亿]|[一三五十]年){1,16}[，,：:]\s*"
)


# Says only that there is a source; the marker says which.
_NEUTRAL = re.compile(
    r"^(?:根据|据|按照|依据)?(?:以上|上述|所给|给定|提供的|已有)?(?:材料|资料|原文|依据|文件|文本|内容|证据|引文|信息|政策原文)(?:显示|可知|中|所述|记载|提到|介绍|表明)?[，,：:]\s*"
)


_SETTING = re.compile(
    r"^(?:在|关于|针对|就)?(?P<what>[^，,。；;]{2,24}?)(?:方面|领域|上|而言|来说)[，,：:]\s*"
)


# 在会议上, 在报告中 name no occasion; 在2015年政府工作报告中 and 在全国两会上 do, and must be the source's.
_ANY_OCCASION = re.compile(
    r"(?:今天|昨天|今日|昨日|当天|当日|近日|日前|\d+日)?(?:的|举行的|召开的)?(?:本次|此次|这次|该)?(?:新闻|例行|专题|媒体|政策)*(?:发布|通气|吹风|座谈|记者|工作)?会议?|"
    r"(?:接受)?(?:记者|媒体)?(?:采访|专访)|受访|回答?(?:记者)?(?:提问|问题)|答(?:记者)?问|(?:工作)?报告|讲话|发言|致辞|解读|介绍|文[中章件]?|材料|通知|公告|意见|方案"
)


# 在作政府工作报告时: in which paper.
_GIVEN = re.compile(r"^(?:向大会|代表[\u3400-\u9fff]{2,12}?)?[作做](?=.*报告$)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a draft says about its source before it says the thing itself; `cut` characters of it are the frame.

    `where`: the paper in which, or the occasion on which, `who` said it, "" for none.
    """

    who: str
    cut: int
    tail: int = 0
    where: str = ""


def frames(draft: str) -> list[Frame]:
    """Return the ways in which the beginning (or the end) of a draft may be a frame, the longest first."""
    folded = fold_keeping_quotes(draft)
    found = [Frame("", m.end()) for m in [_NEUTRAL.match(folded)] if m]
    for pattern in (_SAYS, _ACCORDING, _IN, _OF_PAPER, _SETTING):
        if match := pattern.match(folded):
            who = match["what"] if pattern is _SETTING else match["who"]
            where = (match["given"] or match["where"] or "") if pattern is _SAYS else ""
            where = _GIVEN.sub("", where)
            where = "" if _ANY_OCCASION.fullmatch(where) else where
            found.append(
                Frame(("=" if pattern is _SETTING else "") + who, match.end(), where=where)
            )
    if match := _AFTER.search(folded):
        found.append(Frame(match["who"], 0, len(folded) - match.start()))
    return sorted(found, key=lambda frame: -(frame.cut + frame.tail))


def confirms(context: Context, frame: Frame, paragraph: str) -> bool:
    """Return whether the source is what the frame says: its speaker, office, body, title, label or setting."""
    who = short(frame.who)
    where = re.sub(r"^(?:今年|本次|此次)的?", "", short(frame.where))
    named = (context.title, *context.settings, short(paragraph))
    if where and not (_titles(where, context.title) or any(where in name for name in named)):
        return False
    if not who:
        return True
    if who.startswith("="):
        return any(who[1:] in setting for setting in context.settings) and len(who) > 3
    opening = re.match(r"[^：:]{4,50}[：:]", paragraph)
    places = (
        context.role + context.speaker,
        context.speaker,
        context.role,
        _body(context.role),
        _body(context.role) + context.speaker,
        context.issuer,
        context.title,
        context.title + context.label,
        context.issuer + context.title,
        short(opening[0][:-1]) if opening else "",
    )
    return _titles(who, context.title) or any(
        _names(who, place, context) for place in places if place
    )


_FORMAL = re.compile(
    r"国务院办公厅|国务院|人民政府|政府办公厅|关于|印发|转发|通知|的|教学样例|试行"
)


_CORE = 6


def names_title(who: str, title: str) -> bool:
    """Return whether `who`, the words of a frame, names the document of this title."""
    return _titles(short(who), short(title))


def _titles(who: str, title: str) -> bool:
    """Whether `who` is the title, or all of it but the formal words (关于印发…的通知), or a long piece of it.

    A decision to repeal names what it repeals, which is another document.
    """
    if not title or len(who) < 4:
        return False
    if _FORMAL.sub("", who) == _FORMAL.sub("", title) or _shortened(who, title):
        return True
    return (
        len(who) >= _CORE
        and who in title
        and not re.search("废止|修改|修订|失效|解读|答记者问", title)
    )


_SAME = 0.6  # of a short title stands in one piece


def _shortened(who: str, title: str) -> bool:
    """Whether `who` is a title of rules with letters left out: 个税专项附加扣除办法 of 个人所得税专项附加扣除暂行办法."""
    kind = re.search(r"(?:办法|条例|细则|规定|措施|方案|意见|规划)$", who)
    if kind is None or re.search(r"\d|废止|修改|修订|失效|解读|答记者问", who + title):
        return False
    letters = iter(title)
    if not all(letter in letters for letter in who):  # in their order
        return False
    length = int(_SAME * len(who)) + 1
    return any(who[i : i + length] in title for i in range(len(who) - length + 1))


def _body(role: str) -> str:
    match = _OFFICE.search(role)
    return role[: match.start()] if match else ""


def acting(context: Context, draft: str) -> int:
    """Return how many characters of `draft` name the speaker's or the issuer's body as the one who acts, 0 for none."""
    folded = fold_keeping_quotes(draft[:30])
    bodies = [
        body for body in (_body(context.role), context.issuer) if body and body[-2:-1] in folded
    ]
    if not bodies:
        return 0
    for end in range(len(folded), 2, -1):
        branch = folded[:end].endswith("部门")
        who = short(folded[:end]).removesuffix("部门")
        for body in bodies:
            known = _names(who, body, context) or (
                branch and _names(who, re.sub("[局厅委部]$", "", body), context)
            )
            if len(who) >= 3 and known:
                return end
    return 0


def _names(who: str, place: str, context: Context) -> bool:
    """`who` names `place` in full, or without its province (省商务厅), or by its place alone (省里 does not)."""
    forms = {place}
    for region in find_regions(place)[:1]:
        if region.start == 0:
            rest = place[region.end :]
            level = region.name[-1] if region.name[-1] in "省市县区" else ""
            forms |= {
                rest,
                level + rest,
                region.canonical + rest,
                region.name + rest,
                "我" + level + rest,
            }
            forms |= {
                form + context.speaker
                for form in (rest,)
                if context.speaker and not place.endswith(context.speaker)
            }
    if context.home and place.startswith(
        context.home
    ):  # a place that no list has: 岚江省工信厅 is 省工信厅
        rest = place[len(context.home) :]
        forms |= {rest, context.home[-1] + rest}
    if re.match(r"[省市县区]", place) and context.home:
        forms |= {context.home + place, place[1:]}
    forms = {form for form in forms if len(form) >= 2}
    bare = re.sub(r"^(?:我们的|该|本|这份|这部|这个)", "", who)
    bare = re.sub(r"(?:先生|女士|同志)$", "", bare)
    return bare in forms or bare.replace("教学样例", "") in {
        form.replace("教学样例", "") for form in forms
    }
