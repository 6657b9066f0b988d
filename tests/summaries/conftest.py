from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.model_server import LoopbackModel, loopback_model


@pytest.fixture
async def model() -> AsyncIterator[LoopbackModel]:
    async with loopback_model() as opened:
        yield opened
