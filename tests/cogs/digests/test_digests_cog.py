"""`/digest`, as a user meets it."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from simcord import Env, ResponseMessage

from bot.app.client import Paperboy
from bot.app.service import Resources, Service
from bot.delivery.lease import Lease
from bot.errors import SourceError
from bot.models import Language, Paper
from bot.questions import ASKED_A_MINUTE, waiting
from bot.settings import Settings
from bot.store import Store, archives
from cogs.digests.views import DigestPlace, digest_page
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import SPOKEN_WEDNESDAY, WEDNESDAY, at, channel, edition, paper
from tests.support.known_papers import KnownPapers
from tests.support.known_records import KnownRecords

TUESDAY = WEDNESDAY - timedelta(days=1)


def titles(answer: ResponseMessage) -> list[str]:
    """Without the numbers before them, which count through."""
    return [(embed.title or "").partition("\\. ")[2] for embed in answer.embeds]


def labels(answer: ResponseMessage) -> list[str]:
    """The labels of the buttons, in order."""
    rows = [child for row in answer.components for child in row["components"]]
    return [child["label"] for child in rows if child["type"] == 2]


async def test_without_a_day_the_last_finished_one_is_shown_at_once(world: World) -> None:
    result = await world.member.slash(world.channel, "digest")
    assert shown(result).ephemeral
    assert not result.deferred
    assert shown(result).content == f"**{SPOKEN_WEDNESDAY['en']}** · Daily Papers · 3 papers"
    assert titles(shown(result)) == ["Paper number 1", "Paper number 2", "Paper number 3"]
    assert labels(shown(result)) == ["◀ 2024-04-02 (Tue)", "2024-04-04 (Thu) ▶"]


async def test_a_day_that_is_not_stored_is_fetched_once(world: World, source: KnownPapers) -> None:
    source.days[TUESDAY] = (paper(9),)
    for _ in range(2):
        assert titles(shown(await world.member.slash(world.channel, "digest", day="2024-04-02"))) == [
            "Paper number 9"
        ]
    assert source.asked.count("2024-04-02") == 1


async def test_the_buttons_lead_to_the_days_beside(world: World, source: KnownPapers) -> None:
    source.days[TUESDAY] = (paper(9),)
    wednesday = shown(await world.member.slash(world.channel, "digest", day="yesterday"))
    tuesday = shown(await world.member.click(wednesday, label="◀ 2024-04-02 (Tue)"))
    assert titles(tuesday) == ["Paper number 9"]
    back = shown(await world.member.click(tuesday, label="2024-04-03 (Wed) ▶"))
    assert titles(back) == titles(wednesday)


async def test_a_paper_of_the_page_opens_by_the_select(world: World) -> None:
    day = shown(await world.member.slash(world.channel, "digest"))
    opened = shown(await world.member.select(day, ["2404.00003"]))
    assert opened.embeds[0].title == "Paper number 3"


class TestManyPapers:
    @pytest.fixture
    def source(self) -> KnownPapers:
        return KnownPapers(days={WEDNESDAY: tuple(paper(number) for number in range(1, 32))})

    async def test_all_papers_can_be_shown_page_by_page(self, world: World) -> None:
        page = shown(await world.member.slash(world.channel, "digest"))
        assert "10 of 31 papers" in page.content
        first = titles(page)
        page = shown(await world.member.click(page, label="Show all 31"))
        pages = [titles(page)]
        while "More ▶" in labels(page):
            page = shown(await world.member.click(page, label="More ▶"))
            pages.append(titles(page))
        assert [title for page in pages for title in page] == [f"Paper number {n}" for n in range(1, 32)]
        assert page.content.endswith(f"31 papers · Page {len(pages)} of {len(pages)}")
        page = shown(await world.member.click(page, label="◀ Back"))
        assert titles(page) == pages[-2]
        page = shown(await world.member.click(page, label="Show the first 10"))
        assert titles(page) == first

    async def test_the_buttons_work_after_a_restart(
        self, world: World, env: Env, service: Service, lease: Lease, reader_language: Language
    ) -> None:
        first = shown(await world.member.slash(world.channel, "digest"))
        await world.bot.close()
        await env.restart_bot(Paperboy(service, lease, reader_language=reader_language))
        assert "31 papers" in shown(await world.member.click(first, label="Show all 31")).content

    async def test_a_public_day_stays_as_it_is_for_everybody(self, world: World) -> None:
        await world.service.channels.subscribe(
            channel(world.channel.id, guild_id=world.guild.id, language="ko"), configured_by=None
        )
        public = shown(await world.member.slash(world.channel, "digest", public=True))
        assert not public.ephemeral
        assert f"{SPOKEN_WEDNESDAY['ko']}" in public.content
        turned = shown(await world.admin.click(public, label="31편 모두 보기"))
        assert turned.ephemeral
        assert "31 papers" in turned.content


@pytest.mark.parametrize(
    ("day", "reason", "buttons"),
    [
        ("2024-03-30", "none are listed on Saturdays and Sundays", ["2024-03-29 (Fri)", "2024-04-01 (Mon)"]),
        ("2024-04-02", "nothing was listed on that day", ["2024-04-01 (Mon)", "2024-04-03 (Wed)"]),
        ("today", "nothing is listed yet", ["2024-04-03 (Wed)"]),
    ],
)
async def test_an_empty_day_says_why_and_offers_the_nearest(
    world: World, day: str, reason: str, buttons: list[str]
) -> None:
    answer = shown(await world.member.slash(world.channel, "digest", day=day, public=True))
    assert answer.ephemeral
    assert reason in answer.content
    assert [label.strip("◀▶ ") for label in labels(answer)] == buttons


async def test_a_day_known_to_be_empty_is_no_longer_offered(world: World, clock: HandClock) -> None:
    await world.member.slash(world.channel, "digest", day="2024-04-02")
    answer = shown(await world.member.slash(world.channel, "digest", day="2024-04-03"))
    assert labels(answer)[0] == "◀ 2024-04-01 (Mon)"


async def test_a_weekend_asks_no_source(world: World, source: KnownPapers) -> None:
    asked = list(source.asked)
    result = await world.member.slash(world.channel, "digest", day="2024-03-31")
    assert not result.deferred
    assert source.asked == asked


async def test_a_day_that_cannot_be_fetched_says_why(world: World, source: KnownPapers) -> None:
    source.problem = SourceError("source-timeout", seconds=20)
    answer = shown(await world.member.slash(world.channel, "digest", day="2024-04-02"))
    assert "could not be fetched yet" in answer.content
    assert "did not answer within 20 seconds" in answer.content
    source.problem, source.days[date(2024, 4, 1)] = None, (paper(8),)
    assert titles(shown(await world.member.click(answer, label="◀ 2024-04-01 (Mon)"))) == ["Paper number 8"]


async def test_an_archives_day_is_shown_at_once_and_more_of_it_at_the_next_look(
    world: World, source: KnownPapers
) -> None:
    async with world.service.store.transaction() as tx:
        await archives.add_days(tx, [edition(TUESDAY, 2)], [])
    source.days[TUESDAY] = tuple(paper(number) for number in range(1, 6))
    result = await world.member.slash(world.channel, "digest", day="2024-04-02")
    assert not result.deferred
    assert len(shown(result).embeds) == 2
    again = await world.member.slash(world.channel, "digest", day="2024-04-02")
    assert len(shown(again).embeds) == 5
    assert source.asked.count("2024-04-02") == 1


class Silent(KnownPapers):
    """Never answers for Tuesday."""

    async def fetch_day(self, day: date) -> tuple[Paper, ...]:
        if day == TUESDAY:
            await asyncio.Event().wait()
        return await super().fetch_day(day)


async def test_a_source_that_does_not_answer_keeps_nobody_waiting(
    store: Store, source: KnownPapers, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "ANSWER_SECONDS", 0.01)
    service = Service(Resources(Settings(), store, source, Silent(), KnownRecords(), clock))
    page = await digest_page(service.digests, DigestPlace(TUESDAY), "en", clock().date())
    assert "The question goes on" in page.content
    assert page.view.children
    await service.close()


@pytest.mark.parametrize(
    ("day", "hint"), [("soon", "`yesterday`"), ("2030-01-01", "not come"), ("2020-01-01", "2023")]
)
async def test_what_is_no_day_of_papers_is_refused(world: World, day: str, hint: str) -> None:
    assert hint in said(await world.member.slash(world.channel, "digest", day=day))


async def test_stored_days_with_papers_are_offered_while_typing(world: World) -> None:
    offered = await world.member.autocomplete(world.channel, "digest", "day", "april")
    assert [(choice["name"], choice["value"]) for choice in offered] == [
        (f"{SPOKEN_WEDNESDAY['en']} · 3 papers", "2024-04-03")
    ]


async def test_too_many_questions_are_slowed_down(world: World) -> None:
    tuesdays = [TUESDAY - timedelta(weeks=n) for n in range(ASKED_A_MINUTE + 1)]
    for day in tuesdays[:-1]:
        await world.member.slash(world.channel, "digest", day=str(day))
    assert "Please wait" in said(await world.member.slash(world.channel, "digest", day=str(tuesdays[-1])))
    stored = await world.member.slash(world.channel, "digest", day=str(WEDNESDAY))
    assert titles(shown(stored))


class TestWithNothingStored:
    @pytest.fixture
    def source(self) -> KnownPapers:
        return KnownPapers()

    async def test_nothing_to_show_says_how_to_ask(self, world: World) -> None:
        assert "Name a day" in said(await world.member.slash(world.channel, "digest"))

    async def test_the_newest_day_is_looked_for(
        self, world: World, source: KnownPapers, clock: HandClock
    ) -> None:
        clock.now = at("2024-04-05 00:00")
        source.days[date(2024, 4, 4)] = (paper(5),)
        assert titles(shown(await world.member.slash(world.channel, "digest"))) == ["Paper number 5"]
