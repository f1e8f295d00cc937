"""Figures without an ordinary numeral: 翻一番, 一半, 过半, 1:3."""

from __future__ import annotations

import re
from decimal import Decimal

from qa.figures.qualifiers import make_figure, qualifier_of_share, tidy
from qa.figures.types import Figure, Qualifier

_DOUBLE = re.compile(
    r"翻(?:了)?(?:一番|(?P<n>[两二三四五\d])番)(?P<s>多|以上|半)?|翻番|翻(?:了)?一倍"
)
_DOUBLES: dict[str | None, Qualifier] = {"多": "over", "以上": "at_least", "半": "over"}
_HALF_SHARE = re.compile(
    r"(?P<q>超过?|过|近|约|不足|不到|占|逾|突破|达到?|接近|至少|不低于|不少于|高于|低于)?(?P<n>一半|半数|(?<=[过超近])半(?!个|年|月|天|小时|百|夜|日|价|山|辈|世))(?P<s>以上|以下|左右|还多)?"
)
_RATIO = re.compile(
    r"(?<![\d:.])(\d{1,4}(?:\.\d+)?(?:(?:[:∶]|比(?=\d{1,4}(?![\d.%％年月日万亿])))\d{1,4}(?:\.\d+)?)+)(?![\d:])"
)


def find_specials(source: str, folded: str) -> list[Figure]:
    """Read what is a figure without an ordinary numeral: 翻一番, 一半, 过半, 1:3."""
    found = []
    for m in _DOUBLE.finditer(folded) if "翻" in folded else ():
        times = (
            Decimal(int(m["n"]))
            if (m["n"] or "").isdigit()
            else Decimal("一两三四五".find((m["n"] or "一").replace("二", "两")) + 1)
        )
        found.append(
            make_figure(
                source, m.span(), m.span(), "multiple", times, _DOUBLES.get(m["s"], "exact"), "番"
            )
        )
    for m in _HALF_SHARE.finditer(folded) if "半" in folded else ():
        if m["n"] == "半" and not m["q"]:
            continue
        words = (m["q"] or "") + (m["s"] or "")
        qualifier = _half_qualifier(words)
        if not words:
            qualifier = qualifier_of_share(folded, m.start()) or qualifier
        start = m.start("n") if m["q"] in ("占", "达", "达到") else m.start()
        found.append(
            make_figure(source, (start, m.end()), m.span("n"), "rate", Decimal(50), qualifier, "%")
        )
    for m in _RATIO.finditer(folded):
        parts = [tidy(Decimal(part)) for part in re.split("[:∶比]", m[1])]
        value = parts[0] / parts[1] if len(parts) == 2 and parts[1] else Decimal(0)
        key = ":".join(f"{part:f}" for part in parts)
        found.append(make_figure(source, m.span(), m.span(), "ratio", value, "exact", "", key=key))
    return found


def _half_qualifier(words: str) -> Qualifier:
    for word, qualifier in (
        ("以上", "at_least"), ("以下", "at_most"), ("左右", "about"), ("还多", "over"), ("不低于", "at_least"), ("不少于", "at_least"),
        ("至少", "at_least"), ("不足", "under"), ("不到", "under"), ("低于", "under"), ("接近", "nearly"),
        ("近", "nearly"), ("约", "about"), ("过", "over"), ("超", "over"), ("逾", "over"), ("突破", "over"), ("高于", "over"),
    ):  # fmt: skip
        if word in words:
            return qualifier  # type: ignore[return-value]
    return "exact"
