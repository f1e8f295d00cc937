"""Units and measure words: read them after a number, name them canonically, convert them exactly.

A measure word is a single common character, so most carry a guard: 4000家具有资质的企业 counts 家,
10万家庭 does not. Reads text folded by `index.numerals.plain` (lower case, half width).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa.figure_types import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends at `end`; `name` is canonical, per-units joined by a slash (元/平方米)."""

    end: int
    name: str
    kind: Kind


_MONEY = {
    "元人民币": "元", "元(人民币)": "元", "人民币": "元", "块钱": "元", "元": "元", "圆": "元",
    "美元": "美元", "美金": "美元", "欧元": "欧元", "港元": "港元", "港币": "港元", "日元": "日元",
    "英镑": "英镑", "澳元": "澳元", "加元": "加元", "韩元": "韩元", "新元": "新元", "卢布": "卢布",
    "澳门元": "澳门元", "新台币": "新台币", "角": "角", "分钱": "分钱", "rmb": "元", "usd": "美元", "hkd": "港元",
}  # fmt: skip
_TIME = {
    "个工作日": "工作日", "个自然日": "天", "个交易日": "交易日", "个月": "个月", "个季度": "个季度",
    "个星期": "周", "个小时": "小时", "个年度": "年", "个世纪": "世纪", "个日历天": "天",
    "工作日": "工作日", "自然日": "天", "交易日": "交易日", "日历天": "天", "周年": "周年", "年度": "年",
    "年": "年", "周": "周", "星期": "周", "天": "天", "日": "天", "昼夜": "天", "小时": "小时",
    "分钟": "分钟", "秒钟": "秒", "毫秒": "毫秒", "秒": "秒", "h": "小时", "min": "分钟",
}  # fmt: skip
_MEASURES = {
    "吨标准煤": "吨标准煤", "吨标煤": "吨标准煤", "吨公里": "吨公里", "人公里": "人公里", "换算吨公里": "换算吨公里", "tce": "吨标准煤", "公吨": "吨", "吨": "吨", "t": "吨",
    "公斤": "公斤", "千克": "公斤", "kg": "公斤", "斤": "斤", "克": "克", "g": "克", "毫克": "毫克",
    "mg": "毫克", "微克": "微克", "μg": "微克", "µg": "微克", "担": "担",
    "平方公里": "平方公里", "平方千米": "平方公里", "km2": "平方公里", "km²": "平方公里",
    "平方米": "平方米", "平米": "平方米", "㎡": "平方米", "m2": "平方米", "m²": "平方米",
    "公顷": "公顷", "ha": "公顷", "亩次": "亩次", "亩": "亩", "立方米": "立方米", "立方": "立方米",
    "m3": "立方米", "m³": "立方米", "公里": "公里", "千米": "公里", "km": "公里", "㎞": "公里",
    "厘米": "厘米", "cm": "厘米", "毫米": "毫米", "mm": "毫米", "微米": "微米", "纳米": "纳米",
    "nm": "纳米", "海里": "海里", "华里": "里", "米": "米", "m": "米", "毫升": "毫升", "ml": "毫升",
    "升": "升", "l": "升", "千瓦时": "千瓦时", "kwh": "千瓦时", "度电": "千瓦时", "兆瓦时": "兆瓦时",
    "mwh": "兆瓦时", "千瓦": "千瓦", "kw": "千瓦", "兆瓦": "兆瓦", "mw": "兆瓦", "吉瓦": "吉瓦",
    "gw": "吉瓦", "瓦时": "瓦时", "瓦": "瓦", "千伏安": "千伏安", "千伏": "千伏", "kv": "千伏", "伏": "伏",
    "摄氏度": "℃", "℃": "℃", "分贝": "分贝", "db": "分贝", "马力": "马力", "大卡": "千卡", "千卡": "千卡",
    "teu": "标准箱", "标准箱": "标准箱", "标箱": "标准箱", "载重吨": "载重吨", "总吨": "总吨",
    "毫": "毫", "摩尔": "摩尔", "安时": "安时", "兆": "兆", "比特": "比特", "字节": "字节",
    "标准台": "标准台", "机架": "机架", "标准机架": "机架", "卡路里": "卡",
}  # fmt: skip
_OTHERS = {
    "个百分点": "个百分点", "百分点": "个百分点", "个百分比": "个百分点", "个基点": "个基点",
    "基点": "个基点", "bp": "个基点", "pct": "个百分点", "pcts": "个百分点", "倍": "倍", "番": "番", "周岁": "岁", "岁": "岁",
    "折": "折",
}  # fmt: skip
_COUNTS = {  # measure word: what must not follow it
    "人次": "", "人份": "", "人日": "", "人天": "", "人口": "", "人年": "",
    "人": "民(?!警)|才|工|力|均|体|员|类|大(?!代)|社|物|文(?!明)|防|脸|事|居|心|寿|气|造",
    "家次": "", "家": "庭|长(?!期|三|沙|春)|园(?!区|林)|禽|畜|属(?!地)|具(?![有备体])|国情|里",
    "个": "体(?:工商|户|经)|性|税(?![种收务率目源])|别", "项": "目(?![标录前])", "名": "列|单(?!位)|录|称|优", "位": "于|居|列|数|次(?!院)|置",
    "户次": "", "户": "籍|外|型|口|主|均|用", "件次": "", "件": "", "条": "件|例|款|约|码|形|目",
    "套次": "", "套": "餐|路|期|利|取|现", "台套": "", "台次": "", "台": "湾|州|风|胞|资|账|企|商|阶|盟|办",
    "辆次": "", "辆": "", "艘次": "", "艘": "", "架次": "", "架": "构|空|设|子", "座": "谈|位|椅|落",
    "所": "有|得|在|以(?![上下内外])|属|需|述|示|处|列|为|及(?!以|其)|长|谓|占|定|做|能|取", "处": "理|置|罚|于|分|级|长|在|方",
    "栋": "", "幢": "", "间": "接|隔|距|断|歇|作|伐", "只": "有|能|需|要|是|占|好|剩|做|限|靠", "头": "部|等|条|雁|脑|号|寸|发|戏",
    "匹": "配", "株": "洲", "棵": "", "种": "植|子|养|业|粮|质|源|苗|畜|群|田|殖|好|地|出|公|类(?!型|别)", "类": "型|似|别|风|目",
    "门": "槛|类|店|诊|户|牌|票|头|面|窗|卫|球|禁", "部": "分|门|委|署|队|级|位|属|长|省|市", "本": "市|省|区|县|级|地|次|着|行|办|条|科|人|年|期|报|单|轮|意|通|方|规|届|土|院|校|公|村|镇|所|部",
    "册": "", "篇": "章|幅", "份": "额|子", "张床位": "", "张病床": "", "张": "家|掖|江|力|贴", "块": "链", "片": "区|面|段",
    "批次": "", "批": "准|发|复|评|量|示", "场次": "", "场": "地|所|景|馆|均|合|内|外|面|站", "宗": "旨|教|地", "例": "如|外|会|行",
    "起": "(?=案|事|火|交|突|重|典|违|较|[、。,;]|以上|涉|投|环|群|安|生|诉|矛|纠)", "支": "持|付|出|撑|援|农|部|线|教|柱|流|配|护|取|委|书",
    "组": "织|建|成|合|长|团|件|装", "对": "(?=夫|恋|新人|情|双|关系|航|父)", "层次": "", "层": "面|级|出", "步": "行|入|伐", "轮": "换|流|岗|候|船|渡|胎|值",
    "款": "项|式|额|待", "颗": "粒", "枚": "举", "期": "间|限|货|待|望|刊|权|末|初|中|后|内|许|盼|价", "级": "别|联|调|书|领|的|层|以", "面": "(?=旗|锦|墙|镜|鼓|国)", "根": "据|本|治|源|除|基", "道": "路|德|理|教|县|口", "笔": "试|记|译|者",
    "单": "位|个|项|独|一|元|价|体|月|日|向|双|次|打|板|轨|纯", "趟": "", "床": "", "页": "", "章": "程", "列": "(?=列|动|火|高|客|货|班|[、。,;]|地铁)",
    "次": "数|日|年|月|级|要|生|贷|序|氯|品|新|席|优|轮|全", "班次": "", "航次": "", "车次": "", "架飞机": "", "班": "子|车|组|级|长|列|主", "代": "表|理|码|办|价|替|工|际|缴|销|建|收|会|为|课",
    "幅": "度|员", "枝": "", "尾": "水|款|矿|气|号", "羽": "毛", "箱": "", "桶": "", "瓶": "", "袋": "", "盒": "", "剂次": "", "剂": "量|型", "包": "括|含|干|容|装|联|保|销|头",
    "票": "据|价|务|面|房|选", "首": "先|要|次|批|创|发|位|席|都|届|个|款|府|台|付|套|家|轮|期|店|贷|页|日|问|办", "集": "中|团|聚|成|群|体|合|约|装|散|市|权|资|贸|结", "字": "节|样|号|面", "学时": "", "课时": "", "学分": "", "师": "范|资|生|傅|德", "旗": "下|舰|帜",
    "方面": "", "步骤": "", "孔": "", "口": "径|岸|头|号|腔|粮|罩|袋|感|碑|子", "眼": "睛|前|下|镜|界|光|科|里|看", "股": "份|东|权|市|票|本|价|民|金", "幕": "后|墙", "席": "", "宗地": "", "字头": "", "线": "性|上|下|路|条|索|城|员|以", "杯": "", "顶": "层|级|尖|端|部|岗|点|天|格|替|峰", "尊": "重|敬|严|老", "副": "", "盏": "", "粒": "子|度", "筐": "", "亩地": "", "滴": "", "串": "", "把": "(?=手|椅|钥|伞)", "群": "众|体|岛", "堂": "", "堆": "积|放", "双": "", "强": "度|化|调|制|劲|大|力|势|身|基", "万里": "", "格": "局|外|式",
    "国": "家|际|内|有|务|外|企|民|产|土|防|债|资|库|道|标|营|税|控|庆|旗", "省": "级|内|外|委|政|长|直|域|会|属|部|科|财|人|重|发|生|公|教|农|商|水|交|住|市场", "市": "场|级|委|政|民|长|直|值|内|外|域|属|容|监|价|面|重|发|财|科|教|人|商|农|水",
    "县": "级|域|委|政|长|城|内|外|直|处|人|令", "区": "块|域|级|间|位|内|外|别|分|政|长|直", "镇": "级|域|政|长|痛|静", "乡": "村|镇|亲|愁|政|长|土|贤", "村": "级|民|庄|委|干|里|两|集|镇|支|居",
    "大": "于|小|约|多|学|会|气|豆|米|型|力|概|致|幅|批|量|湾|连|同|兴|众|中|专|病|数|街|道|桥|厦|棚|户|宗|额|坝|面|修|赛|师|理|庆|家|卡|地|城|国(?!企)|都|小",
    "分": "钟|之|别|为|散|布|类|析|管|公|支|成|期|担|享|工|级|层|步|配|局|院|行|红|流|阶|解|批|离|店|校|包|母|子|量|区|洪|组|项|拨|贝",
    "度": "假|过|量|夏|日", "点": "(?=建议|意见|要求|希望|措施|体会|思考|说明|钟|[、。,;:]|以|半|前|后|整|看法|经验|启示|共识)", "里": "(?=路|长|以|外|水)", "步走": "",
}  # fmt: skip


def _alternatives() -> str:
    """Return the pattern of all units, longest first, each with its guard."""
    guards = dict.fromkeys((*_MONEY, *_TIME, *_MEASURES, *_OTHERS), "") | _COUNTS
    guards |= {
        "元": "素|件(?!套)|器|旦|宵|老|宇|首|帅|勋|气|凶",
        "年": "级|轻|龄(?!段)|薪|货|检|报|味|会|青",
    }
    guards |= {
        "天": "然|河|津|府|空|文|线|网|猫|台|津|基|猫|翼|使|气",
        "日": "报|本|常|照|益|新|均|用",
        "升": "级|格|温|学|至|到|高|值|规|任|旗",
    }
    guards |= {
        "克": "服|隆|拉",
        "斤": "斤",
        "周": "边|围|转|期|口|密|恩|到|全",
        "毫": "不|无|米|升|克",
        "秒": "杀",
        "瓦": "斯|解|房",
        "兆": "帕",
    }
    guards |= {
        "m": "[a-z]",
        "t": "[a-z]",
        "g": "[a-z]",
        "l": "[a-z]",
        "h": "[a-z]",
        "度电": "",
        "角": "度|色|落|逐",
        "圆": "满|形|桌|柱",
        "折": "扣|旧|叠|射|价|合|中",
    }
    parts = []
    for word in sorted(guards, key=len, reverse=True):
        guard = guards[word]
        latin = word.isascii() and word.isalnum()
        negative = "(?![a-z0-9])" if latin else guard if guard.startswith("(?=") else f"(?!{guard})"
        parts.append(re.escape(word) + (negative if guard or latin else ""))
    return "|".join(parts)


_NAMES = _MONEY | _TIME | _MEASURES | _OTHERS | {word: word for word in _COUNTS}
_ANY = _alternatives()
_UNIT = re.compile(rf"[ \u00a0]?({_ANY})")
_PER = re.compile(
    rf"(?:/|每|·)(千瓦时|标准煤|公里|{_ANY}|月|件|吨|人次|工时|夜|篇|千字|立方米|万元|亿元|百公里|千人|万人|百户)"
)
_MORE_PER = re.compile(r"[/·](月|年|天|日|夜|人|户|亩)(?![一-龥])")
_LATIN = re.compile(r"[ \u00a0]?([a-zμµω°][a-zμµω°²³/]{0,9})(?![a-z0-9])")
_PER_PREFIX = re.compile(r"每([一-龥㎡]{1,8})$")
_PER_WORDS = frozenset(
    [
        "平方米",
        "平米",
        "㎡",
        "亩",
        "吨",
        "公里",
        "千瓦",
        "千瓦时",
        "立方米",
        "人",
        "户",
        "家",
        "个",
        "年",
        "月",
        "天",
        "日",
        "台",
        "辆",
        "套",
        "件",
        "公斤",
        "斤",
        "项",
        "名",
        "位",
        "公顷",
        "人次",
        "小时",
        "度",
        "头",
        "只",
        "标准箱",
        "单",
        "次",
        "学生",
        "床位",
        "架次",
        "班",
        "柜",
        "周",
        "季度",
        "升",
        "瓦",
        "桶",
        "村",
        "县",
        "镇",
        "校",
        "车",
        "船",
    ]
)
_POINTS = frozenset(("个百分点", "个基点"))
_DURATIONS = frozenset(_TIME.values())


def read_unit(folded: str, at: int) -> Unit | None:
    """Return the unit that follows a number ending at `at`, None if a noun or nothing follows."""
    match = _UNIT.match(folded, at)
    if match is None:
        latin = _LATIN.match(folded, at)
        return Unit(latin.end(), latin[1].upper(), "quantity") if latin else None
    name, end = _NAMES[match[1]], match.end()
    kind = kind_of(name)
    if match[1] == "元" and folded.startswith("人民币", end):
        end += 3
    if per := _PER.match(folded, end):
        name, end = f"{name}/{per_name(per[1])}", per.end()
        while more := _MORE_PER.match(folded, end):
            name, end = f"{name}/{per_name(more[1])}", more.end()
    return Unit(end, name, kind)


def per_name(word: str) -> str:
    """Return the canonical name of the unit after a slash or 每: 平米 -> 平方米, 名 -> 人."""
    name = {"个月": "月", "名": "人", "位": "人"}.get(word) or _NAMES.get(word, word)
    return {"个月": "月"}.get(name, name)


def per_prefix(folded: str, start: int, name: str, kind: Kind) -> tuple[int, str]:
    """Return where a figure begins and its unit, with the 每平方米 that stands right before `start`."""
    if kind not in ("money", "quantity") or "/" in name:
        return start, name
    match = _PER_PREFIX.search(folded, max(0, start - 9), start)
    if match is None or any(word not in _PER_WORDS for word in match[1].split("每")):
        return start, name
    return match.start(), "/".join([name, *(per_name(word) for word in match[1].split("每"))])


def kind_of(name: str) -> Kind:
    """Return the kind of figure that a canonical unit makes."""
    if name in _POINTS:
        return "points"
    if name in ("倍", "番"):
        return "multiple"
    if name == "岁":
        return "age"
    if name in _DURATIONS:
        return "duration"
    return "money" if name in _MONEY.values() else "quantity"


_CONVERSIONS: dict[str, tuple[str, str]] = {
    "吨": ("mass", "1000"), "公斤": ("mass", "1"), "斤": ("mass", "0.5"), "克": ("mass", "0.001"),
    "毫克": ("mass", "0.000001"), "担": ("mass", "50"), "微克": ("mass", "1e-9"),
    "公里": ("length", "1000"), "里": ("length", "500"), "米": ("length", "1"),
    "厘米": ("length", "0.01"), "毫米": ("length", "0.001"), "微米": ("length", "1e-6"),
    "纳米": ("length", "1e-9"), "平方公里": ("area", "1500"), "公顷": ("area", "15"), "亩": ("area", "1"),
    "平方米": ("area", "0.0015"), "立方米": ("volume", "1000"), "升": ("volume", "1"),
    "毫升": ("volume", "0.001"), "千瓦时": ("energy", "1"), "兆瓦时": ("energy", "1000"),
    "千瓦": ("power", "1"), "瓦": ("power", "0.001"), "兆瓦": ("power", "1000"), "吉瓦": ("power", "1e6"),
    "年": ("calendar", "12"), "个月": ("calendar", "1"), "个季度": ("calendar", "3"),
    "周": ("clock", "604800"), "天": ("clock", "86400"), "小时": ("clock", "3600"),
    "分钟": ("clock", "60"), "秒": ("clock", "1"), "元": ("yuan", "1"), "角": ("yuan", "0.1"),
    "分钱": ("yuan", "0.01"), "个百分点": ("points", "1"), "个基点": ("points", "0.01"),
}  # fmt: skip
_PEOPLE = frozenset(["人", "名", "位", "人口"])
_COUNTED = frozenset(_COUNTS) - frozenset(
    ["分", "度", "点", "里", "人次", "人日", "人天", "人年", "大"]
)


def conversion(unit: str) -> tuple[str, Decimal]:
    """Return the dimension of a unit and what one of it is in that dimension's base unit, exactly."""
    dimension, factor = _CONVERSIONS.get(unit, (unit, "1"))
    return dimension, Decimal(factor)


def counts_alike(one: str, other: str) -> bool:
    """Return whether two measure words can count the same things: 名 = 人, 个 = 家, none = any count."""
    if one == other or {one, other} <= _PEOPLE:
        return True
    return ("个" in (one, other) and {one, other} <= _COUNTED) or (
        "" in (one, other) and ({one, other} <= _COUNTED | {"", "大", "方面"})
    )
