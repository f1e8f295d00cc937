"""What a document says about itself: title, number, issuer, region, dates, each with the words that prove it.

By rule, and nothing where unsure. What the file states in its head (`front`) goes first; then the text's own formulas,
at the places where an official document has them: title lines, a number on a line of its own, the history of a law, a
signature above its date, 自…起施行 about itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.bodies import LEVELS, level_of
from index.changes import find_changes
from index.commencement import find_effective, find_expires, term_of
from index.dates import find_date
from index.front import field, written_as
from index.headlines import Line, lines_of, locate
from index.history import find_history
from index.imprint import find_imprint
from index.open_terms import find_open_end
from index.reader import display
from index.signature import date_under_title, find_order, find_signature, find_signer
from index.titles import (
    NUMBER,
    NUMBER_LAST,
    ONLY_DATE,
    find_heading,
    find_red_head,
    find_title,
    find_title_issuer,
    numbered,
)
from index.types import Change, Proof

_HEAD = 14  # lines in which a document names itself
_SHORT = 5  # lines of which a text has more before its last one can be a signature
# A place by its last character, be it in the table of regions or not.
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}?(?:自治县|县|市|区|旗|镇|乡|街道)")
_FRONT = 16_384  # characters of the raw text in which the block at the head of a file stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says about itself; dates are ISO 8601, `expires` is the last day in force.

    `proofs` say where each field stands, at most one for a field; a title that is the name of the file has none. One of
    `expires` without a day says until which event the document holds.
    """

    title: str
    number: str | None = None
    issuer: str | None = None
    region: str | None = None
    published: str | None = None
    effective: str | None = None
    expires: str | None = None
    level: str | None = None
    written: str | None = None
    proofs: tuple[Proof, ...] = ()
    changes: tuple[Change, ...] = ()


def find_metadata(text: str, front: Mapping[str, str], path: Path, *, raw: str = "") -> Metadata:
    """Return the metadata of the clean `text`; `front` is what the file states in its head, `path` its name.

    `raw` is the text before repair, in which the head of the file stands. The title falls back to the file's name,
    everything else to None.
    """
    return _Finder(text, front, raw).metadata(path)


# Whom a paper is addressed to stands in so many characters from its beginning.
_ADDRESSED = 400
_ALL_PROVINCES = re.compile(r"各省[、，,]\s*(?:各)?自治区[、，,]\s*(?:各)?直辖市")


class _Finder:
    """Finds one field after another; keeps where each stands."""

    def __init__(self, text: str, front: Mapping[str, str], raw: str) -> None:
        self._text, self._front, self._raw = text, front, raw
        self._lines = lines_of(text)
        self._head = self._lines[:_HEAD]
        self._history = find_history(text)
        self._signed = find_signature(self._lines, after=_HEAD)
        self._imprint = find_imprint(self._head)
        self._proofs: dict[str, Proof] = {}

    def metadata(self, path: Path) -> Metadata:
        names = [line.text for line in self._lines]
        heading, own = find_heading(names), find_title(names[:_HEAD])
        stated = field(self._front, "title")
        title = self._title(stated, heading, own) or display(path.stem)
        number = self._number()
        issuer = (self._issuer([own or "", heading or "", stated or ""]) or "").replace(
            "中华人民共和国国务院", "国务院"
        ) or None
        region = self._region(issuer, title, number)
        level = level_of(issuer)
        if level and "issuer" in self._proofs:
            self._same("level", level, "issuer")
        if level is None and region is None:
            level = self._addressed_level()
        published, written = self._published()
        effective = self._effective(published)
        expires = self._expires(effective or published, title)
        return Metadata(
            title=title,
            number=number,
            issuer=issuer,
            region=region,
            published=published,
            effective=effective,
            expires=expires,
            level=level,
            written=written,
            proofs=tuple(self._proofs.values()),
            changes=find_changes(self._text, title, self._history),
        )

    def _addressed_level(self) -> str | None:
        """Return the rank that the addressees tell where no body does: who writes to all provinces is of the whole country."""
        found = _ALL_PROVINCES.search(self._text, 0, _ADDRESSED)
        return self._prove("level", LEVELS[0], *found.span()) if found else None

    # --- where it stands ---

    def _stated(self, name: str) -> str | None:
        """Return what the file's head says of a field."""
        return field(self._front, name)

    def _prove(self, name: str, value: str, start: int, end: int) -> str:
        self._proofs[name] = Proof(name, value, "text", start, end, self._text[start:end])
        return value

    def _prove_front(self, name: str, value: str, source: str) -> str:
        """Note that `value` is what the head of the file says under the field `source`."""
        words = field(self._front, source) or value
        label = written_as(self._front, source)
        span = self._in_raw(label, words)
        if span is None:
            self._proofs[name] = Proof(name, value, "file", 0, 0, "")
        else:
            self._proofs[name] = Proof(name, value, "raw", *span, self._raw[slice(*span)])
        return value

    def _in_raw(self, label: str, words: str) -> tuple[int, int] | None:
        at = 0
        while label and (at := self._raw.find(label, at, _FRONT)) >= 0:
            end = self._raw.find("\n", at)
            span = locate(self._raw, words, at + len(label), len(self._raw) if end < 0 else end)
            if span is not None:
                return span
            at += len(label)
        return locate(self._raw, words, 0, min(len(self._raw), _FRONT))

    def _locate(self, name: str, value: str, lines: Sequence[Line]) -> str:
        """Note where `value` stands in the lines, or of several bodies apart from each other the first."""
        for part in (value, value.split("、")[0]):
            if lines and (span := locate(self._text, part, lines[0].start, lines[-1].end)):
                return self._prove(name, value, *span)
        return value

    def _same(self, name: str, value: str, other: str) -> None:
        self._proofs[name] = self._proofs[other]._replace(field=name, value=value)

    # --- the fields ---

    def _title(self, stated: str | None, heading: str | None, own: str | None) -> str | None:
        if stated:
            return self._prove_front("title", stated, "title")
        if found := heading or own:
            return self._locate("title", found, self._lines[:40])
        return None

    def _number(self) -> str | None:
        if stated := self._stated("number"):
            return self._prove_front("number", stated, "number")
        for at, line in enumerate(self._head):
            if behind := NUMBER_LAST.fullmatch(line.text):
                return self._locate("number", re.sub(r"\s", "", behind[2]), [line])
            match = NUMBER.fullmatch(numbered(line.text).strip("（）()")) or NUMBER.fullmatch(
                line.text
            )
            if match:
                return self._locate("number", re.sub(r"\s", "", match[1]), [line])
            if order := find_order(self._head, at):
                number = order[0][1] + re.sub(r"\s", "", order[1])
                return self._locate("number", number, self._head[at : at + 2])
        if self._imprint and self._imprint.number:
            return self._prove("number", *self._imprint.number)
        if self._history and self._history.number:
            return self._locate("number", self._history.number, self._head)
        return None

    def _issuer(self, titles: Sequence[str]) -> str | None:
        if stated := self._stated("issuer"):
            return self._prove_front("issuer", stated, "issuer")
        # The letterhead of a city says which one; its title may say 市人民政府 only.
        red = find_red_head([line.text for line in self._head])
        if named := red or next(filter(None, map(find_title_issuer, titles)), None):
            return self._locate("issuer", named, self._lines[:40])
        for at, _ in enumerate(self._head):
            if order := find_order(self._head, at):
                return self._locate("issuer", order[0][1].removesuffix("令"), [self._head[at]])
        if self._signed and self._signed.names:
            return self._prove("issuer", self._signed.names, *self._signed.names_at)
        if self._imprint and self._imprint.issuer:
            return self._prove("issuer", *self._imprint.issuer)
        if last := find_signer(self._lines, after=_SHORT):
            names = "、".join(re.split(r"[\s、　]+", last.text))
            return self._prove("issuer", names, last.start, last.end)
        if self._history and self._history.issuer:
            return self._locate("issuer", self._history.issuer, self._head)
        return None

    def _region(self, issuer: str | None, title: str, number: str | None) -> str | None:
        from index.regions import region_of

        if stated := self._stated("region"):
            return self._prove_front("region", stated, "region")
        central = level_of(issuer) == LEVELS[0]
        for name, source in (("issuer", issuer), ("title", title), ("number", number)):
            # What a central body says about a place is not for that place alone; 黔府〔2020〕1号 is of a place.
            if source and not (central and name != "issuer") and (region := region_of(source)):
                if name == "number" and (own := _unlisted(source, issuer, title)):
                    name, region = own
                if name in self._proofs:
                    self._same("region", region, name)
                return region
        return None

    def _published(self) -> tuple[str | None, str | None]:
        """Return the days of publication and of signature; where none is stated, the one stands for the other."""
        stated = {
            name: day
            for name in ("published", "written")
            if (day := find_date(self._stated(name) or ""))
        }
        written = stated.get("written")
        if written:
            self._prove_front("written", written, "written")
        elif self._signed:
            written = self._prove("written", self._signed.day, *self._signed.day_at)
        if "published" in stated:
            return self._prove_front("published", stated["published"], "published"), written
        if "written" in stated:
            self._same("published", stated["written"], "written")
            return written, written
        if self._imprint and (stamped := self._imprint.day):
            if written is None:
                self._prove("written", *stamped)
            return self._prove("published", *stamped), written or stamped[0]
        if under := date_under_title(self._head, self._history):
            line = self._prove("published", *under) and self._text[slice(*under[1:])]
            # When a page went out (来源：某网 2023-07-17 10:30) is not when it was signed.
            if written is None and self._history is None and ONLY_DATE.fullmatch(line):
                self._same("written", written := under[0], "published")
            return under[0], written
        if written:
            self._same("published", written, "written")
        return written, written

    def _effective(self, published: str | None) -> str | None:
        if stated := find_date(self._stated("effective") or ""):
            return self._prove_front("effective", stated, "effective")
        if found := find_effective(self._text, published):
            return self._prove("effective", found.day, found.start, found.end)
        if self._history and (begun := self._history.effective):
            return self._prove("effective", begun.day, begun.start, begun.end)
        return None

    def _expires(self, begins: str | None, title: str) -> str | None:
        for name in ("expires", "validity"):
            stated = self._stated(name) or ""
            if day := term_of(stated, begins):
                return self._prove_front("expires", day, name)
        if found := find_expires(self._text, begins):
            return self._prove("expires", found.day, found.start, found.end)
        # There is no day, but there are words that prove that it ends: whether it has is unknown.
        if span := find_open_end(self._text, title):
            self._prove("expires", self._text[slice(*span)], *span)
        return None


def _unlisted(number: str, issuer: str | None, title: str) -> tuple[str, str] | None:
    """Return where a place of no list stands and its name, if the number begins like it: 云人社发 of 云岭县人社局 is not Yunnan's."""
    for name, source in (("issuer", issuer), ("title", title)):
        if source and (own := _PLACE.match(source)) and number[:1] == source[:1]:
            return name, own[0]
    return None
