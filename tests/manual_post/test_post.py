from __future__ import annotations

import asyncio
import os
import socket
from datetime import timedelta

import pytest

from bot.app.service import Resources, Service
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pacer import Pacer
from bot.delivery.sender import DiscordSender
from bot.delivery.worker import Deliverer
from bot.errors import ConfigError, DiscordError, UserError
from bot.gateway.discord_api import rest_client
from bot.manual_post.post import OUTCOME_PATIENCE, prepare
from bot.manual_post.results import Fate
from bot.models import DeliveryState
from bot.settings import Settings
from bot.store import leases
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, at, paper
from tests.manual_post.conftest import Office
from tests.support.known_records import KnownRecords
from tests.support.ledger import deliveries_since
from tests.support.sending_lease import held_lease

THURSDAY = at("2024-04-04 00:00").date()
RUNNING_BOT = f"{socket.gethostname()}:{os.getppid()}:beef"  # a process that lives


async def hold_lease(office: Office) -> None:
    async with office.service.store.transaction() as tx:
        await leases.hold(tx, RUNNING_BOT, office.clock.now, timedelta(days=1))


async def test_every_channel_gets_the_day(office: Office) -> None:
    channels = [await office.subscribe(), await office.subscribe(language="en")]
    assert await office.fates() == [Fate.POSTED, Fate.POSTED]
    first, second = (office.local.record.messages(channel_id)[0] for channel_id in channels)
    assert f"{SPOKEN_WEDNESDAY['ko']}" in first["content"]
    assert f"{SPOKEN_WEDNESDAY['en']}" in second["content"]


async def test_no_gateway_is_needed(office: Office) -> None:
    await office.subscribe()
    await office.post()
    assert office.local.record.connected_shards() == []
    assert not [r for r in office.local.record.requests() if "gateway" in r.path]


async def test_a_day_is_never_sent_twice_to_a_channel(office: Office) -> None:
    channel_id = await office.subscribe()
    await office.post()
    sent = office.posted(channel_id)
    assert (await office.fates(), office.posted(channel_id)) == ([Fate.POSTED_EARLIER], sent)


async def test_only_the_named_channel_gets_it(office: Office) -> None:
    named, unnamed = await office.subscribe(), await office.subscribe()
    assert await office.fates(channel_id=named) == [Fate.POSTED]
    assert office.posted(unnamed) == 0


async def test_a_channel_that_is_not_configured_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="Channel 5 is not configured"):
        await office.post(channel_id=5)


async def test_the_channel_s_place_in_the_calendar_stays(office: Office) -> None:
    channel_id = await office.subscribe()
    before = await office.subscription(channel_id)
    await office.post()
    assert await office.subscription(channel_id) == before


async def test_a_closed_channel_fails_in_discord_s_words_and_the_others_are_posted(office: Office) -> None:
    closed, _ = await office.subscribe(), await office.subscribe()
    office.local.trouble.refuse_sending(closed, 50013)
    failed, posted = await office.post()
    assert (failed.fate, posted.fate) == (Fate.FAILED, Fate.POSTED)
    assert "50013" in (failed.reason or "")


async def test_what_failed_is_posted_by_the_next_post(office: Office) -> None:
    channel_id = await office.subscribe()
    office.local.trouble.refuse_sending(channel_id, 50013)
    await office.post()
    office.local.trouble.allow(channel_id)
    assert await office.fates() == [Fate.POSTED]


async def test_a_closed_channel_whose_due_time_is_long_past_is_asked_once(office: Office) -> None:
    channel_id = await office.subscribe()
    office.local.trouble.refuse_sending(channel_id, 50013)
    office.clock.forward(days=7)
    await office.post()
    asked = [r for r in office.local.record.requests() if r.method == "POST"]
    assert len(asked) == 1


async def test_a_passing_trouble_is_waited_out(office: Office) -> None:
    channel_id = await office.subscribe()
    office.local.trouble.add_fault("status", status=503, times=1, channels=[channel_id])
    assert await office.fates() == [Fate.POSTED]
    assert office.local.record.tally().by_status[503] == 1


async def test_a_channel_for_which_no_paper_is_left_is_neither_posted_nor_failed(office: Office) -> None:
    channel_id = await office.subscribe(min_votes=1000)
    assert (await office.fates(), office.posted(channel_id)) == ([Fate.FILTERED], 0)


async def test_an_empty_day_plans_nothing(office: Office) -> None:
    office.source.days = {}
    office.clock.forward(days=3)
    await office.subscribe()
    assert await office.post() == []
    async with office.service.store.reading() as view:
        assert await deliveries_since(view, WEDNESDAY) == []


async def test_an_unfinished_day_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="2024-04-04 is not finished until 2024-04-04 23:00 UTC"):
        await prepare(office.service, THURSDAY)


async def test_a_partial_day_is_recorded_apart_from_the_finished_one(office: Office) -> None:
    office.source.days[THURSDAY] = (paper(30),)
    channel_id = await office.subscribe()
    assert await office.fates(THURSDAY, partial=True) == [Fate.POSTED]
    assert await office.fates(THURSDAY, partial=True) == [Fate.POSTED_EARLIER]
    office.source.days[THURSDAY] = (paper(30), paper(31))
    office.clock.forward(days=1)
    assert await office.fates(THURSDAY) == [Fate.POSTED]
    assert [len(m["embeds"]) for m in office.local.record.messages(channel_id)] == [1, 2]


async def test_partial_makes_no_difference_for_a_finished_day(office: Office) -> None:
    await office.subscribe()
    await office.post(partial=True)
    assert await office.fates() == [Fate.POSTED_EARLIER]


async def test_a_wrong_token_plans_nothing(office: Office) -> None:
    await office.subscribe()
    office.local.trouble.revoke_token()
    with pytest.raises(DiscordError, match="rejects the bot's token"):
        await office.post()
    async with office.service.store.reading() as view:
        assert await deliveries_since(view, WEDNESDAY) == []


async def test_the_lease_is_free_afterwards(office: Office) -> None:
    await office.subscribe()
    await office.post()
    async with office.service.store.reading() as view:
        assert await leases.holder(view, office.clock.now) is None


async def test_a_running_bot_that_holds_the_lease_sends(office: Office) -> None:
    channel_id = await office.subscribe()
    await hold_lease(office)
    settings, asked = office.service.settings, asyncio.Event()

    def tell(holder: str) -> None:
        office.holders.append(holder)
        asked.set()

    posting = await prepare(office.service, WEDNESDAY)
    result = asyncio.create_task(posting.send(tell))
    await asked.wait()
    assert office.posted(channel_id) == 0
    lease = await held_lease(office.service.store, office.clock, RUNNING_BOT)
    async with rest_client(settings, Pacer(50)) as client:
        sender, pacer = DiscordSender(client), Pacer(50)
        await Deliverer(
            Dispatcher(office.service.store, pacer, settings.delivery, lease=lease, clock=office.clock),
            sender,
        ).deliver_ready()
    assert [r.fate for r in await result] == [Fate.POSTED]
    assert office.holders == [RUNNING_BOT]


async def test_a_running_bot_that_does_not_send_is_not_waited_for_for_ever(office: Office) -> None:
    channel_id = await office.subscribe()
    await hold_lease(office)
    started = office.clock.now
    (result,) = await office.post()
    assert (result.fate, result.reason, office.posted(channel_id)) == (Fate.FAILED, None, 0)
    assert OUTCOME_PATIENCE < office.clock.now - started < 2 * OUTCOME_PATIENCE
    async with office.service.store.reading() as view:
        (row,) = {row.state for row in await deliveries_since(view, WEDNESDAY)}
    assert row is DeliveryState.PLANNED


async def test_a_preview_tells_all_and_changes_nothing(office: Office) -> None:
    await office.subscribe(papers=12)
    await office.subscribe(min_votes=1000)
    first, second = await (await prepare(office.service, WEDNESDAY)).preview()
    assert first.digest is not None
    assert (len(first.digest.papers), first.messages, first.is_posted) == (12, 2, False)
    assert (second.digest, second.is_posted) == (None, False)
    async with office.service.store.reading() as view:
        assert await deliveries_since(view, WEDNESDAY) == []


async def test_a_preview_knows_what_a_channel_has_had(office: Office) -> None:
    await office.subscribe()
    await office.post()
    (preview,) = await (await prepare(office.service, WEDNESDAY)).preview()
    assert (preview.is_posted, preview.digest) == (True, None)


async def test_without_a_token_nothing_is_tried(office: Office) -> None:
    await office.subscribe()
    store, clock = office.service.store, office.clock
    office.service = Service(
        Resources(Settings(), store, office.source, office.source, KnownRecords(), clock)
    )
    with pytest.raises(ConfigError, match="There is no Discord token"):
        await office.post()
