"""What a keyword would have brought, shown before it is saved, and the buttons that save or change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

import discord
from discord.utils import format_dt

from bot.admission import COSTLY_UNITS
from bot.alerts.backtest import Backtest, Match
from bot.matching.clauses import EXAMPLE
from bot.matching.grammar import LONGEST, widened
from bot.models import Alert, Language
from bot.rendering.alert_message import COLOUR
from bot.rendering.escape import escape, escape_within
from bot.rendering.limits import DESCRIPTION
from bot.texts import say, say_day
from cogs.alerts.reach import reach_lines
from cogs.answers import Interaction, answer, defer_answer, reader_language, update
from cogs.items import FORM_SECONDS, FunnelItem, FunnelModal, FunnelView
from cogs.paging import pages

LISTED_PAPERS = 10  # papers
TITLE_UNITS = 200  # UTF-16 units of a title
DraftAction = Literal["save", "change", "widen"]
_LABELS: dict[DraftAction, str] = {"save": "alerts-save", "change": "alerts-change", "widen": "alerts-widen"}
_WHERE = {
    "title": "where-title",
    "abstract": "where-abstract",
    "authors": "where-authors",
    "ai_keywords": "where-ai_keywords",
    "bullets": "where-bullets",
    "organization": "where-organization",
}


class DraftButton(
    FunnelItem[discord.ui.Button[Any]],
    template=r"v1:draft:(?P<action>save|change|widen):(?P<draft_id>\d{1,18})",
):
    """Saves, changes or widens a draft; its id alone stands in the custom_id, never the keyword."""

    def __init__(self, action: DraftAction, draft_id: int, language: Language = "en") -> None:
        style = discord.ButtonStyle.primary if action == "save" else discord.ButtonStyle.secondary
        custom_id = f"v1:draft:{action}:{draft_id}"
        super().__init__(
            discord.ui.Button(label=say(language, _LABELS[action]), custom_id=custom_id, style=style)
        )
        self.action: DraftAction = action
        self.draft_id = draft_id

    async def used(self, interaction: Interaction) -> None:
        """Do it."""
        if self.action == "save":
            await _save(interaction, self.draft_id)
            return
        draft = await interaction.client.backtests.draft(interaction.user.id, self.draft_id)
        if self.action == "widen":
            await show_backtest(interaction, widened(draft.keyword))
        else:
            await interaction.response.send_modal(ChangeModal(draft.keyword, reader_language(interaction)))


class ChangeModal(FunnelModal):
    """The keyword to be typed anew."""

    def __init__(self, keyword: str, language: Language) -> None:
        super().__init__(title=say(language, "alerts-change"), timeout=FORM_SECONDS)
        self._language: Language = language
        self.typed: discord.ui.TextInput[ChangeModal] = discord.ui.TextInput(
            label=say(language, "commands-keyword"), default=keyword, max_length=LONGEST, custom_id="keyword"
        )
        self.add_item(self.typed)

    async def submitted(self, interaction: Interaction) -> None:
        """Try what was typed."""
        await show_backtest(interaction, self.typed.value)


async def show_backtest(interaction: Interaction, typed: str) -> None:
    """Try a keyword and show what it would have brought, with buttons to save or change it."""
    interaction.client.admission.charge(interaction.user.id, COSTLY_UNITS)
    await defer_answer(interaction)
    language = reader_language(interaction)
    backtest = await interaction.client.backtests.run(interaction.user.id, typed)
    if isinstance(backtest, Alert):
        await answer(interaction, say(language, "alerts-known", keyword=escape(backtest.keyword)))
        return
    view = FunnelView(timeout=None)
    for action in get_args(DraftAction):
        if action != "widen" or backtest.synonyms:
            view.add_item(DraftButton(action, backtest.draft_id, language))
    content = "\n".join(await reach_lines(interaction, language)) or None
    await answer(interaction, content, embeds=[_embed(backtest, language)], view=view)


async def _save(interaction: Interaction, draft_id: int) -> None:
    language = reader_language(interaction)
    await interaction.response.defer()
    saved = await interaction.client.backtests.save_draft(interaction.user.id, draft_id, language)
    sentence = say(
        language,
        "alerts-kept",
        keyword=escape(saved.alert.keyword),
        day=say_day(language, saved.alert.looks_from),
        at=format_dt(saved.next_notification_at, "F"),
    )
    lines = [sentence, *await reach_lines(interaction, language)]
    await update(interaction, content="\n".join(lines), embeds=[], view=None)


def _embed(backtest: Backtest, language: Language) -> discord.Embed:
    lines = [_head(backtest, language), *_match_lines(backtest.matches, language)]
    if backtest.is_wide:
        lines.append(say(language, "alerts-try-wide", example=EXAMPLE))
    if backtest.names:
        lines.append(say(language, "alerts-try-names", names=_bold(backtest.names)))
    if backtest.synonyms:
        lines.append(say(language, "alerts-try-others", names=", ".join(map(escape, backtest.synonyms))))
    if backtest.near:
        lines.append(say(language, "alerts-try-near", keywords=_bold(backtest.near[:5])))
    # Only signs upon signs need more room; then a hint at the end is left out.
    return discord.Embed(description=pages([[line] for line in lines], DESCRIPTION)[0], colour=COLOUR)


def _bold(keywords: Sequence[str]) -> str:
    return ", ".join(f"**{escape(keyword)}**" for keyword in keywords)


def _head(backtest: Backtest, language: Language) -> str:
    keyword = escape(backtest.keyword)
    if not backtest.papers:
        return say(language, "alerts-try-nothing-stored", keyword=keyword)
    return say(
        language, "alerts-try-head", keyword=keyword, count=len(backtest.matches), papers=backtest.papers
    )


def _match_lines(matches: Sequence[Match], language: Language) -> list[str]:
    lines = [_line(match, language) for match in matches[:LISTED_PAPERS]]
    if len(matches) > LISTED_PAPERS:
        lines.append(say(language, "alerts-try-more", count=len(matches) - LISTED_PAPERS))
    return lines


def _line(match: Match, language: Language) -> str:
    where = ", ".join(say(language, _WHERE[part]) for part in match.where)
    linked = f"[{escape_within(match.paper.title, TITLE_UNITS)}]({match.paper.url})"
    return say(language, "alerts-try-line", paper=linked, where=where)
