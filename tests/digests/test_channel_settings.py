"""What may be chosen for a subscription."""

from __future__ import annotations

from typing import Any

import pytest

from bot.digests.channel_settings import read_settings
from bot.errors import UserError
from bot.models import WEEKDAYS, ChannelSettings

IDS = {"guild_id": "123456789012345678", "channel_id": "123456789012345679"}
ROLE = 223456789012345678


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("name", " Robots-2 ", "robots-2"),
        ("name", "확산", "확산"),
        ("name", "", ""),
        ("topics", 'diffusion; author:"Yann LeCun"\nDiffusions', ("diffusion", 'author:"Yann LeCun"')),
        ("topics", ["~diffusion -medical"], ("~diffusion -medical",)),
        ("topics", "", ()),
        ("weekdays", "Fri, monday wed", ("mon", "wed", "fri")),
        ("weekdays", "sat-tue", ("mon", "tue", "sat", "sun")),
        ("weekdays", "월수금", ("mon", "wed", "fri")),
        ("weekdays", "월요일 – 금요일", WEEKDAYS[:5]),
        ("weekdays", "일요일", ("sun",)),
        ("weekdays", ["tue"], ("tue",)),
        ("weekdays", "", WEEKDAYS),
        ("layout", "compact", "compact"),
        ("role_id", f"<@&{ROLE}>", ROLE),
        ("role_id", None, None),
        ("role_id", "", None),
    ],
)
def test_a_setting_is_read_as_people_write_it(name: str, value: object, expected: object) -> None:
    assert getattr(read_settings(IDS | {name: value}), name) == expected


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("name", "two words", "“two words” cannot be the name"),
        ("name", "a" * 21, "take up to 20 letters"),
        ("name", "-x", "cannot be the name"),
        ("papers", "21", "“21” is not a number of papers: choose 1 to 20"),
        ("topics", "diffusion OR robots", "joins nothing here"),
        ("topics", "-medical", "Say at least one word"),
        ("topics", ";".join(f"word{n}" for n in range(11)), "at most 10 keywords"),
        ("weekdays", "mon, someday", "“someday” names no weekday"),
        ("weekdays", "t", "“t” names no weekday"),
        ("layout", "gallery", "“gallery” is not a layout"),
        ("role_id", "everyone", "“everyone” is not a role"),
        ("role_id", IDS["guild_id"], "other than @everyone"),
        ("role_id", "9" * 20, "is not a role"),
    ],
)
def test_a_mistake_is_one_sentence(name: str, value: object, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_settings(IDS | {name: value})


def test_what_was_chosen_when_there_could_be_more_stays_as_it_is() -> None:
    earlier = read_settings(IDS | {"papers": 50}, is_exported=True)
    assert read_settings({"min_votes": 3}, earlier).papers == 50
    assert read_settings({"papers": "50"}, earlier).papers == 50
    with pytest.raises(UserError, match="choose 1 to 20"):
        read_settings({"papers": "49"}, earlier)


@pytest.mark.parametrize("changes", [{"weekdays": ("someday",)}, {"layout": "odd"}])
def test_a_stored_value_that_means_nothing_is_named(changes: dict[str, Any]) -> None:
    earlier = ChannelSettings.model_validate({**IDS}).model_copy(update=changes)
    with pytest.raises(UserError):
        read_settings({"papers": 3}, earlier)
