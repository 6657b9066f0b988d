"""Thumbnails for the demo: calm cards drawn by us, so that no pictures have to be shipped or fetched.

The only module of the demo content that needs Pillow (the `demo` extra).
"""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import cast

from PIL import Image, ImageDraw, ImageFont

from bot.demo.motifs import HEIGHT, MOTIFS, SCALE, WIDTH, shade

Font = ImageFont.FreeTypeFont

SHRUNK = 2  # a card is shown at half its size, and packing it is what takes time
PALETTE_COLOURS = 64  # of the PNG's palette; keeps a card below 15 kB
MARGIN, COLUMN = 40, 396  # the title's place, in pixels of the finished card
TITLE_HEIGHT = 212
SIZES = range(38, 16, -2)


def draw_thumbnail(title: str, paper_id: str) -> bytes:
    """A PNG of half the card's size, with the title; colour and shapes follow from the id alone.

    The title must be Latin: Pillow's own font has nothing else.
    """
    rng = Random(paper_id)
    hue = rng.random()
    card = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), shade(hue, 0.18))
    draw = ImageDraw.Draw(card)
    rng.choice(MOTIFS)(draw, rng, hue)
    _write(draw, title, paper_id, hue)
    return _png(card.reduce(SCALE * SHRUNK))


def fit_title(title: str) -> tuple[int, list[str]]:
    """The largest font size (px) at which the title fits its place, and its lines there.

    A title too long for the smallest size is cut with an ellipsis.
    """
    for size in SIZES:
        font = title_font(size)
        lines = wrap(title, font)
        whole = all(font.getlength(word) <= COLUMN for word in title.split())
        if len(lines) <= _room(size) and whole:
            return size, lines
    size = SIZES[-1]
    cut_lines = wrap(title, title_font(size))[: _room(size)]
    return size, [*cut_lines[:-1], cut_lines[-1][:-2].rstrip() + "…"]


def wrap(title: str, font: Font) -> list[str]:
    """The title in lines no wider than its column; a single word that is wider is broken."""
    lines = [""]
    for word in title.split():
        joined = f"{lines[-1]} {word}".strip()
        if font.getlength(joined) <= COLUMN:
            lines[-1] = joined
        else:
            lines += _pieces(word, font)
    return [line for line in lines if line]


def _pieces(word: str, font: Font) -> list[str]:
    pieces = [""]
    for letter in word:
        if font.getlength(pieces[-1] + letter) > COLUMN:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def title_font(size: int) -> Font:
    """Pillow's own font, which always comes with it when FreeType does."""
    return cast(Font, ImageFont.load_default(size))


def _line_height(size: int) -> int:
    return round(size * 1.28)


def _room(size: int) -> int:
    return TITLE_HEIGHT // _line_height(size)


def _write(draw: ImageDraw.ImageDraw, title: str, paper_id: str, hue: float) -> None:
    size, lines = fit_title(title)
    font, x = title_font(size * SCALE), MARGIN * SCALE
    for row, line in enumerate(lines):
        baseline = (MARGIN + round(size * 0.72) + row * _line_height(size)) * SCALE
        draw.text((x, baseline), line, font=font, fill=shade(hue, 0.96), anchor="ls")
    base = (HEIGHT - MARGIN) * SCALE
    draw.rectangle((x, base - 76, x + 72, base - 71), fill=shade(hue + 0.08, 0.66, 0.55))
    draw.text((x, base), f"arXiv {paper_id}", font=title_font(17 * SCALE), fill=shade(hue, 0.74), anchor="ls")


def _png(card: Image.Image) -> bytes:
    file = BytesIO()
    card.quantize(PALETTE_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
