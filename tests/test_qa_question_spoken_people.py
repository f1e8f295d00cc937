"""What people, pupils, clerks and journalists type is read in the words of documents, and nothing within other words is."""

from __future__ import annotations

import re

import pytest

from index.fold import fold
from qa.lexicon.bigrams import bigrams
from qa.question import analyse
from qa.question.coverage import weigh
from qa.question.everyday_people import PEOPLE
from qa.question.spoken import spoken_in, written

LINES = [line.rpartition(" = ") for line in PEOPLE.strip().splitlines()]


@pytest.mark.parametrize(
    ("question", "near", "as_put"),
    [
        # School and study.
        ("我想读研", "取得硕士学位的", "我想取得硕士学位"),
        ("考证花的钱", "取得职业资格证书的当年", "取得职业资格证书花的钱"),
        ("娃转学去哪办", "学生变更学籍的", "学生变更学籍去哪办"),
        ("补录是哪天", "征集志愿填报时间", "征集志愿是哪天"),
        ("考公上岸后几天报到", "公务员录用后", "公务员录用录用后几天报到"),
        ("辍学谁去劝", "失学的应当劝返", "失学谁去劝"),
        # Health, and what insurance pays.
        ("打针要钱吗", "接种疫苗不收取费用", "接种要钱吗"),
        ("去大医院能报几成", "三级医疗机构按比例支付", "去三级医疗机构能支付几成"),
        ("起付线是多少", "起付标准为八百元", "起付标准是多少"),
        ("社保断交了还能补交吗", "中断缴费的可以补缴", "社会保险费中断缴费还能补缴吗"),
        ("养老钱啥时候到账", "基本养老金每月发放", "基本养老金什么时候发放"),
        ("老人走了丧葬费给多少", "参保人员死亡的，发给丧葬补助金", "参保人员死亡丧葬补助金给多少"),
        # Family and home.
        ("离婚了房子归谁", "解除婚姻关系时的住房", "解除婚姻关系了住房归谁"),
        ("走丢的孩子送哪儿", "查找不到监护人的儿童", "查找不到监护人的儿童送哪儿"),
        ("遛狗不牵绳", "携犬未束犬链的", "携犬未束犬链"),
        # Work and roads.
        ("送外卖的受伤了", "网约配送员", "网约配送员受伤了"),
        ("多少人找到了工作", "城镇新增就业", "多少人城镇新增就业"),
        ("哪几天限号", "机动车限制通行", "哪几天限制通行"),
        ("乱停车扣几分", "违反规定停放机动车，记三分", "违反规定停放记几分"),
        # Offices, emergencies, meetings.
        ("物业归哪个局管", "物业服务的监督管理", "物业由哪个部门监督管理"),
        ("谁说了算", "由县民政局审核确认", "谁审核确认"),
        ("证明盖哪儿的章", "加盖村委会印章", "证明加盖哪儿的章"),
        ("着火了", "发现火情", "火情了"),
        ("发大水谁指挥", "洪涝灾害应急处置", "洪涝灾害谁指挥"),
        ("村里分钱谁定", "收益分配方案由成员大会决定", "村里收益分配谁决定"),
        ("村长能干几届", "村民委员会主任可以连任", "村民委员会主任能连任几届"),
        # Reports of governments.
        ("政府今年要干啥", "今年重点工作", "政府今年重点工作"),
        ("今年经济增长定了多少", "预期目标：地区生产总值增长5%", "今年经济增长预期目标多少"),
        ("老百姓手里的钱多了多少", "居民人均可支配收入增长6%", "居民人均可支配收入多了多少"),
        ("物价涨了多少", "居民消费价格上涨1.8%", "居民消费价格上涨多少"),
        ("修了多少路", "新增通车里程312公里", "新增多少通车里程"),
        ("粮食打了多少", "粮食总产量462万吨", "粮食产量多少"),
        # Punishment, news, time, size.
        ("会被拉黑吗", "列入失信被执行人名单", "会被列入失信名单吗"),
        ("头一回犯错罚不罚", "初次违法的不予行政处罚", "初次违法不予行政处罚"),
        ("专家吐槽了啥", "与会专家指出", "专家指出了什么"),
        ("这规定啥时候开始算", "自5月1日起施行", "这规定什么时候施行"),
        ("这证管几年", "有效期为五年", "这证有效期几年"),
        ("这块地有多大", "用地面积3.2万平方米", "这块用地面积有多大"),
        ("第一批有哪些县", "首批试点县", "首批有哪些县"),
    ],
)  # fmt: skip
def test_a_passage_is_asked_in_its_words(question: str, near: str, as_put: str) -> None:
    assert written(fold(question), fold(near)) == fold(as_put)


@pytest.mark.parametrize(
    "text",
    [
        "思考研究成果", "解读研究报告", "参考公告", "经考证属实", "期中考试", "渔民上岸安居", "校园暑托班",
        "发言人哈罗娃表示", "重大病虫害", "超过世界先进水平", "依法保护工会", "纳入医保基金", "两年以上保险费",
        "承担责任", "摆脱贫困", "货物价格", "判断保理人", "权限行使", "冒着火花", "洪水灾害", "引发洪水",
        "看不准的", "放水养鱼", "土地契约", "购房贷款", "紧邻居民区", "部分房屋", "部分钱款", "召开会议",
        "公开会议记录", "预算数据", "近年来多少人", "上级规定多少", "稳定在多少", "覆盖了多少", "维修了多少",
        "调查了几家", "相关了几家", "高考虑", "身体检视", "农民工程", "为人不罚息", "第一次会议", "测不准确",
        "归哪个局管理", "保管几年", "延长到哪天", "展开建设", "劳动工资", "搭建好平台",
    ],
)  # fmt: skip
def test_no_word_of_people_stands_within_another(text: str) -> None:
    forms = {tuple(forms.split()) for _, _, forms in LINES}
    assert [word for word in spoken_in(fold(text)) if word.written in forms] == []


def test_what_asks_is_never_put_away() -> None:
    """Without 多大 any sentence on an area answers how large a plot is."""
    asked = "多大块地 占多大地 做多大尺寸 能干几届 管几年 扣几分 赚多少 盖了多少房 排第几 花在哪"
    for question in asked.split():
        asks = re.search(r"多大|哪|几|多少", question)
        assert asks and asks[0] in written(question, "用地面积 资金来源 有效期 利润 新建 位居")


def test_written_forms_are_words() -> None:
    """A single character stands in any text, and would count every question as spoken of."""
    assert all(len(form) > 1 for *_, forms in LINES for form in forms.split())
    assert all(said and forms for said, _, forms in LINES)
    assert not any(re.compile(said).search("") for said, *_ in LINES)


def test_what_is_written_covers_what_people_say() -> None:
    weights = weigh(analyse("社保断缴怎么办？"), lambda token: 0.01)
    assert weights.missing(bigrams("社会保险中断缴费的")) == ()
    assert weights.missing(bigrams("社会保险")) != ()
