"""The things that Paperboy talks about, as frozen values. Every stage takes and returns these."""

from bot.models.base import LANGUAGES, Language, Model, UnknownZoneError, ZoneName, zone_names, zone_of
from bot.models.channels import ChannelSettings, Delivery, DeliveryState, Subscription
from bot.models.digests import Digest, DigestPaper, FrozenDigest
from bot.models.papers import (
    ArchivedDay,
    ArchivedPaper,
    ArxivRecord,
    Doubt,
    DoubtReason,
    Edition,
    EditionState,
    Entry,
    Paper,
    Results,
    SearchQuery,
)
from bot.models.people import Alert, Draft, Person
from bot.models.ranking import RankedDay, RankedPaper
from bot.models.summaries import Making, ModelUse, Purpose, Summary, SummaryOrigin, Tokens

__all__ = [
    "LANGUAGES",
    "Alert",
    "ArchivedDay",
    "ArchivedPaper",
    "ArxivRecord",
    "ChannelSettings",
    "Delivery",
    "DeliveryState",
    "Digest",
    "DigestPaper",
    "Doubt",
    "DoubtReason",
    "Draft",
    "Edition",
    "EditionState",
    "Entry",
    "FrozenDigest",
    "Language",
    "Making",
    "Model",
    "ModelUse",
    "Paper",
    "Person",
    "Purpose",
    "RankedDay",
    "RankedPaper",
    "Results",
    "SearchQuery",
    "Subscription",
    "Summary",
    "SummaryOrigin",
    "Tokens",
    "UnknownZoneError",
    "ZoneName",
    "zone_names",
    "zone_of",
]
