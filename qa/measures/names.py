"""What is measured, by one name for both sides: 年营业收入, 去年营收 and 主营业务收入 are the same attribute.

A name is only ever matched whole. 单品种销售收入 is not 销售收入: what cannot be named stays what it is called.
"""

from __future__ import annotations

import re

# Canonical name -> what it is called. Whole names after `clean`.
_SYNONYMS: dict[str, str] = {
    "营业收入": r"销售|(?:主营|主营业务|营业|销售|销售总|业务|总)收入|营收|营业额|收入|销售收入总额|主营收入|同期销售收入(?:总额)?|产品销售收入|(?:当年)?企业主营业务收入",
    "从业人数": r"职工|员工|职工人数|员工人数|从业人员|从业人数|人员|人数|员工数|职工总数|企业职工总数|雇员|团队|员工总数|在职员工|企业人员|企业人员概数",
    "研发人数": r"研发人员|研究开发人员|从事研发活动的?人员|从事研究开发工作人员|研发人员概数|研发人员总数|科技活动人员|科技人员|科研人员|技术研发人员|研发团队",
    "研发费用": r"研发投入|研发经费|研发费用?|研究开发费用(?:总额)?|研发支出|研发|研发经费总额|核定研发投入|研发总投入|研发投入总额",
    "设备投资": r"设备投入|生产性设备|生产设备|设备投资额?|设备总?投资额?|设备购置款?|购置设备|设备投资总额|生产性设备投资总额|设备|(?:新上|上新|更新|新|上|新?购买?|新?购置|新?买|添置)设备",
    "固定资产投资": r"固定资产投?|固定资产投资额?|固定资产投入|固定资产总投资|固定资产投资总额|固投|固定资产实际投资额度",
    "纳税额": r"纳税额?|缴税|税收|上缴税金|纳税总额|缴纳税款|税额|交税",
    "地方财政贡献": r"(?:地方)?财政贡献额?|地方经济贡献额?|地方贡献|上缴税金地方经济贡献额",
    "注册资本": r"注册资本金?|注册资金",
    "实缴资本": r"实缴(?:注册)?资本|实缴|实收资本|实缴资本金",
    "出口额": r"出口额?|出口总额|外贸出口额?|出口实绩|自营出口额?",
    "跨境电商出口额": r"跨境电商出口额?|跨境电商进出口额",
    "网络销售额": r"网络零售额|网络销售额|网上零售额|线上销售额|网销额?|网络零售|电商销售额|线上销售",
    "销售额": r"销售额|产品销售额|卖|年卖|一年卖|年销",
    "产值": r"产值|工业总产值|总产值",
    "成立年限": r"成立|注册|设立|注册成立|注册时间|注册成立时间|成立时间|登记注册|登记注册成立|注册登记|办了?|开办|成立至今|企业注册时间|创办|成立了|运营",
    "发明专利": r"发明专利|发明|授权发明专利|有效发明专利",
    "实用新型": r"实用新型|实用新型专利",
    "软件著作权": r"软件著作权|软著",
    "专利或软著": r"专利或软著|专利或软著数量|企业专利或软著数量",
    "专利折算分值": r"专利折算分值|累计有效专利折算分值|有效专利折算分值",
    "总投资": r"总投资额?|投资总额|总投入|项目总投资|投资|项目投资|项目资金投入|资金投入|投资额度?",
    "营业面积": r"营业面积|经营面积|店面|店面面积|门店面积|店铺面积|铺面",
    "经营": r"经营|开业|营业|开店|开了?|经营时间",
    "向企业输送人数": r"(?:人力资源机构|机构|我们)?(?:向|给|为)?[^,]{0,8}(?:企业|公司|工厂)输送(?:了)?(?:员工|职工|人员|劳动力|工人)?",
    "游客人次": r"(?:来[^,]{0,8})?游客(?:来[^,]{0,12})?(?:人数|人次|数量|量)?|接待游客|组团游客",
    "能耗": r"综合能耗|能耗",
    "上市挂牌": r"上市挂牌",
    "裁员率": r"(?:未裁员或)?裁员(?:率|比例)(?:(?:调整)?为?不?(?:超过|高于)?(?:参保|企业|在职|本)*职工(?:总?人?数)?的?)?",
    "工业机器人": r"工业机器人|机器人",
}
_PATTERNS = tuple((name, re.compile(words)) for name, words in _SYNONYMS.items())
ABSOLUTE = frozenset(_SYNONYMS) - {"裁员率"}
"""Names of what is counted or paid: no percentage bounds them."""
MONEY = frozenset(
    {
        "营业收入", "研发费用", "设备投资", "固定资产投资", "纳税额", "地方财政贡献", "注册资本", "实缴资本", "出口额",
        "跨境电商出口额", "网络销售额", "销售额", "产值", "总投资",
    }
)  # fmt: skip
QUESTIONS: dict[str, str] = {
    "营业收入": "上一年度营业收入是多少？",
    "从业人数": "现有员工多少人？",
    "成立年限": "企业哪一年注册成立？",
    "出口额": "上一年度出口额是多少？",
}
_LEADING = re.compile(
    r"^(?:且|并(?![网购轨])|其中|其(?!他)|该|的|年度?|上年度?|上一年度?|去年|今年|当年|本年度?|全年|最近一年|近一年|前一年|每年|企业|公司|单位|我(?![省市县区州])们?|我司|我公司|本公司|这个|那个|这|单户|单家"
    r"|单个(?:项目|企业|主体)|新?项目|每家企业|同一企业|对|在电商平台|在|到(?!账)|有(?!效)|现有|共有|拥有|大概|大约|差不多|约|已经?|的|取得|具有|具备|用于|申报单位|另外|还|与|及|和|或者|或"
    r"|\d{4}年(?:度|的)?|\(\d{4}年?\)|一年|实现|完成|达到?|超过?|预计|计划|准备|打算|想|投了|招了|买了?|花了?|采购|全部|全体|所有|组织|入驻|发展|建设|累计|历年累计|引进|购买|新建|上缴(?=税))+"
)
_TRAILING = re.compile(
    r"(?:首次|第一次|已经?|达到?|突破|超过|超|满|实现|为|是|有|约|大约|大概|差不多|近|达|在|的|不?低于|不?少于|不?高于|不超过|要求|应当?|须|需|:|至少|累计"
    r"|数量|共|了|总数|合计|均|每年|应|投资总额达到|不得?|上|额度|刚好|正好|恰好|足足|总共|一共|投了|花了|卖了|做了|(?<!使)用了|,|即|发展|接近|左右|最多|最高)+$"
)
_SHARE = re.compile(
    r"(?P<part>.{2,20}?)(?:总额)?占(?P<whole>.{2,20}?)(?:总额)?(?:的)?(?:比例?|比重|比率)(?P<rest>.*)"
)
_SHARE_BARE = re.compile(r"(?P<part>.{2,20}?)占(?P<whole>.{2,16}?)(?:的|达到?|为|是)*$")
# 工程技术人员不低于研发机构职工总数的60%, and 研发机构职工里工程技术人员占60%.
_SHARE_OF = re.compile(r"(?P<part>.{2,30}?)不[低少]于(?P<whole>.{2,16}?)(?:总数|总量)的")
_SHARE_WITHIN = re.compile(r"(?P<whole>.{2,16}?)(?:里面?|中|当中)(?P<part>.{2,30}?)占(?:比|到|了)*")
_WHOLES = frozenset({"营业收入", "从业人数", "研发人数"})


# 产值比去年多了1000万元: a growth, and no output.
_GROWN = re.compile(
    r"(.{2,16}?)(?:[比较](?:去年|上年度?|上一年度?|前一年度?|往年)(?:同期)?(?:多|增加|增长|增|涨)|同比(?:增长|增加|多)|增长|增加)(?:超过|达到?|了)*"
)


def clean(name: str) -> str:
    """Return a name without the words around it: 上年度营业收入首次达到 -> 营业收入."""
    before = None
    name = _EXCLUDING.sub("", name)
    while before != name:
        before = name
        name = _TRAILING.sub("", _LEADING.sub("", name.strip("，,、；;。：: ")))
    return name


_EXCLUDING = re.compile(r"\((?!不含)[^)]*\)")


_YEARLY = re.compile(r"(?<=.)年度?(?=销售|营业|主营|产值|出口|网络)")


def canonical(name: str) -> str:
    """Return the one name of an attribute, the cleaned words themselves where they have no other."""
    match = _SHARE.search(name) or _SHARE_OF.fullmatch(name) or _SHARE_WITHIN.fullmatch(name)
    if match is None and (bare := _SHARE_BARE.search(name)):
        match = bare if canonical(bare["whole"]) in _WHOLES else None
    if match is not None:
        return f"{canonical(match['part'])}占{canonical(match['whole'])}比例"
    raw = name.strip("，,、；;。：: ")
    if (grown := _GROWN.fullmatch(raw)) and grown[1] != "同比":
        return f"{canonical(grown[1])}同比增长"
    if raw.startswith(("近三年", "三年")) or "近三年" in raw:
        raw = raw.replace("近三年", "").replace("支出额", "")
        return f"近三年{canonical(raw)}"
    cleaned = _YEARLY.sub("", clean(raw))
    for own, pattern in _PATTERNS:
        if pattern.fullmatch(cleaned):
            return own
    return cleaned


_BARE_GROWTH = re.compile(r"(?:(?:同比)?(?:增长|增速|增幅)率?|同比|增加)(?:同比增长)?")


def growth(name: str, before: str) -> str:
    """Return the name of a growth that does not say of what as that of the figure told before it: 出口额1亿元且同比增长10%."""
    bare = _BARE_GROWTH.fullmatch(name) is not None
    known = before in ABSOLUTE or before.endswith(("额", "收入", "产值"))
    return f"{before}同比增长" if bare and known else name


def question_for(name: str) -> str:
    """Return the question that a person would ask for the attribute."""
    if name in QUESTIONS:
        return QUESTIONS[name]
    if share := re.fullmatch(r"(.+)占(.+)比例", name):
        return f"{share[1]}占{share[2]}的比例是多少？"
    return f"{name}是多少？"
