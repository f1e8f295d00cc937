"""What surrounds a paragraph: who speaks, for which body and place, in which document, about which years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.fold import fold
from index.regions import find_regions, region_of
from index.types import DocumentInfo, Passage
from qa.proof.tokens import flatten, periods_named
from qa.types import Evidence

_ABBREVIATED = (
    ("发展和改革委员会", "发改委"),
    ("发展改革委员会", "发改委"),
    ("发展改革委", "发改委"),
    ("工业和信息化", "工信"),
    ("科学技术", "科技"),
    ("市场监督管理", "市场监管"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("文化和旅游", "文旅"),
    ("生态环境", "环境"),
    ("农业农村", "农业"),
    ("人民政府", "政府"),
)


@dataclass(frozen=True, slots=True)
class Context:
    """`home` is the canonical region that the text speaks for; the texts are folded and in short form."""

    home: str | None
    speaker: str
    role: str
    issuer: str
    title: str
    label: str
    settings: tuple[str, ...]
    periods: tuple[str, ...]
    year: str | None
    future: bool
    past: bool


def context_of(item: Evidence) -> Context:
    """Return the surroundings of one evidence, in the form that frames are compared with."""
    return _context(item.passage, item.document)


@lru_cache(maxsize=1024)
def _context(passage: Passage, document: DocumentInfo) -> Context:
    home = document.region or document.issuer or passage.role or document.title
    above = " ".join(part for part in (*passage.section, passage.question, document.title) if part)
    return Context(
        home=region_of(home)
        or (region_of(passage.role) if passage.role else None)
        or region_of(document.title)
        or document.region,  # a place that no list has, told by how the text calls it
        speaker=short(passage.speaker or ""),
        role=short(passage.role or ""),
        issuer=short(document.issuer or ""),
        title=short(document.title),
        label=short(passage.label or ""),
        settings=tuple(short(part) for part in passage.section),
        periods=periods_named(flatten(above).text),
        year=document.published[:4] if document.published else None,
        future=_future(passage.question or "", (*passage.section, document.title)),
        past=_past(passage.question or "", (*passage.section, document.title)),
    )


_COMING = re.compile(r"将(?:如何|怎样|从|会|在|重点)|接下来|下一步|即将|未来|今后|打算|今年要")


_PLAN_TITLE = re.compile(r"规划|计划|方案|目标|要点|任务|安排|部署")


_DONE = re.compile(r"取得|采取了|做了|成效|成果|成就|进展|完成情况|如何评价")


_DONE_TITLE = re.compile(r"情况|总结|成效|成就|回顾|综述|公报|进展|成果")


def _future(question: str, titles: Sequence[str]) -> bool:
    """Whether the passage answers a question about what is to come, or stands in a plan."""
    if question:
        return bool(_COMING.search(question)) and not _DONE.search(question)
    return any(_PLAN_TITLE.search(t) for t in titles) and not any(
        _DONE_TITLE.search(t) for t in titles
    )


def _past(question: str, titles: Sequence[str]) -> bool:
    """Whether the passage answers a question about what was done, or stands in a report on it."""
    if question:
        return bool(_DONE.search(question)) and not _COMING.search(question)
    return any(_DONE_TITLE.search(t) for t in titles) and not any(
        _PLAN_TITLE.search(t) for t in titles
    )


def short(text: str) -> str:
    """Return `text` folded, without white space and brackets, with the bodies' names in their short form."""
    text = re.sub(r"[\s《》“”\"'（）()]", "", fold(text))
    for long, abbreviated in _ABBREVIATED:
        text = text.replace(long, abbreviated)
    return text


@lru_cache(maxsize=1024)
def home_names(context: Context) -> frozenset[str]:
    """Return the ways to say the region that the source speaks for, as region tokens."""
    if context.home is None:
        return frozenset()
    scope = {"省": "全省", "市": "全市", "县": "全县", "区": "全区"}
    names = {context.home}
    names |= {word for word in scope.values() if _level(context) == word[-1]}
    return frozenset(names)


def _level(context: Context) -> str:
    home = context.home or ""
    regions = find_regions(home)
    if not regions:
        return home[-1:] if home[-1:] in ("省", "市", "县", "区") else ""
    if (
        regions[0].province in (home, regions[0].canonical)
        or regions[0].canonical == home == regions[0].province
    ):
        return "市" if home[:2] in ("北京", "上海", "天津", "重庆") else "省"
    return home[-1] if home[-1] in "市县区" else "市"
