"""What the dialogue of `/channel setup` shows: choices, permissions, next post, preview. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import discord
from discord.utils import format_dt

from bot.digests.outlook import Outlook
from bot.digests.preview import a_day, spoken_caution
from bot.digests.setups import SetupDraft
from bot.models import WEEKDAYS, ChannelSettings, Language, Layout
from bot.rendering import limits
from bot.rendering.embeds import size
from bot.rendering.escape import escape, escape_within
from bot.rendering.first_papers import first_papers
from bot.rendering.units import units
from bot.texts import say, say_day, say_weekday
from cogs.channels.forum_text import lacks_tag, tag_lines
from cogs.channels.settings_text import LANGUAGES
from cogs.channels.text import Moment, next_post
from cogs.permissions import GuildChannel, can_mention, missing, named, needed

LAYOUT_KEYS: dict[str, str] = {
    "full": "setup-layout-full",
    "compact": "setup-layout-compact",
    "thread": "setup-layout-thread",
    "forum": "setup-layout-forum",
    "posts": "setup-layout-posts",
}
_TOPICS = 160  # UTF-16 units shown of each list of topics
_SENTENCE = 300  # of a caution, or of what is wrong with what was typed
_ROOM = 3_000  # of the 6,000 of a message: the rest is the preview's
_COLOUR, _TROUBLE_COLOUR = discord.Colour.blurple(), discord.Colour.orange()


def setup_embeds(
    draft: SetupDraft, outlook: Outlook, channel: GuildChannel, language: Language, moment: Moment
) -> list[discord.Embed]:
    """The dialogue's own embed, then the first papers of the last finished day as they would be posted."""
    lacking = missing(channel, draft.settings.layout)
    is_troubled = bool(lacking or draft.rejected or lacks_tag(channel))
    embed = discord.Embed(
        description="\n".join(_description(draft, language)),
        colour=_TROUBLE_COLOUR if is_troubled else _COLOUR,
    )
    for name, lines in (
        (_permissions_title(lacking, language), _permission_lines(draft.settings, channel, language)),
        (say(language, "setup-next"), [_next_line(outlook, moment)]),
        (say(language, "setup-preview"), _preview_lines(outlook, language)),
    ):
        embed.add_field(name=name, value=_within(lines, limits.FIELD), inline=False)
    digest = outlook.preview.digest
    return [embed, *(first_papers(digest, limits.ALL_EMBEDS - max(size(embed), _ROOM)) if digest else ())]


def heading(draft: SetupDraft, language: Language) -> str:
    """What stands above the embeds: the channel, and whether its subscription is new."""
    name = f" ({escape(draft.settings.name)})" if draft.settings.name else ""
    key = "setup-title-edit" if draft.stored else "setup-title"
    return say(language, key, channel=f"<#{draft.settings.channel_id}>{name}")


def start_label(draft: SetupDraft, language: Language, *, now: bool = False) -> str:
    """What the button that ends the dialogue says."""
    if draft.stored:
        return say(language, "setup-save-now" if now else "setup-save")
    return say(language, "setup-start-now" if now else "setup-start")


def layout_label(layout: Layout, language: Language) -> str:
    """The layout with what it looks like."""
    return say(language, LAYOUT_KEYS[layout])


def _description(draft: SetupDraft, language: Language) -> Iterator[str]:
    for rejected in draft.rejected.values():
        problem = escape_within(rejected.problem.text(language), _SENTENCE)
        yield say(language, "setup-rejected", problem=problem)
    if draft.rejected:
        yield say(language, "setup-rejected-hint", correct=say(language, "setup-correct")) + "\n"
    yield say(language, "setup-intro", start=start_label(draft, language)) + "\n"
    for key, text in _choices(draft.settings, language):
        yield f"**{say(language, key)}** {text}"


def _choices(chosen: ChannelSettings, language: Language) -> Iterator[tuple[str, str]]:
    yield "setup-when", _when(chosen, language)
    layout = layout_label(chosen.layout, language)
    yield "setup-look", f"{say(language, LANGUAGES[chosen.language])} · {layout}"
    papers = [say(language, "setup-papers-most", papers=chosen.papers, votes=chosen.min_votes)]
    late = [say(language, "setup-late")] if chosen.edit_late else []
    live = [say(language, "setup-live")] if chosen.live_votes else []
    yield "setup-papers", " · ".join([*papers, *late, *live])
    if chosen.order != "votes":
        yield "setup-order", _order(chosen, language)
    if chosen.weekly:
        day, time = say_weekday(language, a_day(chosen.weekly)), f"{chosen.weekly_time:%H:%M}"
        yield "setup-weekly", say(language, "setup-when-weekly", day=day, time=time)
    if chosen.topics:
        yield "setup-topics", _topics(chosen.topics)
    if chosen.excluded_topics:
        yield "setup-excluded", _topics(chosen.excluded_topics)
    if chosen.role_id:
        yield "setup-role", _role(chosen, language)
    if chosen.publish:
        yield "setup-publish", say(language, "setup-publish-followers")


def _order(chosen: ChannelSettings, language: Language) -> str:
    if not chosen.examples:
        return say(language, "setup-order-no-examples", label=say(language, "setup-label-examples"))
    key = "setup-order-both" if chosen.order == "both" else "setup-order-examples"
    return say(language, key, papers=len(chosen.examples))


def _when(chosen: ChannelSettings, language: Language) -> str:
    time, zone = f"{chosen.due_time:%H:%M}", escape(chosen.zone)
    if chosen.weekdays == WEEKDAYS:
        return say(language, "setup-when-daily", time=time, zone=zone)
    days = ", ".join(say_weekday(language, a_day(weekday)) for weekday in chosen.weekdays)
    return say(language, "setup-when-days", time=time, zone=zone, days=days)


def _role(chosen: ChannelSettings, language: Language) -> str:
    role = f"<@&{chosen.role_id}>"
    if not chosen.role_topics:
        return role
    return say(language, "setup-role-for", role=role, topics=_topics(chosen.role_topics))


def _topics(topics: Sequence[str]) -> str:
    return escape_within("; ".join(topics), _TOPICS)


def _permissions_title(lacking: Sequence[str], language: Language) -> str:
    if lacking:
        return say(language, "setup-permissions-missing", count=len(lacking))
    return say(language, "setup-permissions")


def _permission_lines(chosen: ChannelSettings, channel: GuildChannel, language: Language) -> list[str]:
    needs, lacking = needed(channel, chosen.layout), missing(channel, chosen.layout)
    lines = [_permission("setup-permission-missing", name, language) for name in lacking]
    if there := [name for name in needs if name not in lacking]:
        lines.append(" · ".join(_permission("setup-permission-there", name, language) for name in there))
    lines += tag_lines(channel, language)
    if chosen.role_id and not can_mention(channel, chosen.role_id):
        role, permission = f"<@&{chosen.role_id}>", named(["mention_everyone"], language)
        lines.append(say(language, "setup-role-silent", role=role, permission=permission))
    return lines


def _permission(key: str, name: str, language: Language) -> str:
    return say(language, key, permission=named([name], language))


def _next_line(outlook: Outlook, moment: Moment) -> str:
    next_at = next_post(outlook.subscription, outlook.handled_days, moment.day_ends)
    return f"{format_dt(next_at, 'F')} ({format_dt(next_at, 'R')})"


def _preview_lines(outlook: Outlook, language: Language) -> list[str]:
    last_day, digest = outlook.preview.last_day, outlook.preview.digest
    cautions = [
        say(language, "setup-caution", caution=escape_within(spoken_caution(caution, language), _SENTENCE))
        for caution in outlook.preview.cautions
    ]
    if last_day is None:
        return [*cautions, say(language, "setup-preview-empty")]
    day = last_day._replace(day=say_day(language, last_day.day))._asdict()
    nothing = [] if digest else [say(language, "setup-preview-nothing")]
    return [*cautions, say(language, "preview-day", **day), *nothing]


def _within(lines: Sequence[str], room: int) -> str:
    """The lines below each other, as many of the first as there is room for."""
    text = ""
    for line in lines:
        if units(f"{text}\n{line}") > room:
            break
        text = f"{text}\n{line}"
    return text.strip()
