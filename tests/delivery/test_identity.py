"""Which process is proven dead. The kernel's list of processes is a folder of ours, so it is any system's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.delivery.identity import Identity, is_proven_dead, new_identity

NOBODY = 2**22 + 1  # above the most that Linux gives


def process(proc: Path, pid: int, *, started: str = "500", state: str = "S") -> None:
    (proc / str(pid)).mkdir(exist_ok=True)
    fields = [state, *["0"] * 18, started, *["0"] * 30]
    (proc / str(pid) / "stat").write_text(f"{pid} (a) name) {' '.join(fields)}\n")


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """That of a Linux with this process."""
    process(tmp_path, os.getpid())
    (tmp_path / "self").symlink_to(str(os.getpid()))
    (tmp_path / str(os.getpid()) / "ns").mkdir()
    (tmp_path / str(os.getpid()) / "ns" / "pid").symlink_to("pid:[4026531836]")
    (tmp_path / "sys/kernel/random").mkdir(parents=True)
    (tmp_path / "sys/kernel/random/boot_id").write_text("a-boot\n")
    return tmp_path


def ended_pid() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return child.pid


def like(proc: Path, **changes: object) -> str:
    return str(new_identity(proc)._replace(**changes))  # pyright: ignore[reportArgumentType]


def test_a_process_that_is_gone_is_dead(proc: Path) -> None:
    assert is_proven_dead(like(proc, pid=ended_pid()), proc)


def test_a_process_that_runs_is_not(proc: Path) -> None:
    assert not is_proven_dead(like(proc), proc)


def test_an_earlier_process_with_the_number_of_a_living_one_is_dead(proc: Path) -> None:
    assert is_proven_dead(like(proc, started="400"), proc)


def test_one_that_nobody_has_waited_for_is_dead(proc: Path) -> None:
    name = like(proc)
    process(proc, os.getpid(), state="Z")
    assert is_proven_dead(name, proc)


def test_a_process_whose_line_is_hidden_may_live(proc: Path) -> None:
    name = like(proc, pid=os.getppid(), started="400")
    assert not is_proven_dead(name, proc)


@pytest.mark.parametrize("place", ["somewhere-else", ""])
def test_of_another_namespace_or_boot_nothing_is_proven(proc: Path, place: str) -> None:
    assert not is_proven_dead(like(proc, pid=NOBODY, place=place), proc)


def test_after_another_boot_nothing_is_proven(proc: Path) -> None:
    name = like(proc, pid=NOBODY)
    (proc / "sys/kernel/random/boot_id").write_text("another-boot\n")
    assert not is_proven_dead(name, proc)


def test_a_list_of_another_namespace_proves_nothing(proc: Path) -> None:
    name = like(proc, pid=NOBODY)
    (proc / "self").unlink()
    (proc / "self").symlink_to("1")
    assert not is_proven_dead(name, proc)


def test_a_system_without_such_a_list_has_a_name_and_proves_nothing(tmp_path: Path) -> None:
    identity = new_identity(tmp_path)
    assert (identity.pid, identity.place, identity.started) == (os.getpid(), "", "")
    assert not is_proven_dead(str(identity._replace(pid=NOBODY)), tmp_path)


@pytest.mark.parametrize("name", ["", "host:1:abcd", "a:b:c:d:e", ":::::", "host:-1:a:b:c", "host:²:a:b:c"])
def test_a_name_of_any_other_form_proves_nothing(proc: Path, name: str) -> None:
    assert not is_proven_dead(name, proc)


def test_a_host_name_may_hold_anything(proc: Path) -> None:
    assert is_proven_dead(str(Identity("a:b", ended_pid(), "n", new_identity(proc).place, "1")), proc)
