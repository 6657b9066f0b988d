"""Refusals in Discord's own shape: `{"message", "code", "errors"?}` and the code's HTTP status."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

Json = dict[str, Any]

# Codes and wording: Discord's documentation, "JSON Error Codes"; 50278 is new since March 2026.
REFUSALS: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    40033: (400, "This message has already been crossposted."),
    40067: (400, "A tag is required to create a forum post in this channel"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50024: (400, "Cannot execute action on this channel type"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
}


class ApiError(Exception):
    """A request that Discord would answer with an error. `body` is that answer's JSON."""

    def __init__(self, status: int, body: Json):
        super().__init__(status, body)
        self.status = status
        self.body = body


def refusal(code: int, **more: Any) -> ApiError:
    """The refusal for one of Discord's JSON error codes; `more` is merged into the body."""
    status, message = REFUSALS[code]
    return ApiError(status, {"message": message, "code": code, **more})


def plain_refusal(status: int) -> ApiError:
    """A refusal that has only an HTTP status, as 401 and unknown routes have: `{"message": …, "code": 0}`."""
    return ApiError(status, {"message": f"{status}: {HTTPStatus(status).phrase}", "code": 0})


class Form:
    """Collects what is wrong with a body, and refuses it whole: 400/50035 with Discord's nested errors."""

    def __init__(self) -> None:
        self._errors: Json = {}

    def wrong(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        """Notes one error at a path such as ("embeds", 0, "title")."""
        place = self._errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def text(self, path: tuple[str | int, ...], value: Any, most: int, *, required: bool = False) -> int:
        """Checks a text of at most `most` UTF-16 units; answers its length."""
        if value is None or value == "":
            if required:
                self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
            return 0
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
            return 0
        length = utf16_units(value)
        if length > most:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        return length

    def count(self, path: tuple[str | int, ...], values: list[Any], most: int) -> None:
        """Checks that a list has at most `most` entries."""
        if len(values) > most:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def check(self) -> None:
        """Raises if anything was wrong."""
        if self._errors:
            raise refusal(50035, errors=self._errors)


def utf16_units(text: str) -> int:
    """Length in UTF-16 code units, after the trimming that Discord does: an emoji counts two."""
    return len(text.strip().encode("utf-16-le", "surrogatepass")) // 2


def objects(value: Any) -> list[Json]:
    """The JSON objects in what should be a list; anything else counts as none."""
    if not isinstance(value, list):
        return []
    return [cast(Json, entry) for entry in cast(list[Any], value) if isinstance(entry, dict)]


def as_object(value: Any) -> Json:
    """A JSON object, or an empty one."""
    return cast(Json, value) if isinstance(value, dict) else {}
