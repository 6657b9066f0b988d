"""What a bullet cannot mean, whatever the abstract says: a least above the most, a rise that falls."""

from __future__ import annotations

import re

from bot.summaries.figures.quantity import Quantity
from bot.summaries.figures.text import has_hangul

_LEAST = re.compile(
    r"(?:최소|최저|적게는|짧게는|\b(?:lowest|minimum|smallest)\b[^.,;\d]{0,24})\s?$", re.IGNORECASE
)
_MOST = re.compile(
    r"(?:최대|최고|많게는|길게는|\b(?:highest|maximum|largest)\b[^.,;\d]{0,24})\s?$", re.IGNORECASE
)
_VERB = re.compile(
    r"(?P<up>오[르른]|올[라랐려렸린]|높[아였이여]|늘[어었려렸린]|증가|상승|뛰어|확장|확대|키[우운웠워]"
    r"|\b(?:rais|increas|rise|rising|rose|grow|grew|boost|lift|climb|extend|expand))"
    r"|(?P<down>줄[어었이여였인]|감소|낮[아았추춰췄춘]|떨어|하락|단축|절감|축소"
    r"|\b(?:reduc|decreas|drop|fall|fell|cut|lower|shrink|declin))",
    re.IGNORECASE,
)
_PART = re.compile(r"[.,;]\s")
_REACH = 36  # characters from a change to its verb, or from a word to its figure


def is_upside_down(plain: str, one: Quantity, other: Quantity) -> bool:
    """Whether one figure of a plain text is called the least, the other the most, and the least is more."""
    marks = [(figure, _before(plain, figure)) for figure in (one, other)]
    least = [figure for figure, text in marks if _LEAST.search(text)]
    most = [figure for figure, text in marks if _MOST.search(text)]
    return len(least) == len(most) == 1 and least[0].value > most[0].value


def verb_denies(plain: str, before: Quantity, after: Quantity) -> bool:
    """Whether the verb of a change says that it rises where it falls, or the other way round."""
    first, last = sorted((before, after), key=lambda figure: figure.start)
    if has_hangul(plain):
        verb = next(_VERB.finditer(_PART.split(plain[last.end : last.end + _REACH])[0]), None)
    else:
        *_, verb = (None, *_VERB.finditer(_PART.split(_before(plain, first))[-1]))
    return verb is not None and (verb["up"] is not None) is (before.value > after.value)


def _before(plain: str, figure: Quantity) -> str:
    return plain[max(0, figure.start - _REACH) : figure.start]
