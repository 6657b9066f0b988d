from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Terminal
from tests.factories import channel


@pytest.mark.parametrize("locale", ["C", "ko_KR.UTF-8"])
async def test_days_of_which_the_same_is_told_are_one_line(terminal: Terminal, locale: str) -> None:
    await terminal.subscribe(channel(223456789012345678))
    terminal.environment["LANG"] = locale
    days = json.loads((await terminal.run("status", "--json")).out)["channels"][0]["days"]
    _, *lines = (await terminal.run("status")).out.splitlines()
    before = [day["day"] for day in days if day["verdict"] == "before"]
    first, last = before[0], before[-1]
    assert (len(days), len(before) >= 13) == (14, True)  # from 23:00 to 00:00 UTC the last one is due
    assert re.fullmatch(rf"  {first} \w+ – {last} \w+  –            \S.*", lines[0])
    assert first not in "".join(lines[1:])


async def test_a_single_day_is_named_once(terminal: Terminal) -> None:
    await terminal.subscribe(channel(223456789012345678))
    line = (await terminal.run("status", "--days", "1")).out.splitlines()[1]
    assert re.fullmatch(r"  \d{4}-\d\d-\d\d \w{3}  (–  |due)          \S.*", line)
