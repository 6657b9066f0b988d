"""The metrics: what the process counted, and what the store knows at the moment of asking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot import __version__
from bot.measures import REGISTRY
from bot.models import ModelUse, Purpose
from bot.models.clock import Clock
from bot.operation.counts import Counts
from bot.operation.presence import Presence
from bot.operation.readiness import LATE, Check, Readiness
from bot.store import Reading, Store, deliveries, edits, notifications, publications, vitals, weeks

OUTBOXES = {
    "channel": deliveries.outbox,
    "person": notifications.outbox,
    "publication": publications.outbox,
    "edit": edits.outbox,
    "week": weeks.outbox,
}


@dataclass(eq=False)  # the registry keeps it as a key
class _Families(Collector):
    """Hands on what was read just before: reading takes an event loop, and collecting may not wait."""

    families: list[Metric] = field(default_factory=list[Metric])

    def collect(self) -> Iterable[Metric]:
        return self.families


@dataclass(frozen=True)
class Exposition:
    """Of one process. What cannot be read is left out; `paperboy_ready` says why."""

    store: Store
    readiness: Readiness
    clock: Clock
    counts: Counts = field(default_factory=Counts)

    async def text(self) -> bytes:
        """In Prometheus's text format."""
        checks = await self.readiness.checks()
        families = [_ready(checks), _build(), _leads(self.readiness.presence)]
        if checks[0].problem is None:
            async with self.store.reading() as view:
                families += [family async for family in self._of_store(view)]
        registry = CollectorRegistry()
        registry.register(_Families(families))
        return generate_latest(REGISTRY) + generate_latest(registry)

    async def _of_store(self, view: Reading) -> AsyncIterator[Metric]:
        queue = GaugeMetricFamily(
            "paperboy_queue_messages",
            "Messages that are planned: waiting for their turn, or held until somebody acts.",
            labels=["kind", "state"],
        )
        for kind, outbox in OUTBOXES.items():
            backlog = await outbox.backlog(view)
            queue.add_metric([kind, "waiting"], backlog.waiting)
            queue.add_metric([kind, "held"], backlog.on_hold)
        yield queue
        yield _gauge(
            "paperboy_overdue_channels",
            "Active channel subscriptions that have waited for a post for more than an hour.",
            await vitals.overdue_channels(view, self.clock() - LATE),
        )
        count = await self.counts.read(view)
        channels = GaugeMetricFamily(
            "paperboy_channels",
            "Channel subscriptions: active, paused by Discord, suspended by hand.",
            labels=["state"],
        )
        for state, number in count.channels.items():
            channels.add_metric([state], number)
        yield channels
        yield _gauge("paperboy_alerts", "Keywords that people have saved.", count.alerts)
        if answered_at := await vitals.source_answered_at(view):
            yield _gauge(
                "paperboy_source_last_answer_timestamp_seconds",
                "When the source last gave a day.",
                answered_at.timestamp(),
            )
        for family in _model_families(await vitals.model_use_in_all(view)):
            yield family


def _ready(checks: Iterable[Check]) -> Metric:
    family = GaugeMetricFamily("paperboy_ready", "1 if this part is as it should be.", labels=["part"])
    for check in checks:
        family.add_metric([check.part], check.problem is None)
    return family


def _build() -> Metric:
    family = GaugeMetricFamily(
        "paperboy_build_info", "Always 1; its label tells the version.", labels=["version"]
    )
    family.add_metric([__version__], 1)
    return family


def _leads(presence: Presence) -> Metric:
    text = "1 if this process collects and sends: of several on one store, one does."
    return _gauge("paperboy_leads", text, presence.is_leading())


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=value)


def _model_families(uses: dict[Purpose, ModelUse]) -> Iterator[Metric]:
    tokens = CounterMetricFamily(
        "paperboy_model_tokens", "Tokens that language models took.", labels=["purpose", "direction"]
    )
    calls = CounterMetricFamily("paperboy_model_calls", "Questions to language models.", labels=["purpose"])
    dropped = CounterMetricFamily(
        "paperboy_model_bullets_dropped", "Bullets that were not fit to be shown.", labels=["purpose"]
    )
    fallbacks = CounterMetricFamily(
        "paperboy_model_fallbacks", "Papers left with sentences of their abstract.", labels=["purpose"]
    )
    for purpose, use in uses.items():
        tokens.add_metric([purpose, "input"], use.tokens.input)
        tokens.add_metric([purpose, "output"], use.tokens.output)
        calls.add_metric([purpose], use.calls)
        dropped.add_metric([purpose], use.dropped)
        fallbacks.add_metric([purpose], use.fallbacks)
    yield from (tokens, calls, dropped, fallbacks)
