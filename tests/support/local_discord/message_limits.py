"""Discord's documented limits on a message: what is over them is refused, not cut."""

from __future__ import annotations

from typing import Any

from .errors import Form, Json, as_object, objects, refusal

CONTENT = 2_000
NONCE = 25
EMBEDS = 10
EMBED_SUM = 6_000  # over all embeds of one message
FIELDS = 25
COMPONENTS_V2 = 1 << 15
BUTTON = 2


def check_message(body: Json, *, attachments: int = 0) -> None:
    """Raises 400/50006 for an empty message and 400/50035 for one that is over a limit."""
    if not attachments and not _has_something(body):
        raise refusal(50006)
    check_edit(body)


def check_edit(body: Json) -> None:
    """The same limits for the parts that an edit brings."""
    form = Form()
    form.text(("content",), body.get("content"), CONTENT)
    _check_nonce(form, body.get("nonce"))
    _check_embeds(form, objects(body.get("embeds")))
    if not int(body.get("flags") or 0) & COMPONENTS_V2:
        _check_rows(form, objects(body.get("components")))
    form.check()


def _has_something(body: Json) -> bool:
    content = str(body.get("content") or "").strip()
    embeds = any(objects(body.get("embeds")))
    return bool(content or embeds or body.get("components") or body.get("poll") or body.get("sticker_ids"))


def _check_nonce(form: Form, nonce: Any) -> None:
    if nonce is not None and len(str(nonce)) > NONCE:
        form.wrong(("nonce",), "NONCE_TYPE_TOO_LONG", f"Must be {NONCE} or fewer in length.")


def _check_embeds(form: Form, embeds: list[Json]) -> None:
    form.count(("embeds",), embeds, EMBEDS)
    total = sum(_check_embed(form, number, embed) for number, embed in enumerate(embeds))
    if total > EMBED_SUM:
        text = f"Embed size exceeds maximum size of {EMBED_SUM}"
        form.wrong(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", text)


def _check_embed(form: Form, number: int, embed: Json) -> int:
    at: tuple[str | int, ...] = ("embeds", number)
    _check_urls(form, at, embed)
    return (
        form.text((*at, "title"), embed.get("title"), 256)
        + form.text((*at, "description"), embed.get("description"), 4_096)
        + form.text((*at, "footer", "text"), as_object(embed.get("footer")).get("text"), 2_048)
        + form.text((*at, "author", "name"), as_object(embed.get("author")).get("name"), 256)
        + _check_fields(form, (*at, "fields"), objects(embed.get("fields")))
    )


def _check_fields(form: Form, at: tuple[str | int, ...], fields: list[Json]) -> int:
    form.count(at, fields, FIELDS)
    return sum(
        form.text((*at, number, "name"), field.get("name"), 256, required=True)
        + form.text((*at, number, "value"), field.get("value"), 1_024, required=True)
        for number, field in enumerate(fields)
    )


def _check_urls(form: Form, at: tuple[str | int, ...], embed: Json) -> None:
    urls = {("url",): embed.get("url")}
    urls |= {(part, "url"): as_object(embed.get(part)).get("url") for part in ("thumbnail", "image")}
    for place, url in urls.items():
        if url and not str(url).startswith(("http://", "https://", "attachment://")):
            text = f"Scheme of {url!r} must be one of ('http', 'https')."
            form.wrong((*at, *place), "URL_TYPE_INVALID_SCHEME", text)


def _check_rows(form: Form, rows: list[Json]) -> None:
    form.count(("components",), rows, 5)
    for number, row in enumerate(rows):
        at = ("components", number, "components")
        parts = objects(row.get("components"))
        form.count(at, parts, 5 if all(part.get("type") == BUTTON for part in parts) else 1)
        for place, part in enumerate(parts):
            _check_component(form, (*at, place), part)


def _check_component(form: Form, at: tuple[str | int, ...], part: Json) -> None:
    form.text((*at, "custom_id"), part.get("custom_id"), 100)
    form.text((*at, "label"), part.get("label"), 80)
    form.text((*at, "placeholder"), part.get("placeholder"), 150)
    options = objects(part.get("options"))
    form.count((*at, "options"), options, 25)
    for number, option in enumerate(options):
        for key in ("label", "value", "description"):
            form.text((*at, "options", number, key), option.get(key), 100, required=key != "description")
