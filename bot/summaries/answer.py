"""Reading what a model answered: pure, and prepared for every way in which models miss the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot import tex
from bot.models import Language
from bot.summaries.cleaning import clean
from bot.summaries.thoughts import ValueReader, without_thoughts

# Characters of a bullet that is shown; the prompts wish for 160 in English and 50 to 90 in Korean.
LONGEST: dict[Language, int] = {"en": 240, "ko": 160}
# Where a server makes a grammar of the schema, text is cut at this length in the middle of a word: far
# beyond the wish, so that what is only a little too long still comes to its end.
_SCHEMA_LENGTH = 400
FEWEST, MOST = 3, 6  # bullets
_READ_CHARACTERS = 40_000  # characters besides thoughts; answers stand at the end
_SENTENCE_END = re.compile(r"(?<=[^\W\dA-Z][.!?])\s+(?=[A-Z가-힣])")
_START = re.compile(r"[{\[]")
# A JSON escape; or a backslash that is none, or only by chance as in \\textbf: models write TeX as it is.
_ESCAPE = re.compile(
    r"\\(?:(?!(?:text|times|theta|tau|beta|frac|rho|nabla|rightarrow|neq)[a-z]*\b)[\"\\/bfnrt]|u[0-9a-fA-F]{4})|\\"
)


def _texts(value: object) -> object:
    """The bullets of a list; what is none costs itself alone. {"text": "…"} stands for its one text.

    Where all was written into one or two texts, their sentences are the bullets; so are those of a text that
    is too long for one in any language.
    """
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        return value
    items = [_text(item) for item in cast("list[object]", listed)]
    few = len([item for item in items if clean(item)]) < FEWEST
    return [each for item in items for each in _bullets(item, may_be_whole=not few)]


def _bullets(text: str, *, may_be_whole: bool) -> Iterable[str]:
    bullet = clean(text)
    if may_be_whole and len(bullet) <= max(LONGEST.values()):
        return filter(None, [bullet])
    return _sentences(text)


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from filter(None, _SENTENCE_END.split(clean(line)))


def _text(item: object) -> str:
    if isinstance(item, dict):
        inner = [each for each in cast("dict[object, object]", item).values() if isinstance(each, str)]
        return inner[0] if len(inner) == 1 else ""
    return item if isinstance(item, str) else ""


Bullet = Annotated[str, Field(json_schema_extra={"maxLength": _SCHEMA_LENGTH})]


class ModelAnswer(BaseModel):
    """The structure that is asked for."""

    bullets: Annotated[list[Bullet], BeforeValidator(_texts)] = Field(
        min_length=FEWEST, json_schema_extra={"maxItems": MOST}
    )


class UnusableError(Exception):
    """The answer has not the structure; `fault` is the key of the sentence that says why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def schema() -> dict[str, Any]:
    """The JSON schema of an answer as “strict” endpoints want it: nothing optional, nothing besides."""
    return ModelAnswer.model_json_schema() | {"additionalProperties": False}


def read_answer(text: str) -> tuple[str, ...]:
    """The bullets of an answer, cleaned, also from within code fences, prose or behind thoughts.

    Of several answers the last one with the structure, of more than six bullets the first six.
    UnusableError if there is no whole JSON object (or list) of the right structure.
    """
    problem, bullets = "finding-cut-off", ()
    for value in _values(without_thoughts(text)[-_READ_CHARACTERS:]):
        try:
            bullets = tuple(map(tex.plain, ModelAnswer.model_validate(value).bullets[:MOST]))
        except ValidationError as error:
            too_few = any(each["type"] == "too_short" for each in error.errors())
            problem = "finding-too-few" if too_few else "finding-other-json"
    if not bullets:
        raise UnusableError(problem)
    return bullets


def _values(text: str) -> Iterator[object]:
    """The JSON objects in a text with those inside them; bare lists stand before, as they count less."""
    text = _ESCAPE.sub(lambda escape: escape[0] if len(escape[0]) > 1 else r"\\", text)
    reader, place, objects, lists = ValueReader(text), 0, list[object](), list[object]()
    while start := _START.search(text, place):
        value, place = reader.value_at(start.start()) or (None, start.end())
        if isinstance(value, list):
            lists.append({"bullets": cast("list[object]", value)})
        elif isinstance(value, dict):
            objects += _within(cast("dict[str, object]", value))
    yield from (*lists, *objects)


def _within(value: dict[str, object]) -> Iterator[object]:
    for inner in value.values():
        if isinstance(inner, dict):
            yield inner
    yield value
