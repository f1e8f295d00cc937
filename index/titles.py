"""The title of a document, and the name of the body in it, from the lines in which a document names itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.datelines import day_of_line
from index.dates import DATE

_LINES = 6  # a long title is set in that many lines at most
_HEADINGS = 40  # lines in which the heading of the whole text stands
_LENGTH = 120  # characters
_KINDS = (
    "通知|意见|办法|条例|规定|方案|决定|公告|通告|通报|报告|规划|纲要|细则|措施|批复|复函|函|令|制度|标准|指南|清单|目录|公报|法"
    "|解释|答复|说明|计划|要点|章程|准则|决议|议案|纪要|倡议书|公开信|政策|指引|规则|规程|安排|请示|建议|解读|问答|修正案|法典"
)
_NAMED = re.compile(rf"(?:{_KINDS})(?:[（(][^（）()]{{1,24}}[）)])*[”》」]?$")
_NAMED_ABOUT = re.compile(rf"的[^的]{{0,14}}(?:{_KINDS})(?:[（(][^（）()]{{1,24}}[）)])*$")
NUMBER = re.compile(
    r"(?:(?:发文字号|文号|字号)[：:]\s*)?"
    r"([\u4e00-\u9fff]{1,16}\s?[〔﹝\[［（(]\s?(?:19|20)\d{2}\s?[〕﹞\]］）)]\s?(?:第\s?)?\d{1,5}\s?号"
    r"|[\u4e00-\u9fff]{0,24}(?:公告|通告|令)?\s?(?:19|20)\d{2}\s?年\s?第\s?\d{1,4}\s?号)"
)
_NUMBER_FIRST = re.compile(
    r"^[\u4e00-\u9fff]{2,10}\s?[〔﹝\[［（(]\s?(?:19|20)\d{2}\s?[〕﹞\]］）)]\s?(?:第\s?)?\d{1,5}\s?号\s*(?=[\u4e00-\u9fff《])"
)
NUMBER_LAST = re.compile(
    r"(.{6,}?(?:通知|意见|公告|决定|函|办法|方案|措施|通报|批复|规定|细则))"
    r"([\u4e00-\u9fff]{2,10}[〔﹝\[［（(]\s?(?:19|20)\d{2}\s?[〕﹞\]］）)]\s?\d{1,5}\s?号)"
)
_NUMBER_BEHIND = re.compile(r"(.{6,}?)\s?([（(][\u4e00-\u9fff]{2,16}\s?[〔﹝\[［].{4,18}号[）)])")
ORDER = re.compile(r"(?:中华人民共和国)?([\u4e00-\u9fff]{2,24}令)\s*(第\s?\d{1,4}\s?号)?")
ORDER_NUMBER = re.compile(r"第\s?[\d一二三四五六七八九十百〇零]{1,6}\s?号")
ONLY_DATE = re.compile(rf"[（(]?\s*({DATE})\s*[）)]?")
_BODY = r"(?:政府|委员会|委|办公厅|办公室|局|部|厅|院|会|司|署|处|中心|指挥部|小组|公司|银行|大学|法院|检察院|党组|集团|社|管理区|海关|联防联控机制)"
_ORG = rf"[\u4e00-\u9fff（）()]{{1,36}}?{_BODY}"
ORGS = re.compile(rf"{_ORG}(?:[\s、　]+{_ORG}){{0,9}}")
_TITLE_ISSUER = re.compile(
    rf"({ORGS.pattern}?)(?=\s*(?:关于|转发|印发|批转|公告|通告|令|对[^，。]{{4,40}}(?:答复|复函)$))"
)
_RED_HEAD = re.compile(rf"({_ORG})文件")
_LABEL = re.compile(
    r"[（(]?此件|索引号|主题分类|主题词|信息来源|来源[：:]|发布时间|发布日期|字号[：:]|打印|分享|【|附件|抄送"
)
_SUBJECTS = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[ 　][\u4e00-\u9fff]{1,8}){2,}")
_NO_TITLE = re.compile(
    r"[。；]|^[（(]\s*(?:[12]\d{3}|[〇○零一二三四五六七八九]{4})\s*年|^第[一二三四五六七八九十百\d]+条|^[一二三四五六七八九十]+、|^——|^各\S*[省市县区地级单位部门]"
)
_CHAPTER = re.compile(
    r"#+ (?:第[一二三四五六七八九十\d]+[编章节部]|[一二三四五六七八九十]+、|[（(\d])"
)
# A heading of the first level may begin with a year; a part of the text is named as such.
_PART = re.compile(
    r"# (?:第[一二三四五六七八九十\d]+[编章节部]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]{1,3}[）)])"
)
_ANNEX = re.compile(r"# 附[件录表](?:[\d一二三四五六七八九十：:\s]|$)")
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])(?:[ 　][\u4e00-\u9fff](?=[ 　]|$)){3,}")


def find_heading(lines: Sequence[str]) -> str | None:
    """Return the first Markdown heading of the first level; else one that opens the text and is no chapter."""
    tops = [(at, line) for at, line in enumerate(lines[:_HEADINGS]) if line.startswith("# ")]
    named = (line for at, line in tops if not _PART.match(line) and not (at and _ANNEX.match(line)))
    first = next(named, "")
    if not first and lines and re.match(r"#{2,6} ", lines[0]) and not _CHAPTER.match(lines[0]):
        first = lines[0]
    title = re.sub(r"^#+\s+|\s+#+$|\*\*|__|`", "", first)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).strip() or None


def find_title(head: Sequence[str]) -> str | None:
    """Return the title that stands in the first lines `head`, put together where it was set in several."""
    for at, written in enumerate(head):
        if written.startswith(("#", "|")) or is_label(written) or _RED_HEAD.fullmatch(written):
            continue
        # A web page sets the number before the title, on one line.
        line = without_number(written)
        if not _is_title_line(line):
            return None
        if ORDER.fullmatch(line):  # 国务院令 第707号 proclaims a text that has a title of its own
            rest = head[at + 1 :]
            return next((x for x in rest if _is_title_line(x) and _is_named(x)), line)
        return _put_together([line, *map(without_number, head[at + 1 : at + 2 * _LINES])])
    return None


def find_title_issuer(title: str) -> str | None:
    """Return the bodies that the title names before 关于 or 转发, separated by 、."""
    match = _TITLE_ISSUER.match(title)
    return "、".join(re.split(r"[\s、　]+", match[1].strip())) if match else None


def without_number(line: str) -> str:
    """Return a title line without the document number that stands before it or behind it."""
    line = _NUMBER_FIRST.sub("", line)
    return m[1] if (m := NUMBER_LAST.fullmatch(line)) else line


def numbered(line: str) -> str:
    """Return the brackets behind a title in which its own number stands, the whole line where there are none."""
    match = _NUMBER_BEHIND.fullmatch(line)
    own = (
        match is not None and is_named(match[1]) and match[1][-1] != "》"
    )  # not of the paper that it forwards
    return match[2] if match and own else line


def find_red_head(head: Sequence[str]) -> str | None:
    """Return the body whose letterhead is a line of its own: 某市人民政府办公厅文件."""
    return next((m[1] for line in head if (m := _RED_HEAD.fullmatch(line))), None)


def is_named(line: str) -> bool:
    """Say whether the line ends as titles of documents do: 通知, 办法, 条例."""
    return _NAMED.search(line) is not None


def is_label(line: str) -> bool:
    """Say whether the line is a number, a date, subject words: what may stand before a title."""
    if NUMBER_LAST.fullmatch(line):
        return False
    if any(pattern.fullmatch(line) for pattern in (NUMBER, ORDER_NUMBER)) or day_of_line(line):
        return True
    return bool(_LABEL.match(line) or (_SUBJECTS.fullmatch(line) and not ORGS.fullmatch(line)))


def _is_named(title: str) -> bool:
    """Say whether `title` is complete: its last word names a kind of document, and no quotation is open."""
    if title.count("《") > title.count("》") or title.count("“") > title.count("”"):
        return False
    return bool((_NAMED_ABOUT if "关于" in title else _NAMED).search(title))


def _put_together(lines: Sequence[str]) -> str:
    """Return the title that begins with the first line: the bodies on lines of their own, each once, then the rest."""
    bodies: list[str] = []
    for line in lines:
        if not ORGS.fullmatch(line) or is_named(line):
            break
        bodies += [] if line in bodies else [line]
    rest = next((i for i, line in enumerate(lines) if line not in bodies), len(lines))
    if not bodies or rest == len(lines):
        return _joined(lines[:_LINES])
    about = _joined(lines[rest : rest + _LINES])
    if not _is_named(about):
        return _joined(lines[:_LINES])
    # 财政部 and 税务总局关于… on two lines are two bodies.
    return (
        " ".join(bodies) + (" " if ORGS.match(about) and find_title_issuer(about) else "") + about
    )


def _joined(lines: Sequence[str]) -> str:
    title = _unspread(lines[0])
    whole = title
    for following in lines[1:]:
        if _is_named(whole):
            return whole
        if not _is_title_line(following) or is_label(following) or len(whole + following) > _LENGTH:
            break
        # A web page repeats its title, cut short the first time.
        whole = following if following.startswith(whole) else whole + _unspread(following)
    return whole if _is_named(whole) else title


def _unspread(line: str) -> str:
    """Return `line` without the spaces of a word set wide: 应 急 预 案."""
    return _SPREAD.sub(lambda match: re.sub(r"\s", "", match[0]), line)


def _is_title_line(line: str) -> bool:
    if not 4 <= len(line) <= _LENGTH and not ORGS.fullmatch(line):
        return False
    if line[-1] in "。！？；：:，、,;.!?":
        return False
    return not _NO_TITLE.search(line)
