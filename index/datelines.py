"""A line at the head of a text that only says when it was published, in any of the forms that offices and news pages write.

2023-07-17, 2023/7/17 10:30, 发布时间：2023-07-17 来源：某网 浏览次数：3: a day, a time of day, names of fields, and nothing that is said.
"""

from __future__ import annotations

import re

from index.dates import DATE, find_date

# Where a text begins that came by wire: 本报青石2025年1月9日电, 2025年1月9日讯. A pattern to be put into others.
WIRED = rf"(?P<day>{DATE})\s*(?:电|讯|消息)(?![力话视网站])"
_DAY = rf"(?:{DATE}|(?<!\d)(?:19|20)\d{{2}}\s?[-/.．]\s?\d{{1,2}}\s?[-/.．]\s?\d{{1,2}}(?!\d))"
_HOUR = r"(?:\s*(?:星期|周)[一二三四五六日天])?(?:[T\s]*\d{1,2}[:：时]\d{2}(?:分|[:：]\d{2})?秒?)?"
# 更新时间 is when a page was last touched, 截止时间 and 施行日期 are what it tells of: none of them is its date.
_WHEN = r"(?:(?:(?:发布|发稿|刊发|刊登|公布|印发|成文|发文)(?:时间|日期)|时间|日期|发布于)\s*[：:]?\s*)?"
_FROM = r"(?:(?:(?:信息|稿件|文章|新闻)?来源|出处)\s*[：:]\s*[^\s：:，。；|]{1,24}|新华社|中新社|人民日报|中国新闻网|新华网|人民网)"
_FIELD = (
    rf"(?:{_FROM}|(?:作者|记者|编辑|责编|责任编辑|发布(?:机构|单位|部门|机关|者))\s*[：:]\s*[^\s：:，。；|]{{1,24}}"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[：:]?\s*\d*\s*次?|字[体号]\s*[：:]?\s*[\[【（(]?\s*(?:特?[大中小]\s*)+[\]】）)]?|【[^】]{0,12}】|打印(?:本页)?|分享(?:到)?|收藏|关闭)"
)
_SEP = r"[\s|│·]*"
_LINE = re.compile(
    rf"[（(]?{_SEP}(?:{_FIELD}{_SEP}){{0,3}}{_WHEN}(?P<day>{_DAY}){_HOUR}{_SEP}(?:{_FIELD}{_SEP}){{0,6}}[）)]?"
)
_LONGEST = 160  # characters


def day_of_line(line: str) -> str | None:
    """Return the day, as an ISO date, of a line that says nothing but when a text was published; None for any other."""
    match = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    return find_date(match["day"]) if match else None
