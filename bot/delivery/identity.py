"""The name of one start of one process, by which another process can prove its death.

A host name and a process number prove nothing: two containers of one image may have the same of both. On
Linux a kernel's boot and the number of its PID namespace say in whose list of processes a number stands: two
living namespaces never share both, so a process missing from one's own list is dead. The time at which a
process started tells it from a later one with its number.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
_DEAD_STATES = frozenset("ZXx")  # of proc_pid_stat(5): what nobody has waited for yet runs no more


class Identity(NamedTuple):
    """One start of a process. Without `place` and `started` nothing can be proven of it."""

    host: str
    pid: int
    nonce: str
    place: str  # the kernel's boot and the PID namespace, as a short digest
    started: str  # clock ticks after the boot

    def __str__(self) -> str:
        return ":".join(str(part) for part in self)


def new_identity(proc: Path = PROC) -> Identity:
    """This process under a name that no other start has; `proc` is where the kernel shows its processes."""
    place, pid = pid_namespace(proc), os.getpid()
    _, started = _state_and_start(proc, pid) if place else ("", "")
    return Identity(socket.gethostname(), pid, secrets.token_hex(4), place, started)


def pid_namespace(proc: Path = PROC) -> str:
    """The PID namespace in which this process sees others; empty where there is no telling."""
    try:
        if (proc / "self").readlink().name != str(os.getpid()):
            return ""  # another namespace's /proc was mounted here
        namespace = (proc / "self/ns/pid").readlink()
        boot = (proc / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return hashlib.sha256(f"{boot} {namespace}".encode()).hexdigest()[:12] if boot else ""


def is_proven_dead(name: str, proc: Path = PROC) -> bool:
    """Whether the process that gave itself this name certainly runs no more; False without a proof."""
    match name.rsplit(":", 4):
        case [_, pid, _, place, started] if pid.isdecimal() and place and started:
            return place == pid_namespace(proc) and _is_gone(proc, int(pid), started)
        case _:
            return False  # elsewhere, or from before names said so much


def _is_gone(proc: Path, pid: int, started: str) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        pass  # somebody else's process: its line tells the rest
    state, start = _state_and_start(proc, pid)
    return bool(start) and (start != started or state in _DEAD_STATES)


def _state_and_start(proc: Path, pid: int) -> tuple[str, str]:
    """Fields 3 and 22 of proc_pid_stat(5), empty if they are hidden; the command's name may hold anything."""
    try:
        fields = (proc / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        return fields[0], fields[19]
    except (OSError, IndexError):
        return "", ""
