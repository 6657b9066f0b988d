"""What stands above the papers of a digest: the day, how many they are, and what is inside."""

from __future__ import annotations

from bot.models import Digest
from bot.rendering.embeds import title_within
from bot.texts import say, say_day

HEADLINE_PAPERS = 3  # papers named in the headline
_TITLE_UNITS = 100  # UTF-16 units of each: a phone shows two lines of a notification


def header(digest: Digest) -> str:
    """The line above the first paper: the day, or the days, and how many of the papers are shown."""
    key = "digest-header" if len(digest.papers) < digest.listed else "digest-header-all"
    selected, listed = len(digest.papers), digest.listed
    line = say(digest.language, key, day=spoken_days(digest), shown=selected, listed=listed)
    return say(digest.language, "digest-header-partial", header=line) if digest.partial else line


def spoken_days(digest: Digest) -> str:
    """The day, or the first and the last one, in the digest's language."""
    day = say_day(digest.language, digest.day)
    if not digest.first_day:
        return day
    return say(digest.language, "digest-days", first=say_day(digest.language, digest.first_day), last=day)


def headline(digest: Digest) -> str:
    """The header, the titles of the first papers, and the role that is mentioned."""
    if digest.layout is None:
        return header(digest)
    papers = enumerate(digest.papers[:HEADLINE_PAPERS], start=1)
    titles = [title_within(digest_paper.paper, _TITLE_UNITS, f"{rank}. ") for rank, digest_paper in papers]
    return "\n".join([header(digest), *titles, *mentions(digest)])


def mentions(digest: Digest) -> list[str]:
    """The line that mentions the digest's role, if it has one."""
    return [f"<@&{digest.role_id}>"] if digest.role_id else []
