"""The metadata block at the head of a text: YAML front matter, or a list of `- 键: 值` under the title.

What stands there describes the document and is not part of what it says, so it is returned as metadata and as
a span that repair leaves out of the clean text. A list is such a block only if every item names a field that
describes a document, and one of them a field that only documents have; `- 申报条件: …` is content and stays. Of a list that
is content a place is still taken (`- 地区: 浙江省杭州市` beside `- 补贴: 20万元`): whose the text is, and it stays where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

_LIMIT = 16_384  # characters; longer front matter is a document that begins with a rule

# The names under which each field of a document is written, in lower case.
FIELDS: Mapping[str, tuple[str, ...]] = {
    name: tuple(aliases.split())
    for name, aliases in {
        "title": "title 标题 题名 名称 文件名称 文件标题",
        "number": "number doc_number 文号 发文字号 发文号 文件编号",
        "issuer": "issuer agency issued_by 发文机关 发文单位 发文部门 发布机构 发布机关 发布单位 发布部门"
        " 制定机关 印发单位 印发机关 公布机关",
        "region": "region 地区 区域 适用地区 适用区域 行政区域",
        "published": "published date 发布日期 公布日期 印发日期 刊发日期 发布时间 日期",
        "written": "written 成文日期 成文时间 签发日期",
        "effective": "effective 施行日期 实施日期 生效日期 执行日期 施行时间 生效时间",
        "expires": "expires 失效日期 废止日期 有效期至",
        "validity": "validity 有效期 有效期限",
    }.items()
}
# Fields that describe a document although nothing here reads them.
_OTHERS = (
    "来源 出处 原文链接 链接 网址 url source sources drawn_from 取材 取材来源 资料来源 作者 记者 编辑 author 主题分类 主题词"
    " 主题 分类 关键词 tags keywords subject 索引号 公开类别 公开方式 公开范围 版次 版面 栏目 语言 language category 体裁 文种"
    " 效力级别 效力状态 时效性 license 许可 说明 备注 id 文件类型 类型 type description notice"
)
KNOWN = frozenset(_OTHERS.split()).union(*FIELDS.values())
"""The names under which anything about a document is written."""
# One of these in a list says that the list describes a document, not a project or a benefit.
_PROOF = frozenset(
    (
        *(alias for name in ("number", "issuer", "published", "written") for alias in FIELDS[name]),
        *("来源", "出处", "原文链接", "链接", "索引号", "取材来源", "资料来源", "source", "url"),
    )
)
_FENCE = re.compile(r"\s*---[ \t]*\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_PAIR = re.compile(r"([^\s:：#\-][^:：\n]{0,30}?)[ \t]*[:：](?:[ \t]+|(?=\S)|$)(.*)")
_ITEM = re.compile(
    r"[ \t]*[-*+][ \t]+(?:\*\*)?([^:：\n*]{1,20}?)(?:\*\*)?[ \t]*[:：](?:\*\*)?[ \t]*(.*)"
)


@dataclass(frozen=True, slots=True)
class Front:
    """`spans` of the raw text hold `values` (field as written, in order) and no content."""

    values: Mapping[str, str]
    spans: tuple[tuple[int, int], ...]


def find_front(text: str) -> Front:
    """Return the metadata at the head of `text` and where it stands; an empty one where there is none."""
    values: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    start = 0
    match = _FENCE.match(text, 0, _LIMIT)
    if match:
        fenced = _parse(match["body"])
        if fenced:
            values.update(fenced)
            spans.append((0, match.end()))
            start = match.end()
    block = _list_block(text, start)
    if block:
        for key, value in block[0].items():
            values.setdefault(key, value)
        spans.append(block[1])
    elif field(values, "region") is None and (place := _place_stated(text, start)):
        values[place[0]] = place[1]
    return Front(values, tuple(spans))


def field(values: Mapping[str, str], name: str) -> str | None:
    """Return the value of field `name` (a key of FIELDS) under whichever of its names it was written."""
    folded = {key.strip().lower(): value.strip() for key, value in values.items()}
    return next((folded[alias] for alias in FIELDS[name] if folded.get(alias)), None)


def written_as(values: Mapping[str, str], name: str) -> str:
    """Return the key under which field `name` was written, empty where it was not."""
    folded = {key.strip().lower(): key for key, value in values.items() if value.strip()}
    return next((folded[alias] for alias in FIELDS[name] if alias in folded), "")


def _parse(body: str) -> dict[str, str]:
    values = _yaml(body)
    values = _lines(body) if values is None else values
    known = any(key.strip().lower() in KNOWN for key in values)
    return values if known or all(key.isascii() for key in values) else {}


def _yaml(body: str) -> dict[str, str] | None:
    """Return the scalars and lists of scalars of a YAML mapping, None if it is not one.

    Events instead of a loader: every value stays the text that was written, and aliases are never expanded.
    """
    import yaml

    values: dict[str, str] = {}
    key: str | None = None
    depth = 0
    try:
        for event in yaml.parse(body, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                if depth == 0:
                    return None
                if depth == 1 and key is None:
                    key = event.value
                elif key is not None:
                    joined = f"{values[key]}、{event.value}" if values.get(key) else event.value
                    values[key] = joined
                    key = None if depth == 1 else key
            elif isinstance(event, yaml.CollectionStartEvent):
                if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                    return None
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                key = None if depth == 1 else key
            elif isinstance(event, yaml.AliasEvent) and depth == 1:
                key = None if key is not None else "*"
    except (yaml.YAMLError, ValueError):
        return None
    return values


def _lines(body: str) -> dict[str, str]:
    """Read front matter that is not quite YAML (`title: 一: 二`): every line must be a pair or a comment."""
    values: dict[str, str] = {}
    for line in body.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _PAIR.fullmatch(line.strip())
        if not match:
            return {}
        values[match[1]] = match[2].strip().strip("\"'")
    return values


# A place in a list or in lines of pairs at the head of a text, and what may stand above them: its title.
_STATED = re.compile(
    r"(?:[-*+][ \t]+)?(?:\*\*)?([\u4e00-\u9fffA-Za-z]{2,8})(?:\*\*)?[ \t]*[:：](?:\*\*)?[ \t]*(\S.*)"
)
_ABOVE = 2  # lines
_LEAST = 2  # pairs that make a list


def _place_stated(text: str, start: int) -> tuple[str, str] | None:
    """Return the key and the place of a list of pairs at the head of `text`, None where none names exactly one place."""
    lines = [line.strip() for line in text[start : start + _LIMIT].splitlines() if line.strip()]
    first = next((i for i, line in enumerate(lines[: _ABOVE + 1]) if _STATED.fullmatch(line)), None)
    if first is None:
        return None
    pairs = []
    for line in lines[first:]:
        match = _STATED.fullmatch(line)
        if match is None:
            break
        pairs.append((match[1].strip(), match[2].strip()))
    found = (
        [(k, v) for k, v in pairs if k.lower() in FIELDS["region"]] if len(pairs) >= _LEAST else []
    )
    return found[0] if len(found) == 1 and _is_place(found[0][1]) else None


def _is_place(text: str) -> bool:
    """Whether `text` is the address of one place and no more: 浙江省杭州市, not 杭州市、宁波市 or 本市各区."""
    from index.regions import find_regions, same_or_within

    regions = find_regions(text)
    ends = [0, *(region.end for region in regions)]
    joined = all(r.start == end for r, end in zip(regions, ends, strict=False))
    inner = all(same_or_within(b.canonical, a.canonical) for a, b in pairwise(regions))
    return bool(regions) and joined and inner and ends[-1] == len(text)


def _list_block(text: str, start: int) -> tuple[dict[str, str], tuple[int, int]] | None:
    """Return the `- 键: 值` list that follows the Markdown title at `start`, if it only describes the document."""
    values: dict[str, str] = {}
    begin = position = start
    titled = False
    while position < min(len(text), start + _LIMIT):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end + 1
        line = text[position:end].rstrip()
        item = _ITEM.fullmatch(line)
        if item and titled:
            if not values:
                begin = position
            if item[1].strip().lower() not in KNOWN:
                return None
            values.setdefault(item[1].strip(), item[2].strip())
        elif line.startswith("# ") and not titled:
            titled = True
        elif line:
            break
        position = end
        if item and titled:
            last = position
    proven = any(key.lower() in _PROOF for key in values)
    return (values, (begin, last)) if proven else None
