"""Profiles: free text and forms, each fact with its words; what is not stated is not there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import UsageError
from qa.profile import Profile, load_form, read_form, read_text

DAY = date(2026, 11, 25)


def profile(text: str, *known: str) -> Profile:
    return read_text(text, known, DAY)


def test_a_sentence_is_taken_apart() -> None:
    p = profile("我们是东莞一家做箱包的小企业，去年营收3000万，80人，想开拓海外市场")
    assert [r.value for r in p.regions] == ["东莞市"]
    assert [i.value for i in p.industries] == ["箱包"]
    assert p.sizes == {"小型", "微型"} and p.size_words == "小企业"
    assert [(f.name, f.low, f.unit, f.words) for f in p.facts] == [
        ("营业收入", 30_000_000, "元", "去年营收3000万"),
        ("从业人数", 80, "人", "80人"),
    ]
    assert [n.name for n in p.needs] == ["开拓海外市场"]
    assert p.titles == () and p.flags == ()


def test_what_is_wanted_is_not_what_is() -> None:
    p = profile("陶瓷企业，想申报高新技术企业，想做跨境电商")
    assert p.titles == () and [i.value for i in p.industries] == ["陶瓷"]


def test_titles_and_records_may_be_denied() -> None:
    p = profile("不是高新技术企业，省级专精特新中小企业，没有失信记录，某某有限公司")
    assert [(t.value, t.holds, t.level) for t in p.titles] == [
        ("高新技术企业", False, ""),
        ("专精特新中小企业", True, "省级"),
    ]
    assert [(f.value, f.holds) for f in p.flags] == [("失信", False), ("独立法人", True)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("2023年11月25日成立", 3, 3), ("成立3年", 3, 3), ("2025年5月25日成立", 1.5, 1.6)],
)
def test_the_age_follows_from_the_day(text: str, low: float, high: float) -> None:
    fact = profile(text).fact("成立年限")
    assert fact and low <= float(fact.low or -1) <= float(fact.high or -1) <= high


def test_a_year_alone_leaves_a_year_open() -> None:
    fact = profile("2023年成立").fact("成立年限")
    assert fact and fact.low and fact.high and fact.low < 3 < fact.high


def test_a_month_reaches_to_its_last_day() -> None:
    fact = read_text("2024年1月成立", (), date(2025, 1, 29)).fact("成立年限")
    assert fact and fact.low and fact.high and fact.low < 1 < fact.high


def test_a_title_is_no_size_and_a_vague_figure_no_fact() -> None:
    p = profile("省级专精特新中小企业，面积3000平方米，规上箱包企业")
    assert p.sizes == {"规模以上"} and p.facts == ()
    assert [i.value for i in p.industries] == ["箱包"]


def test_contradictions_are_unknown_and_bounds_stay_open() -> None:
    assert profile("营收3000万元，营业收入5000万元").fact("营业收入") is None
    fact = profile("营收不到300万元").fact("营业收入")
    assert fact and fact.low is None and fact.high == 3_000_000 and fact.high_open


def test_what_follows_is_shown_with_its_sum() -> None:
    p = profile("工业企业，营业收入6000万元，研发费用300万元，员工120人")
    share = p.fact("研发费用占营业收入比例")
    assert share and share.low == 5 and "÷" in share.formula
    assert p.sizes == {"小型"} and "划型标准" in p.size_words


def test_places_that_only_the_documents_know() -> None:
    assert [r.value for r in profile("我们在样本市开厂", "样本市").regions] == ["样本市"]
    assert profile("出口到美国，开拓日本市场").regions == ()


def test_a_form_in_either_language() -> None:
    form = {"地区": "东莞", "industry": "箱包", "营收": 30_000_000, "员工": 80, "founded": 2019,
            "titles": ["高新技术企业"], "需求": ["贷款"], "其他": {"营业面积": "120平方米"}}  # fmt: skip
    p = read_form(form, (), DAY)
    assert p.fact("营业收入") and p.fact("从业人数") and p.fact("成立年限") and p.fact("营业面积")
    assert p.titles[0].holds and [n.name for n in p.needs] == ["融资"]


@pytest.mark.parametrize("form", [{"regoin": "东莞"}, {"region": {"a": 1}}, {"facts": "x"}])
def test_a_form_refuses_what_it_does_not_know(form: dict) -> None:
    with pytest.raises(UsageError):
        read_form(form, (), DAY)


def test_files_yaml_and_json(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("地区: 东莞\n员工: 80\n", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"region": "东莞", "staff": 80}', encoding="utf-8")
    assert load_form(tmp_path / "a.yaml") == {"地区": "东莞", "员工": 80}
    assert load_form(tmp_path / "a.json")["staff"] == 80
    (tmp_path / "b.yaml").write_text("- 1\n", encoding="utf-8")
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    for name in ("b.yaml", "c.json", "d.yaml", "a.txt"):
        with pytest.raises(UsageError):
            load_form(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "name", "low", "unit"),
    [
        ("测试县工厂，产值比去年多了1200万", "产值同比增长", 12_000_000, "元"),
        ("测试县药厂，我们的二类新药去年销售额5000万", "新药销售额", 50_000_000, "元"),
        ("测试县公司，搞研发的有15个人", "研发人数", 15, "人"),
        ("测试县公司，近三年研发一共花了201万", "近三年研发费用", 2_010_000, "元"),
        ("测试县公司，办了一场会议，营业额80万元", "会议营业收入", 800_000, "元"),
        ("测试县，村里开了5家标准化民宿", "标准化民宿", 5, "家"),
    ],
)
def test_figures_as_people_write_them(text: str, name: str, low: int, unit: str) -> None:
    assert [(f.name, f.low, f.unit) for f in profile(text, "测试县").facts] == [(name, low, unit)]


def test_a_rough_figure_is_an_interval() -> None:
    (fact,) = profile("测试县企业，固定资产投资差不多990万", "测试县").facts
    assert fact.low == 8_910_000 and fact.high == 10_890_000


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("家政公司，员工制的，现在35个人", "从业人数", 35),
        ("家政公司，一共就12个人", "从业人数", 12),
        ("全公司上下45个人", "从业人数", 45),
        ("搞研发的一共有15个人", "研发人数", 15),
        ("新项目固定资产投资8000万元", "固定资产投资", 80_000_000),
    ],
)
def test_counts_and_sums_as_people_say_them(text: str, name: str, value: int) -> None:
    facts = {f.name: f.low for f in read_text(text, [""], date(2026, 11, 25)).facts}
    assert facts[name] == value


def test_people_who_are_lacking_are_no_staff() -> None:
    facts = [f.name for f in read_text("公司现在缺35个人", [""], date(2026, 11, 25)).facts]
    assert "从业人数" not in facts


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("我奶奶91岁了，在样本县", "养老"),
        ("我妈有二级肢体残疾，家里吃低保，能领多少", "残疾"),
        ("刚毕业没找到工作，想问问有啥补贴", "求职就业"),
        ("刚成立的小公司，想贷点款", "融资"),
        ("家里冰箱坏了想换新的", "以旧换新"),
        ("企业没裁员，一直交失业保险，能返多少", "减轻负担"),
    ],
)
def test_who_somebody_is_says_what_is_needed(said: str, wanted: str) -> None:
    assert wanted in [n.name for n in profile(said).needs]


def test_a_wish_in_own_words_stands_beside_who_somebody_is() -> None:
    assert [n.name for n in profile("想办个老年食堂").needs] == ["养老", "想办个老年食堂"]


@pytest.mark.parametrize(
    ("said", "name", "low", "high"),
    [
        ("一年流水500万", "营业收入", 5_000_000, 5_000_000),
        ("去年做了三千万的生意", "营业收入", 30_000_000, 30_000_000),
        ("一年能做个2000万", "营业收入", 20_000_000, 20_000_000),
        ("手下60个阿姨", "从业人数", 60, 60),
    ],
)
def test_business_and_people_as_they_are_said(said: str, name: str, low: int, high: int) -> None:
    assert [(f.name, f.low, f.high) for f in profile(said).facts] == [(name, low, high)]


@pytest.mark.parametrize("said", ["一年做三千万件衣服", "一年卖300万个口罩", "去年卖了500万斤"])
def test_what_is_made_is_no_turnover(said: str) -> None:
    assert "营业收入" not in [f.name for f in profile(said).facts]


@pytest.mark.parametrize(
    "said",
    [
        "样本县规上工业企业年产值同比增长3000万元",
        "规模以上工业企业产值同比增长3000万元",
        "样本县，产值同比增长3000万元",
    ],
)
def test_whose_figure_it_is_is_no_part_of_its_name(said: str) -> None:
    assert [fact.name for fact in profile(said, "样本县").facts] == ["产值同比增长"]


def test_what_is_served_is_no_owner() -> None:
    assert not any(fact.name == "营业收入" for fact in profile("带动上下游企业营业收入3亿元").facts)


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("年产值1.2个亿", "产值", 120_000_000),
        ("营业收入：3,200万元；员工：85人", "营业收入", 32_000_000),
        ("今年打算招20个人，现在30人", "从业人数", 30),
        ("集团营收20亿，我们公司营收3000万", "营业收入", 30_000_000),
        ("前年营收3000万，去年营收5000万", "营业收入", 50_000_000),
        ("出口额1.2亿元，同比增长12%", "出口额同比增长", 12),
    ],
)
def test_whose_figure_and_of_which_year(said: str, name: str, value: int) -> None:
    fact = read_text(said, [], date(2026, 3, 1)).fact(name)
    assert fact is not None and fact.low == fact.high == value


def test_who_was_taken_on_is_not_the_staff_and_no_loan_is_no_wish() -> None:
    assert read_text("今年招了5个人", [], date(2026, 3, 1)).fact("从业人数") is None
    assert read_text("没有贷款", [], date(2026, 3, 1)).needs == ()
