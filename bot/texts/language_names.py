"""Languages as people name them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.models import Language

_NAMES: dict[str, Language] = {
    "ko": "ko",
    "korean": "ko",
    "한국어": "ko",
    "한국말": "ko",
    "en": "en",
    "english": "en",
    "영어": "en",
}


def language_named(text: str) -> Language | None:
    """By its code, a locale such as `en-US`, or its English or Korean name; None if it is none of ours."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    code = name.replace("_", "-").split("-")[0].split(".")[0]
    return _NAMES.get(name) or _NAMES.get(code)
