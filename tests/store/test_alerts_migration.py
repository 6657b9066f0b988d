"""Keywords that were saved before alerts were sent."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from bot.alerts.keywords import renew
from bot.alerts.person_alerts import Alerts
from bot.models.clock import utc_now
from bot.settings import ScheduleSettings
from bot.store import Store, key_values, keywords, open_store, people


def old_database(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(files("bot.store") / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001_start")
        row = "INSERT INTO alerts (user_id, keyword, canonical, created_at) VALUES (:u, :k, :k, :at)"
        for user, keyword in [
            (1, "Diffusion"),
            (1, "Diffusions"),
            (1, '"open'),
            (1, "a OR b"),
            (2, "diffusion"),
        ]:
            connection.execute(text(row), {"u": user, "k": keyword, "at": "2024-04-01 00:00:00.000000"})
    engine.dispose()


async def test_they_are_kept_and_read_anew_by_the_rules_of_matching(tmp_path: Path) -> None:
    old_database(tmp_path / "old.db")
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}") as store:
        await renew(store)
        mine = await Alerts(store, ScheduleSettings(), utc_now).of_user(1)
        assert [(alert.keyword, alert.keyword_id is None) for alert in mine] == [
            ("Diffusion", False),  # the other one meant the same
            ('"open', True),
            ("a OR b", False),  # nobody may type it now
        ]
        assert mine[0].looks_from >= datetime.now(UTC).date().replace(day=1)
        async with store.reading() as view:
            assert len(await keywords.with_keys(view, ["diffusion"])) == 1
            assert (await people.by_ids(view, [1, 2])).keys() == {1, 2}


async def test_keys_are_made_anew_when_the_rules_change(store: Store) -> None:
    async with store.transaction() as tx:
        await keywords.id_of(tx, "+text:orphan", "orphan")
        await key_values.set_note(tx, "keyword rules", "0")
    await renew(store)
    async with store.reading() as view:
        assert await keywords.with_keys(view, ["orphan"]) == []
