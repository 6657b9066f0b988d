"""Which of a forum's tags a post gets: those that fit its papers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import UserError
from bot.matching.fit import fits, sayings
from bot.matching.grammar import parse_keyword
from bot.models import Paper

MOST_TAGS = 5  # Discord's limit, from its openapi.json: CreateForumThreadRequest.applied_tags
_REQUIRES_TAG = 1 << 4  # a forum's flag
_MOST_AVAILABLE = 20  # tags of a forum, by Discord's documentation


@dataclass(frozen=True)
class ForumTag:
    """A tag that the bot may set: a moderated one is for moderators."""

    id: int
    name: str


@dataclass(frozen=True)
class ForumTags:
    """What a forum offers, and whether a post must have one."""

    tags: tuple[ForumTag, ...]
    is_required: bool

    @classmethod
    def of_channel(cls, data: Mapping[str, Any]) -> ForumTags:
        """Read off the JSON of a forum channel; ValueError, TypeError or LookupError if it is none."""
        available = [tag for tag in data.get("available_tags") or () if not tag.get("moderated")]
        tags = tuple(ForumTag(int(tag["id"]), str(tag["name"])) for tag in available[:_MOST_AVAILABLE])
        return cls(tags, bool(int(data.get("flags") or 0) & _REQUIRES_TAG))

    def fitting(self, papers: Sequence[Paper]) -> list[int]:
        """The ids of the tags that fit the most papers, read as keywords are.

        If none does and the forum requires one, its first: a post under any tag is better than none.
        """
        counts = {tag.id: _papers_of(tag.name, papers) for tag in self.tags}
        ranked = sorted((id_ for id_, count in counts.items() if count), key=lambda id_: -counts[id_])
        if not ranked and self.is_required:
            ranked = [tag.id for tag in self.tags[:1]]
        return ranked[:MOST_TAGS]


def _papers_of(name: str, papers: Sequence[Paper]) -> int:
    """How many papers a tag of this name fits; none where the name is no keyword."""
    try:
        keyword = parse_keyword(name)
    except UserError:
        return 0
    return sum(fits(keyword, sayings(paper, ())) for paper in papers)
