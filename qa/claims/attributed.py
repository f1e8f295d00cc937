"""Who a draft says has said it, and whether he did: the document, the speaker, his office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.fold import fold
from index.regions import find_regions
from index.types import DocumentInfo
from qa.claims.types import Verdict
from qa.proof.context import context_of, short
from qa.proof.frames import Frame, confirms, frames, names_title
from qa.proof.quotes import citation
from qa.types import Citation, Evidence

_DOCUMENT = re.compile(
    r"《[^》]+》|(?:报告|办法|意见|通知|条例|措施|方案|规划|规定|法|公报|决定|要点|纪要|细则|批复|通报|公告|纲要|白皮书)$"
)
_OFFICE = re.compile(
    r"[\u3400-\u9fff]{0,16}(?:[部厅局省市县区司处院行会署]长|主任|书记|主席|董事长|总经理|行长|处长|发言人|巡视员)$"
)
# 省消保委秘书长傅铮说，…
_SAID = re.compile(
    r"[^\S\n]*(?P<who>[^，,。；;：:“”！？!?\n]{2,40}?)(?:表示|介绍|指出|强调|透露|认为|坦言|提到|告诉记者|说)(?:[，,：:。“])"
)
# A work or a product that is no paper of an office.
_TITLE_ALONE = re.compile(r"《[^》]*[^法例定见知案划告报则施南要书度准程函令议》]》\s*")
# Words of a source from here on, as the draft has them, name its speaker.
SHORT = 4
# 根据意见，…: the paper that the draft has named before, and none that is called so.
_SAME_PAPER = re.compile(
    r"(?:该|此|这[份项个一]|上述)?(?:报告|办法|意见|通知|条例|措施|方案|规划|规定|公报|决定|细则|通报|公告|纲要|文件|政策|新政|数据)"
)
# 报告提出国内生产总值增长7%: who says it is no part of what is said.
_SAYS = re.compile(
    r"(?<![^，,。；;：:\s])(?:该|这份)?(?:政府工作)?报告[中里]?(?:还|也|同时)?(?:给出[了的]?|(?=提出|显示|指出|明确|预计|预期|要求|强调|披露|称|透露|确定|部署))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One finding about words: `text` is `sentence[start:end]`."""

    start: int
    end: int
    kind: str
    verdict: Verdict
    source_text: str | None = None
    citation: Citation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whom or what the sentence names as its source: `words` are its `sentence[:cut]`; a `document` or a speaker."""

    frame: Frame
    who: str
    words: str
    cut: int
    end: int
    document: bool

    def confirmed(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return the evidence that comes from this source, or that names it in the very same words."""
        return [i for i in evidence if self._from(i) or self._within(i)]

    def _from(self, item: Evidence) -> bool:
        context = context_of(item)
        # 洛溪市提出: what a paper of the place says.
        return confirms(context, self.frame, item.text) or self.who == context.home

    def _within(self, item: Evidence) -> bool:
        """Whether a paragraph has the very words, or has 市工信局 where the draft has 临溪市工信局 of the place it speaks for."""
        words, home = bare(self.words), context_of(item).home
        forms = {words}
        if home and words.startswith(home):
            forms |= {home[-1] + words[len(home) :], words[len(home) :]}
        return any(len(form) >= SHORT and form in bare(item.text) for form in forms)

    def says(self, item: Evidence, at: int) -> bool:
        """Whether what stands at `at` of a paragraph is said by him, not by another whom the same paragraph names."""
        if self.document or self._from(item):
            return True
        who = _speaker_at(item.text, at)
        return who is not None and bare(who)[-2:] in bare(self.who)

    def named(self, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
        """Return the documents that this names."""
        return [info for info in documents if names_title(self.who.strip("《》"), info.title)]


def _speaker_at(text: str, at: int) -> str | None:
    """Return who says what stands at `at`: whom the words before name, or those after the quotation it stands in; None for nobody."""
    named = [m for m in _SAID.finditer(text) if m.end() <= at]
    opened, closed = text.rfind("“", 0, at), text.find("”", at)
    quoted = opened >= 0 <= closed and not {"“", "”"} & {*text[opened + 1 : at], *text[at:closed]}
    led = bool(named) and named[-1].end() in (opened, opened + 1)
    after = _SAID.match(text, closed + 1) if quoted and not led else None
    if after and after[0][-1] in "，,。":  # a colon leads on to what another says
        return after["who"]
    if not named:
        return None
    last = named[-1]
    opened = text.find("“", last.end() - 1, last.end() + 1)
    over = opened >= 0 and 0 <= text.find("”", opened) < at
    return None if over else last["who"]


def bare(text: str) -> str:
    return re.sub(r"[\s，。：:、“”\"]", "", fold(text))


def attribution(sentence: str) -> Attribution | None:
    """Return the source that a sentence names, None where it names none."""
    for frame in frames(sentence):
        # 据省科技厅副厅长杨军透露: the word before a name is no part of it.
        who = re.sub(r"^(?:根据|依据|据)(?=.)", "", frame.who)
        frame = replace(frame, who=who)
        if not who or who.startswith("=") or _SAME_PAPER.fullmatch(who):
            continue
        if who.count("《") > 1:
            continue
        end = len(sentence) - frame.tail
        if _TITLE_ALONE.fullmatch(sentence[: frame.cut]):
            continue  # 《封神》上映4天: what is spoken of, no source
        return Attribution(
            frame=frame,
            who=who,
            words=sentence[: frame.cut],
            cut=frame.cut,
            end=end,
            document=bool(_DOCUMENT.search(who)),
        )
    return None


def unframed(body: str) -> str:
    """Return `body` with blanks where it says that the report says so."""
    return _SAYS.sub(lambda m: " " * len(m[0]), body)


def _at_home(who: str, item: Evidence) -> str:
    """Return an office as a page of its own place writes it: 测试省商务厅长 as 省商务厅长, where the paragraph or what is known of it names the place."""
    first = next(iter(find_regions(who)), None)
    role = item.passage.role or ""
    if first is None or first.start or not role[:1] or who[first.end - 1] != role[0]:
        return who
    near = f"{item.text}\n{item.document.title}\n{item.document.region or ''}"
    known = any(r.canonical == first.canonical for r in find_regions(near))
    return who[first.end - 1 :] if known else who


def offices(sentence: str, evidence: Sequence[Evidence]) -> Iterator[Worded]:
    """Yield for each speaker of the evidence whom the sentence names with an office, whether it is theirs."""
    done: set[str] = set()
    for item in evidence:
        speaker = item.passage.speaker
        if not speaker or not item.passage.role or speaker in done or speaker not in sentence:
            continue
        done.add(speaker)
        at = sentence.find(speaker)
        office = _OFFICE.search(re.split(r"[，。；：、,;:（(]", sentence[:at])[-1])
        if office is None:
            continue
        who = re.sub(r"^(?:据|根据|来自|记者从)", "", office[0])
        own = _at_home(who, item)
        right = confirms(context_of(item), Frame(short(own), 0), item.text) or short(own) in short(
            item.passage.role
        )
        yield Worded(
            start=at - len(who),
            end=at + len(speaker),
            kind="office",
            verdict="supported" if right else "contradicted",
            source_text=f"{item.passage.role}{speaker}",
            citation=citation(item, (0, len(item.text.split("。", 1)[0]))),
            note="" if right else "职务与原文不符",
        )
