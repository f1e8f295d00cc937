"""What a figure counts: the noun that stands behind it, or before it. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.figures.types import Figure


def counted_noun(figure: Figure) -> str:
    """Return what a figure counts, folded: the noun after it, or before it in 企业技术中心60家; empty when neither stands there."""
    # Marks within a name (质量基础设施“一站式”服务站点) are none of it.
    after = fold(_MARKS.sub("", re.split(r"[的，,。、;；]", figure.noun)[0])[:_LONGEST])
    if after or figure.kind != "quantity":
        return after
    before = fold(re.split(r"[，,。、;；：:\s]", figure.before)[-1])
    before = _TRAILING.sub("", _BY.sub("", before))
    return _LEADING.sub("", _SAID_WHEN.sub("", before))[-12:]


_MARKS = re.compile(r"[“”‘’\"]")
_LONGEST = 16
# 岗位环比减少6万个 counts 岗位, 环比减少6万个 alone what was spoken of.
_BY = re.compile(
    r"(?:同比|环比|[比较]上年(?:同期)?)?(?:增加|减少|下降|增长|上升|回落|压减|缩减)了?$"
)
# 省实验室有24家: what is counted stands before its verb.
_TRAILING = re.compile(r"(?<=[\u4e00-\u9fff]{3})[共已]?有$")
# 今年开工580万套 counts what was begun, not a 今年开工.
_SAID_WHEN = re.compile(r"^(?:(?:19|20)\d{2}年|[今去上本明当]年|全年|其中)+")
_LEADING = re.compile(
    r".*?(?:其中|新增|增加|建设|建成|培育|打造|推动|共有|共|有|达到?|为|超过?|累计|完成|实现|引进|约|近|和|及|与)(?=[^其新增建培打推共有达为超累完实引约近和及与]|$)"
)
