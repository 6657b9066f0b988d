import pytest

from bot.demo.catalog import Command
from bot.demo.typed import TypedCommand, invocations_of, read_line

TEXT = {"name": "query", "type": 3}
LIST = {"name": "list", "type": 1, "name_localizations": {"ko": "목록"}}
COMMANDS: list[Command] = [
    {"name": "paper", "options": [TEXT], "name_localizations": {"ko": "논문"}},
    {"name": "subscribe", "options": [{"name": "keyword", "type": 3}]},
    {"name": "subscriptions", "options": []},
    {"name": "saved", "options": [{"name": "page", "type": 4}]},
    {"name": "channel", "options": [LIST], "name_localizations": {"ko": "채널"}},
]
INVOCATIONS = invocations_of(COMMANDS, ["ko", "en-US"])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/paper 2404.02078", TypedCommand("paper", {"query": "2404.02078"})),
        ("  /subscribe   diffusion  model ", TypedCommand("subscribe", {"keyword": "diffusion model"})),
        ("/subscriptions", TypedCommand("subscriptions", {})),
        ("/channel list", TypedCommand("channel list", {})),
        ("/논문 2404.02078", TypedCommand("paper", {"query": "2404.02078"})),
        ("/채널 목록", TypedCommand("channel list", {})),
        ("/saved 2", TypedCommand("saved", {})),
        ("/channel list again", TypedCommand("channel list", {})),
        ("/paper", TypedCommand("paper", {})),
        ("/papers 2404.02078", None),
        ("/channel", None),
        ("paper 2404.02078", None),
        ("hello", None),
        ("", None),
    ],
)
def test_a_whole_line_names_a_command_and_its_first_option(text: str, line: TypedCommand | None) -> None:
    assert read_line(text, INVOCATIONS) == line
