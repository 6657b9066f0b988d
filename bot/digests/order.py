"""A subscription's order: its papers by what is like its examples. Nobody's own list has a part in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Order, Paper
from bot.ranking.order import by_votes_and_nearness, rank
from bot.ranking.taste import taste
from bot.store import Reading
from bot.vectors.at_hand import Vectors


async def ordered(
    view: Reading, vectors: Vectors, papers: Sequence[Paper], order: Order, examples: Sequence[str]
) -> tuple[Paper, ...]:
    """The stored papers in this order. Examples that are not stored do not count, and without any the papers
    stay as they are.
    """
    by_id = await vectors.of(view, [*examples, *(paper.id for paper in papers)])
    liked = {paper_id: by_id[paper_id] for paper_id in examples if paper_id in by_id}
    if order == "votes" or not liked or any(paper.id not in by_id for paper in papers):
        return tuple(papers)
    places = rank(papers, by_id, taste(liked, {}))
    return tuple(place.paper for place in (by_votes_and_nearness(places) if order == "both" else places))
