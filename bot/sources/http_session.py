"""The one HTTP session that all sources share."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientTimeout


@asynccontextmanager
async def open_session(*, user_agent: str, timeout_seconds: float) -> AsyncGenerator[ClientSession]:
    """A session that says who asks and gives up one attempt after `timeout_seconds`.

    Proxies are taken from the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY).
    """
    async with ClientSession(
        headers={"User-Agent": user_agent},
        timeout=ClientTimeout(total=timeout_seconds),
        trust_env=True,
    ) as session:
        yield session
