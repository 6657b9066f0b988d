"""The forms of `/channel setup`: what cannot be chosen from a few is typed here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import discord

from bot.digests.channel_settings import LONGEST_NAME, MOST_PAPERS
from bot.digests.chosen_lists import FEWEST_EXAMPLES, MOST_EXAMPLES
from bot.digests.preview import a_day
from bot.digests.setups import SetupDraft
from bot.models import LANGUAGES, ORDERS, WEEKDAYS, ChannelSettings, Language
from bot.texts import say, say_weekday
from cogs.answers import Interaction
from cogs.channels.settings_text import LANGUAGES as LANGUAGE_KEYS
from cogs.channels.settings_text import ORDER_KEYS
from cogs.channels.setup_text import layout_label
from cogs.items import FORM_SECONDS, FunnelModal

_LONGEST_LIST = 2_000  # characters of a list of topics
NO_WEEKLY = "none"  # as `bot.digests.channel_settings` reads it
_LONGEST_VALUE = 100  # of any other text

Submit = Callable[[Interaction, dict[str, object]], Awaitable[None]]


class _Field(ABC):
    """One setting in a form, whose name is `name`, unless `values` says otherwise."""

    def __init__(self, name: str, item: discord.ui.Item[Any]) -> None:
        self.name, self.item = name, item

    @property
    @abstractmethod
    def value(self) -> object:
        """What was filled in, as `bot.digests.channel_settings` reads it."""

    @property
    def values(self) -> dict[str, object]:
        """The same by the setting's name."""
        return {self.name: self.value}


class _Text(_Field):
    def __init__(self, draft: SetupDraft, name: str, current: str, *, lines: bool = False) -> None:
        rejected = draft.rejected.get(name)
        self.text: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=name,
            default=rejected.typed if rejected else current,
            style=discord.TextStyle.paragraph if lines else discord.TextStyle.short,
            max_length=_LONGEST_LIST if lines else _LONGEST_VALUE,
            required=not lines,
        )
        super().__init__(name, self.text)

    @property
    def value(self) -> object:
        return self.text.value


class _Choice(_Field):
    """One or, where `most` says so, several of a few."""

    def __init__(self, name: str, labels: dict[str, str], chosen: Sequence[str], *, most: int = 1) -> None:
        options = [
            discord.SelectOption(label=label, value=value, default=value in chosen)
            for value, label in labels.items()
        ]
        self.select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name, options=options, max_values=most
        )
        self._most = most
        super().__init__(name, self.select)

    @property
    def value(self) -> object:
        return list(self.select.values) if self._most > 1 else self.select.values[0]


class _Switch(_Field):
    """One setting that is on or off."""

    def __init__(self, name: str, *, is_on: bool) -> None:
        self.checkbox: discord.ui.Checkbox[Any] = discord.ui.Checkbox(custom_id=name, default=is_on)
        super().__init__(name, self.checkbox)

    @property
    def value(self) -> object:
        return str(self.checkbox.value)


class _Switches(_Field):
    """Settings that are on or off, by their names, each with its label."""

    def __init__(self, name: str, labels: dict[str, str], chosen: ChannelSettings) -> None:
        options = [
            discord.SelectOption(label=label, value=setting, default=bool(getattr(chosen, setting)))
            for setting, label in labels.items()
        ]
        self.select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name, options=options, min_values=0, max_values=len(options), required=False
        )
        super().__init__(name, self.select)

    @property
    def value(self) -> object:
        return list(self.select.values)

    @property
    def values(self) -> dict[str, object]:
        return {option.value: str(option.value in self.select.values) for option in self.select.options}


class _Role(_Field):
    def __init__(self, name: str, role_id: int | None) -> None:
        kind = discord.SelectDefaultValueType.role
        defaults = [discord.SelectDefaultValue(id=role_id, type=kind)] if role_id else []
        self.roles: discord.ui.RoleSelect[Any] = discord.ui.RoleSelect(
            custom_id=name, default_values=defaults, min_values=0, required=False
        )
        super().__init__(name, self.roles)

    @property
    def value(self) -> object:
        return self.roles.values[0].id if self.roles.values else ""


class SetupForm(FunnelModal):
    """A form that hands what was filled in, by the settings' names, to `submit`."""

    def __init__(self, title: str, submit: Submit) -> None:
        super().__init__(title=title, timeout=FORM_SECONDS)
        self._fields: list[_Field] = []
        self._submit = submit

    def add(self, field: _Field, label: str, about: str | None = None) -> None:
        """Add a field below the ones before it."""
        self._fields.append(field)
        self.add_item(discord.ui.Label(text=label, description=about, component=field.item))

    async def submitted(self, interaction: Interaction) -> None:
        """Hand it on."""
        await self._submit(interaction, _merged(field.values for field in self._fields))


def _merged(values: Iterable[dict[str, object]]) -> dict[str, object]:
    return {name: value for of_field in values for name, value in of_field.items()}


def when_form(draft: SetupDraft, language: Language, submit: Submit) -> SetupForm:
    """Zone, time, weekdays, language and layout."""
    form, chosen = SetupForm(say(language, "setup-change-when"), submit), draft.settings
    days = {weekday: say_weekday(language, a_day(weekday)) for weekday in WEEKDAYS}
    languages = {each: say(language, LANGUAGE_KEYS[each]) for each in LANGUAGES}
    layouts = {each: layout_label(each, language) for each in draft.place.layouts}
    form.add(
        _Text(draft, "due_time", f"{chosen.due_time:%H:%M}"),
        say(language, "setup-label-time"),
        say(language, "setup-label-time-about"),
    )
    form.add(
        _Text(draft, "zone", chosen.zone),
        say(language, "setup-label-zone"),
        say(language, "setup-label-zone-about"),
    )
    form.add(
        _Choice("weekdays", days, chosen.weekdays, most=len(days)),
        say(language, "setup-label-weekdays"),
        say(language, "setup-label-weekdays-about"),
    )
    form.add(_Choice("language", languages, [chosen.language]), say(language, "setup-label-language"))
    form.add(_Choice("layout", layouts, [chosen.layout]), say(language, "setup-label-layout"))
    return form


def papers_form(draft: SetupDraft, language: Language, submit: Submit) -> SetupForm:
    """How many papers, which ones, and what is edited in after the post."""
    form, chosen = SetupForm(say(language, "setup-change-papers"), submit), draft.settings
    form.add(
        _Text(draft, "papers", str(chosen.papers)),
        say(language, "setup-label-number"),
        say(language, "setup-label-number-about", most=MOST_PAPERS),
    )
    form.add(
        _Text(draft, "min_votes", str(chosen.min_votes)),
        say(language, "setup-label-votes"),
        say(language, "setup-label-votes-about"),
    )
    form.add(
        _Text(draft, "topics", "\n".join(chosen.topics), lines=True),
        say(language, "setup-label-topics"),
        say(language, "setup-label-topics-about"),
    )
    form.add(
        _Text(draft, "excluded_topics", "\n".join(chosen.excluded_topics), lines=True),
        say(language, "setup-label-excluded"),
        say(language, "setup-label-excluded-about"),
    )
    switches = {
        "edit_late": say(language, "setup-label-late"),
        "live_votes": say(language, "setup-label-live"),
    }
    form.add(_Switches("edits", switches, chosen), say(language, "setup-label-edits"))
    return form


def order_form(draft: SetupDraft, language: Language, submit: Submit) -> SetupForm:
    """Which papers come first, and the examples that say what a topic is."""
    form, chosen = SetupForm(say(language, "setup-change-order"), submit), draft.settings
    orders = {each: say(language, ORDER_KEYS[each]) for each in ORDERS}
    form.add(_Choice("order", orders, [chosen.order]), say(language, "setup-label-order"))
    form.add(
        _Text(draft, "examples", "\n".join(chosen.examples), lines=True),
        say(language, "setup-label-examples"),
        say(language, "setup-label-examples-about", fewest=FEWEST_EXAMPLES, most=MOST_EXAMPLES),
    )
    return form


def weekly_form(draft: SetupDraft, language: Language, submit: Submit) -> SetupForm:
    """Whether there is a weekly post, and when."""
    form, chosen = SetupForm(say(language, "setup-change-weekly"), submit), draft.settings
    days = {weekday: say_weekday(language, a_day(weekday)) for weekday in WEEKDAYS}
    choices = {NO_WEEKLY: say(language, "setup-weekly-none"), **days}
    form.add(
        _Choice("weekly", choices, [chosen.weekly or NO_WEEKLY]),
        say(language, "setup-label-weekly"),
        say(language, "setup-label-weekly-about"),
    )
    form.add(
        _Text(draft, "weekly_time", f"{chosen.weekly_time:%H:%M}"),
        say(language, "setup-label-time"),
        say(language, "setup-label-time-about"),
    )
    return form


def role_form(draft: SetupDraft, language: Language, submit: Submit) -> SetupForm:
    """The role to mention, and when; in an announcement channel also whether posts are published."""
    form, chosen = SetupForm(say(language, "setup-change-role"), submit), draft.settings
    form.add(_Role("role_id", chosen.role_id), say(language, "setup-label-role"))
    form.add(
        _Text(draft, "role_topics", "\n".join(chosen.role_topics), lines=True),
        say(language, "setup-label-role-topics"),
        say(language, "setup-label-role-topics-about"),
    )
    if draft.place.publishes:
        form.add(_Switch("publish", is_on=chosen.publish), say(language, "setup-label-publish"))
    return form


def name_form(draft: SetupDraft, language: Language, submit: Submit) -> SetupForm:
    """The short name of another subscription of the channel."""
    form = SetupForm(say(language, "setup-another"), submit)
    form.add(
        _Text(draft, "name", ""),
        say(language, "setup-label-name"),
        say(language, "setup-label-name-about", longest=LONGEST_NAME),
    )
    return form


def copy_form(sources: dict[str, str], language: Language, submit: Submit) -> SetupForm:
    """Which subscription's settings to take; `sources` are their labels by their addresses."""
    form = SetupForm(say(language, "setup-copy"), submit)
    form.add(_Choice("source", sources, []), say(language, "setup-copy-about"))
    return form
