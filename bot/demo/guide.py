"""What the demo's page says and offers beside the simulated Discord, in the language of whoever looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.demo.mornings import Mornings, morning_of
from bot.demo.sample_days import sample_days, sample_papers
from bot.demo.stage import PersonName, RoomName, Stage
from bot.demo.window import ZONE, View
from bot.models import Language
from bot.texts import say, say_day


class Try(NamedTuple):
    """Something to try: the line is sent in the room, by this person or else by whoever looks; without a line
    it is the command in the menu of the newest post there.
    """

    name: str
    label: str
    line: str = ""
    room: RoomName = "papers"
    person: PersonName | None = None
    menu: str = ""


TRIES = (
    Try("paper", "demo-try-paper", "/paper 1706.03762"),
    Try("digest", "demo-try-digest", "/digest"),
    Try("search", "demo-try-search", "/search agents"),
    Try("keyword", "demo-try-keyword", '/subscribe "deep research"'),
    Try("foryou", "demo-try-foryou", "/foryou"),
    Try("catchup", "demo-try-catchup", "/catchup"),
    Try("saved", "demo-try-saved", "/saved"),
    Try("watch", "demo-try-watch", "/watch"),
    Try("setup", "demo-try-setup", "/channel setup", "quiet", "admin"),
    Try("closed", "demo-try-closed", "/channel setup", "closed", "admin"),
    Try("status", "demo-try-status", "/status", "papers", "admin"),
    Try("health", "demo-try-health", "/admin health", "papers", "admin"),
    Try("named", "demo-try-named", menu="commands-papers-in-message"),
    Try("keep", "demo-try-keep", menu="commands-save-message-papers"),
    Try("alike", "demo-try-alike", menu="commands-more-like"),
    Try("privacy", "demo-try-privacy", "/privacy", "direct"),
)
_ROOMS: Mapping[RoomName, str] = {
    "papers": "demo-about-papers",
    "quiet": "demo-about-quiet",
    "closed": "demo-about-closed",
    "direct": "demo-about-direct",
}
_PEOPLE: Mapping[PersonName, str] = {
    "admin": "demo-as-admin",
    "korean": "demo-as-korean",
    "english": "demo-as-english",
}


def page_state(stage: Stage, view: View, mornings: Mornings) -> dict[str, Any]:
    """All that the page shows of the demo, as JSON for its script."""
    language = view.person.language
    return {
        "language": language,
        "room": view.room,
        "person": view.person.name,
        "texts": _texts(language),
        "people": [
            {"name": name, "label": person.user.global_name, "about": say(language, _PEOPLE[name])}
            for name, person in stage.people.items()
        ],
        "rooms": _rooms(stage, view),
        "tries": [_example(language, each) for each in TRIES],
        "morning": _morning(language, mornings),
    }


def _example(language: Language, example: Try) -> dict[str, str]:
    line = example.line or say(language, "demo-menu", name=say(language, example.menu))
    return {"name": example.name, "label": say(language, example.label), "line": line}


def _texts(language: Language) -> dict[str, str]:
    days = ", ".join(map(str, sample_days()))
    return {
        "title": say(language, "demo-page-title"),
        "about": say(language, "demo-page-about"),
        "people": say(language, "demo-page-people"),
        "rooms": say(language, "demo-page-rooms"),
        "tries": say(language, "demo-page-tries"),
        "busy": say(language, "demo-page-busy"),
        "failed": say(language, "demo-page-failed"),
        "gone": say(language, "demo-page-gone"),
        "knows": say(language, "demo-page-knows", papers=len(sample_papers()), days=days),
    }


def _rooms(stage: Stage, view: View) -> Sequence[dict[str, Any]]:
    return [_room(stage, view, name, about) for name, about in _ROOMS.items()]


def _room(stage: Stage, view: View, name: RoomName, about: str) -> dict[str, Any]:
    channel = stage.channel(name, view.person)
    messages = stage.env.backend.messages.get(channel.id, {})
    return {
        "name": name,
        "label": "Paperboy" if name == "direct" else f"#{channel.name}",
        "about": say(view.person.language, about),
        "newest": str(max(messages, default=0)),
    }


def _morning(language: Language, mornings: Mornings) -> dict[str, Any]:
    day = mornings.next_day()
    about = (
        say(language, "demo-morning-about", morning=_moment(morning_of(day), language))
        if day
        else say(language, "demo-morning-none")
    )
    now = say(language, "demo-now", moment=_moment(mornings.clock(), language))
    return {"label": say(language, "demo-morning"), "about": about, "now": now, "open": day is not None}


def _moment(at: datetime, language: Language) -> str:
    local = at.astimezone(ZoneInfo(ZONE))
    return f"{say_day(language, local.date())} {local:%H:%M}"
