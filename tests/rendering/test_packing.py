from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.packing import fair_limit, pack


def fewest_groups(sizes: list[int], most: int, room: int) -> int:
    """By dynamic programming over all ways to split the list in order."""
    best = [0] + [len(sizes)] * len(sizes)
    for end in range(1, len(sizes) + 1):
        starts = range(max(0, end - most), end)
        best[end] = min(best[start] + 1 for start in starts if sum(sizes[start:end]) <= room)
    return best[-1]


@given(st.lists(st.integers(0, 100), max_size=40), st.integers(1, 10), st.integers(100, 300))
def test_things_go_into_as_few_groups_as_any_split_in_order_allows(
    sizes: list[int], most: int, room: int
) -> None:
    assert len(pack(sizes, most=most, room=room)) == fewest_groups(sizes, most, room)


@given(st.lists(st.integers(0, 100), max_size=40), st.integers(1, 10), st.integers(100, 300))
def test_groups_keep_the_order_and_the_limits(sizes: list[int], most: int, room: int) -> None:
    counts = pack(sizes, most=most, room=room)
    ends = [sum(counts[:index]) for index in range(len(counts) + 1)]

    assert ends[-1] == len(sizes)
    assert all(1 <= count <= most for count in counts)
    assert all(sum(sizes[start:end]) <= room for start, end in pairwise(ends))


def test_nothing_needs_no_group() -> None:
    assert pack([], most=10, room=100) == ()


def test_a_thing_larger_than_the_room_is_refused() -> None:
    with pytest.raises(ValueError, match="101"):
        pack([1, 101], most=10, room=100)


@pytest.mark.parametrize(
    ("sizes", "room", "expected"),
    [([10, 20, 30], 100, 30), ([10, 90, 90], 100, 45), ([60, 60], 100, 50), ([], 100, 100), ([5, 5], 3, 1)],
)
def test_small_things_keep_their_size_when_large_ones_must_give(
    sizes: list[int], room: int, expected: int
) -> None:
    assert fair_limit(sizes, room) == expected


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), st.integers(12, 600))
def test_the_fair_limit_is_the_largest_that_fits(sizes: list[int], room: int) -> None:
    limit = fair_limit(sizes, room)

    assert sum(min(size, limit) for size in sizes) <= room
    assert limit == max(sizes) or sum(min(size, limit + 1) for size in sizes) > room
