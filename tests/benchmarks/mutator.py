"""Bullets that quote figures of abstracts, and seeded errors in them.

It finds and writes figures in its own simple way and shares nothing with the checker that it tests.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

_NUMBER = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_START = r"(?<![\w.,^{}/@+-])"  # no 851 of TeX's 4{,}851
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Their Korean has units of its own: 세 시간, not 세 개.
_MEASURES = "times|points|orders|seconds|minutes|hours|weeks|months|years|pixels|frames|percent"
_COUNTED = rf"(?= [a-z]{{4,}}s\b)(?! (?:{_MEASURES})\b)"
_KINDS = {
    "percent": re.compile(rf"{_START}{_NUMBER}\\?%(?![\w-])"),
    "multiple": re.compile(rf"{_START}{_NUMBER} ?(?:x|×|times)(?![\w-]| ?\d)"),
    "scaled": re.compile(
        rf"{_START}{_NUMBER}(?: (?P<word>thousand|million|billion|trillion)|(?P<letter>[KMBT]))\b"
        rf"(?! (?:{_MEASURES})\b)"
    ),
    "points": re.compile(rf"{_START}{_NUMBER} (?:absolute |percentage )?points\b"),
    "seconds": re.compile(rf"{_START}{_NUMBER} seconds\b"),
    "count": re.compile(rf"{_START}{_NUMBER}{_COUNTED}"),
    "word": re.compile(rf"\b(?P<digits>{'|'.join(_WORDS[1:])}){_COUNTED}"),
    "name": re.compile(r"(?<![\w.-])(?P<digits>[A-Z][A-Za-z]{2,}-\d+(?:\.\d+)?[BM]?)(?![\w.-]*\w)"),
}
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "K": 3, "M": 6, "B": 9, "T": 12}
_NATIVE = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
MUTATIONS = ("×10", "one digit", "swapped", "percent")


@dataclass(frozen=True)
class Figure:
    """A figure of an abstract: its kind, digits as written, scale as a power of ten, and where it stands."""

    kind: str
    digits: str
    power: int
    start: int
    end: int
    before: str
    after: str

    @property
    def value(self) -> Decimal:
        return Decimal(self.digits.replace(",", "")).scaleb(self.power)


@dataclass(frozen=True)
class Bullet:
    """A bullet in parts: texts and figures by turns, and how a figure is written."""

    texts: tuple[str, ...]
    figures: tuple[Figure, ...]
    style: int
    write: Callable[[Figure], str]

    def text(self) -> str:
        pieces = [text + self.write(figure) for text, figure in zip(self.texts, self.figures, strict=False)]
        return "".join(pieces) + self.texts[-1]


def figures_of(abstract: str) -> tuple[Figure, ...]:
    """The plainly written figures of an abstract, in order and without overlap."""
    figures: list[Figure] = []
    abstract = re.sub(r"https?://\S+", lambda link: " " * len(link[0]), abstract)
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(abstract):
            groups = match.groupdict()
            power = _SCALES.get(groups.get("word") or groups.get("letter") or "", 0)
            if any(match.start() < figure.end and figure.start < match.end() for figure in figures):
                continue
            before, after = abstract[: match.start()].split()[-2:], abstract[match.end() :].split()[:2]
            span = (match.start(), match.end())
            figures.append(Figure(kind, match["digits"], power, *span, " ".join(before), " ".join(after)))
    return tuple(sorted(figures, key=lambda figure: figure.start))


def english(figure: Figure, style: int) -> str:
    """The figure in one of two English writings."""
    if figure.kind == "scaled":
        names = {3: ("thousand", "K"), 6: ("million", "M"), 9: ("billion", "B"), 12: ("trillion", "T")}
        name = names[figure.power][style]
        return f"{figure.digits} {name}" if style == 0 else f"{figure.digits}{name}"
    endings = {
        "percent": ("%", " percent"),
        "multiple": ("x", " times"),
        "points": (" points", " percentage points"),
        "seconds": (" seconds", "s"),
    }
    return figure.digits + endings.get(figure.kind, ("", ""))[style]


def korean(figure: Figure, style: int) -> str:
    """The figure in one of two Korean writings."""
    if figure.kind == "name":
        return figure.digits if style == 0 else figure.digits.replace("-", " ")
    if figure.kind == "word":
        number = _WORDS.index(figure.digits)
        return f"{_NATIVE[number]} 가지" if style == 0 else f"{number + 1}가지"
    endings = {
        "percent": ("%", " 퍼센트"),
        "multiple": ("배", "배"),
        "points": ("%p", "점"),
        "seconds": ("초", "초"),
        "count": ("개", " 개"),
        "scaled": (" 개", "개"),
    }
    number = figure.digits if figure.value < 10**4 and not figure.power else korean_units(figure.value, style)
    return number + endings[figure.kind][style]


def korean_units(value: Decimal, style: int) -> str:
    """38억, 1만 2천 (style 0) or 1만 2000 (style 1)."""
    words: list[str] = []
    for power, name in ((12, "조"), (8, "억"), (4, "만"), (0, "")):
        group = int(value // 10**power) % (10**8 if power == 12 else 10**4)
        if group and style == 0 and group % 1000 == 0:
            words.append(f"{group // 1000}천{name}")
        elif group:
            words.append(f"{group}{name}")
    return " ".join(words)


def bullets_of(abstract: str, rng: random.Random) -> Iterator[tuple[str, Bullet]]:
    """An English and a Korean bullet for each one or two neighbouring figures of the abstract."""
    figures = figures_of(abstract)
    position = 0
    while position < len(figures):
        group = figures[position : position + rng.choice((1, 2))]
        position += len(group)
        style = rng.randrange(2)
        yield "en", _english_bullet(abstract, group, style)
        yield "ko", _korean_bullet(group, style)


def reordered(bullet: Bullet) -> Bullet | None:
    """The same Korean bullet with its two parts in the other order: as right as before."""
    return None if len(bullet.figures) < 2 else _korean_bullet(bullet.figures[::-1], bullet.style)


def _english_bullet(abstract: str, group: tuple[Figure, ...], style: int) -> Bullet:
    """Quotes the abstract's own words between the figures, where they are near; else a few words around."""
    first, last = group[0], group[-1]
    texts = ["Reports " + _clean(first.before) + " "]
    if len(group) == 2:
        near = last.start - first.end < 80
        between = abstract[first.end : last.start] if near else f" {first.after}, and {last.before} "
        texts.append(_clean(between, around=True))
    texts.append(" " + _clean(last.after))
    return Bullet(tuple(texts), group, style, lambda figure: english(figure, style))


def _korean_bullet(group: tuple[Figure, ...], style: int) -> Bullet:
    """Names the abstract's words around a figure, as Korean bullets keep English terms."""
    texts = [f"{_clean(figure.before)} {_clean(figure.after)} 항목은 " for figure in group]
    texts = [texts[0], *(" 수준이며 " + text for text in texts[1:]), "에 이릅니다."]
    return Bullet(tuple(texts), group, style, lambda figure: korean(figure, style))


def _clean(words: str, *, around: bool = False) -> str:
    """Without other figures, which would not be under the test's control."""
    plain_words = " ".join(
        word for word in words.split() if not re.search(r"\d|[%$\\]", word) and word.lower() not in _WORDS
    )
    return f" {plain_words} " if around else plain_words


def mutated(bullet: Bullet, mutation: str, rng: random.Random) -> Bullet | None:
    """The bullet with one error, or None where this error cannot be made in it."""
    if mutation == "swapped":
        return _swapped(bullet)
    target = rng.randrange(len(bullet.figures))
    wrong = {"×10": _scaled, "one digit": _one_digit, "percent": _other_unit}[mutation](
        bullet.figures[target], rng
    )
    if not wrong:
        return None
    figures = (*bullet.figures[:target], wrong, *bullet.figures[target + 1 :])
    return replace(bullet, figures=figures)


def _swapped(bullet: Bullet) -> Bullet | None:
    if len(bullet.figures) < 2:
        return None
    first, second = bullet.figures
    if first.kind != second.kind or first.digits == second.digits:
        return None
    return replace(bullet, figures=(second, first))


def _scaled(figure: Figure, rng: random.Random) -> Figure | None:
    if figure.kind == "word":
        return None
    if figure.kind == "name":
        digits = re.sub(r"\d+(?=(?:\.\d+)?[BM]?$)", r"\g<0>0", figure.digits)
        return replace(figure, digits=digits)
    value = Decimal(figure.digits.replace(",", "")) * (10 if rng.random() < 0.5 else Decimal("0.1"))
    if figure.kind == "count" and value != int(value):
        value *= 100
    return replace(figure, digits=_digits(value, figure))


def _digits(value: Decimal, figure: Figure) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{Decimal(text):,f}" if "," in figure.digits else text


def _one_digit(figure: Figure, rng: random.Random) -> Figure:
    if figure.kind == "word":
        return replace(figure, digits=rng.choice([word for word in _WORDS[1:] if word != figure.digits]))
    places = [place for place, letter in enumerate(figure.digits) if letter.isdigit()]
    place = rng.choice(places)
    leading = place == places[0]
    choices = [
        digit for digit in "0123456789" if digit != figure.digits[place] and not (leading and digit == "0")
    ]
    return replace(figure, digits=figure.digits[:place] + rng.choice(choices) + figure.digits[place + 1 :])


def _other_unit(figure: Figure, rng: random.Random) -> Figure | None:
    other_units = {
        "percent": ("multiple", "points"),
        "multiple": ("percent",),
        "points": ("percent", "multiple"),
    }
    return replace(figure, kind=rng.choice(other_units[figure.kind])) if figure.kind in other_units else None
