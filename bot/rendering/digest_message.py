"""Digests and papers as messages within Discord's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from discord import Embed

from bot.models import THREADED, Digest, DigestPaper, Language, Layout, Paper
from bot.rendering import limits
from bot.rendering.compact import COMPACT_PAPERS, compact_counts, compact_embeds
from bot.rendering.embeds import paper_embed, size
from bot.rendering.escape import escape_within, plain
from bot.rendering.headline import HEADLINE_PAPERS, header, headline, mentions, spoken_days
from bot.rendering.links import masked_link, pdf
from bot.rendering.menus import Button, Menu, paper_menu
from bot.rendering.packing import fair_limit, pack
from bot.rendering.units import shorten, units
from bot.texts import say, say_day

_ABSTRACT_ROOM = 2400  # of /paper's 6,000 units; abstracts reach 1,923 characters before escaping
_SHOWN_LISTINGS = 10  # the newest listing days shown by /paper; a paper rarely has two
_SHOWN_POSTINGS = 5  # the newest messages that show it; a server rarely has two
_THREAD_NAME_UNITS = 100  # by Discord's openapi.json: CreateForumThreadRequest.name


@dataclass(frozen=True)
class ThreadHead:
    """A day's thread, or a paper's post: its `name`, and the papers from which a forum's tags are chosen."""

    name: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Picture:
    """A PNG beside a message, and what it shows for those who cannot see it."""

    name: str
    png: bytes
    alt: str


@dataclass(frozen=True)
class Message:
    """What is sent: never more than Discord's limits allow. Nobody may be mentioned by it but `role_id`.

    `thread` is the one that it begins, or in which it stands.
    """

    content: str | None
    embeds: tuple[Embed, ...]
    menus: tuple[Menu, ...] = ()
    buttons: tuple[Button, ...] = ()
    role_id: int | None = None
    thread: ThreadHead | None = None
    picture: Picture | None = None


def paper_counts(digest: Digest) -> tuple[int, ...]:
    """How many papers each message of the digest carries: as few messages as possible, as even as can be.
    The first message of a thread carries none, since it only names the top three.

    Freeze it beside the digest: a later version may measure otherwise, and a half-posted digest must go on
    where it stopped.
    """
    if digest.layout == "compact":
        return compact_counts(len(digest.papers))
    if digest.layout == "posts":
        return (1,) * len(digest.papers)
    return (*_head(digest), *_embed_counts(digest))


def _head(digest: Digest) -> tuple[int, ...]:
    """The message that begins a thread is the headline of papers that follow."""
    return (0,) if digest.layout in THREADED else ()


def _embed_counts(digest: Digest) -> tuple[int, ...]:
    numbered = digest.layout is not None
    ranked = enumerate(digest.papers, start=1)
    sizes = [
        size(paper_embed(paper, digest.language, rank=rank, numbered=numbered)) for rank, paper in ranked
    ]
    return pack(sizes, most=limits.EMBEDS, room=limits.MESSAGE)


def render_part(digest: Digest, counts: tuple[int, ...], part: int) -> Message:
    """One message of the digest; `part` counts from 1, and the first carries the header.

    If the `counts` ask for more than fits now, long texts are shortened until it does. Counts or a part that
    do not belong to the digest are a ValueError.
    """
    _check(digest, counts, part)
    if digest.layout == "posts":
        return _post(digest, part - 1)
    start, papers = sum(counts[: part - 1]), papers_of_part(digest, counts, part)
    ranked = [(start + place, digest_paper.paper) for place, digest_paper in enumerate(papers, start=1)]
    menu = paper_menu(ranked, say(digest.language, "menu-read"), digest.language)
    embeds = _embeds(digest, papers, start + 1, is_head=not counts[part - 1])
    if part > 1:
        return Message(None, embeds, (menu,), thread=_thread(digest))
    return Message(headline(digest), embeds, (menu,), role_id=digest.role_id, thread=_thread(digest))


def _post(digest: Digest, place: int) -> Message:
    """A forum's post for one paper; the best one mentions the role."""
    digest_paper, rank = digest.papers[place], digest.rank(place)
    paper, is_best = digest_paper.paper, rank == 1
    embed = paper_embed(digest_paper, digest.language, rank=rank, numbered=True)
    menu = paper_menu([(rank, paper)], say(digest.language, "menu-read"), digest.language)
    name = shorten(f"{rank}. {plain(paper.title) or f'arXiv {paper.id}'}", _THREAD_NAME_UNITS)
    lines = [header(digest), *mentions(digest)] if is_best else [header(digest)]
    role_id = digest.role_id if is_best else None
    return Message("\n".join(lines), (embed,), (menu,), role_id=role_id, thread=ThreadHead(name, (paper,)))


def papers_of_part(digest: Digest, counts: Sequence[int], part: int) -> tuple[DigestPaper, ...]:
    """The papers that the message shows; `part` counts from 1."""
    start = sum(counts[: part - 1])
    return digest.papers[start : start + (counts[part - 1] or HEADLINE_PAPERS)]


def _thread(digest: Digest) -> ThreadHead | None:
    if digest.layout not in THREADED:
        return None
    name = say(digest.language, "digest-thread", day=spoken_days(digest))
    return ThreadHead(name, tuple(digest_paper.paper for digest_paper in digest.papers))


@dataclass(frozen=True)
class Details:
    """What stands below a paper that is shown alone.

    `listings` are the days on which it was listed with its votes then, `postings` the days with the
    addresses of the messages that show it; both newest first.
    """

    listings: Sequence[tuple[date, int]] = ()
    postings: Sequence[tuple[date, str]] = ()
    withdrawn: bool = False
    abstract: bool = True


NO_DETAILS = Details()


def paper_message(digest_paper: DigestPaper, language: Language, details: Details = NO_DETAILS) -> Message:
    """One paper alone: the digest's embed, then abstract, listing days, postings and arXiv links."""
    first = paper_embed(digest_paper, language, limit=limits.ALL_EMBEDS - _ABSTRACT_ROOM)
    room = min(limits.DESCRIPTION, limits.ALL_EMBEDS - size(first))
    below = Embed(colour=first.colour, description=_below(digest_paper.paper, language, details, room))
    return Message(None, (first, below))


_MOST_PAPERS: dict[Layout, int] = {"compact": COMPACT_PAPERS, "posts": 1}  # of one message


def _check(digest: Digest, counts: tuple[int, ...], part: int) -> None:
    if sum(counts) != len(digest.papers) or not 1 <= part <= len(counts):
        raise ValueError(f"part {part} of {counts} does not belong to {len(digest.papers)} papers")
    most = _MOST_PAPERS.get(digest.layout or "full", limits.EMBEDS)
    head = _head(digest)
    if counts[: len(head)] != head or not all(1 <= count <= most for count in counts[len(head) :]):
        raise ValueError(f"{counts} do not fit into messages of {most} papers")


def _embeds(
    digest: Digest, papers: Sequence[DigestPaper], first_rank: int, *, is_head: bool
) -> tuple[Embed, ...]:
    if digest.layout == "compact" or is_head:
        return compact_embeds(papers, digest.language, first_rank=first_rank)
    return _fitting(papers, digest.language, first_rank, numbered=digest.layout is not None)


def _fitting(
    papers: Sequence[DigestPaper], language: Language, first_rank: int, *, numbered: bool
) -> tuple[Embed, ...]:
    def embeds(limit: int) -> tuple[Embed, ...]:
        ranked = enumerate(papers, start=first_rank)
        return tuple(
            paper_embed(paper, language, rank=rank, numbered=numbered, limit=limit) for rank, paper in ranked
        )

    whole = embeds(limits.MESSAGE)
    sizes = [size(embed) for embed in whole]
    return whole if sum(sizes) <= limits.MESSAGE else embeds(fair_limit(sizes, limits.MESSAGE))


def _below(paper: Paper, language: Language, details: Details, room: int) -> str:
    warning = [say(language, "digest-withdrawn")] if details.withdrawn else []
    links = [masked_link("arXiv", paper.url), masked_link("PDF", pdf(paper))]
    lines = [
        say(language, "digest-listing", day=say_day(language, day), count=votes)
        for day, votes in details.listings[:_SHOWN_LISTINGS]
    ]
    lines += [_posting(language, day, url) for day, url in details.postings[:_SHOWN_POSTINGS]]
    tail = "\n".join([*warning, *lines, " · ".join(link for link in links if link)])
    if not details.abstract:
        return tail
    title = say(language, "digest-abstract")
    abstract = escape_within(paper.abstract, room - units(f"{title}\n\n\n{tail}"))
    return f"{title}\n{abstract}\n\n{tail}" if abstract else tail


def _posting(language: Language, day: date, url: str) -> str:
    return say(language, "digest-posting", link=f"[{say_day(language, day)}]({url})")
