import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.escape import escape, escape_within, plain
from tests.rendering.discord_text import literal, read
from tests.rendering.samples import TRAPS, long_text, nasty_text, utf16

BREAK = "\u200b"  # what stands between @ and everyone


def without_controls(text: str) -> str:
    return text.replace("\r", "").replace("\f", "").replace(BREAK, "")


@pytest.mark.parametrize("trap", TRAPS)
def test_a_reader_of_markdown_sees_the_text_as_it_was(trap: str) -> None:
    assert read(escape(trap).replace(BREAK, "")) == literal(trap) or "@everyone" in trap


@pytest.mark.parametrize("trap", TRAPS[:7])
def test_the_reader_of_the_tests_finds_the_traps_when_nothing_is_escaped(trap: str) -> None:
    assert read(trap) != literal(trap)


@given(nasty_text.map(without_controls))
def test_escaped_text_holds_nothing_but_text(text: str) -> None:
    seen = read(escape(text))

    assert [kind for kind, _ in seen] in ([], ["text"])
    assert "".join(part for _, part in seen).replace(BREAK, "") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://x.example/a", r"https\://x.example/a"),
        ("discord.gg/abc", r"discord\.gg/abc"),
        ("<t:1:R>", r"\<t\:1:R>"),
        ("@everyone", "@\u200beveryone"),
        ("1. first", r"1\. first"),
        ("well-known 3.5 (a) #1 50% - ok!", "well-known 3.5 (a) #1 50% - ok!"),
        (r"$\textbf{x}$", r"$\\textbf{x}$"),
    ],
)
def test_only_what_discord_would_render_gets_a_backslash(text: str, expected: str) -> None:
    assert escape(text) == expected


@given(nasty_text)
def test_no_everyone_survives(text: str) -> None:
    assert not any(ping in escape(f"{text}@everyone @here") for ping in ("@everyone", "@here"))


@given(nasty_text)
def test_plain_text_is_one_line_without_backslashes_of_ours(text: str) -> None:
    assert plain(text).count("\\") == text.count("\\")
    assert plain(text) == " ".join(plain(text).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A  b\n c", "A b c"), ("*x* <t:1>", "*x* <t:1>"), ("a\x00b\u202ec", "abc"), ("a\u2028b", "a b")],
)
def test_plain_text_loses_only_breaks_and_unseen_characters(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(long_text, st.integers(0, 400))
def test_text_shortened_for_markdown_is_within_the_limit_and_still_literal(text: str, limit: int) -> None:
    short = escape_within(text, limit)

    assert utf16(short) <= limit
    assert [kind for kind, _ in read(short)] in ([], ["text"])


@pytest.mark.parametrize("limit", range(1, 40))
def test_no_escape_is_cut_in_two(limit: int) -> None:
    visible = "".join(text for _, text in read(escape_within("*_*_*_ **a** https://b.example/c_d", limit)))

    assert "*_*_*_ **a** https://b.example/c_d".startswith(visible.removesuffix("…").rstrip())
    assert "http" not in visible
