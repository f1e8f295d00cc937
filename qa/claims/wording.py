"""What is no figure and yet checked: which document, who said it in which office, a clause turned into its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import DocumentInfo
from qa.claims.ground import said
from qa.claims.told import read_told
from qa.claims.types import Verdict
from qa.claims.words import key, opposed, pairs, share, size
from qa.proof_context import context_of, short
from qa.proof_frames import Frame, confirms, frames, names_title
from qa.proof_quotes import citation
from qa.types import Citation, Evidence

# A clause is compared with the source's clause that holds this much of its words.
ALIKE = 0.75
_DOCUMENT = re.compile(
    r"《[^》]+》|(?:报告|办法|意见|通知|条例|措施|方案|规划|规定|法|公报|决定|要点|纪要|细则|批复|通报|公告|纲要|白皮书)$"
)
_OFFICE = re.compile(r"[\u3400-\u9fff]{0,16}(?:[部厅局省市县区司处院行会署]长|主任|书记|主席|董事长|总经理|行长|处长|发言人|巡视员)$")
_NEGATION = re.compile(r"不(?!断|仅|但|超|低|少|高|足|到)|未(?!来)|没有|无法|禁止|严禁|取消|停止")


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
    """Whom or what the sentence names as its source: `sentence[cut:]` is what it says; `document` or a speaker."""

    frame: Frame
    who: str
    cut: int
    end: int
    document: bool

    def confirmed(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return the evidence that comes from this source."""
        return [item for item in evidence if confirms(context_of(item), self.frame, item.text)]

    def named(self, documents: Sequence[DocumentInfo]) -> list[DocumentInfo]:
        """Return the documents that this names."""
        return [info for info in documents if names_title(self.who.strip("《》"), info.title)]


def attribution(sentence: str) -> Attribution | None:
    """Return the source that a sentence names, None where it names none."""
    for frame in frames(sentence):
        who = frame.who
        if not who or who.startswith("="):
            continue
        end = len(sentence) - frame.tail
        return Attribution(
            frame=frame, who=who, cut=frame.cut, end=end, document=bool(_DOCUMENT.search(who))
        )
    return None


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
        right = confirms(context_of(item), Frame(short(who), 0), item.text) or short(who) in short(item.passage.role)
        yield Worded(
            start=at - len(who),
            end=at + len(speaker),
            kind="office",
            verdict="supported" if right else "contradicted",
            source_text=f"{item.passage.role}{speaker}",
            citation=citation(item, (0, len(item.text.split("。", 1)[0]))),
            note="" if right else "职务与原文不符",
        )


def reversals(sentence: str, spans: Sequence[tuple[int, int]], evidence: Sequence[Evidence]) -> Iterator[Worded]:
    """Yield the clauses that say the opposite of the source's clause of otherwise the same words.

    `spans` are the clauses without a figure: where there is one, its own verdict says it.
    """
    for start, end in spans:
        clause = sentence[start:end]
        if size(key(clause)) < 4 or read_told(clause):
            continue
        found = _opposite(clause, evidence)
        if found is not None:
            cited, why = found
            yield Worded(
                start=start, end=end, kind="statement", verdict="contradicted",
                source_text=cited.quote, citation=cited, note=why,
            )  # fmt: skip


def _opposite(clause: str, evidence: Sequence[Evidence]) -> tuple[Citation, str] | None:
    held = pairs(clause)
    best: tuple[float, Citation, str] | None = None
    for item in evidence:
        for other in said(item.text):
            fit = min(share(key(clause), other.held), share(key(other.text), held))
            if fit < ALIKE or (best and fit <= best[0]):
                continue
            turned = opposed(clause, other.text)
            negated = bool(_NEGATION.search(clause)) != bool(_NEGATION.search(other.text))
            if turned:
                why = f"原文说的是“{turned[1]}”，不是“{turned[0]}”"
            else:
                why = "与原文的肯定、否定不符" if negated else ""
            best = (fit, citation(item, (other.start, other.end)), why)
    return (best[1], best[2]) if best and best[2] else None
