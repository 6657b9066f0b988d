"""What a command writes to is a stranger: no traceback, whatever it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.bot_process import bare_environment
from tests.support.forked_command import ROOT

UNKNOWN_ZONE = "channels add --guild 123456789012345678 --channel 223456789012345678 --zone 화성"


def shell(folder: Path, line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`$bot` in the line is the command line, in an empty folder."""
    bot = f"{sys.executable} -m bot"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=bare_environment() | {"PYTHONPATH": str(ROOT), "bot": bot} | environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp949", "ascii", "latin-1"])
@pytest.mark.parametrize("locale", ["ko_KR.UTF-8", "C"])
def test_an_encoding_that_lacks_signs_gets_their_numbers(tmp_path: Path, encoding: str, locale: str) -> None:
    ended = shell(tmp_path, f"$bot {UNKNOWN_ZONE}", PYTHONIOENCODING=encoding, LANG=locale)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$bot status >&-", 0),
        ("$bot status >&- 2>&-", 0),
        ("$bot channels import - <&-", 2),
        ("$bot status | true", 1),
        ("$bot --help > /dev/full", 1),
        ("$bot channels export - > /dev/full", 1),
    ],
)
def test_output_that_goes_nowhere_ends_a_command_without_a_traceback(
    tmp_path: Path, line: str, code: int
) -> None:
    ended = shell(tmp_path, line)
    assert len(ended.stderr.splitlines()) <= 1
    assert ended.returncode == code


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    ended = shell(tmp_path, "$bot status > /dev/full", LANG="ko_KR.UTF-8")
    assert ended.stderr.startswith("결과를 출력할 수 없습니다")


def test_channels_are_read_as_utf_8_whatever_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "channels.json").write_text(
        '\ufeff[{"guild_id": "123456789012345678", "channel_id": "223456789012345678", "zone": "서울"}]',
        "utf-8",
    )
    for source in ("channels.json", "- < channels.json"):
        ended = shell(tmp_path, f"$bot channels import {source}", PYTHONIOENCODING="cp949")
        assert (ended.returncode, ended.stderr) == (0, "")
