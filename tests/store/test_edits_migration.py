"""Posts from before there were edits."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, text

from bot.store import edits, open_store, subscriptions
from bot.store.upgrade import revisions
from tests.factories import at
from tests.store.test_search_migration import upgrade_to

EARLIER = revisions()[revisions().index("0014_edits") - 1]
SUBSCRIPTION = """
INSERT INTO subscriptions (id, guild_id, channel_id, language, zone, due_time, papers, min_votes, edit_late,
    settled_day, next_due_at, pause_told)
VALUES (7, 1, 100, 'en', 'Asia/Seoul', '08:30:00.000000', 10, 3, 1, '2024-04-02',
    '2024-04-04 00:00:00.000000', 0)
"""
DIGEST = """
INSERT INTO digests (id, content_hash, day, content, layout) VALUES (1, 'x', '2024-04-02', '{}', '[1]')
"""
DELIVERY = """
INSERT INTO deliveries (subscription_id, day, partial, part, parts, digest_id, state, attempts, planned_at,
    posted_at, message_id)
VALUES (7, '2024-04-02', 0, 1, 1, 1, 'posted', 1, '2024-04-03 00:00:00.000000',
    '2024-04-03 00:00:00.000000', 99)
"""


async def test_channels_that_were_there_get_current_votes_and_old_posts_stay_as_they_are(
    tmp_path: Path,
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        upgrade_to(connection, EARLIER)
        for statement in (SUBSCRIPTION, DIGEST, DELIVERY):
            connection.execute(text(statement))
    engine.dispose()
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as store, store.reading() as view:
        (subscription,) = await subscriptions.every(view)
        assert (subscription.settings.live_votes, subscription.settings.edit_late) == (True, True)
        assert await edits.due(view, at("2030-01-01 00:00")) == []
        (posted,) = await edits.awaiting_bullets(view, at("2024-04-03 00:00"))
        assert (posted.message_id, posted.next_edit_at) == (99, None)
