from __future__ import annotations

import json
import os
import re
import tomllib
from datetime import time
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import PREFIX, Section, Settings, load_settings, service_links

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "MTIz.secret.token"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and nothing of ours in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    return tmp_path


def config(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def keys_of_the_code() -> list[tuple[str, str, str | None]]:
    """Section, key and description of each."""
    return [
        (section, key, described.description)
        for section, field in Settings.model_fields.items()
        if isinstance(field.default, Section)
        for key, described in type(field.default).model_fields.items()
    ]


class TestTheExample:
    def test_it_is_loaded_and_holds_the_defaults(self) -> None:
        assert load_settings(EXAMPLE) == Settings()

    def test_it_holds_every_key_in_the_order_of_the_code(self) -> None:
        values = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
        example_keys = [(section, key) for section in values for key in values[section]]
        assert example_keys == [(section, key) for section, key, _ in keys_of_the_code()]

    def test_every_key_has_its_description_as_a_comment(self) -> None:
        line = re.compile(r"^(\w+) = (?:\"[^\"]*\"|\[.*\]|\S+) # (.+)$", re.MULTILINE)
        lines = line.findall(EXAMPLE.read_text("utf-8"))
        assert lines == [(key, description) for _, key, description in keys_of_the_code()]


class TestWhatWins:
    def test_without_anything_the_defaults_hold(self) -> None:
        assert load_settings() == Settings()

    def test_config_toml_is_read_where_it_lies(self, folder: Path) -> None:
        config(folder, "[summary]\nsentences = 5\n")
        assert load_settings().summary.sentences == 5

    def test_the_environment_wins_over_the_file_key_by_key(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        config(folder, "[http]\nattempts = 2\ntimeout_seconds = 3\n")
        monkeypatch.setenv("PAPERBOY_HTTP__ATTEMPTS", "7")
        http = load_settings().http
        assert (http.attempts, http.timeout_seconds) == (7, 3)

    def test_an_empty_variable_is_as_good_as_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAPERBOY_HTTP__ATTEMPTS", "")
        assert load_settings().http.attempts == 4

    @pytest.mark.parametrize("blanks", [" ", "\r", " \n"])
    def test_blanks_around_a_value_are_none_of_it(self, monkeypatch: pytest.MonkeyPatch, blanks: str) -> None:
        monkeypatch.setenv("PAPERBOY_LOG__LEVEL", f"ERROR{blanks}")
        monkeypatch.setenv("PAPERBOY_SUMMARY__MODEL", blanks)
        monkeypatch.setenv("PAPERBOY_CONFIG", blanks)
        settings = load_settings()
        assert (settings.log.level, settings.summary.model) == ("ERROR", "")

    def test_a_mark_that_windows_writes_before_a_file_is_passed_over(self, folder: Path) -> None:
        (folder / "config.toml").write_bytes("\ufeff[summary]\r\nsentences = 5\r\n".encode())
        assert load_settings().summary.sentences == 5

    def test_the_environment_may_name_the_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "other.toml").write_text("[summary]\nsentences = 6\n")
        monkeypatch.setenv("PAPERBOY_CONFIG", "other.toml")
        assert load_settings().summary.sentences == 6


class TestOptionsOfTheModel:
    def test_they_are_a_table_of_whatever_the_endpoint_wants(self, folder: Path) -> None:
        config(
            folder,
            "[summary.options]\nreasoning_effort = 'low'\nmax_tokens = 700\n"
            "chat_template_kwargs = { enable_thinking = false }\n",
        )
        assert load_settings().summary.options == {
            "reasoning_effort": "low",
            "max_tokens": 700,
            "chat_template_kwargs": {"enable_thinking": False},
        }

    @pytest.mark.parametrize("written", ["[1, 23]", "1, 23", "1,23"])
    def test_owners_are_a_list_of_ids(self, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAPERBOY_DISCORD__OWNERS", written)
        assert load_settings().discord.owners == [1, 23]

    @pytest.mark.parametrize("written", ["me", "[1", "{}"])
    def test_what_is_no_list_of_ids_is_refused_by_name(
        self, written: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PAPERBOY_DISCORD__OWNERS", written)
        with pytest.raises(ConfigError, match=r"discord\.owners"):
            load_settings()

    def test_the_environment_gives_them_as_json(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAPERBOY_SUMMARY__OPTIONS", '{"max_tokens": 700}')
        assert load_settings().summary.options == {"max_tokens": 700}

    @pytest.mark.parametrize("written", ["{oops", "max_tokens", "[1]"])
    def test_a_variable_that_is_none_of_them_is_refused_by_name(
        self, written: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PAPERBOY_SUMMARY__OPTIONS", written)
        with pytest.raises(ConfigError, match=r"summary\.options: "):
            load_settings()

    def test_they_are_never_printed(self, folder: Path) -> None:
        config(folder, "[summary.options]\ntenant_key = 'hunter2'\n")
        assert "hunter2" not in repr(load_settings())


@pytest.mark.parametrize(("written", "rate"), [("auto", "auto"), ("12.5", 12.5), ("500", 500.0)])
def test_the_pace_is_discords_or_a_number(
    written: str, rate: str | float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERBOY_DELIVERY__REQUESTS_PER_SECOND", written)
    assert load_settings().delivery.requests_per_second == rate


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("[discord]\ntokn = 'x'\n", "discord.tokn: unknown key"),
            ("[discrod]\ntoken = 'x'\n", "discrod: unknown key"),
            ("http = 3\n", "http: this is a section: write [http]"),
            ("[http]\nattempts = 0\n", "http.attempts: write 1 or more"),
            ("[http]\nattempts = 1.5\n", "http.attempts: write a whole number"),
            ("[http]\nuser_agent = ''\n", "http.user_agent: write something"),
            ("[http]\nuser_agent = 3\n", "http.user_agent: write text in quotation marks"),
            ("[http]\ntimeout_seconds = 0\n", "http.timeout_seconds: write a number above 0"),
            ("[delivery]\nrequests_per_second = 'fast'\n", 'requests_per_second: write "auto", or the'),
            ("[delivery]\nrequests_per_second = 0\n", 'requests_per_second: write "auto", or the'),
            ("[delivery]\nrequests_per_second = true\n", 'requests_per_second: write "auto", or the'),
            ("[delivery]\nrequests_per_second = nan\n", 'requests_per_second: write "auto", or the'),
            ("[summary]\ntemperature = 'warm'\n", "summary.temperature: write a number"),
            ("[summary]\ntemperature = nan\n", "summary.temperature: write a number"),
            (
                "[schedule]\ncollect_minutes = 1000000000000\n",
                "schedule.collect_minutes: write 1,440 or less",
            ),
            (
                "[store]\nurl = 'postgres://x'\n",
                "store.url: the database must be a file, given as sqlite+aiosqlite",
            ),
            ("[store]\nurl = 'sqlite+aiosqlite:///'\n", "store.url: the database must be a file"),
            ("[store]\nurl = 'sqlite+aiosqlite:///:memory:'\n", "store.url: the database must be a file"),
            ("[store]\nurl = 'sqlite+aiosqlite:///file:x?mode=memory&uri=true'\n", "must be a file"),
            ("[discord]\napi_url = 'discord.com'\n", "discord.api_url: write an address such as https://"),
            ("[discord]\napi_url = 'ftp://discord.com'\n", "discord.api_url: write an address"),
            ("[summary]\noptions = 3\n", "summary.options: this is a section: write [summary.options]"),
            ("[summary.options]\nmodel = 'x'\n", "summary.options: Paperboy sets model itself"),
            ("[summary.options]\nstream = false\n", "summary.options: Paperboy sets stream itself"),
            ("[summary.options]\nsince = 2024-04-03\n", "summary.options: write what JSON knows"),
            ("[summary.options]\ntop_p = nan\n", "summary.options: write what JSON knows"),
            (f"[summary.options]\nstop = '{'x' * 20_000}'\n", "summary.options: write what JSON knows"),
            ("[log]\nlevel = 'LOUD'\n", "log.level: write one of 'DEBUG', 'INFO', 'WARNING', 'ERROR'"),
        ],
    )
    def test_an_unknown_key_or_bad_value_is_refused_by_name(
        self, folder: Path, text: str, named: str
    ) -> None:
        with pytest.raises(ConfigError, match=re.escape(named)):
            load_settings(config(folder, text))

    @pytest.mark.parametrize(
        "written", ["23", "23.5", "'23'", "'23:00Z'", "'23:00+09:00'", "'24:00'", "true"]
    )
    def test_a_time_that_could_mean_another_one_is_refused(self, folder: Path, written: str) -> None:
        with pytest.raises(ConfigError, match=r"schedule\.day_ends: write a UTC time"):
            load_settings(config(folder, f"[schedule]\nday_ends = {written}\n"))

    @pytest.mark.parametrize("written", ["07:05:00", "'07:05'", "'07:05:00'"])
    def test_a_time_is_text_or_toml_s_own(self, folder: Path, written: str) -> None:
        settings = load_settings(config(folder, f"[schedule]\nday_ends = {written}\n"))
        assert settings.schedule.day_ends == time(7, 5)

    def test_every_mistake_is_named_at_once(self, folder: Path) -> None:
        with pytest.raises(ConfigError, match=r"http\.attempts.*log\.level"):
            load_settings(config(folder, "[http]\nattempts = 0\n[log]\nlevel = 'LOUD'\n"))

    @pytest.mark.parametrize("name", ["PAPERBOY_DISCROD__TOKEN", "PAPERBOY_TOKEN"])
    def test_a_variable_of_an_unknown_section_is_refused_by_name(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, "x")
        with pytest.raises(ConfigError, match=name):
            load_settings()

    def test_a_variable_of_an_unknown_key_is_refused_by_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAPERBOY_DISCORD__TOKN", "x")
        with pytest.raises(ConfigError, match=r"discord\.tokn: unknown key"):
            load_settings()

    @pytest.mark.parametrize(
        ("name", "example"),
        [
            ("PAPERBOY_LOG", "PAPERBOY_LOG__LEVEL"),
            ("PAPERBOY_DISCORD", "PAPERBOY_DISCORD__TOKEN"),
            ("PAPERBOY_STORE__", "PAPERBOY_STORE__URL"),
            ("paperboy_http", "PAPERBOY_HTTP__TIMEOUT_SECONDS"),
        ],
    )
    def test_a_variable_that_names_a_section_alone_is_refused_with_an_example(
        self, name: str, example: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, "x")
        with pytest.raises(ConfigError, match=rf"{name} names a section.*: write for example {example}\."):
            load_settings()

    def test_our_own_words_for_a_mistake_are_in_the_reader_s_language(self, folder: Path) -> None:
        with pytest.raises(ConfigError) as caught:
            load_settings(config(folder, "[discord]\ntokn = 'x'\n[store]\nurl = 'postgres://x'\n"))
        assert "discord.tokn: 알 수 없는 항목입니다; store.url: 데이터베이스는" in caught.value.text("ko")

    def test_a_file_that_was_named_must_be_there(self) -> None:
        with pytest.raises(ConfigError, match=r"no configuration file nowhere\.toml"):
            load_settings(Path("nowhere.toml"))

    @pytest.mark.parametrize("text", ["[discord", "[discord]\ntoken = \n"])
    def test_a_file_that_is_no_toml_is_refused(self, folder: Path, text: str) -> None:
        with pytest.raises(ConfigError, match=r"config\.toml cannot be read"):
            load_settings(config(folder, text))

    def test_where_a_file_is_no_toml_is_told_in_the_reader_s_language(self, folder: Path) -> None:
        with pytest.raises(ConfigError) as caught:
            load_settings(config(folder, "[discord]\ntoken = \n"))
        assert "2번째 줄 9번째 글자가 TOML 형식에 맞지 않습니다. 그 부근에" in caught.value.text("ko")
        assert "line 2, column 9 is no TOML: look there" in caught.value.text("en")

    def test_a_file_that_is_no_text_is_refused(self, folder: Path) -> None:
        (folder / "config.toml").write_bytes(b"\x89PNG\xff")
        with pytest.raises(ConfigError, match=r"config\.toml cannot be read: it is not UTF-8 text\."):
            load_settings()


class TestTheToken:
    def test_it_is_there_for_discord_without_stray_spaces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAPERBOY_DISCORD__TOKEN", f" {TOKEN}\n")
        assert load_settings().token() == TOKEN

    def test_without_one_the_sentence_says_where_to_put_it(self) -> None:
        with pytest.raises(ConfigError, match=r"put it into config\.toml as token of \[discord\]"):
            load_settings().token()

    @pytest.mark.parametrize("token", ["a\0b", "a\nb", "a b", "토큰", "ａｂｃ"])
    def test_what_cannot_be_one_is_to_be_copied_anew(self, folder: Path, token: str) -> None:
        settings = load_settings(config(folder, f"[discord]\ntoken = {json.dumps(token)}\n"))
        with pytest.raises(ConfigError, match="copy it anew"):
            settings.token()

    def test_no_way_of_showing_the_settings_shows_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PAPERBOY_DISCORD__TOKEN", TOKEN)
        settings = load_settings()
        texts = [repr(settings), str(settings), repr(settings.model_dump()), settings.model_dump_json()]
        assert TOKEN not in " ".join(texts)

    @pytest.mark.parametrize(
        "text",
        [
            f"[discord]\ntoken = ['{TOKEN}']\n",
            f"[discord]\ntoken = '{TOKEN}'\nx = 1\n",
            f"discord = '{TOKEN}'\n",
            f"[discord]\ntokn = '{TOKEN}'\n",
        ],
    )
    def test_no_error_shows_it(self, folder: Path, text: str) -> None:
        with pytest.raises(ConfigError) as caught:
            load_settings(config(folder, text))
        assert TOKEN not in f"{caught.value}{caught.value!r}{caught.value.values}"


# What Kubernetes sets beside services paperboy, paperboy-store and paperboy-http, and Docker beside links.
LINKS = {
    "PAPERBOY_SERVICE_HOST": "10.0.171.239",
    "PAPERBOY_SERVICE_PORT": "8080",
    "PAPERBOY_SERVICE_PORT_HTTP": "8080",
    "PAPERBOY_PORT": "tcp://10.0.171.239:8080",
    "PAPERBOY_PORT_8080_TCP": "tcp://10.0.171.239:8080",
    "PAPERBOY_PORT_8080_TCP_PROTO": "tcp",
    "PAPERBOY_PORT_8080_TCP_PORT": "8080",
    "PAPERBOY_PORT_8080_TCP_ADDR": "fd00::1",
    "PAPERBOY_STORE_SERVICE_HOST": "10.0.0.11",
    "PAPERBOY_STORE_SERVICE_PORT_POSTGRES_MAIN": "5432",
    "PAPERBOY_HTTP_PORT": "udp://10.0.0.12:53",
    "PAPERBOY_HTTP_PORT_53_UDP_ADDR": "10.0.0.12",
    "PAPERBOY_STORE_NAME": "/web/paperboy-store",
    "PAPERBOY_STORE_ENV_POSTGRES_DB": "",
}


EMPTY_LINKS = [name for name in LINKS if "NAME" not in name]


class TestVariablesOfServices:
    @pytest.mark.parametrize("value", ["", " "])
    def test_they_are_passed_over_when_they_are_empty_too(
        self, value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in EMPTY_LINKS:
            monkeypatch.setenv(name, value)
        assert load_settings() == Settings()
        assert service_links(os.environ) == sorted(EMPTY_LINKS)

    def test_they_are_named_and_passed_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in LINKS.items():
            monkeypatch.setenv(name, value)
        assert load_settings() == Settings()
        assert service_links(os.environ) == sorted(LINKS)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PAPERBOY_PORT", "8080"),
            ("PAPERBOY_SERVICE_HOST", "my.host"),
            ("PAPERBOY_SERVICE_PORTS", "80"),
            ("PAPERBOY_SERVICE_PORTS", ""),
            ("PAPERBOY_PROT", ""),
            ("PAPERBOY_TOKEN", ""),
            ("PAPERBOY_NAME", "Paperboy"),
            ("PAPERBOY_STORE_URL", "tcp://10.0.0.1:80"),
            ("PAPERBOY_STOER__PORT", "tcp://10.0.0.1:80"),
            ("PAPERBOY_STORE__SERVICE_HOST", "10.0.0.1"),
        ],
    )
    def test_what_only_looks_like_one_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(name, value)
        with pytest.raises(ConfigError, match=rf"(?i){name}|store\.service_host"):
            load_settings()


class TestFilesThatCannotBeRead:
    def test_each_is_refused_in_a_sentence(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        contents = (
            "[summary]\n".encode("utf-16"),
            b"[log]\nlevel = '\xc7\xd1'\n",
            b"a = " + b"[" * 9999,
            b"x =",
        )
        for number, content in enumerate((*contents, b"x = " + b"9" * 5000)):
            (folder / f"{number}.toml").write_bytes(content)
            with pytest.raises(ConfigError, match=f"{number}.toml"):
                load_settings(folder / f"{number}.toml")

    def test_a_name_that_no_file_can_have_is_one_that_is_not_there(self) -> None:
        with pytest.raises(ConfigError, match="xxx"):
            load_settings(Path("x" * 300))
