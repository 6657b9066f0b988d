"""Builds the image without a container engine: `python -m tests.docker` (needs a package registry).

COPY and RUN of the Dockerfile's first stage happen below a temporary folder in place of /; then the bot
is started from there in an empty folder.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path, PurePath

from tests.docker.dockerfile import ROOT, Stage, build_context, copied, stages, taken

NOT_NEEDED = {"pytest", "ruff", "simcord"}
Environment = dict[str, str]


def main() -> None:
    """Build, then look at what was built."""
    build, final = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="paperboy-image-") as folder:
        image = Path(folder).resolve()
        install(build, image)
        (empty := image / "empty").mkdir()
        environment = {**outside(), **declared(final, image)}
        start(json.loads(value(final, "ENTRYPOINT")), empty, environment)
        look(image, empty, environment)
    print("The Dockerfile installs a bot that starts.")


def install(stage: Stage, image: Path) -> None:
    """Play the stage's COPY and RUN below `image`."""
    workdir = below(image, value(stage, "WORKDIR"))
    context = build_context()
    for source, destination in copied(stage):
        for path in taken(context, source):
            inside = PurePath(path).name if path == source else PurePath(path).relative_to(source)
            copy(ROOT / path, Path(workdir, destination, inside))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**outside(), "PATH": path, "PIP_QUIET": "1"}
    for command in (i.arguments for i in stage if i.name == "RUN"):
        print("RUN", command, flush=True)
        subprocess.run(below(image, command), shell=True, cwd=workdir, env=environment, check=True)


def start(bot: list[str], empty: Path, environment: Environment) -> None:
    """Run two commands of the image's bot; the second makes a database."""
    output([*bot, "--help"], empty, environment)
    output([*bot, "help", "operation"], empty, environment)
    output([*bot, "channels", "list"], empty, environment)
    if not (empty / "data" / "paperboy.db").is_file():
        sys.exit("the installed bot made no database")


def look(image: Path, empty: Path, environment: Environment) -> None:
    """All files of the bot must be in the image, and nothing that only tests or the demo need."""
    package = Path(output(["python", "-c", "import bot; print(bot.__path__[0])"], empty, environment).strip())
    if image not in package.parents:
        sys.exit(f"the bot that started is not the image's: {package}")
    ours = [path for path in build_context() if path.startswith(("bot/", "cogs/"))]
    if missing := [path for path in ours if not (package.parent / path).is_file()]:
        sys.exit(f"not installed: {missing}; see package-data in pyproject.toml")
    listed = output(["python", "-m", "pip", "list", "--format", "json"], empty, environment)
    if unneeded := NOT_NEEDED & {distribution["name"].lower() for distribution in json.loads(listed)}:
        sys.exit(f"installed without need: {unneeded}")


def value(stage: Stage, name: str) -> str:
    """The arguments of the stage's last instruction of this name."""
    return next(i.arguments for i in reversed(stage) if i.name == name)


def declared(stage: Stage, image: Path) -> Environment:
    """The stage's ENV, its absolute paths below `image`."""
    pairs = (pair.partition("=") for pair in shlex.split(value(stage, "ENV")))
    return {name: below(image, text).replace("$PATH", os.environ["PATH"]) for name, _, text in pairs}


def outside() -> Environment:
    """This process's environment, without what would lead to another Python or to a configuration."""
    misleading = ("PYTHON", "VIRTUAL_ENV", "PAPERBOY_")
    return {name: text for name, text in os.environ.items() if not name.startswith(misleading)}


def below(image: Path, text: str) -> str:
    """The text with its absolute paths moved below `image`."""
    return re.sub(r"(?<![^\s:=])/(?=\w)", f"{image}/", text)


def copy(source: Path, destination: Path) -> None:
    """Copy one file, making its folder."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, destination)


def output(command: list[str], folder: Path, environment: Environment) -> str:
    """What a command prints; our end if it fails."""
    print("$", *command, flush=True)
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"failed with exit code {done.returncode}: {shlex.join(command)}")
    return done.stdout


if __name__ == "__main__":
    main()
