from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.answer import MOST, UnusableError, read_answer, schema

THREE = ("One is new.", "Two is fast.", "Three is cheap.")
GOOD = json.dumps({"bullets": THREE})
OTHER = json.dumps({"bullets": ["…", "…", "…"]})


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"Here is the summary you asked for:\n\n{GOOD}\n\nI hope that helps {{}}!",
        f"{OTHER} was the form, and this is the answer: {GOOD}",
        f'{GOOD}\n{{"bullets": []}}',
        f'{{"summary": {GOOD}, "language": "en"}}',
        GOOD.replace('"One', '"• One').replace('"Two', '"2. Two').replace('"Three', '"- **Three**'),
        GOOD.replace("One is", "One\\n is"),
        GOOD.replace("One is", "One\\u200b is\\u0000").replace("Two", "\\u202eTwo"),
        GOOD.replace("One is", "\\ud83dOne is"),
        GOOD.replace('{"bullets"', '{"note": 1, "bullets"'),
        GOOD.replace("[", '[null, 5, "", '),
        json.dumps(THREE),
        json.dumps({"bullets": [{"text": text} for text in THREE]}),
        json.dumps({"bullets": " ".join(THREE)}),
        json.dumps({"bullets": [" ".join(THREE), ""]}),
        json.dumps({"bullets": "- One is new.\n- Two is fast.\n- Three is cheap."}),
    ],
    ids=[
        "as asked", "fence", "bare fence", "prose", "the form first", "an empty one behind", "wrapped",
        "signs and Markdown", "line break", "unseen characters", "half a pair", "more keys", "no texts among",
        "bare list", "objects", "one text", "one text in the list", "lines",
    ],
)  # fmt: skip
def test_the_bullets_are_found_however_they_are_wrapped(text: str) -> None:
    assert read_answer(text) == THREE


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD[:-10], "finding-cut-off"),
        ("", "finding-cut-off"),
        ("I cannot help with that.", "finding-cut-off"),
        ("{" * 5000, "finding-cut-off"),
        ('{"bullets": ["One.", "Two."]}', "finding-too-few"),
        ('{"bullets": ["One.", "Two.", "  "]}', "finding-too-few"),
        ('{"bullets": [1, 2, 3]}', "finding-too-few"),
        ('{"bullets": null}', "finding-other-json"),
        ('{"summary": ["One.", "Two.", "Three."]}', "finding-other-json"),
        ('{"bullets": "One and two."}', "finding-too-few"),
    ],
)
def test_what_has_not_the_structure_is_refused_with_the_reason(text: str, fault: str) -> None:
    with pytest.raises(UnusableError, match=fault):
        read_answer(text)


def test_of_more_than_six_bullets_the_first_six_are_taken() -> None:
    many = [f"Bullet number {'i' * n}." for n in range(1, 10)]
    assert list(read_answer(json.dumps({"bullets": many}))) == many[:MOST]


def test_a_text_too_long_for_a_bullet_is_its_sentences() -> None:
    sentences = [f"Sentence {'i' * n} says what the method does, on what, and how well." for n in range(1, 5)]
    assert list(read_answer(json.dumps({"bullets": [" ".join(sentences), *THREE]})))[:5] == [
        *sentences,
        THREE[0],
    ]


@given(st.text(max_size=300))
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(UnusableError):
        assert read_answer(text)


def test_the_schema_asks_for_three_to_six_bullets_and_cuts_none_short() -> None:
    bullets = schema()["properties"]["bullets"]
    assert (bullets["minItems"], bullets["maxItems"]) == (3, 6)
    assert bullets["items"]["maxLength"] > 2 * 160
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
    bullets = ", ".join(f'"{sentence}"' for sentence in [written, "Two is fast.", "Three is cheap."])
    assert read_answer(f'{{"bullets": [{bullets}]}}')[0] == bullet
