import json
import re

import pytest

from tests.docker.dockerfile import ROOT, build_context, copied, stages, taken, unignored

BUILD, FINAL = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))


def values(name: str) -> list[str]:
    return [instruction.arguments for instruction in FINAL if instruction.name == name]


@pytest.mark.parametrize("source", [source for source, _ in copied(BUILD)])
def test_what_the_image_copies_is_committed_and_not_ignored(source: str) -> None:
    assert taken(build_context(), source)


def test_both_stages_stand_on_the_same_exact_python() -> None:
    bases = {stage[0].arguments.split()[0] for stage in (BUILD, FINAL)}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", bases.pop())


def test_the_image_gets_nothing_but_what_the_lock_names() -> None:
    installs = [i.arguments for i in BUILD if i.name == "RUN" and "pip install" in i.arguments]
    assert ["--require-hashes" in command for command in installs] == [True, False]
    assert installs[-1].endswith("--no-deps --no-build-isolation .")


def test_the_final_stage_takes_nothing_from_the_build_context() -> None:
    assert copied(FINAL) == []


def test_secrets_and_data_stay_out_of_the_image() -> None:
    dockerignore = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    private = ["config.toml", "data/paperboy.db", ".env", ".git/config", "bot/__pycache__/client.pyc"]
    assert unignored(private, dockerignore) == []


def test_the_bot_runs_as_somebody_else_than_root() -> None:
    assert values("USER") == ["1000:1000"]


def test_the_command_is_run() -> None:
    command = [*json.loads(values("ENTRYPOINT")[-1]), *json.loads(values("CMD")[-1])]
    assert command == ["paperboy", "run"]


def test_the_data_are_a_volume_where_the_store_stands_by_default() -> None:
    assert values("VOLUME") == [f"{values('WORKDIR')[-1]}/data"]


@pytest.mark.parametrize(
    ("dockerignore", "context"),
    [
        ("", ["a.txt", "bot/a.txt", "bot/deep/a.txt"]),
        ("*", []),
        ("*\n!bot", ["bot/a.txt", "bot/deep/a.txt"]),
        ("*.txt", ["bot/a.txt", "bot/deep/a.txt"]),
        ("**/*.txt", []),
        ("*\n!bot\n**/deep", ["bot/a.txt"]),
        ("# bot\nbot/deep", ["a.txt", "bot/a.txt"]),
    ],
)
def test_dockerignore_patterns_work_as_docker_says(dockerignore: str, context: list[str]) -> None:
    assert unignored(["a.txt", "bot/a.txt", "bot/deep/a.txt"], dockerignore) == context
