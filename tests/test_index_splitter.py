"""The splitter: what stands above each passage, where it is cut, and what its embedding text says."""

from __future__ import annotations

from index.splitter import embedding_text, split
from index.types import Document, Passage


def document(text: str, title: str = "某省产业扶持办法", pages: tuple[int, ...] = ()) -> Document:
    return Document(id="d1", title=title, source="a.txt", text=text, sha256="0" * 64, pages=pages)


def passages(text: str, title: str = "某省产业扶持办法") -> list[Passage]:
    return list(split(document(text, title)))


def find(found: list[Passage], words: str) -> Passage:
    (passage,) = [p for p in found if words in p.text]
    return passage


def test_articles_items_and_the_paragraph_after_them() -> None:
    found = passages(
        "第一章 总则\n第一条【目的】为了规范管理，制定本办法。\n第二条 有下列情形之一的，给予补贴：\n"
        "（一）新建项目；\n（二）扩建项目。\n前款规定的补贴由市财政承担。\n"
        "第三条 本办法由市商务局解释。\n第二章 附则\n第 1 5 条 本办法自2025年1月1日起施行。"
    )
    item = find(found, "扩建")
    assert item.label == "（二）"
    assert item.section == ("第一章 总则", "第二条", "有下列情形之一的，给予补贴")
    assert find(found, "前款规定").section == ("第一章 总则", "第二条")
    assert find(found, "市商务局解释").section == ("第一章 总则",)
    assert find(found, "2025年").label == "第15条"
    assert find(found, "2025年").section == ("第二章 附则",)
    assert find(found, "第二章 附则").kind == "heading"


def test_a_mention_of_an_article_is_no_article() -> None:
    found = passages("第一条 甲方负责。\n第三条规定的情形除外。\n第二条 乙方负责。")
    assert find(found, "除外").label is None
    assert find(found, "除外").section == ("第一条",)


def test_sections_that_nest_against_the_usual_order() -> None:
    found = passages(
        "一、政策支持\n第 1 条 设立资金不低于1亿元。\n资金列入预算。\n二 、支持范围\n(一)投资奖励\n"
        "第 2 条 给予20%奖励。\n(二)绩效奖励\n第 3 条 连续奖励5年。"
    )
    assert find(found, "列入预算").section == ("一、政策支持", "第1条")
    assert find(found, "20%").section == ("二、支持范围", "(一)投资奖励")
    assert find(found, "奖励5年").section == ("二、支持范围", "(二)绩效奖励")


def test_numbered_measures_and_what_belongs_to_them() -> None:
    found = passages(
        "各有关单位：\n为支持企业，现将有关事项通知如下：\n一、加大补贴\n（一）参展补贴。对参展企业给予50%补贴。\n"
        "每家企业每年不超过10万元。\n（二）认证补贴。对认证费用给予30%补贴。\n二、强化保障\n1.设立专班。\n由商务局牵头。\n"
        "2.按月调度。\n每月通报一次。\n特此通知。\n某市人民政府\n2025年3月1日"
    )
    assert find(found, "每家企业").section == ("一、加大补贴", "（一）参展补贴")
    assert find(found, "30%").section == ("一、加大补贴",)
    assert find(found, "由商务局").section == ("二、强化保障", "1.设立专班")
    assert find(found, "每月通报").section == ("二、强化保障", "2.按月调度")
    assert find(found, "特此通知").section == ()
    assert find(found, "2025年3月1日").section == ()


def test_numbering_that_runs_on_across_sections() -> None:
    found = passages(
        "一、景区\n1.新建景区奖励。\n每家10万元。\n二、酒店\n2.新建酒店奖励。\n每家20万元。"
    )
    assert find(found, "每家20万元").section == ("二、酒店", "2.新建酒店奖励")


def test_boxed_headings_belong_to_the_measure_above_them() -> None:
    found = passages(
        "一、税费\n（一）运输收入免征增值税。\n【享受主体】\n运输企业。\n【享受条件】\n1.有资质；\n2.有合同。\n"
        "（二）进口物资免征关税。\n【享受主体】\n进口企业。"
    )
    first = ("一、税费", "（一）运输收入免征增值税")
    assert find(found, "运输企业").section == (*first, "【享受主体】")
    assert find(found, "有合同").section == (*first, "【享受条件】")
    assert find(found, "进口企业").section == ("一、税费", "（二）进口物资免征关税", "【享受主体】")


def test_headings_without_numbers_and_a_table_of_contents() -> None:
    found = passages(
        "目录\n一、条件\n二、材料\n申报条件\n1.注册满一年；\n2.依法纳税。\n申报材料\n1.营业执照；\n2.审计报告。\n"
        "附件\n某市箱包企业补贴申报管理办法\n为了规范申报工作，制定本办法，请遵照执行。"
    )
    assert find(found, "依法纳税").section == ("申报条件",)
    assert find(found, "审计报告").section == ("申报材料",)
    assert find(found, "请遵照").section == ("某市箱包企业补贴申报管理办法",)


def test_unmarked_items_carry_their_lead_in() -> None:
    found = passages("支持下列支出：\n展位费；\n运输费；\n翻译费。\n其他支出不予支持。")
    assert [find(found, w).section for w in ("展位费", "翻译费", "其他支出")] == [
        ("支持下列支出",),
        ("支持下列支出",),
        (),
    ]


def test_markdown_headings_and_tables() -> None:
    found = passages(
        "# 某省产业扶持办法\n## 一、标准\n| 项目 | 比例 | 上限 |\n|---|---|---|\n| 参展 | 50% | 10万元 |\n"
        "| 认证 | 30% | 5万元 |\n| | 20% | 3万元 |\n以上不重复享受。\n### （一）说明\n按年拨付。\n## 二、申报\n网上申报。"
    )
    row = find(found, "3万元")
    assert (row.kind, row.label) == ("table", "认证")
    assert row.section == ("一、标准", "项目 | 比例 | 上限")
    assert "项目：认证；比例：20%；上限：3万元" in embedding_text(row, "某办法")
    assert find(found, "| 项目").kind == "heading"
    assert find(found, "不重复").section == ("一、标准",)
    assert find(found, "按年").section == ("一、标准", "（一）说明")
    assert find(found, "网上").section == ("二、申报",)


def test_one_paragraph_whose_line_breaks_became_spaces() -> None:
    title = "关于支持企业的通知"
    text = (
        f"{title} 各有关单位： 为支持企业渡过难关，经研究，现就有关事项通知如下： 一、加大资金支持力度 "
        "1.对参展企业给予50%补贴，每家不超过10万元。 2.对贷款企业给予贴息，期限不超过两年。 二、优化服务保障措施 "
        "各部门要主动上门服务，及时解决问题，确保政策落到实处。 一是建立台账。 二是按月通报。 "
        "特此通知。 某市人民政府 2025年3月1日"
    )
    found = passages(text, title)
    assert {p.paragraph for p in found} == {1}
    assert found[0].text == title and found[0].kind == "heading"
    assert find(found, "两年").label == "2."
    assert find(found, "两年").section == ("一、加大资金支持力度",)
    assert find(found, "上门服务").section == ("二、优化服务保障措施",)
    assert find(found, "按月通报").label == "二是"
    assert find(found, "特此通知").section == ()


def test_stray_spaces_in_words_are_not_line_breaks() -> None:
    text = "为抢抓机遇，全力支持战略新 兴产业 和现代服 务业发展，特别是 制造业。" * 12
    assert all(p.text[-1] == "。" for p in passages(text))


def test_long_paragraphs_are_cut_at_sentences_and_inline_items() -> None:
    sentence = "我们将持续加大对企业的支持力度，推动各项措施落地见效，让企业有更多的获得感。"
    assert all(p.text[-1] == "。" and len(p.text) <= 300 for p in passages(sentence * 20))
    items = f"主要有三项。一是{sentence * 3}二是{sentence * 3}三是{sentence * 2}"
    assert [p.label for p in passages(items)][-2:] == ["二是", "三是"]
    assert len(passages(sentence * 6)) == 1


def test_a_cut_article_is_named_in_its_later_passages() -> None:
    sentence = "企业应当按照规定提交申请材料，并对材料的真实性负责，接受有关部门监督检查。"
    found = passages("第一章 总则\n第二条 " + sentence * 20)
    assert found[1].label == "第二条" and found[1].section == ("第一章 总则",)
    assert all(p.label is None and p.section == ("第一章 总则", "第二条") for p in found[2:])
    assert len(found) > 3


def test_paragraph_numbers_pages_and_ids() -> None:
    text = "第一段。\n\n\u3000\u3000第二段。\n\u200b\n第三段。"
    found = list(split(document(text, pages=(0, text.index("第三段")))))
    assert [(p.paragraph, p.text, p.page) for p in found] == [
        (1, "第一段。", 1),
        (2, "第二段。", 1),
        (3, "第三段。", 2),
    ]
    assert found[1].id == f"d1:{found[1].start}-{found[1].end}"
    assert split(document("")) == () and split(document(" \n\n")) == ()


def test_plans_for_emergencies_are_numbered_without_points() -> None:
    found = passages(
        "目 录\n1 总则\n1.1 编制目的\n2 组织机构\n1 总则\n1.1 编制目的\n为有序应对渔港突发事件，制定本预案。\n"
        "1.2 等级划分\n1.2.1 一级：三座以上渔港停航。\n1.2.2 二级：一座渔港停航。\n2 组织机构\n指挥部由县长任总指挥。\n"
        "12 艘渔船备用\n30 年内不变"
    )
    assert find(found, "有序应对").section == ("1 总则", "1.1 编制目的")
    assert find(found, "一座渔港").section == ("1 总则", "1.2 等级划分")
    assert find(found, "一座渔港").label == "1.2.2"
    assert find(found, "总指挥").section == ("2 组织机构",)
    assert find(found, "30 年").label is None


def test_the_caption_of_a_table_ends_with_its_table() -> None:
    text = (
        "一、奖补标准\n按类别核定，见表1。\n表1  奖补标准\n\n| 类别 | 比例 |\n| --- | --- |\n| 甲类 | 8% |\n\n"
        "二、监督管理\n骗取资金的，全部追回。"
    )
    found = passages(text)
    assert find(found, "| 甲类").section[:2] == ("一、奖补标准", "表1 奖补标准")
    assert find(found, "骗取").section == ("二、监督管理",)


def test_who_made_a_table_is_no_heading_of_it() -> None:
    text = "某县补贴一览表（农机类）\n制表单位：某县农业农村局　2025年3月3日\n\n| 机具 | 补贴（元） |\n| --- | --- |\n| 播种机 | 300 |\n"
    assert "制表单位" not in " ".join(find(passages(text), "| 播种机").section)


def test_an_annex_in_a_table_of_contents_is_part_of_it() -> None:
    text = (
        "目录\n第一章 总则 1\n第二章 附则 2\n附件1 申请表 3\n第一章 总则\n第一条 为了规范管理，制定本办法。\n"
        "第二章 附则\n第二条 本办法自印发之日起施行。"
    )
    assert find(passages(text), "附件1 申请表").kind == "heading"
