"""Paperboy's face in the demo: a folded newspaper, drawn by us. Needs Pillow (the `demo` extra)."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

SIDE_PIXELS = 128  # pixels of the finished picture
SCALE = 4  # drawn larger and shrunk: Pillow's shapes have no smooth edges of their own
GROUND, PAPER, FOLD, INK, PICTURE = "#3d5a80", "#fbf7ee", "#d9d2c3", "#8d99a6", "#e0a458"
SHAPES = (  # left, top, right, bottom in pixels of the finished picture
    ((80, 46, 102, 98), FOLD),
    ((26, 32, 88, 98), PAPER),
    ((36, 42, 78, 50), INK),
    ((36, 58, 54, 78), PICTURE),
    ((60, 58, 78, 62), INK),
    ((60, 66, 78, 70), INK),
    ((60, 74, 78, 78), INK),
    ((36, 85, 78, 89), INK),
)


def draw_avatar() -> bytes:
    """A 128×128 PNG; Discord cuts a circle out of it."""
    picture = Image.new("RGB", (SIDE_PIXELS * SCALE, SIDE_PIXELS * SCALE), GROUND)
    draw = ImageDraw.Draw(picture)
    for box, colour in SHAPES:
        draw.rounded_rectangle([edge * SCALE for edge in box], radius=3 * SCALE, fill=colour)
    file = BytesIO()
    picture.reduce(SCALE).save(file, "PNG", optimize=True)
    return file.getvalue()
