"""Sums and states by what a profile says in its own words: other currencies and years, crops, interest, contracts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.corpus import Corpus
from qa.match.types import Matched
from tests.fakes import NearEmbedder
from tests.matching import judged_for

DAY = date(2026, 3, 1)
RULES = """岚汀市促进企业发展若干措施

一、对租用标准厂房的制造业企业，租用面积1000平方米以上的，给予租金补贴。

二、对种植粮食100亩以上的合作社，按每亩120元给予补助，单个主体最高10万元。

三、对2024年度出口额达到100万美元以上的企业，给予10万元奖励；达到500万美元以上的，给予30万元奖励。

四、对中小微企业的流动资金贷款，按实际支付利息的50%给予贴息，单户企业最高30万元。

五、旅游、住宿、餐饮、会展等受损严重行业的小微企业，可以缓缴失业保险费。

六、30人以下的企业裁员率不超过职工总数20%的，可以申请失业保险费返还，返还比例为上年度实际缴纳失业保险费的90%。

七、企业招用应届毕业生并签订1年以上劳动合同的，每招用1人给予2000元补贴。

八、海外仓面积2000平方米以上的，按建设投入的20%给予补助，最高100万元。

九、对进口设备，按贷款利息的50%给予贴息，最高20万美元。

十、严重失信企业、近两年发生较大安全事故的企业、房地产企业不享受本措施。

十一、对新认定的国家级、省级、市级工程研究中心，分别给予200万元、80万元、30万元奖励。

十二、对2025年新购置国产机床的制造业企业，购置金额200万元以上的，按购置金额的10%给予补助，最高150万元。

十三、对出口信用保险保费，按实际缴纳保费的60%给予补贴，单户企业最高50万元。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("sums")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        corpus.add([folder / "rules.txt"])
        yield corpus


def measure(corpus: Corpus, part: str, said: str) -> Matched:
    return judged_for(corpus, part, said, DAY)


@pytest.mark.parametrize(
    ("said", "part", "clause", "state"),
    [
        ("做五金的厂，租厂房900平", "标准厂房", "面积1000平方米", "unmet"),
        ("合作社，种了300亩水稻", "每亩120元", "粮食100亩", "met"),
        ("合作社，种了60亩小麦", "每亩120元", "粮食100亩", "unmet"),
        ("外贸公司，2024年出口80万美元", "美元", "100万美元", "unmet"),
        ("外贸公司，2024年出口额3000万元人民币", "美元", "100万美元", "unknown"),
        ("外贸公司，去年出口额1200万美元", "美元", "100万美元", "unknown"),
        ("开宾馆的小微企业", "缓缴失业", "旅游、住宿", "met"),
        ("做模具的小微企业", "缓缴失业", "旅游、住宿", "unknown"),
        ("给餐饮企业送货的小微企业", "缓缴失业", "旅游、住宿", "unknown"),
        ("招了8个应届毕业生，合同签了3年", "每招用1人", "签订1年以上", "met"),
        ("和客户签了3年合同", "每招用1人", "签订1年以上", "unknown"),
        ("在德国建了海外仓3000平方米", "海外仓", "海外仓面积", "met"),
        ("在德国建了海外仓1500平方米", "海外仓", "海外仓面积", "unknown"),
        ("失信企业，种了300亩水稻", "每亩120元", "严重失信", "unmet"),
        ("房地产公司，种了300亩水稻", "每亩120元", "严重失信", "unmet"),
        ("机械厂，2025年买国产机床花了300万元", "国产机床", "金额200万元", "met"),
        ("机械厂，今年买国产机床300万元", "国产机床", "金额200万元", "unknown"),
        ("机械厂，去年买进口设备300万元", "国产机床", "金额200万元", "unknown"),
    ],
)
def test_states(corpus: Corpus, said: str, part: str, clause: str, state: str) -> None:
    matched = measure(corpus, part, f"岚汀市的企业，{said}")
    judged = [
        j.state
        for j in (*matched.conditions, *matched.exclusions)
        if clause in j.condition.span.text
        and any(t.kind != "opaque" for tests in j.condition.any_of for t in tests)
    ]
    assert judged == [state]


@pytest.mark.parametrize(
    ("said", "part", "sum_of"),
    [
        ("合作社，种了300亩水稻", "每亩120元", "3.6万元"),
        ("合作社，种粮1200亩", "每亩120元", "10万元"),
        ("外贸公司，2024年出口额600万美元", "美元", "30万元"),
        ("外贸公司，去年出口额600万美元", "美元", None),
        ("小微企业，去年付利息20万元", "支付利息", "10万元"),
        ("小企业，一年要付80万利息", "支付利息", "30万元"),
        ("25个人，没裁员，去年交失业保险2万元", "裁员率", "1.8万元"),
        ("贷款利息一共90万元", "进口设备", None),
        ("新认定为省级工程研究中心", "工程研究中心", "80万元"),
        ("想申报省级工程研究中心", "工程研究中心", None),
        ("有省级企业技术中心", "工程研究中心", None),
        ("机械厂，2025年买国产机床花了300万元", "国产机床", "30万元"),
        ("去年交出口信用保险保费40万元", "信用保险", "24万元"),
        ("招了8个应届大学生", "每招用1人", "1.6万元"),
        ("有员工30人", "每招用1人", None),
    ],
)
def test_sums(corpus: Corpus, said: str, part: str, sum_of: str | None) -> None:
    estimate = measure(corpus, part, f"岚汀市的企业，{said}").estimate
    assert (estimate.text if estimate else None) == sum_of
