"""What a document says about itself, from its head, its formulas, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import find_date, find_dates, later, to_number
from index.metadata import Metadata, find_metadata

PATH = Path("某文件.txt")
NOTICE = """某省人民政府办公厅关于印发支持某产业
高质量发展若干措施的通知
某府办〔2024〕15号
各地级以上市人民政府，省政府各部门：
《支持某产业高质量发展若干措施》已经省政府同意，现印发给你们，请认真贯彻执行。
某省人民政府办公厅
2024年3月5日
支持某产业高质量发展若干措施
一、支持企业技术改造，按照国办发〔2023〕1号文件的要求，安排专项资金。
本措施自2024年4月1日起施行，有效期3年。2021年5月1日起施行的旧措施同时废止。
"""


def about(text: str, **front: str) -> Metadata:
    return find_metadata(text, front, PATH)


def test_a_notice_says_all_about_itself():
    found = about(NOTICE)
    assert found.title == "某省人民政府办公厅关于印发支持某产业高质量发展若干措施的通知"
    assert found.number == "某府办〔2024〕15号"
    assert found.issuer == "某省人民政府办公厅"
    assert found.published == "2024-03-05"
    assert found.effective == "2024-04-01"
    assert found.expires == "2027-03-31"


def test_the_head_of_the_file_goes_first():
    found = find_metadata(
        NOTICE,
        {
            "标题": "另一个标题",
            "发文字号": "甲〔2020〕1号",
            "发文机关": "甲局",
            "发布日期": "2020年2月3日",
            "施行日期": "2020.3.1",
            "有效期至": "2022/12/31",
            "region": "甲省",
        },
        PATH,
    )
    assert replace(found, proofs=()) == Metadata(
        title="另一个标题",
        number="甲〔2020〕1号",
        issuer="甲局",
        region="甲省",
        published="2020-02-03",
        effective="2020-03-01",
        expires="2022-12-31",
        written="2024-03-05",  # the head does not say it, the signature does
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 扶持办法\n\n正文。", "扶持办法"),
        ("# **扶持**[办法](x.md) #\n\n正文。", "扶持办法"),
        ("## 指南\n\n正文。", "指南"),
        ("## 第一章 总则\n\n第一条 内容。", "某文件"),
        (
            "某市人民政府关于加快培育\n新质生产力的\n实施意见\n某府〔2024〕1号\n正文。",
            "某市人民政府关于加快培育新质生产力的实施意见",
        ),
        (
            "某市科学技术局 某市财政局\n关于资金管理的通知\n各区：",
            "某市科学技术局 某市财政局关于资金管理的通知",
        ),
        (
            "关于印发《某市产业扶持资金\n管理办法》的通知\n各区：",
            "关于印发《某市产业扶持资金管理办法》的通知",
        ),
        (
            "某府〔2024〕1号\n2024年1月2日\n扶持资金管理办法\n第一条 为规范管理，制定本办法。",
            "扶持资金管理办法",
        ),
        (
            "某市人民政府令\n第12号\n现公布《某市数据条例》。\n某市数据条例\n第一条 内容。",
            "某市数据条例",
        ),
        ("应 急 预 案 管 理 办 法\n第一条 内容。", "应急预案管理办法"),
        (
            "某市发布新一批惠企措施\n本报讯 某市昨日发布措施，涉及三个方面。",
            "某市发布新一批惠企措施",
        ),
        ("请问今年有哪些安排？\n某局局长：有三项。", "某文件"),
        ("本办法适用于本市企业。", "某文件"),
    ],
)
def test_titles(text: str, title: str):
    assert about(text).title == title


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("国务院办公厅转发民政部关于某事意见的通知\n各省：", "国务院办公厅"),
        ("财政部 税务总局关于某项政策的公告\n为支持发展，现公告如下：", "财政部、税务总局"),
        (
            "关于申报项目的通知\n各单位：\n请按时申报。\n某市科学技术局\n某市财政局\n2024年1月2日",
            "某市科学技术局、某市财政局",
        ),
        ("某市人民政府令\n第12号\n现公布条例。\n某市数据条例\n第一条 内容。", "某市人民政府"),
        ("关于某事的说明\n张某某\n2024年1月2日", None),
    ],
)
def test_issuers(text: str, issuer: str | None):
    assert about(text).issuer == issuer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("关于某事的通知\n某发［2024］ 3号\n各区：", "某发［2024］3号"),
        ("关于某事的公告\n2024年第5号\n为此公告。", "2024年第5号"),
        ("国务院令\n第707号\n现公布条例。", "国务院令第707号"),
        ("关于某事的通知\n各区：\n根据某发〔2020〕3号文件，现通知如下。", None),
    ],
)
def test_numbers(text: str, number: str | None):
    assert about(text).number == number


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("2024-03-05", None),
        ("来源：某网 2024年3月5日 10:30", None),
        ("2024年3月5日", "2024-03-05"),
    ],
)
def test_a_date_line_under_the_title_dates_the_text(line: str, written: str | None):
    found = about(f"某市上半年经济运行情况\n{line}\n某市昨日发布数据，经济增长5%。")
    assert (found.title, found.published) == ("某市上半年经济运行情况", "2024-03-05")
    assert found.written == written
    before = about(f"{line}\n某市发布新一批惠企措施\n某市昨日发布措施，涉及三个方面。")
    assert (before.title, before.published) == ("某市发布新一批惠企措施", "2024-03-05")


@pytest.mark.parametrize(
    ("text", "effective", "expires"),
    [
        ("本办法自2024年3月1日起施行，有效期5年。", "2024-03-01", "2029-02-28"),
        ("本措施自印发之日起施行，有效期至2026年12月31日。", "2024-02-01", "2026-12-31"),
        ("本意见自发布之日起30日后施行，有效期三年。", "2024-03-02", "2027-03-01"),
        ("本政策自二〇二四年一月一日至二〇二五年十二月三十一日有效。", "2024-01-01", "2025-12-31"),
        ("本意见自2023年2月8日起执行，暂定三年。", "2023-02-08", "2026-02-07"),
        ("本通知执行期限至2025年12月31日。", None, "2025-12-31"),
        ("现印发给你们，自2024年5月1日起执行。", "2024-05-01", None),
        ("许可证有效期5年，本办法另有规定的除外。", None, None),
        ("自2024年1月1日至3月31日，实行更优惠的税收政策，现公告如下：", None, "2024-03-31"),
        ("本办法自2024年1月1日起至6月30日止执行。", None, "2024-06-30"),
        ("自2024年1月1日至3月31日，实行免费停车的园区按月上报。", None, None),
        ("上述条款执行期限自发布之日起3个月止。", "2024-02-01", "2024-04-30"),
        ("《某办法》自2020年1月1日起施行。", None, None),
        ("企业应当自2020年1月1日起保存记录。", None, None),
        ("本办法自2024年2月30日起施行。", None, None),
    ],
)
def test_terms_are_the_documents_own(text: str, effective: str | None, expires: str | None):
    found = about(f"某局关于某事的通知\n\n{text}\n", 发布日期="2024-02-01")
    assert (found.effective, found.expires) == (effective, expires)


def test_a_term_in_the_head_counts_from_its_own_date():
    assert about("正文。", 有效期="2023-02-08 起暂定三年（第26条）").expires == "2026-02-07"


def test_a_law_is_dated_by_its_last_amendment():
    text = "某条例\n（2001年1月2日公布 根据2018年12月18日某决定第二次修订）\n第一条 内容。"
    assert about(text).published == "2018-12-18"


def test_the_region_is_that_of_the_issuer():
    assert about("广东省科学技术厅关于某事的通知\n各市：").region == "广东省"


def test_the_number_of_a_place_of_no_list_is_not_a_province_s() -> None:
    text = "云岭县人才购房补贴办法\n云人社发〔2025〕12号\n第一条 为吸引人才，制定本办法。\n"
    signed = (
        f"{text}第二条 略。\n第三条 略。\n第四条 略。\n云岭县人力资源和社会保障局\n2025年2月10日\n"
    )
    assert about(text).region == about(signed).region == "云岭县"
    whole = text.replace("云岭县", "")
    assert about(whole).region == "云南省"
    assert about("某事的通知\n各市：").region is None


def test_a_text_that_lost_its_line_breaks_still_says_its_name():
    text = (
        "某省人民政府关于稳定就业若干措施的通知 某府〔2024〕12号 各市人民政府： 现印发给你们，请认真组织实施。"
        "实施中遇到的问题，请径向省人力资源社会保障厅反映。 某省人民政府 2024年2月20日 一、稳定岗位。"
        * 2
    )
    found = about(text)
    assert found.title == "某省人民政府关于稳定就业若干措施的通知"
    assert (found.number, found.published) == ("某府〔2024〕12号", "2024-02-20")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二〇二四年十二月三十一日", "2024-12-31"),
        ("一九九六年七月十七日", "1996-07-17"),
        ("２０２４年３月５日", "2024-03-05"),
        ("2024 年 3 月 5 日", "2024-03-05"),
        ("2024-03-05T10:00", "2024-03-05"),
        ("2024.3.5", "2024-03-05"),
        ("2024年13月5日", None),
        ("2023年2月29日", None),
    ],
)
def test_dates(text: str, iso: str | None):
    assert find_date(text) == iso


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_date_is_found_however_it_is_written(day: date):
    han = "零一二三四五六七八九十"

    def tens(number: int) -> str:
        ten, one = divmod(number, 10)
        return ("" if ten == 0 else "十" if ten == 1 else f"{han[ten]}十") + (
            han[one] if one else ""
        )

    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    written = f"{year}年{tens(day.month)}月{tens(day.day)}日"
    assert (
        find_dates(f"自{written}起，至{day.year}年{day.month}月{day.day}日止")
        == [day.isoformat()] * 2
    )
    assert to_number(tens(day.day)) == day.day
    assert later(later(day.isoformat(), days=40), days=-40) == day.isoformat()
    assert later(day.isoformat(), months=12) == later(day.isoformat(), years=1)


@given(st.text(max_size=400))
def test_any_text_has_a_title(text: str):
    assert about(text).title


def test_every_field_leads_to_its_words():
    fields = {p.field: p.quote for p in about(NOTICE).proofs}
    assert fields == {
        "title": "某省人民政府办公厅关于印发支持某产业\n高质量发展若干措施的通知",
        "number": "某府办〔2024〕15号",
        "issuer": "某省人民政府办公厅",
        "level": "某省人民政府办公厅",
        "written": "2024年3月5日",
        "published": "2024年3月5日",
        "effective": "2024年4月1日起施行",
        "expires": "有效期3年",
    }
    assert about(NOTICE).level == "省级" and about(NOTICE).written == "2024-03-05"


def test_who_writes_to_all_provinces_is_of_the_whole_country():
    sent = (
        "关于关爱老年亲属的通知\n\n各省、自治区、直辖市及兵团联防联控机制：\n\n各地要送药上门。\n"
    )
    found = about(sent)
    assert (found.issuer, found.level) == (None, "国家级")
    assert next(p.quote for p in found.proofs if p.field == "level") == "各省、自治区、直辖市"
    assert about(sent.replace("各省、自治区、直辖市", "各镇、街道")).level is None
    later_on = sent.replace("各省、自治区、直辖市", "各镇、街道") + "段落。" * 200
    assert about(later_on + "各省、自治区、直辖市都已开工。").level is None


def test_a_number_in_brackets_behind_the_title_is_its_own() -> None:
    text = "# 关于调整节水补助标准的通知（安水〔2025〕7号）\n各有关单位：\n现将有关事项通知如下。"
    assert about(text).number == "安水〔2025〕7号"
    assert about("关于转发《节水办法》（安水〔2025〕7号）\n各有关单位：").number is None


def test_the_heading_of_an_annex_is_no_title_of_the_paper_before_it() -> None:
    text = "安渠市节水补助办法\n第一条 为了节水，制定本办法。\n# 附件1 申请表\n填报单位"
    assert about(text).title == "安渠市节水补助办法"
