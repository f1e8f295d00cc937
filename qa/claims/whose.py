"""Whether two figures are of the same place, the same body and the same whole. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index.regions import region_of, same_or_within
from qa.claims.grounds import Ground
from qa.claims.homes import by_form
from qa.claims.official import telling
from qa.claims.spared import last_company
from qa.claims.told import Told
from qa.claims.words import key, missing, pairs, plain_words, share
from qa.proof.context import home_names

_ANY_COMPANY = frozenset(("公司", "该公司", "集团", "该集团", "企业", "该企业"))
_WHOLE = frozenset(("全国", "全省", "全市", "全县", "全区"))
_ALL = _WHOLE | {"全球", "世界"}
# An office of the place itself: what 县农业农村局 builds, the county builds.
_OFFICE = re.compile(r"[省市县区州](?!级|属|直)[^，,]{1,12}[局厅委办]")


def same_base(claim: Told, source: Told) -> bool:
    if claim.base is None and source.base is not None and "占比" in claim.governing:
        return _of_all(source.base, claim)
    if claim.base is None or source.base is None:
        return claim.base is source.base or claim.figure.kind not in ("rate", "multiple")
    mine = missing(claim.base, pairs("".join(source.base)))
    theirs = missing(source.base, pairs("".join(claim.base)), pairs(claim.prior))
    # 期货成交量占全球的7.08%: of the same, all over the world.
    of_same = theirs and not telling(missing(theirs, pairs(source.own.split("占", 1)[0])))
    theirs = () if of_same and set(claim.base) <= _ALL else theirs
    return not any(apart(telling(pieces), claim, source) for pieces in (mine, theirs))


def _of_all(base: tuple[str, ...], claim: Told) -> bool:
    """Whether a share is of all of what the draft speaks of: 担保金额占比 for 担保金额占全部担保金额的比例."""
    whole = "".join(base)
    return whole.startswith(("全部", "所有")) and not missing((whole[2:],), pairs(claim.own))


def same_place(claim: Told, source: Told, ground: Ground) -> bool:
    home = home_names(ground.context)
    if not _same_beside(claim, source, home):
        return False
    mine = (claim.regions or claim.around) - claim.beside
    own = source.before - _WHOLE
    for name in mine:
        if name in home or name in (ground.owner or "") or name in own:
            continue
        if name == "全国" and name in source.before:
            continue
        if _off_the_list(name) and name in source.governing:
            continue  # a place that no list has is read as a word beside another word
        if name in source.regions - source.before and name not in claim.before:
            continue  # both name it behind the figure: 10个县入选全国试点
        if claim.nearest is None and name in source.around - source.before:
            continue  # 企业服务站28个，其中…东港区8个
        if name == ground.only:
            continue
        # 绍兴市新昌县: the county that is meant, with the city it lies in.
        if any(n != name and n in home and same_or_within(n, name) for n in mine):
            continue
        # 湖北省人大副主任 in a sentence on 黄冈市 does not make its figures those of the province.
        if name in source.around and not own and not source.before & home:
            continue
        if name == "全国" and (ground.context.home is None or ground.national):
            continue
        return False
    if _elsewhere(claim, source, ground):
        return False
    theirs = {n for n in source.before if n not in home and n not in _WHOLE}
    if (
        source.nearest == "全国"
        and "全国" in source.before
        and "全国" not in claim.around
        and ground.context.home
    ):
        return False
    return all(any(n == m or same_or_within(m, n) for m in claim.around) for n in theirs)


def _same_beside(claim: Told, source: Told, home: frozenset[str]) -> bool:
    """Whether both are compared with the same place: 高于全省5.1个百分点 is none above 全国, nor a share of its own."""
    mine, theirs = ({"" if n in home else n for n in t.beside} for t in (claim, source))
    return mine == theirs or (claim.figure.kind != "points" and not (mine and theirs))


def _elsewhere(claim: Told, source: Told, ground: Ground) -> bool:
    """Whether the draft names a place by its form alone, and the source speaks for another or knows none of that name."""
    home = ground.context.home or ""
    known = f"{source.lead}，{source.governing}，{ground.owner or ''}"
    return any(
        name not in (home, _off_the_list(home)) and name not in known
        for _, name in by_form(f"{claim.lead}，{claim.governing}")
    )


def owner_named(claim: Told, source: Told, ground: Ground) -> bool:
    assert ground.owner is not None
    if any(name in ground.owner for name in claim.around):
        return True
    home = own_name(ground)
    said_of = claim.governing + claim.lead
    named = claim.around or any(n and n in said_of for n in (home, ground.only))
    if named and _OFFICE.fullmatch(ground.owner.split("\n", 1)[0]):
        return True
    said = key(claim.governing) + key(claim.lead)
    entity = plain_words(ground.owner.split("\n", 1)[0])
    if len(entity) >= 3 and any(run.startswith(entity) for run in said):
        return True
    if entity in _ANY_COMPANY and (antecedent(claim, source) or last_company(said, ground.before)):
        return True  # 公司 for whoever the clauses before name
    if any(len(run) >= 2 and ground.owner.startswith(run) for run in said):
        return True  # 京东 for 京东集团
    own = pairs(ground.owner)
    return (
        any(len(run) >= 3 and not missing((run,), own) for run in said)
        or share(key(ground.owner), pairs(claim.governing), pairs(claim.lead)) >= 0.6
    )


def antecedent(claim: Told, source: Told) -> bool:
    """Whether the draft names somebody of whom the source spoke before it said 园区 or 当地."""
    if (claim.around - _WHOLE) & source.around:
        return True
    lead = pairs(source.lead)
    more = missing(key(claim.own) + key(claim.lead), pairs(source.own))
    return any(len(piece) >= 2 and not missing((piece,), lead) for piece in more)


def own_name(ground: Ground) -> str:
    """Return the place that a source speaks for where no list has it, "" where one has or it speaks for none."""
    return _off_the_list(ground.context.home or "")


@lru_cache(maxsize=1024)
def _off_the_list(home: str) -> str:
    # By itself a name is taken for a place by its form; within a text only what a list has is.
    return "" if region_of(f"{home}有") else home


def apart(pieces: tuple[str, ...], claim: Told, source: Told, home: str = "") -> tuple[str, ...]:
    """Return the pieces that are no names of places: those are compared by where they are.

    `home`: the source's own place, where no list has it and so nothing compares it.
    """
    if not pieces:
        return ()
    places = claim.around | source.around | _WHOLE | ({home} if home else set())
    names = places | {re.sub(r"(?:省|市|县|区|自治区)$", "", n) for n in places}
    return tuple(p for p in pieces if p not in names)
