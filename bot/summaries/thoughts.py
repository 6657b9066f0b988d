"""What a model says to itself before it answers: it is no answer, and is never shown or sent back. Pure."""

from __future__ import annotations

import json
import re

_NAME = (
    r"(?:\w+[:_-])?(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflect(?:ion)?|analysis|scratchpad|monologue)"
)
# <think>, <thinking time="3">, [THINK], ◁think▷, <|START_THINKING|>, <|begin_of_thought|>, <seed:think>,
# <|channel|>analysis<|message|>; without its marks, as some servers leave it: analysisWe need to …
_OPENING = (
    rf"<{_NAME}(?:\s[^<>]*)?>|\[{_NAME}\]|◁{_NAME}▷|<\|?(?:start|begin)_(?:of_)?{_NAME}\|?>"
    r"|<\|?channel\|?>\s*(?:analysis|commentary|thought)\b|<details type=.reasoning[^<>]*>"
    r"|\A\s*(?-i:analysis(?=[A-Z]))|<unused94>"
)
_CLOSING = (
    rf"</{_NAME}>|\[/{_NAME}\]|◁/{_NAME}▷|<\|?end_(?:of_)?{_NAME}\|?>"
    r"|<\|?channel\|?>\s*final(?:\s*<\|?message\|?>)?|(?-i:assistantfinal)|<channel\|>|<unused95>"
)
_MARK = re.compile(
    rf'(?P<json>\{{(?=\s*"))' rf"|(?P<opening>{_OPENING})|(?P<closing>{_CLOSING})", re.IGNORECASE
)
_END = re.compile(rf"{_CLOSING}|<\|end\|>|</details>", re.IGNORECASE)

_DECODER = json.JSONDecoder(strict=False)
_LONGEST_VALUE = 20_000  # characters of a JSON value; longer ones are no answers


def without_thoughts(text: str) -> str:
    """What a model says aloud: all that stands behind its thoughts, or between them.

    A thought that is not closed goes on to the end; what is closed without having been opened is one from
    the start of the text (some servers swallow the opening). Marks inside a JSON object are its text.
    """
    aloud, place = list[str](), 0
    while mark := _MARK.search(text, place):
        aloud.append(text[place : mark.start()])
        place = mark.end()
        if mark["json"]:
            _, place = value_at(text, mark.start()) or (None, place)
            aloud.append(text[mark.start() : place])
        elif mark["closing"]:
            aloud.clear()
        elif end := _END.search(text, place):
            place = end.end()
        else:
            return "".join(aloud)
    return "".join((*aloud, text[place:]))


def value_at(text: str, start: int) -> tuple[object, int] | None:
    """The JSON value that begins at a place of a text, and where it ends; None if none does."""
    window = text[start : start + _LONGEST_VALUE]
    try:
        value, length = _DECODER.raw_decode(window)
    except (ValueError, RecursionError):
        return None
    return value, start + length
