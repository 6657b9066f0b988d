import pytest

from bot.demo.typed import TypedCommand, read_line

FIRSTS = {"paper": "query", "subscribe": "keyword", "subscriptions": None, "channel list": None}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/paper 2404.02078", TypedCommand("paper", {"query": "2404.02078"})),
        ("  /subscribe   diffusion  model ", TypedCommand("subscribe", {"keyword": "diffusion model"})),
        ("/subscriptions", TypedCommand("subscriptions", {})),
        ("/channel list", TypedCommand("channel list", {})),
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
    assert read_line(text, FIRSTS) == line
