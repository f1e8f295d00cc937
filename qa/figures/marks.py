"""Numbers that count nothing: codes (国发〔2018〕5号, 5G), ordinals (第三条), grades (一等), enumerators (一是).

Their identity is `key`: two codes or ordinals are the same if their keys are equal.
"""

from __future__ import annotations

import re
from decimal import Decimal

from index.arabic_numerals import ABBREVIATION, COUNTING
from index.han_numerals import HAN
from index.numeral_words import MEASURE
from index.numerals import parse_numeral
from qa.figures.types import Figure, Kind

_N = rf"(?:\d{{1,4}}|[{HAN}○]{{1,7}})"
_LINK = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+|(?<![\w.+-])[a-z0-9_.+-]+@[\w-]+\.[\w.]+")
_DOCUMENT = re.compile(r"[〔\[(【{<][ ]?(?:19|20)\d\d[ ]?[〕\])】}>][ ]?第?[ ]?\d{1,5}[ ]?号")
_CALL = re.compile(
    r"(?:电话|热线|专线|拨打|致电|传真)[一-龥]{0,4}[:(\"“ ]{0,3}(?P<number>\d{3,5}(?![\d—–-])|\d{7,8}(?!\d))"
)
_ABBREVIATION = re.compile(  # provinces, Guangdong's cities, the State Council, the tax and finance ministries
    r"[粤京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂晋蒙陕闽黔川琼穗莞佛珠汕惠]|国(?=[发办函令税土资环药市卫能铁粮知科统])|财(?=[税政综建企预库])"
)
_ISSUER = re.compile(r"[一-龥]{1,8}$")
_AFTER_NUMBER = "".join(sorted(MEASURE))
_CODE = re.compile(
    r"(?=[0-9a-z\"“(邮:])(?:(?P<area>\(0\d{2,3}\)[ ]?\d{3,4}-?\d{4})"
    r"|(?P<phone>(?<!\d)0\d{2,3}[-—– ]{1,2}\d{7,8}(?:[-转]\d{1,6})?(?!\d)|(?<!\d)(?:1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4})(?![\d.%余多]|[ ]?[a-z]|["
    rf"{_AFTER_NUMBER}])"
    r"|(?:邮编|邮政编码)[::]?[ ]?\d{6}|(?:(?<=电话)|(?<=电话:))\d{7,8}(?!\d)"
    r"|(?<!\d)(?:1[012]\d{3}|96\d{3,4})(?=[\"” 、/]{0,2}(?:\d{5}[、/])?(?:政务|热线|服务热|平台|便民|企业服|投诉|举报|电话|短信|市民|法律|司法|消费))|(?<=拨打)\d{3,5}(?!\d))"
    r"|(?P<dialled>(?<![\d.])0\d{9,11}(?!\d)|(?<=[、,:/;])[2-9]\d{7}(?=[、,。;)(\s]|$)|(?<!\d)12(?:345|366|333|315|348|328|320|329|369|388|380|393|331|305|338|351|355|360|306|123)(?![\d.%多余]|["
    rf"{_AFTER_NUMBER}]))"
    r"|(?P<long>(?<![\d.])\d{13,}(?!\d|[.%]|[一-龥]?元|[一-龥/])|(?<![0-9a-z])[0-9a-z]{18}(?![0-9a-z]))"
    r"|(?P<standard>(?<![a-z])(?:gb|db|iso|iec|ieee|hj|ny|yy|jt|cj|dl|sl|ts|jgj|cjj|en|astm|q)(?:/[a-z]{1,3})?[ ]?\d[\d.]*(?:[-—–:]\d+)*)"
    r"|(?P<plus>(?:\d{1,3}|[nxt])(?:\+(?:\d{1,3}|[nxm]))+(?![\d%万亿]))"
    r"|(?P<times>7[ ]?[×x*][ ]?24(?:小时)?|24[ ]?[×x*][ ]?7|\d{1,2}[×x*]\d{1,2}(?=小时))"
    r"|(?P<version>(?<![\d.])(?!(?:19|20)\d\d\.(?:1[0-2]|0?\d)\.[0-3]?\d(?![\d.]))\d+(?:\.\d+){2,}(?![\d%])|(?<!\d)\d{1,2}\.\d(?=版|时代|模式|阶段)|(?<=工业)\d\.0)"
    rf"|(?P<mix>(?<![a-z0-9])(?<!\d )(?!rmb|usd|cny)(?!{ABBREVIATION}\d+(?:\.\d+)?{COUNTING})[a-z]{{1,8}}[-.]?\d+(?:\.\d+)?(?:[-.]?[a-z0-9]+)*(?![a-z0-9])|(?<![\d.])\d{{1,2}}[gdkbcq](?:\+|(?![a-z0-9]))|(?<![\d.])\d{{1,2}}[a-z]\d[a-z0-9]*|o2o|b2b|b2c)"
    r"|(?P<event>(?<!\d)(?:985|211)(?=工程|项目|高校|院校|大学|[\"”]|[、/])|(?<![\d])\d{3}(?=计划)|(?<!\d)[5-9]0后(?!的?[天年])|00后|(?<=[\"“][一-龥])\d(?=[\"”]号)|(?<=[\"“][一-龥]{2})\d(?=[\"”]号)|\d{1,2}[·•]\d{1,2}(?![\d%]|个百分点|万|亿)|[\"“]\d{1,4}[\"”](?=工程|行动|计划|战略|体系|格局|产业|政策|特色|模式|布局))"
    # (301071) after the name of a company, 000848, G107国道, and 王某1 of a judgment that hides names.
    r"|(?P<stock>(?<=\()[03468]\d{5}(?=\))|(?<![\d.,])\d{4,6}\.(?:hk|sz|sh|bj)(?![a-z])|(?<![\d.,:/-])0\d{1,5}(?![\d.,:%/月日时分秒年号点-]))|(?P<best>\d{2,3}强(?![度化弱]))|(?P<road>\d{3}(?=国道|省道|县道)|(?<=[号栋幢楼])\d{1,2}(?:单元|幢|栋)|(?<=[号栋幢楼元层])\d{3,4}室)"
    r"|(?P<hidden>(?:(?<=某)|(?<=[一-龥]×))\d{1,2}(?![\d.%万亿])|(?<=[一-龥])\d(?=某))"
    r"|(?P<house>(?<=[路街道巷里村])\d{1,5}(?:-\d+)?号(?:楼|院|大厦)?))"
)
_LEADING = re.compile(
    r"^.*?(?:根据|是|按照|依据|参照|以|见|的|和|与|及|由|在|将|关于|执行|印发|文件|通知|意见|办法|经|为|达|了|依照|落实|如|修订|废止|附件|令|部门|贯彻|即)(?=[一-龥]{2})"
)
_UNITS = r"版|条|款|项|章|节|编|届|次|批次|批|期|名|位|代|号|个|大|产业|类|卷|轮|阶段|步|线|人民医院|方|分册|部分|段|站|层|年|天|周|组|师|医院|中学|小学|人|家|张|枚|颗|艘|套|件|场|季|集|页|行|列|地|所|经济体|生产力|曲线|课堂|落点|增长极|社区|居所|支柱|议题|要务|责任人|书记|一线"
_ORDINAL = re.compile(
    rf"(?=[第\d一二三四五六七八九十党附专图表])(?:(?P<spaced>第(?:[ ]?\d){{1,3}}[ ]?(?P<unit0>条|章|款))"
    rf"|(?P<prefixed>第[ ]?(?P<n>{_N})(?P<unit>{_UNITS})?(?P<sub>之[一二三四五六七八九])?)"
    r"|(?P<label>(?:附件|附表|附录|专栏|(?<![一-龥])[图表])[ ]?(?P<n4>\d{1,3})(?!\d|\.\d|[%万亿]))"
    rf"|(?P<numbered>(?P<n2>\d{{1,6}}|[一二三四五六七八九十]{{1,3}})(?P<unit2>(?<=20\d\d)届|号(?:线|楼|文件|令|公告|院|机|站|仓|门|馆|厅|公路|桥|地块|井|岛|提案|建议|议案|发动机|窗口|)?|届(?=全国|人大|政协|[一二三四五六七八九]中|中央|会|省|市|理事|常委|奥|亚|冬|党|董|监|人民|代表|委员|广东|进博|广交|高交|[,。、])|中全会|(?<=[一二三四五])期(?!间|限|货|待|望|刊|权|中|末|初|内|许|盼)|期(?=工程|项目|建设|规划|厂|基金|扩|机组|和|、|试点|园)))"
    r"|(?P<congress>(?:党的)?(?P<n3>二十|十[二三四五六七八九])大(?!工程|行动|产业|任务|重点|措施|项目|领域|集群|体系|环节|问题|举措|方面|板块|优势|板|类|专项|战略性|平台|支柱|目标|基地|新兴|品牌|指标|中心|城市|企业|模式|场景|园区|要素|原则|要点|计划|攻坚|关系|成果|亮点|民生|实事|重大|能力|清洁|环保|关键|特色|国|主|金|优|改|提|赛|杰|感|名|新|标|最|典|创|热|军|投|传|建|商)))"
)
_LISTED = re.compile(rf"(?:[、和至到或及—-]第?(?:\d{{1,4}}|[{HAN}]{{1,5}}))+(?P<unit>{_UNITS})")
_ONE_LISTED = re.compile(rf"第?(?:\d{{1,4}}|[{HAN}]{{1,5}})")
_NO_ORDINALS = ("第一时间", "第一手", "第三方", "第一线", "第三者")
_GRADE = re.compile(
    r"(?P<stars>[1-5一二三四五](?:[-—~至到、][1-5一二三四五])+星级)|(?P<many>(?:[一二三四五]、){1,4}[一二三四五六](?:类|级|等|线))|(?P<a>[1-5一二三四五]a(?:级|(?=[景旅、])))|(?<![\d.一二三四五六七八九十~—上下-])(?<![\d一二三四五六七八九十级][至到])(?P<n>[特一二三四五六七八九十]|\d{1,2})(?P<word>等(?=奖|功|舱|品|以上|残|伤)|级(?!联|调|书记|领导|跳|层|的)|星级|线城市)"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ENUMERATOR = re.compile(
    rf"(?=[第\d一二三四五六七八九十(\[{_CIRCLED}])(?:"
    r"(?P<bracket>[(\[](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\]](?!号))"
    rf"|(?P<circle>[{_CIRCLED}])"
    r"|(?:(?<=[\s。;:,!?、”\"*#>|-])|^|(?<=[一-龥])(?=\d、(?:19|20)\d\d年\d))(?:"
    r"(?P<is>第?[一二三四五六七八九十]{1,3}(?:是|要(?!求|素|点|件|害|闻|塞|道)|则))"
    r"|(?P<nth>第[一二三四五六七八九十]{1,3}(?=[,。:]|、(?!第)))"
    r"|(?P<section>(?<![^\n#* ])\d{1,2}(?:\.\d{1,2}){1,3}(?=[ ]{1,2}(?![万亿])[一-龥]))"
    r"|(?P<dot>(?:\d{1,3}(?:[.、)](?!\d)(?=[ ]?[^\d\s.、,;。%]|[ ]\d)|、(?=(?:19|20)\d\d年))))"
    r"|(?P<list>[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,2}[、产类级线次号等]|\d))))",
    re.MULTILINE,
)
_DATED = re.compile(r"(?:19|20)\d\d年")
_AFTER_LIST = frozenset("\n。;:!?#*>|- \t)")


def _mark(source: str, start: int, end: int, kind: Kind, key: str, number: str = "") -> Figure:
    value = parse_numeral(number) if number else None
    at = source.find(number, start, end) if number else start
    begin = at if at >= 0 else start
    return Figure(
        start=start,
        end=end,
        text=source[start:end],
        number_start=begin,
        number_end=begin + len(number) if number else end,
        kind=kind,
        value=value if value is not None else Decimal(0),
        low=None,
        high=None,
        key=key,
    )


def find_codes(source: str, folded: str) -> list[Figure]:
    """Return document numbers, standards, telephone numbers, addresses and words like 5G and A4."""
    spans: list[tuple[int, int]] = []
    if "www" in folded or "http" in folded or "@" in folded:
        for m in _LINK.finditer(folded):
            spans.append((m.start(), m.start() + len(m[0].rstrip(".,;:)]。"))))
    if "号" in folded:
        spans += [_document(folded, m) for m in _DOCUMENT.finditer(folded)]
    spans += [m.span("number") for m in _CALL.finditer(folded)]
    spans += [m.span() for m in _CODE.finditer(folded)]
    found: list[Figure] = []
    for start, end in spans:
        if all(end <= f.start or f.end <= start for f in found):
            key = re.sub(r"[\s\"“”]", "", folded[start:end]).translate(_BRACKETS).upper()
            found.append(_mark(source, start, end, "code", key))
    return found


def _document(folded: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the span of a document number with the short name of its issuer: 国办发〔2018〕5号."""
    issuer = _ISSUER.search(folded, max(0, match.start() - 8), match.start())
    if issuer is None:
        return match.span()
    if known := _ABBREVIATION.search(issuer[0]):
        return issuer.start() + known.start(), match.end()
    lead = _LEADING.match(issuer[0])
    return issuer.start() + (lead.end() if lead else 0), match.end()


_BRACKETS = str.maketrans("[](){}【】<>", "〔〕〔〕〔〕〔〕〔〕")


def find_ordinals(source: str, folded: str) -> list[Figure]:
    """Return ordinals (第4版, 十四届, 二期工程) and grades (一等, 三级, 4A级)."""
    found = []
    for m in _ORDINAL.finditer(folded):
        number = m["n"] or m["n2"] or m["n3"] or m["n4"] or re.sub(r"\D", "", m[0])
        value = parse_numeral(number)
        if value is None or folded.startswith(_NO_ORDINALS, m.start()):
            continue
        unit = (
            m["unit"]
            or m["unit2"]
            or m["unit0"]
            or ("大" if m["n3"] else m[0][: m[0].find(number)].strip() if m["n4"] else "")
        )
        key = f"{value}{unit}{m['sub'] or ''}"
        if m["prefixed"] and not m["unit"] and (listed := _LISTED.match(folded, m.end())):
            key = f"{value}{listed['unit']}"
            for more in _ONE_LISTED.finditer(listed[0]):
                at = listed.start() + more.start()
                other = parse_numeral(more[0].lstrip("第"))
                end = (
                    listed.end()
                    if listed.start() + more.end() == listed.start("unit")
                    else at + len(more[0])
                )
                found.append(
                    _mark(
                        source, at, end, "ordinal", f"{other}{listed['unit']}", more[0].lstrip("第")
                    )
                )
        if m["n2"] and unit == "号" and len(number) > 4:
            continue
        found.append(_mark(source, m.start(), m.end(), "ordinal", key, number))
    for m in _GRADE.finditer(folded):
        key = (
            m["stars"] or m["many"] or m["a"] or f"{parse_numeral(m['n']) or m['n']}{m['word']}"
        ).upper()
        found.append(_mark(source, m.start(), m.end(), "grade", key, m["n"] or ""))
    return found


def find_enumerators(source: str, folded: str) -> list[Figure]:
    """Return list marks: 一是, （一）, 1., 第一，, ①; 三个方面 is a quantity and not one of them."""
    found = []
    for m in _ENUMERATOR.finditer(folded):
        before = folded[: m.start()].rstrip(" ")
        opens = not before or before[-1] in _AFTER_LIST
        spaced = m.lastgroup == "dot" and folded[m.start() - 1 : m.start()].isspace()
        dated = m.lastgroup == "dot" and m[0][-1] == "、" and _DATED.match(folded, m.end())
        if m.lastgroup in ("dot", "list", "section") and not (opens or spaced or dated):
            continue
        number = m[0].strip("()[]第是要则.、 ")
        if m.lastgroup == "circle":
            value: Decimal | None = Decimal(_CIRCLED.index(m[0]) + 1)
        else:
            value = parse_numeral(number)
        if m.lastgroup == "section":
            found.append(_mark(source, m.start(), m.end(), "enumerator", number))
        elif value is not None:
            mark = _mark(source, m.start(), m.end(), "enumerator", str(value), number)
            found.append(mark)
    return found
