"""What all pictures share: size, colours, letters, and the way to a PNG."""

# matplotlib does not tell the types of all that its functions take.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.resources import as_file, files
from textwrap import wrap
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INCHES, DOTS_PER_INCH = (5.0, 4.0), 200  # 1,000 × 800 pixels
GROUND, GRID, TEXT, DIM_TEXT = "#1e1f22", "#4e5058", "#f2f3f5", "#c4c9ce"
# Bright on a dark ground, and apart for those who do not see some colours: after Okabe and Ito.
COLOURS = ("#56b4e9", "#e69f00", "#2ed3a0", "#f0e442", "#ff8fb8")
TEXT_POINTS, SMALL_POINTS = 11.0, 10.0

_FONT = "NotoSansKR-subset.otf"
_FONT_FAMILIES = ["Noto Sans KR", "DejaVu Sans"]  # the second one comes with matplotlib
_MISSING = "□"

# matplotlib's settings are the process's own.
_drawing = Lock()


def png(draw: Callable[[Figure, Axes], None]) -> bytes | None:
    """The picture that `draw` makes; None where there is no matplotlib."""
    with _drawing:
        if not _is_ready():
            return None
        matplotlib = import_module("matplotlib")
        with matplotlib.rc_context(_style()):
            return _drawn(draw)


def _drawn(draw: Callable[[Figure, Axes], None]) -> bytes:
    # Not pyplot: it keeps every figure, and looks for a screen.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - see the package
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    draw(figure, axes)
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def drawable(text: str) -> str:
    """The text with a box for each sign that neither font has, such as an emoji; only while drawing."""
    return "".join(sign if ord(sign) in _signs() or sign == "\n" else _MISSING for sign in text)


def lines_of(text: str, width: int, most: int) -> str:
    """The text in lines as wide as `width` small letters, the first `most` of them, the last with “…” if
    there are more; only while drawing.
    """
    width = round(width * len(text) / sum(map(_width, text))) if text else width
    first, rest = (lines := wrap(text, width))[:most], lines[most:]
    if rest:
        first[-1] = first[-1][: width - 2] + " …"
    return drawable("\n".join(first))


def _width(sign: str) -> float:
    """How wide a sign is, in small letters."""
    if unicodedata.east_asian_width(sign) in "WF":
        return 2.0
    return 1.5 if sign.isupper() else 1.0


def _style() -> dict[str, object]:
    return {
        "font.family": _FONT_FAMILIES,
        "font.size": TEXT_POINTS,
        "text.color": TEXT,
        "text.parse_math": False,  # a dollar is a dollar
        "axes.facecolor": GROUND,
        "axes.edgecolor": GRID,
        "axes.labelcolor": TEXT,
        "axes.unicode_minus": False,
        "figure.facecolor": GROUND,
        "savefig.facecolor": GROUND,
        "grid.color": GRID,
        "grid.linewidth": 0.6,
        "xtick.color": DIM_TEXT,
        "ytick.color": DIM_TEXT,
        "xtick.labelsize": SMALL_POINTS,
        "ytick.labelsize": SMALL_POINTS,
        "legend.frameon": False,
        "legend.fontsize": TEXT_POINTS,
    }


def _is_ready() -> bool:
    """Whether there is a matplotlib, which now knows the font, too."""
    try:
        from matplotlib.font_manager import fontManager  # noqa: PLC0415 - see the package
    except ImportError:
        return False
    if _FONT_FAMILIES[0] not in fontManager.get_font_names():
        with as_file(files("bot.rendering.pictures") / _FONT) as font:
            fontManager.addfont(font)
    return True


@cache
def _signs() -> frozenset[int]:
    """What both fonts have together."""
    from matplotlib.font_manager import FontProperties, fontManager, get_font  # noqa: PLC0415 - as above

    paths = [fontManager.findfont(FontProperties(family=[family])) for family in _FONT_FAMILIES]
    return frozenset(code for path in paths for code in get_font(path).get_charmap())
