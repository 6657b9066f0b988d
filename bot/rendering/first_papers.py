"""The first papers of a digest, rendered as they will be, beside something else in a message."""

from __future__ import annotations

from discord import Embed

from bot.models import Digest
from bot.rendering.compact import compact_embeds
from bot.rendering.embeds import paper_embed, size

_EMBEDS = 2  # enough to judge the look of an embed for each paper
_LINES = 3  # papers of a compact digest, which are a few lines each


def first_papers(digest: Digest, room: int) -> tuple[Embed, ...]:
    """Embeds of at most `room` UTF-16 units together."""
    if digest.layout == "compact":
        embeds = compact_embeds(digest.papers[:_LINES], digest.language, first_rank=1)
        return embeds if sum(map(size, embeds)) <= room else ()
    ranked = enumerate(digest.papers[:_EMBEDS], start=1)
    return tuple(
        paper_embed(paper, digest.language, rank=rank, numbered=True, limit=room // _EMBEDS)
        for rank, paper in ranked
    )
