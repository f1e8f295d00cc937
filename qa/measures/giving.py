"""Who is given what, read by structure: somebody (对…的, …的，, 为…) and a verb of giving with what it gives.

For what the list of known benefits (`qa.measures.offers`) leaves out: loans that may be applied for, places offered free
of charge, 最高支持2000万元. A benefit that is part of a name (补贴标准, 奖励政策) is given to nobody.
"""

from __future__ import annotations

import re

from qa.measures.relief import stands_alone
from qa.measures.view import View

# What follows a benefit that is only named: 补贴范围, 奖励政策的落实.
NAMED = r"(?!标准(?!为|是|:|按)|范围|政策|条件|对象|办法|工作|管理|申[请领报]|项目|名单|材料|资料|力度|措施|内容|总额|机制|方式|程序|目录|资格|资金(?!\d|支持))"
_BENEFIT = rf"(?:补贴|补助|奖励|奖补|资助|救助|救济|贷款|贴息|保险金|津贴|补偿|担保|场地|经费|优惠|待遇|扶持|资金|保障金|抚恤金?|帮扶|减免|免租期|免税期|宽限期){NAMED}"
_GIVEN = re.compile(
    rf"(?:给[予与]|予以|(?:可以?|免费|由[^,;]{{2,16}})发放|(?:可以?|均可|依法|按规定|同等|按[^,;]{{1,8}})享受|(?:可以?|有权)[^,;]{{0,14}}(?:申请|申领|领取|获得))[^,;]{{0,26}}?{_BENEFIT}"
    rf"|(?:(?<=[,;])|^)(?:应)?(?:为|向|对)[^,;]{{2,30}}?(?P<give>(?:免费|优先)?提供(?!了|担保的)[^,;]{{0,26}}?{_BENEFIT})"
    rf"|可以?[^,;]{{0,10}}申请(?=返还|退还|减免|免除|缓缴|延期)|(?:费率|税率|利率)(?:[^,;]{{0,8}}由\d[^,;]{{0,8}}(?:降|调整|减)|按\d[^,;]{{0,6}}(?:实施|执行|征收|缴纳))|不(?:再)?(?:计收|加收|增收|收取)(?=[^,;]{{0,4}}(?:滞纳金|利息|费|押金|价款|地价))"
    rf"|(?:免费|无偿)(?:[为向给][^,;]{{2,20}})?提供(?!了)|可?由[^,;]{{2,20}}(?:资金|基金|财政)(?:给予|予以)[^,;]{{0,6}}(?:支持|补助|补贴)|(?<=[,;])奖励(?=[^,;]{{2,24}}(?:单位|企业|机构|个人|人员|团队))|(?:财政(?:部门)?|预算中)[^,;]{{0,8}}拨付(?=[,;一解]|$)|发放(?=[^,;]{{0,16}}(?:保险金|补贴|补助|津贴|救助金?)(?:[,;]|$))"
)
# 单个项目最高支持2000万元: a sum, and that it is for each or at most so much.
_SUM = re.compile(
    r"(?:每[个家户年人项]|单个|单项|单户|最高|一次性|各|连续|分别)[^,;]{0,14}?(?:支持|补助|资助|奖励|投入|配[套置](?:资金)?|安排|资金)(?=(?:不超过|最高)?\d)"
)
_SOMEBODY = re.compile(
    r"(?<![应针相绝面])对(?:于)?[^,;]{2,}|为[^,;]{2,24}提供|的,|(?:企业|单位|主体|人员|职工|劳动者|毕业生|农户|农民|家庭|个人|居民|项目|园区|基地|平台|机构|院|团队|学校|学生|失业者|纳税人|商户|组织)"
)
# Those who give, told what to do by those above them, or what is told of the past.
_NOT = re.compile(
    r"处分|处罚|警告|批评|表[扬彰]|罚款|(?:已|累计|共|去年|上年|全年|截至)[^,;]{0,10}(?:发放|给予|享受|支付|投入|补贴|奖励|支持)|享受了|获得了|列入预算|不[得予能]|才[能可]|解释|意见|答复|回复|便利|说法|打击|重视|关注|配合|协助|赔偿|违法|没收|责令|骗取|办理了|给予了|发放了"
)


SHORT = 6  # characters before help in its clause that do not say who helps, or whom
_CLAUSE = re.compile(",")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
# Clauses that say why or who says it, in which nobody gets anything yet.
_WHY = re.compile(
    r"(?:同时|此外|另外|(?:同时,)?我[们省市区县局行](?!企业)[^,]{0,24})$|(?:鼓励|支持|推动|引导|加大|加强|加快|强化|充分|进一步|积极|大力|落实|完善|优化|提高|全面|统筹|推进|深入|持续|健全|建立|为了?(?![^,]{0,20}提供)|作为|近日|记者|当天|具体的)"
    r"|.*(?:介绍|获悉|了解|表示|明确|指出|提出|透露|显示|规定|标准是|标准为|内容为)$"
)
# What follows an offer and gives nothing more: how its amount is set, what it is hoped to do.
_AFTER = re.compile(
    r"(?:引导|促进|提高(?!至|到)|推动|鼓励|帮助|切实|确保|并适当|着力|有效|进一步|更好|形成|打造|用于|支持其|(?:补助|补贴|奖励|专项)?资金(?:主要)?用于)|(?:具体)?(?:补贴|补助|奖励|资助)?标准(?:根据|由|依据|按)|(?:申报|申请|受理)(?:时限|时间)"
)
_HOW = re.compile(r"(?:根据|按照?|依据)[^,;]*$")
_PLACE = re.compile(r"(?:在|到|于)[^,;]{1,12}$")  # 每年可在指定医院|免费体检
_TO = re.compile(
    r"针?对(?![^,;]{0,12}(?:费用?|租金|利息|保费|损失)(?:按|给予|予以)|于|此|外|接|应|照|比)[^,;]{2,}"
)
_COST = re.compile(r"对[^,;]{0,12}(?:费用?|租金|利息|保费|损失)(?:按|给予|予以)")
_LEADS = re.compile(
    r".*(?:的|企业|单位|人员|项目|个人|机构)$|[^,;]{0,8}(?:根据|依据|按照?)|(?:经|自|从|在|凡|符合|于|每|针?对(?![^,;]*不[抽断压]贷))|.*\d{4}年"
)
_WHOM = re.compile(
    r"(?:人员|企业|单位|个体工商户|职工|学生|毕业生|老年人|残疾人|家庭|居民|服务员|农户|机构|团队)$"
)
# What follows an offer and tells how things stand: 目前全省有143家,今年计划再培育25家.
# What follows and asks something of whoever gets it: 建成后应当免费开放.
_STATE = re.compile(
    r"(?:目前|现有|截至|全[省市县区国](?:现有|已|共)|[^,;]{0,16}已(?!于|有.*的$)(?:经)?[^,;]{0,6}\d)"
    r"|(?:建成后|[^,;]{0,6}(?:应当|必须|要求|须(?!经)))(?![^,;]*(?:不低于|不少于|以上))"
)
_NEXT = re.compile(
    r",(?=(?:(?:根据|按照?|依据)[^,;]{2,40},)?(?:其中,?)?(?:对(?!单|每|同一|其|该|差[价额]|增量|超|[^,;]{0,12}(?:费用?|租金|利息|保费|损失)(?:按|给予|予以|进行|可|,))|凡|(?:同时|并)(?:给予|奖励)[一-龥]{1,6}(?:方|人|机构|单位)(?=每|一次性|最高|\d)|并可(?:以)?(?:按规定|依法|申请|享受))[^,;]{2,40})"
)


def pieces(seen: View, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a segment that each begin with somebody: 对中心给予200万元,对项目补助100万元 are two."""
    at, found = start, []
    for match in _NEXT.finditer(seen.text, start, end):
        if seen.enclosed(match.start()):
            continue
        if match.start() > at and not _HOW.match(seen.text, at, match.start()):
            found.append((at, match.start()))
            at = match.end()
    return [*found, (at, end)]


def trimmed(seen: View, start: int, give: int, end: int) -> tuple[int, int]:
    """Return the offer without what leads up to it and what is hoped of it, where somebody is named in what is left."""
    colon = max((m.end() for m in _COLON.finditer(seen.text, start, give)), default=0)
    if colon and _SOMEBODY.search(seen.text, colon, give):
        start = colon
    clauses = seen.cut(start, end, _CLAUSE)
    at = next((i for i, (a, b) in enumerate(clauses) if give < b), len(clauses) - 1)
    first = at
    if stands_alone(seen, give):
        lead = seen.text[clauses[at][0] : give]
        nobody = not _SOMEBODY.search(_PLACE.sub("", lead))
        before = clauses[at - 1] if first else (start, start)
        whom = nobody and _WHOM.search(seen.text, *before) and not _WHY.match(seen.text, *before)
        begins = nobody and len(lead) < SHORT
        first -= 1 if first and (begins or whom or seen.text[before[1] - 1] == "的") else 0
        return clauses[first][0], clauses[at][1]
    while first > 0 and not _WHY.match(seen.text, *clauses[first - 1]):
        if _TO.match(seen.text, *clauses[first]) and not _LEADS.match(
            seen.text, *clauses[first - 1]
        ):
            break
        first -= 1
    if _COST.match(seen.text, *clauses[first]):
        # 对流通企业，建立清单，对物流费用给予补助: whose costs they are stands before.
        first = next(
            (i for i in range(first - 1, -1, -1) if _TO.match(seen.text, *clauses[i])), first
        )
    if not _SOMEBODY.search(seen.text, clauses[first][0], clauses[at][1]):
        # 支持航线开通，新航线每条补贴9万元: who is helped stands in no clause before, so none is taken in.
        named = (i for i in range(first - 1, -1, -1) if _SOMEBODY.search(seen.text, *clauses[i]))
        first = next(named, first)
    last = at
    for i in range(at + 1, len(clauses)):
        if _AFTER.match(seen.text, *clauses[i]) and not any(seen.inside(*clauses[i])):
            break
        if _STATE.match(seen.text, *clauses[i]):
            break
        last = i
    return clauses[first][0], clauses[last][1]


def first_given(seen: View, start: int, end: int) -> int | None:
    """Return where somebody is given something in the segment, None where nobody is."""
    text = seen.text
    if not _SOMEBODY.search(text, start, end):
        return None
    places = [
        m.start("give") if m["give"] else m.start() for m in _GIVEN.finditer(text, start, end)
    ]
    places += [
        m.start()
        for m in _SUM.finditer(text, start, end)
        if any(f.kind == "money" and f.start <= m.end() + 6 for f in seen.inside(m.end(), end))
    ]
    for at in sorted(places):
        if seen.enclosed(at, '《"'):
            continue
        if not _NOT.search(text[max(start, at - 12) : min(end, at + 30)]):
            return at
    return None
