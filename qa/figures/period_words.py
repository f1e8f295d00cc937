"""Periods and days as people write them, for what is said of a figure."""

from __future__ import annotations

import re


def time_text(key: str) -> str:
    """Return a key as people write it: 2025-03-01 -> 2025年3月1日, 2025-H1 -> 2025年上半年."""
    if "/" in key and "Q" not in key:
        return "至".join(time_text(part) for part in key.split("/"))
    m = re.fullmatch(
        r"(\d{4}|-|去年|今年|明年|上年)?-?(\d\d)?(末|初|[上中下]旬)?(?:-(\d\d))?(末|初|中)?", key
    )
    part = re.search(r"([HQ])(\d)(?:/Q(\d))?$", key)
    year = re.match(r"\d{4}|去年|今年|明年|上年", key)
    lead = f"{year[0]}年" if year and year[0].isdigit() else year[0] if year else ""
    if part:
        quarter = "一二三四"[int(part[2]) - 1] + "季度"
        name = ("上半年" if part[2] == "1" else "下半年") if part[1] == "H" else quarter
        return lead + (f"前{'一二三四'[int(part[3]) - 1]}季度" if part[3] else name)
    if m is None or not (year or m[2]):
        return f"“{key}”时期" if re.fullmatch(r"十?.五", key) else key
    month = f"{int(m[2])}月" if m[2] else ""
    ending = (m[3] or m[5] or "").replace("末", "底")
    return f"{lead}{month}{ending}" + (f"{int(m[4])}日" if m[4] else "")
