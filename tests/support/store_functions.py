"""Every public function of the store, found by looking, and values to call it with."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, cast, get_args, get_type_hints

from sqlalchemy import ColumnElement, Table, select, true

import bot.store
from bot.digests.changes import change_of
from bot.models import (
    Alert,
    ArxivRecord,
    ChangeKind,
    ChannelSettings,
    Delivery,
    DeliveryState,
    Digest,
    Doubt,
    Edit,
    Edition,
    IndexQuery,
    LookSource,
    Making,
    NearPaper,
    NextState,
    OutboxMessage,
    Paper,
    Publication,
    Purpose,
    SearchQuery,
    SubscriptionChange,
    Summary,
    Tokens,
    WatchedPaper,
    Week,
    WeekPost,
)
from bot.models.notifications import Notification, NotificationContent
from bot.models.session_starts import SessionStarts
from bot.store import Reading, Transaction
from bot.store.deliveries import PlannedDay
from bot.store.edits import PlannedEdit
from bot.store.hits import PaperHits
from bot.store.outbox import Outbox
from bot.store.schema import (
    alerts,
    deliveries,
    edits,
    letters,
    listings,
    notes,
    papers,
    publications,
    watches,
    week_posts,
)
from bot.store.subscriptions import Move
from bot.store.terms import Learned
from tests.factories import channel, edition, paper, record
from tests.support.stock import (
    BEFORE,
    CONTENT,
    DAY,
    DIGEST,
    DOUBT,
    MAKING,
    NOW,
    PAPER_IDS,
    SUMMARY,
    WEEK,
    rows,
)

Function = Callable[..., Awaitable[Any]]

NEAR_PAPER = NearPaper(paper_id=PAPER_IDS[1], nearness=500, terms=("rag",))
_DAYS = [DAY + timedelta(number) for number in range(4)]
_ENTRIES = select(papers.c.id, papers.c.title, papers.c.votes, listings.c.day).join(listings)
_BY_TYPE: dict[Any, Any] = {
    Alert: Alert.model_validate(next(rows(alerts))),
    ArxivRecord: record(),
    ChannelSettings: channel(),
    Delivery: Delivery.model_validate(next(rows(deliveries))),
    DeliveryState: DeliveryState.SKIPPED,
    Digest: DIGEST,
    Doubt: DOUBT,
    Edit: Edit.model_validate(next(rows(edits))),
    Edition: edition(DAY),
    Making: MAKING,
    SubscriptionChange: change_of(channel(), ChangeKind.ADDED, 1, NOW),
    Notification: Notification.model_validate(next(rows(letters)) | {"content": CONTENT}),
    NotificationContent: CONTENT,
    Paper: paper(1),
    Publication: Publication.model_validate(next(rows(publications))),
    PaperHits: PaperHits(DAY, PAPER_IDS[0], [1]),
    PlannedDay: PlannedDay(1, _DAYS[3], 1, 1),
    PlannedEdit: PlannedEdit(Delivery.model_validate(next(rows(deliveries))), 1),
    Purpose: Purpose.DIGEST,
    SearchQuery: SearchQuery(words="rag"),
    IndexQuery: IndexQuery(words="rag"),
    Summary: SUMMARY,
    Tokens: Tokens(),
    Week: WEEK,
    WeekPost: WeekPost.model_validate(next(rows(week_posts)) | {"content": WEEK}),
    Table: notes,
    range: range(1, 3),
    timedelta: timedelta(1),
    Mapping[date, str]: {DAY: "text"},
    Mapping[str, str]: {"lora": "lora"},
    Mapping[str, datetime]: {"rag fingerprint 1": NOW},
    NextState: NextState(DeliveryState.PLANNED, NOW),
    ColumnElement[bool]: true(),
    Learned: Learned(NOW, 3, 1),
    SessionStarts: SessionStarts(total=1000, remaining=999, resets_at=NOW),
    LookSource: "hub",
    Mapping[str, Paper]: {PAPER_IDS[0]: paper(1)},
    WatchedPaper: WatchedPaper.model_validate(
        {"title": "", "votes": 1, "code_url": None, "project_url": None, "updated_at": None}
        | {"withdrawn": False, "version": 2}
        | next(rows(watches))
    ),
}
# What a type does not tell.
_BY_NAME: dict[str, Any] = {
    "alert_id": 0, "before": BEFORE,
    "channel_id": 100, "column": "closed_since", "configured_by": 1, "daily": 99, "day": DAY, "days": _DAYS,
    "delivery_id": 1, "digest_id": 1, "draft_id": 1, "dropped": 0, "fallbacks": 0, "finished": True,
    "fingerprints": {"rag fingerprint 1"},
    "first": DAY, "flagged": 0, "form": "lora", "guild_id": 1, "guild_ids": [1, 2],
    "on_hold": False, "fence": 1, "hits": [(DAY, PAPER_IDS[0])],
    "holder": "rag holder 1", "owner_id": 1, "owner_ids": [1, 2, 3], "ids": [1, 2, 3],
    "key": "key", "keys": ["rag key 1"], "keyword": "LoRA",
    "keyword_id": 1, "keyword_ids": [1, 2, 3], "language": "en", "last": _DAYS[-1], "counts": [1],
    "limit": 9, "looks_from": DAY, "message_id": 1, "moment": BEFORE, "most": 9, "next_due_at": NOW,
    "next_edit_at": NOW,
    "notification_id": 1, "now": NOW, "paper_id": PAPER_IDS[0], "paper_ids": PAPER_IDS, "partial": False,
    "patient": False, "problem": "HTTP 503", "query": _ENTRIES, "reason": "50013", "reserved": 0,
    "row_id": 1, "rows": [{"key": "key", "value": "value"}], "settled_day": DAY, "start": 0,
    "subscription_id": 1, "subscription_ids": [1, 2, 3], "taken_at": BEFORE, "tokens": 1,
    "unknown": False, "until": NOW, "user_id": 1, "user_ids": [1, 2, 3], "value": "value",
    "values": {"closed_told": True}, "who": "here",
    "version": 1, "after": "", "term_counts": {PAPER_IDS[0]: {"rag": 2}},
    "new": {"rag": 2}, "weights": {"rag": 500}, "telling": {PAPER_IDS[0]: {"rag": 500}}, "terms": ["rag"],
    "among": 3, "nearest": {PAPER_IDS[0]: [NEAR_PAPER]}, "paper_query": select(papers),
    "within_days": 30, "next_weekly_at": NOW, "least": 1, "thread_id": 7, "by_saving": True,
    "more_votes": 50, "is_on": True, "moves": [Move(1, DAY, NOW)],
}  # fmt: skip


OF_TWO_STORES = {"transfer.transfer"}  # tests/cli/test_db.py


def functions(kind: type[Reading]) -> dict[str, Function]:
    """Those that take a Reading, or those that take a Transaction, by name."""
    return {
        name: function
        for name, function in _public()
        if _first_type(function) is kind and name not in OF_TWO_STORES
    }


def other_functions() -> set[str]:
    """Those that take neither."""
    return {name for name, function in _public() if _first_type(function) not in (Reading, Transaction)}


def call(function: Function, view: Reading) -> Awaitable[Any]:
    """The function with a value for everything that it must be told."""
    types = get_type_hints(function)
    arguments: dict[str, Any] = {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.name == "message":
            arguments["message"] = _message(function)
        elif parameter.kind is parameter.VAR_KEYWORD:
            arguments |= {"attempts": 1} if _outbox_of(function) else _BY_NAME[parameter.name]
        elif parameter.default is parameter.empty:
            arguments[parameter.name] = _value(parameter.name, types[parameter.name])
    return function(view, **arguments)


def _outbox_of(function: Function) -> Outbox[Any] | None:
    owner = getattr(function, "__self__", None)
    return cast("Outbox[Any]", owner) if isinstance(owner, Outbox) else None


def _message(function: Function) -> OutboxMessage:
    outbox = _outbox_of(function)
    assert outbox is not None
    kinds = {
        "deliveries": Delivery,
        "edits": Edit,
        "letters": Notification,
        "publications": Publication,
        "week_posts": WeekPost,
    }
    return _BY_TYPE[kinds[outbox.table.name]]


def _value(name: str, type_of: Any) -> Any:
    if type_of in _BY_TYPE:
        return _BY_TYPE[type_of]
    if name == "since":
        return DAY if type_of is date else BEFORE
    if len(items := get_args(type_of)) == 1 and items[0] in _BY_TYPE:
        return [_BY_TYPE[items[0]]]
    assert name in _BY_NAME, f"what to call it with? {name}: {type_of}"
    return _BY_NAME[name]


def _public() -> Iterator[tuple[str, Function]]:
    for module_info in iter_modules(bot.store.__path__, "bot.store."):
        module = None if module_info.ispkg else import_module(module_info.name)
        for name, function in vars(module).items() if module else ():
            place = f"{module_info.name.removeprefix('bot.store.')}.{name}"
            is_own = inspect.iscoroutinefunction(function) and function.__module__ == module_info.name
            if isinstance(function, Outbox):
                yield from _methods(place, cast("Outbox[Any]", function))
            elif is_own and not name.startswith("_"):
                yield place, function


def _methods(place: str, outbox: Outbox[Any]) -> Iterator[tuple[str, Function]]:
    for name, method in inspect.getmembers(outbox, inspect.iscoroutinefunction):
        if not name.startswith("_"):
            yield f"{place}.{name}", method


def _first_type(function: Function) -> Any:
    hints = get_type_hints(function)
    return hints[next(iter(inspect.signature(function).parameters))]
