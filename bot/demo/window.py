"""The one window into the simulated Discord: it shows one room to one person at a time.

simcord allows one page at once, of one channel, so that to look elsewhere is to close it and open another.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple, TypeVar

import simcord
from aiohttp import web
from simcord import Preview
from yarl import URL

from bot.demo.stage import LOCALES, Person, RoomName, Stage

T = TypeVar("T")

ZONE = "Asia/Seoul"
BUSY_SECONDS = 0.1
PATIENCE_SECONDS, REST_SECONDS = 30.0, 60.0  # more than the simulated Discord waits for the bot
_OVERLAPS = "operation overlaps"  # how simcord begins its refusal to do two things at once


class View(NamedTuple):
    """What the window shows: a room, as this person sees it."""

    room: RoomName
    person: Person


class Window:
    """`assets` are the pictures that it can show, by their addresses.

    Whoever has the simulated Discord do something takes a `turn`: it refuses to do two things at once, and
    its page takes such a refusal for a lost connection.
    """

    def __init__(self, stage: Stage, assets: Mapping[str, tuple[str, bytes]]) -> None:
        self._stage, self._assets = stage, assets
        self.turn = asyncio.Lock()
        self.is_behind = False  # somebody got no answer in the time that simcord gives the bot
        self._preview: Preview | None = None
        self.view = View("papers", stage.people["admin"])

    @property
    def url(self) -> URL:
        """Where the simulated Discord's own page is now; its fragment is the key to it.

        HTTPServiceUnavailable while the window turns to another room or person: whoever polls asks again.
        """
        if self._preview is None:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"})
        return URL(self._preview.url)

    async def show(self, view: View) -> None:
        """Look at this; TimeoutError if the simulated Discord has other things to do for very long."""
        async with self.turn:
            await self.close()
            self._preview = await patiently(lambda: self._opened(view))
            self.view = view

    async def refresh(self) -> None:
        """Show what has happened; TimeoutError as above."""
        async with self.turn, asyncio.timeout(PATIENCE_SECONDS):
            while self._preview is not None:
                try:
                    await patiently(self._preview.refresh)
                    break
                except TimeoutError:  # simcord's; that of the patience comes as a cancellation
                    await asyncio.sleep(BUSY_SECONDS)

    async def catch_up(self) -> None:
        """Before somebody acts: show what was late, if that can be, as a page that is behind takes no act."""
        if self.is_behind:
            with suppress(TimeoutError, simcord.SetupError):
                await self.keep_going()

    async def keep_going(self) -> None:
        """Let the bot's timers go on, which stand still once they were late, and show a late answer;
        TimeoutError as above.

        One that stands still may hold what everybody waits for, such as the turn to write into the store.
        """
        async with self.turn:
            await self._stage.env.settle()
        if self.is_behind:
            await self.refresh()
            self.is_behind = False

    async def close(self) -> None:
        """Close the simulated Discord's page, if there is one."""
        preview, self._preview = self._preview, None  # first: while it closes it has no address any more
        if preview is not None:
            await preview.close()

    async def _opened(self, view: View) -> Preview:
        person = view.person
        preview = self._stage.env.preview(
            self._stage.channel(view.room, person),
            viewers=[person.user if view.room == "direct" else person.member],
            layout="channel",
            locale=LOCALES[person.language],
            timezone=ZONE,
            assets=self._assets,
        )
        return await preview.__aenter__()


async def patiently(act: Callable[[], Awaitable[T]]) -> T:
    """Do it once the simulated Discord is free; TimeoutError after half a minute. It does one thing at a
    time, refuses all else meanwhile, and before that gives up waiting for the bot with a TimeoutError too.
    """
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                return await act()
            except simcord.SetupError as error:
                if not str(error).startswith(_OVERLAPS):
                    raise
            await asyncio.sleep(BUSY_SECONDS)


async def at_rest(env: simcord.Env) -> None:
    """Wait until the bot has done what it is at; TimeoutError after a minute."""
    async with asyncio.timeout(REST_SECONDS):
        while True:
            try:
                return await patiently(env.settle)
            except TimeoutError:  # simcord's
                await asyncio.sleep(BUSY_SECONDS)


@asynccontextmanager
async def open_window(stage: Stage, assets: Mapping[str, tuple[str, bytes]]) -> AsyncGenerator[Window]:
    """The window, on the channel of the papers, as the admin sees it."""
    window = Window(stage, assets)
    with stage.env.time_context():
        try:
            await window.show(window.view)
            yield window
        finally:
            await window.close()
