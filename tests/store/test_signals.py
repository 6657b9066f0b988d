"""What processes on one store tell each other."""

from __future__ import annotations

import asyncio

import pytest

from bot.store import Signal, Store, listening, open_store
from tests.support.bot_process import until
from tests.support.postgres import Server


@pytest.mark.both_databases
async def test_whoever_hears_is_told_of_each_signal(store: Store) -> None:
    heard: list[Signal] = []
    async with store.signals.hearing(heard.append):
        for signal in Signal:
            await sent_until(store, signal, heard)


async def sent_until(store: Store, signal: Signal, heard: list[Signal]) -> None:
    """Who has begun to hear only now may miss one."""
    heard.clear()
    async with asyncio.timeout(20):
        while signal not in heard:
            await store.signals.send(signal)
            await asyncio.sleep(0.05)


async def test_another_process_is_told_and_again_after_the_server_was_started_anew(
    own_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "AGAIN_SECONDS", 0.05)
    url, heard = own_server.url("postgres"), list[Signal]()
    async with open_store(url) as teller, open_store(url) as hearer, hearer.signals.hearing(heard.append):
        await until(lambda: set(heard) == set(Signal))  # what may have been missed before
        heard.clear()
        await teller.signals.send(Signal.POSTS)
        await until(lambda: heard == [Signal.POSTS])
        await asyncio.to_thread(own_server.stop)
        heard.clear()
        await teller.signals.send(Signal.POSTS)  # is no error
        assert heard == []
        await asyncio.to_thread(own_server.start)
        await until(lambda: set(heard) == set(Signal))
        await sent_until(teller, Signal.NOTIFICATIONS, heard)


async def test_what_a_newer_process_says_is_passed_over(own_server: Server) -> None:
    url, heard = own_server.url("postgres"), list[Signal]()
    async with open_store(url) as store, store.signals.hearing(heard.append):
        await until(lambda: set(heard) == set(Signal))
        heard.clear()
        own_server.query(f"NOTIFY {listening.CHANNEL}, 'of-tomorrow'")
        await store.signals.send(Signal.LEASE)
        await until(lambda: heard == [Signal.LEASE])
