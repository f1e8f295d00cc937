"""What is planned for enterprises, told without a condition to apply by: which statement of a plan gives somebody something.

A plan speaks mostly of those who carry it out. It counts where somebody is to get something: it counts what there will be,
names for whom something is done, or sets up a thing that others use. What it only asks of enterprises gives them nothing.
"""

from __future__ import annotations

import re

from qa.measures.kinds import plan_kind
from qa.measures.offers import Offer
from qa.measures.units import Unit

_INTENT = re.compile(
    r"在[^,]{2,16}(?:设立|建设|举办|开展)|(?:^|[,、:])(?:并|同时|还|也|今年|明年|下一步|接下来|我们|重点)?(?:将|要|拟|计划|力争|推动|推进|支持|鼓励|培育|打造|搭建|建设|建立|建成|构建|设立|举办|办好|组织|开展|实施|推出|启动|完善|加快|深化|尝试|试行|扩大|引导|提供|协助|帮助|面向)"
    r"|(?:将|要|拟|计划|力争|打算)(?:会)?(?:加快)?(?:建|培育|推|支持|举办|组织|开展|打造|搭建|实施|新增|引进|发展|提速|都要)|都?要(?:加快)?(?:建|提速|做大|办)|可以得到|可(?:以)?(?:进入|参与|与|申请|参加|享受)"
    r"|(?:增加|安排|培育|新增)(?:不少于|超过?)?\d+[家个项场]|分[两二三]类培育|受到鼓励|计划投资|(?:将|计划)[^,]{0,10}(?:启用|开通|新建|设立|建成)|惠及|为企业(?:提供|免费)"
)
_DONE = re.compile(
    r"已(?:经|建|有|打造|覆盖|出台|帮助|开通|形成|获)|去年|上年|同比|累计|完成了|实现了|建成(?=全省|全国|\d|首)|达到?(?:\d|了)|共有|目前|占(?:全|比)|在全国属于|出台了?,|有力|截至|年均|比上年|增长\d|下降|排在|预计为|办就|办好,|推动\d+家.*接入|入驻.*\d+家,|支持\d+家"
)
_PLANNED = re.compile(r"建设|打造|建成|新增|开通|成立|推行|扩能")
_PAST = re.compile(r"已|去年|上年|同比|目前|截至|年均|现有|\d年全省|在全国|排在")
_NO_PLAN = re.compile(
    r"^(?:适用|支持|申报|奖补)?对象:|^严禁|研究(?:设立|出台|制定|建立|推出)|印发(?:了|给)?《|^[^,;]{0,16}不得|制定(?:以下|本|如下)|实现产值|列在下面|没有(?:给出|写明|说明|列出)"
)
# How a plan is to be carried out by those who made it, and what shall be reached: no enterprise gets anything by it.
_INTERNAL = re.compile(
    r"联席会议|领导小组|工作小组|(?:工作|协调|管理|联动|推进|调度|考核)机制|组织领导|统筹协调|[督巡](?:促|查|导|办)(?!员)|考核(?!合格|优秀)|(?:每季度|定期|及时)(?:通报|分析|调度|报告)|监督检查"
    r"|责任(?:制|分工|清单|考核)|(?:增加值|总产值|总量|增速)[^,;]{0,12}(?:增长|达到?|突破|不低于|提高|稳定)|占比[^,;]{0,12}(?:达到?|提高|由\d)|稳定在\d|全面禁止|清偿|财政(?:投入|资金)[^,;]{0,10}(?:制度|机制)"
)
# Headings under which a text says how things stand, or what shall be reached.
_STATED = re.compile(
    r"(?:总体|发展|工作|主要|预期)目标$|(?:当前|总体|基本|进展|执行|完成)情况$|指标$"
)
_FOR_FIRMS = re.compile(
    r"企业|产业|园区|平台|中心|站点|试点|品牌|行动|服务|人才|科技|成果|技术|机构|集群|项目|展会|博览会|专窗|对接|培训|枢纽|标准|应用场景|专项|设施|航线|基地|分拣线|[\u4e00-\u9fff]园(?![林艺])|厂房|冷库|码头|研究院|班列"
)


# Somebody who may get something, for whom a thing is done or who may use it.
_WHO = r"(?:企业|商户|主体|农户|合作社|个体|单位|机构|人才|职工|人员|居民|老年?人|患者|参保|群众|市民|学生|毕业生|农民工|大户|家庭|旅客|客户|[行产]业|制造业|项目)"
_FOR_WHOM = re.compile(
    rf"(?:为|向|对|面向|帮助|协助|给|与|供)[^,;]{{0,40}}?{_WHO}[^;]*?(?:提供|开展|举办|培养|培训|开[通放]|预约|辅导|指导|对接|服务(?!能力|水平|业)|减|免|补|奖|贷|办理|支持|推出|实行)"
    rf"|提供[^;]*服务(?!能力|水平|业)|{_WHO}[^,;]{{0,8}}可(?!能|持续|以?根据)|让{_WHO}|可以得到|专业支持|支持[^,;]{{0,20}}(?:研发|申请|参加|参展)"
)
_SET_UP = re.compile(
    r"(?:设立|开通|举办|启动|推出|搭建|打造|建设|建成|建立|组建|办好|设置|新增|组织|开展|安排|布局|构建|开设|发布)[^,;]{0,30}?(?:平台|专窗|窗口|热线|通道|专班(?!.{0,3}机制)|基金|资金|展会|博览会|对接|活动|基地|中心|园|站|实验室|超市|航线|[班专]列|培训|试点|行动|清单|库|招聘|高地|格局)"
    r"|(?:平台|中心|枢纽|基地|园区|厂房|站)[^,;]{0,8}(?:建成|建起来|投运|投用|启用)"
)
# 鼓励业主减免租金: asked for of those who can give.
_ASKED_TO_GIVE = re.compile(r"减免|减租|免收|降低[^,;]{0,10}费|给予|下调|展期|续贷|贷款")


# Schools, the state's own sites and nature: plans for them are for no enterprise unless they name one.
_ELSEWHERE = re.compile(
    r"院校|职业教育|学历|教师|师资|招生|办学|学分|教学|政府网站|政务新媒体|网站集约|生态系统|湿地|国家公园|少先队|党建|活动周|干部队伍"
)
_FIRMS = re.compile(r"企业(?!总部)|商户|市场主体|厂房|园区|合作社|农户|经营主体")


def _concrete(text: str) -> bool:
    """Whether a plan counts, names whom it is for, sets something up, or asks those who can give: else nobody gets anything."""
    return any(p.search(text) for p in (_FIGURE, _FOR_WHOM, _SET_UP, _ASKED_TO_GIVE))


_FIGURE = re.compile(r"\d|分[两二三四]类")
_CLAUSE = re.compile(",")
# What leads up to a plan and is none: who says so, of which field it is told, where it stands among others.
_LEADS = re.compile(
    r"(?:据|近日|日前|记者)[^,]*|[^,]{0,24}(?:介绍|表示|指出|透露|获悉|了解|方面)|此外|同时|另外|其次|下一步|接下来|首先|最后|一方面|另一方面"
)
_SAID = re.compile(r"(?:[^,;:]{0,8}(?:通知|意见|办法|措施))?(?:要求|明确|提出|强调)(?:,|:)?(?=.)")


def _trimmed(unit: Unit, start: int, end: int) -> tuple[int, int]:
    """Return the plan without what only leads up to it."""
    clauses = unit.view.cut(start, end, _CLAUSE)
    while len(clauses) > 1 and _LEADS.fullmatch(unit.text, *clauses[0]):
        clauses.pop(0)
    begin = clauses[0][0]
    if said := _SAID.match(unit.text, begin, end):
        begin = said.end()
    return begin, end


def intends(unit: Unit, start: int, end: int, *, planned: bool = False) -> Offer | None:
    """Return the statement of a plan that concerns enterprises in the segment, None when it holds none.

    `planned`: the document is a plan itself, so that a verb without 将 and a target (达到70%) speak of what is to come.
    """
    start, end = _trimmed(unit, start, end)
    text = unit.text[start:end]
    verb = _INTENT.search(text) or (planned and _PLANNED.search(text))
    if unit.question or len(text) < 8 or not verb or not _FOR_FIRMS.search(text):
        return None
    if (
        _NO_PLAN.search(text)
        or not _concrete(text)
        or (_ELSEWHERE.search(text) and not _FIRMS.search(text))
        or (planned and _INTERNAL.search(text))
        or (unit.section and _STATED.search(unit.section[-1]))
    ):
        return None
    coming = planned and _PLANNED.search(text) and not _PAST.search(text)
    ahead = coming or re.search(r"将|拟|计划|力争|今年(?:要|重点|秋季)|下一步", text)
    if _DONE.search(text) and not ahead:
        return None
    return Offer("intention", start, end, start, plan_kind(text))
