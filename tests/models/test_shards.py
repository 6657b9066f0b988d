"""Which servers are whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.shards import Shards, read_shards, shards_of_process


@pytest.mark.parametrize(
    ("text", "ids", "count"),
    [
        ("5/16", [5], 16),
        ("0-3/16", [0, 1, 2, 3], 16),
        ("0, 4, 8-9 / 16", [0, 4, 8, 9], 16),
        ("8-9,0/16", [0, 8, 9], 16),
        ("0/1", [0], 1),
    ],
)
def test_they_are_named_one_by_one_or_from_to(text: str, ids: list[int], count: int) -> None:
    assert read_shards(text) == Shards(tuple(ids), count)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16",
        "/16",
        "0-3",
        "3-0/16",
        "0-16/16",
        "0,0/16",
        "0-3,2/16",
        "0/0",
        "0/99999",
        "-1/4",
        "a/4",
        "٣/16",
    ],
)
def test_what_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no shards"):
        read_shards(text)


@given(st.sets(st.integers(0, 99), min_size=1))
def test_they_are_written_as_they_are_read(ids: set[int]) -> None:
    shards = Shards(tuple(sorted(ids)), 100)
    assert read_shards(str(shards)) == shards


def test_the_same_shards_are_written_alike() -> None:
    assert str(read_shards("3,0,1,2,5/16")) == "0-3,5/16"


@given(count=st.integers(1, 300), processes=st.integers(1, 300))
def test_processes_get_all_of_them_once_and_as_evenly_as_can_be(count: int, processes: int) -> None:
    if processes > count:
        with pytest.raises(ValueError, match="more processes"):
            [shards_of_process(count, number, processes) for number in range(processes)]
        return
    shares = [shards_of_process(count, number, processes).ids for number in range(processes)]
    assert [shard_id for ids in shares for shard_id in ids] == list(range(count))
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_a_server_belongs_to_one_of_them() -> None:
    guild_id = (1_234 * 16 + 6) << 22
    assert [n for n in range(16) if Shards((n,), 16).has(guild_id)] == [6]
