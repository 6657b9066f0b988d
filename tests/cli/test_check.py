from __future__ import annotations

from tests.cli.conftest import Terminal
from tests.support.hugging_face import LoopbackHub
from tests.support.local_discord import LocalDiscord


async def test_what_works_has_a_tick_each(terminal: Terminal, local: LocalDiscord) -> None:
    ended = await terminal.run("check")
    assert (ended.code, ended.err) == (0, "")
    starts = ["✓ The configuration", "✓ The token is that of", "✓ The database", "✓ Hugging Face lists"]
    assert [line.startswith(start) for line, start in zip(ended.out.splitlines(), starts, strict=True)] == [
        True
    ] * 4


async def test_everything_is_tried_even_if_everything_fails(
    terminal: Terminal, local: LocalDiscord, hub: LoopbackHub
) -> None:
    hub.down = True
    (terminal.folder / "file").write_text("no folder")
    terminal.environment["PAPERBOY_STORE__URL"] = "sqlite+aiosqlite:///file/paperboy.db"
    terminal.environment["PAPERBOY_DISCORD__TOKEN"] = "a-wrong-secret"
    ended = await terminal.run("check")
    marks = [line[0] for line in ended.out.splitlines()]
    assert (ended.code, marks, ended.err) == (1, ["✓", "✗", "✗", "✗"], "")
    assert "a-wrong-secret" not in ended.out


async def test_a_missing_token_says_where_to_put_it_and_the_rest_is_tried(terminal: Terminal) -> None:
    ended = await terminal.run("check")
    lines = ended.out.splitlines()
    assert (ended.code, [line[0] for line in lines]) == (1, ["✓", "✗", "✓", "✓"])
    assert lines[1].startswith("✗ There is no Discord token: put it into config.toml")


async def test_an_api_that_is_not_discord_is_a_line_and_no_traceback(
    terminal: Terminal, hub: LoopbackHub
) -> None:
    terminal.environment |= {"PAPERBOY_DISCORD__TOKEN": "secret", "PAPERBOY_DISCORD__API_URL": hub.url}
    ended = await terminal.run("check")
    assert (ended.code, ended.err) == (1, "")
    assert "✗ Discord cannot be reached" in ended.out


async def test_a_configuration_that_cannot_be_used_is_the_first_thing_told(terminal: Terminal) -> None:
    (terminal.folder / "config.toml").write_text('[discord]\ntokn = "secret"\n')
    ended = await terminal.run("check")
    assert (ended.code, [line[0] for line in ended.out.splitlines()]) == (1, ["✗", "✗"])
    assert "discord.tokn: unknown key" in ended.out
    assert "secret" not in ended.out
