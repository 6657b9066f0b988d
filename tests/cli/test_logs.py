from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.cli.logs import start_log
from bot.settings import DiscordSettings, LogSettings, Settings
from tests.delivery.errors import answered

TOKEN = "MTIz.secret.token"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("bot", "cogs", "aiosqlite", "apscheduler", "httpx", "openai", "discord.shard"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def settings(level: str = "INFO") -> Settings:
    return Settings(
        discord=DiscordSettings(token=SecretStr(f" {TOKEN}\n")),
        log=LogSettings.model_validate({"level": level}),
    )


def test_the_token_is_blotted_out_of_messages_and_tracebacks(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(settings())
    log = logging.getLogger("some.library")
    log.info("Authorization: Bot %s", TOKEN)
    try:
        raise ValueError(f"bad header {TOKEN}")
    except ValueError:
        log.exception("it failed")
    log_text = capsys.readouterr().err
    assert "Authorization: Bot [token]" in log_text
    assert log_text.endswith("ValueError\n")
    assert TOKEN not in log_text


def test_an_error_of_our_own_code_is_told_by_kind_and_place_since_its_words_may_be_a_keyword(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_log(settings())
    keyword = "secret sauce"
    try:
        try:
            raise KeyError(keyword)
        except KeyError as error:
            raise RuntimeError(keyword) from error
    except RuntimeError:
        logging.getLogger("bot.models.notifications").exception("letter 7")
    log_text = capsys.readouterr().err
    assert "letter 7" in log_text
    assert "KeyError\nwhich led to:" in log_text
    assert log_text.endswith("RuntimeError\n")
    assert "test_logs.py" in log_text
    assert keyword not in log_text


@pytest.mark.parametrize(("level", "least", "lines"), [("INFO", 0, 2), ("ERROR", 0, 1), ("DEBUG", 30, 1)])
def test_less_than_the_level_is_not_shown(
    level: str, least: int, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(settings(level), least)
    logging.getLogger("bot").info("fine")
    logging.getLogger("bot").error("not fine")
    assert len(capsys.readouterr().err.splitlines()) == lines


def test_the_clock_s_ticks_are_not_news(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(settings())
    logging.getLogger("apscheduler.executors.default").info("Running job")
    assert capsys.readouterr().err == ""


def test_of_an_answer_over_http_the_numbers_are_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    start_log(settings())
    keyword = "secret sauce"
    try:
        raise answered(400, 50035, f"Invalid Form Body: {keyword}")
    except Exception:
        logging.getLogger("cogs.errors").exception("/paper failed")
    log_text = capsys.readouterr().err
    assert log_text.endswith("HTTPException 400 50035\n")
    assert keyword not in log_text


def test_at_debug_libraries_say_no_more_than_before_whatever_their_own_level(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_log(settings("DEBUG"))
    openai = logging.getLogger("openai._base_client")
    openai.setLevel(logging.DEBUG)
    openai.debug("Request options: secret sauce")
    openai.setLevel(logging.NOTSET)
    logging.getLogger("discord.gateway").debug("WebSocket Event: secret sauce")
    logging.getLogger("bot.gateway").debug("event READY")
    assert [line.split(" DEBUG ")[1] for line in capsys.readouterr().err.splitlines()] == [
        "bot.gateway: event READY"
    ]


@pytest.mark.parametrize(
    "path", ["webhooks/123/aW50.secret-1/messages/@original", "interactions/9/s3cret/callback"]
)
def test_the_token_of_an_interaction_is_blotted_out_of_addresses(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(settings())
    logging.getLogger("some.library").warning("POST https://discord.com/api/v10/%s responded with 429", path)
    log_text = capsys.readouterr().err
    assert "/[token]" in log_text
    assert "secret" not in log_text
    assert "s3cret" not in log_text
