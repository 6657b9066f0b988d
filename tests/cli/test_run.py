from __future__ import annotations

import signal

from tests.cli.conftest import Terminal
from tests.support.bot_process import until
from tests.support.local_discord import LocalDiscord


async def test_run_comes_up_and_ends_at_ctrl_c_without_ever_showing_the_token(
    terminal: Terminal, local: LocalDiscord
) -> None:
    terminal.environment["PAPERBOY_LOG__LEVEL"] = "DEBUG"
    running = terminal.start("run")
    await until(lambda: local.record.connected_shards() == [0])
    running.signal(signal.SIGINT)
    ended = await running.ended()
    assert (ended.code, ended.out) == (0, "")
    assert "Traceback" not in ended.err
    assert "logging in" in ended.err
    assert local.token not in ended.err


async def test_run_without_a_token_is_one_sentence_and_exit_code_2(terminal: Terminal) -> None:
    ended = await terminal.run("run")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


async def test_run_with_a_token_that_discord_rejects_is_exit_code_1(
    terminal: Terminal, local: LocalDiscord
) -> None:
    local.trouble.revoke_token()
    terminal.environment["PAPERBOY_LOG__LEVEL"] = "ERROR"
    ended = await terminal.run("run")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert ended.err.startswith("Discord rejects the bot's token")


async def test_a_configuration_file_is_named_by_option_or_environment(terminal: Terminal) -> None:
    (terminal.folder / "mine.toml").write_text("[colour]\nblue = 1\n")
    by_option = await terminal.run("--config", "mine.toml", "run")
    terminal.environment["PAPERBOY_CONFIG"] = "mine.toml"
    by_environment = await terminal.run("run")
    assert by_option == by_environment
    assert (by_option.code, "colour: unknown key" in by_option.err) == (2, True)
