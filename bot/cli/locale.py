"""The language of the terminal, as the environment says it. Imports nothing: `--help` asks it too."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.models import Language


def language() -> Language:
    """Korean if the locale, or the first of LANGUAGE that Paperboy speaks, is Korean; else English.

    The rule is that of gettext: LANGUAGE counts unless the locale is C, which is nobody's language.
    """
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "C")
    if _tongue(locale) in ("c", "posix"):
        return "en"
    preferred = (os.environ.get("LANGUAGE") or locale).split(":")
    return "ko" if next((t for t in map(_tongue, preferred) if t in ("ko", "en")), "en") == "ko" else "en"


def _tongue(locale: str) -> str:
    """`ko` of `ko_KR.UTF-8`, `en` of `en-US`."""
    return re.split(r"[_.@-]", locale, maxsplit=1)[0].lower()
