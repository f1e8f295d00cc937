"""Regions: what is found, what is not, and what lies within what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.gazetteer import CHINA, gazetteer
from index.regions import excepted_regions, find_regions, region_of, same_or_within


def names(text: str) -> list[str]:
    return [region.name for region in find_regions(text)]


def canonical(text: str) -> list[str]:
    return [region.canonical for region in find_regions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("广东的企业", ["广东省"]),
        ("东莞一家箱包厂", ["东莞市"]),
        ("廣東省東莞市的工廠", ["广东省", "东莞市"]),
        ("内蒙古自治区和新疆", ["内蒙古自治区", "新疆维吾尔自治区"]),
        ("吉林省通化市柳河县", ["吉林省", "通化市", "柳河县"]),
        ("香港、澳门和台湾", ["香港特别行政区", "澳门特别行政区", "台湾省"]),
        ("出口到美国、日本和印尼", ["美国", "日本", "印度尼西亚"]),
        ("粤港澳大湾区", ["广东省", "香港特别行政区", "澳门特别行政区"]),
        ("京津冀地区", ["北京市", "天津市", "河北省"]),
        ("恩施州和延边州", ["恩施土家族苗族自治州", "延边朝鲜族自治州"]),
        ("粤府办〔2025〕3号", ["广东省"]),
        ("有意来粤投资的企业", ["广东省"]),
        ("粤东西北地区", ["广东省"]),
        ("浦东与雄安", ["浦东新区", "雄安新区"]),
    ],
)
def test_finds_regions_under_their_canonical_names(text: str, expected: list[str]) -> None:
    assert canonical(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上海南站", ["上海"]),
        ("陕西安康", ["陕西", "安康"]),
        ("广州市场监管", ["广州"]),
        ("广州市政府", ["广州市"]),
        ("蒙古国与内蒙古", ["蒙古国", "内蒙古"]),
    ],
)
def test_longest_match_from_the_left(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "长治久安",
        "隆重庆祝",
        "注重庆典",
        "构成都市圈",
        "南京东路",
        "北京路步行街",
        "孙中山先生",
        "中山大学",
        "沿海地区",
        "出海口径",
        "增加纳税",
        "今日本市",
        "8日本报讯",
        "规定西部",
        "其中卫生",
        "投资阳光产业",
        "巩固原有",
        "复合肥料",
        "最大连续",
        "美丽水乡",
        "推广安全",
        "幸福建设",
        "权威海外",
        "朝阳产业",
        "来宾登记",
        "白银价格",
        "日照充足",
        "现在京东上",
        "线上海外",
    ],
)
def test_finds_nothing_inside_other_words(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "word",
    [
        "地区",
        "园区",
        "社区",
        "城区",
        "县区",
        "市区",
        "开发区",
        "贫困县",
        "试点县",
        "全县",
        "各县",
        "自治县",
        "经济特区",
    ],
)
def test_common_nouns_are_no_regions(word: str) -> None:
    assert names(word) == []
    assert names(f"在{word}的企业") == []
    assert names(f"支持{word}政府") == []


def test_a_name_that_is_also_a_word_counts_in_company() -> None:
    assert canonical("兰州、天水、白银等市") == ["兰州市", "天水市", "白银市"]
    assert canonical("山西长治") == ["山西省", "长治市"]
    assert canonical("白银、黄金价格上涨") == []
    assert canonical("北京朝阳") == ["北京市"]


def test_a_county_that_several_provinces_have_takes_its_province_from_the_address() -> None:
    (alone,) = find_regions("朝阳区")
    assert (alone.canonical, alone.province) == ("朝阳区", None)
    beijing, county = find_regions("北京市朝阳区")
    assert (beijing.province, county.province) == ("北京市", "北京市")
    assert find_regions("长春市朝阳区")[1].province == "吉林省"


def test_unlisted_counties_by_suffix_at_an_edge_only() -> None:
    assert canonical("测试县的箱包企业") == ["测试县"]
    assert canonical("公司原来在隔壁县，上个月搬来") == []
    assert canonical("中共测试县委") == ["测试县"]
    assert canonical("鹿城区的企业") == ["鹿城区"]
    assert find_regions("广东省测试县人民政府")[1].province == "广东省"
    assert names("积极推进县财政改革") == []
    assert names("由县人民政府") == []


def test_region_of_is_the_innermost_of_the_first_address() -> None:
    assert region_of("中共柳河县委、柳河县人民政府") == "柳河县"
    assert region_of("吉林省通化市柳河县人民政府") == "柳河县"
    assert region_of("广东与福建合作") == "广东省"
    assert region_of("国务院办公厅") is None


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("东莞", "广东省", True),
        ("东莞市", "广东", True),
        ("广东省", "东莞", False),
        ("广东", "广东省", True),
        ("柳河县", "吉林", True),
        ("柳河县", "通化市", True),
        ("朝阳区", "北京", True),
        ("朝阳区", "上海", False),
        ("吉林市", "吉林", True),
        ("东莞", "全国", True),
        ("香港", "中国", True),
        ("美国", "中国", False),
        ("东莞", "深圳", False),
        ("广州市天河区", "广东省", True),
        ("測試縣", "测试县", True),
        ("测试县", "广东", False),
    ],
)
def test_same_or_within(inner: str, outer: str, expected: bool) -> None:
    assert same_or_within(inner, outer) is expected


def test_the_data_file_holds_every_province_and_resolves_its_own_references() -> None:
    data = gazetteer()
    provinces = {
        path
        for paths in data.paths.values()
        for path in paths
        if len(path) == 2 and path[0] == CHINA
    }
    cities = {
        path
        for paths in data.paths.values()
        for path in paths
        if len(path) == 3 and path[0] == CHINA
    }
    assert len(provinces) == 34
    assert len({city for city in cities if city[2][-1] in "市州盟区"}) >= 333
    assert all(len(word) == len(paths) for word, paths in data.together.items())
    assert all(paths for paths in data.paths.values())


@given(
    st.lists(
        st.sampled_from(
            [
                "广东",
                "东莞市",
                "朝阳",
                "白银",
                "、",
                "的企业",
                "县",
                "区",
                "在",
                "和",
                "粤",
                "〔2025〕",
                "abc",
                "\n",
                "測試縣",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_regions_are_slices_in_order_without_overlap(text: str) -> None:
    end = 0
    for region in find_regions(text):
        assert region.start >= end
        assert text[region.start : region.end] == region.name
        assert same_or_within(region.canonical, region.canonical)
        end = region.end


@given(st.sampled_from(sorted(gazetteer().paths)))
def test_every_name_lies_within_itself_and_its_province(name: str) -> None:
    for path in gazetteer().paths[name]:
        assert same_or_within(name, path[-1])
        if len(path) > 1:
            assert same_or_within(name, path[1])


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("各省（除湖北省外）可减半征收", ["湖北省"]),
        ("除北京、上海外的地区", ["北京市", "上海市"]),
        ("湖北以外的企业", ["湖北省"]),
        ("不在湖北的企业", ["湖北省"]),
        ("湖北省外贸企业", []),
        ("湖北外的企业", ["湖北省"]),
        ("山西、河北的外环线", []),
        ("驻法国外交官", []),
        ("湖南与除湖北外的各省", ["湖北省"]),
        ("在湖北的企业，除另有规定外", []),
    ],
)
def test_places_that_are_left_out(text: str, left_out: list[str]) -> None:
    assert [region.canonical for region in excepted_regions(text)] == left_out
