import pytest

from bot.demo.typed import Line, read_line

FIRSTS = {"paper": "query", "subscribe": "keyword", "subscriptions": None, "channel list": None}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/paper 2404.02078", Line("paper", {"query": "2404.02078"})),
        ("  /subscribe   diffusion  model ", Line("subscribe", {"keyword": "diffusion model"})),
        ("/subscriptions", Line("subscriptions", {})),
        ("/channel list", Line("channel list", {})),
        ("/channel list again", Line("channel list", {})),
        ("/paper", Line("paper", {})),
        ("/papers 2404.02078", None),
        ("/channel", None),
        ("paper 2404.02078", None),
        ("hello", None),
        ("", None),
    ],
)
def test_a_whole_line_names_a_command_and_its_first_option(text: str, line: Line | None) -> None:
    assert read_line(text, FIRSTS) == line
