"""The door: a few at work, one thing of each person, and nothing that comes too late."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.admission import Admission, Crowded, Late
from bot.admission import door as admission
from bot.admission.allowance import REMEMBERED_PERSONS, Allowance
from bot.admission.delays import Delays

DISCORD_AHEAD = 1e9  # seconds by which Discord's clock differs from ours


@dataclass
class Seconds:
    """A steady clock that is set by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now

    def there(self) -> float:
        return self.now + DISCORD_AHEAD


@dataclass
class Door:
    """An admission, its clock, and who is at work: they stay until `go`."""

    clock: Seconds = field(default_factory=Seconds)
    at_work: list[int] = field(default_factory=list[int])
    go: asyncio.Event = field(default_factory=asyncio.Event)
    has_said_so: bool = False

    def __post_init__(self) -> None:
        self.admission = Admission(self.clock)

    def comes(self, person_id: int, created_at: float | None = None) -> asyncio.Task[None]:
        return asyncio.create_task(self._work(person_id, created_at or self.clock.there()))

    async def _work(self, person_id: int, created_at: float) -> None:
        async with self.admission.turn(person_id, created_at, lambda: self.has_said_so):
            self.at_work.append(person_id)
            await self.go.wait()

    async def are_at_work(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.at_work) < count:
                await asyncio.sleep(0.01)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setattr(admission, "PLACE_SECONDS", 60.0)
    monkeypatch.setattr(admission, "STUCK_SECONDS", 60.0)
    return Door()


async def test_only_so_many_are_at_work_and_the_others_follow_in_their_order(door: Door) -> None:
    tasks = [door.comes(person) for person in range(1, admission.AT_ONCE + 5)]
    await door.are_at_work(admission.AT_ONCE)
    await asyncio.sleep(0.05)
    assert len(door.at_work) == admission.AT_ONCE
    door.go.set()
    await asyncio.gather(*tasks)
    assert door.at_work == list(range(1, admission.AT_ONCE + 5))


@pytest.mark.parametrize("seconds", ["PLACE_SECONDS", "STUCK_SECONDS"])
async def test_who_waits_for_something_else_makes_room(
    door: Door, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setattr(admission, seconds, 0.05)
    door.has_said_so = seconds == "PLACE_SECONDS"
    tasks = await crowded(door, waiting=4)
    await door.are_at_work(admission.AT_ONCE + 4)
    door.go.set()
    await asyncio.gather(*tasks)


async def test_who_is_slow_and_has_not_said_so_keeps_the_place(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "PLACE_SECONDS", 0.01)
    tasks = await crowded(door, waiting=4)
    await asyncio.sleep(0.1)
    assert len(door.at_work) == admission.AT_ONCE
    door.go.set()
    await asyncio.gather(*tasks)


async def test_what_waited_too_long_is_dropped_unworked(door: Door) -> None:
    working = [door.comes(person) for person in range(1, admission.AT_ONCE + 1)]
    await door.are_at_work(admission.AT_ONCE)
    late = door.comes(98)
    await asyncio.sleep(0)
    door.clock.now += admission.LATE_SECONDS + 0.1
    fresh = door.comes(99)
    await asyncio.sleep(0)
    door.go.set()
    results = await asyncio.gather(*working, late, fresh, return_exceptions=True)
    assert [type(result) for result in results if result is not None] == [Late]
    assert door.at_work[-1] == 99


async def test_without_a_crowd_nothing_is_too_late(door: Door) -> None:
    door.go.set()
    await door.comes(1)
    await door.comes(2, door.clock.there() - 60)
    assert door.at_work == [1, 2]


async def test_a_second_thing_of_the_same_person_waits_and_a_third_is_refused(door: Door) -> None:
    first, second, third = door.comes(1), door.comes(1), door.comes(1)
    with pytest.raises(Crowded, match="One thing at a time"):
        await third
    assert door.at_work == [1]
    door.go.set()
    await asyncio.gather(first, second)
    assert door.at_work == [1, 1]


async def test_one_that_waits_too_long_for_the_same_person_s_other_one_is_told_so(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "WAITING_SECONDS", 0.05)
    first, second = door.comes(1), door.comes(1)
    with pytest.raises(Crowded, match="at work"):
        await second
    door.go.set()
    await first


async def test_who_has_an_answer_can_ask_for_the_next_thing(door: Door) -> None:
    async with door.admission.turn(1, door.clock.there(), bool) as turn:
        turn.end()
        door.go.set()
        await door.comes(1)
    assert door.at_work == [1]


async def test_too_much_of_one_person_is_refused_until_a_time_that_is_told(door: Door) -> None:
    door.go.set()
    for _ in range(admission.UNITS):
        await door.comes(1)
    with pytest.raises(Crowded, match="Please try again in one second"):
        await door.comes(1)
    await door.comes(2)
    door.clock.now += 1
    await door.comes(1)


async def test_a_person_leaves_nothing_behind(door: Door) -> None:
    door.go.set()
    await asyncio.gather(*(door.comes(person) for person in range(100)))
    assert vars(door.admission)["_persons"] == {}


async def suggestion(door: Door, person_id: int) -> bool:
    async with door.admission.suggestion(person_id, door.clock.there()) as is_wanted:
        return is_wanted


async def test_of_what_somebody_types_in_a_crowd_only_the_last_is_worked_on(door: Door) -> None:
    working = [door.comes(person) for person in range(1, admission.AT_ONCE + 1)]
    await door.are_at_work(admission.AT_ONCE)
    typed = [asyncio.create_task(suggestion(door, 50)) for _ in range(3)]
    await asyncio.sleep(0)
    door.go.set()
    assert await asyncio.gather(*typed) == [False, False, True]
    await asyncio.gather(*working)


async def test_who_typed_and_was_served_too_late_leaves_nothing_behind(door: Door) -> None:
    working = [door.comes(person) for person in range(1, admission.AT_ONCE + 1)]
    await door.are_at_work(admission.AT_ONCE)
    typed = asyncio.create_task(suggestion(door, 50))
    await asyncio.sleep(0)
    door.clock.now += admission.LATE_SECONDS + 0.1
    door.go.set()
    with pytest.raises(Late):
        await typed
    await asyncio.gather(*working)
    assert vars(door.admission)["_typing"] == {}


async def test_typing_on_and_on_brings_nothing_any_more(door: Door) -> None:
    results = [await suggestion(door, 1) for _ in range(admission.SUGGESTIONS + 1)]
    assert results == [True] * admission.SUGGESTIONS + [False]
    assert await suggestion(door, 2)


async def test_many_are_refused_one_at_a_time_and_not_when_it_is_too_late(door: Door) -> None:
    refused_ids, go = list[int](), asyncio.Event()

    async def refuse(person_id: int, created_at: float) -> None:
        async with door.admission.refusal(created_at):
            refused_ids.append(person_id)
            await go.wait()

    await suggestion(door, 1)  # by which the door learns Discord's clock
    refusing = [asyncio.create_task(refuse(person, door.clock.there())) for person in range(4)]
    await asyncio.sleep(0)
    assert refused_ids == [0]
    door.clock.now += admission.LATE_SECONDS + 0.1
    go.set()
    results = await asyncio.gather(*refusing, return_exceptions=True)
    assert [type(result) for result in results] == [type(None), Late, Late, Late]


async def crowded(door: Door, waiting: int) -> list[asyncio.Task[None]]:
    """All places are taken, and so many wait."""
    tasks = [door.comes(person) for person in range(1, admission.AT_ONCE + waiting + 1)]
    await door.are_at_work(admission.AT_ONCE)
    return tasks


async def test_what_would_be_served_too_late_is_left_unread_and_what_comes_in_time_is_not(door: Door) -> None:
    tasks = await crowded(door, waiting=80)
    assert door.admission.can_serve(5000, door.clock.there())
    for task in tasks[:20]:  # each is answered in turn, and the next one follows
        door.clock.now += 0.05
        count = len(door.at_work) + 1
        task.cancel()
        await door.are_at_work(count)
    assert not door.admission.can_serve(5000, door.clock.there())
    for task in tasks[-40:]:
        task.cancel()
    await asyncio.sleep(0)
    assert door.admission.can_serve(5000, door.clock.there())
    assert not door.admission.can_serve(5000, door.clock.there() - admission.LATE_SECONDS)
    door.go.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert door.admission.can_serve(5000, door.clock.there() - 60)  # nobody waits: an old one costs little


async def test_the_longer_work_takes_the_sooner_it_is_too_late_to_begin(door: Door) -> None:
    door.go.set()
    for _ in range(60):
        async with door.admission.turn(1, door.clock.there(), bool):
            door.clock.now += 0.8
    door.go.clear()
    tasks = await crowded(door, waiting=0)
    age = admission.ANSWER_SECONDS - 1.6
    assert door.admission.can_serve(5000, door.clock.there() - age + 0.2)
    assert not door.admission.can_serve(5000, door.clock.there() - age - 0.2)
    door.go.set()
    await asyncio.gather(*tasks)


async def test_no_more_wait_than_memory_is_meant_for(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MOST_WAITING", 20)
    tasks = await crowded(door, waiting=20)
    assert not door.admission.can_serve(5000, door.clock.there())
    door.go.set()
    await asyncio.gather(*tasks)
    assert door.admission.can_serve(5000, door.clock.there())


async def test_who_asks_for_too_much_is_left_unread_while_one_is_told_to_wait(door: Door) -> None:
    with pytest.raises(Crowded):
        door.admission.charge(1, admission.UNITS + 1)
    door.admission.charge(1, admission.UNITS)
    assert door.admission.can_serve(1, door.clock.there())
    async with door.admission.refusal(door.clock.there()):
        assert not door.admission.can_serve(1, door.clock.there())
        assert door.admission.can_serve(2, door.clock.there())
    assert door.admission.can_serve(1, door.clock.there())


async def test_only_so_many_wait_to_be_told_that_they_must_wait(door: Door) -> None:
    told, go = list[int](), asyncio.Event()

    async def refuse(number: int) -> None:
        async with door.admission.refusal(door.clock.there()):
            await go.wait()
            told.append(number)

    refusing = [asyncio.create_task(refuse(number)) for number in range(admission.MOST_REFUSED + 5)]
    await asyncio.sleep(0)
    go.set()
    results = await asyncio.gather(*refusing, return_exceptions=True)
    assert [type(result) for result in results if result] == [Late] * 5
    assert told == list(range(admission.MOST_REFUSED))


@pytest.mark.parametrize("difference", [-3600.0, 0.0, 3600.0])
def test_ages_do_not_depend_on_the_clocks(difference: float) -> None:
    clock = Seconds()
    delays = Delays(clock)
    delays.see(clock.now + difference - 0.1)
    delays.see(clock.now + difference - 2.0)
    assert delays.seconds(clock.now + difference - 2.1) == pytest.approx(2.0)


def test_ages_stay_right_while_clocks_drift_apart() -> None:
    clock = Seconds()
    delays = Delays(clock)
    for day in range(1000):
        clock.now = 86_400.0 * day
        delays.see(clock.now - day * 5.0)  # ours gains five seconds a day
    assert delays.seconds(clock.now - 999 * 5.0 - 1.0) == pytest.approx(1.0)


def test_a_person_s_allowance_fills_up_again_but_not_beyond() -> None:
    clock = Seconds()
    allowance = Allowance(4, 2, clock)
    assert [allowance.wait_seconds(1, 2) for _ in range(3)] == [0, 0, 1]
    clock.now += 1000
    assert [allowance.wait_seconds(1, 4), allowance.wait_seconds(1, 1)] == [0, 0.5]


def test_allowances_of_only_so_many_people_are_remembered() -> None:
    allowance = Allowance(1, 1, Seconds())
    for person_id in range(REMEMBERED_PERSONS + 1):
        allowance.wait_seconds(person_id, 1)
    assert allowance.wait_seconds(0, 1) == 0
    assert allowance.wait_seconds(REMEMBERED_PERSONS, 1) > 0
