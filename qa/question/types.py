"""What a question asks for, as one value: its kind, the unit wanted, what it is about, and the slots an answer must fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "when", "list", "who", "where", "yesno", "support", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question taken apart; `folded` has the length of `text`, and `content[i]` says whether character i is content.

    `units` are the measure words that would answer it (empty: any), `money` says that a sum of money is wanted, `amount` a grant, which may
    be a sum or a percentage, `rate` a percentage, `plural` that several figures are, `naming` that names are to be
    listed, `person` that a person is, `defines`
    that a definition is wanted, `reason` that a reason or a background is, `why` that nothing but a reason is; `home` is where the asker sits, `outside` a place that the question leaves out (不在湖北的企业). `regions` are canonical names, `years` four digits,
    `periods` other spans of time (十四五, 上半年) as written, `bases` the years and periods that it compares with, `share` the kind of rate wanted (占比, 增幅, 贡献率),
    `lasting`/`aged` say that a duration or an age is wanted, `titles` the documents it names in 《》.
    """

    text: str
    folded: str
    kind: Kind
    content: tuple[bool, ...]
    units: tuple[str, ...] = ()
    money: bool = False
    amount: bool = False
    rate: bool = False
    plural: bool = False
    naming: bool = False
    person: bool = False
    defines: bool = False
    reason: bool = False
    why: bool = False
    home: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    share: str = ""
    lasting: bool = False
    aged: bool = False
    titles: tuple[str, ...] = ()
