"""Industries and what they belong to: 箱包 is 轻工, 制造业 and 工业, and nothing that makes 陶瓷. Data and three functions."""

from __future__ import annotations

import re
from functools import cache

# Industry: other names | what it belongs to. An industry marked ~ is an activity that any enterprise may have besides.
_TABLE = """
工业: 工业类 |
制造业: 制造,制造企业,先进制造业 | 工业
生产加工: 生产加工型,生产型,加工型,生产企业 | 工业
轻工: 轻工业,现代轻工纺织,消费品,消费品工业 | 制造业,生产加工
传统制造业: 传统产业,传统优势产业 | 制造业,生产加工
箱包: 皮具箱包,箱包皮革,皮包,手袋,箱包加工 | 轻工,传统制造业,箱包皮革业
皮革: 皮具,制革,皮革制品 | 轻工,传统制造业,箱包皮革业
箱包皮革业: | 轻工,传统制造业
陶瓷: 日用陶瓷,建筑陶瓷,瓷器 | 轻工,传统制造业
纺织: 纺织业,织布,面料 | 轻工,传统制造业,纺织服装
服装: 服装业,制衣,成衣 | 轻工,传统制造业,纺织服装
纺织服装: 纺织服装业 | 轻工,传统制造业
印染: | 轻工,传统制造业,纺织服装
家纺: | 轻工,传统制造业,纺织服装
纺机: 纺织机械 | 装备制造,纺织服装
鞋业: 制鞋,鞋子,鞋类,鞋企,鞋厂 | 轻工,传统制造业
家具: 家居,家具制造,家具厂 | 轻工,传统制造业
玩具: | 轻工,传统制造业
五金: 五金制品 | 轻工,传统制造业
灯具: 灯饰,照明 | 轻工,传统制造业
家电: 家用电器,智能家电 | 轻工,制造业,生产加工
食品: 食品加工,食品制造,食品生产 | 轻工,生产加工
预制菜: 水产预制菜 | 食品
装备制造: 装备制造业,智能装备,机械,机械制造,机械加工 | 制造业,生产加工
机器人: 机器人整机,工业机器人 | 装备制造
汽车: 汽车制造,车企,汽车零部件,新能源汽车 | 制造业,生产加工
电子信息: 电子,电子制造,新一代电子信息,集成电路,半导体 | 制造业,生产加工
石化化工: 化工,石化,绿色石化 | 制造业,生产加工
建材: 建筑材料,水泥 | 制造业,生产加工
原材料: | 制造业,生产加工
生物医药: 医药,药企,药厂,医药健康,制药,药品,大健康 | 制造业,生产加工
医疗器械: | 生物医药
中药: 中医药,中成药 | 生物医药
中药材: | 农业
新材料: 先进材料 | 制造业,生产加工
服务业: 现代服务业,现代服务业类,生产性服务业 |
软件: 软件和信息技术服务业,软件开发,信息技术,软件和信息服务,软件业 | 服务业
人工智能: ai,大模型 | 软件
工业设计: 设计服务,设计公司 | 服务业
物流: 物流业,货运,运输,现代物流,物流运输,物流配送 | 服务业,交通运输
快递: | 物流
冷链: 冷链物流,冷库 | 物流
供应链: 供应链服务 | 服务业
商贸: 商贸业,批发,零售,批发零售,商业,商贸流通,商贸服务,超市,便利店,商超,百货 | 服务业
旅游: 旅游业,文旅,文化旅游,涉旅 | 服务业
旅行社: | 旅游
酒店: 宾馆,住宿 | 旅游
民宿: | 旅游
景区: 旅游景区,a级景区 | 旅游
餐饮: 餐厅,美食,餐馆,饭店 | 服务业
房地产: 房地产开发,房地产住宅类 | 服务业
交通运输: 客运,公交,出租车,网约车 | 服务业
会展: 展览,会议会展,会议展览 | 服务业
文化: 文化创意,文创,影视,演出,演艺,文化娱乐,文化体育,文体,娱乐,电影 | 服务业
教育培训: 培训机构,教育培训机构,培训学校,教培 | 服务业
家政: 家政服务 | 服务业
典当: | 服务业
小额贷款: 小贷 | 服务业
金融业: 银行业,银行机构,金融机构,担保机构,担保公司,保险公司,证券公司 | 服务业
节能服务: | 服务业
服务外包: | 服务业
农业: 特色农业,特色农业类,种植,养殖,农产品 |
采矿: 矿产,选矿 | 工业
建筑: 建筑业,建筑施工 |
~电商: 电子商务,网店,直播电商 | 服务业
~跨境电商: 跨境电子商务 | 电商,外贸
~外贸: 进出口,出口 |
~总部经济: |
""".strip()


@cache
def _tables() -> tuple[dict[str, str], dict[str, frozenset[str]], frozenset[str], re.Pattern[str]]:
    """Return names -> industry, industry -> itself and all above it, the activities, and a pattern of all names."""
    names: dict[str, str] = {}
    above: dict[str, tuple[str, ...]] = {}
    activities = set()
    for line in _TABLE.splitlines():
        head, _, rest = line.partition(":")
        others, _, parents = rest.partition("|")
        own = head.strip().removeprefix("~")
        if head.startswith("~"):
            activities.add(own)
        above[own] = tuple(p.strip() for p in parents.split(",") if p.strip())
        for name in [own, *(n.strip() for n in others.split(",") if n.strip())]:
            names[name] = own

    def closure(own: str) -> frozenset[str]:
        found = {own}
        for parent in above.get(own, ()):
            found |= closure(parent)
        return frozenset(found)

    closures = {own: closure(own) for own in above}
    longest = sorted(names, key=len, reverse=True)
    return names, closures, frozenset(activities), re.compile("|".join(map(re.escape, longest)))


def find_industries(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, industry) of the industries that folded `text` names, longest names first."""
    names, _, _, pattern = _tables()
    return [(m.start(), m.end(), names[m[0]]) for m in pattern.finditer(text)]


def belongs(own: str, asked: str) -> bool:
    """Whether an enterprise of industry `own` is one of industry `asked`."""
    return asked in _tables()[1].get(own, frozenset({own}))


# Who grows medicinal plants may be a pharmaceutical firm or none: neither is certain.
_OVERLAP = (
    {"中药材", "生物医药"},
    {"中药材", "中药"},
    {"中药材", "食品"},
    {"文化", "旅游"},
    {"会展", "旅游"},
    {"教育培训", "文化"},
)


def apart(own: str, asked: str) -> bool:
    """Whether an enterprise of industry `own` is certainly none of industry `asked`: neither holds the other."""
    _, closures, activities, _ = _tables()
    if (
        {own, asked} & activities
        or {own, asked} in _OVERLAP
        or asked not in closures
        or own not in closures
    ):
        return False
    return asked not in closures[own] and own not in closures[asked]
