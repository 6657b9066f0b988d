"""Which papers fit a subscription's topics: keywords as in alerts, held against title, abstract, authors and
bullets. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from bot.apart import apart
from bot.matching.fit import Sayings, fits, sayings
from bot.matching.grammar import Keyword, parse_keyword
from bot.models import Paper

_PREPARED_PAPERS = (
    1_536  # more than a month, which previews look back on; 20 KiB each, prepared in milliseconds
)
_READ_TOPICS = 4_096

Bullets = Mapping[str, tuple[str, ...]]  # of all languages, by paper id


def on_topic(
    papers: Collection[Paper], topics: Collection[str], excluded_topics: Collection[str], bullets: Bullets
) -> frozenset[str]:
    """The ids of the papers that fit a topic, where there are any, and no excluded one."""
    topical = fitting(papers, topics, bullets) if topics else frozenset(paper.id for paper in papers)
    return topical - fitting(papers, excluded_topics, bullets)


def fitting(papers: Iterable[Paper], topics: Collection[str], bullets: Bullets) -> frozenset[str]:
    """The ids of the papers that fit at least one of the topics.

    A topic that cannot be read, since the grammar was another one when it was stored, fits no paper.
    """
    keywords = _keywords(topics)
    return frozenset(paper.id for paper in papers if _fits_any(paper, bullets.get(paper.id, ()), keywords))


def any_fits(papers: Iterable[Paper], topics: Collection[str], bullets: Bullets) -> bool:
    """Whether at least one of the papers fits one of the topics; the first that does ends the search."""
    keywords = _keywords(topics)
    return any(_fits_any(paper, bullets.get(paper.id, ()), keywords) for paper in papers)


def any_on_topic(
    papers: Iterable[Paper], topics: Collection[str], excluded_topics: Collection[str], bullets: Bullets
) -> bool:
    """Whether `on_topic` would leave any; likewise."""
    topic_keywords, excluded_keywords = _keywords(topics), _keywords(excluded_topics)
    return any(
        (not topics or _fits_any(paper, spoken, topic_keywords))
        and not _fits_any(paper, spoken, excluded_keywords)
        for paper in papers
        for spoken in (bullets.get(paper.id, ()),)
    )


def _keywords(topics: Iterable[str]) -> list[Keyword]:
    return [keyword for topic in topics if (keyword := _keyword(topic))]


def _fits_any(paper: Paper, bullets: tuple[str, ...], keywords: Collection[Keyword]) -> bool:
    if not keywords:
        return False
    document = _prepared(cast("Any", paper), bullets)  # frozen, so it can be hashed
    return any(fits(keyword, document) for keyword in keywords)


@lru_cache(maxsize=_PREPARED_PAPERS)
def _prepared(paper: Paper, bullets: tuple[str, ...]) -> Sayings:
    return sayings(paper, bullets)


@lru_cache(maxsize=_READ_TOPICS)
def _keyword(topic: str) -> Keyword | None:
    with apart(f"topic {topic}"):
        return parse_keyword(topic)
    return None
