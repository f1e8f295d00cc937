"""One figure beside what other documents state of the same: a plain page of bars, each leading to its place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from qa.claims.elsewhere import Compared, StatedFigure
from qa.types import Citation
from ui.views.cards import card, document_link
from ui.views.chart import bar, table
from ui.views.paper import paper
from ui.views.paragraph import text
from ui.words import CHINESE, Words


def comparison_page(
    citation: Citation, compared: Sequence[Compared], words: Words = CHINESE
) -> str:
    """Return the page for the figures of a quotation."""
    title = words("各文件中的同一数字")
    charts = "".join(_chart(each, citation, words) for each in compared)
    told = (
        words(
            "只列出说同一件事的数字，时间、地区可以不同；拿不准的不列。条的长短按数值，约数按写出的数。"
        )
        if compared
        else words("其他文件里没有找到说同一件事、又能放在一起比较的数字。")
    )
    return paper(
        title,
        f'<main class="paper"><h1>{text(title)}</h1><p class="near">{text(told)}</p>{charts}'
        f"<h2>{text(words('所引的原文'))}</h2>{card((citation,), 'x', compare=False, words=words)}"
        f'<p class="ways"><a href="{words.home}">{text(words("回到首页"))}</a></p></main>',
        words,
    )


def refused_page(said: str, words: Words = CHINESE) -> str:
    """Return the page for an error, such as too many that wait."""
    title = words("各文件中的同一数字")
    return paper(
        title,
        f'<main class="paper"><h1>{text(title)}</h1><p class="error" role="alert">{text(words.line(said))}</p></main>',
        words,
    )


def _chart(compared: Compared, citation: Citation, words: Words) -> str:
    most = max((abs(s.figure.value) for s in compared.stated), default=Decimal(0)) or Decimal(1)
    rows = "".join(_row(stated, most, citation, words) for stated in compared.stated)
    figure = "".join(compared.figure.text.split())
    caption = f"{text(compared.before)}<strong>{text(figure)}</strong>{text(compared.after)}"
    return table(caption, rows, (words("文件"), words("数值")))


def _row(stated: StatedFigure, most: Decimal, citation: Citation, words: Words) -> str:
    cited, figure = stated.citation, stated.figure
    document = cited.document
    link = document_link(document.id, cited.start, cited.end, words)
    # The heading often says of which year it is: 2013年工作回顾 in a report of 2014.
    heading = cited.section[-1] if cited.section else ""
    place = " · ".join(part for part in (document.published, document.region, heading[:24]) if part)
    mine = document.id == citation.document.id
    label = (
        f'<a href="{link}">{text(f"《{document.title}》")}</a>'
        f"{f' <small>{text(place)}</small>' if place else ''}"
    )
    printed = "".join(figure.text.split())
    return bar(label, printed, float(abs(figure.value) / most), "" if mine else "other")
