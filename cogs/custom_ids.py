"""Which custom_ids our buttons and selects read. No extension, so that there is one list in the process."""

from __future__ import annotations

import re

_OURS = re.compile(r"v[0-9]+:.*", re.DOTALL)  # of whatever version
_templates: set[re.Pattern[str]] = set()


def register(template: str) -> re.Pattern[str]:
    """The template of an item, in which `\\d` and `\\w` are ASCII."""
    pattern = re.compile(template, re.ASCII)
    _templates.add(pattern)
    return pattern


def is_unread(custom_id: str) -> bool:
    """Whether it is made as ours are, and no item of ours reads it."""
    read = any(template.fullmatch(custom_id) for template in _templates)
    return bool(_OURS.fullmatch(custom_id)) and not read


def spoken(custom_id: str) -> str:
    """What a log may say of it: the kind of item alone, and of one that is not ours not even that."""
    kind = ":".join(custom_id.split(":")[:2])  # a search stands whole in its buttons
    return kind if any(template.pattern.startswith(kind) for template in _templates) else "an item"
