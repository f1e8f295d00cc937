"""Help without the usual word of giving: what is free, who bears the cost, limits raised, rates lowered, time granted.

Each family is told by how it is said, whatever it is about. What is told of the past, forbidden or asked for is no help.
"""

from __future__ import annotations

import re

from qa.measures.view import View

_PAYER = (
    r"[^,;]{0,10}(?:财政|政府|[省市县区](?:里|级)?|资金|基金|中心|管委会|平台|集团|机关|局|银行)"
)
# Said whole by the clause itself: an event, what is free of charge, and who bears the cost.
_ALONE = re.compile(
    r"(?:举办|推出)[^,;]{0,20}(?:招聘|带岗|对接会|培训班|辅导)"
    r"|提供[^,;]{0,14}免费|可(?:以)?(?=免费[\u4e00-\u9fff])|(?<![不非的])(?<!不在)(?<!应当)(?<!公众)(?<!由企业)(?<!由用人单位)免费(?:为|向)?(?:[^,;的]{0,6})(?:查询|咨询|使用|检[测验查]|体检|住宿|培训|上门|辅导|诊断|开放|入驻|入住|停放|乘坐|办理|开展|参加|参展|发放|安装|领取|代办|指导|发布|寄递|邮寄|评估|刻[章制]|试用|配送|照护|体验|接种|筛查|通行|更换|救治)"
    rf"|(?:(?<!经)费用?|租金|房租|利息|食宿|差旅)[^,;]{{0,12}},?由{_PAYER}[^,;]{{0,6}}(?:承担|负担|支付|安排)"
)
_HELP = re.compile(
    # Free of charge, or at a part of the price.
    r"(?:全部|一律|全程|全线|均)免费(?=[,;]|$)|(?:不收取?|不用[交花]|不花)[^,;]{0,8}(?:钱|费用?)(?=[,;]|$)|平价供应|零收费|全免"
    r"|\d(?:%|元)[^,;]{0,4}立减|满\d[\d.]*万?元减\d|券[^,;]{0,30},通过[^;]{2,30}发放|发放[^,;]{0,12}(?:券|通行证)|\d%(?:收取|计收|计租|出租)"
    r"|(?:一律|统一|均)按[^,;]{0,8}\d[\d.]*%|全额(?:承担|减免|扣除|返还|报销)"
    # Who pays, who shares the loss.
    rf"|由{_PAYER}[^,;]{{0,6}}统一投保|(?:贷款|风险|代偿)[^,;]{{0,8}}损失[^;]{{0,30}}?按[^,;]{{2,24}}(?:分担|承担|补偿|代偿)|设立[^,;]{{0,14}}风险(?:资金)?池"
    # Limits raised, rates and prices lowered.
    r"|(?:额度|标准|限额|上限|次数|期限|年限|优惠|津贴|待遇)[^,;]{0,10}(?:由|从)[^,;]{1,20}?(?:提高|增加|上调|延长|放宽|提升)(?:到|至|为)"
    r"|额度再(?:增加|提高|上浮)\d"
    r"|(?:赔付|授信|提取|保障|支付)(?:最高)?(?:限额|额度)(?:为|提高到|最高|可?达)[^,;]{0,6}\d"
    r"|用?[水电气热][^,;]{0,4}(?:价格|费)?优惠\d|返还标准可?(?:按|为)|之日起\d+个?(?:工作)?日内支付(?:款项|货款|账款|价款)?(?=[,;]|$)|(?:入企|现场|行政)检查[^,;]{0,8}不超过[一二两三\d]次|[向对给][^,;]{2,16}授信\d|(?:种子|天使|并购|引导|创投|风险|产业|专项)基金(?:总?规模)?\d[\d.]*[万亿]元|设立\d[\d.]*[万亿]元[^,;]{0,14}(?:资金|基金)"
    r"|(?:费率|利率|税率|门槛|收费|租金|价格)[^,;]{0,10}(?:由|从)[^,;]{1,16}?(?:降低|下调|降|减)(?:到|至|为)|阶段性降低?费率|降费率政策"
    r"|(?:下调|降低|压降)[^,;]{0,6}利率|降低[^,;]{0,8}费率(?=\d|至|到)|(?:单列|专项)信贷(?:计划|规模|额度)"
    r"|(?:利率|费率|LPR|加点)[^,;]{0,16}(?:下调|下浮|优惠|降低|下降|减|降)[^,;\d]{0,6}\d[\d.]*(?:个(?:基点|百分点)|%|BP)"
    # Debts and records not held against somebody, taxes.
    r"|不(?:作为?|列[入为]?|计入|报送|纳入|视为?)[^,;]{0,14}(?:逾期|征信|不良|违约|失信)|(?:逾期|征信)[^,;]{0,10}不(?:计|列|作|[报上](?:送)?征信)"
    r"|不影响[^,;]{0,8}(?:信用|征信|评级)|(?:免除?|减免|不计|不收|免收)(?:[^,;]{0,4})(?:罚息|复利|违约金|滞纳金)|(?:免予|不予|免于)行政处罚"
    r"|加计扣除|加速折旧|留抵(?:税额)?(?:可|一次性|全额|按月)?[^,;]{0,4}退|减征(?=\d|[^,;]{0,12}税)|减征[^,;]{0,20}\d|先征后[退返]|暂不征收|暂免|(?:一次性|全额|据实)[^,;]{0,8}扣除|(?:抵减|抵免)(?=[^,;]{0,10}(?:税|附加))"
    r"|用[电水气热地][^,;]{0,6}(?:执行|按)[^,;]{0,12}(?:价格|标准|电价|价)(?=[,;]|$)|执行(?:居民|农业)[^,;]{0,10}价格?(?=[,;]|$)|租金[^,;]{0,4}为[^,;]{2,12}的\d|额度[^,;]{0,6}上浮\d|按照?[^,;]{0,8}(?:标准|租金|市场价格?|价格)的\d[\d.]*%(?:缴纳|收取|计收|执行)|免租(?=[\d一二三两半])|免收(?=[,;]|$)|(?<=[亩头吨台只座户人株羽车])补\d"
    r"|每[人户天月年亩][^,;]{0,10}(?:发放|给予|补|支付|优惠|减|奖)(?:不超过|最高)?\d|优惠\d[\d.]*元|减免\d|待遇(?:水平|标准)?[^,;]{0,8}每人|按每[人户][^,;]{0,8}\d[\d.]*元(?:的标准)?给|报销(?=[,;]|$)|半价|(?<=[内外])免费(?=[,;]|$)|(?:设立|组建|成立)[^,;]{0,10}\d[\d.]*[万亿]元[^,;]{0,12}基金"
    r"|不征(?!收|集|求|用|地|信)[^,;]{0,10}税|[\d一二三四五六七八九](?:\.\d)?折(?=[,;、优执收计]|$)|(?:查验|抽查|检查)(?:率|比例|频次)[^,;]{0,8}(?:降|减)"
    r"|(?:申报|缴纳|还款|贷款|征收)期限?[^,;]{0,6}(?:延长|顺延|延)(?:至|到)|(?:办理|办结|审批|放款|退税)[^,;]{0,8}时[间限][^,;]{0,6}(?:压缩|缩短)(?:至|到)|可[^,;]{0,8}(?:申请|办理)续贷|(?:安排|新增|设立)[^,;]{0,6}(?:信贷|贷款)额度"
    r"|(?:贷款|授信|申领|可贷)(?:最高)?额度(?:最高|可达|为|提高到)[^,;]{0,6}\d"
)  # fmt: skip
# Time, loans, a way of its own: granted to somebody, else only named (延期缴纳税款, as a heading).
_GRANTED = re.compile(
    r"(?:有效期|许可证?|证[书照]|资[质格])[^,;]{0,8}(?:自动)?(?:顺延|延续|延长|延期)(?:至|到|\d)?|(?:可|予以)[^,;]{0,6}(?:办理)?[^,;]{0,8}(?<=\d[年月])以内的延期|免[^,;]{0,4}换证|暂不[^,;]{0,6}(?:列入|纳入|处罚|降级|公[布告示])|暂缓(?:发布|公布|列入|纳入|开展)|(?:暂缓|延后|推迟|延期)(?=提交|报送|缴|还(?!款期限)|偿|支付|征收|入库|扣款)|分期(?:缴|还|偿)|宽限(?:期)?(?=[^,;]{0,4}\d)|(?:给予|设置|享受)[^,;]{0,10}宽限期"
    r"|(?:延长|展期|续贷)[^,;]{0,10}(?:至|到|不超过|最长)[^,;]{0,4}\d+(?:个月|年|期)|延缓[^,;]{0,8}(?:支付|缴|还|偿)|缓[交征付](?!期)|可以?[^,;]{0,10}(?:延期|延后)(?=办理|至|到)|延期至[^,;]{2,16}(?:缴|申报|办理|偿还|进行|提交)|申请(?:进一步)?延期|(?:暂不|不再|取消)限制[^,;]{0,16}(?:数量|次数|额度|限额)|可暂?(?:按需)?(?:调整|提高|增加)[^,;]{0,12}(?:数量|限额|额度)|(?:核减|调低|调减|调整)[^,;]{0,6}定额|定额调整|(?:亏损|未抵扣)[^,;]{0,12}结转"
    r"|(?:可以?|可申请|允许)[^,;]{0,10}(?:延长|调整)[^,;]{0,6}(?:贷款期限|还款(?:计划|期限|方式|安排))"
    r"|(?:利率|费率)[^,;]{0,14}(?:最低|低至|低于|不高于|不超过)[^,;]{0,10}(?:\d|LPR|报价)|(?:推出|设立|提供|发放|匹配)[^,;]{0,20}(?:专项贷款|信用贷款|信用额度|授信|贷\")"
    r"|(?:开辟|开通|设立)[^,;]{0,12}(?:绿色通道|快速通道)|(?:压缩|缩短|控制)(?:到|至|在)\d[\d.]*个?(?:工作日|小时|分钟)|配备[^,;]{0,8}(?:专员|联络员|代办员|辅导员)|可(?:以)?(?:申请|(?:申请|优惠|优先|直接)?(?:租住|入住|承租))[^,;]{0,14}公寓"
)
# What is done for somebody: who is told, taught, brought together, attended to.
_SERVED = re.compile(
    r"提供(?:至少|不少于|不低于)?\d+[次个项][^,;]{0,4}(?:政策宣[介讲]|(?:职业)?指导|(?:岗位)?推荐|(?:技能)?培训|辅导|咨询|诊断|见习)|(?:推送|发送)给[^,;]{0,8}(?:企业|个人|群众|用户)|向[^,;]{0,10}企业(?:推送|推荐)|开通[^,;]{0,16}(?:热线|专线|专区|专窗|专列|专车|班车)"
    r"|(?:为|向)[^,;]{0,10}(?:企业|单位|商户|纳税人|市场主体)[^,;]{0,6}提供[^,;]{0,20}(?:援助|咨询|指导|代办|预约|翻译|公证|技术|检测)[^,;]{0,8}服务(?=[,;]|$)"
    r"|实行[^,;]{0,10}(?:一个窗口|全程代办|帮办)"
    r"|随[到送报]随[检办审批放到]|加急(?:受理|检[测验]|办理|审[批评])(?!了)|实行[^,;]{0,6}(?:承诺审批|便利审核)|组织[^,;]{0,10}(?:专家|人员)[^,;]{0,10}(?:答疑|帮助|帮扶|指导)|\d+[个小工]?[作]?[时日天]+内为[^,;]{2,14}(?:办理|办结|办妥)|容缺(?:受理|办理)|子女[^;]{0,16}(?:就学|入学|入园|学校)[^;]{0,20}(?:安排|协调|优先|就近|享受|选择)|全程(?:代办|跟踪(?!审计)|帮办)|上门(?:办理|收件|评估)"
)
# A limit that is raised helps whoever it limits: those who borrow, are paid or insured; not courts or machines.
_RAISED = re.compile(r"(?:额度|标准|限额|上限|次数|期限|年限)[^,;]{0,10}(?:由|从)")
_PAID_OUT = re.compile(r"贷|补[助贴]|津贴|赔付|报销|待遇|保[险费障]|奖励|券|抵扣|提取")
_SOMEBODY = re.compile(
    r"企业|单位|个体|主体|纳税人|商户|户|人员|职工|行业|机构|客户|借款人|申请人|人才|毕业生|项目|小微|本金|的,"
)
_FORBIDDEN = re.compile(
    r"(?:暂停|推迟|取消|停止)[^,;]{0,20}$|(?:不得|不能|不可|不再|严禁|禁止|方便|便于|必须|责任[方人者]|过错方|应当?确保|确保|拒绝|擅自)[^,;]{0,6}$|所需(?:资金|经费)[^;]{0,20}$"
)
_PAST = re.compile(
    r"已(?:经|为|累计|全部|减|免|发|返|退|办|兑)|上线了|成功(?:帮助|办理|申请|获)|顺利(?:完成|获|拿到|采购|办)|(?:办理完成|办结)了?|[就只](?:在|用了)|累计|截至|去年|上年(?!度)|同比|共(?:计)?[为发减免返退]|惠及"
)
# Forms and papers to apply with are free everywhere.
_FREE = re.compile(r"(?:全部|一律|全程|均)?免费|不收取?")
_PAPERS = re.compile(r"(?:申请表|申报表|表格|报名|档案|手册|资料)[^;]{0,40}$")
_AHEAD = re.compile(r"可|将|给予|应当?|予以|起,")


def forbidden(seen: View, start: int, at: int) -> bool:
    """Whether what stands at `at` is forbidden or asked for by the words before it: 不得缓缴, 确保减免租金惠及承租人."""
    return _FORBIDDEN.search(seen.text, start, at) is not None


def first_help(seen: View, start: int, end: int) -> int | None:
    """Return where help begins in the segment, None where nobody is helped."""
    patterns = [_ALONE, _HELP, _SERVED]
    if _SOMEBODY.search(seen.text, start, end):
        patterns.append(_GRANTED)
    found = (_first(seen, pattern, start, end) for pattern in patterns)
    at = min((at for at in found if at is not None), default=None)
    if at is None:
        return None
    upto = (start, seen.clause_end(at, end))
    told = _PAST.search(seen.text, *upto) and not _AHEAD.search(seen.text, *upto)
    return None if told else at


def _founded(seen: View, at: int, end: int) -> bool:
    """Whether what stands at `at` is only what something else is added to: 在延长申报期限的基础上，."""
    return seen.text.endswith("基础上", at, seen.clause_end(at, end))


def serves(text: str, at: int) -> bool:
    """Whether the help at `at` of the text is a service."""
    return _SERVED.match(text, at) is not None


def stands_alone(seen: View, at: int) -> bool:
    """Whether the clause of the help at `at` says it whole, so that what stands before leads up to something else."""
    return _ALONE.match(seen.text, at) is not None


def _first(seen: View, pattern: re.Pattern[str], start: int, end: int) -> int | None:
    for match in pattern.finditer(seen.text, start, end):
        at = match.start()
        if seen.enclosed(at, "《(") or forbidden(seen, start, at) or _founded(seen, at, end):
            continue
        if (
            _RAISED.match(match[0])
            and not _SOMEBODY.search(seen.text, start, end)
            and not _PAID_OUT.search(seen.text, start, end)
        ):
            continue
        if not (_FREE.match(match[0]) and _PAPERS.search(seen.text, start, at)):
            return at
    return None
