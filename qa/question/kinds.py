"""Which kind of thing a question asks for: a figure, a time, a person, a list, support … The closed set of words that ask. Pure."""

from __future__ import annotations

import re

from qa.question.measure_words import MEASURE
from qa.question.persons import asks_speaker
from qa.question.types import Kind

_WHO = re.compile(
    r"谁|哪位|何人|什么人|哪一?个人|哪一位|哪名|哪个领导|哪个官员|"
    r"^(?!.*(?:哪|什么|啥|如何|怎|是否|能否|吗|多少|几)).*(?:导演|主演|主持人|作者|编剧|得主|获得者|[冠亚季]军|创始人)[?]?$"
)
_NAME_AND_OFFICE = re.compile(r"姓名|名字|职务|叫什么|叫啥")
_BODY = re.compile(
    r"(哪个|哪些|哪家|什么|哪几个)(政府|牵头|主管|负责|省直)?(部门|单位|机构|厅局|厅|局|委|机关)|归谁管|主管(部门|单位)是"
)
# 报给谁, 谁来批 may be answered by a body; who said something only by a person.
_TO_WHOM = re.compile(
    r"(?:给|找|向|归|由|问|让)谁|谁(?:管|批|审|负责|承担|牵头|出钱|来(?:管|批|审|办|承担|负责|牵头|出))"
)
_WHEN = re.compile(
    r"什么时候|何时|什么时间|[哪何]一?年|(?:[公西]元前?|民国)几年|[于是在]几年(?=[^,，间内来]{0,4}[?]?$|[发宣成建开创])|多少时[间候]|哪天|哪一天|哪几[天日]|哪个月|几月|几号|几时|几日(?=开|举|召|起|生效|施行|实施|发布)|多久|多长时间|有效期|时间节点|"
    r"(截止|截至|申报|受理|实施|施行|生效|有效|发布|印发|起始|结束|到期|开始)[^，。,]{0,6}(时间|日期|期限|期)(是|为|到|[?？]|$)|"
    r"(?:时间|日期)(?:是|为)?[?？]?$"
)
_ASKED_WITH = r".*(?:哪|什么|啥|谁|如何|怎|是否|能否|吗|嘛|不|么)"
_MANY = re.compile(
    # The few of 立的几条规矩 and 这几项 are not asked for.
    # Nor the few of 20几所, or of 几个方案中，哪个.
    rf"多少|几何(?=[?？]?$)|(?<![哪的这那好们\d])几(?![^,，。?？]{1, 10}[中里][,，]?[哪谁])(?=[十百千万亿]*({MEASURE})|大|个点|[十百千万亿])|百分之几|几分之几|多[大快远]|多重(?!要|视|大|点)|(?<!许)多高|"
    # 增速如何 asks for a figure, 哪部分资金视同利润 does not.
    r"(?:^|[,，。;；?？])(?:(?!哪|什么|啥|谁|如何|怎|是否|能否)[^,，。;；?？])*?"
    r"(?<!什么)(?<!哪些)(数量|数目|数额|金额|规模|总量|总额|比例|占比|比重|增速|[增涨降跌升]幅|增长率|贡献率|标准|上限|限额|额度|人数|个数|家数|"
    r"营收|营业收入|产值|产量|增加值|利润|销售额|投资额|成交额|税收|面积)(?:[^,，]{0,2})"
    r"(是|为|有|呢|如何|怎样)?[?]?$|"
    # Who types words for a search asks for what the last of them counts: 2024年特困人员供养率, 大桥日均车流量.
    rf"^(?!{_ASKED_WITH}).*[\u4e00-\u9fff]{{2}}(?:(?<!质)量|(?<!效)率|(?<![多少])数|额|里程|收入|支出|余额|赤字|[顺逆]差|寿命|票价|定价|售价|震级)[?]?$|"
    rf"^(?!{_ASKED_WITH})(?:19|20)\d{{2}}年.{{2,16}}(?:增长|下降|上涨|减少)[?]?$"
)
_LIST = re.compile(
    r"哪些|哪几|哪[两三四五六七八九十]|有什么|有啥|"
    r"什么情况下?(?=[^,，。]{0,16}(?:不|拿不|没有|取消|退回|收回|追回))|什么(措施|举措|办法|政策|要求|条件|内容|方面|领域|任务|重点|材料|情形|特点|作用|原则|成效|成果|布局)|"
    r"分别(是|为|有|叫)(什么|啥)|叫什么|名单|包括什么|包含什么|列举|列出|几个方面|分(?:为|成)?(?:几|多少)(?:档|类|种|级|个?等级|个?档次)|有几档|哪方面|怎么做|做了什么|"
    r"(如何|怎样|怎么)(推进|推动|促进|开展|做|实施|落实|加强|提升|打造|构建|支持|帮助)"
)
# 在哪次会议上, 在哪个阶段, 在哪份文件里 ask for no place.
_NO_PLACE = (
    r"(?:[一几两]?(?:[年天月次届场份篇章款项类种]|条(?![路街道河线巷])|部(?!门)|个(?:朝代|时期|时候|时间|时段|阶段|年代|年份|世纪|月|季度|环节|方面|"
    r"领域|行业|文件|条款|条文|会(?![场址馆])|大会|项目(?!部)|方案|提案|比赛|事件|案)))"
)
# 花在哪些地方, 体现在哪里 ask for no place either.
_FIGURATIVE = re.compile(
    r"(?:哪[些里个]|什么)地?方(?:不|能|可以|都)*(?:能|许|可以|让)?(?:花|用)(?:在|到)?(?=[?？钱的]|$)|(?:[花用投]|支出|体现|表现|反映|区别|不同|差别|创新|突破|变化|(?<![最刚正幸还恰])好|[新难差错强优亮卡])(?:到|于|在)了?(?:哪|什么地方|何处)"
)
_WHERE = re.compile(
    rf"哪里|哪儿|何地|(?<![如任])何处(?![理置罚分])|在哪(?!{_NO_PLACE})|哪个(省|市|区|县|地方|城市|地区|国家)|什么地方"
)
_YESNO = re.compile(r"吗|嘛|是否|能否|可否|有无|可不可以|([\u4e00-\u9fff])[不没]\1")
_SUPPORT = re.compile(
    r"扶持|补贴|补助|奖励|奖补|优惠|资助|支持|帮助|帮扶|政策|好处|红利|申请|申报|享受|资格|平台|服务|对接|对口|适合|行动|项目|渠道|门路|机会"
)
# 能申报省级企业技术中心吗, 能享受电费按95%结算吗: whether one thing may be had, which is named; 能申请补贴吗 names none.
_THIS_ONE = re.compile(
    r"(?:能不能|能否|可不可以|可否|(?<![产功节性动技智效才])能|可以|够不够|符不符合|符合|算不算|够)(?:再|继续|直接|去|够)*(?:申报|申请|申领|报|评|拿到?|领|享受|获得|认定|参评|入选|给)"
    r"(?!(?:什么|啥|哪|多少|几|点|些))(?=[^,，。?？]{5,}(?:吗|嘛|么|不|没)?[?？]?$|[^,，。?？]{4,}$)"
)
# 购房补贴能两个人都领吗, 技改补助还能报吗: the one thing is named before the verb.
_THAT_ONE = re.compile(
    r"(?<!什么)(?<!哪些)(?<!没有)(?<!一些)(?<![的有些么])[\u4e00-\u9fff](?<![的有些么])(?<!国家)(?<!政府)(?<!企业)(?<!相关)(?<!各种)"
    r"(?:补贴|补助|奖励|津贴|资助|贷款|贴息|资金|奖补|减免|优惠)"
    r"(?:我们?|咱们?|俩|两个人|两口子|夫妻|还|也|都|就|是不是|[\u4e00-\u9fff]{0,4}?)(?:能不能|能否|可不可以|可否|能|可以)"
    r"(?:我们?|俩|两个人|两口子|夫妻|再|继续|都|也|一起|同时|重复)*(?:申报|申请|申领|报|领|享受|拿|有)(?:到|了)?(?:吗|嘛|么|不)?[?？]?$"
)
# 有有效期吗 asks whether there is one.
_WHETHER_TERM = re.compile(
    r"(?:有没有|有|设|分)(?:有效期|期限|时限|时间限制|年限)(?:的?限制|要求)?(?:吗|嘛|么|没有|没|不)?[?？]?$"
)
_HELP = re.compile(r"(找|问|求助)(谁|哪|什么).{0,8}(帮|解决|支持|指导|服务)")
_SELF = re.compile(
    r"我们|我司|本公司|我公司|我厂|本企业|我店|我是|咱们?|俺们?|我家|我想|我这|(公司|企业|工厂|小厂).{0,24}((?<![产功节性动技智效])能|可以|有什么|有啥|有没有)"
)
_ASKS_OFFER = re.compile(r"有(什么|啥|哪些|没有|何)|能|可以|怎么|哪些|适合|吗|什么")
# 纳入名单的企业 and 名单管理 tell of a list that exists; 名单公布了吗 and 有哪些名单 ask for the names.
_NAMING = re.compile(
    r"叫什么|名字|名称|名单(?!(?:[内里中上]的?|管理|制|的|企业|单位|信息))|(分别|都|各)(是|为|有)(哪|什么|啥|谁)"
)
# “被赡养人”指谁: what a word means.
_MEANS = re.compile(r"(?<!由)指的?是?(?:谁|什么人|哪些?人)")
_DEFINES = re.compile(
    rf"{_MEANS.pattern}|"
    r"什么(?:是|才?算|叫做?)(?!由|为)|是什么意思|所称|所指|指什么|指的是|指哪|定义|界定|含义|怎么理解|何谓|啥意思|是哪些人|算不算"
)
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


# 跟几家企业聊，…怎么办: some firms, and nobody asks how many; 一次给完还是分几次给 asks how.
_SOME = re.compile(
    rf"(?<=还是分)几(?={MEASURE})|(?<=还是)几(?={MEASURE})|(?:(?<=[跟和与同找问])|(?<=走访)|(?<=去)|(?<=见)|(?<=认识)|(?<=手下)|(?<=身边))(?:了|过)?几(?={MEASURE})(?=[^?？]*[,，。;；][^,，。;；]*(?:怎|什么|啥|哪|谁|如何|吗|能否|是否|能不能|有没有|多少))"
)


def settled(folded: str) -> str:
    """Return a folded question, of the same length, in which 几 asks wherever it stands: 跟几家企业聊 is 跟数家企业聊, 几个钟头 is 几个小时."""
    return _SOME.sub(lambda m: m[0][:-1] + "数", folded).replace("钟头", "小时")


def question_kind(folded: str) -> Kind:
    """Return the kind of thing that a folded question asks for, in doubt an open one."""
    if _CONTACT.search(folded) or (_WHY.search(folded) and not re.search("多少|几", folded)):
        return "open"
    if _MEANS.search(folded):
        return "open"
    if _NAME_AND_OFFICE.search(folded) and asks_speaker(folded):
        return "who"
    if _HELP.search(folded):
        return "support"
    if _WHO.search(folded) or _BODY.search(folded):
        return "who"
    if _WHETHER_TERM.search(folded):
        return "yesno"
    if _WHEN.search(folded):
        return "when"
    if _MANY.search(folded):
        return "figure"
    if (
        _SUPPORT.search(folded)
        and _SELF.search(folded)
        and _ASKS_OFFER.search(folded)
        and not _THIS_ONE.search(folded)
        and not _THAT_ONE.search(folded)
    ):
        return "support"
    if _LIST.search(folded):
        return "list"
    if asks_figuratively(folded):
        return "list"
    if _WHERE.search(folded):
        return "where"
    return "yesno" if _YESNO.search(folded) else "open"


def asks_person(folded: str) -> bool:
    """Whether a person is asked for, not a body that does something."""
    if _NAME_AND_OFFICE.search(folded) and asks_speaker(folded):
        return True
    return bool(_WHO.search(_MEANS.sub("", _TO_WHOM.sub("", folded))))


def asks_figuratively(folded: str) -> bool:
    """Whether 哪里 or 哪些地方 asks for no place: what money is spent on, where a difference lies."""
    return bool(_FIGURATIVE.search(folded))


def asks_names(folded: str) -> bool:
    """Whether names are to be listed."""
    return bool(_NAMING.search(folded))


def asks_definition(folded: str) -> bool:
    """Whether it is asked what something is or means."""
    return bool(_DEFINES.search(folded))


def asks_reason(folded: str) -> bool:
    """Whether a reason or a background is asked for."""
    return bool(_REASON.search(folded))


def asks_why(folded: str) -> bool:
    """Whether nothing but a reason is asked for."""
    return bool(_WHY.search(folded)) or "原因" in folded
