"""Reading a Dockerfile and its .dockerignore, as far as ours go."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Instruction(NamedTuple):
    """One line of a Dockerfile, continued lines joined: `COPY` and `bot bot`."""

    name: str
    arguments: str


Stage = list[Instruction]


def stages(text: str) -> list[Stage]:
    """The instructions of a Dockerfile; each stage begins with its FROM."""
    build_stages: list[Stage] = []
    whole = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "")
    for line in filter(None, map(str.strip, whole.splitlines())):
        name, arguments = line.split(maxsplit=1)
        if name == "FROM":
            build_stages.append([])
        build_stages[-1].append(Instruction(name, arguments))
    return build_stages


def copied(stage: Stage) -> list[tuple[str, str]]:
    """What a stage copies from the build context: source and destination."""
    copies = [i.arguments.split() for i in stage if i.name == "COPY" and "--from" not in i.arguments]
    return [(source, destination) for *sources, destination in copies for source in sources]


def taken(context: Iterable[str], source: str) -> list[str]:
    """The files of the build context that COPY takes for a source: itself, or what is in it."""
    return [path for path in context if path == source or path.startswith(f"{source}/")]


def build_context(root: Path = ROOT) -> list[str]:
    """The committed files that the .dockerignore lets through."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    return unignored(listed.split("\0")[:-1], (root / ".dockerignore").read_text(encoding="utf-8"))


def unignored(paths: Iterable[str], dockerignore: str) -> list[str]:
    """The paths that no pattern holds back; of several patterns the last one counts."""
    lines = map(str.strip, dockerignore.splitlines())
    patterns = [line for line in lines if line and not line.startswith("#")]
    return [path for path in paths if not _is_ignored(path, patterns)]


def _is_ignored(path: str, patterns: list[str]) -> bool:
    above = [path, *map(str, PurePosixPath(path).parents)]
    ignored = False
    for pattern in patterns:
        if any(_regex(pattern.removeprefix("!")).fullmatch(name) for name in above):
            ignored = not pattern.startswith("!")
    return ignored


def _regex(pattern: str) -> re.Pattern[str]:
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re.compile("".join(parts.get(piece, re.escape(piece)) for piece in pieces))
