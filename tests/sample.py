"""A small county's papers, written for the tests: a press conference, measures and a notice of another county."""

from __future__ import annotations

from pathlib import Path

from index.corpus import Corpus
from tests.fakes import NearEmbedder

PRESS = """---
title: 测试县制造业发展新闻发布会
published: 2026-01-15
region: 测试县
---

测试日报记者：今年在数字化转型方面有哪些安排？

县工业和信息化局局长张三：今年将推动200家规上工业企业开展数字化转型，建设15个转型服务站点。下一步从三个方面发力：一是搭建公共服务平台，为企业免费诊断。二是培育30家数字化服务商。三是举办10场供需对接会。

测试晚报记者：服务外包和企业出海情况怎么样？

县商务局副局长李四：2025年全县服务外包执行额增长12.5%，其中南山园区增长18.3%。对参加境外展会的企业，每个展位补助2万元。全县形成了4个百亿级产业集群，分别是箱包、家电、灯具和五金。

测试电视台记者：科研平台建设进展如何？

县科学技术局局长王五：全县已建成5家县实验室、12家县重点实验室和36家企业技术中心。2025年新认定高新技术企业48家，高新技术企业总数达到310家。
"""

MEASURES = """---
title: 测试县支持制造业若干措施
number: 测府〔2025〕3号
issuer: 测试县人民政府
published: 2025-03-01
region: 测试县
---

一、支持技术改造。对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。

二、支持开拓市场。对参加境外展会的企业，按展位费的50%给予补助，每家企业每年不超过20万元。

三、支持创新平台。对新认定的省级企业技术中心，一次性奖励80万元。

四、本措施由县工业和信息化局负责解释，自2025年3月1日起施行，有效期三年。
"""

OTHER = """---
title: 邻水镇养老服务补贴办法
issuer: 邻水镇人民政府
published: 2023-06-01
---

对年满80周岁的老年人，每人每月发放高龄津贴100元，由镇民政办公室受理申请。
"""

FILES = {"press.md": PRESS, "measures.md": MEASURES, "pension.md": OTHER}


def write(folder: Path) -> Path:
    """Write the papers into `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(folder: Path) -> Path:
    """Return the folder of an index of the papers under `folder`."""
    with Corpus.open(folder / "index", NearEmbedder(), create=True) as corpus:
        reports = corpus.add([write(folder / "papers")])
    assert [r.status for r in reports] == ["added"] * len(FILES), reports
    return folder / "index"


def opened(folder: Path) -> Corpus:
    """Return the index built in `folder`, open."""
    return Corpus.open(folder, NearEmbedder())
