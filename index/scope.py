"""Which documents a search may see: of a place, of a body, in force on a day. A filter inside the search, not after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.bodies import LEVELS, answers_to
from index.regions import same_or_within
from index.types import DocumentInfo

_WHOLE = ("全国", "中国", "国家", "中央")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`day` leaves out what is known not to be in force then; with `in_force` what is not known to be is left out too.

    Without a day that of the call counts, and without `in_force` nothing is left out for it: documents are labelled.
    With `ended` nothing is ever left out for its standing: whoever asks sorts that out and gives the reasons.
    `region` takes in the places inside it (全国: what central bodies issued), `issuer` the name, a part or a short form.
    """

    region: str | None = None
    issuer: str | None = None
    day: date | None = None
    in_force: bool = False
    ended: bool = False

    @property
    def restricts(self) -> bool:
        """Whether any document may be left out."""
        return self != Scope()

    @property
    def on(self) -> date:
        """The day that counts."""
        return self.day or date.today()

    def admits(self, info: DocumentInfo) -> bool:
        """Tell whether the document, labelled with its standing on the day, may be seen."""
        state = info.standing.state if info.standing else "unknown"
        if self.in_force and not self.ended and state != "in_force":
            return False
        if self.day is not None and not self.ended and state not in ("in_force", "unknown"):
            return False
        if self.issuer is not None and not answers_to(info.issuer, self.issuer):
            return False
        return self.region is None or self._of_region(info, self.region)

    def _of_region(self, info: DocumentInfo, region: str) -> bool:
        if region.strip() in _WHOLE:
            return info.level == LEVELS[0]
        return info.region is not None and same_or_within(info.region, region)

    def describe(self) -> str:
        """Return the filter in Chinese, empty where there is none: 地区 广东省，2026-03-01 有效."""
        parts = (
            f"地区 {self.region}" if self.region else "",
            f"发文机关 {self.issuer}" if self.issuer else "",
            f"{self.day} 当日" if self.day else "",
            "现行有效" if self.in_force else "",
        )
        return "，".join(part for part in parts if part)
