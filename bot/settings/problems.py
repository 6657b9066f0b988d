"""What pydantic finds wrong with the configuration, in words that say what to write instead."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.errors import ConfigError

# By the names at https://docs.pydantic.dev/latest/errors/validation_errors/ and by those of `value_types`.
_WORDS = {
    "extra_forbidden": "config-unknown-key",
    "finite_number": "config-wants-number",
    "float_parsing": "config-wants-number",
    "float_type": "config-wants-number",
    "greater_than": "config-wants-more",
    "greater_than_equal": "config-wants-at-least",
    "int_from_float": "config-wants-whole-number",
    "int_parsing": "config-wants-whole-number",
    "int_parsing_size": "config-wants-whole-number",
    "int_type": "config-wants-whole-number",
    "less_than_equal": "config-wants-at-most",
    "list_type": "config-wants-ids",
    "too_long": "config-wants-ids",
    "literal_error": "config-wants-one-of",
    "model_type": "config-wants-section",
    "dict_type": "config-wants-section",
    "no_database": "config-wants-database",
    "no_json": "config-wants-options",
    "no_process": "config-wants-process",
    "no_request_rate": "config-wants-rate",
    "no_shards": "config-wants-shards",
    "no_utc_time": "config-wants-time",
    "option_of_ours": "config-option-of-ours",
    "string_too_short": "config-wants-some-text",
    "string_type": "config-wants-text",
    "url_parsing": "config-wants-address",
    "url_scheme": "config-wants-address",
}
_BOUNDS = ("ge", "gt", "le", "expected")


def problems_of(error: ValidationError) -> tuple[ConfigError, ...]:
    """One for each key, without what was written there: it may be the token."""
    return tuple(_problem(details) for details in error.errors(include_input=False, include_url=False))


def _problem(details: ErrorDetails) -> ConfigError:
    where = ".".join(map(str, details["loc"]))
    return ConfigError("config-problem", where=where, problem=_words(details, where))


def _words(details: ErrorDetails, where: str) -> ConfigError | str:
    """Pydantic's own words for what it could find of keys that we do not have today."""
    if (key := _WORDS.get(details["type"])) is None:
        return details["msg"].removeprefix("Value error, ")
    bounds = {name: value for name, value in details.get("ctx", {}).items() if name in _BOUNDS}
    if "expected" in bounds:
        bounds["expected"] = bounds["expected"].replace(" or ", ", ")
    return ConfigError(key, where=where, **bounds)
