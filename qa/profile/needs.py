"""What an enterprise may want, the words that say so, and the words by which a measure is known to help."""

from __future__ import annotations

import re

from qa.profile.types import Need
from qa.question import analyse

# need: what people say | what measures say
_TABLE = """
开拓海外市场: 出海|海外|国外|境外|出口|外贸|国际市场|跨境 | 出海 海外 境外 展会 跨境电商 出口 外贸 国际 服务外包 海外仓 马德里 信用保险
技术改造: 技改|技术改造|更新设备|设备更新|买设备|购买设备|换设备|新设备|添置设备|智能化改造|自动化|机器换人 | 技术改造 技改 设备 智能化 改造 自动化 机器人 更新
数字化转型: 数字化|上云|信息化|智能制造|工业互联网 | 数字化 数字 上云 工业互联网 智能 平台
融资: 贷款|融资|缺钱|资金周转|贴息|担保|借钱|资金紧张 | 贷款 贴息 担保 融资 风险补偿 信贷 利率 基金
用工和人才: 招工|招人|用工|缺人|人才|培训|就业 | 用工 就业 培训 人才 招用 录用 职工 吸纳
研发创新: 研发|创新|专利|新产品|成果转化|技术攻关 | 研发 创新 专利 新产品 成果转化 技术中心 攻关 转化
质量和品牌: 质量|品牌|商标|检测|认证|计量 | 质量 品牌 商标 标准 检测 认证 计量
节能环保: 节能|绿色|环保|光伏|降碳|减排|清洁生产 | 节能 绿色 能耗 光伏 低碳 环保 回用 窑炉
用房用地: 厂房|租金|租房|用地|场地|土地|扩建 | 租金 厂房 用地 土地 用房 场地
上市: 上市|挂牌|ipo | 上市 挂牌
资质认定: 高企|高新技术企业认定|专精特新|申报高新|认定 | 认定 高新技术 专精特新 培育 评定
降低物流成本: 物流成本|运费|物流费|降物流 | 物流 供应链 运费 班列 仓储
电商销售: 电商|直播|网店|网上卖|线上销售 | 电商 直播 网络零售 网络销售 电子商务
参加展会: 参展|展会|展位 | 展会 展位 博览会 参展
减轻负担: 缓缴|社保|减税|退税|税费|减免|减负|降成本|水电费 | 缓缴 社会保险 失业保险 减免 免征 延期 返还 退税 缴纳
扩大生产: 扩产|新建项目|建厂|投资建厂|新项目|落户 | 固定资产 产业化 新建 项目 投资 落户
""".strip()
_ROWS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (name.strip(), re.compile(said.strip()), tuple(terms.split()))
    for name, said, terms in (
        (row.partition(":")[0], *row.partition(":")[2].split(" | ")) for row in _TABLE.splitlines()
    )
)
WANTS = re.compile(
    r"(?:想要?|打算|希望|准备|计划|需要|有意|考虑|要(?=[开参申建买扩做招贷融更改])|缺|求|有什么|能不能|可以申请|怎么)"
)


def _unlisted(clause: str) -> Need | None:
    """Return a need that the table does not have, known by the pairs of characters of its own content words."""
    asked = analyse(clause)
    kept = "".join(
        c if content else " " for c, content in zip(asked.folded, asked.content, strict=True)
    )
    pairs = {w[i : i + 2] for w in WANTS.sub(" ", kept).split() for i in range(len(w) - 1)}
    if len(pairs) < LEAST:
        return None
    return Need(
        name=clause, words=clause, terms=tuple(sorted(pairs)), enough=max(LEAST, len(pairs) // 2)
    )


LEAST = 2


def find_needs(text: str, *, everywhere: bool = False) -> tuple[Need, ...]:
    """Return the needs that folded `text` states; only in clauses that say that something is wanted, unless `everywhere`."""
    found: list[Need] = []
    for clause in re.split(r"[,。;!?]", text):
        wanted = WANTS.search(clause)
        if not wanted and not everywhere:
            continue
        part = clause if wanted is None else clause[wanted.start() :]
        before = len(found)
        for name, said, terms in _ROWS:
            match = said.search(part)
            if match and all(name != n.name for n in found):
                found.append(Need(name=name, words=clause, terms=terms))
        if len(found) == before and (own := _unlisted(part)) is not None:
            found.append(own)
    return tuple(found)
