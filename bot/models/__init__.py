"""The things that Paperboy talks about, as frozen values. Every stage takes and returns these."""

from bot.models.base import (
    LANGUAGES,
    LAYOUTS,
    WEEKDAYS,
    Language,
    Layout,
    Model,
    UnknownZoneError,
    Weekday,
    ZoneName,
    zone_names,
    zone_of,
)
from bot.models.changes import ChangeKind, SubscriptionChange
from bot.models.channels import ChannelSettings, Delivery, Subscription
from bot.models.digests import Digest, DigestPaper, FrozenDigest
from bot.models.outbox import PENDING_STATES, DeliveryState, NextState, OutboxMessage
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
    "LAYOUTS",
    "PENDING_STATES",
    "WEEKDAYS",
    "Alert",
    "ArchivedDay",
    "ArchivedPaper",
    "ArxivRecord",
    "ChangeKind",
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
    "Layout",
    "Making",
    "Model",
    "ModelUse",
    "NextState",
    "OutboxMessage",
    "Paper",
    "Person",
    "Purpose",
    "RankedDay",
    "RankedPaper",
    "Results",
    "SearchQuery",
    "Subscription",
    "SubscriptionChange",
    "Summary",
    "SummaryOrigin",
    "Tokens",
    "UnknownZoneError",
    "Weekday",
    "ZoneName",
    "zone_names",
    "zone_of",
]
