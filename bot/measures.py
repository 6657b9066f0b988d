"""What the process counts of itself, for Prometheus. Labels are words of ours: no ids, no people's words.

What the store knows is not counted here: `bot.operation.exposition` reads it when it is asked.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()

# Seconds. A post is late after minutes, and given up after a day; a command should answer within three.
_DELAY_BUCKETS = (1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 14400.0, 86400.0)
_COMMAND_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 3.0, 5.0, 15.0)

MESSAGES = Counter(
    "paperboy_messages",
    "Messages that came to an end, by kind (channel, person, publication, edit, week) and outcome.",
    ["kind", "outcome"],
    registry=REGISTRY,
)
MESSAGE_DELAY = Histogram(
    "paperboy_message_delay_seconds",
    "Time from when a message was planned until Discord had it.",
    ["kind"],
    buckets=_DELAY_BUCKETS,
    registry=REGISTRY,
)
RETRIES = Counter(
    "paperboy_message_retries", "Attempts after which a message has to wait.", ["kind"], registry=REGISTRY
)
REFUSALS = Counter(
    "paperboy_discord_invalid_requests",
    "Answers of Discord with status 401, 403 or 429: 10,000 in ten minutes are a ban.",
    ["status"],
    registry=REGISTRY,
)
COMMANDS = Histogram(
    "paperboy_command_duration_seconds",
    "Time for which a person's command was at work.",
    ["command"],
    buckets=_COMMAND_BUCKETS,
    registry=REGISTRY,
)
LEFT_COMMANDS = Counter(
    "paperboy_left_commands",
    "Commands, clicks and suggestions without an answer, since more came than can be answered in time.",
    registry=REGISTRY,
)
LOOP_DELAY = Gauge(
    "paperboy_event_loop_delay_seconds", "How late the event loop was at its last beat.", registry=REGISTRY
)

# A counter that appears with its first event has no increase that Prometheus could see: all begin at 0.
KINDS = ("channel", "person", "publication", "edit", "week")
for _kind in KINDS:
    RETRIES.labels(_kind)
    for _outcome in ("posted", "failed", "unconfirmed"):
        MESSAGES.labels(_kind, _outcome)
for _status in ("401", "403", "429"):
    REFUSALS.labels(_status)
