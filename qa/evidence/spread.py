"""Letters set apart to fill a column, as lists of names are printed: 组 长：韩 某 is 组长：韩某. Pure."""

from __future__ import annotations

import re

_HAN = r"[\u4e00-\u9fff]"
_GAP = r"[ \u3000]{1,3}"
_LABEL = re.compile(rf"(?<!{_HAN})({_HAN}){_GAP}({_HAN})(?=\s*[：:])")
_NAME = re.compile(
    rf"(?:^|(?<=[：:、，,\s]))({_HAN}){_GAP}({_HAN})(?=[ \u3000，,、；;。）)]|$)", re.M
)


def closed(text: str) -> str:
    """Return the text with the labels and names of two letters closed up; places are not kept."""
    return _NAME.sub(r"\1\2", _LABEL.sub(r"\1\2", text))
