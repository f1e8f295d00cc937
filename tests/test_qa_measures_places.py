"""Which place a document is for, where its title and its metadata do not say."""

from __future__ import annotations

from qa.measures.places import central, place_in, stated_place


def test_a_line_of_its_own_states_the_place() -> None:
    assert stated_place("# 市级研发中心\n\n- 地区: 浙江省杭州市\n- 补助: 20万元\n") == "杭州市"
    assert stated_place("# 通知\n\n扩大适用。各地区：要抓紧落实。\n") is None


def test_the_issuer_the_head_and_the_foot_name_it() -> None:
    assert place_in("关于稳定商务发展的通知\n\n对企业给予补贴。\n", "北京市商务局") == "北京市"
    assert (
        place_in("关于支持企业的通知\n\n对企业给予补贴。\n\n宁波市财政局\n2025年1月1日\n", None)
        == "宁波市"
    )


def test_what_it_calls_its_own_city_is_the_city_that_it_names_most() -> None:
    text = "关于稳定商务发展的通知\n\n为落实市委、市政府部署，对本市企业给予补贴。北京市服务平台受理，北京市其他政策遵照执行。\n"
    assert place_in(text, None) == "北京市"
    two = "关于支持企业的通知\n\n本市企业可以申请。与杭州市、宁波市的企业合作的，给予补贴。\n"
    assert place_in(two, None) is None


def test_what_a_central_body_issues_or_tells_all_provinces_is_of_no_place() -> None:
    text = "关于减免社会保险费的通知\n\n各省、自治区、直辖市人民政府：湖北省可免征，各省结合本省实际确定。\n"
    assert place_in(text, "财政部") is None and central("财政部")
    assert place_in(text, None) is None
    assert not central("北京市商务局")


def test_a_dateline_alone_is_no_place() -> None:
    assert (
        place_in("国家出台新政策\n\n新华社北京2月13日电，小微企业可以缓缴社保费。\n", None) is None
    )
