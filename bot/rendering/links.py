"""Addresses in Discord."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from bot.models import Paper
from bot.rendering import limits

_VIDEO = (".mp4", ".webm", ".mov", ".m4v", ".avi", ".mkv")


def masked_link(label: str, url: str | None) -> str | None:
    """`[label](url)` for a place with Markdown, or None where the address is missing, odd or very long.

    The label is ours (not escaped). What could end the link early is percent-encoded: brackets, spaces,
    quotes, backslashes.
    """
    if not url or not _is_web(url):
        return None
    safe = quote(url, safe=":/?#@!$&*+,;=%~")
    return f"[{label}]({safe})" if len(safe) <= limits.URL else None


def picture(url: str | None) -> str | None:
    """The address if Discord can show it as an image: http(s) and no video."""
    if not url or not _is_web(url) or len(url) > 2048:
        return None
    return None if urlsplit(url).path.lower().endswith(_VIDEO) else url


def hugging_face(paper: Paper) -> str:
    """The page of the paper on Hugging Face."""
    return f"https://huggingface.co/papers/{paper.id}"


def pdf(paper: Paper) -> str:
    """The PDF on arXiv."""
    return f"https://arxiv.org/pdf/{paper.id}"


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
