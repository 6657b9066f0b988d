"""The command line in Korean: no word of it is English, but for names and what is typed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import cleandoc, getsource
from pathlib import Path
from unicodedata import normalize

import click
import pytest
from click import core, decorators, exceptions, formatting, types
from click import parser as click_parser

from bot.cli.locale import language
from bot.cli.root import SHORT_HELPS, module, root
from bot.models import Language
from bot.texts.by_english import FILE
from tests.cli.conftest import Terminal

TEXTS = Path(__file__).parents[2] / "bot" / "texts"
# Proper names, formats, places in the line of usage, values, and words that a command prints for scripts.
NAMES = set(
    re.findall(
        r"\w+",
        """
        python -m bot Paperboy Discord Markdown .md JSON json markdown UTC IANA LANG PAPERBOY_CONFIG
        config.toml SIGINT SIGTERM DAY DAYS FILE DIR PATH ID N NAME KEYWORDS PAPERS HH:MM x ko en Asia/Seoul
        today yesterday latest mon-fri full compact thread forum posts votes examples both none
        alerts.yml operation Prometheus TOPIC FROM TO MOMENT store.url pg_restore T
        posted already had failed
        """.replace("_", " "),
    )
)
ENGLISH = re.compile(r"[A-Za-z]+")


def command_of(name: str) -> click.Command:
    return import_module(module(name)).command


def command_lines() -> Iterator[tuple[str, ...]]:
    """All that have a help."""
    yield ()
    for name in SHORT_HELPS:
        yield (name,)
        below = command_of(name)
        if isinstance(below, click.Group):
            yield from ((name, each) for each in below.commands)


LINES = list(command_lines())
COMMAND_NAMES = {name for line in LINES for name in line}


def english_words(text: str) -> set[str]:
    """Those that are no names; an option is one, whatever it is called, and so is what stands in quotes."""
    without_typed = re.sub(r"--[\w-]+|'[^']*'", "", text)
    return set(ENGLISH.findall(without_typed)) - NAMES - COMMAND_NAMES


@pytest.fixture
def korean(terminal: Terminal) -> Terminal:
    terminal.environment["LANG"] = "ko_KR.UTF-8"
    return terminal


@pytest.mark.parametrize("line", LINES, ids=" ".join)
async def test_the_help_of_every_command_is_korean_to_the_last_word(
    korean: Terminal, line: tuple[str, ...]
) -> None:
    ended = await korean.run(*line, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("사용법: python -m bot ")
    assert english_words(ended.out) == set()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--verbose", "'--verbose' 옵션은 없습니다. 혹시 '--version'인가요?"),
        ("shwo", "'shwo' 명령은 없습니다. 혹시 'show'인가요?"),
        ("ex", "'ex' 명령은 없습니다."),
        ("channels ad", "'ad' 명령은 없습니다. 혹시 'add'인가요?"),
        ("show --langage en", "'--langage' 옵션은 없습니다. 혹시 '--language'인가요?"),
        ("export --fo", "'--fo' 옵션은 없습니다. 혹시 다음 중 하나인가요? '--from', '--out', '--to'"),
        ("--config x.toml", "명령을 입력해 주세요."),
        ("show", "필요한 값이 없습니다: 'DAY'."),
        ("import", "필요한 값이 없습니다: 'PATH...'."),
        ("export today", "필요한 옵션이 없습니다: '--out'."),
        ("collect today --to", "'--to' 옵션 뒤에 값을 입력해 주세요."),
        ("post today --dry-run=1", "'--dry-run' 옵션에는 값을 쓸 수 없습니다."),
        ("show today tomorrow", "필요 없는 값을 빼 주세요: tomorrow"),
        ("run for ever", "필요 없는 값들을 빼 주세요: for ever"),
        (
            "show --format pdf today",
            "'--format'에 쓸 수 없는 값입니다. 'pdf' 대신 'markdown', 'json' 중 하나를 입력해 주세요.",
        ),
        (
            "show --language de today",
            "'--language'에 쓸 수 없는 값입니다. 'de' 대신 'ko', 'en' 중 하나를 입력해 주세요.",
        ),
        ("show --papers ten today", "'--papers'에 쓸 수 없는 값입니다. 'ten' 대신 정수를 입력해 주세요."),
        ("demo --port 99999", "'--port'에 쓸 수 없는 값입니다. 99999 값이 범위(1<=x<=65535)를 벗어났습니다."),
    ],
)
async def test_a_wrong_command_line_is_told_in_korean(
    korean: Terminal, arguments: str, sentence: str
) -> None:
    assert await korean.run(*arguments.split()) == (2, "", sentence + "\n")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ("show 2024-4-3", "2024-4-3"),
        ("channels import nowhere", "nowhere"),
        ("channels import data", "data"),
        ("channels import bad", "bad"),
        ("channels export nowhere/channels", "nowhere/channels"),
        ("--config nowhere show today", "nowhere"),
        ("--config bad show today", "bad"),
        ("--config data/paperboy.db show today", "data/paperboy.db"),
    ],
)
async def test_what_is_wrong_with_a_value_or_a_file_is_told_in_korean(
    korean: Terminal, arguments: str, named: str
) -> None:
    (korean.folder / "bad").write_text("[log\n", encoding="utf-8")
    ended = await korean.run(*arguments.split())
    assert (ended.code, ended.out) == (2, "")
    assert english_words(ended.err.replace(named, "")) <= {"TOML", "UTF", "example"}


async def test_a_service_s_variables_are_told_in_the_reader_s_language(korean: Terminal) -> None:
    korean.environment["PAPERBOY_PORT"] = "tcp://10.0.0.1:80"
    ended = await korean.run("channels", "list", "--json")
    assert (ended.code, ended.out) == (0, "[]\n")
    assert ended.err == (
        "Kubernetes나 Docker의 서비스를 알리는 환경 변수이므로 설정으로 쓰지 않습니다: PAPERBOY_PORT.\n"
    )


@pytest.mark.parametrize("named", ["영어", "english", "EN", "en-US", "en_US.UTF-8"])
async def test_a_language_is_named_as_people_name_it(korean: Terminal, named: str) -> None:
    ended = await korean.run("show", "2024-04-03", "--language", named)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize("named", ["한국어", normalize("NFD", "한국어"), "Korean", "KO"])
async def test_a_channel_s_language_too(korean: Terminal, named: str) -> None:
    ids = ("--guild", "100000000000000001", "--channel", "100000000000000002")
    ended = await korean.run("channels", "add", *ids, "--language", named)
    assert (ended.code, [each.settings.language for each in await korean.subscriptions()]) == (0, ["ko"])


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.eucKR"}, "ko"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ko"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LANGUAGE": "de:en:ko"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ko"}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: Language
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
        if name in environment:
            monkeypatch.setenv(name, environment[name])
    assert language() == expected


@cache
def click_texts() -> set[str]:
    sources = [getsource(each) for each in (core, decorators, exceptions, formatting, click_parser, types)]
    constants = [node for source in sources for node in ast.walk(ast.parse(source))]
    return {str(node.value) for node in constants if isinstance(node, ast.Constant)}


def own_texts() -> set[str]:
    commands = [root, *map(command_of, SHORT_HELPS)]
    commands += [
        each for group in commands if isinstance(group, click.Group) for each in group.commands.values()
    ]
    texts = [text for each in commands for text in (each.help, each.short_help)]
    texts += [param.help for each in commands for param in each.params if isinstance(param, click.Option)]
    paragraphs = [paragraph for text in texts if text for paragraph in cleandoc(text).split("\n\n")]
    return {" ".join(paragraph.split()) for paragraph in paragraphs}


def test_every_text_of_the_terminal_is_click_s_or_the_commands_word_for_word() -> None:
    english = re.findall(r"^terminal-[\w-]+ = (.+)$", (TEXTS / "en" / FILE).read_text("utf-8"), re.MULTILINE)
    asked = {re.sub(r"\{(\w+)(!r)?\}", r"{ $\1 }", text) for text in click_texts()} | own_texts()
    assert len(english) > 50
    assert [text for text in english if text not in asked] == []
