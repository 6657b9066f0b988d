"""The beginning of a digest, rendered as it will be, beside something else in a message."""

from __future__ import annotations

from discord import Embed

from bot.models import Digest
from bot.rendering.compact import compact_embeds
from bot.rendering.embeds import paper_embed, size

_FIRST_EMBEDS, _FIRST_UNITS = 1, 500  # show the look, and leave the buttons below on a phone's screen
_FIRST_LINES = 3  # papers of a compact digest, which are a few lines each


def first_papers(digest: Digest, room: int) -> tuple[Embed, ...]:
    """Embeds of at most `room` UTF-16 units together."""
    if digest.layout == "compact":
        embeds = compact_embeds(digest.papers[:_FIRST_LINES], digest.language, first_rank=1)
        return embeds if sum(map(size, embeds)) <= room else ()
    best_first = sorted(range(len(digest.papers)), key=digest.rank)
    ranked = [(digest.rank(place), digest.papers[place]) for place in best_first[:_FIRST_EMBEDS]]
    return tuple(
        paper_embed(paper, digest.language, rank=rank, numbered=True, limit=min(room, _FIRST_UNITS))
        for rank, paper in ranked
    )
