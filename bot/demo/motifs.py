"""The shapes on the right of a thumbnail: rings, hills, dots and leaves.

Each draws on a canvas SCALE times the finished card, varied by the random numbers it is given.
"""

from __future__ import annotations

from colorsys import hls_to_rgb
from itertools import product
from math import pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from PIL import ImageDraw

    Colour = tuple[int, int, int]
    Motif = Callable[[ImageDraw.ImageDraw, Random, float], None]

WIDTH, HEIGHT = 640, 336  # of the finished card
SCALE = 2  # drawn larger and shrunk: Pillow's shapes have no smooth edges of their own
HILLS = range(320, WIDTH + 1, 4)


def shade(hue: float, lightness: float, saturation: float = 0.36) -> Colour:
    """A muted colour; hue (wraps around), lightness and saturation from 0 to 1."""
    red, green, blue = hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: Colour) -> None:
    draw.ellipse([v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)], fill=colour)


def _rings(draw: ImageDraw.ImageDraw, rng: Random, hue: float) -> None:
    x, y = rng.uniform(570, 640), rng.uniform(70, 266)
    for step in range(6):
        _disc(draw, x, y, 168 - 28 * step, shade(hue + 0.018 * step, 0.22 + 0.09 * step, 0.42))


def _hills(draw: ImageDraw.ImageDraw, rng: Random, hue: float) -> None:
    _disc(draw, rng.uniform(510, 580), rng.uniform(56, 96), rng.uniform(26, 38), shade(hue + 0.1, 0.76, 0.6))
    for layer in range(5):
        phase, swing = rng.uniform(0, 2 * pi), rng.uniform(8, 18)
        tops = [(x, HEIGHT - _rise(x) * (178 - 34 * layer + swing * sin(phase + x / 62))) for x in HILLS]
        outline = [(x * SCALE, y * SCALE) for x, y in [*tops, (WIDTH, HEIGHT)]]
        draw.polygon(outline, fill=shade(hue - 0.02 * layer, 0.54 - 0.075 * layer, 0.4))


def _rise(x: float) -> float:
    """From 0 where the hills begin to 1 at the right edge, gently at both ends."""
    share = (x - HILLS[0]) / (WIDTH - HILLS[0])
    return share * share * (3 - 2 * share)


def _dots(draw: ImageDraw.ImageDraw, rng: Random, hue: float) -> None:
    phase = rng.uniform(0, 2 * pi)
    for column, row in product(range(7), range(11)):
        wave = 0.5 + 0.5 * sin(phase + column * 0.7 + row * 0.55)
        radius = (2 + 9 * wave) * (0.4 + 0.1 * column)
        colour = shade(hue + 0.12 * wave, 0.3 + 0.42 * wave, 0.45)
        _disc(draw, 462 + column * 29, 23 + row * 29, radius, colour)


def _leaves(draw: ImageDraw.ImageDraw, rng: Random, hue: float) -> None:
    side = 62 * SCALE
    for column, row in product(range(3), range(6)):
        quarter = rng.randrange(4)
        right, down = ((0, 0), (1, 0), (1, 1), (0, 1))[quarter]
        x, y = 455 * SCALE + (column + right) * side, (row + down) * side - 18 * SCALE
        colour = shade(hue + rng.uniform(-0.06, 0.1), rng.choice((0.27, 0.36, 0.5, 0.66)), 0.42)
        box = (x - side, y - side, x + side, y + side)
        draw.pieslice(box, quarter * 90, quarter * 90 + 90, fill=colour)


MOTIFS: tuple[Motif, ...] = (_rings, _hills, _dots, _leaves)
