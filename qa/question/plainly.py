"""A question without what people say around it, and in the words that ask it plainly. Pure.

总听单位说“消费扶贫”，到底是啥意思 is 什么是消费扶贫; 领导让我先问问 asks nothing. The models that judge were taught on
questions in plain words: what is told of the asker's talk draws them away from what is asked.
"""

from __future__ import annotations

import re

from qa.question.times import ASKS

# So many characters must be left to ask with.
LEAST = 6
_OFTEN = (
    r"(?:总是?|老是?|经常|常常?|最近|前几天|前两天|这两天|昨天|今天|刚刚?|刚才|之前|以前|一直|好像)"
)
_PEOPLE = (
    r"(?:我们?|你们|咱们?|单位|公司|厂里|别人|人家?|有人|朋友|同事|同行|领导|老板|老师|邻居|村里|"
    r"亲戚|客户|大家|新闻|电视|手机|网上|群里|里面?|上面?|的)"
)
_TELL = r"(?:说起?|讲起?|提起?|提到|讲到|传)(?:过|了|着)?"
# 听说, 总听单位说, 我在网上看到有人讲: what was heard is what is asked about.
_HEARSAY = re.compile(
    rf"^(?:我们?|咱们?)?{_OFTEN}*(?:听说|据说|听闻|(?:在)?{_PEOPLE}*(?:听到?|看到?|刷到|见到?){_PEOPLE}*{_TELL})(?:过|了)?[,，:：]?"
)
_ASK = r"(?:问一?[问下]|问清楚|问明白|问|打听一?下?|了解一?下|了解|咨询一?下?|请教一?下?|确认一?下?|核实一?下?|核对一?下?|查一?[查下]|搞清楚|弄清楚|弄明白|知道)"
_WANTS = rf"(?:(?:我们?|咱们?)?(?:领导|老板|老师|主任|主编|编辑|同事|朋友|家里人?|爸妈|单位|公司|他们|人家)?(?:让|叫|要|托|派)?我?们?(?:先|就是?|也|再|来|去|这边|今天)*(?:想要?|需要|得|帮忙|帮我|麻烦|请)*(?:先|再|来|去)*{_ASK}(?:一?下|看看|呢|的|啊)*)"
# A clause that only says that one asks, or thanks.
_META = re.compile(
    rf"(?:^|(?<=[,，。;；!！?？]))(?:{_WANTS}|(?:在线等|急|谢谢|多谢|麻烦了?|拜托了?|劳驾|你好|您好|请教大家|给个准话|说说看)[了啊呢吧]?)(?:[,，。:：!！]+|$)"
)
_OPENING = re.compile(rf"(?:^|(?<=[,，。;；])){_WANTS}(?=[^,，。:：!！吗呢]{{{LEAST},}})")
_TERM = r"[^“”\"‘’,，。？?]{2,16}?"
_BESIDE = r"(?:这个?(?:词|说法|概念|提法)?)?[,，]?(?:它?到底|究竟|具体|又|其实|一般)*(?:指的?|说的)?是?个?"
_END = r"(?:呢|啊|呀)?[?？。]*"
# “消费扶贫”，到底是啥意思; 消费扶贫是个什么概念. Of what stands in no quotation marks 是什么 may ask for anything: 目标是什么.
_MEANING = re.compile(
    rf"(?:[“\"‘](?P<quoted>{_TERM})[”\"’]{_BESIDE}(?:什么|啥)|(?P<term>{_TERM}){_BESIDE}(?:什么|啥)(?=意思|概念|东西|玩意))"
    rf"(?:意思|概念|东西|玩意儿?)?{_END}"
)
# 老说“双师型”老师，这个词是什么意思: of the one name that stands in quotation marks.
_ASKS_MEANING = re.compile(r"(?:是|指)?(?:个)?(?:什么|啥)(?:意思|概念)|指的?是(?:什么|啥)|怎么理解")
_ANY_QUOTED = re.compile(rf"[“\"‘]({_TERM})[”\"’]")
# 什么情况叫“粮食应急状态”.
_COUNTS_AS = re.compile(
    rf"(?:什么|哪种|哪些|怎样|怎么|咋)(?:样的?)?(?:情况|情形|时候|条件)?(?:下)?(?:才)?(?:叫做?|算是?|属于|称为|算得上)[“\"‘](?P<quoted>{_TERM})[”\"’]{_END}"
)
# 两新一重说的是什么; 第三条说的是什么 asks for words, not for their meaning.
_SAYS = re.compile(
    rf"(?P<term>(?!.*(?:[条章节款项段件]|报告|文件|通知|会议?|材料|里面?|上|中)(?:里|中|上)?(?:说|指))[^“”\"‘’,，。？?]{{2,12}}?)(?:(?:到底|究竟|具体)*(?:说|指)的是|指)(?:什么|啥){_END}"
)
# 2007年那份报告: the report of 2007.
_THAT_PAPER = re.compile(
    r"(?<=年)的?[那这](?:一?[份个篇部])?(?=(?:政府)?(?:工作)?(?:报告|文件|通知|意见|方案|规划|办法|条例))"
)
_SAID_BY = re.compile(
    r"^(?:请问|[^,，。?？]{0,12}?里)?(?:又|都)?是?(?P<who>谁|哪一?位|哪个)(?P<role>[\u4e00-\u9fff]{0,6}?)"
    r"(?:抱怨|吐槽|诉苦|感慨|感叹|坦言|直言|透露|表示|认为|指出|强调|提到|提出|宣布|说|讲)(?:过|了|起|到|的是)?[,，:：]?(?P<what>[^?？]{6,})[?？]*$"
)


def plain(text: str) -> str:
    """Return a question without hearsay and courtesies, a term whose meaning is asked for by 什么是; else as it stands."""
    said = _THAT_PAPER.sub("", text.strip())
    for pattern in (_META, _OPENING, _HEARSAY):
        left = pattern.sub("", said).strip(" ,，。")
        if left != said and len(left) >= LEAST and (ASKS.search(left) or not ASKS.search(said)):
            said = left
    meaning = _MEANING.fullmatch(said)
    says = _SAYS.fullmatch(said) or _COUNTS_AS.fullmatch(said)
    term = (meaning["quoted"] or meaning["term"]) if meaning else says[1] if says else ""
    quoted = _ANY_QUOTED.findall(said)
    if not term and len(quoted) == 1 and _ASKS_MEANING.search(said):
        term = quoted[0]
    if term and not ASKS.search(term):
        return f"什么是{term.strip()}？"
    return said


def otherwise(text: str) -> tuple[str, ...]:
    """Return other words to ask the same in, where those of `text` find nothing: who said what is asked of what was said."""
    said = _SAID_BY.match(plain(text))
    return (f"{said['what'].rstrip('的，,')}是谁说的？",) if said else ()
