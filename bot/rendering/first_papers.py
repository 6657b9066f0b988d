"""The beginning of a digest, rendered as it will be, beside something else in a message."""

from __future__ import annotations

from discord import Embed

from bot.models import Digest
from bot.rendering.compact import compact_embeds
from bot.rendering.embeds import paper_embed, size

_FIRST_EMBEDS = 1  # shows the look of all, and leaves the buttons below on a phone's screen
_FIRST_LINES = 3  # papers of a compact digest, which are a few lines each


def first_papers(digest: Digest, room: int) -> tuple[Embed, ...]:
    """Embeds of at most `room` UTF-16 units together."""
    if digest.layout == "compact":
        embeds = compact_embeds(digest.papers[:_FIRST_LINES], digest.language, first_rank=1)
        return embeds if sum(map(size, embeds)) <= room else ()
    ranked = enumerate(digest.papers[:_FIRST_EMBEDS], start=1)
    return tuple(
        paper_embed(paper, digest.language, rank=rank, numbered=True, limit=room // _FIRST_EMBEDS)
        for rank, paper in ranked
    )
