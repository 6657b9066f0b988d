"""What the visitor does with the demo beside using the bot: looks elsewhere, tries the guide's examples, and
lets the next morning come.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

import discord
import simcord

from bot.demo.catalog import Command, translate
from bot.demo.guide import TRIES, Try, page_state
from bot.demo.mornings import Mornings
from bot.demo.stage import LOCALES, PersonName, RoomName, Stage
from bot.demo.typed import Invocation, TypedCommand, invocations_of, read_line
from bot.demo.window import View, Window, at_rest, patiently
from bot.texts import say

PULSE_SECONDS = 1.0
_NEWS = ("MESSAGE_CREATE", "MESSAGE_UPDATE")


class Visit:
    """One visit to the demo; several browser windows see the same one."""

    def __init__(self, stage: Stage, window: Window, mornings: Mornings) -> None:
        self._stage, self._mornings, self.window = stage, mornings, window
        self._news = asyncio.Queue[int]()
        self._turn = asyncio.Lock()

    @property
    def locked_text(self) -> str:
        """What the page says as long as it has not been let in."""
        return say(self._stage.language, "demo-page-locked")

    def state(self) -> dict[str, Any]:
        """What the page shows, as JSON for its script."""
        return page_state(self._stage, self.window.view, self._mornings)

    def translated(self, catalog: dict[str, Any]) -> dict[str, Any]:
        """The simulated Discord's list of commands in the language of whoever looks."""
        return translate(catalog, self._commands(), LOCALES[self.window.view.person.language])

    async def show(self, room: str, person: str) -> None:
        """Look at a room as a person sees it; TimeoutError as in `Window.show`, for all that follows too."""
        view = View(cast(RoomName, room), self._stage.people[cast(PersonName, person)])
        async with self._turn:
            await self._show(view)

    async def try_out(self, name: str) -> None:
        """Do what the guide's example says, where it says."""
        example = next(each for each in TRIES if each.name == name)
        person = self._stage.people[example.person or self.window.view.person.name]
        async with self._turn:
            view = View(example.room, person)
            await self._show(view)
            try:
                async with self.window.turn:
                    await patiently(lambda: self._act(view, example))
            except TimeoutError:
                self.window.is_behind = True
            else:
                await self.window.refresh()

    async def next_morning(self) -> None:
        """Let the next sample day be posted; what is looked at stays."""
        async with self._turn:
            if day := self._mornings.next_day():
                async with self.window.turn:
                    await at_rest(self._stage.env)
                    self._mornings.leap(day)
                await self._mornings.post(day)

    async def _show(self, view: View) -> None:
        if view != self.window.view:
            await self.window.show(view)

    async def _act(self, view: View, example: Try) -> None:
        if line := read_line(example.line, self._invocations()):
            await self._run(view, line)
        else:
            channel = self._stage.channel(view.room, view.person)
            newest_post = [message for message in channel.history() if message.embeds][-1]
            await view.person.member.context_menu(channel, say("en", example.menu), newest_post)

    async def _run(self, view: View, line: TypedCommand) -> None:
        if view.room == "direct":
            await view.person.user.slash(line.command, **line.options)
        else:
            channel = self._stage.channel(view.room, view.person)
            await view.person.member.slash(channel, line.command, **line.options)

    def _commands(self) -> list[Command]:
        view, backend = self.window.view, self._stage.env.backend
        channel = self._stage.channel(view.room, view.person)
        return list(backend.visible_commands(user_id=view.person.user.id, channel_id=channel.id))

    def _invocations(self) -> Mapping[str, Invocation]:
        return invocations_of(self._commands(), LOCALES.values())

    async def attend(self) -> None:
        """Obey the lines that the visitor types, and show what the bot posts by itself, until cancelled.

        What the visitor's clicks and picked commands set off is shown without us.
        """

        def notice(event: str, payload: Mapping[str, Any]) -> None:
            if event in _NEWS and not payload.get("interaction_metadata"):
                self._news.put_nowait(int(payload["id"]))

        self._stage.env.backend.subscribers.append(notice)
        while True:
            with suppress(TimeoutError, simcord.SetupError):
                await self._attend_to(await self._next_news())

    async def _next_news(self) -> int | None:
        """The id of a new or changed message; None if there was none for a while."""
        try:
            return await asyncio.wait_for(self._news.get(), PULSE_SECONDS)
        except TimeoutError:
            return None

    async def _attend_to(self, message_id: int | None) -> None:
        if message_id is None:
            await self.window.keep_going()
            return
        await self.window.refresh()
        if await self._obey(message_id):
            await self.window.refresh()

    async def _obey(self, message_id: int) -> bool:
        """Run the command that the message is, in place of the message; whether it was one."""
        view = self.window.view
        channel = self._stage.channel(view.room, view.person)
        message = discord.utils.get(channel.history(), id=message_id)
        if message is None or message.author.id != view.person.user.id:
            return False
        line = read_line(message.content, self._invocations())
        if line is None:
            return False
        actor = view.person.user if view.room == "direct" else view.person.member
        try:
            async with self.window.turn:
                await patiently(lambda: self._run(view, line))
                await patiently(lambda: actor.delete(message))
        except (simcord.SetupError, simcord.BackendError):
            return False  # such as a missing option: the line stays as the message that it was
        return True


@asynccontextmanager
async def open_visit(stage: Stage, window: Window, mornings: Mornings) -> AsyncGenerator[Visit]:
    """The visit, attended to."""
    visit = Visit(stage, window, mornings)
    attending = asyncio.create_task(visit.attend())
    try:
        yield visit
    finally:
        attending.cancel()
