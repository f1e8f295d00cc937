"""What a question asks for: its kind, the unit wanted, what it is about, and the slots an answer must fit.

No dictionary and no model: Chinese questions carry a small closed set of frame words (多少, 哪些, 是否, 请问 …);
what is left beside them is what the question is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.fold import fold
from index.regions import excepted_regions, find_regions
from qa.question.content import content_of
from qa.question.measure_words import MEASURE
from qa.question.times import ASKS, bases, with_digits, without_circumstances

Kind = Literal["figure", "when", "list", "who", "where", "yesno", "support", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question taken apart; `folded` has the length of `text`, and `content[i]` says whether character i is content.

    `units` are the measure words that would answer it (empty: any), `money` says that a sum of money is wanted, `amount` a grant, which may
    be a sum or a percentage, `rate` a percentage, `plural` that several figures are, `naming` that names are to be
    listed, `person` that a person is, `defines`
    that a definition is wanted, `reason` that a reason or a background is, `why` that nothing but a reason is; `home` is where the asker sits, `outside` a place that the question leaves out (不在湖北的企业). `regions` are canonical names, `years` four digits,
    `periods` other spans of time (十四五, 上半年) as written, `bases` the years and periods that it compares with, `share` the kind of rate wanted (占比, 增幅, 贡献率),
    `lasting`/`aged` say that a duration or an age is wanted, `titles` the documents it names in 《》.
    """

    text: str
    folded: str
    kind: Kind
    content: tuple[bool, ...]
    units: tuple[str, ...] = ()
    money: bool = False
    amount: bool = False
    rate: bool = False
    plural: bool = False
    naming: bool = False
    person: bool = False
    defines: bool = False
    reason: bool = False
    why: bool = False
    home: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    share: str = ""
    lasting: bool = False
    aged: bool = False
    titles: tuple[str, ...] = ()


_WHO = re.compile(
    r"谁|哪位|何人|什么人|哪一?个人|哪一位|哪名|哪个领导|哪个官员|"
    r"^(?!.*(?:哪|什么|啥|如何|怎|是否|能否|吗|多少|几)).*(?:导演|主演|主持人|作者|编剧|得主|获得者|[冠亚季]军|创始人)[?]?$"
)
_BODY = re.compile(
    r"(哪个|哪些|哪家|什么|哪几个)(政府|牵头|主管|负责|省直)?(部门|单位|机构|厅局|厅|局|委|机关)|归谁管|主管(部门|单位)是"
)
# 报给谁, 谁来批 may be answered by a body; who said something only by a person.
_TO_WHOM = re.compile(
    r"(?:给|找|向|归|由|问|让)谁|谁(?:管|批|审|负责|承担|牵头|出钱|来(?:管|批|审|办|承担|负责|牵头|出))"
)
_WHEN = re.compile(
    r"什么时候|何时|什么时间|[哪何]一?年|(?:[公西]元前?|民国)几年|[于是在]几年(?=[^,，间内来]{0,4}[?]?$|[发宣成建开创])|多少时[间候]|哪天|哪一天|哪个月|几月|几号|几时|几日(?=开|举|召|起|生效|施行|实施|发布)|多久|多长时间|有效期|时间节点|"
    r"(截止|截至|申报|受理|实施|施行|生效|有效|发布|印发|起始|结束|到期|开始)[^，。,]{0,6}(时间|日期|期限|期)(是|为|到|[?？]|$)|"
    r"(?:时间|日期)(?:是|为)?[?？]?$"
)
_MANY = re.compile(
    # The few of 立的几条规矩 and 这几项 are not asked for.
    rf"多少|几何(?=[?？]?$)|(?<![哪的这那好们])几(?=[十百千万亿]*({MEASURE})|大|个点|[十百千万亿])|百分之几|几分之几|多[大重快远]|(?<!许)多高|"
    # 增速如何 asks for a figure, 哪部分资金视同利润 does not.
    r"(?:^|[,，。;；?？])(?:(?!哪|什么|啥|谁|如何|怎|是否|能否)[^,，。;；?？])*?"
    r"(?<!什么)(?<!哪些)(数量|数目|数额|金额|规模|总量|总额|比例|占比|比重|增速|增幅|增长率|贡献率|标准|上限|限额|额度|人数|个数|家数|"
    r"营收|营业收入|产值|产量|增加值|利润|销售额|投资额|成交额|税收|面积)(?:[^,，]{0,2})"
    r"(是|为|有|呢|如何|怎样)?[?]?$|"
    # Who types words for a search asks for what the last of them counts: 2024年特困人员供养率, 大桥日均车流量.
    r"^(?!.*(?:哪|什么|啥|谁|如何|怎|是否|能否|吗|嘛|不|么)).*[\u4e00-\u9fff]{2}(?:(?<!质)量|(?<!效)率|(?<![多少])数|额|票价|定价|售价|震级)[?]?$"
)
_LIST = re.compile(
    r"哪些|哪几|哪[两三四五六七八九十]|有什么|有啥|"
    r"什么(措施|举措|办法|政策|要求|条件|内容|方面|领域|任务|重点|材料|情形|特点|作用|原则|成效|成果|布局)|"
    r"分别(是|为|有|叫)(什么|啥)|叫什么|名单|包括什么|包含什么|列举|列出|几个方面|哪方面|怎么做|做了什么|"
    r"(如何|怎样|怎么)(推进|推动|促进|开展|做|实施|落实|加强|提升|打造|构建|支持|帮助)"
)
_WHERE = re.compile(r"哪里|哪儿|何地|何处|在哪|哪个(省|市|区|县|地方|城市|地区|国家)|什么地方")
_YESNO = re.compile(r"吗|嘛|是否|能否|可否|有无|可不可以|([\u4e00-\u9fff])[不没]\1")
_SUPPORT = re.compile(
    r"扶持|补贴|补助|奖励|奖补|优惠|资助|支持|帮助|帮扶|政策|好处|红利|申请|申报|享受|资格|平台|服务|对接|对口|适合|行动|项目|渠道|门路|机会"
)
# 能申报省级企业技术中心吗, 能享受电费按95%结算吗: whether one thing may be had, which is named; 能申请补贴吗 names none.
_THIS_ONE = re.compile(
    r"(?:能不能|能否|可不可以|可否|(?<![产功节性动技智效才])能|可以|够不够|符不符合|符合|算不算|够)(?:再|继续|直接|去|够)*(?:申报|申请|申领|报|评|拿到?|领|享受|获得|认定|参评|入选|给)"
    r"(?!(?:什么|啥|哪|多少|几|点|些))(?=[^,，。?？]{5,}(?:吗|嘛|么|不|没)?[?？]?$|[^,，。?？]{4,}$)"
)
_HELP = re.compile(r"(找|问|求助)(谁|哪|什么).{0,8}(帮|解决|支持|指导|服务)")
_SELF = re.compile(
    r"我们|我司|本公司|我公司|我厂|本企业|我店|我是|咱们?|俺们?|我家|我想|我这|(公司|企业|工厂|小厂).{0,24}((?<![产功节性动技智效])能|可以|有什么|有啥|有没有)"
)
_ASKS_OFFER = re.compile(r"有(什么|啥|哪些|没有|何)|能|可以|怎么|哪些|适合|吗|什么")
_MONEY = re.compile(
    r"几个?万?亿(?=[,，。?!啊呢呀]|$)|(?<!哪)几(?:个钱|[十百千]?万?(?:块|元))|多少[十百千万亿]*(元|钱|资金|美元|欧元|日元|港元|块)|多少(资金|奖金|经费|投资|收入|利润|税[收款金]?(?=[,，。?？了]|$))|(?:赚|挣|亏|欠|缴|贷|借)了?(?:到|出)?多少(?=[万亿元钱税利款,，。?？]|$)|(营收|营业收入|产值|投资额|成交额|执行额|总额|执行金额|资金)[^，,]{0,6}多少|"
    # What ends like this is a sum of money: 退还的伙食费一共多少.
    r"(费|预算|收入|支出|生产总值|gdp|工资|薪酬?|保证金|押金|[税货尾欠借]款|价格?)(一共|总共|共|合计|大概|大约|目前|现在)?(是|有|为|达到?|花了)?多少(?![个家项条名人户倍成年天])"
)
_AMOUNT = re.compile(
    rf"金额|(经费|资金|费用|收费|价格|补偿|罚款|租金|保费)[^，,]{{0,6}}(多少|上限|标准)|(补贴|补助|奖励|资助|奖|补|给|拿|(?<![率占带统])领|退还?|返还?|报销?|赔偿?|赔付|偿付|抵扣?|扣除?|贴息?)(到|了|回来?|来)*多少(?!{MEASURE})|多少(补贴|补助|奖励)|(补贴|补助|奖励|资助)(标准|额度|上限|金额)?[^，,]{{0,4}}(是|为|有)?多少(?!{MEASURE})"
)
_RATE = re.compile(
    r"百分之几|百分之多少|多少个?百分点|占比|比例|比重|增速|增幅|增长率|贡献率|率(是|为|达|有|达到)?多少|"
    r"几成|几分之几|几个点|多少个点|多少%|多大(比例|比重|份额)|份额|(?<!效)率[?]?$"
)
_GROWTH = re.compile(
    r"(增长|提高|上升|下降|降低|减少|增加|涨|升|降)了?(多少|几)(?![个家项条名人万亿元])"
)
# 这几年 asks for nothing, and 年轻人 are no years.
_UNIT = re.compile(rf"(?:多少|(?<![这那好近头])几)[十百千万亿]*({MEASURE})(?!点|钱)")
_LENGTHS = ("米", "公里", "千米", "厘米", "里")
_NAMING = re.compile(r"叫什么|名字|名称|名单|(分别|都|各)(是|为|有)(哪|什么|啥|谁)")
# 2000万 and 2015家 are no years.
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d{2})(?![\d.]|多?[万亿元人名户家亩件吨辆台套间栋棵头只份平米公千个百])"
)
_SITS = re.compile(
    r"(我们|我司|我公司|我厂|本公司|我)[^，,。？?]{0,8}?(是|在|来自|位于|注册在)[^，,。？?]{0,12}"
    r"|(?:人|住|家)在[^，,。？?的]{1,12}(?=[，,。])"
)
_DEFINES = re.compile(
    r"什么(?:是|才?算|叫做?)(?!由|为)|是什么意思|所称|所指|指什么|指的是|指哪|定义|界定|含义|怎么理解|何谓|啥意思|是哪些人|算不算"
)
_ASKED = re.compile(r"(?:多少|哪几|哪些|什么|(?<!哪)几(?=[个家项年天]))[^,，?？]{0,16}[,，?？]")
# Several things asked at once: 分别, two asking words (压减多少甲、退出多少乙), or a second subject (……几次？全体会议呢？).
_EACH = re.compile(
    r"分别|各[是为有占]|各自(?!的)|各多少|都列|列出来|"
    r"(?:多少|百分之几|(?<!哪)几[个家项次天年月]|哪[几些两])[^?？]{1,20}[,，、和及与?？].{0,16}(?:多少|百分之几|几[个家项次天年月]|哪[几些两])|"
    r"[?？][^?？]{2,12}呢[?？]?$"
)
_PERIOD = re.compile(r"十[一二三四五六]五|上半年|下半年|前[两二三]个?季度|(?<!前)[一二三四]个?季度")
# 用了15岁的孩子罚多少 asks for a sum, whatever age or time it tells of.
_SUM = re.compile(r"罚款?(?:多少|几)(?![年月天日个])|多少钱")
# 多大能献血, 多大的孩子 ask for an age; 多大的会议室, 规模多大 for a size.
_AGED = re.compile(
    r"岁|年龄|多大(?:年纪|岁数|年岁|的?(?:小?孩|小朋友|儿童|娃|学生|老人|人|婴儿|幼儿)|(?:才|就|可以|能|不能|必须|应当?|算|退休|结婚|入学|上学)+)"
)
_LASTING = re.compile(
    r"(?<!哪)几天|(?<!哪)几日(?=[之以]?[内前后]|$|[,，。;；?？])|多少天|多少时[间候]|多久|多长|时限|期限|(?<![哪前后这那近过头])几(?:个?工作日|个?小时|个月|个?年)|前几年|后几年|(?<!什么)时间(?!段|节点|点|表|[?]?$)|多少(年(?![轻纪级龄])|个月|个?小时|日|个工作日)|有效期|周期|工期|时长"
)
_GAP = re.compile(r"[_＿]{2,}|（\s*）(?=[。？?]?$)")
_COUNTED_GAP = re.compile(rf"\s*[十百千万亿]*(?:{MEASURE}|%|％|美元|欧元)")
_RATE_KINDS = (
    ("贡献率", re.compile(r"贡献率")),
    ("增幅", re.compile(r"增长|增速|增幅|涨|上升|提高|下降|降低|减少|增加(?!值)|同比|环比|年均")),
    ("占比", re.compile(r"占比|比重|占|份额|几成")),
)


def rate_kind(text: str) -> str:
    """Return which kind of rate `text` speaks of: 贡献率, 增幅, 占比; empty when it does not say."""
    return next((name for name, pattern in _RATE_KINDS if pattern.search(text)), "")


_TITLE = re.compile(r"《([^》]{2,60})》")


def analyse(text: str) -> Question:
    """Return what `text` asks for. Pure and total: any string gives a question, in doubt an open one."""
    folded = fold(text)
    rate = bool(_RATE.search(folded))
    # 涨了多少 may be answered by a share or by a sum.
    growth = bool(_GROWTH.search(folded))
    compared, timed = bases(folded)
    kind = _kind(folded)
    units = tuple(dict.fromkeys(match.group(1) for match in _UNIT.finditer(folded)))
    if not units and "多远" in folded:
        units = _LENGTHS
    return Question(
        text=text,
        folded=folded,
        kind=kind,
        content=content_of(folded),
        units=units,
        money=(bool(_MONEY.search(folded)) or bool({"元", "块"} & set(units)))
        and not rate
        and not growth,
        amount=bool(_AMOUNT.search(folded)) and not rate,
        rate=rate,
        plural=bool(_EACH.search(folded)) or len(_ASKED.findall(folded)) > 1,
        person=bool(_WHO.search(_TO_WHOM.sub("", folded))),
        naming=bool(_NAMING.search(folded)),
        defines=bool(_DEFINES.search(folded)),
        reason=bool(_REASON.search(folded)),
        why=bool(_WHY.search(folded)) or "原因" in folded,
        regions=_regions(text, home=False),
        home=_regions(text, home=True),
        outside=tuple(dict.fromkeys(r.canonical for r in excepted_regions(text))),
        years=_years(timed, kind),
        periods=tuple(dict.fromkeys(m.group(0) for m in _PERIOD.finditer(timed))),
        bases=compared,
        share=rate_kind(folded),
        # 几次有固定期限的合同 counts contracts.
        lasting=bool(_LASTING.search(folded))
        and not _SUM.search(folded)
        and (not units or any(unit[-1] in "年月天日时周期" for unit in units)),
        aged=bool(_AGED.search(folded)) and not _SUM.search(folded),
        titles=tuple(_TITLE.findall(text)),
    )


def filled(text: str) -> str:
    """Return a text with a gap to be filled as the question that it is: 上涨____% asks 上涨多少%."""
    return _GAP.sub(lambda m: "多少" if _COUNTED_GAP.match(text, m.end()) else "什么", text)


def term_of(question: Question) -> str:
    """Return the longest string of content of a question: what a definition defines."""
    kept = zip(question.folded, question.content, strict=True)
    return max("".join(c if on else " " for c, on in kept).split(), key=len, default="")


# A part of a question with this many content characters can be understood alone.
_ASKS_ALONE = 6


def parts_of(text: str) -> tuple[str, ...]:
    """Return the questions that `text` asks one after the other, each in its own sentence; empty where it asks one."""
    parts = [part.strip() for part in re.split(r"(?<=[?？;；。])", text) if part.strip()]
    asking = [
        part for part in parts if ASKS.search(part) and sum(content_of(fold(part))) >= _ASKS_ALONE
    ]
    return tuple(asking) if len(asking) >= 2 else ()


def _regions(text: str, *, home: bool) -> tuple[str, ...]:
    """The regions where the asker sits (我们是沈阳的旅行社), or the others, which are asked about."""
    own = [match.span() for match in _SITS.finditer(text)]
    left_out = {r.start for r in excepted_regions(text)}
    return tuple(
        dict.fromkeys(
            r.canonical
            for r in find_regions(text)
            if r.start not in left_out and any(a <= r.start < b for a, b in own) == home
        )
    )


def _years(folded: str, kind: Kind) -> tuple[str, ...]:
    """The years asked about: who asks for support, or for no figure, tells in clauses that ask nothing when what happened."""
    asking = folded
    if kind == "support":
        clauses = re.split(r"[,，。;；!！?？]", folded)
        asking = "，".join(clause for clause in clauses if ASKS.search(clause))
    elif kind != "figure":
        asking = without_circumstances(folded)
    return tuple(dict.fromkeys(_YEAR.findall(with_digits(asking))))


# 又称为什么, 改编为什么 ask what something is called or became, 额度为何？ and 为什么籍贯 what it is.
_WHY = re.compile(
    r"(?<![称誉名作变改成编更算认定评叫之置视])为什么(?![?]?$|东西|籍贯|国籍|性质|颜色|类型|等级|级别|身份|职务|关系|语言|名称)"
    r"|为[何啥](?![?]?$)|(?:^|[,，。;；是因])为(?:什么|[何啥])(?=[?]?$)|缘何|因何|何故|凭什么|凭啥"
)
_REASON = re.compile(
    rf"{_WHY.pattern}|(?:什么|何种|啥)原因|原因何在|(?:原因|缘由|理由|起因|背景|由来)(?:是|有|为|在)"
)
# 电话是多少 asks for no figure.
_CONTACT = re.compile(
    r"(电话|热线|号码|邮箱|网址|邮编|账号|帐号|传真|地址|微信号|公众号|(?:文|字|编|案|证|证书|车牌|登记|批准|注册|备案|合同|许可证?|型|批|代)号)"
    r"[^，,。?？]{0,4}(多少|几号|什么)"
)


def _kind(folded: str) -> Kind:
    if _CONTACT.search(folded) or (_WHY.search(folded) and not re.search("多少|几", folded)):
        return "open"
    if _HELP.search(folded):
        return "support"
    if _WHO.search(folded) or _BODY.search(folded):
        return "who"
    if _WHEN.search(folded):
        return "when"
    if _MANY.search(folded):
        return "figure"
    if (
        _SUPPORT.search(folded)
        and _SELF.search(folded)
        and _ASKS_OFFER.search(folded)
        and not _THIS_ONE.search(folded)
    ):
        return "support"
    if _LIST.search(folded):
        return "list"
    if _WHERE.search(folded):
        return "where"
    return "yesno" if _YESNO.search(folded) else "open"
