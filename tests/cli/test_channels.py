from __future__ import annotations

import json

import pytest

from bot.models import ChannelSettings
from tests.cli.conftest import Terminal
from tests.factories import channel
from tests.support.forked_command import Ended

GUILD, FIRST, SECOND = 123456789012345678, 223456789012345678, 323456789012345678


async def add(terminal: Terminal, *options: str) -> Ended:
    """The first channel, by the command under test."""
    return await terminal.run("channels", "add", "--guild", str(GUILD), "--channel", str(FIRST), *options)


async def settings(terminal: Terminal) -> ChannelSettings:
    """Of the only channel."""
    (subscription,) = await terminal.subscriptions()
    return subscription.settings


@pytest.fixture
async def first(terminal: Terminal) -> None:
    """The first channel is configured."""
    await terminal.subscribe(channel(FIRST, guild_id=GUILD, papers=5))


async def test_an_added_channel_is_listed_with_its_settings(terminal: Terminal) -> None:
    options = ("--time", "08:30", "--zone", "Europe/Berlin", "--language", "en", "--papers", "5")
    ended = await add(terminal, *options, "--min-votes", "3", "--edit-late")
    assert (ended.code, ended.out.startswith(f"Configured: {FIRST} in server {GUILD}: 08:30")) == (0, True)
    (entry,) = json.loads((await terminal.run("channels", "list", "--json")).out)
    assert (entry["channel_id"], entry["due_time"], entry["zone"]) == (str(FIRST), "08:30", "Europe/Berlin")
    assert (entry["language"], entry["papers"], entry["min_votes"]) == ("en", 5, 3)
    assert entry["edit_late"] is True


async def test_adding_again_changes_only_what_is_named(terminal: Terminal) -> None:
    await add(terminal, "--papers", "5", "--language", "en")
    await add(terminal, "--papers", "6")
    channel_settings = await settings(terminal)
    assert (channel_settings.papers, channel_settings.language) == (6, "en")


async def test_late_bullets_are_off_until_asked_for_and_can_be_turned_off_again(terminal: Terminal) -> None:
    seen: list[bool] = []
    for option in ((), ("--edit-late",), (), ("--no-edit-late",)):
        await add(terminal, *option)
        seen.append((await settings(terminal)).edit_late)
    assert seen == [False, True, True, False]


async def test_current_votes_are_on_until_turned_off_and_that_is_told_exported_and_imported(
    terminal: Terminal,
) -> None:
    seen: list[bool] = []
    for option in ((), ("--no-live-votes",), (), ("--live-votes",), ("--no-live-votes",)):
        ended = await add(terminal, *option)
        seen.append((await settings(terminal)).live_votes)
        assert ("votes stay as posted" in ended.out) is not seen[-1]
    assert seen == [True, False, False, True, False]
    exported = (await terminal.run("channels", "export", "-")).out
    terminal.environment["PAPERBOY_STORE__URL"] = "sqlite+aiosqlite:///other.db"
    await terminal.run("channels", "import", "-", stdin=exported)
    assert (await terminal.run("channels", "export", "-")).out == exported
    assert json.loads(exported)[0]["live_votes"] is False
    unnamed = [{"guild_id": str(GUILD), "channel_id": str(SECOND)}]
    await terminal.run("channels", "import", "-", stdin=json.dumps(unnamed))
    both = json.loads((await terminal.run("channels", "export", "-")).out)
    assert [each["live_votes"] for each in both] == [False, True]


async def test_a_mistake_changes_nothing(terminal: Terminal) -> None:
    ended = await add(terminal, "--time", "25:00")
    assert ended == (2, "", "“25:00” is not a time of day: write it as 09:00, 21:30 or 9pm.\n")
    assert await terminal.subscriptions() == []


@pytest.mark.usefixtures("first")
async def test_least_votes_are_told_where_there_are_some(terminal: Terminal) -> None:
    await terminal.subscribe(channel(SECOND, guild_id=GUILD, min_votes=3))
    for locale, words in (
        ("C", "up to 10 papers from 3 votes up; next"),
        ("ko_KR.UTF-8", "추천 3개 이상, 최대"),
    ):
        terminal.environment["LANG"] = locale
        first, second = (await terminal.run("channels", "list")).out.splitlines()
        assert words in second
        assert "vote" not in first
        assert "추천" not in first


@pytest.mark.usefixtures("first")
async def test_a_removed_channel_is_gone_and_cannot_be_removed_again(terminal: Terminal) -> None:
    codes = [(await terminal.run("channels", "remove", "--channel", str(FIRST))).code for _ in range(2)]
    assert (codes, await terminal.subscriptions()) == ([0, 2], [])


async def test_an_empty_list_says_how_to_begin(new_terminal: Terminal) -> None:
    ended = await new_terminal.run("channels", "list")
    assert ended.out.startswith("No channel is configured: use /channel")
    assert (new_terminal.folder / "data" / "paperboy.db").is_file() == new_terminal.url.startswith("sqlite")
    assert json.loads((await new_terminal.run("channels", "list", "--json")).out) == []


@pytest.mark.usefixtures("first")
async def test_an_export_imported_elsewhere_is_the_same_list(terminal: Terminal) -> None:
    await terminal.subscribe(channel(SECOND, guild_id=GUILD, zone="America/New_York"))
    exported = (await terminal.run("channels", "export", "-")).out
    terminal.environment["PAPERBOY_STORE__URL"] = "sqlite+aiosqlite:///other.db"
    ended = await terminal.run("channels", "import", "-", stdin=exported)
    assert ended.out == "Added 2, changed 0, left as they were 0.\n"
    assert (await terminal.run("channels", "export", "-")).out == exported


@pytest.mark.usefixtures("first")
async def test_importing_twice_changes_nothing(terminal: Terminal) -> None:
    await terminal.run("channels", "export", "channels.json")
    before = await terminal.subscriptions()
    ended = await terminal.run("channels", "import", "channels.json")
    assert ended.out == "Added 0, changed 0, left as they were 1.\n"
    assert await terminal.subscriptions() == before


async def test_an_import_with_a_mistake_changes_nothing_at_all(terminal: Terminal) -> None:
    entries = [
        {"guild_id": str(GUILD), "channel_id": str(FIRST)},
        {"guild_id": str(GUILD), "channel_id": str(SECOND), "tz": "UTC"},
    ]
    ended = await terminal.run("channels", "import", "-", stdin=json.dumps(entries))
    assert (ended.code, "Entry 2 is wrong" in ended.err, "“tz”" in ended.err) == (2, True, True)
    assert await terminal.subscriptions() == []


@pytest.mark.usefixtures("first")
async def test_a_channel_cannot_move_to_another_server(terminal: Terminal) -> None:
    before, other_guild = await terminal.subscriptions(), str(GUILD + 1)
    entries = [
        {"guild_id": str(GUILD), "channel_id": str(SECOND)},
        {"guild_id": other_guild, "channel_id": str(FIRST)},
    ]
    for ended in (
        await terminal.run("channels", "add", "--guild", other_guild, "--channel", str(FIRST)),
        await terminal.run("channels", "import", "-", stdin=json.dumps(entries)),
    ):
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"Channel {FIRST} is in server {GUILD}, not in {other_guild}: correct")
    assert await terminal.subscriptions() == before


async def test_a_file_that_is_not_there_is_one_sentence(terminal: Terminal) -> None:
    ended = await terminal.run("channels", "import", "nowhere.json")
    assert ended == (2, "", "nowhere.json cannot be read: there is no such file or folder.\n")


async def test_a_file_that_is_no_text_is_one_sentence(terminal: Terminal) -> None:
    (terminal.folder / "picture.png").write_bytes(b"\x89PNG\xff")
    ended = await terminal.run("channels", "import", "picture.png")
    assert ended == (2, "", "picture.png cannot be read: it is not UTF-8 text.\n")


async def test_a_list_that_cannot_be_written_is_one_sentence(terminal: Terminal) -> None:
    ended = await terminal.run("channels", "export", "nowhere/channels.json")
    assert ended == (2, "", "nowhere/channels.json cannot be written: there is no such file or folder.\n")


async def test_several_subscriptions_are_told_apart_by_their_names(terminal: Terminal) -> None:
    await add(terminal, "--papers", "5")
    options = ("--topics", "robot; author:LeCun", "--weekdays", "mon,thu", "--layout", "compact")
    named = await add(terminal, "--name", "Robots", *options)
    assert named.out.startswith(f"Configured: {FIRST}/robots in server {GUILD}: 09:00")
    assert "  only robot; author:LeCun\n  on Mon, Thu\n  compact\n" in named.out
    ambiguous = await add(terminal, "--papers", "6")
    assert (ambiguous.code, "name one of “”, “robots”" in ambiguous.err) == (2, True)
    exported = (await terminal.run("channels", "export", "-")).out
    imported = await terminal.run("channels", "import", "-", stdin=exported)
    assert imported.out == "Added 0, changed 0, left as they were 2.\n"
    await terminal.run("channels", "remove", "--channel", str(FIRST), "--name", "robots")
    assert (await settings(terminal)).papers == 5


EXAMPLES = "2404.00001,2404.00002,2404.00003"


async def test_an_order_by_examples_and_a_weekly_post_are_told_exported_and_imported(
    terminal: Terminal,
) -> None:
    order = ("--order", "both", "--like", EXAMPLES)
    ended = await add(terminal, *order, "--weekly", "fri", "--weekly-time", "17:30")
    assert (ended.code, ended.err) == (0, "")
    assert "weekly post on Fri at 17:30" in ended.out
    chosen = await settings(terminal)
    assert (chosen.order, ",".join(chosen.examples)) == ("both", EXAMPLES)
    exported = (await terminal.run("channels", "export", "-")).out
    await add(terminal, "--order", "votes", "--like", "", "--weekly", "none")
    changed = await settings(terminal)
    assert (changed.order, changed.examples, changed.weekly) == ("votes", (), None)
    await terminal.run("channels", "import", "-", stdin=exported)
    assert await settings(terminal) == chosen


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--order", "examples", "--like", "2404.00001"), "3"),
        (("--like", f"{EXAMPLES},2404.09999"), "2404.09999"),
        (("--weekly", "someday"), "someday"),
        (("--weekly", "fri", "--weekly-time", "25:00"), "25:00"),
        (("--order", "newest"), "newest"),
    ],
)
async def test_an_order_or_a_week_that_cannot_be_meant_changes_nothing_and_is_one_sentence(
    terminal: Terminal, options: tuple[str, ...], sentence: str
) -> None:
    ended = await add(terminal, *options)
    assert (ended.code, sentence in ended.err, ended.err.count("\n")) == (2, True, 1), ended.err
    assert await terminal.subscriptions() == []
