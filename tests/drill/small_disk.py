"""A disk of PostgreSQL's own, which can be full.

Only root may mount one, and not in every container. It is seen by this program alone, so that nothing stays
behind if it is killed: for that it begins anew in a namespace of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_APART = ("unshare", "--mount")
_BEGUN = "DRILL_HAS_MOUNTS"  # in the environment of who began anew
_SIZE = "400m"


def begin_apart(module: str) -> None:
    """Begin this program anew where it may mount, if it may anywhere; else go on."""
    if _BEGUN in os.environ or os.geteuid() != 0 or not shutil.which(_APART[0]):
        return
    attempt = [*_APART, "mount", "-t", "tmpfs", "none", "/mnt"]
    if subprocess.run(attempt, check=False, capture_output=True).returncode == 0:
        os.environ[_BEGUN] = "1"
        os.execvp(_APART[0], [*_APART, sys.executable, "-m", module, *sys.argv[1:]])


def may_mount() -> bool:
    """Whether this program has begun anew for it."""
    return _BEGUN in os.environ


@contextmanager
def mounted(folder: Path) -> Generator[Path]:
    """A new folder in this one; a disk of its own, if that may be."""
    disk = folder / "disk"
    disk.mkdir()
    disk.chmod(0o755)
    if not may_mount():
        yield disk
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "none", disk], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


@contextmanager
def full(disk: Path) -> Generator[None]:
    """Nothing more can be written there."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free)
        try:
            yield
        finally:
            ballast.unlink()
