"""Another word in the place of the question's own is told; another wording of the same is not."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.question.coverage import weigh
from qa.reader.substitution import other_subject, substituted


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        (
            "为稳定全县茶叶市场供应做了什么？",
            "为稳定全县蔬菜市场供应，加强调运。",
            ("茶叶", "蔬菜"),
        ),
        ("五年全县水利建设众筹多少亿元？", "五年全县水利建设投资12亿元。", ("众筹", "投资")),
        ("五年全县水利建设投资多少亿元？", "五年全县水利建设投资12亿元。", None),
        ("县养殖计划渔校牵头占比", "县养殖计划中，企业牵头项目占比五成。", ("渔校", "企业")),
        ("县养殖计划企业牵头占比", "县养殖计划中，企业牵头项目占比五成。", None),
        ("全县新认定高企多少家？", "全县新认定高新技术企业3家。", None),
        ("全县新增多少家企业？", "全县增加企业3家。", None),
        ("去年注册，年研发费用够不够？", "上年度研发费用达标。", None),
        ("若资格预审后只剩两家怎么办？", "通过资格预审的少于三家应当重来。", None),
        ("县协调委原则上多久开一次会？", "县协调委原则上每半年召开一次会。", None),
        ("新评的景区，全县一次性各奖多少？", "新评的景区，全县一次性分别给予10万元。", None),
        ("全县侨民人均收入增长多少？", "全县居民人均收入增长5%。", ("侨民", "居民")),
        ("转口贸易总额达到多少亿元？", "去年，进出口贸易总额达到3亿元。", ("转口", "进出口")),
        ("农民人均收入增长多少？", "农民人均收入增长5%。", None),
        ("县财政拿出多少钱扶持渔村？", "安排县财政扶持资金12亿元，扶持渔村30个。", None),
        ("去年，接服务外包的额度涨了多少？", "提供检测等服务外包的额度增长5%。", None),
        ("全年用于农业的支出达到多少？", "今年用于农业的支出达到3亿元。", None),
        ("村里新盖冷库补几成？", "村里新建冷库补三成。", None),
        ("有3件实用新型，够不够？", "国内实用新型专利每件2分。", None),
        ("农业担保费率最高多少？", "农业担保费率降低0.5个百分点。", None),
        ("全县渔船累积获得多少面锦旗？", "全县渔船已累计获得12面锦旗。", None),
        ("全县逐渐减少的渔船有几艘？", "全县已有减少的渔船12艘。", None),
        (
            "为稳定全县专科渔工就业做了什么？",
            "为稳定全县本科渔工就业，加强培训。",
            ("专科", "本科"),
        ),
        (
            "为稳定全县远洋渔业发展做了什么？",
            "为稳定全县再生渔业发展，加强培训。",
            ("远洋", "再生"),
        ),
        ("冷库管理办法何时开始执行？", "2019年3月渔港管理办法开始执行。", ("冷库", "渔港")),
        ("冷库管理办法何时开始执行？", "2019年3月，本县冷库管理办法开始执行。", None),
        ("全县管理办法何时开始执行？", "2019年3月，我县管理办法开始执行。", None),
        ("", "", None),
    ],
)
def test_a_word_in_the_place_of_another(
    question: str, sentence: str, found: tuple[str, str] | None
) -> None:
    weights = weigh(analyse(question), lambda token: 0.01)
    assert substituted(weights, sentence, "") == found


def test_what_the_paragraph_says_elsewhere_is_not_missing() -> None:
    weights = weigh(analyse("为稳定全县茶叶市场供应做了什么？"), lambda token: 0.01)
    sentence = "为稳定全县蔬菜市场供应，加强调运。"
    assert substituted(weights, sentence, "茶叶市场也是。") is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("红星2021年全县销量12辆。", ("青山", "红星")),
        ("其中，红星2021年销量12辆。", ("青山", "红星")),
        ("青山2021年全县销量12辆。", None),
        ("该公司2021年全县销量12辆。", None),
        ("2021年全县销量12辆。", None),
        ("红星2020年全县销量12辆。", None),  # of another year, which is another question
    ],
)
def test_another_subject_in_the_same_year(sentence: str, found: tuple[str, str] | None) -> None:
    weights = weigh(analyse("青山2021年全县销量多少辆？"), lambda token: 0.01)
    assert other_subject(weights, sentence) == found
