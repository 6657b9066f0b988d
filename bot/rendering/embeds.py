"""One paper as an embed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from discord import Colour, Embed

from bot.models import DigestPaper, Language, Paper, SummaryOrigin
from bot.rendering import limits
from bot.rendering.escape import escape, escape_within, plain
from bot.rendering.links import hugging_face, masked_link, picture
from bot.rendering.units import shorten, units
from bot.texts import say

_AUTHOR_UNITS = 60  # units of one author's name; consortia write sentences
_DOUBTFUL = "• ⚠ "  # before a bullet with a figure that the abstract does not bear out
_FIRST_HUE, _LAST_HUE, _LAST_RANK = 0.12, 0.60, 10  # from amber to blue; later ranks stay blue
# Whose words stand in for bullets of ours, and in which language.
_NOTES = {
    SummaryOrigin.ABSTRACT: "digest-abstract-note",
    SummaryOrigin.HUGGING_FACE: "digest-hugging-face-note",
}


def paper_embed(
    digest_paper: DigestPaper,
    language: Language,
    *,
    rank: int | None = None,
    numbered: bool = False,
    limit: int = limits.MESSAGE,
) -> Embed:
    """The paper as an embed of at most `limit` UTF-16 units, valid whatever is missing in the paper.

    `rank` counts from 1, chooses the colour and, if `numbered`, stands before the title. With less room the
    bullets are shortened first, then links and authors are left out, then the title is shortened.
    """
    number = f"{rank}. " if rank and numbered else ""
    title = title_within(digest_paper.paper, min(limits.TITLE, limit // 2), number)
    room = min(limits.DESCRIPTION, limit - units(title))
    embed = Embed(title=title, url=digest_paper.paper.url, colour=colour(rank))
    embed.description = _description(digest_paper, language, room)
    return embed.set_thumbnail(url=picture(digest_paper.paper.thumbnail))


def size(embed: Embed) -> int:
    """What the embed takes of the 6,000 UTF-16 units of its message."""
    texts = [embed.title, embed.description, embed.footer.text, embed.author.name]
    texts += [text for field in embed.fields for text in (field.name, field.value)]
    return sum(units(text) for text in texts if text)


def author_line(authors: Sequence[str]) -> str:
    """The authors in list order, unescaped: `A, B, C … Z (+12)`, or all of them up to five."""
    names = [shorten(plain(name), _AUTHOR_UNITS) for name in authors]
    if len(names) <= 5:
        return ", ".join(names)
    return f"{', '.join(names[:3])} … {names[-1]} (+{len(names) - 4})"


def title_within(paper: Paper, limit: int, number: str = "") -> str:
    """The title with what stands before it, escaped, of at most `limit` units; without one the paper's id."""
    return escape_within(f"{number}{plain(paper.title) or f'arXiv {paper.id}'}", limit)


def colour(rank: int | None) -> Colour:
    """Of the rank (from 1) in a digest: the first ten go from amber to blue."""
    way = (min(rank or _LAST_RANK, _LAST_RANK) - 1) / (_LAST_RANK - 1)
    return Colour.from_hsv(_FIRST_HUE + (_LAST_HUE - _FIRST_HUE) * way, 0.70, 0.95)


def first_bullet(digest_paper: DigestPaper, language: Language, room: int) -> str:
    """The first bullet in a line of at most `room` units, marked if it is doubtful or not of our own."""
    bullets = ((n, bullet) for n, bullet in enumerate(map(plain, digest_paper.summary.bullets)) if bullet)
    place, bullet = next(bullets, (0, ""))
    key = _NOTES.get(digest_paper.summary.origin)
    mark = _DOUBTFUL if place in digest_paper.summary.doubtful else "• "
    lead = f"{mark}{say(language, key)} · " if key else mark
    text = escape_within(bullet, room - units(lead)) if room > units(lead) else ""
    return f"{lead}{text}" if text else ""


def _description(digest_paper: DigestPaper, language: Language, room: int) -> str:
    """Bullets, a blank line, the facts; the facts take at most half of the room if there are bullets."""
    most = room // 2 if digest_paper.summary.bullets else room
    facts = next((text for text in _facts(digest_paper.paper, language) if units(text) <= most), "")
    lines = list(_bullets(digest_paper, language, room - units(facts) - len("\n\n")))
    return "\n\n".join(filter(None, ["\n".join(lines), facts]))


def _facts(paper: Paper, language: Language) -> Iterator[str]:
    """Authors, counts and links, from the fullest to the barest."""
    counts, links = _counts(paper, language), _links(paper, language)
    authors = escape(author_line(paper.authors))
    yield "\n".join(filter(None, [authors, " · ".join([*counts, *links])]))
    yield "\n".join(filter(None, [authors, " · ".join(counts)]))
    yield " · ".join(counts)
    yield counts[0]


def _counts(paper: Paper, language: Language) -> list[str]:
    counts = [say(language, "digest-votes", count=paper.votes)]
    if paper.comments:
        counts.append(say(language, "digest-comments", count=paper.comments))
    if paper.code_stars:
        counts.append(say(language, "digest-stars", count=paper.code_stars))
    return counts


def _links(paper: Paper, language: Language) -> list[str]:
    links = [
        masked_link(say(language, "digest-code"), paper.code_url),
        masked_link(say(language, "digest-project"), paper.project_url),
        masked_link(say(language, "digest-hugging-face"), hugging_face(paper)),
    ]
    return [link for link in links if link]


def _bullets(digest_paper: DigestPaper, language: Language, room: int) -> Iterator[str]:
    """Lines of at most `room` units with their line breaks; the last one that fits only in part ends in …"""
    bullets = [(n, bullet) for n, bullet in enumerate(map(plain, digest_paper.summary.bullets)) if bullet]
    for note in _notes(digest_paper, language):
        if units(note) < room:
            room -= units(note) + 1
            yield note
    for place, bullet in bullets:
        mark = _DOUBTFUL if place in digest_paper.summary.doubtful else "• "
        if room < len(f"{mark}…"):
            return
        line = escape_within(bullet, room - len(mark))
        yield f"{mark}{line}"
        if line != escape(bullet):
            return
        room -= units(line) + len(f"{mark}\n")


def _notes(digest_paper: DigestPaper, language: Language) -> Iterator[str]:
    """What a reader must know before the bullets."""
    if digest_paper.withdrawn:
        yield say(language, "digest-withdrawn")
    key = _NOTES.get(digest_paper.summary.origin)
    if key and any(map(plain, digest_paper.summary.bullets)):
        yield say(language, key)
