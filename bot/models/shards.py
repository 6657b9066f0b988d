"""Discord deals a bot's servers to shards, each a gateway connection of its own, by their ids."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

MOST_SHARDS = 10_000  # more than ten times those of the largest bots

_PART = r"\d{1,5}(?:-\d{1,5})?"
_TEXT = re.compile(rf"({_PART}(?:,{_PART})*)/(\d{{1,5}})", re.ASCII)


class Shards(NamedTuple):
    """Those of one process, in ascending order, of so many in all."""

    ids: tuple[int, ...]
    total: int

    def has(self, guild_id: int) -> bool:
        """Whether one of them is told of that server: https://discord.com/developers/docs/events/gateway"""
        return (guild_id >> 22) % self.total in self.ids

    def __str__(self) -> str:
        """As `read_shards` takes it, the same for the same shards."""
        runs = [
            [shard_id for _, shard_id in run]
            for _, run in groupby(enumerate(self.ids), key=lambda pair: pair[1] - pair[0])
        ]
        parts = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
        return f"{','.join(parts)}/{self.total}"


def read_shards(text: str) -> Shards:
    """Written as `5/16`, `0-3/16` or `0,4,8-9/16`; ValueError if those cannot be meant."""
    match = _TEXT.fullmatch(text.replace(" ", ""))
    if match is None:
        raise ValueError("no shards")
    parts = [part.split("-") for part in match[1].split(",")]
    ids = [shard_id for part in parts for shard_id in range(int(part[0]), int(part[-1]) + 1)]
    count = int(match[2])
    is_sound = ids and count <= MOST_SHARDS and len(set(ids)) == len(ids) and max(ids) < count
    if not is_sound or any(int(part[0]) > int(part[-1]) for part in parts):
        raise ValueError("no shards")
    return Shards(tuple(sorted(ids)), count)


def shards_of_process(count: int, process: int, processes: int) -> Shards:
    """The shards of a process, numbered from 0, when all of them are dealt out as evenly as can be, each
    process's side by side; ValueError if none is left for it.
    """
    ids = tuple(range(count * process // processes, count * (process + 1) // processes))
    if not ids:
        raise ValueError("more processes than shards")
    return Shards(ids, count)
