"""What a question is about: its places and times, what is left when frame words are gone, and its topic.

No dictionary: the words that people ask with and the aspects they ask after are closed sets; what is left is the subject.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.fold import fold
from index.regions import find_regions
from qa.question import analyse

Spans = list[tuple[int, int]]

_MEASURE = (
    "个百分点|个工作日|平方公里|平方米|公里|万元|亿元|万吨|元|美元|家|个|项|条|名|人|位|类|种|所|座|台|套|件|批|次|倍|成|天|年|月|岁|户|届|期|场|"
    "支|部|篇|份|只|辆|架|张|宗|笔|款|处|栋|间|米|亩|吨"
)
# The words of a question that ask, with what clings to them.
ASKING = re.compile(
    r"(?:大概|大约|一共|总共|到底|究竟|分别|各自|各|都|又|还|具体|主要)*(?:是|有|为|约|达到?|共)*"
    rf"(?:多大的?(?:比例|比重|份额)?|多高|多久|多长时间|百分之几|几分之几|几成|(?:多少|(?<!哪)几)(?:万|亿|千|百)?(?:{_MEASURE})?"
    r"|哪(?:个|些|几[个家项条类位]?|[一二两三四五六七八九十][个家项条类位]|位|家|里|儿|年|天|一年)?(?:部门|单位|机构|地方|领导)?|什么(?:时候|时间|地方|样的?)?|啥时候?|何时|何地|谁"
    r"|怎么样?|怎样|如何|为什么|为何|吗|嘛|呢|是否|能否|可否|是不是|能不能|可不可以|有没有)"
)
TIME = re.compile(
    r"[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:时期|期间|末|以来)?"
    r"|(?<!\d)(?:19|20)\d{2}(?:\s*[-—~至到]\s*(?:(?:19|20)?\d{2}))?年?(?:上半年|下半年|第?[一二三四1-4]季度|[一二三四五六七八九十\d]{1,2}月份?)?(?:期间|以来|底|末)?"
    r"|(?<![比较跟和同])[去今前明后]年(?:上半年|下半年|第?[一二三四]季度|[一二三四五六七八九十\d]{1,2}月份?|底|初)?|[上下]半年|第?[一二三四]季度|[上本下]个?月|近[几三五十两\d]+年"
)
WHOLE = re.compile(r"全[国省市县区]|[我本][省市县区]|[省市]内")


def _longest_first(words: str) -> re.Pattern[str]:
    """The words as one pattern, 新增 before 新."""
    return re.compile("|".join(sorted(words.split("|"), key=len, reverse=True)))


# What is asked after, not asked about: with nothing else, a question has no subject of its own.
_ACTS = _longest_first(
    r"[比较][去前今上]年(?:同期)?|[去今明前]年|增长|下降|提高|减少|增加|上升|上涨|下跌|同比|环比|年均|最高|最低|最多|最少|最大|最小|至少|上限|下限|开始|启动|结束|截止|截至|到期|过期|失效|生效|有效|实施|施行|执行|"
    r"发布|公布|印发|出台|制定|负责|牵头|主管|管理|联系|申请|申报|办理|领取|报名|咨询|查询|办|准备|提交|提供|需要|说明|解释|展开|举个?例子?|详细|仔细|补|奖|拿|领|算|定|比|差|占|变化|"
    r"原因|依据|目的|意义|作用|效果|影响|背景|好处|意思|理解|计算|得出|提到|说法|谈|讲|看|知道|了解|信|符合|满足|享受|参加|参与|适用|发放|到账|兑现|落实|进展|完成|实现|包含|包括|举|"
    r"简单|清楚|明白|完整|全部|所有|一共|总共|平均|合计|刚才|上面|前面|后来|之前|以前|以后|接下来|下一步|然后|最后|最早|最新|最晚|最近|必须|一定|可能|只|仅|到底|谢谢|一遍|一点|些|多|少|大|高|低|快|慢|早|晚|新|找|问|去|发|新增|计划|预计|推动|推进|促进|建设|建成|建|实际|动工|开工|竣工|完工|投产|到位|下达|拨付|培育|开展|打造|力争|推出|安排|覆盖|介绍|采取|进行|认定|入选|分配|同时|一起|叠加|重复|排名|排|位列|名次|记得|清|懂|吧|啊|呀|了"
)
ASPECTS = _longest_first(
    r"办公室|办公地点|秘书处|条件|门槛|资格|要求|材料|流程|手续|程序|步骤|时间|日期|时限|期限|有效期|金额|标准|额度|比例|比重|占比|增速|增幅|数量|总数|数目|钱|费用|电话|地址|网址|网站|邮箱|方式|途径|渠道|"
    r"部门|单位|机构|地方|地点|地区|数字|数据|数|话|句|段|点|来源|出处|原文|原话|文件|文号|规定|范围|对象|名单|名称|名字|例子|人|领导|官员|厅长|局长|哪份|份|编号|页|章|节|方法|办法|第"
)
# Of these a place or a time makes a whole question: 东莞有什么补贴.
NOUNS = _longest_first(
    r"补贴|补助|奖励|资金|经费|优惠|扶持|支持|政策|措施|举措|任务|目标|计划|重点|领域|方向|做法|项目|企业|平台"
)
_MOST_TOPIC = 120

# Words that lead to an answer and say nothing without it.
_HANGING = re.compile(
    r"(?:最高|最低|最多|最少|能够?|可以|可|占|是|有|为|要|需要|达到?|同比|年均|预计|预期|一般|通常|每个?[亩年月天日人次户家])+$"
)
SELF = re.compile(
    r"^(?:请问)?(?:我们|我司|本公司|我公司|我厂|我店|我家|咱们|我)(?:公司|企业|工厂|这边)?(?:是|做|搞|从事|生产|卖|主要)"
)
METRIC = re.compile(
    r"(?:总|净|年|人均|平均|营业|销售|进出口|社会消费品|零售)*(?:总额|零售额)|总产值|总产量|总收入|总面积|总投资|产量|产值|增加值|营业收入|营收|收入|利润|税收|投资额?|进出口额?|进口额?|出口额?|合同金额|执行金额|金额|数量|增速|增幅|占比|比重|规模|人数|名额|面积|贡献率|销量|销售额|票房|分值|尺寸|[税利费汇]率|单价|租金|房租|保费|"
    r"(?:学|学杂|杂|书本|住宿|报名|考试|手续|服务|管理|培训|伙食|餐|水|电|气|检测|评审|代理|物业|停车|会员|医疗|护理|运|保险|认证|公证|律师|诉讼|中介)费"
)
# What people and things are measured by though no sum tells it: 对户籍有什么要求.
FEATURE = re.compile(
    rf"{METRIC.pattern}|成绩|分数线?|年龄|身高|体重|视力|学历|学位|户籍|户口|学籍|职称|国籍|年限|经验|注册资本|注册资金|起付线|封顶线|(?:[\u4e00-\u9fff]{2})?(?:保证金|押金|定金|违约金|滞纳金)|报销比例|床位|座位"
)
OFFERED = re.compile(r"补贴|补助|奖励|优惠|贷款|政策|支持|扶持|贴息|资助|措施|帮助|好处")


def find_places(text: str) -> Spans:
    """Return the spans of places, neighbours joined: 广东省东莞市 is one."""
    spans = sorted(
        {(r.start, r.end) for r in find_regions(text)} | {m.span() for m in WHOLE.finditer(text)}
    )
    joined: Spans = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def find_times(text: str) -> Spans:
    """Return the spans of years, plan periods and parts of a year."""
    return [match.span() for match in TIME.finditer(fold(text))]


@lru_cache(maxsize=512)
def residue(text: str, *, nouns: bool = False) -> str:
    """Return what `text` is about: without places, times, asking words and aspects; with `nouns`, general ones stay.

    Without `nouns` general nouns (补贴, 政策) are no subject either, unless a place or a time goes with them.
    """
    folded = fold(text)
    left = list(analyse(text).content)
    for start, end in (*find_places(text), *find_times(text)):
        left[start:end] = [False] * (end - start)
    patterns = [ASKING, _ACTS, ASPECTS] if nouns else [ASKING, _ACTS, ASPECTS, NOUNS]
    for pattern in patterns:
        for match in pattern.finditer(folded):
            left[match.start() : match.end()] = [False] * (match.end() - match.start())
    return "".join(c for c, kept in zip(text, left, strict=True) if kept and c.isalnum())


def topic_of(asked: str) -> str:
    """Return what a question is about, its asking words taken out clause by clause; the question where nothing is left."""
    clauses = [_statement(clause) for clause in re.split(r"[，,；;？?。！!\n]", asked)]
    kept = [c for c in clauses if c and (residue(c) or find_places(c) or find_times(c))] or [
        c for c in clauses if c
    ]
    return "，".join(kept)[-_MOST_TOPIC:].strip("，, ") or asked.strip("？?。！! ")


def _statement(clause: str) -> str:
    """全省有多少家省实验室 -> 全省的省实验室."""
    parts = [
        part.strip("的了 ")
        for part in ASKING.split(re.sub(r"^(?:请问|那么?|我想(?:知道|了解))", "", clause.strip()))
    ]
    parts = [part for part in parts if part]
    whole = "的".join(parts) if all(len(part) > 1 for part in parts) else "".join(parts)
    return _HANGING.sub("", whole) or whole


# Who pays, where it is asked what is paid for that which was spoken of.
_PAYER = re.compile(r"中央|国家|政府|财政|上[级面]|[省市县区]里|[省市县区]级?财政|公家|官方")


def own_of(text: str) -> int:
    """Return how many characters a question has of its own subject: who pays and what is measured (总投资) are none."""
    return len(residue(METRIC.sub(" ", _PAYER.sub(" ", text)), nouns=True))
