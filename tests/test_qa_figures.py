"""The figure reader: what is found, what it means, what it is compared with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.figures import Figure, compare, entails, find_figures, normal_text


def described(text: str) -> list[str]:
    """Return each figure as `text kind value-or-key unit qualifier`, the exact qualifier left out."""
    lines = []
    for f in find_figures(text):
        value = f.key or f"{f.value:f}"
        qualifier = "" if f.qualifier == "exact" else f" {f.qualifier}"
        unit = f" {f.unit}" if f.unit else ""
        lines.append(f"{f.text} {f.kind} {value}{unit}{qualifier}")
    return lines


def one(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


QUANTITIES = {
    "新增企业技术中心60家": ["60家 quantity 60 家"],
    "推动超4000家规上企业转型": ["超4000家 quantity 4000 家 over"],
    "助力8.5万家企业": ["8.5万家 quantity 85000 家"],
    "总额达7086.68亿元": ["7086.68亿元 money 708668000000 元"],
    "营业收入超19万亿元": ["超19万亿元 money 19000000000000 元 over"],
    "注册资本叁仟万元整": ["叁仟万元 money 30000000 元"],
    "奖励５００万元": ["５００万元 money 5000000 元"],
    "补助三百万元人民币": ["三百万元人民币 money 3000000 元"],
    "投资30亿美元": ["30亿美元 money 3000000000 美元"],
    "每平方米补贴500元": ["500元 money 500 元"],
    "每平方米500元": ["每平方米500元 money 500 元/平方米"],
    "补贴500元/平方米": ["500元/平方米 money 500 元/平方米"],
    "每人每月800元": ["每人每月800元 money 800 元/人/月"],
    "800元/人·月": ["800元/人·月 money 800 元/人/月"],
    "电价每千瓦时0.55元": ["每千瓦时0.55元 money 0.55 元/千瓦时"],
    "占比近76%": ["近76% rate 76 % nearly"],
    "占全国四成以上": ["四成以上 rate 40 % at_least"],
    "约占全国1/4": ["1/4 rate 25 % about"],
    "约四分之一": ["约四分之一 rate 25 % about"],
    "占两成半": ["两成半 rate 25 %"],
    "千分之五": ["千分之五 rate 0.5 %"],
    "死亡率降到5‰": ["5‰ rate 0.5 %"],
    "增长百分之三十六点五": ["百分之三十六点五 rate 36.5 %"],
    "增速在8%—10%之间": ["8%—10% rate 8 % range"],
    "增长10%-15%": ["10%-15% rate 10 % range"],
    "提高0.5个百分点": ["0.5个百分点 points 0.5 个百分点"],
    "下调25个基点": ["25个基点 points 25 个基点"],
    "增长3倍": ["3倍 multiple 3 倍"],
    "产值翻一番": ["翻一番 multiple 1 番"],
    "力争翻两番": ["翻两番 multiple 2 番"],
    "新建15至20个园区": ["15至20个 quantity 15 个 range"],
    "安排300—500万元": ["300—500万元 money 3000000 元 range"],
    "给予3万元至5万元奖励": ["3万元至5万元 money 30000 元 range"],
    "服务40多家企业": ["40多家 quantity 40 家 over"],
    "惠及1000余万人": ["1000余万人 quantity 10000000 人 over"],
    "近百家企业": ["近百家 quantity 100 家 nearly"],
    "上百家企业": ["上百家 quantity 100 家 over"],
    "百余家企业": ["百余家 quantity 100 家 over"],
    "数十家企业": ["数十家 quantity 10 家 about"],
    "十几个项目": ["十几个 quantity 10 个 over"],
    "七八个项目": ["七八个 quantity 7 个 about"],
    "二三十家工厂": ["二三十家 quantity 20 家 about"],
    "过半企业盈利": ["过半 rate 50 % over"],
    "超过一半的企业": ["超过一半 rate 50 % over"],
    "半数以上企业": ["半数以上 rate 50 % at_least"],
    "最高补贴300万元": ["最高补贴300万元 money 3000000 元 at_most"],
    "最高不超过30万元": ["最高不超过30万元 money 300000 元 at_most"],
    "不超过投资额的10%": ["10% rate 10 % at_most"],
    "单个项目不少于3人": ["不少于3人 quantity 3 人 at_least"],
    "至少5个工作日": ["至少5个工作日 duration 5 工作日 at_least"],
    "营业收入2000万元（含）以上": ["2000万元（含）以上 money 20000000 元 at_least"],
    "营业收入2000万元（不含）以下": ["2000万元（不含）以下 money 20000000 元 under"],
    "60家以上": ["60家以上 quantity 60 家 at_least"],
    "300万元以下": ["300万元以下 money 3000000 元 at_most"],
    "10万元以上50万元以下": ["10万元以上50万元以下 money 100000 元 range"],
    "10人左右": ["10人左右 quantity 10 人 about"],
    "不到三成": ["不到三成 rate 30 % under"],
    "不足10%": ["不足10% rate 10 % under"],
    "低于5亿元": ["低于5亿元 money 500000000 元 under"],
    "突破4万亿美元": ["突破4万亿美元 money 4000000000000 美元 over"],
    "45岁以下青年": ["45岁以下 age 45 岁 at_most"],
    "年满18周岁": ["满18周岁 age 18 岁 at_least"],
    "未满16周岁": ["未满16周岁 age 16 岁 under"],
    "缩短至6天": ["6天 duration 6 天"],
    "6日内办结": ["6日内 duration 6 天 at_most"],
    "成立满三年": ["满三年 duration 3 年 at_least"],
    "为期两年半": ["两年半 duration 2.5 年"],
    "一个半月": ["一个半月 duration 1.5 个月"],
    "近三年累计": ["三年 duration 3 年"],
    "3到5年": ["3到5年 duration 3 年 range"],
    "建成高标准农田8000万亩": ["8000万亩 quantity 80000000 亩"],
    "装机1.2亿千瓦": ["1.2亿千瓦 quantity 120000000 千瓦"],
    "发电百万千瓦时": ["百万千瓦时 quantity 1000000 千瓦时"],
    "线路长5千米": ["5千米 quantity 5 公里"],
    "粮食1.3万亿斤以上": ["1.3万亿斤以上 quantity 1300000000000 斤 at_least"],
    "实施十大工程": ["十大 quantity 10 大"],
    "从三个方面推进": ["三个 quantity 3 个"],
    "10个万亿元级产业集群": ["10个 quantity 10 个", "万亿元级 grade 1000000000000元级 元级"],
    "比例为1:3": ["1:3 ratio 1:3"],
    "增长-2.1%": ["-2.1% rate -2.1 %"],
    "1,234,567元": ["1,234,567元 money 1234567 元"],
    "１，２３４家": ["１，２３４家 quantity 1234 家"],
    "2亿5千万元": ["2亿5千万元 money 250000000 元"],
    "8.14 亿人": ["8.14 亿人 quantity 814000000 人"],
    "由78个增加到80个": ["78个 quantity 78 个", "80个 quantity 80 个"],
    "从2家到10家": ["2家 quantity 2 家", "10家 quantity 10 家"],
    "两免三减半": [],
}
TIMES = {
    "2025年": ["2025年 period 2025"],
    "2025年3月1日": ["2025年3月1日 date 2025-03-01"],
    "二〇二五年三月一日": ["二〇二五年三月一日 date 2025-03-01"],
    "二○二五年": ["二○二五年 period 2025"],
    "2025-03-01": ["2025-03-01 date 2025-03-01"],
    "2025—2027年": ["2025—2027年 period 2025/2027"],
    "（2021-2025）": ["2021-2025 period 2021/2025"],
    "今年一季度": ["今年一季度 period 今年-Q1"],
    "上半年": ["上半年 period H1"],
    "2025年前三季度": ["2025年前三季度 period 2025-Q1/Q3"],
    "截至11月底": ["11月底 date --11末"],
    "3月底前完成": ["3月底前 date --03末 at_most"],
    "“十五五”时期": ["“十五五”时期 period 十五五"],
    "“十四五”末": ["“十四五”末 period 十四五末"],
    "第十四个五年规划": ["第十四个五年 period 十四五"],
    "2020年以来": ["2020年以来 period 2020 at_least"],
    "去年同期": ["去年 period 去年"],
    "2025年1—11月": ["2025年1—11月 period 2025-01/2025-11"],
    "2025年1月1日至12月31日": ["2025年1月1日至12月31日 date 2025-01-01/2025-12-31"],
    "20世纪90年代": ["20世纪90年代 period 20世纪90年代"],
    "上午9:30": ["9:30 date T09:30"],
}
MARKS = {
    "第4版": ["第4版 ordinal 4版"],
    "依照第三条规定": ["第三条 ordinal 3条"],
    "按第2、3条执行": ["第2 ordinal 2条", "3条 ordinal 3条"],
    "第六代移动通信": ["第六代 ordinal 6代"],
    "十四届全国人大": ["十四届 ordinal 14届"],
    "党的二十大报告": ["党的二十大 ordinal 20大"],
    "轨道交通2号线": ["2号线 ordinal 2号线"],
    "一是抓项目": ["一是 enumerator 1"],
    "（一）总则": ["（一） enumerator 1"],
    "1.申报条件": ["1. enumerator 1"],
    "二、重点任务": ["二、 enumerator 2"],
    "第一，强化支撑": ["第一 enumerator 1"],
    "①材料": ["① enumerator 1"],
    "5.3 应急设施": ["5.3 enumerator 5.3"],
    "国发〔2018〕5号": ["国发〔2018〕5号 code 国发〔2018〕5号"],
    "根据国办发[2019]12号文件": ["国办发[2019]12号 code 国办发〔2019〕12号"],
    "建设5G基站": ["5G code 5G"],
    "使用A4纸": ["A4 code A4"],
    "降低PM2.5浓度": ["PM2.5 code PM2.5"],
    "执行GB 18030标准": ["GB 18030 code GB18030"],
    "“1+N”政策体系": ["1+N code 1+N"],
    "拨打12345热线": ["12345 code 12345"],
    "电话0755-12345678": ["0755-12345678 code 0755-12345678"],
    "见https://example.org/a/2025/1.html。": [
        "https://example.org/a/2025/1.html code HTTPS://EXAMPLE.ORG/A/2025/1.HTML"
    ],
    "4A级景区": ["4A级 grade 4A级"],
    "一等奖": ["一等 grade 1等"],
}
NOT_FIGURES = (
    "一体化 一站式 三农 四新 双向奔赴 百强 一批 一些 一方面 统一 万一 第一时间 千家万户 进一步 "
    "唯一 十分重要 千方百计 一带一路 一网通办 一企一策 百花齐放 百家争鸣 四川 两岸 两会 三亚 半导体 "
    "二维码 二手 五保 五险一金 三角洲 一心一意 亿万人民 万众创新 成千上万 独一无二 乱七八糟 一揽子 "
    "三公经费 一次性 一定 百姓 万能 零售 四面八方 一系列 之一 同一个 每一个 另一家 首批 多元 "
    "一刀切 一把手 三位一体 五位一体 六稳六保 百年未有 千万不要 一线 一流 八一建军节"
).split()


@pytest.mark.parametrize("text", [*QUANTITIES, *TIMES, *MARKS])
def test_reads_as_people_do(text: str) -> None:
    assert described(text) == (QUANTITIES | TIMES | MARKS)[text]


@pytest.mark.parametrize("word", NOT_FIGURES)
def test_words_with_numerals_are_no_figures(word: str) -> None:
    assert described(word) == []
    assert described(f"坚持{word}，推进工作") == []
