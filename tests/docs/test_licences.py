"""The licences of what the image installs are those that README names, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
# What packages say that have no expression yet (PEP 639), in the words of SPDX.
_NAMES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}


def installed_packages() -> Iterator[str]:
    """The names in the image's lock, as far as they are for this Python."""
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if re.match(r"[a-z0-9]", line):
            requirement = Requirement(line.rstrip("\\ "))
            if requirement.marker is None or requirement.marker.evaluate():
                yield requirement.name


def licences(package: PackageMetadata) -> set[str]:
    """All that it names, by the newest of the three fields in which packages do."""
    classifiers = [str(line).split(" :: ") for line in package.get_all("Classifier") or []]
    names = " AND ".join(parts[-1] for parts in classifiers if parts[0] == "License")
    expression = _field(package, "License-Expression") or names or _field(package, "License")
    return {_NAMES.get(name, name) for name in re.split(r" AND | OR ", expression)}


def _field(package: PackageMetadata, name: str) -> str:
    return "".join(package.get_all(name) or [])


@pytest.mark.parametrize(
    ("page", "sentence"),
    [("README.md", r"licences alone: (.+?)\. `"), ("README.ko.md", r"라이선스를 따릅니다: (.+?)\. `")],
)
def test_the_image_installs_what_has_the_licences_that_readme_names_and_no_others(
    page: str, sentence: str
) -> None:
    match = re.search(sentence, (ROOT / page).read_text(encoding="utf-8"))
    assert match
    installed = {name: licences(metadata(name)) for name in installed_packages()}
    assert set(match[1].split(", ")) == set[str]().union(*installed.values()), installed
