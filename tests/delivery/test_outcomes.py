"""Discord's answers, and what others say in its place: only a code that speaks of the channel judges it."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import discord
import pytest

from bot.delivery.outcomes import Closed, Later, OddAnswerError, Refused, Rejected, judge
from bot.delivery.rate_limits import remember_wait
from tests.delivery.errors import PAGE, answered, answered_with, no_such_host

NESTED = {"embeds": {"0": {"title": {"_errors": [{"code": "X", "message": "Must be 256 or fewer"}]}}}}


@pytest.mark.parametrize("code", [10003, 50001, 50013, 50008, 50024, 50083, 160005, 50007, 50278, 10013])
@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_a_code_that_speaks_of_the_channel_closes_it_whatever_the_status(status: int, code: int) -> None:
    outcome = judge(answered(status, code, "Discord's words"))
    assert outcome == Closed(f"{status}/{code} Discord's words")
    assert isinstance(outcome, Closed)
    assert outcome.code == code


@pytest.mark.parametrize(
    "body",
    [
        {"code": 50035, "message": "Invalid Form Body", "errors": NESTED},
        {"code": 50006, "message": "Cannot send an empty message"},
        {"code": 40005, "message": "Request entity too large"},
        {"code": 240000, "message": "Message blocked by harmful links filter"},
        {"code": 10008, "message": "Unknown Message"},
        {"code": 50005, "message": "Cannot edit a message authored by another user"},
    ],
    ids=lambda body: str(body["code"]),
)
@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_code_that_speaks_of_the_message_refuses_it(status: int, body: dict[str, Any]) -> None:
    outcome = judge(answered_with(status, body))
    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith(f"{status}/{body['code']} {body['message']}")
    assert "\n" not in outcome.reason


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, PAGE),
        (403, ""),
        (403, "error code: 1020"),
        (403, {"code": 40333, "message": "internal network error"}),
        (403, {"code": 0, "message": "Forbidden"}),
        (403, {"message": "Forbidden"}),
        (403, {"error": "blocked"}),
        (403, ["blocked"]),
        (403, {"code": None, "message": "Forbidden"}),
        (403, {"code": ["50013"], "message": "Forbidden"}),
        (403, {"code": True, "message": "Forbidden"}),
        (403, {"code": 20026, "message": "Your bot has been flagged by our anti-spam system"}),
        (404, PAGE),
        (404, {"code": 0, "message": "404: Not Found"}),
        (404, {"code": 10004, "message": "Unknown Guild"}),
        (400, PAGE),
        (400, "Bad Request"),
        (400, {"code": 0, "message": "400: Bad Request"}),
        (400, {"code": 50109, "message": "The request body contains invalid JSON."}),
        (400, {"code": 40006, "message": "This feature has been temporarily disabled"}),
        (401, PAGE),
        (401, {"message": "Unauthorized"}),
        (401, {"code": 50027, "message": "Invalid Webhook Token"}),
        (405, {"code": 0, "message": "405: Method Not Allowed"}),
        (413, "<html><head><title>413 Request Entity Too Large</title></head></html>"),
        (302, ""),
        (429, {"code": 30046, "message": "Maximum number of edits to messages older than 1 hour"}),
        (451, PAGE),
    ],
    ids=lambda value: str(value)[:40],
)
def test_everything_else_is_tried_again_later(status: int, body: Any) -> None:
    outcome = judge(answered_with(status, body))
    assert isinstance(outcome, Later)
    assert not outcome.unknown
    assert outcome.reason.startswith(f"{status}/")


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 520, 524])
@pytest.mark.parametrize("body", [PAGE, "", {"code": 0, "message": "500: Internal Server Error"}])
def test_a_server_that_failed_may_have_posted_all_the_same(status: int, body: Any) -> None:
    outcome = judge(answered_with(status, body))
    assert isinstance(outcome, Later)
    assert outcome.unknown


@pytest.mark.parametrize(
    ("error", "unknown"),
    [
        (OddAnswerError("not what Discord answers (KeyError)"), True),
        (TimeoutError(), True),
        (ConnectionResetError(104, "Connection reset by peer"), True),
        (aiohttp.ServerDisconnectedError(), True),
        (aiohttp.ClientPayloadError("Response payload is not completed"), True),
        (UnicodeDecodeError("utf-8", b"\xb0", 0, 1, "invalid start byte"), True),
        (no_such_host(), False),
        (discord.RateLimited(7), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_without_a_proper_answer_it_is_tried_again_later(error: Exception, unknown: bool) -> None:
    outcome = judge(error)
    assert isinstance(outcome, Later)
    assert outcome.unknown is unknown


@pytest.mark.parametrize(
    "body",
    [
        {"code": 0, "message": "401: Unauthorized"},
        {"code": 40001, "message": "Unauthorized"},
        {"code": 50014, "message": "Invalid authentication token provided"},
    ],
)
def test_a_token_is_rejected_only_in_discords_own_words(body: dict[str, Any]) -> None:
    assert isinstance(judge(answered_with(401, body)), Rejected)


def test_a_code_written_as_text_is_the_same_code() -> None:
    assert judge(answered_with(403, {"code": "50013", "message": "Missing Permissions"})) == Closed(
        "403/50013 Missing Permissions"
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (50083, "400/50083 This thread is archived"),
        (160005, "400/160005 This thread is locked"),
        (50008, "400/50008 Cannot send messages in a channel of this kind"),
    ],
)
def test_a_closed_channel_has_its_reason_in_words_even_if_none_came(code: int, reason: str) -> None:
    assert judge(answered(400, code)) == Closed(reason)


def test_a_web_page_is_told_by_its_title_and_a_long_text_is_cut() -> None:
    assert judge(answered_with(403, PAGE)) == Later(
        "403/0 a web page: Attention Required! | Cloudflare", unknown=False
    )
    long = judge(answered_with(403, "no\x1b[31m \ud800way\n" * 2_000)).reason
    assert 290 < len(long) <= 300
    assert long.startswith("403/0 no[31m way no[31m way")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": "0.65"}, 0.65),
        ({"X_RateLimit_Reset_After": "3.2"}, 3.2),
        ({"Retry_After": "Wed, 21 Oct 2026 07:28:00 GMT", "X_RateLimit_Reset_After": "2"}, 2),
        ({"Retry_After": "1e30"}, 3600),
        ({"Retry_After": "nan"}, 10),
        ({"Retry_After": "inf"}, 10),
        ({"Retry_After": "-5"}, 10),
        ({}, 10),
    ],
)
def test_a_429_is_tried_again_after_the_time_that_it_names(headers: dict[str, str], seconds: float) -> None:
    outcome = judge(answered_with(429, "", **headers))
    assert isinstance(outcome, Later)
    assert (outcome.seconds, outcome.unknown) == (seconds, False)


@pytest.mark.parametrize(
    ("status", "headers", "body", "seconds"),
    [
        (429, {}, {"retry_after": 900.5, "code": 30046}, 900.5),
        (429, {"Retry_After": "2"}, {"retry_after": 900.5, "code": 20022}, 900.5),
        (429, {"Retry_After": "7"}, {"retry_after": "soon"}, 7),
        (429, {}, {"retry_after": True}, 10),
        (429, {}, {"retry_after": -1}, 10),
        (429, {}, {"retry_after": 10**400}, 10),
        (429, {}, {"retry_after": 1e30}, 3600),
        (429, {}, {"code": 30046}, 600),
        (400, {}, {"code": 30046}, 600),
        (400, {}, {"code": 30046, "retry_after": 70}, 70),
        (400, {"Retry_After": "40"}, {"code": 20028}, 40),
        (403, {}, {"code": 20016}, 60),
        (429, {"Retry_After": "5"}, {"code": 40003}, 600),
        (400, {}, {"code": 50109, "retry_after": 70}, 0),
    ],
)
def test_the_time_is_the_body_s_where_the_headers_name_none(
    status: int, headers: dict[str, str], body: dict[str, Any], seconds: float
) -> None:
    error = answered_with(status, body, **headers)
    remember_wait(error.response, json.dumps(body))
    outcome = judge(error)
    assert isinstance(outcome, Later)
    assert outcome.seconds == seconds
