"""Long answers as several messages, none over Discord's limit and nothing left out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.units import units

CONTENT_UNITS = 2000  # UTF-16 units of a message's text, by Discord's documentation


def pages(blocks: Sequence[Sequence[str]], room: int = CONTENT_UNITS) -> list[str]:
    """The blocks of lines on pages of at most `room` UTF-16 units, where each line alone has room.

    A block is kept on one page unless it is longer than that.
    """
    page_texts: list[str] = []
    for block in blocks:
        whole = "\n".join(block)
        for piece in [whole] if units(whole) <= room else block:
            _add(page_texts, piece, room)
    return page_texts


def _add(page_texts: list[str], piece: str, room: int) -> None:
    if page_texts and units(joined := f"{page_texts[-1]}\n{piece}") <= room:
        page_texts[-1] = joined
    else:
        page_texts.append(piece)
