"""Whether somebody's name is asked for, and whether a text names anybody. Pure; knows the shape of names only."""

from __future__ import annotations

import re
from functools import cache

from index.splitter.names import NAME, OFFICES, is_name

# What somebody is called, not what something is: 项目叫什么名字 asks for no person.
_ASKS = re.compile(
    r"(?:人|者|[部厅局处科市县区镇省司署院校会所行社队组]长|主任|书记|主席|总裁|经理|教授|院士|代表|委员|同志|领导|专家|律师)"
    r"(?:[,，]?[他她])?(?:都|分别)?的?(?:名字|姓名)?(?:叫什么|姓什么|叫啥|姓啥|的姓名|的名字)"
)


# Whose words something is, or who holds an office: that stands beside a sentence, in what is known of its speaker.
_SPOKE = re.compile(
    r"(?<![跟给向对找问])(?:谁|哪(?:一?位|个)[^,，。?？]{0,6}?)[^,，。?？]{0,8}?(?:说(?!了算)|讲|提(?:的|出|到|及|过)|表示|介绍|公布|透露|指出|强调|答问|作答|发言|回应)"
    r"|(?:说|讲|提|引自|出自|公布|介绍|答问|发言|回答)[^,，。?？]{0,6}?的?(?:人)?(?:是|自)?(?:谁|哪(?:一?位|个))|谁(?:提|讲|说)的"
    r"|(?:说|讲|提|介绍|表示|透露)[^,，。?？]{0,40}的(?:那[位个]人?|人|官员|领导|发言人)[,，]?[^,，。?？]{0,8}?(?:是谁|姓名|名字|叫什么|叫啥|职务)"
    r"|派谁|这(?:句话|话|个?数字?|一?说法|一?提法)[^,，。?？]{0,4}(?:谁|哪位)"
)


def asks_speaker(folded: str) -> bool:
    """Return whether a folded question asks whose words something is, or who holds an office."""
    return bool(_SPOKE.search(folded) or _holder().search(folded))


# Whose words something is, and nothing else: 谁公布 asks for a body that acts, 局长是谁 for who holds an office.
_WORDS = re.compile(
    r"(?<![跟给向对找问由])(?:谁|哪(?:一?位|个)[^,，。?？]{0,6}?)[^,，。?？]{0,3}?"
    r"(?:说(?![了明]?算|明|服)|讲(?![解课授])|提(?:到|及|过|的[?？。]*$)|透露|表示|指出|强调)"
    r"|(?:说|讲|提|透露|表示|指出|强调)[^,，。?？]{0,6}?的?(?:人)?是(?:谁|哪(?:一?位|个))|谁的(?:原?话|说法)"
    r"|(?:这句?话|这个?数字?|这一?说法|这一?提法)[^,，。?？]{0,4}(?:谁|哪位)"
)


# A proposal is made, not said: 这条建议是谁提的.
_PROPOSED = re.compile(
    r"(?:建议|提案|议案)[^。?？]{0,3}?[，,]?(?:又|都|是|由)*(?:谁|哪(?:一?位|个)[^，,。?？]{0,6}?)提出?的[?？。]*$"
)


def asks_whose_words(folded: str) -> bool:
    """Return whether a folded question asks who said something: 这话是谁说的."""
    return bool(_WORDS.search(folded)) and not _PROPOSED.search(folded)


# Who somebody is by what he did, and how a sentence says that he did it.
_ROLES = (
    (r"导演", r"导演|执导"),
    (r"主演", r"主演|演员|饰|出演|领衔"),
    (r"编剧", r"编剧|剧本"),
    (r"作者", r"作者|著|写|作[于者]|笔"),
    (r"主持人", r"主持"),
    (r"[冠亚季]军", r"[冠亚季]军|夺冠|夺魁|折桂|金牌|捧杯"),
    (r"得主|获得者", r"得主|获|夺|摘|授予|颁|包揽|[金银铜]牌|冠军"),
    (r"创始人", r"创始|创办|创立|创建"),
    (r"组长", r"组长"),
    (r"联系人", r"联系人|联系"),
    (r"法定代表人|法人代表", r"法定代表人|法人"),
    (r"发言人", r"发言人"),
)


def tells_role(folded: str, text: str) -> bool:
    """Return whether a text speaks of the role whose holder a folded question asks for; True where it asks for none known."""
    return all(
        re.search(said, text)
        for asked, said in _ROLES
        if re.search(rf"(?:{asked})(?:(?:都|分别|现在|目前|到底)?(?:是|有|叫|为)|[?？]?$)", folded)
    )


@cache
def _holder() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{OFFICES})(?:现在|目前|现任)?(?:是|叫)?(?:谁|哪位)|谁(?:是|任|担任|当)[^,，。?？]{{0,16}}(?:{OFFICES})"
    )


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"({OFFICES})(?:现在|目前|现任)?(?:是|叫)(?:谁|哪位)")


# An office that another holds by his own: 组长由分管副县长担任.
_BY_OFFICE = re.compile(r"担任|兼任|[由是为][^,，。；;]{2,20}[任兼]")


def asks_holder(folded: str) -> bool:
    """Return whether a folded question asks who holds an office."""
    return bool(_held().search(folded))


def held_office(folded: str) -> str:
    """Return the office whose holder a folded question asks for (主任 of 教材委员会主任是谁); else ""."""
    held = _held().search(folded)
    return held[1] if held else ""


def tells_holder(folded: str, text: str) -> bool:
    """Return whether a text names who holds an office, where that is asked (总理是谁); True where it is not."""
    held = _held().search(folded)
    if held is None:
        return True
    # 副厅长 is another office than 厅长; 副总理代行职务 names nobody 代行: what follows a name is another word. 校长为林某 and
    # 林某（校长） name one too, and so does whoever is called 女士.
    # So is 办公室主任 where the head of the whole is asked for.
    whole = "" if "办公室" in folded else "(?<!办公室)"
    office = rf"(?<!副){whole}{held[1]}"
    named = re.finditer(
        rf"{office}[为是由：:\s]{{0,2}}({NAME})(?=[^\u4e00-\u9fff]|$|[同先女等说表介主出作在于的为])"
        rf"|({NAME})(?:[^，,。；;]{{0,8}}?[任是为]|[\s，,（(])[^，,。；;]{{0,12}}?{office}|({NAME})(?<!负责)(?:同志|先生|女士|博士)",
        text,
    )
    of_another = held[1] in text and not re.search(office, text)
    told = bool(_BY_OFFICE.search(text)) and not of_another
    return any(is_name(next(filter(None, m.groups()))) for m in named) or told


@cache
def _named() -> re.Pattern[str]:
    # Compiled when it is first asked for, 20 milliseconds: few questions are about persons.
    return re.compile(
        rf"(?:{OFFICES}|代表|同志)[:：\s]{{0,2}}({NAME})|({NAME})(?<!负责)(?:同志|先生|女士)"
    )


def asks_name(folded: str) -> bool:
    """Return whether a folded question asks what a person is called."""
    return bool(_ASKS.search(folded))


# 邓小平理论 is no person, 以某某同志为核心 tells who leads and not who does anything.
_TEACHING = re.compile(r"理论|思想|同志?为核心|为核心")


def names_person(text: str) -> bool:
    """Return whether the text names a person beside an office or a form of address."""
    named = (m for m in _named().finditer(text) if not _TEACHING.match(text, m.end()))
    return any(is_name(match[1] or match[2]) for match in named)


@cache
def _saying() -> re.Pattern[str]:
    said = "补充|解释|介绍|表示|指出|强调|透露|回应|坦言|认为|告诉记者"
    return re.compile(
        rf"(?:^|[，,。；;：:？?！!、]|据|{OFFICES})\s?({NAME})(?:副?(?:{OFFICES}))?[还又也则]?"
        rf"(?:(?:{said})(?:[说道到，,：:]|$)|[说称][，,：:])"
    )


def sayer(text: str) -> str:
    """Return who says it by the text's own words (隋某补充说，……), empty where it names nobody."""
    names = (match[1] for match in _saying().finditer(text))
    return next((name for name in names if is_name(name)), "")


# Words that are told as somebody's, whoever it is: 相关负责人介绍，……; 据统计部门测算，…….
_TOLD = re.compile(
    r"(?:介绍|表示|指出|强调|透露|回应|坦言|认为|解释|补充|回答|答)(?:[说道到称]|[:：，,])|[\u4e00-\u9fff][说称][:：，,]"
    r"|据[^，,。；;]{2,24}(?:介绍|透露|统计|测算|消息|报道|通报)"
)


def tells_whose_words(text: str) -> bool:
    """Return whether a text gives words as somebody's, named or not."""
    return bool(_TOLD.search(text))
