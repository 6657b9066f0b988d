from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.answer import MOST, UnusableError, read_answer, schema

THREE = ("One is new.", "Two is fast.", "Three is cheap.")
GOOD = json.dumps({"bullets": THREE})


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"Here is the summary you asked for:\n\n{GOOD}\n\nI hope that helps {{}}!",
        f"<think>{{not json}} hm</think>{GOOD}",
        GOOD.replace('"One', '"• One').replace('"Two', '"2. Two'),
        GOOD.replace("One is", "One\\n is"),
        GOOD.replace('{"bullets"', '{"note": 1, "bullets"'),
    ],
    ids=["as asked", "fence", "bare fence", "prose", "thought", "signs", "line break", "more keys"],
)
def test_the_bullets_are_found_however_they_are_wrapped(text: str) -> None:
    assert read_answer(text) == THREE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (GOOD[:-10], "cut off"),
        ("", "cut off"),
        ("I cannot help with that.", "cut off"),
        ('{"bullets": ["One.", "Two."]}', "at least 3 items"),
        ('{"bullets": ["One.", "Two.", "  "]}', "bullets.2: String should have at least 1 character"),
        ('{"summary": ["One.", "Two.", "Three."]}', "bullets: Field required"),
        ('{"bullets": "One. Two. Three."}', "valid list"),
        ('{"bullets": [1, 2, 3]}', "valid string"),
        ("{" * 5000, "cut off"),
    ],
)
def test_what_has_not_the_structure_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UnusableError, match=why):
        read_answer(text)


def test_of_more_than_six_bullets_the_first_six_are_taken() -> None:
    many = [f"Bullet number {'i' * n}." for n in range(1, 10)]
    assert list(read_answer(json.dumps({"bullets": many}))) == many[:MOST]


@given(st.text(max_size=300))
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(UnusableError):
        assert read_answer(text)


def test_the_schema_asks_for_three_to_six_bullets_of_160_characters() -> None:
    bullets = schema()["properties"]["bullets"]
    assert (bullets["minItems"], bullets["maxItems"], bullets["items"]["maxLength"]) == (3, 6, 160)
    assert (schema()["required"], schema()["additionalProperties"]) == (["bullets"], False)


@pytest.mark.parametrize(
    ("written", "bullet"),
    [
        (r"It gains 12\% in R\&D.", "It gains 12% in R&D."),
        (r"It cuts the Fr\'echet distance.", "It cuts the Fréchet distance."),
        (r"It is called \textsc{Tree} and \textbf{wins}.", "It is called Tree and wins."),
        (r"It is called \\textsc{Tree}.", "It is called Tree."),
        (r"It needs \(O(n \times m)\) steps.", r"It needs \(O(n \times m)\) steps."),
        (r"It says \"no\" to \u0041\/B.", 'It says "no" to A/B.'),
        (r"It has\ntwo\tlines.", "It has two lines."),
    ],
)
def test_tex_in_an_answer_is_read_whether_escaped_or_not(written: str, bullet: str) -> None:
    bullets = ", ".join(f'"{one}"' for one in [written, "Two is fast.", "Three is cheap."])
    assert read_answer(f'{{"bullets": [{bullets}]}}')[0] == bullet
