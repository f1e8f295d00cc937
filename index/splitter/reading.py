"""What each line is, by itself and beside its neighbours: mark, speech, question, heading, lead-in, signature.

A `ReadLines` holds what was read and decides nothing about what stands above a line; that is the walk's affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.splitter.lines import HEADING, Line
from index.splitter.markers import DIVISIONS, ORAL, Marker, find_marker
from index.splitter.questions import find_questions
from index.splitter.sentences import clauses, sentences
from index.splitter.speech import Cast, find_speech

# What a spoken sentence keeps as lead-in: its last clauses, as many as fit.
ANNOUNCEMENT: Final = 60
# 指导思想。 is a heading with a full stop; 对违反规定的予以处罚。 is an item.
SHORT_HEADING: Final = 16
# 一是通过“赋能”，为制造业“强筋健骨”。 heads the paragraphs below it; longer ones are paragraphs themselves.
SHORT_ITEM: Final = 45

SPACE: Final = re.compile(r"\s+")
_STOP = re.compile(r"[。！？!?；;，,、：:…—\-|]$")
_STOPPED = re.compile(r"[。！？!?；;：:…](?:[（(][^（）()]{1,20}[）)])?[”’」』）)\]】]*$")
_N = r"[\d〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"[（(]?{_N}{{2,4}}\s*年\s*{_N}+\s*月")
_DATE_ALONE = re.compile(rf"[（(]?{_N}{{2,4}}\s*年\s*{_N}+\s*月\s*{_N}+\s*日[）)]?")
_SIGNED = re.compile(rf"\s{_N}{{4}}\s*年\s*{_N}+\s*月\s*{_N}+\s*日$")
_CLAUSE = re.compile(r"[，。；：,;]")
_NUMBER = re.compile(r"[〔﹝\[（(]\d{4}[〕﹞\])）]\s?(?:第\s?)?\d+\s?号")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMERALS = "一二三四五六七八九十"
_FIRST = "一[是要]|首先|第一|首要|一方面"
# 现就……有关事项通知如下： announces the whole document and says nothing of its sections.
_GENERIC = re.compile(
    r"(?:^|，|,)(?:现|特|兹)[^，,]*[：:]$"
    r"|(?:如下|以下)(?:[^，,]{0,4}(?:意见|措施|通知|规定|方案|办法|决定))?[：:]$"
)
_TITLE_LIKE = re.compile(
    r"(?:办法|规定|方案|意见|通知|条例|细则|决定|目录|清单|名单|规划|计划|纲要|报告|公告|通告|措施|指南|标准|规范"
    r"|准则|章程|解读|问答|批复|一览表|申请表)(?:[（(][^）)]*[）)])?$"
)
_CLOSING = re.compile(
    r"特此(?:通知|通告|公告|函告|批复)|以上(?:意见|报告|请示|方案)(?:如无不妥|妥否|当否|如可行)"
    r"|附件?\s*\d{0,2}\s*(?:[：:]|$)|[（(]此件|[（(]本文有删减"
    r"|(?:责任编辑|责编|编辑|来源|撰文|本版撰文|文字整理|供稿)[：:]"
)
_CONCLUDES = re.compile(
    r"(?:此外|另外|接下来|下一步|总之|总的来[看说]|总体来[看说]|综上|最后[，,]|谢谢)"
)
# 重点包括以下三方面措施。 announces a list at its end; a count in mid-sentence does not.
_LEAD = re.compile(
    r"(?:以下|如下|下列|(?:[一二两三四五六七八九十几\d]+|若干|多)(?:个|项|条|件|大|点|方面|类|种|步))"
    r"[^，,。；;]{0,14}。?$"
)
_CAPTION = re.compile(
    rf"(?:附?表|续表)\s*{_N}+(?:[-－—–.．]\d+)*(?:\s*[（(]续[）)])?[\s：:、.．]+(?=\S)"
)
_PAGED = re.compile(r"(?:\s|[.．·…]{2,}|\t)\d{1,3}$")
_LIST_LEAD = re.compile(
    r"以下|如下|下列|包括|之一的?|分别[是为]|主要[有是]|情形|条件|材料|要求|内容|范围|标准"
)
_ADDRESSEES = re.compile(
    r"(?:政府|机构|部门|单位|委员会|[厅局部委办]|企业|公司|高校|学校|院校|代表|同志|国务院|们)"
    r"(?:[（(][^）)]*[）)])?[：:]$"
)
_LABELLED = re.compile(
    r"(?:制表|填报|填表|编制|报送|发布|印发|公布|主管|责任|牵头|来源)?(?:单位\s*[:：]\s*[\u4e00-\u9fff]{5}|(?:机关|部门|机构|时间|日期)\s*[:：]\s*\S{5})"
)
_BYLINE = re.compile(r"记者|通讯员|日电$|本报讯|消息$|报道$|电话|传真|邮编|邮箱|网址|地址：")
_BRACKET_HEAD = re.compile(r"【[^】\n]{2,20}】$")


class ReadLines:
    """The lines of one document with what was read of each: `markers`, `speech`, `questions`."""

    def __init__(self, lines: Sequence[Line], text: str, title: str) -> None:
        self.lines = lines
        self.title = SPACE.sub("", title)
        self.markers = [find_marker(line.text) for line in lines]
        cast = Cast(text)
        followers = [*(line.text for line in lines[1:]), ""]
        self.speech = [
            find_speech(line.text, following, cast)
            for line, following in zip(lines, followers, strict=bool(lines))
        ]
        self.questions = find_questions(lines, self.markers, self.speech)

    def is_conference(self) -> bool:
        """Tell whether what follows 某某： is still theirs: a conference, or one speech, not quotations in a news item."""
        spoken = [
            (i, s) for i, s in enumerate(self.speech) if s is not None and s.kind == "speaker"
        ]
        asked = any(press for _, press in self.questions.values())
        hosted = any(s.role and s.role.startswith("主持人") for _, s in spoken)
        bare = any(not self.lines[i].text[s.body :].strip() for i, s in spoken)
        return asked or hosted or bare or (len(spoken) == 1 and spoken[0][0] < 5)

    def counts_on_nothing(self, index: int, marker: Marker) -> bool:
        """Tell whether 三是 stands in a speech that says nothing of 二是, though the page does elsewhere."""
        if marker.style != "一是" or not 2 <= (marker.ordinal or 1) <= len(_NUMERALS):
            return False
        earlier = (
            _FIRST
            if marker.ordinal == 2
            else rf"{_NUMERALS[(marker.ordinal or 2) - 2]}[是要]|其次|再次"
        )
        start = next((i for i in range(index, -1, -1) if self.speech[i] is not None), 0)
        own, others = self.lines[start:index], (*self.lines[:start], *self.lines[index + 1 :])
        return not _hold(own, earlier) and _hold(others, earlier)

    def closes(self, index: int) -> bool:
        """Tell whether a line ends the body of the document: 特此通知， an annex, a date alone, who signs above one."""
        text = self.lines[index].text
        if _CLOSING.match(text) or _DATE_ALONE.fullmatch(text):
            return True
        if len(text) <= 40 and _SIGNED.search(text) and not _CLAUSE.search(text):
            return True
        if len(text) > 30 or index + 1 >= len(self.lines) or _STOPPED.search(text):
            return False
        return _DATE_ALONE.fullmatch(self.lines[index + 1].text) is not None

    def concludes(self, index: int) -> str | None:
        """Return the word (此外， 接下来) with which a paragraph leaves a list, or None."""
        m = _CONCLUDES.match(self.lines[index].text)
        return m.group().rstrip("，,") if m else None

    def is_title_like(self, index: int) -> bool:
        """Tell whether a heading names a document of its own (……办法， ……清单), so that nothing stands above it."""
        return _TITLE_LIKE.search(self.lines[index].text) is not None

    def is_heading(self, index: int, marker: Marker, sibling_is_text: bool) -> bool:
        """Tell whether a numbered line only names what stands below it."""
        body = self.lines[index].text[marker.end :].strip().rstrip("*_")
        if marker.style in DIVISIONS:
            return True
        if marker.style in ("条", "一方面") or not body or index + 1 >= len(self.lines):
            return False
        following = self.markers[index + 1]
        deeper = following is None or following.rank > marker.rank
        if not _STOP.search(body) and not _STOPPED.search(body):
            begins = following is not None and (
                following.style == "条"
                or (following.style != marker.style and following.ordinal == 1)
            )
            return len(body) <= HEADING + 5 and (deeper or begins)
        if not deeper or sibling_is_text or len(body) > SHORT_HEADING:
            return False
        return body[-1] in "。：:" and "，" not in body and not re.search(r"\d", body)

    def is_contents(self, index: int) -> bool:
        """Tell whether a numbered line may stand in a table of contents: a name, no sentence."""
        text = self.lines[index].text
        return len(text) <= 60 and not _STOP.search(text)

    def is_paged(self, index: int) -> bool:
        """Tell whether an unnumbered line of a table of contents ends in its page: 附件1 申请表 4."""
        return self.is_contents(index) and _PAGED.search(self.lines[index].text) is not None

    def is_caption(self, index: int) -> bool:
        """Tell whether a line names the table below it by its number, a unit perhaps between: 表1 补助标准."""
        text = self.lines[index].text
        below = self.lines[index + 1 : index + 3]
        return (
            _CAPTION.match(text) is not None
            and len(text) <= HEADING
            and not _STOPPED.search(text)
            and any(line.text.startswith("|") for line in below)
        )

    def is_head(self, index: int, marker: Marker) -> bool:
        """Tell whether a short first item heads the unnumbered paragraphs below it."""
        text = self.lines[index].text
        if marker.ordinal != 1 or marker.style == "一方面" or index + 1 >= len(self.lines):
            return False
        body = text[marker.end :]
        if self.markers[index + 1] is not None or len(body) > SHORT_ITEM or text[-1] in "；;，,、":
            return False
        return len(sentences(body)) == 1

    def lead_in(self, index: int) -> str | None:
        """Return the sentence of line `index` that announces a list, or None."""
        if index < 0 or index in self.questions:
            return None
        speech, marker = self.speech[index], self.markers[index]
        text = self.lines[index].text[speech.body if speech else 0 :]
        if text[-1:] not in "：:。":
            return None
        if len(text) < 60 and not _LEAD.search(text) and _ADDRESSEES.search(text):
            return None
        spans = sentences(text)
        if not spans or (marker is not None and len(spans) == 1 and marker.style != "条"):
            return None
        alone = marker is not None and len(spans) == 1
        last = text[marker.end if marker and alone else spans[-1][0] :].strip()
        if last[-1:] in "：:":
            return last
        return _last_clauses(last) if _LEAD.search(last) else None

    def lead_in_above(self, index: int, marker: Marker, *, heading: bool, top: bool) -> str | None:
        """Return the lead-in of the list that line `index` begins, or None."""
        if marker.ordinal != 1 and marker.style != "·":
            return None
        lead_in = self.lead_in(index - 1)
        if lead_in is None or not (heading or marker.style == "·"):
            return lead_in
        # Sections and bullets need a colon above them; and 通知如下： above the sections of a document says nothing.
        return None if lead_in[-1] not in "：:" or (top and _GENERIC.search(lead_in)) else lead_in

    def opens_listing(self, index: int) -> bool:
        """Tell whether unmarked items begin here: 支持以下项目： and then lines that end in ；."""
        if index == 0 or self.lines[index - 1].text[-1] not in "：:":
            return False
        before, text = self.lines[index - 1].text, self.lines[index].text
        if not _LIST_LEAD.search(before[-40:]) or self.lead_in(index - 1) is None:
            return False
        return text[-1] in "；;" or (len(text) <= 60 and not _STOPPED.search(text))

    def is_free_heading(self, index: int) -> bool:
        """Tell whether an unnumbered line is a heading: short, without a full stop, with body text below it."""
        text = self.lines[index].text
        if not 2 <= len(text) <= HEADING or index + 1 >= len(self.lines):
            return False
        if _STOP.search(text) or _STOPPED.search(text) or text[0] in "（(|>-":
            return False
        if _BYLINE.search(text) or _DATE.match(text) or _NUMBER.search(text):
            return False
        if _LABELLED.match(text):
            return False
        if _BRACKET_HEAD.match(text):
            return True
        if len(_HAN.findall(text)) < 2 or text.count("，") > (text[0] not in '"“'):
            return False
        if index > 0 and not self._ends_well(index - 1) and not _TITLE_LIKE.search(text):
            return False
        following, marker = self.lines[index + 1].text, self.markers[index + 1]
        if marker is not None:
            return marker.ordinal == 1 and "，" not in text
        if following.startswith("|"):
            return True
        return len(following) >= max(20, len(text) * 3 // 2) and bool(_STOPPED.search(following))

    def _ends_well(self, index: int) -> bool:
        """Tell whether a line is finished: with a full stop, or because it is a heading, a date, a note."""
        text = self.lines[index].text
        if _STOPPED.search(text) or index in self.questions or text.startswith("#"):
            return True
        if _DATE.match(text) or text[-1] in "）)】" or _CLOSING.match(text):
            return True
        marker = self.markers[index]
        return SPACE.sub("", text) in self.title or (
            marker is not None and marker.style not in ORAL
        )


def _last_clauses(sentence: str) -> str:
    """Return the end of a sentence that announces a list: 我们将出台《…》，重点包括以下三方面措施."""
    spans = clauses(sentence)
    start = next((left for left, _ in spans if len(sentence) - left <= ANNOUNCEMENT), spans[-1][0])
    return sentence[start:]


def _hold(lines: Sequence[Line], pattern: str) -> bool:
    return any(re.search(pattern, line.text) for line in lines)
