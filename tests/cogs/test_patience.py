"""People and sources that ask to wait: the real service between the pages and a loopback Hugging Face."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.app.resources import open_service
from bot.app.service import Service
from bot.errors import SourceError
from bot.settings import Settings
from cogs.digests.views import DigestPlace, digest_page
from tests.conftest import HandClock
from tests.factories import WEDNESDAY
from tests.support.hugging_face import LoopbackHub, listed, loopback_hub
from tests.support.loopback_arxiv import LoopbackArxiv, entry, loopback_arxiv

TUESDAY = WEDNESDAY - timedelta(days=1)


@dataclass
class Line:
    hub: LoopbackHub
    arxiv: LoopbackArxiv
    service: Service


@pytest.fixture
async def line(store_url: str, clock: HandClock) -> AsyncIterator[Line]:
    days = {WEDNESDAY: [listed(1)], TUESDAY: [listed(2)]}
    async with loopback_hub(days) as hub, loopback_arxiv() as arxiv:
        sites = {"huggingface_url": hub.url, "arxiv_url": arxiv.url}
        settings = Settings.model_validate({"store": {"url": store_url}, "source": sites})
        async with open_service(settings, clock) as service:
            yield Line(hub, arxiv, service)


async def test_a_day_that_cannot_be_asked_for_now_is_one_sentence_at_once(line: Line) -> None:
    line.hub.retry_after = "300"
    first = await digest_page(line.service.digests, DigestPlace(WEDNESDAY), "en", line.service.clock().date())
    second = await digest_page(line.service.digests, DigestPlace(TUESDAY), "en", line.service.clock().date())
    assert "asks to wait" in first.content
    assert re.search(r"another \d+ seconds", second.content)
    assert len(line.hub.asked) == 1


async def test_a_site_that_asked_to_wait_is_not_asked_for_papers_and_arxiv_is(line: Line) -> None:
    line.hub.retry_after = "300"
    line.arxiv.entries["2404.00007"] = entry("2404.00007v1")
    await digest_page(line.service.digests, DigestPlace(WEDNESDAY), "en", line.service.clock().date())
    assert await line.service.lookups.paper("2404.00007")
    assert len(line.hub.asked) == 1


async def test_the_newest_day_is_asked_for_without_patience(line: Line) -> None:
    line.hub.retry_after = "300"
    with pytest.raises(SourceError, match="asks to wait"):
        await line.service.digests.latest_in_time()


async def test_a_day_that_nobody_asked_to_wait_for_is_shown(line: Line) -> None:
    page = await digest_page(line.service.digests, DigestPlace(TUESDAY), "en", line.service.clock().date())
    assert [embed.title for embed in page.embeds] == [r"1\. Paper number 2"]
