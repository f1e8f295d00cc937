"""A sentence about the subject does not answer a question about a side of it that it does not speak of."""

from __future__ import annotations

import pytest

from qa.question.aspects import ASPECTS, asked_aspects


def names(question: str) -> list[str]:
    return [aspect.name for aspect in asked_aspects(question)]


@pytest.mark.parametrize(
    ("question", "speaks", "silent"),
    [
        (
            "企业技术中心的申报条件是什么",
            "申报单位须具备独立法人资格。",
            "全县新增企业技术中心六家。",
        ),
        ("需要准备哪些材料", "提交申请表和营业执照复印件。", "由县商务局受理。"),
        ("去哪里申请", "向县工业和信息化局提出申请。", "补助最高三百万元。"),
        ("向哪里申报", "向县文旅局提出书面申报。", "存在违规申报的，不得享受奖励。"),
        ("联系电话是多少", "咨询电话：0755-8123456。", "由县商务局负责解释。"),
        ("服务热线是多少", "请拨打0755-8123456。", "热线由县商务局开通，2025年开通。"),
        ("办事网址是什么", "请登录www.example.gov.cn办理。", "请登录县政务服务网办理。"),
        ("《办法》是几号文，文号发我", "县府办〔2025〕3号", "我们将出台《办法》。"),
        ("有效期到什么时候", "自印发之日起施行，有效期三年。", "对企业给予补助。"),
        ("什么时候印发的", "本办法自2025年3月1日起施行。", "对企业给予补助。"),
        ("申报截止时间是什么时候", "请于6月30日前报送。", "对新认定的企业给予奖励。"),
        ("怎么收费", "会员免费使用检测平台。", "平台设在高新区。"),
        ("违反规定怎么处罚", "情节严重的，吊销许可证。", "支持企业做大做强。"),
    ],
)
def test_each_aspect_needs_its_words(question: str, speaks: str, silent: str) -> None:
    aspects = asked_aspects(question)
    assert aspects
    assert all(aspect.stated.search(speaks) for aspect in aspects)
    assert not all(aspect.stated.search(silent) for aspect in aspects)


@pytest.mark.parametrize(
    "question",
    [
        "打电话挂失后几天内要补手续",
        "用自家住房当公司地址，写个承诺书够吗",
        "护士站的电话又占线，水果能不能带进去",
        "全县有多少家县实验室",
        "谁介绍了服务外包的情况",
        "百亿级产业集群分别是哪些",
        "街上的公用电话在哪一年拆除",
    ],
)
def test_other_questions_ask_for_no_aspect(question: str) -> None:
    assert names(question) == []


def test_names_are_distinct() -> None:
    assert len({aspect.name for aspect in ASPECTS}) == len(ASPECTS)


@pytest.mark.parametrize(
    "sentence",
    ["业务咨询：产业发展科8803 4416。", "咨询电话：010-6219 8804，邮箱：a@b.example。"],
)
def test_a_number_written_in_groups_is_a_telephone_number(sentence: str) -> None:
    aspects = asked_aspects("登录不上，打哪个电话")
    assert aspects and all(aspect.stated.search(sentence) for aspect in aspects)


def test_why_a_threshold_is_low_asks_for_no_conditions() -> None:
    assert "条件" not in names("海岛上的淡化厂门槛为什么比岸上低")


def test_where_a_house_stands_is_an_address_and_no_contact() -> None:
    (aspect,) = asked_aspects("合同约定的房屋地址在哪？")
    assert aspect.name == "地址"
    assert aspect.stated.search("位于河西小区3栋201室") and not aspect.stated.search(
        "房屋由双方自行交接"
    )


def test_where_something_was_registered_is_told_by_its_office() -> None:
    (aspect,) = asked_aspects("两人在哪里登记结婚？")
    assert aspect.stated.search("两人在测试区民政局登记结婚")


def test_what_came_of_something_is_no_punishment() -> None:
    assert names("违反渔港条例怎么处理？") == ["处罚"] and names("旧渔网怎么处理？") == []
    assert names("决堤造成什么后果？") == [] and names("不按时申报有什么后果？") == ["处罚"]


def test_a_day_tells_no_place() -> None:
    (aspect,) = asked_aspects("当事人在何处被抓获？")
    assert aspect.stated.search("当事人在测试区一茶馆被抓获")
    assert not aspect.stated.search("当事人于2015年2月27日被抓获")
    assert names("赃物如何处理？") == []
