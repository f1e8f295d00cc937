"""A profile from a form: a YAML or JSON mapping whose keys are known, so that a misspelt one is refused by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import UsageError
from index.fold import fold
from qa.profile.needs import find_needs
from qa.profile.text import read_text
from qa.profile.types import Profile

# Key of the form (and its Chinese twin) -> how its value reads in a sentence.
_KEYS: dict[str, str] = {
    "region": "位于{}",
    "industry": "从事{}行业",
    "size": "{}",
    "revenue": "营业收入{}元",
    "staff": "员工{}人",
    "founded": "{}年成立",
    "titles": "{}",
    "investment": "固定资产投资{}元",
    "equipment": "设备投资{}元",
    "exports": "出口额{}元",
    "research": "研发费用{}元",
    "tax": "纳税额{}元",
    "capital": "注册资本{}元",
    "records": "{}",
    "text": "{}",
}
_CHINESE = {
    "地区": "region", "行业": "industry", "规模": "size", "营业收入": "revenue", "营收": "revenue", "员工": "staff", "人数": "staff",
    "成立": "founded", "成立时间": "founded", "资质": "titles", "称号": "titles", "投资": "investment", "固定资产投资": "investment",
    "设备投资": "equipment", "设备投入": "equipment", "出口": "exports", "出口额": "exports", "研发费用": "research", "研发投入": "research",
    "纳税额": "tax", "注册资本": "capital", "信用": "records", "说明": "text", "需求": "needs", "其他": "facts",
}  # fmt: skip
MAX_FILE = 200_000


def read_form(form: Mapping[str, Any], known: Iterable[str], today: date) -> Profile:
    """Return the profile that the form states. `needs` is a text or a list, `facts` names further figures.

    Raises:
        UsageError: a key is not known, or a value is neither text, number nor a list of them.
    """
    parts: list[str] = []
    needs: list[str] = []
    for key, value in form.items():
        name = _CHINESE.get(str(key), str(key))
        if value is None or value == "":
            continue
        if name == "needs":
            needs += [str(v) for v in _values(key, value)]
        elif name == "facts":
            if not isinstance(value, Mapping):
                raise UsageError(
                    f"企业情况的 {key!r} 不是一组“名称: 数值”", "例如 其他: {营业面积: 120平方米}"
                )
            parts += [f"{k}{v}" for k, v in value.items()]
        elif name in _KEYS:
            parts += [_sentence(name, v) for v in _values(key, value)]
        else:
            raise UsageError(
                f"企业情况中的 {str(key)[:40]!r} 无法识别",
                f"可用的有 {'、'.join([*_KEYS, 'needs', 'facts'])}，或中文 {'、'.join(_CHINESE)}",
            )
    profile = read_text("，".join(parts), known, today)
    wanted = find_needs(fold("，".join(needs)), everywhere=True)
    return replace(profile, needs=tuple({n.name: n for n in (*profile.needs, *wanted)}.values()))


def _values(key: object, value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    if any(isinstance(v, Mapping | list) for v in values):
        raise UsageError(f"企业情况的 {str(key)[:40]!r} 的值太复杂", "请写文字、数字或它们的列表")
    return values


def _sentence(name: str, value: Any) -> str:
    """Return the value as a sentence part; a value that brings its own words (3000万元) keeps them."""
    pattern = _KEYS[name]
    text = str(value).strip()
    if name == "founded" and not text.isdigit():
        return f"{text}成立" if "成立" not in text else text
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number or text.replace(".", "", 1).isdigit():
        return pattern.format(text)
    if pattern.endswith(("{}元", "{}人")):
        return pattern[:-1].format(text)
    return pattern.format(text)


def load_form(path: Path) -> Mapping[str, Any]:
    """Return the mapping in a YAML or JSON file.

    Raises:
        UsageError: it cannot be read, is no mapping, or its name ends in neither .yaml, .yml nor .json.
    """
    kind = path.suffix.lower()
    if kind not in (".yaml", ".yml", ".json"):
        raise UsageError(f"企业情况文件 {str(path)!r} 的类型无法识别", "请用 .yaml、.yml 或 .json")
    try:
        if path.stat().st_size > MAX_FILE:
            raise UsageError(f"企业情况文件 {str(path)!r} 太大", f"应不超过 {MAX_FILE} 字节")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "不是 UTF-8 编码"
        raise UsageError(
            f"企业情况文件 {str(path)!r} 无法读取（{why}）", "请检查路径、权限和编码"
        ) from error
    try:
        if kind == ".json":
            form = json.loads(text)
        else:
            import yaml

            form = yaml.safe_load(text)
    except Exception as error:
        line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(
            f"企业情况文件 {str(path)!r} 不合格式（{line[:80]}）", "请检查缩进、冒号和引号"
        ) from error
    if not isinstance(form, dict):
        raise UsageError(f"企业情况文件 {str(path)!r} 不是“名称: 值”的形式", "例如 地区: 东莞")
    return form
