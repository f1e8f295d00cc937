"""The audited word lists of the checker: what may be swapped, dropped or added without changing what is said.

Every entry is a licence to differ from the source, so each was added for a reason and none for convenience:
建设 and 建成, 鼓励 and 要求, 补助 and 贷款, 可以 and 应当 stand in no list, and a draft that exchanges them is rejected.
All words are folded (simplified, half width, lower case)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from qa.proof.verbs import PLANNED, listed

# Variant -> canonical form, applied to draft and source alike.
_SAME: Final = (
    ("规上", "规模以上"),
    ("和", "及 与 以及"),
    ("发改委", "发展和改革委员会 发展改革委员会 发展改革委"),
    ("工信厅", "工业和信息化厅"),
    ("工信局", "工业和信息化局"),
    ("工信部", "工业和信息化部"),
    ("科技厅", "科学技术厅"),
    ("科技局", "科学技术局"),
    ("科技部", "科学技术部"),
    ("市场监管局", "市场监督管理局"),
    ("市场监管总局", "市场监督管理总局"),
    ("人社厅", "人力资源和社会保障厅 人力资源社会保障厅"),
    ("人社局", "人力资源和社会保障局 人力资源社会保障局"),
    ("人社部", "人力资源和社会保障部 人力资源社会保障部"),
    ("住建厅", "住房和城乡建设厅 住房城乡建设厅"),
    ("住建部", "住房和城乡建设部 住房城乡建设部"),
    ("国办", "国务院办公厅"),
    (
        "同比",
        "比上年同期 比去年同期 较上年同期 较去年同期 比上年 比去年 较上年 较去年 比上一年 较上一年",
    ),
    ("年均", "平均每年 每年平均"),
    ("百分点", "个百分点"),
    ("解决", "破解"),
    ("帮助", "助力 助推"),
    ("来自", "出自"),
    ("推动", "推进 促进"),
    ("覆盖", "涵盖"),
    ("措施", "举措"),
    ("目前", "当前 现在"),
    ("持续", "继续"),
    ("举办", "举行"),
    ("应", "应当 应该"),
    ("须", "必须"),
    ("可", "可以"),
    ("将", "将要"),
    ("计划", "拟"),
    ("达", "达到 达成"),
    ("至", "到"),
    ("共", "共计 总共 合计 一共"),
    ("已", "已经"),
    ("最高", "最多"),
    ("不超过", "不高于 不多于"),
    ("不低于", "不少于"),
    ("给予", "予以"),
    ("此外", "另外"),
    ("缩短", "压缩"),
    ("问题", "难题"),
    ("服务贸易", "服贸"),
    ("人工智能", "ai"),
    ("新材料", "新型材料"),
)


CANONICAL: Final = {v: canon for canon, variants in _SAME for v in variants.split(" ")} | {
    canon: canon for canon, _ in _SAME if len(canon) > 1
}


# Longest first; a variant inside one of these stays as it is (和 in 和平, 到 in 到位, 同 in 同比).
_KEEP: Final = listed(
    "数量 总数 园区 分别 同比 同时 同意 同等 同步 同一 相同 不同 共同 合同 协同 如同 认同 等同 同志 同期 同胞 同类 "
    "参与 给与 与会 与否 跟踪 跟进 跟上 涉及 普及 及时 以及时 及格 触及 危及 波及 惠及 提及 "
    "和平 和谐 总和 缓和 温和 饱和 共和 "
    "到位 到期 到场 到底 到来 得到 受到 做到 看到 遇到 感到 直到 周到 到岗 收到 找到 "
    "共享 共建 公共 中共 共识 共产 共青 共有 共用 共性 应用 适应 响应 供应 反应 效应 应急 应对 相应 应收 应税 应付 应届 应纳 应邀 "
    "本科 本地 成本 资本 基本 根本 本土 样本 文本 本身 日本 版本 本金 本质 本级 本年 本月 本次 本办法 本条例 本法 本规定 本意见 本市 本省 本县 本区 "
    "应该 该项 模拟 虚拟 拟定 已知 达标 达产 发达 表达 到达 传达 可能 可靠 认可 许可 可持续 可行 可控 可再生 可信 "
    "将军 至少 至今 甚至 直至 乃至 至于 冬至 夏至 email main "
    "年度计划 年度报告 每年度 本年度 上年度 各年度 财政年度 纳税年度"
)


_LITERAL: Final = {word: word for word in _KEEP if word not in CANONICAL}


def _by_first(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of the words. Grouped by first character: one of hundreds is tried where it may stand."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


WORDS: Final = re.compile(_by_first({*CANONICAL, *_LITERAL}))
WORD_STARTS: Final = frozenset(word[0] for word in {*CANONICAL, *_LITERAL})


def canonical(word: str) -> str:
    """Return the canonical form of a folded word."""
    return word if word in _LITERAL else CANONICAL.get(word, word)


# Function words that may come and go anywhere.
LIGHT: Final = frozenset(listed("的 了 着"))


# May be dropped from the source (never added): manner, not measure; 全面 原则上 一般 重点 are measure.
ADVERBS: Final = frozenset(
    listed(
        "大力 积极 不断 进一步 深入 切实 扎实 着力 加力 有力 充分 稳步 努力 认真 持续 加快 加速 继续 抓紧 尽快 "
        "更好 更好地 始终 坚定 坚决 全力 全力以赴 也 还 都 又 则 均 就 已 共 目前 "
        "我们 您 同时 并 并且 且 而且 此外 首先 其次 最后 另一方面 一方面 比如 例如 为此 因此 包括 通过 成功 高标准 高水平"
    )
)


# Opening words of a draft that connect it to nothing the reader sees; they are taken away, not verified.
CONNECTIVE: Final = r"(?:此外|另外|同时|其次|首先|最后|综上所述|综上|总之|总的来说|简而言之|具体来说|具体而言|也就是说|答案是|回答|答|是的|对的|有的)[，,：:、]\s*"


CONNECTIVES: Final = re.compile("^" + CONNECTIVE)


# Joins a measured noun and its figure: 占比为56%, 实验室有24家, 总额达7086.68亿元.
LINKS: Final = frozenset(
    listed("有 共有 共 达 为 是 约为 已有 已达 数量 的数量 数量为 总数 的总数")
)


EXIST_LINKS: Final = frozenset(listed("有 共有 共 已有"))


PLAN_WORDS: Final = re.compile(
    PLANNED.pattern + r"|将(?!军|近|士|领)|计划|预期|目标|规划|未来(?!产业)|方案|安排|要(?![素点])"
)


DONE_WORDS: Final = re.compile(r"已|了|建成|累计|完成|实现|形成|取得|荣获|入选|获批|突破")


RESULT_VERBS: Final = frozenset(
    listed("建成 形成 完成 实现 入选 出台 达 缩短 成功 获得 荣获 覆盖 突破 布局建成 培育形成")
)


NEGATIONS: Final = re.compile(
    r"不|未|无(?!人|线|障碍|锡)|没|非(?!洲|常|遗|凡|公|物质|共识|金融|化石|营利|煤)|禁止|严禁|杜绝|停止|取消|废止|终止|除外|免(?!疫|费)|否"
)


MEASURE_TAIL: Final = re.compile(
    r"(?:额|量|率|值|数|规模|收入|占比|比重|比例|时限|面积|总额|总量|产值|水平|速度|寿命|强度|价格|指数|成本|利润|税收|存款|贷款|余额|支出|投资|营收|gdp|外贸|进出口|增加值|出口额|增速|增幅|贡献率|浓度|里程|产能|人口|产量|总水平|涨幅|数量|人数|成交|建设用地|耕地)$"
)


ENTITY_TAIL: Final = re.compile(
    r"公司|集团|大学|学院|银行|协会|学会|研究院|研究所|开发区|高新区|经开区|示范区|试验区|产业园|厅(?!级)|局(?![面部限势])|部门|办公室|人民政府|法院|检察院|常委会|发改委|卫健委|国资委|工信委|住建委|工业园|科技园|保税区|新区|委员会|总局|财政部|工信部|科技部|教育部|国务院"
)


# A clause that only frames the next ones; without it they would say more than the source does.
CONDITION_START: Final = re.compile(
    r"对(?!外|口|于此|此)|凡|如(?!今|下)|若|倘|假如|一旦|除|经(?!济|营|费|验|过|常)|符合|满足|按(?!揭|照[^，]{2,40}(?:要求|原则|部署|精神|思路|方针|规律|方向)$)|依照|自(?!然|主|贸|治|身|动|觉|愿|由|信)|"
    r"从(?!业|事|而|容)|截至|截止|至(?!于|今)|到(?:\d|“?十[四五六]五|本世纪|明年|今年|那时)|当(?!前|地|年|日|月|下|代)|只要|只有|仅|每(?!年|天)|"
    r"年(?:营业|产值|销售|纳税)|属于|由于|因(?!地制宜|此|而|势)|在.{0,40}(?:下|时|前提|期间|情况|范围内|之前|之后|基础上)$|"
    r"新(?:认定|设立|引进|注册|落户|增入库|入库|获|迁入)|同一|原则上|力争|争取|未(?:经|按|在|能)|不(?:符合|满足)|有?下列|以下|上述|不(?:含|包括)"
)


CONDITION_END: Final = re.compile(
    r"(?:的|者|(?<!同)时|(?<!目|当|之|提|日|年)前|(?<!今|最|其|先|之|背)后|[以之](?:前|后|内|外|下|上)|之日起|期间|(?<![国省业市县区海])内|(?<![此另海国内])外|情况下|条件下|前提下|"
    r"情形|基础上|为限|起)$"
)


TOPIC_END: Final = re.compile(r"(?:中|之中|当中|领域|(?<!以)上)$")


# Adverbial frames that carry no condition: 在科技服务方面, 通过…, 以…为抓手, 围绕….
FREE_FRAME: Final = re.compile(
    r"(?:在.{0,20}(?:方面|层面|环节|领导下|支持下|推动下|带动下|指导下|共同努力下)$|通过|围绕|以.{1,40}为(?!例).{1,12}$|根据|为(?:此|了)?(?!期)|针对|面对|随着|近年来?$|总体上?$|接下来$|下一步$|目前$)"
)


# Says for whom or of which case: 针对首次出口企业, 为高新技术企业, 以青石县为例. A difficulty that is met limits nothing.
FOR_WHOM: Final = re.compile(
    r"(?:针对|面对|面向|围绕|瞄准|为(?![了此期]))(?!.*(?:问题|难题|困难|难点|痛点|堵点|短板|不足|现象|需求|特点|挑战|形势|压力|冲击|局面|环境|疫情|目标|任务|主题|主线|中心工作|大局|要求|部署|战略)$)"
    r"|.*以[^，]{1,20}为例$"
)


# Says why, how or when; what it frames must follow it. 为…提供… is a statement for all that.
SCENE: Final = re.compile(
    r"为(?:了)?(?![期])|根据|按照|依据|依照|依|随着|通过|围绕|针对|面对|对(?!外)|对于|因|由于|如|若|经|自|从|截至|到|当|除|在|以.{1,40}为|会上|会后|会议|近日|日前|"
    r"随[后後]|当[天日晚]|次日|昨[天日]|今[天日]|目前|此前|期间|与此同时|结合|鉴于|基于|立足|着眼|利用|依托|借助|关于|就|要按照|应按照|应当按照|须按照"
)


SCENE_VERB: Final = re.compile(
    r"提供|注入|创造|作出|做出|奠定|营造|打造|带来|保驾护航|给予|予以|实行|开展|进行|实施|增长|下降|达|超|占|应当|不得|可以|必须|切实|全面|建立|建设|加强|完善|推动|支持|加大|安排|设立|提高|降低|减[收征按半]|免[征收]|奖励|补助|补贴|延长|取消|出台|启动|开放|部署|征收|建成|新增|培育|引进|处理|处罚|负责"
)


REPORT_FRAME: Final = re.compile(
    r"(?:网传|据传|传言|谣言|有人|有消息|有观点|有意见|有的|有网友|网友|网上|误以为|声称|谎称|宣称|号称|假设|设想|建议|希望|呼吁|提议|"
    r".{1,40}(?:认为|称|说|表示|指出|提出|预测|预计|估计|建议|要求|希望|规定|强调|介绍|透露|判断))$"
)


DENIAL: Final = re.compile(
    r"谣言|不实|失实|误读|虚假|不属实|有误|不是事实|以讹传讹|错误的?$|已?废止|停止执行|不再执行|失效|撤回|撤销|取消|作废"
)


# Says that what stands before it in the sentence is not so; 《原办法》同时废止 says it of something else.
DENIED: Final = re.compile(r"^(?:系|属|是|均|都|纯属|并)|[该此其这上]|消息|说法|传言|信息|内容")
# Says more of what was said right before, and nothing without it.
LEANING: Final = re.compile(
    r"同比|环比|年均|比上|较上|较去|较20|增长|下降|增幅|增速|降幅|占|约占|达|居|位居|排名|方可|方能|方准|才能?(?!干)|为(?!了|期)|是|其中|分别|累计|总额|共计|平均|最低|折合|约(?!束|定)|超|近(?!年|期)"
)
# 指导各地主管部门组织说明会，向企业宣传解读: the second predicate is theirs, unless it is a measure again.
PIVOT: Final = re.compile(
    r"(?:[还也并]?将|要|应当?|须|可以?|积极|大力|同时|并|进一步|加快|继续|持续)*(?:指导|推动|支持|鼓励|引导|要求|组织|督促|允许|帮助|促使|使|让|助力|请|责令|委托|授权|包括引导)"
)
MEASURE_AGAIN: Final = re.compile(
    r"(?:[还也并]?将|要|应当?|须|可以?|积极|大力|同时|并|进一步|加快|继续|持续|着力|不断|切实|全面|深入|稳步|努力)*"
    r"(?:推动|推进|促进|支持|鼓励|引导|加强|加快|加大|完善|健全|建立|建设|实施|开展|培育|打造|提升|提高|优化|深化|强化|落实|扩大|推广|探索|出台|制定|组织|指导|新增|"
    r"帮助|助力|确保|保障|实现|形成|构建|搭建|发展|举办|拓展|创新|改革|给予|覆盖|为)"
)
RESTRICTION: Final = re.compile(
    r"(?:奖励|补助|补贴|资助|支持|贴息|贷款|总额|金额|额度|资金|[每单同].{1,8}|累计){0,2}(?:总额|金额|额度)?(?:最高|不超过|不得超过|上限|封顶)|"
    r"但|但是|不过|然而|除|仅|只|限(?!额以上)|不含|不包括|不得|不再|不予|不重复|最高|不超过|上限|封顶|且(?!行)|并须|并应|须|每(?:家|户|个|人|年|项).{0,8}(?:最高|不超过)|"
    r"累计.{0,6}不超过|总额.{0,4}不超过|单.{0,8}(?:最高|不超过)|同一|原则上|前提是|.{0,30}(?:除外|为限|为准|(?<![废停终禁])止)$"
)


# A limit to an amount concerns what gives an amount; any other limit concerns all that was said.
CAP: Final = re.compile(r"最高|不超过|不得超过|上限|封顶")
ENTITLEMENT: Final = re.compile(
    r"补助|补贴|奖励|资助|给予|减免|免征|减征|贴息|奖补|返还|退还|信贷|贷款|优惠|[\d%％]"
)
# After these the parts of a list belong together: 分别超三成、五成, A、B和C共10家, 仅限….
BOUND_LIST: Final = re.compile(
    r"须|应(?![用急届])|必须|需(?!求)|满足|符合|具备|提交|材料|证[明件]|联合|会签|会同|协同|组成|构成|经[^，]{1,60}后|合并|签[订署]|达成|"
    r"分别|依次|各(?!类|项|种|级|地|方|领域|行业)|[之以]外|(?<![解消清免破拆排扫])除(?![了尘夕])|不[含包]|其余|剩余|轮[流值]|出资|选[出取定择聘]|择优|择一|抽[取查]|围成|交界|之间|共同|[共分均平]担|之和|总和|合计|共|平均|仅|只|限|均|方可|才能|或|任一|之一|同时|以上|以下|至少|全部|所有|每|不超过|总计|相比|比"
)


# A predicate inside what looks like a counted noun: 35家企业给予补助 counts no 企业给予补助.
PREDICATE: Final = re.compile(
    r"给予|予以|开展|破解|解决|实现|进行|享受|获得|取得|完成|达到|入选|推动|推进|促进|提高|提升|增长|下降|减少|增加|新增|参加|参与|缴纳|申报|申请|"
    r"加快|加强|帮助|助力|支持|鼓励|引导|取消|停止|关停|退出|打造|培育|建成|形成|覆盖|来自|出自|成功|已|被|将|可|应|须|不|未|无|占|居|超|比|有|是|为"
)


# A count that exists: what was built, formed or owned is there. 新增 and 减少 say how a count changed, not what it is.
EXISTS: Final = re.compile(
    r"(?:建成|拥有|现有|共有|已有|建有|设有|有|布局建成|建设|布局|形成|培育形成|打造|组建|设立|认定|共)了?$"
)


# What a list is of that is sought, asked for or to be given up: 人才缺口如下, 整改清单.
WANTED: Final = re.compile(
    r"招[聘收募录]|缺(?!席)|急需|需[求要]|整改|撤[销并]|拟(?!定)|计划|目标|任务|申报|淘汰|关[停闭]|取消|建议|要求|争取|拆除|退出"
)


HAVING: Final = re.compile(r"拥有|现有|共有|已有|建有|设有")


# 缩短为5天 is what it is now, 缩短5天 by how much: behind these words 为 says something.
CHANGED: Final = re.compile(
    r"(?:增长|下降|减少|增加|提高|提升|降低|缩短|压缩|压减|上升|上涨|下跌|回落|扩大|缩减|缩小|延长|上调|下调|调整|上浮|下浮|提速|减|增|升|降|涨|跌)(?:了|幅度?)?$"
)
# What is set and not reached: 上限为4% does not say that it 达4%.
SET: Final = re.compile(
    r"(?:上限|下限|目标|[戒红底付顶准]线|门槛|限额|指标|标准|预期|预计|计划|任务|要求|条件|[底限]价|额度|定额|起点|基准|规划)(?:值|数)?$"
)


ANAPHOR: Final = re.compile(
    r"其(?!他|它|余|次|实|[一二三四])|该(?!不)|上述|此类|前款|前述|这[些一类种]|此(?!外|前|后|次)|同类|后者|前者|两者"
)


ANAPHORS: Final = frozenset(("园区", "当地"))


CAUSES: Final = frozenset(("推动", "带动", "拉动", "使", "促使"))
