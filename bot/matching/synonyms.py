"""Known other names of the same thing (`synonyms.toml`): diffusion, 확산 모델, 디퓨전."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files

from bot.matching.tokens import together, without_weak_ends, words


@cache
def names_of_things() -> tuple[tuple[str, ...], ...]:
    """The names of every known thing, as written in the file."""
    text = (files("bot.matching") / "synonyms.toml").read_text(encoding="utf-8")
    return tuple(tuple(names) for names in tomllib.loads(text)["names"])


@cache
def things() -> dict[str, str]:
    """The normal form of every known name → the form that stands for the thing itself (`~diffusion`)."""
    return {_form(name): f"~{_form(names[0])}" for names in names_of_things() for name in names}


@cache
def things_by_key() -> dict[str, list[tuple[str, str]]]:
    """For each key under which papers are filed, the normal forms of known names, with the thing's."""
    keyed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, thing in things().items():
        keyed[without_weak_ends(form)].append((form, thing))
    return dict(keyed)


def forms_of(form: str) -> frozenset[str]:
    """Under which normal forms a text says it: those of all names of a known thing (`~diffusion`)."""
    if not form.startswith("~"):
        return frozenset((form,))
    return frozenset(name for name, thing in things().items() if thing == form)


def synonyms_of(form: str) -> tuple[str, ...]:
    """The other names, as written in the file, of the thing whose name has this normal form."""
    things_so_called = (names for names in names_of_things() if form in map(_form, names))
    return tuple(name for name in next(things_so_called, ()) if _form(name) != form)


def _form(name: str) -> str:
    return together(words(name))
