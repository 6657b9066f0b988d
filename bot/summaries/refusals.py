"""One try at a language model that brought no answer, and what its endpoint says with that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from bot.models import Tokens
from bot.summaries.complaints import words_of
from bot.summaries.dialect import names_form


@dataclass
class RefusedError(Exception):
    """One try that brought no answer. No status: the connection failed, or broke."""

    status: int | None
    body: object = None
    pause: float | None = None  # seconds that the endpoint asks for
    tokens: Tokens = field(default_factory=Tokens)


def is_telling(refused: RefusedError) -> bool:
    """Whether a refusal says something of the endpoint: any server fails now and then, and then answers."""
    return (refused.status or 500) < 500 or names_form(words_of(refused.body))


def status_of(body: object) -> int | None:
    """The status that an error within an answer names; 500 where it names none."""
    code = cast("dict[str, object]", body).get("code") if isinstance(body, dict) else None
    return int(str(code)) if re.fullmatch(r"[45]\d\d", str(code)) else 500


def asked_pause(headers: Any) -> float | None:
    """Seconds of Retry-After, or milliseconds of its finer sister."""
    for name, factor in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name)) * factor
        except (TypeError, ValueError):
            continue
        if seconds >= 0:
            return seconds
    return None
