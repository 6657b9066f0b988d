"""All text that a message shows: also what it forwards, its components, and the names of its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import discord
from discord.components import Component

from bot.models.paper_ids import spoken_file_name


def message_texts(message: discord.Message) -> Iterator[str]:
    """Every text and address of a message, in reading order."""
    for part in (message, *message.message_snapshots):
        yield from filter(None, _texts(part))
    if poll := message.poll:
        yield from [poll.question, *(answer.text for answer in poll.answers)]


def _texts(part: discord.Message | discord.MessageSnapshot) -> Iterator[str | None]:
    yield part.content
    yield from chain.from_iterable(map(_of_embed, part.embeds))
    yield from _of_components(part.components)
    for file in part.attachments:
        yield from (spoken_file_name(file.title or ""), spoken_file_name(file.filename), file.description)


def _of_embed(embed: discord.Embed) -> Iterator[str | None]:
    yield from (embed.author.name, embed.author.url, embed.url, embed.title, embed.description)
    for field in embed.fields:
        yield from (field.name, field.value)
    yield from (embed.footer.text, embed.image.url)


def _of_components(components: Iterable[Component]) -> Iterator[str | None]:
    for component in components:
        yield from _of_component(component)


def _of_component(component: Component) -> Iterator[str | None]:
    match component:
        case discord.TextDisplay():
            yield component.content
        case discord.Button():
            yield from (component.label, component.url)
        case discord.SelectMenu():
            for option in component.options:
                yield from (option.label, option.value, option.description)
        case discord.MediaGalleryComponent():
            for item in component.items:
                yield from (item.description, item.media.url)
        case discord.ThumbnailComponent():
            yield from (component.description, component.media.url)
        case discord.FileComponent():
            yield spoken_file_name(component.name or "")
        case discord.SectionComponent():
            yield from _of_components([*component.children, component.accessory])
        case discord.ActionRow() | discord.Container():
            yield from _of_components(component.children)
        case _:
            return
