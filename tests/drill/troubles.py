"""The troubles by their names in the plan, each from its begin to its end."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager

from tests.drill import machine_troubles, reader_troubles, servers_away
from tests.drill.evidence import Course, Evidence
from tests.drill.world import World


class Trouble:
    """One that goes on."""

    def __init__(self, course: AbstractAsyncContextManager[None], evidence: Evidence) -> None:
        self._course, self._evidence = course, evidence

    @classmethod
    async def beginning(cls, name: str, world: World) -> Trouble:
        """It begins."""
        evidence = Evidence()
        course = COURSES[name](world, evidence)
        await course.__aenter__()
        return cls(course, evidence)

    async def end(self) -> str:
        """It ends; what was seen of it, nothing if it was not there, or if what follows from it did not."""
        try:
            await self._course.__aexit__(None, None, None)
        except TimeoutError:
            return ""
        return ", ".join(self._evidence.words)


COURSES: Mapping[str, Course] = {
    "source down": servers_away.source_down,
    "model down": servers_away.model_down,
    "Discord answers 503": servers_away.discord_down,
    "edge answers 403": servers_away.edge_refusing,
    "dates of answers wrong": servers_away.dates_wrong,
    "answers lost": servers_away.answers_lost,
    "gateway flapping": servers_away.gateway_flapping,
    "PostgreSQL restarted": servers_away.postgresql_away,
    "disk full": servers_away.disk_full,
    "leader killed": machine_troubles.leader_killed,
    "leader frozen": machine_troubles.leader_frozen,
    "clock an hour ahead": machine_troubles.clock_ahead,
    "clock an hour behind": machine_troubles.clock_behind,
    "channel deleted": reader_troubles.channel_deleted,
    "DMs closed": reader_troubles.messages_refused,
    "clocks go forward in Berlin": reader_troubles.clocks_change("Europe/Berlin", 1),
    "clocks go back in Sydney": reader_troubles.clocks_change("Australia/Sydney", -1),
}
