"""Addresses in Discord: of what papers link to, and of messages."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from bot.models import Paper
from bot.rendering import limits

_WEB = re.compile(r"https?://[a-z0-9_-]+(\.[a-z0-9_-]+)+(:\d{1,5})?([/?#].*)?", re.IGNORECASE | re.ASCII)
_VIDEO = (".mp4", ".webm", ".mov", ".m4v", ".avi", ".mkv")


def masked_link(label: str, url: str | None) -> str | None:
    """`[label](url)` for a place with Markdown, or None where the address is missing, odd or very long.

    The label is ours (not escaped). What could end the link early is percent-encoded: brackets, spaces,
    quotes, backslashes.
    """
    safe = _safe(url)
    return f"[{label}]({safe})" if safe and len(safe) <= limits.URL else None


def picture(url: str | None) -> str | None:
    """The address if Discord can show it as an image: http(s) and no video."""
    safe = _safe(url)
    if safe is None or len(safe) > limits.URL or urlsplit(safe).path.lower().endswith(_VIDEO):
        return None
    return safe


def hugging_face(paper: Paper) -> str:
    """The page of the paper on Hugging Face."""
    return f"https://huggingface.co/papers/{paper.id}"


def pdf(paper: Paper) -> str:
    """The PDF on arXiv."""
    return f"https://arxiv.org/pdf/{paper.id}"


def message_link(guild_id: int, channel_id: int, message_id: int | None) -> str:
    """A message in a channel or thread of a server; without its id, the channel."""
    place = f"https://discord.com/channels/{guild_id}/{channel_id}"
    return f"{place}/{message_id}" if message_id else place


def _safe(url: str | None) -> str | None:
    """The address percent-encoded; None if Discord would refuse it, and with it the whole message."""
    if url is None or not _WEB.fullmatch(url):
        return None
    return quote(url, safe=":/?#@!$&*+,;=%~")
