"""Notices to wrap and to tear, and what must hold of whatever repair makes of them."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from index.repair import Repaired, repair, to_clean, to_raw

FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
OPENINGS = (
    "各区应当按照职责分工，",
    "对符合条件的企业，",
    "市工业和信息化局会同有关部门，",
    "到2027年，",
    "鼓励行业协会牵头，",
    "申请单位提交的材料经审核无误后，",
    "在保障安全生产的前提下，",
    "为减轻中小微企业负担，",
)
MIDDLES = (
    "按照设备投资额的12.5%给予一次性补助",
    "建立覆盖全市86个重点园区的服务站点",
    "培育300家专精特新企业和25个特色产业集群",
    "把办理时限由15个工作日压缩到4.5个工作日",
    "新增技能人才培训名额18000个",
    "统筹安排专项资金1.2亿元用于数字化改造",
    "推动检验检测机构向社会开放仪器设备2600台（套）",
    "组织供需对接活动不少于48场次",
)
ENDINGS = (
    "，并在次月10日前公示结果。",
    "，所需经费由市级财政承担。",
    "，确保各项任务按期完成。",
    "，具体办法另行制定。",
    "；逾期未办理的，视为放弃。",
    "，带动社会投资超过36亿元。",
)


def document(chance: random.Random, paragraphs: int = 60) -> list[str]:
    """Return paragraphs as notices have them: headings, items, plain text of one to five sentences."""
    out = ["关于支持先进制造业发展的若干措施", "各区人民政府，市政府各部门："]
    for at in range(paragraphs):
        sentences = [
            chance.choice(OPENINGS) + chance.choice(MIDDLES) + chance.choice(ENDINGS)
            for _ in range(chance.randint(1, 5))
        ]
        text = "".join(sentences)
        if at % 9 == 0:
            out.append(
                f"{'一二三四五六七八九十'[at // 9 % 10]}、{chance.choice(('总体要求', '重点任务', '保障措施'))}"
            )
        elif at % 3 == 0:
            text = f"（{'一二三四五六七八九'[at % 9]}）{text}"
        out.append(text)
    return [*out, "某市人民政府", "2024年3月15日"]


def slices(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def typeset(text: str, width: int) -> list[str]:
    """Fill lines with whole words and figures; no stop begins a line."""
    lines, line = [], ""
    for piece in re.findall(r"[A-Za-z0-9.%]+|.", text):
        if line and len(line + piece) > width and piece not in "，。；、）”%":
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]


def check(raw: str) -> Repaired:
    """Return what repair made of `raw`, after checking all that must always hold."""
    repaired = repair(raw)
    covered = 0
    for before, after in pairwise(repaired.segments):
        assert before.end <= after.start
    for segment in repaired.segments:
        length = segment.end - segment.start
        assert length > 0
        piece = repaired.text[segment.start : segment.end]
        assert piece == raw[segment.raw_start : segment.raw_start + length]
        assert to_raw(repaired.segments, segment.start) == segment.raw_start
        assert to_clean(repaired.segments, segment.raw_start) == segment.start
        covered += length
    inserted = len(repaired.text) - covered
    outside = list(repaired.text)
    for segment in repaired.segments:
        outside[segment.start : segment.end] = [""] * (segment.end - segment.start)
    assert set("".join(outside)) <= {" ", "\n"}
    assert inserted == len("".join(outside))
    sources = sorted((s.raw_start, s.raw_start + s.end - s.start) for s in repaired.segments)
    assert all(first[1] <= second[0] for first, second in pairwise(sources))
    for item in repaired.repairs:
        assert 0 <= item.raw_start <= item.raw_end <= len(raw)
        assert 0 <= item.confidence <= 1
        assert item.note
    return repaired


def paragraphs_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
