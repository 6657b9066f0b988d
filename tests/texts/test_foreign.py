"""Text of strangers: one clean line, however long and odd it comes, and never an error of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import VALUE_CHARACTERS, say
from bot.texts.foreign import LINE_CHARACTERS, one_line, words

ANY_TEXT = st.text(st.characters(codec=None), max_size=2_000)


@given(ANY_TEXT)
def test_any_text_becomes_one_line_that_every_file_takes(text: str) -> None:
    line = one_line(text)
    assert len(line) <= LINE_CHARACTERS
    assert line.splitlines() in ([], [line])
    assert line.encode().decode() == line
    assert not any(sign in line for sign in "\x1b\x07\n\r\t")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Missing Access", "Missing Access"),
        ("In embeds.0.title:\n  Must be 256\r\nor fewer", "In embeds.0.title: Must be 256 or fewer"),
        ("\x1b[2J\u202eevil\ud800", "[2Jevil"),
        ("<html><head><title>\n 502 &amp; gone </title>", "a web page: 502 & gone"),
        ("\n<!DOCTYPE html><body><h1 class='x'>Error 1015</h1>", "a web page: Error 1015"),
        ("<!-- nothing -->", "a web page"),
    ],
)
def test_a_line_says_what_the_text_says(text: str, line: str) -> None:
    assert one_line(text) == line


def test_an_error_without_words_is_told_by_its_kind() -> None:
    assert words(TimeoutError()) == "TimeoutError"


@given(ANY_TEXT.map(lambda text: text * 5))
def test_whatever_a_value_is_the_sentence_can_be_said(text: str) -> None:
    assert len(say("ko", "discord-unreachable", problem=text).encode()) > 0
    assert say("en", "discord-unreachable", problem=OSError(text)).count("\n") == 0


def test_a_value_that_fluent_would_refuse_is_cut() -> None:
    assert len(say("en", "discord-unreachable", problem="x" * 10_000)) < VALUE_CHARACTERS + 100
