"""Secrets by file, as Docker, Kubernetes and systemd hand them over: `PAPERBOY_DISCORD__TOKEN_FILE`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, SecretStr

from bot.errors import ConfigError
from bot.errors.files import file_problem

_ENDING = "_file"
_LONGEST_SECRET = 10_000  # bytes


def secret_variables(sections: Mapping[str, type[BaseModel]], prefix: str) -> set[str]:
    """The variables whose values are secrets, in lower case."""
    return {
        f"{prefix}{section}__{key}".lower()
        for section, table in sections.items()
        for key, field in table.model_fields.items()
        if field.annotation is SecretStr
    }


def with_secrets_read(variables: Mapping[str, str], secrets: set[str]) -> dict[str, str]:
    """The variables (in lower case), with the content of its file in place of each that names one.

    ConfigError if it cannot be read, or if the secret is there twice.
    """
    values = dict(variables)
    for secret in sorted(secrets):
        if path := values.pop(secret + _ENDING, None):
            if secret in values:
                raise ConfigError("config-secret-twice", name=secret.upper())
            values[secret] = _content(secret, Path(path))
    return values


def _content(secret: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST_SECRET).decode().strip()
    except (OSError, ValueError) as error:
        name = (secret + _ENDING).upper()
        raise ConfigError("config-secret-file", name=name, path=path, problem=file_problem(error)) from None
