"""Of rules alike the one for whom the question names answers."""

from __future__ import annotations

from qa.question import analyse
from qa.reader.addressed import _HOME, addressed, scope_told
from qa.reader.scoring import read, with_chance
from tests.make import candidate, evidence, info

OFFICES = "第八条 机关、事业单位从村社采购苗木，应当自交付之日起20日内付款。"
FIRMS = "大型企业从村社采购苗木，应当自交付之日起50日内付款。"
LICENSED = "花木企业有下列情形之一的，由林业部门处2万元罚款："
BARE = "未取得花木许可，擅自销售花木的，由林业部门处3万元罚款。"
WORLD = "（一）全体参与者在全球范围内的销售额合计超过9亿元，且两个参与者在境内均超过1亿元；"
HOME = "（二）全体参与者在中国境内的销售额合计超过4亿元。"


def kept(question: str, *texts: str, **changes: object) -> set[str]:
    found = [
        evidence(text, number, start=number * 1000, **changes)  # type: ignore[arg-type]
        for number, text in enumerate(texts, 1)
    ]
    reading = read(analyse(question), found, lambda token: 0.01)
    return {c.text for c in addressed(reading.question, reading.candidates)}


def test_the_same_rule_for_others_is_out() -> None:
    assert kept("大型企业买苗木最晚多少天付款？", OFFICES, FIRMS) == {FIRMS}
    assert kept("事业单位买苗木最晚多少天付款？", OFFICES, FIRMS) == {OFFICES}


def test_who_names_nobody_or_another_rule_keeps_both() -> None:
    assert kept("买苗木最晚多少天付款？", OFFICES, FIRMS) == {OFFICES, FIRMS}
    other = "林业部门应当在30日内办结。"
    assert kept("大型企业多少天能办结？", other, FIRMS) == {other, FIRMS}


def test_who_acts_without_leave_gets_the_sanction_for_that() -> None:
    assert kept("没许可证就卖花木罚多少？", LICENSED, BARE) == {BARE}
    assert kept("花木企业罚多少？", LICENSED, BARE) == {LICENSED, BARE}
    assert kept("没许可证就卖花木罚多少？", LICENSED) == {LICENSED}


def test_of_items_the_one_that_reaches_as_far_as_the_question() -> None:
    listed = {"label": "（一）", "section": ("第三条", "达到下列标准之一的，应当申报")}
    assert kept("国内销售额合计多少要申报？", WORLD, HOME, **listed) == {HOME}
    assert kept("全球销售额合计多少要申报？", WORLD, HOME, **listed) == {WORLD}
    assert kept("销售额合计多少要申报？", WORLD, HOME, **listed) == {WORLD, HOME}


def test_some_trades_have_a_rule_of_their_own() -> None:
    every = "对经营困难的企业，将应缴社会保险费征收期延长至3月底。"
    some = "对旅游、住宿、餐饮、会展等受损严重行业企业，可将征收期延长至6月底。"
    whole = every + some
    assert kept("我们办会展的，社保费延到什么时候交？", whole) == {some}
    assert kept("我们开饭店的，社保费延到什么时候交？", whole) == {some}
    firms = "吉林化纤、东岭碳谷、国兴碳纤维等行业领军企业产量增长59%。"
    assert kept("吉林的产量涨了多少？", "汽车产量增长77%。" + firms) == {"汽车产量增长77%。", firms}
    assert kept("我们做五金的，社保费延到什么时候交？", whole) == {every, some}


def test_who_sits_elsewhere_is_told_for_whom_a_document_is() -> None:
    papers = info(title="甲", region="海淀区")
    items = [
        evidence(text, document=papers) for text in ("给予企业奖励。", "适用于在海淀区注册的企业。")
    ]
    for question, told in (
        ("我们公司注册在朝阳区，能拿海淀的奖励吗？", True),
        ("我们公司注册在海淀区，能拿海淀的奖励吗？", False),
        ("能拿海淀的奖励吗？", False),
    ):
        scope = scope_told(read(analyse(question), items, lambda token: 0.01))
        assert (scope is not None) is told


def test_the_gross_product_at_home_is_no_reach() -> None:
    assert not _HOME.search("国内生产总值达到多少？") and _HOME.search("国内有多少家？")


def likely(question: str, *texts: tuple[str, float]) -> list[str]:
    candidates = tuple(with_chance(candidate(text), chance) for text, chance in texts)
    return [c.text for c in addressed(analyse(question), candidates)]


def test_who_asks_for_leave_is_told_the_rule_and_not_the_blame() -> None:
    blame, rule = "未经审查造成后果的，追究责任。", "未经审查的，不得印发。"
    assert likely("没审查的文件能印发吗", (blame, 0.8), (rule, 0.5)) == [rule]
    assert likely("没审查的文件能印发吗", (blame, 0.8), (rule, 0.1)) == [blame, rule]
    assert likely("没审查就印发怎么处理", (blame, 0.8), (rule, 0.5)) == [blame, rule]


def test_who_asks_what_is_left_out_is_told_what_is() -> None:
    audited, out = "审查以下内容：主体是否合法。", "会议纪要不纳入审查范围。"
    assert likely("哪些文件不用审查", (audited, 0.8), (out, 0.4)) == [out]
    assert likely("哪些文件要审查", (audited, 0.8), (out, 0.4)) == [audited, out]
