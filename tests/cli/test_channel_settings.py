from __future__ import annotations

from datetime import time

import pytest

from bot.cli.channel_settings import read_entries, write_entries
from bot.digests.channel_settings import read_settings
from bot.errors import UserError
from bot.models import ChannelSettings

IDS = {"guild_id": "123456789012345678", "channel_id": "123456789012345679"}
SETTINGS = ChannelSettings(guild_id=int(IDS["guild_id"]), channel_id=int(IDS["channel_id"]), papers=5)


def test_what_is_not_given_is_the_default() -> None:
    assert read_settings(IDS) == SETTINGS.model_copy(update={"papers": 10})


def test_what_is_not_given_stays_as_it_was() -> None:
    changed = read_settings(IDS | {"due_time": "08:30"}, SETTINGS)
    assert changed == SETTINGS.model_copy(update={"due_time": time(8, 30)})


def test_time_and_zone_are_read_as_in_discord() -> None:
    settings = read_settings(IDS | {"due_time": "9:05", "zone": "서울"})
    assert (settings.due_time, settings.zone) == (time(9, 5), "Asia/Seoul")
    assert read_settings(IDS | {"zone": "europe/berlin"}).zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("guild_id", "12", "“12” is not a Discord id"),
        ("channel_id", "general", "“general” is not a Discord id"),
        ("channel_id", "99999999999999999999", "is not a Discord id"),
        ("channel_id", None, "“None” is not a Discord id"),
        ("due_time", "24:30", "“24:30” is not a time of day: write it as 09:00"),
        ("due_time", "25", "“25” is not a time of day"),
        ("zone", "Mars/Olympus", "“Mars/Olympus” is not a time zone: write its name"),
        ("zone", "Asia", "“Asia” is not a time zone"),
        ("language", "fr", "“fr” is not a language of Paperboy"),
        ("papers", "0", "“0” is not a number of papers"),
        ("papers", 101, "“101” is not a number of papers"),
        ("papers", True, "“True” is not a number of papers"),
        ("min_votes", -1, "“-1” is not a number of votes"),
        ("min_votes", 10**30, "is not a number of votes: choose 0 to 999,999,999"),
        ("colour", "blue", "“colour” is not a setting of a channel"),
    ],
)
def test_a_mistake_is_named(name: str, value: object, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_settings(IDS | {name: value})


def test_the_ids_are_needed() -> None:
    with pytest.raises(UserError, match="“guild_id” of the channel is missing"):
        read_settings({"channel_id": IDS["channel_id"]})


def test_what_is_written_is_read_back() -> None:
    entries = read_entries(write_entries([SETTINGS]))
    assert [read_settings(entry) for entry in entries] == [SETTINGS]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "This is not JSON, so nothing was changed"),
        ("{}", "This is not a list of channels"),
        ("[1]", "Entry 1 is not an object"),
        ('[{"channel_id": 1}]', "Entry 1 is wrong, so nothing was changed: “1” is not a Discord id"),
        ("[" * 100_000, "This is not JSON"),
    ],
)
def test_a_file_that_is_no_list_of_channels_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_entries(text)


def test_a_channel_that_is_listed_twice_is_refused() -> None:
    with pytest.raises(UserError, match="Channel 123456789012345679 is listed twice"):
        read_entries(write_entries([SETTINGS, SETTINGS]))


def test_the_mistake_of_an_entry_is_told_in_the_reader_s_language() -> None:
    with pytest.raises(UserError) as caught:
        read_entries('[{"channel_id": "x"}]')
    assert caught.value.text("ko").startswith(
        "1번째 항목이 올바르지 않아 아무것도 바꾸지 않았습니다. Discord ID가 아닙니다: “x”."
    )
