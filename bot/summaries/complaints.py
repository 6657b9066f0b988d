"""What an endpoint says is wrong, and whose fault that is: the question's, the paper's or its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import cast

from bot.summaries.cleaning import one_line

_SENTENCE_CHARACTERS = 200  # characters of a sentence that people are shown
# Worth the same question again.
_PASSING = {408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529}
_FORM = {400, 415, 422, 500, 501}  # worth a question of another form
_QUESTION = {400, 413, 422}  # speak of the question and not of the endpoint
_OF_PAPER = re.compile(
    r"content.?(?:filter|policy|management)|responsible.?ai|moderation|safety|flagged|prohibited"
    r"|exceed_context_size|context.{0,10}(?:length|window|size)|maximum context"
    r"|too (?:long|large|many tokens)"
    r"|prompt is too|max.{0,10}tokens? .{0,20}exceed",
    re.IGNORECASE,
)
_OF_ENDPOINT = re.compile(
    r"\bmodel\b.{0,80}(?:not (?:found|exist|supported|available)"
    r"|does not exist|unknown|not loaded|no access)"
    r"|(?:unknown|invalid|no such|unsupported) model|api.?key"
    r"|unauthori[sz]ed|quota|billing|credit|loading model",
    re.IGNORECASE,
)
_KEY = re.compile(r"\b(?:sk|pk|key|api)[-_][\w*.-]{4,}|\bBearer\s+\S+", re.IGNORECASE)


def is_passing(status: int | None) -> bool:
    """Whether the same question may be answered a little later; None: the connection failed."""
    return status is None or status in _PASSING


def is_of_form(status: int | None, words: str) -> bool:
    """Whether the question may be answered in another form."""
    return status in _FORM and not _OF_PAPER.search(words) and not _OF_ENDPOINT.search(words)


def is_of_paper(status: int | None, words: str) -> bool:
    """Whether it is about this one question: other papers may be asked about."""
    if _OF_PAPER.search(words):
        return status not in {401, 402, 403, 404, 429}
    return status in _QUESTION and not _OF_ENDPOINT.search(words)


def words_of(body: object) -> str:
    """All that is said in the body of an error, to be searched; bounded."""
    return str(body)[:4000]


def sentence(body: object, secrets: Iterable[str]) -> str:
    """The endpoint's own sentence as one clean line without secrets; empty if there is none to show."""
    line = one_line(_message(body)[:4000])
    for secret in filter(None, secrets):
        line = line.replace(secret, "…")
    line = _KEY.sub("…", line).rstrip(".")
    return line if len(line) <= _SENTENCE_CHARACTERS else f"{line[: _SENTENCE_CHARACTERS - 1]}…"


def _message(body: object) -> str:
    """What stands under message, error or detail, where FastAPI lists {"msg": …, "loc": …}."""
    if isinstance(body, str):
        return "" if body.lstrip().startswith("<") else body
    if isinstance(body, list):
        return "; ".join(filter(None, map(_message, cast("list[object]", body)[:3])))
    if not isinstance(body, Mapping):
        return ""
    details = cast("Mapping[str, object]", body)
    if "msg" in details:
        place = details.get("loc")
        where = ".".join(map(str, cast("list[object]", place)[:5])) if isinstance(place, list) else ""
        return f"{where}: {details['msg']}" if where else str(details["msg"])
    return next(filter(None, (_message(details.get(key)) for key in ("message", "error", "detail"))), "")
