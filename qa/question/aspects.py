"""What side of its subject a question asks about, and the words without which a sentence does not speak of it.

A text about 企业技术中心 does not answer what the conditions for one are. Each aspect is a closed set of words that
a Chinese policy text needs to speak of it; a sentence without any of them does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.lexicon.modality import FORESEEN, INTENDED


@dataclass(frozen=True, slots=True)
class Aspect:
    """`asked` finds the aspect in a question, `stated` in a sentence; `name` is what a refusal calls it."""

    name: str
    asked: re.Pattern[str]
    stated: re.Pattern[str]


def _aspect(name: str, asked: str, stated: str) -> Aspect:
    return Aspect(name, re.compile(asked), re.compile(stated))


# Where something is or came about, which the name of a place tells too.
PLACE = "所问的地点"
ASPECTS = (
    _aspect(
        "条件",
        r"(什么|哪些|啥|申报|申请|认定|准入|享受|入选)的?(基本)?(条件|资格|门槛)|条件是|^(?!.*为[什啥何]).*门槛",
        r"条件|以上|以下|至少|最多|须|应当|应|必须|符合|具备|满足|不得|要求|资格|对.{2,30}的|不超过|不低于",
    ),
    _aspect(
        "所需材料",
        r"(什么|哪些|啥|准备|提交|提供|需要).{0,6}材料|材料清单|[备带交拿](?:哪些|什么|啥)(?:东西|资料|手续|证件)",
        r"材料|提交|证明|证件|申请表|申报书|报告|复印件|证书|凭[证据]|资料|[借单]据|协议|合同|发票|判决书",
    ),
    _aspect(
        "办理的地方",
        r"(?:去|到|在|找|向|往)?(?:哪里|哪儿|哪(?!些)|什么地方|何处|谁)(?:可以|能)?(?:申请|申报|办理|领取|报名|查询|咨询|登记|反映|投诉|举报)",
        r"[向到去赴至]\S{1,30}?(?:提出|申请|申报|办理|领取|报名|登记|提交|反映|举报|投诉|备案|咨询|查询)|"
        r"[在于由]\S{2,30}?(?:局|所|处|厅|部|中心|站|机关|法院|银行|柜台|医院|学校|委员会|街道|政府)\S{0,4}(?:申请|申报|办理|领取|报名|登记)|登[录陆]|窗口|报送|拨打|电话|\d{5}|邮箱|邮寄|网站|平台|公众号|app|小程序",
    ),
    _aspect(
        "办理途径",
        r"(怎么|如何|怎样)(申请|申报|办理|领取|报名|登记|查询)|(申请|申报|办理)(流程|程序|途径|渠道|方式)",
        r"申请|申报|办理|领取|报名|登记|登录|窗口|提交|报送|拨打|电话|邮箱|邮寄|公众号|app|小程序|向.{1,20}(提出|申请|反映)",
    ),
    _aspect(
        "电话号码",
        r"(?:电话|热线|专线|传真|手机|号码)[^，,。?？]{0,3}(?:多少|几号|什么|啥)|打(?:哪个|什么|几号)|(?:什么|哪个)(?:电话|热线)|联系电话",
        r"\d{5,}|\d{3,4}-\d{5,}|\d{3}-\d{3}-\d{4}|(?<!\d)\d{4} \d{4}(?!\d)",
    ),
    _aspect(
        "网址",
        r"网址|域名|链接是|网站是(?:多少|什么|啥|哪)",
        r"www|http|\.(?:com|cn|net|org|gov)|域名",
    ),
    _aspect(
        "联系方式",
        # 用家里当公司地址, 电话又占线: nobody asks for them.
        r"(?:(?<!打)(?<!公用)(?<!移动)电话|邮箱|联系方式|联系人)(?=$|[\s?？。、和与及]|[是为有给呢吗]|在(?=哪(?!一?[年天]))|多少|几|什么|啥|哪|怎)",
        r"\d{5,}|\d{3,4}-\d{5,}|(?<!\d)\d{4} \d{4}(?!\d)|@|www|http|路\d*号|街\d*号|\d+号|网站|官网|公众号",
    ),
    _aspect(
        "地址",
        r"(?<!注册)(?<!网络)地址(?=$|[\s?？。、和与及]|[是为有在给呢吗]|多少|几|什么|啥|哪|怎)",
        r"[路街巷道村镇乡室楼层座]|号|@|www|http|网站|官网|公众号|位于|设在|坐落|地处",
    ),
    _aspect(
        "文号",
        r"几号文|(?:文|发文字)号(?=$|[?？,，是为多什啥发给])",
        r"[〔\[(（【]\d{4}[〕\])）】]\s*(?:第\s*)?\d+\s*号|第\s*\d+\s*号",
    ),
    _aspect(
        "有效期限",
        r"有效期|执行到|到什么时候|施行期",
        r"有效期|至\d|到\d|施行|期限|\d年|截至|止|届满|废止",
    ),
    _aspect(
        "印发或施行的时间",
        r"(什么时候|何时|哪天|哪年|几月|时间).{0,4}(印发|发布|施行|实施|生效|出台|公布)|(印发|发布|施行|实施|生效|出台|公布)的?(时间|日期)",
        r"印发|发布|施行|实施|生效|出台|公布|起执行|之日|\d{4}年\d{1,2}月|\d日(零时|\d+时)?起",
    ),
    _aspect(
        "截止时间",
        r"截止|截至什么|最[晚迟][^,，。?？]{0,6}(?:什么时候|何时|几[号月日点]|哪天|哪一天)|(?:什么时候|何时|几号|哪天)[^,，。?？]{0,4}最[晚迟]|最[晚迟](?:是|到)?[?？]?$|deadline",
        r"截止|截至|之前|前|最迟|以内|内|期限|逾期|止|[至到]\d|延[长期]|顺延",
    ),
    # 于2015年2月27日被查获 tells no place; 如何处理 asks for none.
    _aspect(
        PLACE,
        r"(?<!如)何处|何地|[在到去往于位](?:了|过)?(?:哪里|哪儿|哪个?地方|什么地方|哪(?=[?,，被抓]|$))"
        r"(?!可以|能|[^,，。?？]{0,4}(?:申请|申报|办理|领取|报名|查询|咨询|登记|反映|投诉|举报))",
        r"[在于到从至往赴自向经进](?!案|押|逃|\d|此|期|同[日年]|[零一二三四五六七八九十]|上述|是|今|庭|卷|次|诉|本[案院])[^,，。;；]|"
        r"[省市县区镇乡村路街巷道场店院馆站所局厂楼房室岛州国洲山湖河江海洋港湾桥寺庙园宫城里]|公司|银行|中心|大学|学校|部门|网|"
        r"[京津沪渝]|\d日[\u4e00-\u9fff]{2,6}(?:举行|召开|举办)",
    ),
    # 收费高的: what a thing is like is not asked for.
    _aspect(
        "收费",
        r"(?:收费|费用|价格|租金|票价|学费)(?![高低贵]|便宜|的(?!标准|多少)|站|公路|扣除|抵|补[贴助]|减|免|支出|返还|优惠|贷)|多少费",
        r"费|价|元|租金|免费|免收|无偿|公益|%|上浮|下浮",
    ),
    _aspect(
        "处罚",
        r"处罚|罚款|罚多少|怎么罚|法律责任|(?:违反|违规|违法|违约|弄虚作假)[^,，。?？]{0,16}(?:怎么|如何|怎样|会)(?:被)?(?:处理|处置|办|样|追究)|(?:怎么|如何|怎样)(?:追责|问责)|承担什么责任|^(?!.*(?:造成|导致|引起|引发|带来)).*后果",
        r"罚|责任|处分|追究|没收|吊销|警告|拘留|刑|撤销|取消|收回|追回|压减|不能|暂停|停止|不再|不予|不得|扣[减除发]|通报|约谈|整改|纳入.{0,8}名单",
    ),
)


def asked_aspects(folded: str) -> tuple[Aspect, ...]:
    """Return the aspects that a folded question asks about."""
    return tuple(aspect for aspect in ASPECTS if aspect.asked.search(folded))


# Done and planned are two facts: 已建成 is not 将新增, and what is new is not the whole.
_ASKS_DONE = re.compile(
    r"已经?(建成|建好|建|完成|实现|发放|兑付|认定|拥有)|现有|目前(已经?|共)?有|现在(已经?|总共|一共|共)?有|截至|实际(兑付|发放|完成|拨付|支出)|累计"
)
_ASKS_PAID = re.compile(r"实际(兑付|发放|完成|拨付|支出|使用|到账)|已经?(兑付|发放|拨付)")
_SAYS_PAID = re.compile(r"实际|兑付|发放|拨付|支出|到账|已|累计|完成")
_ASKS_WHOLE = re.compile(r"(总共|一共|总计|共|现在|目前)有|总数")
_SAYS_PLAN = re.compile(rf"{INTENDED}|新增|将|预计|推动|培育一|打算|到20\d\d年|确保")
_SAYS_DONE = re.compile(r"已|建成|累计|达到?\d|完成|实现|形成|共有|拥有|现有|数量居")
_SAYS_NEW = re.compile(r"新增|净增|增加")


_ASKS_EXPECTED = re.compile(r"预期|预计|拟安排|目标(是|为)|目标[^,，。?？]{0,7}?定|力争|控制在")
_SAYS_EXPECTED = re.compile(rf"{INTENDED}|{FORESEEN}|将|要|安排|控制|左右|以内|以上|确保")


def fits_expectation(folded: str, sentence: str) -> bool:
    """Return whether a sentence with what stands before it speaks of what is to come, where the question does."""
    return not _ASKS_EXPECTED.search(folded) or bool(_SAYS_EXPECTED.search(sentence))


# 今年还要建多少, and what is built already.
_ASKS_AHEAD = re.compile(
    r"(?:还要|还会|还将|再要|将要?|准备|打算|计划|要再|要新)(?:再|新)*(?:建设?|增加?|添|培育|打造|认定|办|引进|扶持|设立|布局)(?:成|出)?(?:多少|几)"
)


def asks_ahead(folded: str) -> bool:
    """Return whether a folded question asks how many are still to come."""
    return bool(_ASKS_AHEAD.search(folded))


def only_done(clause: str) -> bool:
    """Return whether a clause says that something is done, and plans nothing."""
    return says_done(clause) and not _SAYS_PLAN.search(clause)


def asks_done(folded: str) -> bool:
    """Return whether a folded question asks for what is already there: 已经建好的有几个."""
    return bool(_ASKS_BUILT.search(folded))


def says_done(clause: str) -> bool:
    """Return whether a clause says that something is done: 建成, 已."""
    return bool(_SAYS_DONE.search(clause))


_ASKS_BUILT = re.compile(r"已经?(?:建成|建好|建|完成|实现|认定|开通|投产)")


def fits_modality(folded: str, clause: str) -> bool:
    """Return whether a clause speaks of what is, where the question asks for what is, and of the whole where of the whole."""
    if _ASKS_WHOLE.search(folded) and _SAYS_NEW.search(clause) and not _SAYS_NEW.search(folded):
        return False
    if _ASKS_PAID.search(folded) and not _SAYS_PAID.search(clause):
        return False
    return not (
        _ASKS_DONE.search(folded) and _SAYS_PLAN.search(clause) and not _SAYS_DONE.search(clause)
    )
