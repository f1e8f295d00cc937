"""Pages of government sites and of WeChat: what is text, what the page offers, what it says beside the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.documents import to_document
from index.reader import read_data
from index.types import Document

BODY = (
    "<p>一、对当年新增的规上服务业企业，一次性奖励8万元，由县商务局会同县财政局审核后拨付。</p>"
    "<p>二、本措施由青禾县商务局负责解释，自2025年5月1日起施行，有效期三年。</p>"
)


def document(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    path = Path("a.html")
    return to_document(read_data(page.encode(), path), path)


def lines(body: str, head: str = "") -> list[str]:
    return [line for line in document(body, head).text.split("\n") if line]


def test_neighbours_and_commands_of_the_page_are_no_text() -> None:
    body = (
        f"<div>您现在的位置：首页 &gt; 政策</div><h1>青禾县若干措施</h1><div>{BODY}</div><div><p>上一篇：<a href=1>关于某事的公告（奖励99万元）</a></p>"
        "<p>下一篇：没有了</p></div><div><a href=p>打印本页</a> <a href=c>关闭窗口</a></div><div>分享到：微信 微博</div>"
    )
    assert [line[:2] for line in lines(body)] == ["# ", "一、", "二、"]


def test_the_line_of_origin_keeps_what_it_says_of_the_text() -> None:
    line = "发布时间：2025-04-20 来源：县商务局 浏览次数：<span>1234</span> 字号：【大 中 小】"
    assert (
        lines(f"<h1>若干措施</h1><p>{line}</p>{BODY}")[1] == "发布时间：2025-04-20 来源：县商务局"
    )
    assert lines("<p>本栏目浏览次数：1234次，来源：县商务局。</p>") == [
        "本栏目浏览次数：1234次，来源：县商务局。"
    ]


def test_words_of_commands_are_text_in_a_table_and_a_list() -> None:
    body = (
        "<h1>收费表</h1><table><tr><th>项目</th><th>大</th><th>小</th></tr><tr><td>打印</td><td>3元</td><td>1元</td></tr>"
        "</table><ul><li>大</li><li>中</li></ul><p>上一条路径已停用，改走新路。</p><p>位置：县城东路5号</p>"
    )
    assert lines(body) == [
        "# 收费表", "| 项目 | 大 | 小 |", "| --- | --- | --- |", "| 打印 | 3元 | 1元 |", "- 大", "- 中",
        "上一条路径已停用，改走新路。", "位置：县城东路5号",
    ]  # fmt: skip


def test_a_main_text_that_a_script_will_show_is_read_and_no_other_hidden_text() -> None:
    veil = 'style="visibility: hidden; opacity: 0;"'
    article = f'<div id="js_content" {veil}>{BODY}</div>'
    assert lines(f"<h1>人才新政</h1>{article}<script>show()</script>")[1:2] == [BODY[3:45]]
    assert lines(f"<h1>人才新政</h1><p>{BODY * 3}</p>{article}<script>show()</script>")[
        -1
    ].startswith("二、")
    assert len(lines(f"<h1>人才新政</h1>{BODY * 3}{article}<script>show()</script>")) == 7
    assert lines(f"<h1>人才新政</h1><p>正文。</p>{article}") == ["# 人才新政", "正文。"]


def test_what_the_box_above_the_text_says_is_read_as_facts_of_the_document() -> None:
    rows = (
        ("索引号", "AB-1"),
        ("发文机关", "青禾县财政局"),
        ("成文日期", "2025年2月3日"),
        ("文 号", "青财〔2025〕3号"),
    )
    box = "".join(f"<tr><td>{name}：</td><td>{value}</td></tr>" for name, value in rows)
    text = f'<div id="zoom"><h1>关于做好决算的通知</h1>{BODY}</div>'
    found = document(f"<div><table>{box}</table></div>{text}")
    assert (found.title, found.issuer, found.number, found.written) == (
        "关于做好决算的通知", "青禾县财政局", "青财〔2025〕3号", "2025-02-03",
    )  # fmt: skip
    assert "发文机关：青禾县财政局\n" in found.text
    proof = next(p for p in found.proofs if p.field == "number")
    assert found.raw[proof.start : proof.end] == "青财〔2025〕3号"


@pytest.mark.parametrize(
    "table",
    [
        "<tr><th>文件名称</th><th>文号</th><th>发文机关</th></tr><tr><td>甲办法</td><td>青农〔2019〕3号</td><td>县农业局</td></tr>",
        "<tr><td>文件名称</td><td>甲办法</td></tr><tr><td>文号</td><td>青农〔2019〕3号</td></tr>"
        "<tr><td>成文日期</td><td>2019年3月1日</td></tr>",
    ],
)
def test_a_table_behind_the_first_sentence_tells_of_other_documents(table: str) -> None:
    found = document(
        f"<h1>关于废止文件的公告</h1><p>下列文件废止。</p><table>{table}</table><p>青禾县司法局<br>2025年2月2日</p>"
    )
    assert (found.number, found.written) == (None, "2025-02-02")


def test_struck_and_raised_text() -> None:
    body = (
        "<p>每次收费<del>50元</del><ins>30元</ins>，<s>按年</s>按月结，<span style='text-decoration: line-through'>另加9元</span>。</p>"
        "<p>用电3×10<sup>8</sup>度，投资300<sup><a href=#n>1</a></sup>亿元，CO<sub>2</sub>减排，O<sub>2</sub>5吨。</p>"
        "<table><tr><th>项</th><th>量</th></tr><tr><td>电</td><td>10<sup>4</sup>度</td></tr></table>"
    )
    assert lines(body) == [
        "每次收费30元，按月结，。", "用电3×10⁸度，投资300¹亿元，CO2减排，O₂5吨。",
        "| 项 | 量 |", "| --- | --- |", "| 电 | 10⁴度 |",
    ]  # fmt: skip


def test_line_breaks_of_the_source_between_han_characters_are_none() -> None:
    assert lines(
        "<p>\n  最低收购\n  价为每斤1.19元，按国家标准GB\n  1351执行，\n  请遵照。\n</p>"
    ) == ["最低收购价为每斤1.19元，按国家标准GB 1351执行，请遵照。"]


def test_line_breaks_of_the_source_that_are_kept_end_lines() -> None:
    page = "<div style='white-space: pre-wrap'>第一段。\n第二段，\n<p style='white-space: normal'>第三\n段。</p>第四段。</div>"
    assert lines(page) == ["第一段。", "第二段，", "第三段。", "第四段。"]


def test_lines_that_a_page_broke_at_one_width_are_joined_and_others_are_not() -> None:
    text = (
        "为解决城镇中低收入家庭住房困难，现将今年公租房租金标准公布如下：每平方米每月租金五元五角，其中低保家庭"
        "按标准的三成缴纳，新就业职工按标准的七成缴纳。本公告自八月一日起执行，由县住房和城乡建设局负责解释，其余不变。"
    )
    cut = "<br>".join(text[at : at + 22] for at in range(0, len(text), 22))
    assert lines(f"<div>{cut}</div>") == [text]
    address = [
        "联系人：何某",
        "电话：见县政府网",
        "地址：县政务大厅",
        "时间：工作日上午",
        "邮编：见网站",
    ]
    assert lines(f"<div>{'<br>'.join(address)}</div>") == address


def test_lists_are_numbered_as_a_browser_numbers_them() -> None:
    body = (
        '<ol type="a"><li>申请表</li><li>执照</li></ol><ol><li value="3">承诺书</li><li>账户</li></ol>'
        '<ol style="list-style-type: cjk-ideographic"><li>县内</li></ol><ol style="list-style:none"><li>1．表格</li></ol>'
        "<ol reversed><li>甲</li><li>乙</li></ol>"
    )
    assert lines(body) == [
        "a. 申请表", "b. 执照", "3. 承诺书", "4. 账户", "一、县内", "1．表格", "2. 甲", "1. 乙",
    ]  # fmt: skip


def test_the_foot_of_a_table_stands_at_its_foot() -> None:
    head, foot = (
        "<thead><tr><th>镇</th><th>户</th></tr></thead>",
        "<tfoot><tr><td>合计</td><td>9</td></tr></tfoot>",
    )
    body = "<tbody><tr><td>东山</td><td>4</td></tr></tbody>"
    assert lines(f"<table>{head}{foot}{body}</table>")[2:] == ["| 东山 | 4 |", "| 合计 | 9 |"]


def test_a_bar_of_links_over_the_heading_is_no_text_and_one_in_the_text_is() -> None:
    bar = "<a href=1>无障碍</a> | <a href=2>登录</a>"
    body = f"<div>{bar}</div><h1>若干措施</h1>{BODY}<p>附件：</p><p><a href=1>申请表</a> | <a href=2>承诺书</a></p>"
    assert lines(body)[0] == "# 若干措施" and lines(body)[-1] == "申请表 | 承诺书"


def test_a_count_of_readers_with_a_comma_is_left_out() -> None:
    line = "来源：县商务局 发布日期：2025-04-20 浏览次数：<em>1,268</em> <a href=s>分享</a>"
    assert (
        lines(f"<h1>若干措施</h1><p>{line}</p>{BODY}")[1] == "来源：县商务局 发布日期：2025-04-20"
    )
