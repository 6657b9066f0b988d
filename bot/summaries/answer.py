"""Reading what a model answered: pure, and prepared for every way in which models miss the format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from bot import tex

LONGEST = 160  # characters of a bullet
FEWEST, MOST = 3, 6  # bullets
_SIGN = re.compile(r"^(?:[-*•·]|\d[.)])\s+")
# A JSON escape; or a backslash that is none, or only by chance as in \\textbf: models write TeX as it is.
_ESCAPE = re.compile(
    r"\\(?:(?!(?:text|times|theta|tau|beta|frac|rho|nabla|rightarrow|neq)[a-z]*\b)[\"\\/bfnrt]|u[0-9a-fA-F]{4})|\\"
)

# The lengths stand in the schema alone: a bullet that is too long costs itself and not the answer.
Bullet = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    Field(json_schema_extra={"maxLength": LONGEST}),
]


class Answer(BaseModel):
    """The structure that is asked for."""

    bullets: list[Bullet] = Field(min_length=FEWEST, json_schema_extra={"maxItems": MOST})


class UnusableError(Exception):
    """The answer has not the structure; the text says why, in words for the model."""


def schema() -> dict[str, Any]:
    """The JSON schema of an answer as “strict” endpoints want it: nothing optional, nothing besides."""
    return Answer.model_json_schema() | {"additionalProperties": False}


def read_answer(text: str) -> tuple[str, ...]:
    """The bullets of an answer, single-spaced and without signs, also from within code fences or prose.

    Of more than six the first six. UnusableError if there is no whole JSON object of the right structure.
    """
    problem = "There is no whole JSON object in it; perhaps it was cut off."
    for candidate in _objects(text):
        try:
            bullets = Answer.model_validate(candidate).bullets[:MOST]
            return tuple(tex.plain(_SIGN.sub("", " ".join(bullet.split()))) for bullet in bullets)
        except ValidationError as error:
            problem = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    raise UnusableError(problem)


def _objects(text: str) -> Iterator[object]:
    """The JSON objects in a text, outermost ones only, in order."""
    text = _ESCAPE.sub(lambda escape: escape[0] if len(escape[0]) > 1 else r"\\", text)
    decoder, place = json.JSONDecoder(strict=False), 0
    while (place := text.find("{", place)) >= 0:
        try:
            found, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            place += 1
        else:
            yield found
