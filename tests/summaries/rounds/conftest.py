from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.models import Language, Paper, Purpose, Summary
from bot.settings import Settings
from bot.store import Store, editions
from bot.store.summaries import use_since
from bot.summaries.summariser import Summariser, open_summariser
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, edition
from tests.support.model_server import LoopbackModel, loopback_model


@pytest.fixture
async def model() -> AsyncIterator[LoopbackModel]:
    async with loopback_model() as opened:
        yield opened


@dataclass
class Desk:
    """A summariser with its store and model; the store has three papers of a Wednesday."""

    store: Store
    clock: HandClock
    model: LoopbackModel
    summariser: Summariser

    async def summary(self, paper: Paper, language: Language = "ko", **how: Any) -> Summary | None:
        purpose = how.pop("purpose", Purpose.DIGEST)
        return await self.summariser.summary(paper, language, purpose, **how)

    async def use(self, purpose: Purpose = Purpose.DIGEST) -> Any:
        async with self.store.reading() as view:
            day_uses = await use_since(view, WEDNESDAY)
        return day_uses[self.clock().date(), purpose]


@pytest.fixture
def settings(model: LoopbackModel) -> Settings:
    summary = {"model": "small", "base_url": model.url, "retries": 0, "timeout_seconds": 5}
    return Settings.model_validate({"summary": summary})


@pytest.fixture
async def desk(
    store: Store, clock: HandClock, model: LoopbackModel, settings: Settings
) -> AsyncIterator[Desk]:
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(), finished=True)
    async with open_summariser(settings.summary, store, clock) as summariser:
        assert summariser is not None
        yield Desk(store, clock, model, summariser)
