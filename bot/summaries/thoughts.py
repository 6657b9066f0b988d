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
_MOST_READ_IN_VAIN = 200_000  # characters of a text


def without_thoughts(text: str) -> str:
    """What a model says aloud: all that stands behind its thoughts, or between them.

    A thought that is not closed goes on to the end; what is closed without having been opened is one from
    the start of the text (some servers swallow the opening). Marks inside a JSON object are its text.
    """
    aloud, place, reader = list[str](), 0, ValueReader(text)
    while mark := _MARK.search(text, place):
        aloud.append(text[place : mark.start()])
        place = mark.end()
        if mark["json"]:
            _, place = reader.value_at(mark.start()) or (None, place)
            aloud.append(text[mark.start() : place])
        elif mark["closing"]:
            aloud.clear()
        elif end := _END.search(text, place):
            place = end.end()
        else:
            return "".join(aloud)
    return "".join((*aloud, text[place:]))


class ValueReader:
    """Reads the JSON values of one text. After many characters in vain it finds none any more: a text of
    braces that are never closed would be read to its end at each of them.
    """

    def __init__(self, text: str) -> None:
        self._text, self._patience = text, _MOST_READ_IN_VAIN

    def value_at(self, start: int) -> tuple[object, int] | None:
        """The value that begins at a place of the text, and where it ends; None if none does."""
        if self._patience <= 0:
            return None
        window = self._text[start : start + _LONGEST_VALUE]
        try:
            value, length = _DECODER.raw_decode(window)
        except json.JSONDecodeError as error:
            self._patience -= error.pos
            return None
        except (ValueError, RecursionError):  # a number of too many digits, too many levels
            self._patience -= len(window)
            return None
        return value, start + length
