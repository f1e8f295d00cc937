"""Press conferences and pages of questions and answers: who says what, in answer to which question."""

from __future__ import annotations

import pytest

from index.splitter import embedding_text, split
from index.types import Document, Passage


def document(text: str, title: str = "某省产业扶持办法", pages: tuple[int, ...] = ()) -> Document:
    return Document(id="d1", title=title, source="a.txt", text=text, sha256="0" * 64, pages=pages)


def passages(text: str, title: str = "某省产业扶持办法") -> list[Passage]:
    return list(split(document(text, title)))


def find(found: list[Passage], words: str) -> Passage:
    (passage,) = [p for p in found if words in p.text]
    return passage


PRESS = """某省举行新闻发布会

本省即将出台行动方案。方案会从哪些方面发力?

某省发展和改革委员会主任 龚某某:全球竞争加剧,我们将出台行动方案,重点包括以下三方面措施。

一是通过“赋能”,为工厂“强筋健骨”。

在科技服务方面,新增企业技术中心60家。

在商贸服务方面,培育150家电商企业。

二是通过“融合”,让制造与服务“同行”。

一方面,推动工厂做服务。

另一方面,推动服务商做产品。

同时,我们还将发展“设备+服务”。

三是通过“场景”,打造一批标杆。

在数字方面,让生产线会“思考”。

此外,我们还将建立协同机制。

在质量方面取得了哪些成果？

省市场监督管理局副局长郭某：我们主要做了两件事。

首先是打造强链项目,服务8.5万家企业。我们还编制了指南。

其次是建成78个服务平台。覆盖58个领域。

接下来,我们会继续努力。

南方某报记者：小企业如何申请？

郭副局长：可以在网上申请，三天内答复。

省商务厅副厅长 朱小某：我补充一点，企业也可以到窗口办理。
"""


@pytest.fixture(scope="module")
def press() -> list[Passage]:
    return passages(PRESS)


@pytest.mark.parametrize(
    ("words", "speaker", "role"),
    [
        ("全球竞争加剧", "龚某某", "某省发展和改革委员会主任"),
        ("新增企业技术中心60家", "龚某某", "某省发展和改革委员会主任"),
        ("建立协同机制", "龚某某", "某省发展和改革委员会主任"),
        ("8.5万家", "郭某", "省市场监督管理局副局长"),
        ("网上申请", "郭某", "省市场监督管理局副局长"),
        ("窗口办理", "朱小某", "省商务厅副厅长"),
        ("取得了哪些成果", None, None),
    ],
)
def test_press_conference_speakers(
    press: list[Passage], words: str, speaker: str | None, role: str | None
) -> None:
    passage = find(press, words)
    assert (passage.speaker, passage.role) == (speaker, role)


def test_press_conference_questions(press: list[Passage]) -> None:
    asked = [p.text for p in press if p.kind == "question"]
    assert len(asked) == 3
    assert find(press, "60家").question == asked[0]
    assert find(press, "58个领域").question == "在质量方面取得了哪些成果？"
    assert find(press, "三天内").question == "小企业如何申请？"
    assert find(press, "窗口办理").question == "小企业如何申请？"
    assert find(press, "取得了哪些成果").question is None


LEAD = "全球竞争加剧,我们将出台行动方案,重点包括以下三方面措施"


@pytest.mark.parametrize(
    ("words", "label", "section"),
    [
        ("一是通过", "一是", ((LEAD,))),
        ("60家", None, (LEAD, "一是通过“赋能”,为工厂“强筋健骨”")),
        ("150家", None, (LEAD, "一是通过“赋能”,为工厂“强筋健骨”")),
        ("工厂做服务", "一方面", (LEAD, "二是通过“融合”,让制造与服务“同行”")),
        ("设备+服务", None, (LEAD, "二是通过“融合”,让制造与服务“同行”")),
        ("会“思考”", None, (LEAD, "三是通过“场景”,打造一批标杆")),
        ("建立协同机制", "此外", ()),
        ("8.5万家", "首先", ("我们主要做了两件事",)),
        ("继续努力", "接下来", ()),
    ],
)
def test_press_conference_lists(
    press: list[Passage], words: str, label: str | None, section: tuple[str, ...]
) -> None:
    passage = find(press, words)
    assert (passage.label, passage.section) == (label, section)


@pytest.mark.parametrize(
    "line",
    [
        "其中：中央资金100万元，省级资金50万元。",
        "地址：某市某路1号，请在工作日前来办理。",
        "联系人：张三，负责受理材料，请提前联系。",
        "一是：加强领导，明确责任，落实到人。",
        "专家解读：这项政策的重点是减轻企业负担，请留意。",
        "市长信箱：有问题请写信，我们三个工作日内答复。",
        "县长 王五：主持县政府全面工作，负责审计工作。",
        "省商务厅副处长王五：020-12345678，周一至周五，上午。",
        "组 长：韩某 副省长，副组长：丁某 秘书长。",
        "申报条件：注册满一年，没有失信记录，依法纳税。",
    ],
)
def test_what_stands_before_a_colon_is_not_always_a_speaker(line: str) -> None:
    (passage,) = passages(line)
    assert (passage.speaker, passage.role) == (None, None)


def test_a_quotation_in_a_news_item_does_not_make_the_rest_a_speech() -> None:
    text = "某地夜市开街。游客很多，商户增加，消费回升。\n" * 6
    text += (
        "省商务厅处长 王小某：今年客流增加，比去年多一成。\n街上的商户也很忙碌，一直营业到凌晨。"
    )
    found = passages(text)
    assert find(found, "多一成").speaker == "王小某"
    assert find(found, "到凌晨").speaker is None


def test_moderator_and_short_forms_of_known_names() -> None:
    found = passages(
        "主持人：大家好，今天请到省财政厅副厅长欧阳某介绍情况。\n"
        "欧阳某：谢谢主持人，我介绍两点情况。\n资金安排了10亿元。\n"
        "【记者】资金何时拨付？\n【欧阳某】上半年全部拨付到位，不会拖延。"
    )
    assert find(found, "大家好").role == "主持人"
    assert find(found, "10亿元").speaker == "欧阳某"
    assert find(found, "拨付到位").speaker == "欧阳某"
    assert find(found, "拨付到位").question == "资金何时拨付？"


def test_question_and_answer_pages() -> None:
    found = passages(
        "一、申请\n1.哪些企业可以申请？\n答：制造业企业。包括：\n1. 有贷款的企业；\n2. 有订单的企业。\n"
        "2.补贴多少？\n最高10万元。\n二、其他\n咨询请打热线电话。"
    )
    assert find(found, "有订单").question == "哪些企业可以申请？"
    assert find(found, "10万元").question == "补贴多少？"
    assert find(found, "10万元").section == ("一、申请",)
    assert find(found, "热线").question is None


def test_rhetorical_questions_in_a_speech_are_text() -> None:
    text = "我们的任务是什么呢？\n" + "我们要把各项工作做好，把企业服务好，把群众照顾好。\n" * 30
    assert all(p.kind == "text" for p in passages(text))


def test_embedding_text_has_context_of_bounded_length(press: list[Passage]) -> None:
    passage = find(press, "60家")
    text = embedding_text(passage, "关于印发《某省制造业行动方案》的通知")
    context, _, body = text.partition("\n")
    assert body == passage.text
    assert context.startswith("某省制造业行动方案｜")
    assert "一是通过“赋能”" in context and "龚某某" in context
    for each in press:
        extra = len(embedding_text(each, "很长的标题" * 30)) - len(each.text)
        assert extra <= 130


REQUESTS = """新桥省“实事”新闻发布会

新桥省人力资源厅副厅长 程小某:去年新增就业71万人。

我们有三把钥匙。稳岗返还比例为六成。

钱从哪里来?

省级安排了12亿元。

养老是大家关注的。请介绍养老服务的情况。

新桥省民政厅副厅长 麦小某:老年助餐点有1.1万个。

每餐补助三元,由县里发放。

消费是重要引擎。新桥省促消费有哪些新举措?

从开放看,航线达到48条。

新桥省文旅厅副厅长 尹小某:接下来,我们重点做三件事。

一是优供给,推出线路四条。

二是惠民生,博物馆免费开放。

请介绍农村公路的打算,特别是养护。

新桥省交通厅副厅长 骆小某:里程达到36万公里。

三是提品质,创建名县30个。
"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("六成", "程小某"),
        ("12亿元", "程小某"),
        ("三元", "麦小某"),
        ("48条", None),
        ("免费开放", "尹小某"),
        ("36万公里", "骆小某"),
        ("30个", None),
    ],
)
def test_reporters_request_and_no_words_are_given_to_who_spoke_before(
    words: str, speaker: str | None
) -> None:
    """Where columns changed places, what follows a question, or counts on nothing, is nobody's rather than another's."""
    found = passages(REQUESTS, "")
    assert find(found, words).speaker == speaker
    assert [p.text[:4] for p in found if p.kind == "question"] == [
        "养老是大",
        "消费是重",
        "请介绍农",
    ]
