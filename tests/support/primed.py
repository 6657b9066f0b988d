"""What each process of the bot reads at its first use, read before it is forked: the texts, and how dates are
written.
"""

from __future__ import annotations

from datetime import date
from typing import get_args

from bot.models import Language
from bot.texts import (
    _files,  # pyright: ignore[reportPrivateUsage]
    _parsed,  # pyright: ignore[reportPrivateUsage]
    say_day,
    say_day_briefly,
    say_month,
    say_weekday,
)

for language in get_args(Language):
    for content in set(_files(language).values()):
        _parsed(language, content)
    for write in (say_day, say_day_briefly, say_month, say_weekday):
        write(language, date(2024, 4, 3))
