"""Whether the evidence answers at all, and if not, what is missing. The decision is the code's, not the model's.

Slots are hard: a question about 江苏, 2024年 or 《…》 is not answered by a text about something else. What is left
is decided by how much of the question the best sentence and its context cover, and how near it is in meaning.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index.regions import find_regions
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.fitting.handed import speaking_of
from qa.fitting.places import asks_places, holds_everywhere, region_note
from qa.fitting.slots import fit_slots
from qa.lexicon.bigrams import bigrams
from qa.question import Question, asks_summary, only_words
from qa.reader.addressed import addressed
from qa.reader.by_words import (
    COVERAGE_SURE,
    KIND_WORDS,
    UNLIKELY,
    answering,
    enough,
    held_near,
    years_asked,
)
from qa.reader.classes import of_the_case, other_people
from qa.reader.confidence import (
    AHEAD,
    confidence,
    likeliest,
    stands_alone,
    stands_out,
    two_likeliest,
)
from qa.reader.deferred import told_elsewhere
from qa.reader.holding import holds_kind
from qa.reader.reasons import giving
from qa.reader.scoring import SURE
from qa.reader.substitution import misnamed, other_subject, written_instead
from qa.reader.things import (
    as_asked,
    counted_nowhere,
    of_the_thing,
    share_of_another,
    thing_asked,
    words_nowhere,
)
from qa.reader.thresholds import thresholds
from qa.reader.tiers import in_case

LIKELIER = 0.5
# The models' probability below which no sentence answers where meaning is all there is to go by: they see neither
# figures nor telephone numbers.
UNLIKELY_OPEN = thresholds().unlikely_open
# And below this none of several that are about as likely, where one person or place is asked for: words would take any of
# them. What is done (采取了哪些措施) several sentences tell alike.
UNLIKELY_AMONG = 0.2
# 科技小巨人企业奖励, typed for a search, asks nothing: what does not hold nearly all of it must be likelier than that.
WORDS_SAID, UNLIKELY_WORDS = 0.75, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`reading` holds only candidates that fit the question's slots; `missing` says what the sources do not state.

    `certain` says that nothing had to be judged: a document tells its own number.
    """

    answers: bool
    reading: Reading
    missing: tuple[str, ...]
    coverage: float
    certain: bool = False

    @property
    def confidence(self) -> float:
        """The calibrated probability 0..1 that the evidence answers."""
        if self.certain:
            return float(self.answers)
        return confidence(self.reading)


def judge(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    """Decide whether `reading` answers its question. `document_text(id)` gives a whole document, for its region.

    The rules decide first; what they let through is refused where the calibrated confidence is below its floor, unless
    the relevance model is sure of its sentence: people who tell a story share few words with what answers them. It was
    calibrated on what the model has judged.
    """
    judgement = _noted(judge_by_rules(reading, document_text))
    likely, best = likeliest(judgement.reading), judgement.reading.best
    told = likely or best
    # OR, asdf: nothing of it is said, and it is no question for the models.
    sure = _HAN.search(reading.question.folded) and told and (told.chance or 0.0) >= SURE
    if judgement.answers and told and told.whole == 0 and not sure:
        return replace(judgement, answers=False, missing=("材料中没有找到与问题相符的内容",))
    chance = likely.chance if likely else None
    beyond = chance is None or chance >= SURE  # what the floor is not for
    if not judgement.answers or beyond or judgement.confidence >= thresholds().floor:
        return judgement
    return replace(judgement, answers=False, missing=_unstated(judgement.reading, best))


def _noted(judgement: Judgement) -> Judgement:
    """The judgement with what must be said of an answer that is a rule of the whole country, where a place was named.

    The place being named nowhere, it must be likelier than not that the rule answers.
    """
    question, best = judgement.reading.question, judgement.reading.best
    if not judgement.answers or best is None or not question.regions:
        return judgement
    if not holds_everywhere(question, best):
        return judgement
    if best.chance is not None and judgement.confidence < LIKELIER:
        return replace(judgement, answers=False, missing=(region_note(question),))
    places = "、".join(question.regions)
    return replace(judgement, missing=(f"没有找到{places}的专门规定，所引是全国性规定",))


def judge_by_rules(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    """Decide as `judge` does, before the calibrated confidence is looked at."""
    judgement = _by_slots_and_words(reading, document_text)
    own = judgement.reading
    if not judgement.answers:
        return judgement
    other = misnamed(own, reading) or _left_open(own) or share_of_another(own)
    return replace(judgement, answers=False, missing=(other,)) if other else judgement


def _left_open(reading: Reading) -> str:
    """What a refusal says where the sentence that would answer leaves what is asked to another paper."""
    best = likeliest(reading) or reading.best
    clause = told_elsewhere(reading, best) if best is not None else ""
    return f"材料只写明“{clause}”，没有给出所问的内容" if clause else ""


def _by_slots_and_words(reading: Reading, document_text: Callable[[str], str]) -> Judgement:
    question = reading.question
    if not _says_what(question):
        return _refused(reading, "问题没有说明要问什么，请写完整", coverage=0.0)
    fitting, missing = fit_slots(reading, document_text)
    named = of_the_thing(question, fitting)
    if fitting and not named:
        missing = (_lacking(reading, thing_asked(question.text)),)
    if not named:
        return _refused(reading, *missing)
    folded, weights = question.folded, reading.weights
    swapped = [other_subject(weights, c.text) or other_people(folded, c) for c in named]
    own = tuple(c for c, other in zip(named, swapped, strict=True) if other is None)
    if not own:
        notes = tuple(written_instead(*other) for other in swapped[:1] if other)
        return _refused(reading, *notes, of=named)
    # A rule for other cases says at least which those are.
    cased = of_the_case(folded, in_case(question, own) or own)
    told, lacking = speaking_of(question, as_asked(question, cased))
    if lacking:
        return _refused(reading, lacking, of=own)
    kept = replace(reading, candidates=addressed(question, told))
    if question.why:
        reasons = giving(kept)
        if not reasons:
            return _refused(kept, "材料中有相关内容，但没有写明原因")
        kept = replace(kept, candidates=reasons)
    uncounted = counted_nowhere(kept) or words_nowhere(kept)
    if uncounted:
        return _refused(kept, f"材料中没有提到“{uncounted}”")
    learned = _learned(kept)
    if learned is not None:
        return learned
    found, note = answering(kept)
    if found is None:
        return _refused(kept, note)
    whole = max(found.whole, kept.weights.share(held_near(question, found)))
    if enough(question, replace(found, whole=whole)):
        return Judgement(answers=True, reading=kept, missing=(), coverage=found.whole)
    unsaid = _unsaid(kept, found) or ("材料中没有找到与问题相符的内容",)
    return _refused(kept, *unsaid, coverage=found.whole)


def _refused(
    reading: Reading,
    *missing: str,
    of: tuple[Candidate, ...] | None = None,
    coverage: float | None = None,
) -> Judgement:
    """The judgement that nothing answers: what is missing, and the candidates that are left where some were sorted out."""
    return Judgement(
        answers=False,
        reading=reading if of is None else replace(reading, candidates=of),
        missing=missing,
        coverage=_coverage(reading) if coverage is None else coverage,
    )


def _learned(reading: Reading) -> Judgement | None:
    """What the relevance model alone decides: sure that a sentence answers, or that none does; None in between."""
    question = reading.question
    judged = [c for c in reading.candidates if c.chance is not None]
    if not judged:
        return None
    best = max(judged, key=lambda c: c.chance or 0.0)
    chance = best.chance or 0.0
    hopeless = chance < UNLIKELY and best.whole < COVERAGE_SURE
    first, second = two_likeliest(judged)
    among = question.kind in ("who", "where") and first < AHEAD * second
    floor = UNLIKELY_AMONG if among else UNLIKELY_OPEN
    if only_words(question):
        about = "\n".join((*question.regions, best.text))
        said = reading.weights.share(bigrams(about) | years_asked(question))
        floor = floor if said >= WORDS_SAID else UNLIKELY_WORDS
    # Of 哪些城市 a sentence with all its words that names cities tells, whatever the models make of a list of two.
    placed = asks_places(question) and not _unsaid(reading, best)
    if hopeless or (chance < floor and _by_meaning(question) and not placed):
        return _refused(reading, *_unstated(reading, best), coverage=best.whole)
    alone = stands_alone(judged)
    sure = any(
        (c.chance or 0.0) >= SURE and holds_kind(question, c, alone=alone and c is best)
        for c in judged
    )
    if sure or (stands_out(reading, judged) and holds_kind(question, best)):
        return Judgement(answers=True, reading=reading, missing=(), coverage=best.whole)
    return None


def _by_meaning(question: Question) -> bool:
    """Whether only the meaning of a sentence tells that it answers, no figure or number that it holds."""
    return question.kind not in ("figure", "when", "support") and not _NUMBERED.search(
        question.folded
    )


_HAN = re.compile(r"[\u4e00-\u9fff]")
# What people ask for by name, and what stands beside it as it is.
_NUMBERED = re.compile(
    r"(?:去|到|在|找|向)(?:哪里|哪儿|哪个部门|什么地方|何处)?(?:申请|申报|办理|报名|领取)|第几|排名|位次|名次|电话|热线|号码|[编证文案字型代]号|营业执照|邮箱|邮件|网址|网站|账号|传真|地址|公众号|联系人|收费|标准|价格?|总数|时限|"
    r"规模|比例|比重|占比|增速|增幅|产值|营收|收入|数量|金额|面积|产量|销量"
)


def _says_what(question: Question) -> bool:
    """Whether anything is asked about beside places: 多少？, 县？县, 县县 and 那东莞呢？ alone ask nothing.

    What is compared with the sources are characters side by side; of one alone no sentence can be found to speak.
    """
    if asks_summary(question.folded):
        return False
    content = list(question.content)
    if question.kind == "who" and question.regions:
        return True  # 谁介绍了松山湖的情况
    for region in find_regions(question.folded):
        content[region.start : region.end] = [False] * (region.end - region.start)
    characters = itertools.pairwise(zip(question.folded, content, strict=True))
    return any(one and other and a != b for (a, one), (b, other) in characters)


def _coverage(reading: Reading) -> float:
    return reading.best.whole if reading.best else 0.0


def _unstated(reading: Reading, best: Candidate | None) -> tuple[str, ...]:
    """What a refusal says is missing: words of the question, else the kind of thing that it asks for."""
    words = KIND_WORDS.get(reading.question.kind, "所问的内容")
    unsaid = _unsaid(reading, best) if best else ()
    return unsaid or (f"材料中有相关内容，但没有写明{words}",)


def _unsaid(reading: Reading, best: Candidate) -> tuple[str, ...]:
    """What of the question the paragraph and its context do not mention, as a refusal says it."""
    item = best.evidence
    held = bigrams(item.text) | bigrams(context_text(item)) | years_asked(reading.question)
    return tuple(_lacking(reading, run) for run in reading.weights.unsaid(held)[:3])


def _lacking(reading: Reading, run: str) -> str:
    """Say that words of the question are missing; that the texts nowhere hold them is said only where it is so.

    Another paragraph, of another place or year, may well speak of them, and is then among the nearest that are shown.
    """
    if reading.weights.nowhere(run):
        return f"材料中没有提到“{run}”"
    return f"没有找到既写到“{run}”又写到所问其他内容的段落"
