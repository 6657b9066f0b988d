"""The configuration: its keys, how it is loaded, and what is said about mistakes in it."""

from bot.settings.loading import PREFIX, Settings, load_settings
from bot.settings.sections import (
    DeliverySettings,
    DiscordSettings,
    HttpSettings,
    LogSettings,
    Politeness,
    ScheduleSettings,
    Section,
    SourceSettings,
    StoreSettings,
    SummarySettings,
)
from bot.settings.service_links import service_links
from bot.settings.value_types import RequestRate

__all__ = [
    "PREFIX",
    "DeliverySettings",
    "DiscordSettings",
    "HttpSettings",
    "LogSettings",
    "Politeness",
    "RequestRate",
    "ScheduleSettings",
    "Section",
    "Settings",
    "SourceSettings",
    "StoreSettings",
    "SummarySettings",
    "load_settings",
    "service_links",
]
