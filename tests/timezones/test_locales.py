"""Which zone a locale begins with."""

from __future__ import annotations

import discord
import pytest

from bot.timezones.locales import zone_of_locale


@pytest.mark.parametrize(
    ("locale", "zone"),
    [
        ("ko", "Asia/Seoul"),
        ("ja", "Asia/Tokyo"),
        ("de", "Europe/Berlin"),
        ("en-GB", "Europe/London"),
        ("en-US", "America/New_York"),
        ("pt-BR", "America/Sao_Paulo"),
        ("es-ES", "Europe/Madrid"),
        ("es-419", "America/Mexico_City"),
        ("zh-CN", "Asia/Shanghai"),
        ("id", "Asia/Jakarta"),
        ("xx", "UTC"),
        ("", "UTC"),
    ],
)
def test_a_locale_begins_with_the_zone_of_its_country(locale: str, zone: str) -> None:
    assert zone_of_locale(locale) == zone


def test_each_locale_of_discord_has_a_zone() -> None:
    assert [each for each in discord.Locale if zone_of_locale(str(each)) == "UTC"] == []
