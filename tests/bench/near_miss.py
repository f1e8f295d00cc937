"""300 questions that real documents answer, and 300 near misses that they do not, made by rule.

    python -m tests.bench.near_miss DATA OUT
    python -m qa add OUT/files --index DIR
    python -m qa eval OUT/dev.jsonl --index DIR        # and OUT/test.jsonl, which nothing was set on

DATA holds `ncp_policy_qa`, `policy_figures`, `gov_work_reports`, `state_council_docs`, `enterprise_policies`. People asked the
questions of `ncp_policy_qa`; those of `policy_figures` are made by rule. A near miss changes one thing of a question
that is answered, to something that no document of the collection says: another region, another year, another
subject, another batch; or it asks for an amount, a name or a telephone number that its document does not state. The
halves are told apart by a hash of the document, so that no document is in both. Nothing of it is in `qa/training`.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.regions import find_regions
from qa.evaluation.formats import FORMATS, lay_out

Row = dict[str, Any]
PAPERS = 100
FIGURES, EACH = 110, 300
# A sentence with this share of a phrase's pairs of characters may be about the same thing.
SAID = 0.5
# Reports that are not in the collection.
YEARS = ("2013", "2016", "2019", "2023")
CITIES = (
    "三明市",
    "漳州市",
    "海东市",
    "克拉玛依市",
    "呼伦贝尔市",
    "榆林市",
    "萍乡市",
    "防城港市",
    "七台河市",
    "日喀则市",
)
# What is asked about, and things near to it: the first that the documents do not name is asked about instead.
SUBJECTS = {
    "口罩": "护目镜 面罩", "防护服": "手术衣", "小微企业": "合伙企业 外资企业", "中小企业": "中央企业 上市公司", "农民工": "实习生 退役军人",
    "医护人员": "养老护理员 志愿者", "医务人员": "养老护理员 村医", "房租": "物业费", "租金": "物业费 停车费", "蔬菜": "水产品 茶叶",
    "粮食": "糖料 棉花", "铁路": "输油管道 索道", "高速公路": "机场跑道 绿道", "学生": "学徒 进修教师", "出租车": "网约车 轮渡", "药品": "化妆品 保健食品",
    "医院": "养老院 体检中心", "财政收入": "彩票收入 罚没收入", "赤字": "外债", "贫困人口": "流动儿童", "研发": "广告", "住房": "车位",
    "外汇储备": "黄金储备", "进出口": "转口", "快递": "搬家", "社保": "车险", "税收": "罚款", "农产品": "水产品", "居民": "侨民",
    "教育": "体育", "生产总值": "渔业产值", "企业": "行业协会 合作社", "就业": "退休", "投资": "众筹", "财政": "彩票", "城镇": "乡镇",
    "工业": "建筑业", "服务": "会展", "科技": "影视", "农村": "牧区", "能耗": "水耗", "消费": "租赁",
}  # fmt: skip


def half(doc: str) -> str:
    """Return which half a document belongs to."""
    return "dev" if hashlib.sha256(doc.encode()).digest()[0] % 2 else "test"


def by_hash(rows: list[Row]) -> list[Row]:
    """Return the rows in an order that depends on their questions alone."""
    return sorted(rows, key=lambda row: hashlib.sha256(row["question"].encode()).hexdigest())


class Collection:
    """The documents, and the questions that they answer."""

    def __init__(self, data: Path) -> None:
        ncp = data / "ncp_policy_qa" / FORMATS["ncp_policy_qa"].questions
        figures = data / "policy_figures" / FORMATS["policy_figures"].questions
        asked = list(FORMATS["ncp_policy_qa"].rows(ncp))
        papers = dict(FORMATS["ncp_policy_qa"].texts(ncp))
        named = {row["gold"][0]["doc"] for row in asked}
        short = [name for name in named if 250 <= len(papers[name]) <= 1100]
        chosen = sorted(short, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:PAPERS]
        self.notices = {
            path.name: path.read_text(encoding="utf-8")
            for folder in ("state_council_docs", "enterprise_policies")
            for path in sorted((data / folder / "md").glob("*.md"))
        }
        self.texts = {name: papers[name] for name in chosen} | self.notices
        self.texts |= dict(FORMATS["policy_figures"].texts(figures))
        self.papers = by_hash([row for row in asked if row["gold"][0]["doc"] in chosen])
        self.figures = by_hash(list(FORMATS["policy_figures"].rows(figures)))
        self.all = "\n".join(self.texts.values())

    def title(self, name: str) -> str:
        """Return the title of a notice, as its first heading has it."""
        found = re.search(r"^#\s*(.+)$", self.texts[name], re.MULTILINE)
        return found[1].strip() if found else ""


def row(base: Row, kind: str, question: str) -> Row:
    """Return a near miss made of a question that is answered."""
    doc = base["gold"][0]["doc"]
    return {"question": question, "type": kind, "doc": doc, "unanswerable": True}


def other_region(collection: Collection) -> Iterator[Row]:
    """Ask the same of a region that no document names."""
    names = [name for name in CITIES if name[:-1] not in collection.all]
    for number, base in enumerate(collection.papers):
        question = base["question"]
        regions = [r for r in find_regions(question) if r.end > r.start]
        if regions:
            first, other = regions[0], names[number % len(names)]
            yield row(base, "region", f"{question[: first.start]}{other}{question[first.end :]}")
    for number, base in enumerate(collection.figures[:40]):
        head, _, asked = base["question"].partition("，")
        yield row(base, "region", f"{head}，{names[number % len(names)]}{asked}")


def other_year(collection: Collection) -> Iterator[Row]:
    """Ask it of a report that is not there."""
    for number, base in enumerate(collection.figures):
        year = YEARS[number % len(YEARS)]
        yield row(base, "year", re.sub(r"\d{4}年", f"{year}年", base["question"], count=1))


def other_report(collection: Collection) -> Iterator[Row]:
    """Ask it of a report that is there and has no sentence about the longest phrase of the question."""
    sentences = {
        name[:4]: [_pairs(part) for part in re.split(r"[。；\n]", text)]
        for name, text in collection.texts.items()
        if re.fullmatch(r"20\d\d\.md", name)
    }
    for number, base in enumerate(collection.figures):
        asked = base["question"].partition("，")[2]
        phrase = max(re.findall(r"[\u4e00-\u9fa5]+", asked.partition("多少")[0]) or [""], key=len)
        pairs = _pairs(phrase)
        lacking = [
            year
            for year, parts in sorted(sentences.items())
            if all(len(pairs & part) < SAID * len(pairs) for part in parts)
        ]
        if len(phrase) >= 8 and lacking:
            year = lacking[number % len(lacking)]
            question = re.sub(r"\d{4}年", f"{year}年", base["question"], count=1)
            yield row(base, "report", question) | {"doc": f"{year}.md"}


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def other_subject(collection: Collection) -> Iterator[Row]:
    """Ask the same of another subject, which its report does not name, or no paper at all."""
    papers = "\n".join(collection.texts[each["gold"][0]["doc"]] for each in collection.papers)
    for base in (*collection.papers, *collection.figures):
        doc = base["gold"][0]["doc"]
        text = collection.texts[doc] if doc.startswith("20") else papers
        for said, others in SUBJECTS.items():
            other = next((o for o in others.split() if o not in text), None)
            if said in base["question"] and other:
                yield row(base, "subject", base["question"].replace(said, other))
                break


def other_batch(collection: Collection) -> Iterator[Row]:
    """Ask for a batch or an article beyond those that there are."""
    for name in collection.notices:
        base = {"gold": [{"doc": name}]}
        title, text = collection.title(name), collection.texts[name]
        if "第一批" in text and "第四批" not in text:
            yield row(base, "batch", f"《{title}》中，第四批一共有多少项？")
        articles = len(re.findall(r"^第[一二三四五六七八九十]+条", text, re.MULTILINE))
        if articles:
            yield row(base, "batch", f"《{title}》第{articles + 30}条规定了什么？")


def not_stated(collection: Collection) -> Iterator[Row]:
    """Ask for an amount, a name or a telephone number of a document that states none."""
    for name in collection.notices:
        base = {"gold": [{"doc": name}]}
        title, text = collection.title(name), collection.texts[name]
        if not title:
            continue
        if "电话" not in text:
            yield row(base, "phone", f"《{title}》公布的咨询电话是多少？")
        yield row(base, "name", f"负责起草《{title}》的处长叫什么名字？")
        offers = re.findall(r"(?:支持|鼓励|引导)((?:[\u4e00-\u9fa5]){6,16})[，。；]", text)
        for offer in offers[:4]:
            if not re.search(r"\d\s*万?元", text):
                yield row(base, "amount", f"按照《{title}》，{offer}可以拿到多少万元补贴？")


def made(collection: Collection) -> tuple[list[Row], list[Row]]:
    """Return the questions that are answered and the near misses, as many of each kind as there are places."""
    answered = [*collection.papers[: EACH - FIGURES], *collection.figures[:FIGURES]]
    shares = (
        (other_region, 75),
        (other_year, 35),
        (other_report, 55),
        (other_subject, 75),
        (other_batch, 20),
        (not_stated, 60),
    )
    missed: list[Row] = []
    for rule, share in shares:
        missed += by_hash(list(rule(collection)))[:share]
    return answered, by_hash(missed)[:EACH]


def main() -> int:
    if len(sys.argv) != 3:
        print("skipped: needs the folder of the documents and a folder to write to")
        return 0
    data, out = map(Path, sys.argv[1:])
    collection = Collection(data)
    answered, missed = made(collection)
    lay_out(iter(collection.texts.items()), out / "files")
    lines: dict[str, list[str]] = {"dev": [], "test": []}
    for number, each in enumerate((*answered, *missed)):
        each = {"id": f"nm-{number:03}", "type": "answered", **each}
        doc = each.get("doc") or each["gold"][0]["doc"]
        lines[half(doc)].append(json.dumps(each, ensure_ascii=False))
    for name, rows in lines.items():
        (out / f"{name}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"documents {len(collection.texts)}, answered {len(answered)}, near misses {len(missed)}")
    print({name: len(rows) for name, rows in lines.items()}, Counter(r["type"] for r in missed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
