"""Which characters of a question are what it is about, and which only make it a question. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

from qa.figures import find_figures
from qa.question.times import compared_with

# Words that make a question but are not what it is about.
_FRAME = sorted(
    """请问 想问 问一下 我想知道 我想了解 想了解 想知道 告诉我 麻烦 帮我 查一下 看看 一下 请 到底 究竟 大概 大约 一共 总共 合计 分别 具体 各自
    主要 另外 额外 多少 哪些 哪几 哪个 哪位 哪家 哪里 哪儿 哪一 哪年 哪一年 何年 哪一天 哪一个 哪 什么时候 什么时间 什么 怎么样 怎么 怎样 如何 为什么 为何 因何 何时 何地 何处 何种 何人 有何 什么样 多久 谁 是否 能否 可否
    是不是 能不能 可不可以 有没有 会不会 要不要 可以 能够 能 吗 嘛 呢 么 啊 吧 呀 哦 我们公司 我们 我司 我公司 本公司 我 你们 你 咱们 他们 它们 他 她 它
    这个 那个 这些 那些 这 那 根据 按照 依据 关于 对于 针对 的 了 着 过 是 有 在 对 和 与 及 或 以及 并 被 把 将 为 以 于 由 从 向 到 给 让 使 也 都 还 就
    才 又 再 没有 没 其 其中 该 之 啥 里 中 上 下 等 几 家 项 条 名 位 情况 方面 内容 问题 时候 说 讲 提到 提出 提 指出 介绍 表示 谈到 包括 包含 属于
    达到 达 用了 做了 做 占到 占 多大 多高 多长 多远 多宽 多重 多快 平均每年 平均 每年 已经 准备 打算 总数 总共 今年 去年 上年 份额 比例 百分之 几分之 想 要 需要 应该 应当 会 来 去 得 地 数量 数字 数目 个 搞 弄 咋 目前 现在 当前 本案 该案 涉案 本文 文中 上文 材料中 资料中 文件中""".split(),  # noqa: SIM905
    key=len,
    reverse=True,
)
_FRAME_WORDS = re.compile(
    # 收不收钱, 批没批: what is asked is whether.
    r"([\u4e00-\u9fff])[不没](?=\1)|几(?:月份?底?|号|日(?=[^一-鿿]|$))|"
    + "|".join(map(re.escape, _FRAME))
    + r"|(?<=[跟和与同找问了过访去见识下边])数(?=[家个项位名条次])"
    + r"|[\W_\u2460-\u24ff\u3220-\u3229]"  # ① and ㈠ number something and name nothing
    # 普通成员 is any member; 一个月按多少天算 has nothing but the day and the month.
    r"|(?:普通|一般|平常)(?=成员|人|员工|职工|市民|群众|公民|老百姓)|按(?=多少|几|什么)|(?<=[天月年元])算(?!法|力)"
)
# A frame character inside one of these words is content: 数字化, 中小企业, 项目, 上市, 对接 …
_WORDS = re.compile(
    r"数字[化经赋技产乡政]|中[小央心试型国部药]|中医(?![院生疗保])|集中|家[电具庭政居]|[国专独商赢]家|项目|条件|名[牌录单城优]|[单地车床岗学摊铺席职点泊座展]位|[事奖专款]项|[厂店农买卖]家|[高中初同]等|对[象虾]|[地线旗]下|[网线]上|[上下](?:市|游|海|岗|调|限|级|线)|"
    r"对[接外口]|将来|行为|作为|以[上下旧内]|方向|导向|给予|供给|让利|再生|其他|场所|研究所|学者|消费者|经营者|劳动者|等级|个[人体税]|有[效限机]|所有|"
    r"国有|在[线职岗建校]|存在|目的|了解|过[程渡]|能[源力耗]|[智功节性产动技新]能|要[求素点]|[重主]要|会[议展]|省会|社会|[协机]会|博览会|展会|来源|未来|做[大强优]|"
    r"[获取所]得|地[区方块级理震质铁形貌球壤籍价税热雷]|[基土用落当各]地|达标|到[期位案]|并[购联网]|合并|就业|成就|及时|普及|所得|被告|和[解平谐]|达成"
)
# So many characters of content, and it is said what is asked.
_SAYS = 2
_OPTIONS = re.compile(r"(?:是|该|要|会)?[\u4e00-\u9fff]{1,6}还是[\u4e00-\u9fff]{1,8}")
# 还是按35%补，对不对: as before, and no other option.
_STILL = re.compile(
    r"还是(?:[跟和与像按照老原]|一样|只|不|没|得|能|可以)[^?？]*(?:对不对|对吗|对吧|是不是|是吗|是真的|真的吗|吗)[?？。]*$"
)


_HAN = re.compile(r"[\u4e00-\u9fff]")
_QUOTED = re.compile(r'"[^"]{2,12}"')


_END_OF_YEAR = re.compile(r"(?<=[\d今去明]年)[底末初](?![级薪终])")
# 张3: as courts write those whose names are left out.
_NAMED = re.compile(r"(?:^|[^\u4e00-\u9fff])[\u4e00-\u9fff]\d{1,2}$")


def _adjacent(content: list[bool]) -> bool:
    return any(one and other for one, other in pairwise(content))


def content_of(folded: str) -> tuple[bool, ...]:
    """Return for each character of a folded question whether it is content."""
    content = [True] * len(folded)
    for match in _FRAME_WORDS.finditer(folded):
        content[match.start() : match.end()] = [False] * (match.end() - match.start())
    for match in _WORDS.finditer(folded):
        content[match.start() : match.end()] = [True] * (match.end() - match.start())
    if not _adjacent(content):
        # 锦地罗又称什么: of a name that holds no two other characters together nothing would be left.
        for i in range(1, len(content) - 1):
            alone = not content[i] and content[i - 1] and content[i + 1]
            content[i] = content[i] or (alone and _HAN.match(folded[i]) is not None)
    # 2018年底新疆: the end of a year is a time, and no part of the name behind it.
    for match in _END_OF_YEAR.finditer(folded):
        content[match.start()] = False
    # 比2017年 says how it is measured: a text may call that year 去年.
    for start, end in compared_with(folded):
        content[start:end] = [False] * (end - start)
    # Of two options (收窄还是放宽) the source will name one at the most. Where they are all that is asked (先缴后退还是即缴即退) both stay.
    without = list(content)
    for match in () if _STILL.search(folded) else _OPTIONS.finditer(folded):
        without[match.start() : match.end()] = [False] * (match.end() - match.start())
    if sum(without) >= _SAYS:
        content = without
    # A figure in a question is a condition or a claim, not a subject; the source may write it otherwise. “六片” is a name.
    quoted = {at for m in _QUOTED.finditer(folded) for at in range(*m.span())}
    for figure in find_figures(folded):
        if figure.start in quoted or _NAMED.search(folded[: figure.end]):
            continue
        if figure.kind in (
            "quantity",
            "money",
            "rate",
            "points",
            "multiple",
            "age",
            "duration",
        ):
            content[figure.start : figure.number_end] = [False] * (figure.number_end - figure.start)
    return tuple(content)
