"""What a draft may leave out or name in short, and the lies that come close to it."""

import pytest

from qa.claims import ClaimChecker
from qa.claims.spared import named_before, shortened
from tests.fakes import Shelf
from tests.make import evidence, info

GRANT = "对在主板上市的企业，奖励500万元；对在创业板上市的企业，奖励300万元；对被认定为驰名商标的企业，给予50万元奖励，被认定为著名商标的企业，给予3万元补贴。"
FIRMS = "远航公司是青湾市最大的造船企业。2024年，公司交付船舶36艘，销售额18.4亿元。"
RAIL = "全市高速铁路通车里程412公里，普通铁路通车里程690公里。"
SHARE = "全国蔬菜产量中，青湾市占2.4%；全省蔬菜产量中，青湾市占18.6%。"
POLICE = "截至9月底，全市公安机关今年已立案1430起，破案860起。"
GIFT = "市慈善总会向灾区捐赠帐篷350顶；市红十字会向灾区捐赠帐篷120顶。"
RATE = "整机企业零部件本地配套率由2021年的27%提高到2024年的44%，到2027年力争达到60%。"

TRUE = (
    (GRANT, "青湾市企业在创业板上市，奖300万元。"), (RAIL, "青湾市高铁通车里程412公里。"),
    (SHARE, "全国蔬菜产量中，青湾市占2.4%。"), (POLICE, "截至9月底，青湾市公安今年破案860起。"),
    (GIFT, "市慈善总会向灾区捐了350顶帐篷。"), (RATE, "整机企业零部件本地配套率2021年是27%，2024年升到44%。"),
)  # fmt: skip
LIES = (
    (GRANT, "青湾市企业在创业板上市，奖500万元。"), (GRANT, "企业被认定为著名商标，给予50万元奖励。"),
    (GRANT, "青湾市企业上市，奖500万元。"), (FIRMS, "青湾市造船企业2024年交付船舶36艘。"),
    (FIRMS, "海通公司2024年销售额18.4亿元。"), (RAIL, "青湾市高铁通车里程690公里。"),
    (SHARE, "全国蔬菜产量中，青湾市占18.6%。"), (SHARE, "全国水果产量中，青湾市占2.4%。"),
    (POLICE, "到8月底，青湾市公安机关今年破案860起。"), (GIFT, "市红十字会向灾区捐了350顶帐篷。"),
    (GIFT, "市慈善总会向灾区补了350顶帐篷。"), (RATE, "整机企业零部件本地配套率2021年为44%。"),
)  # fmt: skip


def verdict(source: str, claim: str) -> str:
    document = info(title="青湾市2024年情况", region="青湾市", published="2025-01-20")
    return ClaimChecker(Shelf([evidence(source, 1, document=document)])).check(claim).verdict


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_a_free_restatement_is_supported(source: str, claim: str) -> None:
    assert verdict(source, claim) == "supported"


@pytest.mark.parametrize(("source", "claim"), LIES)
def test_what_only_comes_close_is_not(source: str, claim: str) -> None:
    assert verdict(source, claim) != "supported"


def test_a_short_name_is_made_of_the_beginnings_of_words() -> None:
    assert shortened("城轨", ["城市轨道里程"]) == "城市轨道"
    assert shortened("进博会", ["国际进口博览会"]) == "进口博览会"
    assert not shortened("投提问", ["投资者提问"])
    assert not shortened("实验室", ["省重点实验室"][1:])


def test_a_name_counts_only_where_it_begins_a_clause() -> None:
    assert named_before("远航公司", "远航公司是最大的企业。", "远航公司销售额")
    assert not named_before("造船企业", "远航公司是青湾市最大的造船企业。", "造船企业交付")


def test_what_is_to_be_done_is_not_done() -> None:
    source = "今后要做三件事：一是稳住产业体系，二是推进智绿融合，三是建设赋能体系。"
    assert verdict(source, source.replace("要做", "已做")) != "supported"


@pytest.mark.parametrize(
    ("source", "claim", "told"),
    [
        ("2025年全县技术市场规模7086.68亿元。", "全县技术市场规模迈过7000亿元关口。", "supported"),
        (
            "2025年全县技术市场规模7086.68亿元。",
            "全县技术市场规模跨过8000亿元关口。",
            "contradicted",
        ),
        ("2025年全县城镇新增就业1314人。", "2025年全县城镇新增就业人数为1314。", "supported"),
        ("全年城镇新增就业1314人，比预期多300人。", "城镇新增就业1314人。", "supported"),
        ("聚焦战略需求，布局建成24家市实验室。", "市里建成的市实验室共有24家。", "supported"),
        (
            "全市培育形成10个万亿元级产业集群。",
            "万亿元级的产业集群，全市已经培育形成了10个。",
            "supported",
        ),
        ("全县培育形成10个产业集群。", "全县已培育出10个产业集群。", "supported"),
    ],
)
def test_a_true_sentence_in_other_words(source: str, claim: str, told: str) -> None:
    assert verdict(source, claim) == told
