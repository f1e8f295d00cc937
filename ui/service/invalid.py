"""Why a request is not as its description allows, in one sentence: where, and what should stand there; not what was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# What pydantic calls the fault -> our words for it; {n} is the limit.
_SAID = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "string_type": "应是文字",
    "string_too_long": "不能超过 {n} 字",
    "string_too_short": "至少 {n} 字",
    "string_pattern_mismatch": "没有可读的文字",
    "string_unicode": "含有不成字符的编码",
    "date_from_datetime_parsing": "没有这一天，应是 2026-03-01 这样的日期",
    "date_parsing": "没有这一天，应是 2026-03-01 这样的日期",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "int_from_float": "应是整数",
    "float_type": "应是数",
    "float_parsing": "应是数",
    "finite_number": "应是数",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "list_type": "应是列表",
    "dict_type": "应是对象",
    "model_type": "应是对象",
    "model_attributes_type": "应是对象",
    "too_long": "不能超过 {n} 项",
    "too_short": "至少 {n} 项",
    "greater_than_equal": "不能小于 {n}",
    "less_than_equal": "不能大于 {n}",
    "json_invalid": "不是正确的 JSON",
}
_LIMITS = ("max_length", "min_length", "ge", "le")
# Whatever a request is, its last part may be named by what it should have been: these are names of ours.
_WHOLE = "请求内容"


def where_and_why(found: Sequence[Mapping[str, Any]], body: Any) -> tuple[str, str]:
    """Return the place in the request, by its names, and the sentence about it.

    Where a value may be of several kinds each says why it is not that: the one is meant that got furthest, and then one
    that is of the right type.
    """
    places = [_place(error, body) for error in found]
    best = max(
        range(len(found)),
        key=lambda n: (len(places[n]), not found[n]["type"].endswith("_type"), -n),
    )
    where = ".".join(places[best]) or _WHOLE
    return where, f"{where}：{_why(found[best])}"


def _place(error: Mapping[str, Any], body: Any) -> list[str]:
    """Return the way to the fault, without the names that pydantic gives to the kinds that it tried."""
    first, *rest = error["loc"]
    if first != "body":
        return [str(part) for part in rest] or [str(first)]
    if error["type"] == "json_invalid":
        return []
    kept, here = [], body
    for part in rest:
        inside = isinstance(here, Mapping) and part in here
        if inside or (isinstance(here, list) and isinstance(part, int) and part < len(here)):
            kept.append(str(part))
            here = here[part]
        elif part == rest[-1] and error["type"] == "missing":
            kept.append(str(part))
    return kept


def _why(error: Mapping[str, Any]) -> str:
    given = error.get("ctx") or {}
    if error["type"] == "value_error":
        told = str(given.get("error", ""))
        return "应是上传的文件" if "UploadFile" in told else told
    if error["type"] == "literal_error":
        return f"应是 {str(given.get('expected', '')).replace(' or ', ' 或 ')}"
    if error["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return "应是 'user' 或 'system'、'developer'、'assistant'"
    limit = next((given[name] for name in _LIMITS if name in given), "")
    return _SAID.get(error["type"], "与接口说明不符").format(n=limit)
