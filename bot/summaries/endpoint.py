"""Any OpenAI-compatible endpoint: the only place that speaks with a language model."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from bot.errors import OutageError, SummaryError
from bot.models import Tokens
from bot.settings import SummarySettings
from bot.summaries.answer_silence import Silence
from bot.summaries.bullet_writer import Reply
from bot.summaries.complaints import is_of_form, is_of_paper, is_passing, sentence, words_of
from bot.summaries.dialect import Dialect, Left, Ways, parameters
from bot.summaries.listening import ComplaintError, NoAnswerError, StreamedAnswer, listen
from bot.summaries.model_client import chunks_of, open_client
from bot.summaries.prompt import Talk
from bot.summaries.refusals import RefusedError, asked_pause, is_telling, status_of
from bot.summaries.token_counts import counted, estimated

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_LONGEST_ANSWER = 20  # silences: an answer that drips for longer is taken as far as it came
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 20.0  # before the same question again


class LanguageModel(Protocol):
    """Answers conversations; tests and other providers may bring their own."""

    async def ask(self, talk: Talk) -> Reply:
        """The answer to the last turn; SummaryError if there is none, OutageError if others had none."""
        ...


class Endpoint:
    """The endpoint of the settings. The client library is imported at the first question.

    `now` gives seconds: for how long it is remembered what the endpoint refuses.
    """

    def __init__(self, settings: SummarySettings, now: Callable[[], float] = time.monotonic) -> None:
        self._settings, self._now = settings, now
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._silence = Silence(settings.timeout_seconds)
        self._dialect = Dialect()
        self._client: AsyncOpenAI | None = None

    async def ask(self, talk: Talk) -> Reply:
        """See LanguageModel. A failure that passes is tried again, a silence is not: it was long enough."""
        async with self._slots:
            return await self._ask(talk)

    async def close(self) -> None:
        """Give the connections back."""
        if self._client:
            await self._client.close()

    async def _ask(self, talk: Talk) -> Reply:
        ways = Ways(self._dialect.left_out(self._now()))
        spent, first, retries = Tokens(), None, self._settings.retries
        while True:
            try:
                reply = await self._once(talk, ways.left)
            except SummaryError as error:
                error.tokens += spent
                raise
            except RefusedError as refused:
                spent += refused.tokens
                first = first or refused
                words = words_of(refused.body)
                if is_passing(refused.status) and retries and not is_of_paper(refused.status, words):
                    retries -= 1
                    await asyncio.sleep(self._pause(refused, self._settings.retries - retries))
                elif not is_of_form(refused.status, words) or ways.next(words) is None:
                    raise self._error(first, spent) from refused
            else:
                if first is None or is_telling(first):
                    self._dialect.learn(ways.left, self._now())
                return Reply(reply.text, reply.tokens + spent)

    async def _once(self, talk: Talk, left: Left) -> Reply:
        client, library, answer = self._opened(), import_module("openai"), StreamedAnswer()
        try:
            await self._listen(client, talk, left, answer)
        except TimeoutError as error:
            silent = OutageError("summary-timeout", seconds=self._settings.timeout_seconds)
            raise _with_tokens(silent, _spent(answer, talk)) from error
        except ComplaintError as complaint:
            raise RefusedError(
                status_of(complaint.body), complaint.body, tokens=_spent(answer, talk)
            ) from None
        except library.APIStatusError as error:
            raise RefusedError(error.status_code, error.body, asked_pause(error.response.headers)) from None
        except (library.APIConnectionError, ConnectionError) as error:
            tokens = _spent(answer, talk) if answer.is_answer else Tokens()
            raise RefusedError(None, tokens=tokens) from error
        except (NoAnswerError, library.OpenAIError) as error:
            raise self._outage("summary-no-answer", _spent(answer, talk)) from error
        return self._reply(answer, talk)

    async def _listen(self, client: AsyncOpenAI, talk: Talk, left: Left, answer: StreamedAnswer) -> None:
        """TimeoutError only after a silence; who talks without end is interrupted."""
        create = cast("Any", client).chat.completions.with_streaming_response.create
        question = {"model": self._settings.model, "messages": talk} | parameters(self._settings, left)
        async with self._silence.limit() as limit:
            try:
                async with (
                    asyncio.timeout(self._settings.timeout_seconds * _LONGEST_ANSWER),
                    create(**question, extra_body=dict(self._settings.options)) as response,
                ):
                    await listen(chunks_of(response), answer, self._silence.broken)
            except TimeoutError:
                if limit.expired() or not answer.is_answer:
                    raise

    def _reply(self, answer: StreamedAnswer, talk: Talk) -> Reply:
        tokens = counted(answer.usage, talk, answer.text + " " * answer.thought)
        if answer.refusal or answer.finish == "content_filter":
            words = sentence(answer.refusal or "content_filter", self._secrets())
            raise _with_tokens(SummaryError("summary-declined", sentence=words), tokens)
        return Reply(answer.text, tokens)

    def _error(self, refused: RefusedError, tokens: Tokens) -> SummaryError:
        words = sentence(refused.body, self._secrets())
        if refused.status is None and not words:
            return self._outage("summary-unreachable", tokens)
        kind = SummaryError if is_of_paper(refused.status, words_of(refused.body)) else OutageError
        key = "summary-refused-saying" if words else "summary-refused"
        status = str(refused.status or "?")
        return _with_tokens(kind(key, status=status, **({"sentence": words} if words else {})), tokens)

    def _outage(self, key: str, tokens: Tokens) -> SummaryError:
        return _with_tokens(OutageError(key, url=self._settings.base_url), tokens)

    def _secrets(self) -> list[str]:
        texts = [value for value in self._settings.options.values() if isinstance(value, str)]
        return [self._settings.api_key.get_secret_value().strip(), *(text for text in texts if len(text) > 8)]

    def _pause(self, refused: RefusedError, attempt: int) -> float:
        pause = _FIRST_PAUSE_SECONDS * 2 ** (attempt - 1) if refused.pause is None else refused.pause
        return min(pause, _LONGEST_PAUSE_SECONDS)

    def _opened(self) -> AsyncOpenAI:
        if self._client is None:
            self._client = open_client(self._settings)
        return self._client


def _with_tokens(error: SummaryError, tokens: Tokens) -> SummaryError:
    error.tokens = tokens
    return error


def _spent(answer: StreamedAnswer, talk: Talk) -> Tokens:
    """What a try took that broke off: the question was read, and something was written."""
    tokens = counted(answer.usage, talk, answer.text + " " * answer.thought)
    return Tokens(input=tokens.input or estimated(talk).input, output=tokens.output)


@asynccontextmanager
async def open_endpoint(settings: SummarySettings) -> AsyncGenerator[Endpoint | None]:
    """The endpoint, closed in the end; None without a model."""
    endpoint = Endpoint(settings) if settings.model else None
    try:
        yield endpoint
    finally:
        if endpoint:
            await endpoint.close()
