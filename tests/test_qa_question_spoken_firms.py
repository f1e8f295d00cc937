"""What owners, accountants, exporters, farmers, engineers and journalists say is read as policy texts write it."""

from __future__ import annotations

import pytest

from index.fold import fold
from qa.lexicon.bigrams import bigrams
from qa.question import analyse
from qa.question.coverage import weigh
from qa.question.everyday import MORE
from qa.question.everyday_firms import FIRMS
from qa.question.everyday_trades import TRADES
from qa.question.spoken import spoken_in, written

LINES = (*FIRMS.splitlines(), *TRADES.splitlines())


def _said(text: str) -> list[str]:
    folded = fold(text)
    return [folded[word.start : word.end] for word in spoken_in(folded)]


@pytest.mark.parametrize("line", LINES)
def test_each_line_names_written_forms_of_two_letters_or_more(line: str) -> None:
    said, _, forms = line.rpartition(" = ")
    assert said
    assert forms
    # One letter alone would stand in every text.
    assert all(len(form) > 1 for form in forms.split())


def test_nothing_is_said_twice() -> None:
    said = [line.rpartition(" = ")[0] for line in (*MORE.strip().splitlines(), *LINES)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("question", "near", "as_written"),
    [
        # How support is paid.
        ("奖励多久能到账", "资金于三十日内兑付", "奖励多久能兑付"),
        ("补贴什么时候能下来", "补助资金按季拨付", "补助什么时候拨付"),
        ("是一次给完吗", "分两年兑付", "是一次性给予吗"),
        ("是不是先掏钱再补", "实行以奖代补", "是不是以奖代补"),
        ("养牛一头给多少", "肉牛每头补助300元", "肉牛每头补助多少"),
        ("封顶多少", "最高20万元", "最高多少"),
        ("利率降了几个点", "", "利率降了几个百分点"),
        # Applying, and who may.
        ("报名到哪天为止", "申报时间截至五月底", "申报到哪天为止"),
        ("没上规模的能报吗", "规模以下企业", "规模以下的能报吗"),
        ("首次上规模给多少钱", "新增规模以上企业奖励5万元", "首次规模以上奖励多少钱"),
        ("我们够格吗", "应当符合条件", "我们符合条件吗"),
        ("够不够格", "", "是否符合条件"),
        # Taxes, loans, labour.
        ("亏了的钱往后能抵几年", "亏损可以结转", "亏损结转几年"),
        ("电费能缓交吗", "缓缴电费", "电费能缓缴吗"),
        ("利息谁出", "给予贴息", "贴息谁承担"),
        ("没东西抵押能借多少钱", "发放信用贷款", "信用贷款能贷款多少钱"),
        ("干活的时候受伤了怎么赔", "职工发生工伤", "工伤怎么赔偿"),
        ("干活要交什么保险", "应当参加工伤保险", "劳动要参加什么保险"),
        # Trade, machines, land, farms.
        ("摊位钱报多少", "展位费补助一半", "展位费补助多少"),
        ("坐飞机出去谈生意", "开拓国际市场", "开拓国际市场"),
        ("换机器补几成", "设备更新", "设备更新补助几成"),
        ("厂里上系统", "实施数字化改造", "厂里数字化改造"),
        ("拿地打几折", "工业用地", "用地打几折"),
        ("建冷库", "冷藏保鲜设施", "建冷藏保鲜设施"),
        ("种蘑菇", "食用菌产业", "食用菌"),
        ("带客来玩给多少", "组织游客每人奖励20元", "组织游客来玩奖励多少"),
        # What is counted.
        ("厂子赚了多少", "工业企业利润总额", "企业利润多少"),
        ("老百姓收入涨了多少", "居民人均可支配收入增长5%", "居民人均可支配收入增长多少"),
        ("盖了多少房", "房屋新开工面积", "新开工多少房"),
        ("老外投了多少", "实际使用外资", "实际使用外资多少"),
        # Punishment, and firms that go.
        ("骗补的", "套取财政资金的", "套取财政资金"),
        ("把钱拿去干别的", "擅自改变资金用途", "把钱擅自改变资金用途"),
        ("会被拉黑吗", "列入失信名单", "会被列入失信名单吗"),
        ("公司关了要吐出来吗", "企业注销的应当退还", "企业注销要退还吗"),
        # Bodies, papers and people.
        (
            "工商局和环保局谁来管",
            "市场监督管理部门会同生态环境部门",
            "市场监督管理部门和生态环境部门谁来管",
        ),
        ("被打回来还能补材料吗", "退回的可以补正", "退回还能补正吗"),
        ("换法人了怎么办", "法定代表人变更", "法定代表人变更怎么办"),
    ],
)
def test_a_question_is_put_in_the_words_of_a_passage(
    question: str, near: str, as_written: str
) -> None:
    assert written(question, near) == as_written


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("三大科技工程叫什么", []),
        ("个人所得税申报表在哪里", []),
        ("移民工作由谁负责", []),
        ("四川省电子税务局网址", ["网址"]),
        ("第一套住房的契税", []),
        ("三类证券公司有几家", ["公司"]),
        ("世界上规模最大的项目", []),
        ("网上系统什么时候开放", ["网上"]),
        ("推进园区建设的有哪些", []),
        ("职业放贷人", []),
        ("农村集体经营收入", []),
        ("买卖地质资料", []),
        ("货物价值多少", []),
        ("移动营业厅代理记账公司", ["公司"]),
        ("通过验收的有几个", []),
        ("拍卖货物的程序", []),
        ("三大工程是哪三个", []),
        ("请问谁负责", []),
        ("还不上班的人", []),
        ("这首歌的表达", []),
        ("交给多少人", []),
        ("人才补贴给多少", ["补贴"]),
        ("不罚息", []),
        ("物质保障", []),
        ("转入规划", []),
        ("机器人产业园进度", []),
        ("乡村医生证书", ["医生"]),
        ("提高管理水平", []),
        ("入围标准", []),
        ("保险公司机动车保险", ["公司"]),
        ("记账本位币", []),
        ("首套住房贷款利率", []),
        ("保质保量完成", []),
    ],
)
def test_words_within_other_words_are_not_heard(question: str, said: list[str]) -> None:
    assert _said(question) == said


def test_a_form_of_the_opposite_is_no_default() -> None:
    # Beside 规模以上 the model takes 规模以下 for the same: it is put only where a passage writes it.
    assert written("没上规模的", "对规模以上企业") == "没上规模的"


def test_what_texts_write_too_stays_beside_themselves() -> None:
    assert written("冷库补多少", "新建冷库每座") == "冷库补助多少"
    assert written("运费谁出", "货运收入") == "运费谁承担"


def test_written_forms_cover_what_is_said() -> None:
    weights = weigh(analyse("种蘑菇一年能赚多少？"), lambda token: 0.01)
    assert weights.missing(bigrams("食用菌每年利润")) == ()
    assert weights.missing(bigrams("水果产量")) != ()
