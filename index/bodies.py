"""Bodies that issue documents: their rank, whether two names mean one body, and who may repeal whose documents.

Who may: the body itself, its office included (谁制定、谁清理); the government, the party committee or the congress of a place
for the departments of that place; a body of general power for all below it; and a body for those that carry its name
(国家税务总局重庆市税务局). Never a department for another one or for its own government, and nobody for another place. Ministries that were renamed
or merged are not known as one: in doubt a repeal is told as a claim, not as a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.fold import fold
from index.gazetteer import CHINA, gazetteer
from index.regions import find_regions, same_or_within

LEVELS = ("国家级", "省级", "市级", "县级", "乡级")
Organ = Literal["congress", "party", "government", "department"]

_MINISTRY = (
    "外交|国防|教育|科技|科学技术|工业和信息化|工信|公安|国家安全|安全|监察|民政|司法|财政|人力资源和?社会保障|人社|自然资源|国土资源|生态环境|环境保护"
    "|住房和?城乡建设|住建|建设|交通运输|交通|铁道|水利|农业农村|农业|商务|对外贸易经济合作|文化|文化和旅游|卫生|退役军人事务|退役军人|应急管理|应急"
    "|信息产业|电子工业|机械工业|化学工业|冶金工业|煤炭工业|电力工业|邮电|林业|劳动|劳动和社会保障|人事|国内贸易|中央组织|中央宣传|中央统战|组织|宣传"
)
_CENTRAL = re.compile(
    rf"^(?:中共中央|中央|国务院|政务院|全国人民代表大会|全国人大|全国政协|最高人民|国家|海关总署|审计署|(?:{_MINISTRY})部(?!门)|[\u4e00-\u9fff]{{2,12}}总局"
    r"|中国(?:人民银行|证券|银行|保险|银保监|气象|地震|民用|民航|科学院|工程院|残疾人|铁路)|人民银行|证监会|银保监会)"
)
_NONE = re.compile(r"公司|大学|学院|集团|医院|协会|商会|学会|研究院|报社|杂志社|联合会$")
_OFFICE = re.compile(r"(?<=.)(?:办公厅|办公室)$")
_GENERAL = {
    "congress": re.compile(r"人民代表大会|人大(?:常委会)?$"),
    "party": re.compile(r"^(?:中共|中国共产党)|[省市县区州]委$"),
    "government": re.compile(
        r"国务院$|(?:人民)?政府$|(?:管理|工作)?委员会$(?<=管理委员会)|管委会$"
    ),
}
_SUFFIXES = (
    ("省级", re.compile(r"^(?:省|自治区)")),
    ("市级", re.compile(r"^市")),
    ("县级", re.compile(r"^(?:县|区|旗)")),
    ("乡级", re.compile(r"^(?:镇|乡)")),
)
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:镇|乡|街道)(?:人民政府|政府|办事处|党委|党工委|$)")
_WITHIN = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(省|自治区|市|自治州|州|盟|县|旗|区)(?=人民|政府|委|人大|发|工|财|科|商|教|公|民|司|住|交|水|农|文|卫|应|审|市场|税|统|医|党|办)"
)
_LEVEL_OF = {
    "省": 1,
    "自治区": 1,
    "市": 2,
    "自治州": 2,
    "州": 2,
    "盟": 2,
    "县": 3,
    "旗": 3,
    "区": 3,
}


@dataclass(frozen=True, slots=True)
class Body:
    """One body: `name` without what changes nothing, `rank` an index into LEVELS or None, `region` its place."""

    name: str
    rank: int | None
    region: str | None
    organ: Organ


def level_of(issuer: str | None) -> str | None:
    """Return the rank of the first body of `issuer` (bodies are joined by 、), None where its name does not tell it."""
    if not issuer:
        return None
    rank = body_of(issuer.split("、")[0]).rank
    return None if rank is None else LEVELS[rank]


@lru_cache(maxsize=4096)
def body_of(name: str) -> Body:
    """Return what the name of a body tells."""
    bare = re.sub(r"\s|中华人民共和国", "", fold(name))
    core = _OFFICE.sub("", bare)
    organ: Organ = next(
        (kind for kind, pattern in _GENERAL.items() if pattern.search(core)),  # type: ignore[misc]
        "department",
    )
    rank, region = _place(bare)
    if region and core.find(region) > 0:
        core = core[core.find(region) :] if organ != "department" else core
    return Body(core.replace("人民政府", "政府").removeprefix("中共"), rank, region, organ)


def _place(name: str) -> tuple[int | None, str | None]:
    if _NONE.search(name):
        return None, None
    regions = [r for r in find_regions(name) if r.province is not None or r.start == 0]
    region = regions[-1] if regions else None
    if _TOWN.search(name):
        return 4, region.canonical if region else None
    if region is not None:
        return _rank(region.canonical, region.province), region.canonical
    if _CENTRAL.match(name):
        return 0, None
    for rank, (_, pattern) in enumerate(_SUFFIXES, 1):
        if pattern.match(name):
            return rank, None
    within = _WITHIN.match(name)
    return (_LEVEL_OF[within[1]], within[0]) if within else (None, None)


def _rank(canonical: str, province: str | None) -> int:
    if canonical == province:
        return 1
    paths = gazetteer().paths.get(fold(canonical)) or [(CHINA, "", "", canonical)]
    county = canonical.endswith(("县", "区", "旗")) or len(paths[0]) > 3
    return 3 if county else 2


def alike(one: Body, other: Body) -> bool:
    """Tell whether both names mean one body: the same, or one short for the other (国家发展改革委)."""
    short, long = sorted((one.name, other.name), key=len)
    if short == long:
        return True
    if len(short) < 3 or one.rank != other.rank or one.region != other.region:
        return False
    return short[:2] == long[:2] and short[-1] in long and is_short_for(short, long)


def is_short_for(short: str, long: str) -> bool:
    """Tell whether the characters of `short` stand in `long` in their order: 发改委 in 发展和改革委员会."""
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return False
    return True


def may_repeal(
    by: str | None, by_region: str | None, of: str | None, of_region: str | None
) -> bool:
    """Tell whether the issuers `by` have the power to repeal a document of the issuers `of`, as far as names tell.

    An unsigned text cannot repeal a signed one; of two unsigned ones of one place, the one may repeal the other. What
    nobody signed may be repealed by a body of general power of its place.
    """
    if not by:
        return not of and by_region is not None and by_region == of_region
    makers = [body_of(name) for name in by.split("、")]
    if not of:
        return any(m.organ != "department" and _covers(m, of_region) for m in makers)
    owners = [body_of(name) for name in of.split("、")]
    return any(_over(maker, owner) for maker in makers for owner in owners)


def _covers(maker: Body, region: str | None) -> bool:
    if maker.rank == 0:
        return True
    return bool(maker.region and region and same_or_within(region, maker.region))


def _over(maker: Body, owner: Body) -> bool:
    if alike(maker, owner) or owner.name.startswith(maker.name):
        return True
    if maker.rank is None or owner.rank is None or maker.organ == "department":
        return False
    if maker.rank == owner.rank and owner.organ != "department":
        # Congress, party committee and government of one place each end what they made themselves.
        return maker.organ == "congress" and maker.region == owner.region
    if owner.rank < maker.rank:
        return False
    return maker.rank == 0 or bool(
        maker.region and owner.region and same_or_within(owner.region, maker.region)
    )


def answers_to(issuer: str | None, asked: str) -> bool:
    """Tell whether a filter for the body `asked` takes in a document of `issuer`: the name, a part or a short form."""
    wanted = re.sub(r"\s", "", fold(asked))
    if not issuer or not wanted:
        return False
    for name in issuer.split("、"):
        bare = re.sub(r"\s", "", fold(name))
        if wanted in bare or wanted.replace("人民政府", "政府") in bare.replace("人民政府", "政府"):
            return True
        if len(wanted) >= 2 and any(
            start == wanted[0] and is_short_for(wanted, bare[at:]) and wanted[-1] in bare[-4:]
            for at, start in _starts(bare)
        ):
            return True
    return False


def _starts(name: str) -> list[tuple[int, str]]:
    """Where a short form may begin: at the name's first character, or behind its place."""
    places = [0, *(r.end for r in find_regions(name)), *(2 for _ in [0] if name.startswith("国家"))]
    return [(at, name[at]) for at in dict.fromkeys(places) if at < len(name)]
