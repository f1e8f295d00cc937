"""What is asked about a document as such is told apart from what is asked about its matter."""

from __future__ import annotations

import pytest

from qa.question.document_facts import asked_fact


@pytest.mark.parametrize(
    ("question", "fact", "about"),
    [
        ("《样本办法》的文号是什么？", "number", "《样本办法》"),
        ("样本县制造业若干措施 发文字号", "number", "样本县制造业若干措施"),
        ("样本县粮食应急预案是几号文？", "number", "样本县粮食应急预案"),
        ("样本县制造业若干措施是哪个部门印发的？", "issuer", "样本县制造业若干措施"),
        ("样本县旅游补助办法由哪几个部门联合发布？", "issuer", "样本县旅游补助办法"),
        ("样本县制造业政策是哪一年出的？", "issued", "样本县制造业"),
        ("样本县旅游补助办法的发布日期是什么时候？", "published", "样本县旅游补助办法"),
        ("样本县旅游补助办法从什么时候开始施行？", "effective", "样本县旅游补助办法"),
        ("样本县旅游补助办法什么时候到期？", "expires", "样本县旅游补助办法"),
        ("样本县旅游政策有效期多久？", "expires", "样本县旅游"),
        ("样本县旅游政策现在还有效吗？", "standing", "样本县旅游"),
        ("样本县旅游补助办法废止了吗", "standing", "样本县旅游补助办法"),
        ("样本县旅游补助办法还能用吗？", "standing", "样本县旅游补助办法"),
        ("样政办发〔2024〕12号是关于什么的？", "title", "样政办发〔2024〕12号"),
        ("样政办发〔2024〕12号文件的标题是什么？", "title", "样政办发〔2024〕12号"),
        ("有没有关于民宿的文件？", "listed", "民宿"),
        ("哪些文件提到了民宿奖励？", "listed", "民宿奖励"),
        ("哪几年的政府工作报告提到“民宿经济”？", "listed", "民宿经济"),
        ("哪些通知是关于民宿奖励的？", "listed", "民宿奖励"),
        ("民宿奖励在哪些文件里有规定？", "listed", "民宿奖励"),
        ("样本县旅游补助办法的主要内容是什么？", "outline", "样本县旅游补助办法"),
        ("样本县旅游补助办法主要规定了哪些内容？", "outline", "样本县旅游补助办法"),
        ("请总结一下样本县旅游补助办法", "outline", "样本县旅游补助办法"),
        ("民宿奖励在哪些文件里出现过？", "listed", "民宿奖励"),
        ("样本县旅游补助办法被哪个文件废止？", "standing", "样本县旅游补助办法"),
    ],
)
def test_facts_of_a_document(question: str, fact: str, about: str) -> None:
    asked = asked_fact(question)
    assert asked is not None and (asked.fact, asked.about) == (fact, about)


@pytest.mark.parametrize(
    "question",
    [
        "预警信息由谁发布？",
        "办法规定的补助什么时候发放？",
        "样本县旅游补助办法规定每家补多少？",
        "许可证有效期多久？",
        "试点什么时候开始实施？",
        "政策中的规上企业是指什么？",
        "旧的设备还能用吗？",
        "这些措施怎么落实？",
        "申请补助要交哪些材料？",
        "哪些规定要遵守？",
        "样本县旅游补助办法规定了哪些奖励？",
        "局长讲了什么？",
        "补助的主要内容是什么？",
        "稳岗奖励是谁发？",
        "拿了县里的优惠，还能再申请旅游奖励吗？",
    ],
)
def test_what_is_asked_about_the_matter_is_none(question: str) -> None:
    assert asked_fact(question) is None


def test_editions_and_pointing() -> None:
    old, new, this = (
        asked_fact(q)
        for q in (
            "样本县旧版旅游政策还有效吗？",
            "样本县最新旅游办法的文号是多少？",
            "本办法何时施行？",
        )
    )
    assert old is not None and old.old and not old.new
    assert new is not None and new.new and not new.old
    assert this is not None and this.points


def test_who_tells_of_his_own_case_does_not_ask_whether_a_paper_stands() -> None:
    assert asked_fact("我们公司出过安全事故，技改补助还能申请吗") is None
    found = asked_fact("技改补助还能申请吗")
    assert found is not None and found.fact == "standing"
