"""`/subscribe`, `/unsubscribe`, `/subscriptions`, as a user meets them."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from simcord import InteractionResult, MemberActor, ResponseMessage

from bot.models import Language
from bot.store import editions, notifications, people
from bot.texts import say_day
from tests.cogs.conftest import World, said, shown
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, at, edition, paper
from tests.support.spoiling import spoil

THURSDAY = WEDNESDAY + timedelta(days=1)


def seen(result: InteractionResult) -> str:
    """All text of an answer with its embeds, which the person alone must see."""
    answers = [answer for answer in (result.response, *result.followups) if answer]
    assert answers and all(answer.ephemeral for answer in answers)
    return "\n".join(
        text for answer in answers for text in (answer.content, *(e.description or "" for e in answer.embeds))
    )


def last(result: InteractionResult) -> ResponseMessage:
    return result.followups[-1] if result.followups else shown(result)


async def tried(world: World, keyword: str, who: MemberActor | None = None) -> InteractionResult:
    return await (who or world.member).slash(world.channel, "subscribe", keyword=keyword)


async def saved(world: World, keyword: str, who: MemberActor | None = None) -> InteractionResult:
    trial = await tried(world, keyword, who)
    return await (who or world.member).click(last(trial), label="Save")


async def own(world: World) -> list[str]:
    return [alert.keyword for alert in await world.service.alerts.of_user(world.member.id)]


@pytest.fixture
async def stored(world: World) -> World:
    """Wednesday is in the store: of three papers two are about diffusion."""
    papers = [paper(1, title="Diffusion"), paper(2), paper(3, title="Video diffusion")]
    async with world.service.store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, papers), finished=True)
    return world


async def test_a_keyword_is_tried_before_it_is_saved(stored: World) -> None:
    text = seen(await tried(stored, "diffusion"))
    assert "would have matched 2 papers of 3" in text
    assert "[Diffusion](https://arxiv.org/abs/2404.00001) · title" in text
    assert "more than 40 %" in text
    assert "디퓨전" in text
    assert await own(stored) == []


async def test_a_trial_has_room_for_titles_and_keywords_full_of_signs(world: World) -> None:
    title = "Diffusion " + "*_~`" * 60
    fields = {"title": title, "abstract": title, "authors": ("Diffusion",), "ai_keywords": ("diffusion",)}
    papers = [paper(n, **fields) for n in range(1, 13)]
    async with world.service.store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY, papers), finished=True)
    for word in ("video", "image", "audio", "model", "agent"):
        await saved(world, f'diffusion "{word} {"*_" * 41}"')
    text = seen(await tried(world, f'diffusion "diffusion {"*_" * 38}"'))
    assert "would have matched 12 papers of 12" in text
    assert 3000 < len(text) <= 4096


async def test_saving_says_what_will_happen(stored: World) -> None:
    text = seen(await saved(stored, "diffusion"))
    assert f"beginning with {say_day('en', WEDNESDAY + timedelta(days=1))}" in text
    assert f"<t:{int(at('2024-04-04 23:00').timestamp())}:F>" in text
    assert await own(stored) == ["diffusion"]


async def test_a_keyword_can_be_changed_before_it_is_saved(stored: World) -> None:
    trial = await tried(stored, "diffusion")
    modal = await stored.member.click(last(trial), label="Change")
    changed = await stored.member.submit_modal(modal, {"keyword": "diffusion -video"})
    assert "matched 1 paper of 3" in seen(changed)
    await stored.member.click(last(changed), label="Save")
    assert await own(stored) == ["diffusion -video"]


async def test_other_names_are_included_by_a_button(stored: World) -> None:
    wider = await stored.member.click(last(await tried(stored, "diffusion")), label="Include other names")
    assert r"\~diffusion" in seen(wider)


async def test_a_keyword_works_in_direct_messages(world: World) -> None:
    trial = await world.member.user.slash("subscribe", keyword="diffusion")
    await world.member.user.click(last(trial), label="Save")
    assert "diffusion" in seen(await world.member.user.slash("subscriptions"))


async def test_the_same_meaning_is_pointed_out(world: World) -> None:
    await saved(world, '"Mixture of  Experts"')
    assert "You already have this keyword" in seen(await tried(world, '"mixture-of-expert"'))


async def test_a_mistake_is_answered_with_its_place_and_an_example(world: World) -> None:
    text = seen(await tried(world, "diffusion foo:bar"))
    assert "In `foo:bar`, only author:" in text
    assert 'author:"Yann LeCun"' in text


async def test_a_name_without_quotes_is_asked_about_and_can_be_saved(stored: World) -> None:
    assert 'Did you mean **author:"Yann LeCun"**?' in seen(await tried(stored, "author:Yann LeCun"))
    await saved(stored, "author:Yann LeCun")
    assert await own(stored) == ["author:Yann LeCun"]


async def test_keywords_are_seen_by_their_owner_alone(world: World) -> None:
    await saved(world, "secret interest")
    assert "no keywords" in seen(await world.admin.slash(world.channel, "subscriptions"))
    assert await world.admin.autocomplete(world.channel, "unsubscribe", "keyword", "") == []


async def test_keywords_stand_in_no_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    await saved(world, "secret interest")
    await world.member.slash(world.channel, "subscriptions")
    await tried(world, "secret foo:bar")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "cogs"))]
    assert not any("secret" in line for line in ours)


async def test_a_keyword_pings_nobody_and_is_shown_as_written(world: World) -> None:
    text = seen(await tried(world, "@everyone <@1> *x*"))
    assert "@everyone" not in text
    assert r"\<@1> \*x\*" in text


async def test_all_25_fit_into_one_list_and_the_26th_is_refused(world: World) -> None:
    for number in range(25):
        await saved(world, f"{number:02}x" + "*" * 96 + "a")
    assert "25" in said(await saved(world, "one more"))
    listed = await world.member.slash(world.channel, "subscriptions")
    assert seen(listed).count("in 30 days") == 25
    assert not listed.followups


async def test_a_keyword_is_picked_from_the_own_ones_and_deleted(world: World) -> None:
    await saved(world, "Diffusion")
    await saved(world, "확산 모델")
    choices = await world.member.autocomplete(world.channel, "unsubscribe", "keyword", "diff")
    assert [choice["name"] for choice in choices] == ["Diffusion"]
    result = await world.member.slash(world.channel, "unsubscribe", keyword=choices[0]["value"])
    assert "**Diffusion**" in said(result)
    assert await own(world) == ["확산 모델"]


async def test_the_list_counts_hits_and_acts_on_the_chosen_keyword(stored: World) -> None:
    await saved(stored, "diffusion")
    listed = await stored.member.slash(stored.channel, "subscriptions")
    assert "**diffusion** · 2 papers in 30 days" in seen(listed)
    chosen = await stored.member.select(shown(listed), ["1"], custom_id="v1:alerts:pick")
    assert "Chosen: **diffusion**" in seen(chosen)
    paused = await stored.member.click(shown(chosen), label="Pause")
    assert "2 papers in 30 days · paused" in seen(paused)
    assert "paused" not in seen(await stored.member.click(shown(paused), label="Resume"))
    snoozed = await stored.member.click(shown(chosen), label="Snooze a week")
    assert "snoozed until" in seen(snoozed)
    assert "no keywords" in seen(await stored.member.click(shown(chosen), label="Delete"))


async def test_a_snooze_can_be_ended_before_its_time(stored: World, clock: HandClock) -> None:
    await saved(stored, "diffusion")
    listed = await stored.member.slash(stored.channel, "subscriptions")
    chosen = await stored.member.select(shown(listed), ["1"], custom_id="v1:alerts:pick")
    snoozed = await stored.member.click(shown(chosen), label="Snooze a week")
    resumed = await stored.member.click(shown(snoozed), label="Resume")
    assert "snoozed" not in seen(resumed)
    (alert,) = await stored.service.alerts.of_user(stored.member.id)
    assert alert.looks_from == THURSDAY
    again = await stored.member.click(shown(resumed), label="Snooze a week")
    clock.forward(days=8)
    over = await stored.member.select(shown(again), ["1"], custom_id="v1:alerts:pick")
    assert "snoozed until" in seen(await stored.member.click(shown(over), label="Snooze a week"))


async def hour_typed(world: World, time: str, zone: str, label: str = "Hour and zone") -> str:
    listed = await world.member.slash(world.channel, "subscriptions")
    form = await world.member.click(shown(listed), label=label)
    return seen(await world.member.submit_modal(form, {"time": time, "zone": zone}))


async def test_hour_and_zone_are_set_in_a_form(world: World) -> None:
    await saved(world, "diffusion")
    assert "07:30 (Asia/Seoul)" in await hour_typed(world, "7:30", "seoul")
    person = await world.service.notifications.person(world.member.id)
    assert person and person.next_due_at == at("2024-04-04 22:30")


async def test_an_hour_without_a_zone_is_in_the_persons_own(world: World) -> None:
    await saved(world, "diffusion")
    assert "07:30 (UTC)" in await hour_typed(world, "7:30", "")
    assert "08:00 (Europe/Berlin)" in await hour_typed(world, "8:00", "berlin")
    assert "09:00 (Europe/Berlin)" in await hour_typed(world, "9:00", " ")


@pytest.mark.parametrize("reader_language", ["ko"])
async def test_a_korean_reader_without_a_zone_is_in_seoul(world: World, reader_language: Language) -> None:
    await world.member.click(last(await tried(world, "diffusion")), label="저장")
    assert "07:30(Asia/Seoul)" in await hour_typed(world, "오전 7시 30분", "", label="시각과 시간대")


@pytest.mark.parametrize("zone", ["Nowhere", "America"])
async def test_a_zone_that_is_none_or_several_is_to_be_typed_not_chosen(world: World, zone: str) -> None:
    world.env.check_errors = False  # simcord sees what forms raise before they answer it
    await saved(world, "diffusion")
    text = await hour_typed(world, "7:30", zone)
    assert "`Asia/Seoul`" in text
    assert "서울" in text
    assert "choose" not in text
    assert "offered" not in text


async def test_whoever_takes_no_dms_is_told_once_shown_what_is_held_and_can_retry(
    world: World, clock: HandClock
) -> None:
    await saved(world, "diffusion")
    store = world.service.store
    clock.now = at(f"{THURSDAY} 23:30")
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(THURSDAY, [paper(1, title="Diffusion")]), finished=True)
        await people.shut(tx, world.member.id, "closed_since", clock())
    await world.service.pipeline.plan_notifications(lambda: None)
    result = await world.member.slash(world.channel, "paper", query="2404.00001")
    assert "you take no DMs from me" in seen(result)
    assert "[**Diffusion**](https://arxiv.org/abs/2404.00001)" in seen(result)
    again = await world.member.slash(world.channel, "paper", query="2404.00001")
    assert "no DMs" not in seen(again)
    listed = await world.member.slash(world.channel, "subscriptions")
    retried = await world.member.click(shown(listed), label="Try the DM again")
    assert "I try to send" in said(retried)
    async with store.reading() as view:
        (notification,) = await notifications.waiting(view, world.member.id) or [None]
    assert notification is None or notification.next_attempt_at == clock()


@pytest.mark.parametrize("reader_language", ["ko"])
async def test_answers_are_in_the_readers_language(world: World, reader_language: Language) -> None:
    result = await tried(world, "diffusion")
    assert "아직 저장하지 않았습니다" in seen(result)
    assert "저장했습니다" in seen(await world.member.click(last(result), label="저장"))


async def test_two_people_who_fill_in_the_same_form_at_once_are_both_answered(stored: World) -> None:
    forms = [
        (
            person,
            await person.click(
                last(await person.slash(stored.channel, "subscribe", keyword="diffusion")), label="Change"
            ),
        )
        for person in (stored.member, stored.admin)
    ]
    for person, form in forms:
        changed = await person.submit_modal(form, {"keyword": "diffusion -video"})
        assert "diffusion -video" in seen(changed)


async def test_an_hour_in_a_zone_that_is_not_known_any_more_is_told_of(world: World) -> None:
    await saved(world, "diffusion")
    await hour_typed(world, "7:30", "seoul")
    await spoil(world.service.store, "UPDATE people SET zone = 'Mars/Base'")
    listed = seen(await world.member.slash(world.channel, "subscriptions"))
    assert "`Mars/Base` is not known here any more" in listed
    assert "when the day is finished" in listed
