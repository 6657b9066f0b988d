"""Every parser of strangers' text answers or refuses, soon; `make fuzz` tries for longer."""

from __future__ import annotations

import pytest

from tests.fuzz.parsers import PARSERS
from tests.fuzz.rounds import Played, play


@pytest.mark.parametrize("name", PARSERS)
def test_it_answers_or_refuses(name: str) -> None:
    play(name, Played(), examples=10, seed=1)
