"""What a question asks about a document as such: its number, who issued it and when, from when and until when it holds. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.fold import fold

Fact = Literal[
    "number",
    "issuer",
    "issued",
    "published",
    "effective",
    "expires",
    "standing",
    "listed",
    "title",
    "outline",
]
NAMES: dict[Fact, str] = {
    "number": "文号",
    "issuer": "发文机关",
    "issued": "印发日期",
    "published": "发布日期",
    "effective": "施行日期",
    "expires": "有效期",
    "title": "标题",
}

_WHEN = r"(?:什么时候|何时|什么时间|哪一?[年天日]|哪个月|几月几?[日号]?|几号|几时)"
_WHO = r"(?:谁|哪[个几]?个?(?:部门|单位|机关|机构|部委)|哪些(?:部门|单位|机关|机构|部委)|什么(?:部门|单位|机关|机构)|哪级政府)"
_END = r"(?:的|了|呢|啊|呀)*[?。!]*$"
_DATE = r"(?:时间|日期|年份)(?:是|为|在)?(?:什么时候|什么|何时|哪天|哪年|多少|几号)?"
_PATTERNS: tuple[tuple[Fact, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"(?:(?:的|是)?(?:发文字号|发文号|文件编号|文件号|文号)(?:是|为)?(?:多少|什么|几号|啥)?|(?:的|是)*几号文件?)"
            + _END
        ),
    ),
    (
        "issuer",
        re.compile(
            rf"(?:是|由)*{_WHO}(?:联合|共同)?(?:印发|发布|发文|制定|出台|颁布|下发|公布|签发|发|出){_END}"
            rf"|(?:的|是)?(?:发文|发布|印发|制定|颁布|颁发)(?:机关|单位|部门|机构|主体)(?:是|为)?(?:谁|哪.{{0,4}}|什么.{{0,3}})?{_END}"
        ),
    ),
    (
        "published",
        re.compile(
            rf"(?:是|在)*{_WHEN}(?:正式)?(?:发布|公布|颁布){_END}|(?:的|是)?(?:发布|公布|颁布){_DATE}{_END}"
        ),
    ),
    (
        "issued",
        re.compile(
            rf"(?:是|在)*{_WHEN}(?:正式)?(?:印发|出台|下发|成文|签发|发|出){_END}|(?:的|是)?(?:印发|出台|下发|成文|发文|签发){_DATE}{_END}"
        ),
    ),
    (
        "expires",
        re.compile(
            rf"(?:会|将|到|是|在)*{_WHEN}(?:才|就|会)?(?:到期|失效|过期|废止|终止|截止){_END}"
            rf"|(?:的|是|执行)?有效期(?:限)?(?:到|至|截至|是|为|有|多)*(?:{_WHEN}|多久|多长时间|多长|几年|多少年|什么)?{_END}|执行到{_WHEN}{_END}"
        ),
    ),
    (
        "effective",
        re.compile(
            rf"(?:从|自|是|在)*{_WHEN}(?:开始|起|正式)*(?:施行|实施|生效|执行){_END}|(?:的|是)?(?:施行|实施|生效|执行){_DATE}{_END}"
        ),
    ),
    (
        "standing",
        re.compile(
            rf"(?:现在|目前|如今|今天|当前|今年)?(?:还|是否|是不是|仍然?|有没有|能不能|可不可以)+(?:继续|还|在|已经?|被)*"
            rf"(?:现行)?(?:有效|有用|能用|可以用|管用|作数|算数|执行|失效|过期|废止|作废|用|到期)(?:吗|么|嘛|没有|没)*{_END}"
            rf"|(?:已经?|被)*(?:失效|过期|作废|废止|到期)了?(?:吗|么|嘛|没有|没){_END}|(?:现在|目前|如今|今年)?(?:还|仍然?)(?:能不能|能够?|可以)(?:继续)?(?:申请|申报|申领|享受)(?:吗|么|嘛|没有|没)*{_END}|被哪[个份](?:文件|政策|办法|通知)?(?:废止|取代|替代|代替){_END}"
        ),
    ),
)
# Which documents there are: 有没有关于幼儿园的文件, 哪些文件提到自贸区.
# Kinds that a title names; of 文件 and 报道 it may be any.
_KINDS = r"(?:政府)?工作报告|通知|意见|办法|规定|方案|报告|公告|公报|条例|讲话"
_PAPERS = rf"(?:政策文件|政策性文件|文件|报道|新闻|文章|法律|法规|材料|{_KINDS})"
_WHICH_OF = r"哪[些几](?:[份篇年]|年度|年份)?的?"
_WHICH_PAPERS = f"{_WHICH_OF}{_PAPERS}"
_OF_KIND = re.compile(rf"{_WHICH_OF}(?P<kind>{_KINDS})")
_SPEAK = r"(?:提到|提及|涉及|讲到|说到|谈到|写到|出现|规定)[过了]?"
_LISTED = re.compile(
    rf"^(?:请问)?(?:库里|材料里|材料中|现有材料)?(?:有没有|有无|是否有|有)(?:关于|有关|涉及|针对)(?P<a>.{{2,30}}?)的(?:政策|{_PAPERS})(?:吗|么|没有)?{_END}"
    rf"|^(?:请问)?(?:有)?{_WHICH_PAPERS}(?:里面?|中)?(?:都|还|曾经?)*(?:{_SPEAK}|是?(?:关于|有关))(?P<b>.{{2,30}}?)的?{_END}"
    rf"|^(?:请问)?(?:关于|有关|涉及)(?P<c>.{{2,30}}?)的{_PAPERS}(?:有|都有)(?:哪些|什么|几份|多少){_END}"
    rf"|^(?:请问)?(?P<d>.{{2,30}}?)在{_WHICH_PAPERS}(?:里面?|中)(?:都|还|曾经?)*(?:有规定|有|{_SPEAK}){_END}"
)
# What a document says as a whole: 意见的主要内容是什么, 总结一下这篇报道.
_WHOLE = re.compile(
    rf"(?:的?(?:主要|核心|基本)(?:内容|要点)(?:是|有|包括)?(?:什么|哪些|啥)?|的?(?:内容|要点|大意|梗概|框架)(?:是|有|包括)(?:什么|哪些|啥)|(?:主要|都|大概|大致)*(?:讲|说|写|谈|规定|介绍|包括|包含)[了的]?(?:是)?(?:些|有)?(?:什么|哪些|啥)(?:内容|方面|事情?)?){_END}"
)
_SUMMED_UP = re.compile(
    rf"^(?:请|帮我|给我|麻烦)*(?:总结|概括|归纳|概述|简述|梳理|提炼|介绍)(?:一下|下)?(?P<about>.{{2,60}}?)(?:的?(?:主要|核心|基本)?(?:内容|要点|大意))?{_END}"
)
# 国办发〔2019〕3号是关于什么的: what a number stands for.
NUMBER = re.compile(r"[一-鿿]{1,8}[〔\[(（【](?:19|20)\d{2}[〕\])）】]\s?第?\d{1,4}号")
_TITLED = re.compile(
    rf"(?:文件)?(?:是|叫|的)*(?:关于|有关)?(?:什么|啥|哪[个份])(?:文件|通知|内容|名字|事|方面)?(?:标题|题目)?{_END}|(?:文件)?的?(?:标题|题目|名称)(?:是|叫|为)?(?:什么|啥)?{_END}"
)
_NAME = re.compile(r"《[^《》]{2,60}》")
_PAPER = re.compile(
    r"政策|文件|报道|文章|新闻|材料|办法|通知|意见|规定|措施|方案|预案|条例|细则|公告|通告|决定|规划|计划|报告|规则|指南|纲要|指引|通报|批复|复函|要点|章程|清单|法$|》|号文?$|[一二三四五六七八九十\d]条$"
)
# Whether the awards of a county may still be applied for is asked of the document that gives them.
_GIVEN = re.compile(r"(?:奖励|补贴|补助|扶持)$")
# Who tells of his own case first asks whether it is left out: 我们出过事故，补助还能申请吗.
_OWN_CASE = re.compile(r"(?:我|咱|俺|本?公司|企业|厂|店|单位|家里)[^,，。;；]{3,}[,，。;；]")
# What points at the document that lies before the asker, and what tells an old edition from a new one.
_POINTS = re.compile(r"本|这[个份部项]?|该|此")
_OLD = re.compile(r"旧版|老版|旧的|老的|原来的?|之前的|以前的|上一?版")
_NEW = re.compile(r"新版|新的|最新的?|现行的?|新修订的?")
_ANY = re.compile(
    r"(?:的|方面的?)?(?:奖励|补贴|补助|扶持)$|政策|文件|新政|请问|想问一?下?|(?:关于|有关|出台|发布|印发)的?|[的是由在]$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFact:
    """`about` is the question without what asks and without words that fit any document.

    `points` says that it points at the document at hand (本办法), `old`/`new` which edition is meant, `kind` what the
    documents asked for are called (报告).
    """

    fact: Fact
    about: str
    points: bool = False
    old: bool = False
    new: bool = False
    kind: str = ""


def plain(text: str) -> str:
    """Return folded `text` without white space, brackets and quotation marks, as numbers and titles are compared."""
    return re.sub(r"[\s〔〕\[\]()（）【】《》“”\"第]", "", fold(text))


def is_number(asked: str, number: str) -> bool:
    """Return whether what a question calls a document by, words before it included, is its number as a whole."""
    return plain(asked).endswith(plain(number))


def asked_fact(question: str) -> AskedFact | None:
    """Return which fact of a document `question` asks for, None where it asks for something else."""
    folded = fold(question)
    if listed := _LISTED.search(folded):
        about, kind = next(filter(None, listed.groups())).strip("“”\"'"), _OF_KIND.search(folded)
        return AskedFact(fact="listed", about=about, kind=kind["kind"] if kind else "")
    if (number := NUMBER.match(folded) or _NAME.match(folded)) and _TITLED.fullmatch(
        folded, number.end()
    ):
        return AskedFact(fact="title", about=number[0])
    whole = _SUMMED_UP.match(folded) or _WHOLE.search(folded)
    if whole is not None:
        head = whole.groupdict().get("about") or folded[: whole.start()]
        if _PAPER.search(head):
            points = bool(_POINTS.match(head) or _PAPER.fullmatch(head))
            return AskedFact(fact="outline", about=_ANY.sub("", head), points=points)
    for fact, pattern in _PATTERNS:
        match = pattern.search(folded)
        if match is None:
            continue
        head = folded[: match.start()].rstrip(" ,，")
        given = fact == "standing" and _GIVEN.search(head)
        if given and _OWN_CASE.match(head):
            return None
        if not (_PAPER.search(head) or given or _POINTS.match(head) or not head):
            return None
        old, new = bool(_OLD.search(head)), bool(_NEW.search(head))
        about = _ANY.sub("", _NEW.sub("", _OLD.sub("", head)))
        return AskedFact(
            fact=fact, about=about, points=bool(_POINTS.match(head)) or not head, old=old, new=new
        )
    return None


# The document that was just quoted, as people point at it.
_THE_PAPER = re.compile(
    r"(?:那么?)?(?:[那这该此本上]述?(?:个|份|项|部|篇|里的)?(?:政策|文件|办法|通知|意见|规定|措施|方案|条例|细则|公告|决定|规划|计划|报告|通报|批复|复函|章程|材料|文章|报道|红头文件)|文件|政策)(?:又|到底|究竟)?(?:是|的)?"
)
_WHOSE_PAPER = re.compile(
    rf"(?:那么?)?(?P<asks>(?:是|由)?{_WHO}(?:印发|发布|制定|出台|颁布|下发|公布|签发|发|出)的|{_WHEN}(?:印发|发布|制定|出台|颁布|下发|公布|签发|施行|实施|执行|发|出)的)(?P<paper>{_THE_PAPER.pattern})[?？。]*"
)
_WHICH_PAPER = re.compile(
    r"(?:那么?)?(?:这|那|以上|上面)?(?:些|个)?(?:话|内容|数字|数据|说法|规定|条|句|都)?(?:又)?(?:是|出自|来自|写在|依据的?是?|根据的?是?|在|见)*(?:哪[一个份部条]*|什么|啥)(?:文件|政策|通知|办法|材料|法律|法规|条例|法)(?:里面?|中|上)?(?:规定|写|说|讲|提|定|来)?(?:到|着)?的?(?:啊|呢)?[?？。]*"
    r"|(?:那么?)?(?:[这那该]个?)?(?:文件|政策|通知|办法)(?:的?(?:全称|标题|题目|名称|名字|全名))?(?:是|叫)什么(?:名字|名称)?[?？。]*"
)
# Asked without a word for what it is asked of, these can only be the document's.
_OF_PAPERS = re.compile(
    r"文号|文件编?号|发文|印发|发布|出台|颁布|制定|施行|实施|执行|生效|(?:还|仍然?)有效|[失到过](?:效|期)|作废|废止"
)


# 2018年的那个通知: its year may go before it, where it is of that year.
_OF_YEAR = re.compile(
    r"(?:那么?)?(?P<year>(?:19|20)\d{2})年(?:出台|印发|发|出|公布|制定)?的?(?=[那这])"
)


def of_document(typed: str, title: str, days: str = "") -> str:
    """Return what is asked of the document just quoted, by its title (那文件什么时候发的, 文号多少); empty where it is not that.

    `days` are those on which it was made and published, as far as they are known.
    """
    name = f"《{title}》" if "《" not in title and len(title) <= 58 else title
    text = typed.strip()
    if (dated := _OF_YEAR.match(text)) and dated["year"] in f"{title}{days}":
        text = text[dated.end() :]
    if _WHICH_PAPER.fullmatch(text):
        return f"{name}的标题是什么"
    if whose := _WHOSE_PAPER.fullmatch(text):
        return f"{name}{whose['asks']}"
    whole = asked_fact(text)
    paper = None if whole is not None and not whole.about else _THE_PAPER.match(text)
    rest = text[paper.end() :] if paper else re.sub(r"^那么?", "", text)
    fact = asked_fact(f"文件{rest}")
    if fact is None or fact.fact in ("listed", "outline") or fact.about:
        return ""
    return f"{name}{rest}" if paper or _OF_PAPERS.search(rest) else ""
