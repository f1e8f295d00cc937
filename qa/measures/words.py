"""Titles, sizes, record flags and places that conditions name and profiles state: one vocabulary for both sides."""

from __future__ import annotations

import re

# Canonical title -> how it is written (folded, without white space).
_TITLES: dict[str, str] = {
    "高新技术企业": r"(?:重点扶持)?高新技术企业|高企(?!业)",
    "专精特新中小企业": r"\"?专精特新\"?(?:中小企业|企业)?(?!\"?小巨人)",
    "专精特新小巨人": r"(?:\"?专精特新\"?)?\"?小巨人\"?(?:企业)?",
    "单项冠军": r"(?:制造业)?单项冠军(?:企业|产品)?",
    "科技型中小企业": r"科技型中小企业",
    "创新型中小企业": r"创新型中小企业",
    "企业技术中心": r"企业技术(?:\(研发\))?中心",
    "高新技术企业研发中心": r"高新技术企业(?:研究开发|研发)中心",
    "工业设计中心": r"工业设计中心",
    "制造业创新中心": r"制造业创新中心",
    "智能工厂": r"智能工厂",
    "数字化车间": r"数字化车间",
    "绿色工厂": r"绿色工厂",
    "驰名商标": r"(?:中国)?驰名商标",
    "中华老字号": r"中华老字号",
    "著名商标": r"(?:吉林省)?著名商标",
    "专利试点企业": r"(?:杭州市)?专利试点企业",
    "专利示范企业": r"(?:杭州市)?专利示范企业",
    "数字化改造试点": r"数字化改造试点",
    "省级公共海外仓": r"公共海外仓",
    "龙头企业": r"龙头企业",
    "链主企业": r"\"?链主\"?企业",
    "瞪羚企业": r"瞪羚企业?",
    "研发机构": r"研发机构",
    "省实验室": r"省实验室",
}
TITLES = tuple((name, re.compile(words)) for name, words in _TITLES.items())
_LEVEL = r"(?:国家级?|省级?|市级?|县级?|区级?)"
LEVEL = re.compile(rf"({_LEVEL}(?:(?:、|和|或|及|,){_LEVEL})*)(?:及以上)?的?$")
# 海淀区的高新技术企业: a place's, of no level.
_OF_A_PLACE = re.compile(r"(?<![、和或及])(?<=[一-龥])[省市县区]的$")
LEVELS = re.compile(r"国家|省|市|县|区")
LEVEL_NAMES = {"国家": "国家级", "省": "省级", "市": "市级", "县": "县级", "区": "区级"}

# Sizes: what a condition asks -> sizes of the profile that fulfil it.
SIZES: dict[str, frozenset[str]] = {
    "中小微企业": frozenset({"中型", "小型", "微型"}),
    "中小企业": frozenset({"中型", "小型", "微型"}),
    "小微企业": frozenset({"小型", "微型"}),
    "小微型企业": frozenset({"小型", "微型"}),
    "小型、微型企业": frozenset({"小型", "微型"}),
    "小型和微型企业": frozenset({"小型", "微型"}),
    "中型、小型企业": frozenset({"中型", "小型"}),
    "大型、中型企业": frozenset({"大型", "中型"}),
    "微型企业": frozenset({"微型"}),
    "小型企业": frozenset({"小型"}),
    "中型企业": frozenset({"中型"}),
    "大型企业": frozenset({"大型"}),
    "大中型企业": frozenset({"大型", "中型"}),
    "个体工商户": frozenset({"个体"}),
}
SIZE = re.compile("|".join(sorted(SIZES, key=len, reverse=True)) + "|中小微|中小(?=企业)|小微")
REGULAR = re.compile(r"规模以上|规上|限额以上|限上")

FLAGS: dict[str, str] = {
    "失信": r"(?:严重)?失信(?:主体|被执行人)?(?:名单|主体|记录)?",
    "安全事故": r"(?:较大|一般|重大)?(?:以上)?(?:生产)?安全(?:生产)?(?:责任)?事故|亡人责任事故",
    "行政处罚": r"行政处罚",
    "欠薪": r"拖欠(?:过|了)?(?:职工|员工|工人)?(?:的)?工资(?:或者社会保险费)?|欠薪",
    "破产": r"破产清算程序|\"?僵尸\"?企业",
    "走私骗税": r"走私|骗取出口退税",
    "独立法人": r"(?:具有|有)?独立法人资格|独立法人|法人资格",
    "不裁员": r"(?:坚持)?(?:不|没有?|未|从未)(?:进行|发生|曾)?裁过?员(?!率|或裁员率)(?:[、,]?(?:或者?|和)?少裁员)?",
    "承租国有房产": r"(?:承租|租用|租赁|租住?)(?:了|的是|着)?[^,。;]{0,8}?(?:国有|国企|国资|央企)[^,。;]{0,10}?(?:房|厂|铺|门面|物业|场地|场所|楼|店面)[屋产房间]?",
    "进出口资格": r"(?:具有)?进出口经营资格|进出口权",
}
FLAG_PATTERNS = tuple((name, re.compile(words)) for name, words in FLAGS.items())
# What is asked of a flag that is something done, not something on record.
WHETHER = {"不裁员": "裁员", "承租国有房产": "承租国有房产"}
# What is said where it is not so: who lets is somebody else.
DENIED_BY = {
    "承租国有房产": re.compile(
        r"(?:承租|租用|租赁|租)(?:了|的是|着|的)?(?:私人|个人|民营|私营|民房|村民|农户)[^,。;]{0,10}"
    )
}
# Beside premises of the state: 租用其他经营用房的.
OTHER_PREMISES = re.compile(r"(?:承租|租用|租赁)其他[^,。;的]{0,6}?(?:用房|房产|房屋|物业)")
REGISTERED = "注册"
"""What a condition asks of a place that it names for registration, and how a profile says that it is registered there."""
HERE = r"(?:本|我|全)[省市县区州]|(?:高新|开发|园|辖)?区内|县内|市内|高新区|县域内|行政区域内"
_REGISTERED = (
    r"(?:依法)?(?:登记|注册|落户)(?:登记|注册|成立(?![\d一二三四五六七八九十半满超不已]))?"
)
LOCAL = re.compile(
    rf"(?:(?:工商)?(?:注册地|登记地|所在地)[^,]{{0,24}}?(?:均)?在(?P<a>{HERE}))"
    rf"|(?:在|于)(?P<b>{HERE}|[\u4e00-\u9fff]{{2,8}}?[省市县区州](?:行政区域内|范围|行政区内)?)(?:内|范围)?{_REGISTERED}"
    rf"|^(?:对)?(?P<c>{HERE})(?:的)?(?=[\u4e00-\u9fff]{{0,8}}企业)"
    rf"|(?P<d>(?![\u4e00-\u9fff]{{0,4}}[在本于我])[\u4e00-\u9fff]{{2,4}}[省市县区])(?:范围)?{_REGISTERED}"
)
# 持有退役军人优待证, 已列入省级目录; a list of several, or one of several papers, is left to a person.
HELD = re.compile(
    r"(?P<not>未|没有|不)?(?:被|已|均)*(?:持有?|取得|获得|具有|具备|拥有|领取|列入|纳入|入选)(?:了|有效期内的|有效的?|合法的?|相应的?)*"
    r"(?P<thing>(?:(?![、,和或及与满]|以上|以下|以内)[一-龥a-z\"]){1,18}?(?:(?<![认保论凭取查见公])证(?!明|券|据|监|照|人|件|实|金|书)|证书|许可证|执照|资质|备案|名单|目录|名录))"
    r"(?![、和或及与]|以|等|的?(?:编制|管理|确定|公布)|满|时间|年|\d)"
)
FIRST = re.compile(
    r"首次|初次|第一次|新认定|新评定|新获(?:得|批|评|认定)?|新列入|新增并|新建|新设立|新引进|新发展|新设"
)


def titles_in(text: str) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """Return (start, end, title, levels) of the titles that folded `text` names, the longest first, not overlapping."""
    found: list[tuple[int, int, str, tuple[str, ...]]] = []
    for name, pattern in TITLES:
        for match in pattern.finditer(text):
            start, levels = match.start(), tuple[str, ...]()
            before = LEVEL.search(text, 0, match.start())
            if before and not _OF_A_PLACE.search(text, 0, match.start()):
                start = before.start()
                levels = tuple(LEVEL_NAMES[w] for w in LEVELS.findall(before[1]))
                if "及以上" in before[0] and levels:
                    order = list(LEVEL_NAMES.values())
                    levels = tuple(order[: order.index(levels[0]) + 1])
            found.append((start, match.end(), name, levels))
    found.sort(key=lambda f: (f[0] - f[1], f[0]))
    kept: list[tuple[int, int, str, tuple[str, ...]]] = []
    for item in found:
        if all(item[1] <= a or b <= item[0] for a, b, _, _ in kept):
            kept.append(item)
    return sorted(kept)
