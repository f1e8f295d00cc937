"""Who speaks in a press conference or an interview: the name and office before a colon, the reporter, 问 and 答.

`find_speech` reads one line; `Cast` remembers who has been introduced, so that a later 龚某某： is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from index.splitter.names import NAME, OFFICES, SURNAMES, is_name

_BEFORE_ROLE = re.compile(r"^[^\u3400-\u9fffA-Za-z“《]+")
_ROLE_NAME = re.compile(
    rf"(?P<role>[^：:。！？；“”]{{0,60}}?(?:{OFFICES})(?:[（(][^（）()]{{1,12}}[）)])?)[\s\u3000、]*"
    rf"(?P<name>{NAME})(?:同志|先生|女士|博士|教授)?"
)
_NAME_ROLE = re.compile(
    rf"(?P<name>{NAME})(?:[（(](?P<inner>[^（）()]{{2,50}})[）)]|[\s\u3000，,]+(?P<outer>[^：:。，]{{2,45}}(?:{OFFICES})))"
)
_ROLE_ONLY = re.compile(
    r"(?P<role>[\u4e00-\u9fff、（）()]{2,30}(?:部|委|厅|局|办|院|会|司|处|署|行|公司|集团|中心|大学|医院|政府|组|社)"
    r"(?:新闻)?(?:发言人|(?:有关|相关|主要)?负责(?:人|同志)))|(?P<host>主持人)"
)
_ASKER = re.compile(
    rf"(?:[\u4e00-\u9fffA-Za-z·\s“”、]{{0,24}}?记者(?:[\s\u3000]*{NAME})?|提?问题?[一二三四五六七八九十\d]{{0,3}}|网友|网民|听众|观众|现场提问|Q\s?\d{{0,3}})"
    r"(?:提?问)?"
)
_ANSWER = re.compile(r"(?:答|回答|答复|回复|A\s?\d{0,3})")
# 【张某某】 and [记者] stand for a colon; 张某某答： is 张某某：.
_BOXED = re.compile(r"[【\[](?:[\u4e00-\u9fff·]{2,12}|[问答])[】\]][：:]?")
_SAYS = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:回答|答)$")
_SHORT_FORM = re.compile(
    rf"(?P<surname>[{SURNAMES}])(?:副|总)?(?:{OFFICES})|(?P<name>{NAME})(?:[\s\u3000]*(?:副?(?:{OFFICES})))?"
)
_OFFICE_BEFORE = re.compile(rf"[\u3400-\u9fff、]{{0,30}}(?:{OFFICES})(?=[\s\u3000]{{0,2}}$)")
# What leads up to an office in a sentence: 请国家……副主任张某某介绍情况.
_NOT_OFFICE = re.compile(r"^(?:.*(?:邀请|请到|采访了?|会上)|[请由据和与对在向访记、])")
_HINT = re.compile(r"[\u3400-\u9fffA-Za-z\d）)]$")
# What follows 县长张某某： in a table of duties or a contact list is not speech.
_NOT_SPOKEN = re.compile(
    r"\s*(?:主持|负责|分管|协助|联系|简历|男|女|电话|手机|汉族|中共|\d{7,}|\d{3,4}-\d|见附件)"
)
_CONTACT = re.compile(r"联系电话|联系方式|手机|邮箱|\d{8,}|\d{3,4}[-—]\d{7}")
_NOT_SPEAKERS: Final = frozenset(
    {"其中", "地址", "联系人", "时间", "地点", "来源", "附件", "编辑", "责任编辑"}
)


@dataclass(frozen=True, slots=True)
class Speech:
    """What opens a line: `kind` says who, `body` is the offset in the line at which the words begin.

    An asker has the role 记者 when it says so; a plain 问： has none.
    """

    kind: Literal["speaker", "asker", "answer"]
    body: int
    speaker: str | None = None
    role: str | None = None


class Cast:
    """The people a document has introduced, by name and by surname."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._roles: dict[str, str | None] = {}
        self._prose: dict[str, str | None] = {}

    def meet(self, name: str, role: str | None) -> None:
        """Remember the office of `name`; the fullest mention is kept."""
        if len(role or "") >= len(self._roles.get(name) or ""):
            self._roles[name] = role

    def recall(self, name: str | None, surname: str | None) -> tuple[str, str | None] | None:
        """Return the name and office of someone already introduced, here or in the document's prose."""
        if name is None:
            same = [known for known in self._roles if known.startswith(surname or "?")]
            return (same[0], self._roles[same[0]]) if len(same) == 1 else None
        if name in self._roles:
            return name, self._roles[name]
        if name not in self._prose:
            self._prose[name] = self._office_in_prose(name)
        office = self._prose[name]
        return None if office is None else (name, office or None)

    def _office_in_prose(self, name: str) -> str | None:
        """Return the office that the text gives `name` somewhere (首席专家张某某), empty if it cannot be told apart."""
        at = self._text.find(name)
        while at >= 0:
            if m := _OFFICE_BEFORE.search(self._text, max(0, at - 40), at):
                office = _NOT_OFFICE.sub("", m.group())
                return office if 4 <= len(office) <= 30 else ""
            at = self._text.find(name, at + 1)
        return None


def find_speech(line: str, following: str, cast: Cast) -> Speech | None:
    """Return who opens `line` with 某某： (or 问： 答： 记者：), or None; `following` is the next line."""
    boxed = _BOXED.match(line)
    at = boxed.end() if boxed else _colon(line)
    if at <= 0:
        return None
    head = _SAYS.sub("", line[:at].strip(" \t\u3000*_【】[]#：:"))
    if not head or not _HINT.search(head) or head in _NOT_SPEAKERS:
        return None
    body = at if boxed else at + 1
    if _ANSWER.fullmatch(head):
        return Speech("answer", body)
    if _ASKER.fullmatch(head):
        return Speech("asker", body, role="记者" if "记者" in head else None)
    found = _named(head, cast)
    if found is None or not _is_spoken(line[body:], following):
        return None
    name, role = found
    if name:
        cast.meet(name, role)
    return Speech("speaker", body, name, role)


def _colon(line: str) -> int:
    """Return the offset of the first colon if it comes early and nothing before it ends a clause."""
    wide, narrow = line.find("：", 0, 80), line.find(":", 0, 80)
    at = min(wide, narrow) if wide >= 0 and narrow >= 0 else max(wide, narrow)
    return -1 if at < 0 or any(mark in line[:at] for mark in "。；！？，《“") else at


def _named(head: str, cast: Cast) -> tuple[str | None, str | None] | None:
    if (m := _ROLE_NAME.fullmatch(head)) and is_name(m.group("name")):
        return _tidy(m.group("name")), _BEFORE_ROLE.sub("", m.group("role")).rstrip(
            " \u3000、"
        ) or None
    if (m := _NAME_ROLE.fullmatch(head)) and is_name(m.group("name")):
        role = m.group("inner") or m.group("outer")
        if re.search(rf"(?:{OFFICES})$", role):
            return _tidy(m.group("name")), role.strip()
    if m := _ROLE_ONLY.fullmatch(head):
        return None, m.group("role") or m.group("host")
    if len(head) <= 12 and (m := _SHORT_FORM.fullmatch(head)):
        return cast.recall(_tidy(m.group("name")), m.group("surname"))
    return None


def _tidy(name: str | None) -> str | None:
    return re.sub(r"[\s\u3000]", "", name) if name else None


def _is_spoken(rest: str, following: str) -> bool:
    """Tell whether the words after the colon are a speech: sentences, not a duty, a number or a name."""
    words = rest.strip() or following.strip()
    if len(words) < 10 or _NOT_SPOKEN.match(words) or _CONTACT.search(words[:60]):
        return False
    return any(mark in words for mark in "。！？，,;；!?")
