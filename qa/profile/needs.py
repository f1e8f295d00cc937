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
融资: 贷款|贷[个点些笔]|贷到款|利息|周转|融资|缺钱|资金周转|贴息|担保|借钱|资金紧张 | 贷款 贴息 担保 融资 风险补偿 信贷 利率 基金 还款 续贷 展期 授信 抽贷
发行债券: 发债|发行债|债券|直接融资 | 债券 直接融资 发债 中介费
用工和人才: 招了|应届|招工|招人|用工|缺人|人才|培训|就业 | 用工 就业 培训 人才 招用 录用 职工 吸纳 招工 招聘
研发创新: 研发|创新|专利|新产品|成果转化|技术攻关 | 研发 创新 专利 新产品 成果转化 技术中心 攻关 转化
质量和品牌: 质量|品牌|商标|检测|认证|计量 | 质量 品牌 商标 标准 检测 认证 计量
节能环保: 节能|绿色|环保|光伏|降碳|减排|清洁生产 | 节能 绿色 能耗 光伏 低碳 环保 回用 窑炉
用房用地: 厂房|租金|租房|用地|场地|土地|扩建|租[用了着的]?[^,。;]{0,8}(?:房|铺|门面|店面|楼) | 租金 房租 厂房 用地 土地 用房 场地
上市: 上市|挂牌|ipo | 上市 挂牌
资质认定: 高企|高新技术企业认定|专精特新|申报高新|认定 | 认定 高新技术 专精特新 培育 评定
降低物流成本: 物流成本|运费|物流费|降物流 | 物流 供应链 运费 班列 仓储
电商销售: 电商|直播|网店|网上卖|线上销售 | 电商 直播 网络零售 网络销售 电子商务
参加展会: 参展|展会|展位 | 展会 展位 博览会 参展
减轻负担: 失业保险|稳岗|裁员|缓[缴交]|停缴|公积金|社保|减税|退税|税费|减免|减负|降成本|水费|电费|气费|水电|[交付缴]不起|经营(?:出现)?(?:严重|很|特别)?困难 | 缓缴 停缴 公积金 稳岗 社会保险 失业保险 减免 免征 延期 返还 退税 缴纳 电费 用电 水电
扩大生产: 扩产|新建项目|建厂|投资建厂|新项目|落户 | 固定资产 产业化 新建 项目 投资 落户
保险: 买个?保险|投保|上个?保险|怕[^,。;]{0,8}(?:不付钱|赖账|跑单) | 保险 投保 保费 信用保险
创业: 创业|开个?小?店|自己开|刚成立|刚开张|白手起家 | 创业 创业补贴 创办 首次创办 场地租金 创业担保贷款 个体经营
冷藏和农机: 冷库|冷藏|农机|拖拉机|插秧机|大棚 | 冷库 冷藏 库容 农机 购置 报废 大棚
养老: 老人|老年|奶奶|爷爷|老妈|老爸|失能|养老|老头|老太 | 老年人 老人 长者 高龄 失能 养老 护理 津贴 助餐
残疾: 残疾|残联|轮椅 | 残疾人 残疾 护理补贴 生活补贴
低保和困难: 低保|五保|特困|困难户|吃不起|没收入 | 低保 最低生活保障 特困 困难 救助 低收入
以旧换新: 换新|以旧换新|报废|换(?:台|个|辆|电)|旧车|旧冰箱 | 以旧换新 报废 置换 旧车 家电 能效
求职就业: 没找到工作|找工作|找不到工作|失业了|毕业|下岗|外省打工|外出打工|务工|打工 | 求职 就业 毕业生 失业 务工 交通补贴 见习
生育和托育: 生娃|生孩子|二孩|三孩|怀孕|带孩子|托育|幼儿园 | 生育 育儿 托育 婴幼儿 产假
退役军人: 退役|退伍|当过兵|复员 | 退役军人 退役士兵 优抚
""".strip()
_ROWS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (name.strip(), re.compile(said.strip()), tuple(terms.split()))
    for name, said, terms in (
        (row.partition(":")[0], *row.partition(":")[2].split(" | ")) for row in _TABLE.splitlines()
    )
)
_NAMES = frozenset(name for name, _, _ in _ROWS)
# Rows about who somebody is, not about what is wanted: 想办个老年食堂 wants more than something for old people.
_LIVES = frozenset(["养老", "残疾", "低保和困难", "求职就业", "创业", "退役军人", "生育和托育"])
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
_NONE = re.compile(
    r"(?:没有?|无|从未|未|不用|不需要|没什么)(?:任何|过)?[一-龥]{0,2}(?:贷过?款|融资|负债|借款|担保|出口|专利|培训)"
)


def find_needs(text: str, *, everywhere: bool = False) -> tuple[Need, ...]:
    """Return the needs that folded `text` states; only in clauses that say that something is wanted, unless `everywhere`.

    Who wants nothing in so many words (我奶奶91岁了) is taken by what the clauses are about.
    """
    found = _needs(text, everywhere=everywhere)
    if any(need.name in _NAMES for need in found):
        return found
    return (*_needs(text, everywhere=True, listed=True), *found)


def _needs(text: str, *, everywhere: bool, listed: bool = False) -> tuple[Need, ...]:
    found: list[Need] = []
    for clause in re.split(r"[,。;!?]", text):
        wanted = WANTS.search(clause)
        if not wanted and not everywhere:
            continue
        part = clause if wanted is None else clause[wanted.start() :]
        if wanted is None and _NONE.search(part):
            continue  # 没有贷款 is no wish for one
        before = len(found)
        for name, said, terms in _ROWS:
            match = said.search(part)
            if match and all(name != n.name for n in found):
                found.append(Need(name=name, words=clause, terms=terms))
        broad = all(need.name in _LIVES for need in found[before:])
        if broad and not listed and (own := _unlisted(part)) is not None:
            found.append(own)
    return tuple(found)
