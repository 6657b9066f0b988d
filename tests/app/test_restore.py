"""A restored store knows nothing of what went out since: it is looked for, and nothing comes twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alerts.keywords import meaning
from bot.models.clock import utc_now
from bot.privacy import Privacy
from bot.store import alerts, keywords, open_store, people
from tests.support.bot_process import bare_environment, until
from tests.support.databases import Databases
from tests.support.forked_command import Ended, start
from tests.support.hugging_face import listed
from tests.support.running_bot import Place, open_place, stopped

pytestmark = pytest.mark.sqlite


READER, CLOSED_READER, ERASED_READER = (300_000_000_000_000_000 + number for number in (1, 2, 3))
CANNOT_WRITE = 50013


@pytest.fixture
async def place(tmp_path: Path, databases: Databases) -> AsyncIterator[Place]:
    async with open_place(tmp_path, databases) as opened:
        yield opened


async def command(place: Place, *arguments: str, locale: str = "C.UTF-8") -> Ended:
    environment = bare_environment() | {"PAPERBOY_STORE__URL": place.url, "LC_ALL": locale}
    return await start(arguments, place.folder, environment).ended()


async def want_papers(place: Place, *user_ids: int) -> None:
    """These people wait for the papers that say “question”: all of them."""
    now, url = datetime.now(UTC), place.url
    async with open_store(url) as store, store.transaction() as tx:
        for user_id in user_ids:
            keyword_id = await keywords.id_of(tx, *meaning("question"))
            day = place.yesterday - timedelta(days=1)
            await alerts.add(tx, user_id, "question", keyword_id, now - timedelta(days=9), day)
            await people.meet(tx, user_id, "en", now - timedelta(hours=1))


def states(place: Place, table: str) -> list[str]:
    return [str(state) for (state,) in place.query(f"SELECT state FROM {table} ORDER BY id")]


def marks(place: Place) -> list[list[str]]:
    """Of each channel's posts; that a channel is paused is told in one of them, too."""
    return [
        [
            embed["footer"]["text"]
            for message in place.local.record.messages(channel_id)
            for embed in message.get("embeds", ())[-1:]
            if "footer" in embed
        ]
        for channel_id in place.channel_ids
    ]


async def test_what_went_out_since_the_backup_comes_once_and_what_did_not_comes(place: Place) -> None:
    await place.subscribe(3)
    await want_papers(place, READER, CLOSED_READER)
    *_, mute = place.channel_ids
    place.local.trouble.refuse_sending(mute, CANNOT_WRITE)
    place.local.trouble.refuse_direct(CLOSED_READER)
    assert (await command(place, "backup", "before.db")).code == 0
    async with place.bot() as process:
        await until(lambda: place.posts() == [1, 1, 0] and states(place, "letters")[:1] == ["posted"])
        refused = await command(place, "restore", "before.db")
        assert (refused.code, "is delivering from the database" in refused.err) == (2, True)
        await stopped(process)
    posted = marks(place)
    place.local.trouble.allow(mute)
    place.local.trouble.allow_direct(CLOSED_READER)
    # The source tells it otherwise by now, so that the days are frozen anew.
    place.hub.days[place.yesterday] = [listed(n, upvotes=n) for n in range(1, 10)]
    restored = await command(place, "restore", "before.db")
    assert restored.code == 0, restored.err
    assert place.query("SELECT count(*) FROM deliveries") == [(0,)]
    async with place.bot():
        await until(lambda: states(place, "deliveries") == ["posted"] * 3)
        await until(lambda: states(place, "letters") == ["posted"] * 2)
    assert marks(place)[:2] == posted[:2]
    assert place.posts() == [1, 1, 1]
    told = [place.local.record.direct_messages(user_id) for user_id in (READER, CLOSED_READER)]
    assert [len(messages) for messages in told] == [2, 1]  # the reader's second one has the six new papers
    for messages in told:
        papers = [str(m["embeds"]).count("arxiv.org/abs/2404.") for m in messages]
        assert sum(papers) == 9
    assert "Traceback" not in place.log


async def test_who_had_their_data_erased_since_the_backup_stays_erased_and_unwritten(
    place: Place,
) -> None:
    await place.subscribe(1)
    await want_papers(place, READER, ERASED_READER)
    assert (await command(place, "backup", "before.db")).code == 0
    async with open_store(place.url) as store:
        await Privacy(store, utc_now).erase(ERASED_READER)
    restored = await command(place, "restore", "before.db")
    assert "1 person had their data erased since then, and was erased again" in restored.out, restored
    assert "Not everybody" not in restored.out
    again = await command(place, "restore", "before.db", locale="ko_KR.UTF-8")  # of which the copy knows, too
    assert "그 뒤에 데이터를 지운 1명의 데이터를 다시 지웠습니다." in again.out, again
    async with place.bot():
        await until(lambda: states(place, "letters") == ["posted"] and place.posts() == [1])
    assert place.local.record.direct_messages(ERASED_READER) == []
    async with open_store(place.url) as store:
        everything = await Privacy(store, utc_now).everything_about(ERASED_READER)
    assert [table for table, rows in everything.items() if rows] == ["erasures"]


async def test_a_backup_taken_while_the_bot_posts_is_of_one_moment(place: Place) -> None:
    await place.subscribe(40)
    backups = 0
    async with place.bot(PAPERBOY_DELIVERY__REQUESTS_PER_SECOND="15") as process:
        await until(lambda: sum(place.posted()) > 0)
        while sum(place.posted()) < 40:
            ended = await command(place, "backup", "running.db")
            assert ended.code == 0, ended.err
            backups += sum(place.posted()) < 40
        process.kill()
    assert backups > 0
    posted = marks(place)
    assert (await command(place, "restore", "running.db")).code == 0
    async with place.bot():
        await until(lambda: states(place, "deliveries") == ["posted"] * 40)
    assert marks(place) == posted
