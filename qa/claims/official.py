"""The vocabulary of offices and papers: what one thing is called in full and in short, and words that tell nothing apart.

Every entry lets a draft differ from its source, so 重点, 规上, 新能源, 出口, 常住 of 常住人口 and whatever else makes a
part of a whole stand in neither list. Both sides are read in the same short form; what the short forms still have
different is compared as before."""

from __future__ import annotations

import re

from qa.proof.verbs import listed

# In full -> in short; the longest first.
_SHORT = tuple(
    sorted(
        (
            (full, short)
            for short, fulls in (
                ("外贸", "外贸进出口 对外贸易 货物贸易进出口 货物进出口 进出口贸易 进出口"),
                ("社零", "社会消费品零售总额 社会消费品零售额 社零总额"),
                ("研发", "全社会研发 研究和实验发展 全社会研究和实验发展"),
                (
                    "研发投入",
                    "研发经费支出 研发经费投入 研发经费 研发支出 全社会研发经费支出 全社会研发经费投入 全社会研发经费 全社会研发投入 研究和实验发展经费支出 全社会研究和实验发展经费支出 研究和实验发展经费 全社会研究和实验发展经费",
                ),
                ("农村居民收入", "农民收入"),
                ("农村居民人均纯收入", "农民人均纯收入"),
                ("每家企业", "单家企业 单个企业 每个企业 单户企业 每户企业"),
                ("每个", "单个"),
                ("每天", "一天 每日"),
                ("每月", "每个月"),
                ("每户", "单户"),
                ("省财政", "省级财政"),
                ("市财政", "市级财政"),
                ("县财政", "县级财政"),
                ("实际", "真正"),
                ("不超过", "不得超过 不能超过 不应超过"),
                ("不高于", "不得高于"),
                ("不低于", "不得低于"),
                ("不少于", "不得少于"),
                ("规上", "产业规上"),
                ("每台", "单台"),
                ("奖", "奖励"),
                ("补", "补贴 补助"),
                ("捐", "捐送 捐赠 捐献"),
                ("查", "检查"),
                ("调", "调用 调拨 调运 调集"),
                ("扣", "扣除"),
                ("开出", "开具"),
                ("驰援", "支援 赶赴"),
                ("组建", "组织"),
                ("职工", "员工"),
                ("另加", "再加 此外加 另再加"),
                ("二手房", "二手住宅"),
                ("均价", "平均价格"),
                ("首次", "初次 第一次 头一次 头一回"),
                ("超过", "高过"),
                ("返还", "退还 拿回 领回"),
                ("实际缴纳", "实际缴存 实缴"),
                ("缴纳", "交纳"),
                ("覆盖", "服务范围覆盖 范围覆盖 涉及范围覆盖"),
                ("首批", "第一批 头一批"),
                ("第二产业", "二产"),
                ("省份", "省(区、市) 省(自治区、直辖市) 省区市"),
                ("销售", "卖出 售出"),
                ("遇难", "丧生 罹难 殒命"),
                ("新增就业", "新找至工作 新找着工作 新增就业岗位"),
                ("牵头", "挑头 领衔"),
                ("高职院校", "高等职业学校 高等职业院校"),
                ("中职学校", "中等职业学校 中职院校"),
                ("提前付", "预付 先行支付 提前支付"),
                ("居住", "居留"),
                ("超额", "超出额 超出部分 超过部分"),
                ("农村公路", "乡村公路 乡村路"),
                ("拖欠", "被欠"),
                ("偿还", "归还"),
                ("参加", "参与"),
                ("县级区域", "县域单位"),
                ("人均消费", "人均花费"),
                ("市场主体", "市场经营主体 经营主体"),
                ("风电", "风力发电 风电发电"),
                ("光伏", "光伏发电"),
                ("居民人均", "常住居民人均"),
                ("项目", "投资项目"),
                ("产业", "产业企业"),
                ("全国", "我国"),
                ("世界", "全球 全世界"),
                ("可用财力", "可支配财力"),
                ("民企", "民营企业"),
                ("外企", "外资企业 外商投资企业"),
                ("国企", "国有企业"),
                ("央企", "中央企业"),
                ("高校", "高等学校 高等院校"),
                ("社保", "社会保险"),
                ("养老险", "养老保险"),
                ("客运量", "旅客发送量 旅客运输量 发送旅客 运送旅客"),
                ("货运量", "货物发送量 货物运输量"),
                ("电商", "电子商务"),
                ("跨境电商", "跨境电子商务"),
                ("销量", "销售量"),
                ("房贷", "住房贷款"),
                ("公积金", "住房公积金"),
                ("投资额", "投资金额"),
                ("税费", "税收和费用"),
                ("减税降费", "减免税费"),
                ("新三板", "全国中小企业股份转让系统"),
                ("装机", "装机容量"),
                ("cpi", "居民消费价格指数 居民消费价格总水平 居民消费价格"),
                ("ppi", "工业生产者出厂价格指数 工业生产者出厂价格"),
                ("低保", "居民最低生活保障 最低生活保障"),
                ("新农合", "新型农村合作医疗"),
                ("用电量", "全社会用电量"),
                ("高铁", "高速铁路"),
                ("个税", "个人所得税"),
                ("失业险", "失业保险"),
                ("工伤险", "工伤保险"),
                ("新能源车", "新能源汽车"),
                ("集采", "集中采购 集中带量采购 带量采购"),
                ("固投", "固定资产投资"),
                ("专项债", "地方政府专项债券 专项债券"),
                ("棚改", "棚户区改造"),
                ("公租房", "公共租赁住房"),
                ("外储", "外汇储备"),
                ("农机", "农业机械"),
            )
            for full in fulls.split()
        ),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)
_FULL = re.compile("|".join(re.escape(full) for full, _ in _SHORT))
_TO = dict(_SHORT)

# Pieces that a restatement drops or adds without making another thing of it: generic nouns, givers, how it goes.
_GENERIC = re.compile(
    "(?:"
    + "|".join(
        sorted(
            listed(
                """市场 行业 环节 领域 工作 业务 规模 金额 资金 情况 政策 服务 行动 活动 项目 人数 户数 家数 水平 体系 总 数 量 额 具 特别是 特别 按照 按
                支持 扶持 发放 领 领到 领取 可领 享受 可享受 可享 可按 按照实际 投入 收取 年度 省级财政 市级财政 县级财政 区级财政 中央财政 省财政 市财政 县财政 财政 一次性 一次 机关 全长 总长 标准 再 另 月 日 公司 集团 关口 大关 处 共计 测试 一块
                高位运行 平稳运行 稳步增长 快速增长 持续增长 较快增长 稳定增长 再创新高 创新高 创历史新高 历史新高 领跑 同期 全部 实 现 一事一议 符合条件 期限 位 席 仍然 仍 尽管 此前 但是 但 监测 不过 因此 同时 这一数字 该数字 这个数字"""
            ),
            key=len,
            reverse=True,
        )
    )
    + ")+"
)


_TELLING = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyz零一二三四五六七八九十新旧非未无不男女净毛主副小大中高低初量额值率价国省市县区乡镇村内外上下进出入增减税老幼前后东西南北农城公私军民春夏秋冬早晚单双半奖补捐查调扣"
)


# Left out of what is counted, these leave the same thing.
_LIGHT = "的了个名家项位新等各“”"


# 经济增长5% is said of the gross product; 数字经济 and 对经济增长的贡献率 are other things.
_ECONOMY = re.compile(
    r"(?:(?<![\u3400-\u9fff])|(?<=[省市县州]))((?:[全我][国省市县区]|中国)?)经济(?=(?:预期)?增[长速幅](?!贡献|点|极|方式|动力|质量))"
)


def in_short(folded: str) -> str:
    """Return folded text with every name that has a short form in it."""
    return _FULL.sub(lambda m: _TO[m[0]], _ECONOMY.sub(r"\1gdp", folded))


def telling(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pieces that tell one thing from another; a single character does where it names a side, a size, a place."""
    return tuple(p for p in pieces if (p in _TELLING if len(p) == 1 else not _GENERIC.fullmatch(p)))


def gapped(noun: str, source: str) -> str:
    """Return the characters that `noun` leaves out before or within what `source` counts, "" where it is no such cut.

    投资者提问 cut to 投提问 shares every pair of characters with some text around, and is another word.
    """
    if not noun or noun == source or source.startswith(noun):
        return ""
    out, at = "", 0
    for char in source:
        if at < len(noun) and char == noun[at]:
            at += 1
        else:
            out += char
    return "" if at < len(noun) or _GENERIC.fullmatch(out) else out.strip(_LIGHT)
