"""From stored days to delivery rows: what each due channel gets, frozen before anything is sent.

Planning makes each distinct digest once, however many channels read it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple, TypeVar

from bot import due
from bot.apart import apart, together_or_apart
from bot.digests.select import chosen_papers, make_digest
from bot.models import DeliveryState, Digest, Edition, EditionState, Language, Subscription
from bot.rendering.digest_message import layout
from bot.settings import Settings
from bot.store import Reading, Store, Transaction, deliveries, digests, editions, subscriptions
from bot.store.deliveries import PlannedDay
from bot.summaries import best_summaries

T = TypeVar("T")
CHANNELS_PER_TRANSACTION = 50  # short enough that nobody waits for the lock


class Kind(NamedTuple):
    """What makes two channels' digests of a day the same."""

    day: date
    language: Language
    papers: int
    min_votes: int
    without: frozenset[str]
    partial: bool


class Frozen(NamedTuple):
    """A digest in the store, as `parts` messages."""

    digest_id: int
    parts: int


@dataclass
class Planner:
    """One planning run: remembers the digests that it made. Not to be kept, since days change."""

    settings: Settings
    now: datetime
    _frozen: dict[Kind, Frozen | None] = field(default_factory=dict[Kind, Frozen | None])
    _unsaved: set[Kind] = field(default_factory=set[Kind])  # made in a transaction that is not over
    _editions: dict[date, Edition | None] = field(default_factory=dict[date, Edition | None])
    _relisted: dict[date, set[str]] = field(default_factory=dict[date, set[str]])

    async def digest(
        self, tx: Transaction, subscription: Subscription, day: date, *, partial: bool = False
    ) -> Frozen | None:
        """The channel's digest of a stored day; None if no paper is left for it."""
        kind = await self.kind_for(tx, subscription, day, partial=partial)
        if kind not in self._frozen:
            self._frozen[kind] = await self._make(tx, kind)
            self._unsaved.add(kind)
        return self._frozen[kind]

    def keep_saved(self) -> None:
        """The transaction in which digests were made is over."""
        self._unsaved.clear()

    def forget_unsaved(self) -> None:
        """A transaction came to nothing, and so did the digests made in it."""
        for kind in self._unsaved:
            self._frozen.pop(kind, None)
        self._unsaved.clear()

    async def kind_for(
        self, view: Reading, subscription: Subscription, day: date, *, partial: bool = False
    ) -> Kind:
        """Which digest of the day the channel gets."""
        chosen = subscription.settings
        without = await self._seen(view, subscription.id, day)
        return Kind(day, chosen.language, chosen.papers, chosen.min_votes, without, partial)

    async def compose(self, view: Reading, kind: Kind) -> Digest | None:
        """A digest of a stored day, kept nowhere; None if no paper is left for it."""
        edition = await self._edition(view, kind.day)
        papers = edition and chosen_papers(
            edition, most=kind.papers, min_votes=kind.min_votes, without=kind.without
        )
        if not edition or not papers:
            return None
        stored = await editions.stored_summaries(view, [paper.id for paper in papers], kind.language)
        summaries = best_summaries(papers, kind.language, stored, sentences=self.settings.summary.sentences)
        return make_digest(edition, papers, kind.language, summaries, partial=kind.partial)

    async def planned_day(
        self, tx: Transaction, subscription: Subscription, day: date, *, partial: bool = False
    ) -> PlannedDay | None:
        """What to plan for the channel; a day of which nothing is left for it is noted as filtered."""
        if frozen := await self.digest(tx, subscription, day, partial=partial):
            return PlannedDay(subscription.id, day, frozen.digest_id, frozen.parts, partial)
        await deliveries.put_off(tx, subscription.id, day, DeliveryState.FILTERED, self.now, partial=partial)
        return None

    def can_be_served(self, subscription: Subscription, states: Mapping[date, EditionState]) -> bool:
        """Whether the day that the channel's due time asks for was fetched whole, and those before it, too.

        One of those that the source fails to give does not hold the others up.
        """
        schedule, chosen = self.settings.schedule, subscription.settings
        due_at = due.last_due(self.now, chosen.due_time, chosen.tz)
        newest = due.finished_day(due_at, schedule.day_ends)
        return due.are_fetched(subscription.settled_day, newest, states, look_back=schedule.look_back_days)

    def is_given_up(self, subscription: Subscription) -> bool:
        """Whether the channel has been paused for so long that it is no longer tried."""
        longest = timedelta(days=self.settings.delivery.paused_days)
        return subscription.paused_at is not None and self.now - subscription.paused_at > longest

    async def _make(self, tx: Transaction, kind: Kind) -> Frozen | None:
        if (digest := await self.compose(tx, kind)) is None:
            return None
        counts = layout(digest)
        return Frozen(await digests.freeze(tx, digest, counts), len(counts))

    async def _edition(self, view: Reading, day: date) -> Edition | None:
        if day not in self._editions:
            self._editions[day] = await editions.edition(view, day)
        return self._editions[day]

    async def _seen(self, view: Reading, subscription_id: int, day: date) -> frozenset[str]:
        """The day's papers that the channel has had; few days list such a paper, so most ask nothing."""
        within = self.settings.schedule.repeat_after_days
        if day not in self._relisted:
            self._relisted[day] = await editions.relisted(view, day, within)
        if not self._relisted[day]:
            return frozenset()
        return await digests.shown_before(view, subscription_id, self._relisted[day], day, within)


async def plan_due(store: Store, settings: Settings, now: datetime) -> int:
    """Plan every channel whose due time has come; returns how many channel days that were.

    A channel stays due while the day that it waits for could not be fetched.
    """
    planner, count = Planner(settings, now), 0
    async with store.reading() as view:
        if not (due_at := await subscriptions.due(view, now)):
            return 0
        states = {state.day: state for state in await editions.edition_states(view)}
        servable = await _servable(view, planner, states, due_at)

    async def plan(ids: Sequence[int]) -> int:
        planner.forget_unsaved()
        async with store.transaction() as tx:
            planned = await _plan_batch(tx, planner, states, ids)
        planner.keep_saved()
        return planned

    for batch in batched(servable, CHANNELS_PER_TRANSACTION):
        count += await together_or_apart(batch, plan, "channel")
    return count


async def _servable(
    view: Reading, planner: Planner, states: Mapping[date, EditionState], ids: Sequence[int]
) -> list[int]:
    """The due channels whose days are there: on a bad morning a look, and nobody has to wait for a write."""
    servable_ids: list[int] = []
    for batch in batched(ids, CHANNELS_PER_TRANSACTION):
        for subscription in (await subscriptions.by_ids(view, batch)).values():
            with apart(f"channel {subscription.settings.channel_id}"):
                servable_ids += [subscription.id] if planner.can_be_served(subscription, states) else []
    return servable_ids


async def _plan_batch(
    tx: Transaction, planner: Planner, states: Mapping[date, EditionState], ids: Sequence[int]
) -> int:
    batch = (await subscriptions.by_ids(tx, ids)).values()
    planned_days = await deliveries.days_had(tx, ids, min((s.settled_day for s in batch), default=date.max))
    return sum([await _plan_channel(tx, planner, s, states, planned_days.get(s.id, {})) for s in batch])


async def _plan_channel(
    tx: Transaction,
    planner: Planner,
    subscription: Subscription,
    states: Mapping[date, EditionState],
    planned_days: Mapping[date, bool],
) -> int:
    schedule, chosen = planner.settings.schedule, subscription.settings
    due_at = due.next_due(planner.now, chosen.due_time, chosen.tz)
    if planner.is_given_up(subscription):
        await subscriptions.move(
            tx, subscription.id, settled_day=subscription.settled_day, next_due_at=due_at
        )
        return 0
    owed = due.owed(
        subscription.settled_day,
        states,
        had=planned_days,
        waiting=[day for day, untouched in planned_days.items() if untouched],
        catch_up=schedule.catch_up_posts,
        look_back=schedule.look_back_days,
        day_ends=schedule.day_ends,
    )
    await subscriptions.move(tx, subscription.id, settled_day=owed.settled_day, next_due_at=due_at)
    for day in owed.skip:
        await deliveries.skip(tx, subscription.id, day, planner.now)
    return sum([await _plan_day(tx, planner, subscription, day) for day in owed.post])


async def _plan_day(tx: Transaction, planner: Planner, subscription: Subscription, day: date) -> bool:
    planned_day = await planner.planned_day(tx, subscription, day)
    if planned_day:
        await deliveries.plan_new(tx, planned_day, planner.now)
    return planned_day is not None


async def plan_by_hand(
    store: Store,
    settings: Settings,
    day: date,
    subscribers: Iterable[Subscription],
    now: datetime,
    *,
    partial: bool = False,
) -> set[int]:
    """Plan a stored day for these channels, whatever their place in the calendar, which stays as it is.

    Returns the subscriptions to which there is now something to send.
    """
    planner, planned = Planner(settings, now), set[int]()

    async def plan(batch: Sequence[Subscription]) -> int:
        planner.forget_unsaved()
        done = set[int]()
        async with store.transaction() as tx:
            for subscription in batch:
                planned_day = await planner.planned_day(tx, subscription, day, partial=partial)
                if planned_day and await deliveries.plan(tx, planned_day, now):
                    done.add(subscription.id)
        planner.keep_saved()
        planned.update(done)
        return len(done)

    for batch in batched(subscribers, CHANNELS_PER_TRANSACTION):
        await together_or_apart(batch, plan, "posting by hand, channel")
    return planned


async def recompute_due_times(store: Store, now: datetime) -> None:
    """Put due times right that lie further ahead than any can: the clock or a zone's rules have changed."""
    latest = now + due.LONGEST_WAIT
    async with store.reading() as view:
        late = await subscriptions.due_after(view, latest)
    ids = [subscription.id for subscription in late if subscription.settings.has_known_zone]
    for batch in batched(ids, CHANNELS_PER_TRANSACTION):  # planning tells of the others
        async with store.transaction() as tx:
            for subscription in (await subscriptions.by_ids(tx, batch)).values():
                due_at = due.next_due(now, subscription.settings.due_time, subscription.settings.tz)
                if subscription.next_due_at > latest:
                    await subscriptions.move(
                        tx, subscription.id, settled_day=subscription.settled_day, next_due_at=due_at
                    )


def batched(values: Iterable[T], size: int) -> Generator[list[T]]:
    """The values in lists of up to `size` (itertools has it from Python 3.12 on)."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch
