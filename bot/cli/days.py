"""Days as people type them."""

from __future__ import annotations

from datetime import date

from bot import due
from bot.app.service import Service
from bot.errors import UserError

LATEST = "latest"


async def read_day(service: Service, text: str) -> date:
    """An edition day: ISO, `today`, `yesterday`, or `latest`, the last finished day that lists papers.

    UserError for anything else, for a day in the future, and if there is no latest day.
    """
    if text == LATEST:
        if (latest := await service.collector.latest_day()) is None:
            raise UserError("cli-no-latest", days=service.settings.schedule.look_back_days)
        return latest
    return parse_day(text, today=service.clock().date())


def parse_day(text: str, *, today: date) -> date:
    """The same without `latest`. `today` is the day in UTC."""
    words = {"today": today, "yesterday": today - due.DAY}
    try:
        day = words.get(text) or date.fromisoformat(text)
    except ValueError:
        raise UserError("cli-bad-day", text=text) from None
    if day > today:
        raise UserError("cli-future-day", day=day, today=today)
    return day
