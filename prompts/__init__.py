"""Prompt texts with $placeholders, checked when they are loaded. Knows no model and no question.

A prompt is a Chinese text file beside this module. Its version, a hash of its text, goes into every answer, so
that an answer says which wording produced it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

FOLDER = Path(__file__).resolve().parent
_NAME = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


class PromptError(ValueError):
    """A prompt is missing or does not hold the placeholders that its caller fills. The text is one Chinese line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A checked text: `version` is the first 12 hex digits of the SHA-256 of `template`."""

    name: str
    template: str
    version: str
    placeholders: frozenset[str]

    def fill(self, **values: str) -> str:
        """Return the text with every placeholder replaced, once: a `$` inside a value stays what it is.

        Raises:
            PromptError: a value is missing, or one is given that the text does not hold.
        """
        _compare(self.name, self.placeholders, values)
        return Template(self.template).substitute(values)


def load(name: str, placeholders: Collection[str] = (), *, folder: Path = FOLDER) -> Prompt:
    """Return the prompt `name`.txt, which holds exactly `placeholders`. The newline that ends the file is left out.

    Raises:
        PromptError: there is no such text, it is not UTF-8, or its placeholders are not the ones declared.
    """
    if not _NAME.fullmatch(name):
        raise PromptError(f"提示词名称 {name!r} 不合规")
    try:
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PromptError(f"没有提示词 {name!r}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"提示词 {name!r} 读不出来（{type(error).__name__}）") from None
    text = text.removesuffix("\n")
    found = _placeholders(name, text)
    _compare(name, found, dict.fromkeys(placeholders))
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name=name, template=text, version=version, placeholders=found)


def _placeholders(name: str, text: str) -> frozenset[str]:
    found = set()
    for match in Template.pattern.finditer(text):
        if match["invalid"] is not None:
            line = text.count("\n", 0, match.start()) + 1
            raise PromptError(
                f"提示词 {name!r} 第 {line} 行有一个不成占位符的 $，字面的 $ 请写成 $$"
            )
        if match["escaped"] is None:
            found.add(match["named"] or match["braced"])
    return frozenset(found)


def _compare(name: str, held: frozenset[str], given: Mapping[str, object]) -> None:
    """Raise unless the names in the text are the names given."""
    missing, unknown = sorted(held - given.keys()), sorted(given.keys() - held)
    if missing:
        raise PromptError(f"提示词 {name!r} 中有未声明的占位符：{'、'.join(missing)}")
    if unknown:
        raise PromptError(f"提示词 {name!r} 中缺少占位符：{'、'.join(unknown)}")
