"""Any OpenAI-compatible endpoint: the only place that speaks with a language model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from bot.errors import SummaryError
from bot.models import Tokens
from bot.settings import SummarySettings
from bot.summaries.answer import schema
from bot.summaries.prompt import Talk
from bot.summaries.tokens import count, estimated
from bot.summaries.writing import Reply

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

_SLACK_SECONDS = 30.0  # for the pauses between the client's own attempts
_LONGEST_ANSWER = 20_000  # characters that are read; a hostile endpoint may send more


class LanguageModel(Protocol):
    """Answers conversations; tests and other providers may bring their own."""

    async def ask(self, talk: Talk) -> Reply:
        """The answer to the last turn; SummaryError if there is none."""
        ...


class Endpoint:
    """The endpoint of the settings. The client library is imported at the first question."""

    def __init__(self, settings: SummarySettings) -> None:
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._client: AsyncOpenAI | None = None
        # What not every server takes; left out for good once one refuses it.
        self._extras: dict[str, Any] = {
            "temperature": settings.temperature,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "summary", "strict": True, "schema": schema()},
            },
        }

    async def ask(self, talk: Talk) -> Reply:
        """See LanguageModel. Never takes longer than all its attempts may, however slowly bytes come."""
        async with self._slots:
            return await self._ask(talk)

    async def close(self) -> None:
        """Give the connections back."""
        if self._client:
            await self._client.close()

    async def _ask(self, talk: Talk) -> Reply:
        client, library = self._opened(), import_module("openai")
        seconds = self._settings.timeout_seconds
        try:
            async with asyncio.timeout(seconds * (self._settings.retries + 1) + _SLACK_SECONDS):
                return _reply(await self._completion(client, talk), talk)
        except (TimeoutError, library.APITimeoutError) as error:
            raise SummaryError("summary-timeout", seconds=seconds) from error
        except library.APIStatusError as error:
            raise SummaryError("summary-refused", status=error.status_code) from error
        except library.APIConnectionError as error:
            raise SummaryError("summary-unreachable", url=self._settings.base_url) from error
        except (library.OpenAIError, AttributeError, TypeError, ValueError) as error:
            # A web page, or JSON of another kind: the client checks little.
            raise SummaryError("summary-no-answer", url=self._settings.base_url) from error

    async def _completion(self, client: AsyncOpenAI, talk: Talk) -> ChatCompletion:
        refused = import_module("openai").BadRequestError
        create = cast("Callable[..., Awaitable[ChatCompletion]]", client.chat.completions.create)
        while True:
            try:
                return await create(model=self._settings.model, messages=talk, **self._extras)
            except refused as error:
                if not self._does_without(str(error)):
                    raise

    def _does_without(self, refusal: str) -> bool:
        """Leave out the extra that a refusal names, else the next one; False if none is left."""
        if not self._extras:
            return False
        named = next((name for name in self._extras if name in refusal), next(reversed(self._extras)))
        del self._extras[named]
        return True

    def _opened(self) -> AsyncOpenAI:
        if self._client is None:
            self._client = _open_client(self._settings)
        return self._client


def _open_client(settings: SummarySettings) -> AsyncOpenAI:
    try:
        library = import_module("openai")
    except ImportError as error:
        raise SummaryError("summary-not-installed") from error
    client = cast("type[AsyncOpenAI]", library.AsyncOpenAI)
    return client(
        base_url=settings.base_url,
        # Local servers want none, but the client does.
        api_key=settings.api_key.get_secret_value().strip() or "none",
        timeout=settings.timeout_seconds,
        max_retries=settings.retries,
    )


def _reply(completion: ChatCompletion, talk: Talk) -> Reply:
    """Servers differ: there may be no choice, no content, and no word on tokens."""
    choices = completion.choices or []
    text = (choices[0].message.content or "") if choices else ""
    used = completion.usage
    if used and used.prompt_tokens:
        tokens = Tokens(input=used.prompt_tokens, output=used.completion_tokens or 0)
    else:
        tokens = Tokens(input=estimated(talk).input, output=count(text))
    return Reply(text[:_LONGEST_ANSWER], tokens)


@asynccontextmanager
async def open_endpoint(settings: SummarySettings) -> AsyncGenerator[Endpoint | None]:
    """The endpoint, closed in the end; None without a model."""
    endpoint = Endpoint(settings) if settings.model else None
    try:
        yield endpoint
    finally:
        if endpoint:
            await endpoint.close()
