"""The pages of a day: its papers as embeds, and buttons to more of them and to the days beside it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import discord

from bot import due
from bot.digests.day_digests import Digests
from bot.errors import SourceError
from bot.models import Digest, Entry, Language
from bot.rendering.digest_message import paper_counts, render_part
from bot.rendering.escape import escape
from bot.rendering.headline import header
from bot.texts import say, say_day, say_weekday
from cogs.answers import Interaction, is_ephemeral, reader_language
from cogs.digests.days import day_after, day_before, require_listable
from cogs.item_state import day_digits
from cogs.items import FunnelItem, FunnelView
from cogs.papers.open_select import open_paper
from cogs.papers.pages import turn_to

FIRST_PAPERS = 10  # papers that are shown at first, as in a channel
ALL_PAPERS = 100  # more than any day has listed (the largest seen: 71)


class DigestPlace(NamedTuple):
    """Where in the days a reader is: `page` counts from 1 among the messages of the first `most` papers."""

    day: date
    most: int = FIRST_PAPERS
    page: int = 1


class DayPage(NamedTuple):
    """A page as it is sent."""

    content: str
    embeds: list[discord.Embed]
    view: discord.ui.View


class DigestPage(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:digest:(?P<day>\d{8}):(?P<most>[1-9]\d{0,2}):(?P<page>[1-9]\d{0,2})",
):
    """Turns to another page or day; all that it needs stands in its custom_id."""

    def __init__(self, day: date, most: int = FIRST_PAPERS, page: int = 1, *, label: str = "…") -> None:
        custom_id = f"v1:digest:{day_digits(day)}:{most}:{page}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id))
        self.place = DigestPlace(day, most, page)

    async def used(self, interaction: Interaction) -> None:
        """Show the page, after asking the source if the store lacks the day."""
        bot, language = interaction.client, reader_language(interaction)
        require_listable(self.place.day, bot.today())
        if await bot.digests.must_ask(self.place.day):
            bot.questions.spend(interaction.user.id, ids=0)
            await interaction.response.defer(ephemeral=True, thinking=not is_ephemeral(interaction))
        await turn_to(interaction, *await digest_page(bot.digests, self.place, language, bot.today()))


async def digest_page(digests: Digests, place: DigestPlace, language: Language, today: date) -> DayPage:
    """The page, or why there is nothing on that day, with buttons to the nearest days."""
    day_digest = await digests.day_digest(place.day, language, papers=place.most)
    days = _beside(place.day, day_digest.empty_days, today, language)
    if day_digest.digest is None:
        is_finished = digests.is_finished(place.day)
        return DayPage(
            _why_empty(place.day, day_digest.problem, language, is_finished=is_finished), [], _view(days)
        )
    return _page(day_digest.digest, place, days)


def _page(digest: Digest, place: DigestPlace, days: tuple[list[DigestPage], list[DigestPage]]) -> DayPage:
    language, parts = digest.language, paper_counts(digest)
    page = max(1, min(place.page, len(parts)))
    message = render_part(digest, parts, page)
    first = sum(parts[: page - 1])
    papers = [digest_paper.paper for digest_paper in digest.papers[first : first + parts[page - 1]]]
    entries = [Entry(paper_id=p.id, title=p.title, votes=p.votes, day=digest.day) for p in papers]
    before, after = days
    view = _view((before, [*_pages(place, page, len(parts), language), *after, *_more(digest, place)]))
    view.add_item(open_paper(entries, language, first=first + 1))
    content = header(digest)
    if len(parts) > 1:
        content += " · " + say(language, "list-page", page=page, pages=len(parts))
    return DayPage(content, list(message.embeds), view)


def _view(buttons: tuple[list[DigestPage], list[DigestPage]]) -> discord.ui.View:
    view = FunnelView(timeout=None)
    for button in [*buttons[0], *buttons[1]]:
        view.add_item(button)
    view.stop()  # the items are found by their custom_ids
    return view


def _beside(
    day: date, empty: set[date], today: date, language: Language
) -> tuple[list[DigestPage], list[DigestPage]]:
    """The buttons to the nearest days that may list papers."""
    before, after = day_before(day, empty), day_after(day, empty, today)
    return (
        [DigestPage(before, label=say(language, "days-before", day=_short(before, language)))]
        if before
        else [],
        [DigestPage(after, label=say(language, "days-after", day=_short(after, language)))] if after else [],
    )


def _short(day: date, language: Language) -> str:
    return f"{day.isoformat()} ({say_weekday(language, day)})"


def _pages(place: DigestPlace, page: int, pages: int, language: Language) -> list[DigestPage]:
    buttons: list[DigestPage] = []
    if page > 1:
        buttons.append(DigestPage(place.day, place.most, page - 1, label=say(language, "list-before")))
    if page < pages:
        buttons.append(DigestPage(place.day, place.most, page + 1, label=say(language, "list-after")))
    return buttons


def _more(digest: Digest, place: DigestPlace) -> list[DigestPage]:
    """The button that shows all papers of the day, or only the first again."""
    if digest.listed <= FIRST_PAPERS:
        return []
    if place.most == FIRST_PAPERS:
        return [
            DigestPage(place.day, ALL_PAPERS, label=say(digest.language, "days-all", count=digest.listed))
        ]
    return [DigestPage(place.day, label=say(digest.language, "days-top", count=FIRST_PAPERS))]


def _why_empty(day: date, problem: SourceError | None, language: Language, *, is_finished: bool) -> str:
    spoken_day = say_day(language, day)
    if problem:
        return say(language, "days-not-fetched", day=spoken_day, problem=escape(problem.text(language)))
    if day.weekday() >= due.SATURDAY:
        return say(language, "days-weekend", day=spoken_day)
    return say(language, "days-nothing" if is_finished else "days-not-yet", day=spoken_day)
