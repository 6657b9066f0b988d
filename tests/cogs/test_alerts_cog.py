"""`/subscribe`, `/unsubscribe`, `/subscriptions`, as a user meets them."""

from __future__ import annotations

import pytest

from bot.alerts import keywords_of
from bot.models import Language
from tests.cogs.conftest import World, said


async def test_a_keyword_is_kept_and_nothing_is_promised_that_does_not_happen(world: World) -> None:
    result = await world.member.slash(world.channel, "subscribe", keyword="diffusion")
    assert "**diffusion**" in said(result)
    assert "not sent yet" in said(result)
    assert "diffusion" in said(await world.member.slash(world.channel, "subscriptions"))


async def test_a_keyword_can_be_kept_in_direct_messages(world: World) -> None:
    await world.member.user.slash("subscribe", keyword="diffusion")
    assert "diffusion" in said(await world.member.user.slash("subscriptions"))


async def test_the_same_keyword_written_otherwise_is_pointed_out(world: World) -> None:
    await world.member.slash(world.channel, "subscribe", keyword="Mixture of  Experts")
    result = await world.member.slash(world.channel, "subscribe", keyword="mixture OF experts")
    assert said(result) == "You already have this keyword, as **Mixture of Experts**."


async def test_keywords_are_seen_by_their_owner_alone(world: World) -> None:
    await world.member.slash(world.channel, "subscribe", keyword="secret interest")
    assert "no keywords" in said(await world.admin.slash(world.channel, "subscriptions"))
    assert await world.admin.autocomplete(world.channel, "unsubscribe", "keyword", "") == []


async def test_a_keyword_pings_nobody_and_is_shown_as_written(world: World) -> None:
    result = await world.member.slash(world.channel, "subscribe", keyword="@everyone <@1> *x*")
    assert "@everyone" not in said(result)
    assert r"\<@1> \*x\*" in said(result)


async def test_white_space_is_no_keyword(world: World) -> None:
    result = await world.member.slash(world.channel, "subscribe", keyword="  \u3000 ")
    assert said(result) == "A keyword has 2 to 100 characters, such as `diffusion`."


async def test_the_26th_keyword_is_refused_and_all_25_are_listed(world: World) -> None:
    for number in range(25):
        await world.member.slash(world.channel, "subscribe", keyword=f"{number:02}" + "*" * 98)
    result = await world.member.slash(world.channel, "subscribe", keyword="one more")
    assert "25" in said(result)
    listed = await world.member.slash(world.channel, "subscriptions")
    assert said(listed).count("since") == 25
    assert listed.followups  # escaped they need more than one message


async def test_a_keyword_is_picked_from_the_own_ones_and_deleted(world: World) -> None:
    await world.member.slash(world.channel, "subscribe", keyword="Diffusion")
    await world.member.slash(world.channel, "subscribe", keyword="확산 모델" * 20)
    choices = await world.member.autocomplete(world.channel, "unsubscribe", "keyword", "diff")
    assert [choice["name"] for choice in choices] == ["Diffusion"]
    result = await world.member.slash(world.channel, "unsubscribe", keyword=choices[0]["value"])
    assert "**Diffusion**" in said(result)
    left = await keywords_of(world.service.store, world.member.id)
    assert [alert.keyword for alert in left] == ["확산 모델" * 20]


async def test_labels_of_choices_fit(world: World) -> None:
    await world.member.slash(world.channel, "subscribe", keyword="🙂" * 100)
    (choice,) = await world.member.autocomplete(world.channel, "unsubscribe", "keyword", "")
    assert len(choice["name"].encode("utf-16-le")) // 2 <= 100


async def test_a_keyword_can_be_typed_to_be_deleted(world: World) -> None:
    await world.member.slash(world.channel, "subscribe", keyword="Diffusion")
    assert "deleted" in said(await world.member.slash(world.channel, "unsubscribe", keyword="diffusion"))
    assert "no such keyword" in said(
        await world.member.slash(world.channel, "unsubscribe", keyword="diffusion")
    )


@pytest.mark.parametrize("reader_language", ["ko"])
async def test_answers_are_in_the_readers_language(world: World, reader_language: Language) -> None:
    result = await world.member.slash(world.channel, "subscribe", keyword="diffusion")
    assert "저장했습니다" in said(result)
