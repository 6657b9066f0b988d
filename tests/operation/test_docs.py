"""What whoever runs the bot is handed: alarms, dashboard, unit, compose file, and the text about them."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.cli.help import content, topics
from bot.measures import COMMANDS, MESSAGE_DELAY, MESSAGES, REFUSALS, RETRIES
from bot.models import Purpose, Tokens
from bot.operation.exposition import Exposition
from bot.operation.presence import Presence
from bot.operation.readiness import Readiness
from bot.settings import ScheduleSettings, load_settings
from bot.store import Store, editions, summaries
from tests.conftest import HandClock
from tests.factories import WEDNESDAY, edition

DOCS = Path(str(files("bot"))) / "docs"
RULES = (DOCS / "alerts.yml").read_text(encoding="utf-8")
DASHBOARD = (DOCS / "grafana.json").read_text(encoding="utf-8")
TEXTS = {
    language: (DOCS / name).read_text(encoding="utf-8")
    for language, name in (("en", "operation.md"), ("ko", "operation.ko.md"))
}
ALARMS = re.findall(r"- alert: (\w+)", RULES)
needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="Debian: apt-get install prometheus"
)


@pytest.fixture
async def names(store: Store, clock: HandClock) -> set[str]:
    """Every name under which Prometheus can ask for something."""
    for metric, labels in (
        (MESSAGES, ("channel", "posted")),
        (MESSAGE_DELAY, ("channel",)),
        (RETRIES, ("channel",)),
        (REFUSALS, ("429",)),
        (COMMANDS, ("paper",)),
    ):
        metric.labels(*labels)
    async with store.transaction() as tx:
        await editions.save_edition(tx, edition(WEDNESDAY), finished=True)
        await summaries.settle(tx, WEDNESDAY, Purpose.DIGEST, 0, Tokens(input=1, output=1))
    readiness = Readiness(store, ScheduleSettings(), Presence(), clock)
    text = (await Exposition(store, readiness, clock).text()).decode()
    return {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}


@pytest.mark.parametrize("text", [RULES, DASHBOARD, *TEXTS.values()], ids=["rules", "dashboard", "en", "ko"])
async def test_every_metric_that_is_named_exists(names: set[str], text: str) -> None:
    named = set(re.findall(r"paperboy_[a-z_]+", text)) - {"paperboy_data"}
    bases = {re.sub(r"_(bucket|count|sum)$", "", name) for name in names}
    assert named - names - bases == set()


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_every_metric_has_its_line_in_the_docs(names: set[str], language: str) -> None:
    asked = {name for name in names if not name.endswith("_created")}  # which the library adds
    bases = {re.sub(r"_(bucket|count|sum)$", "", name) for name in asked}
    assert {base for base in bases if f"`{base}`" not in TEXTS[language]} == set()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_alarm_has_its_line_in_the_docs(language: str) -> None:
    assert re.findall(r"^\| (Paperboy\w+) \| [^|]+ \| [^|]+ \|$", TEXTS[language], re.MULTILINE) == ALARMS


def test_both_languages_have_the_same_sections_tables_and_commands() -> None:
    def shape(text: str) -> list[object]:
        lines = text.splitlines()
        rows = [line.split(" | ")[0] for line in lines if line.startswith("| `")]
        return [
            sum(line.startswith("## ") for line in lines),
            rows,
            sorted(set(re.findall(r"`(?:paperboy|docker) [^`]+`", text))),
        ]

    assert shape(TEXTS["en"]) == shape(TEXTS["ko"])


@needs_promtool
def test_promtool_takes_the_rules() -> None:
    checked = subprocess.run(
        ["promtool", "check", "rules", DOCS / "alerts.yml"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


@needs_promtool
def test_each_alarm_rings_when_it_should_and_is_silent_else() -> None:
    folder = Path(__file__).parent
    assert set(re.findall(r"alertname: (\w+)", (folder / "alarms.yml").read_text())) == set(ALARMS)
    tested = subprocess.run(
        ["promtool", "test", "rules", folder / "alarms.yml"], capture_output=True, text=True, check=False
    )
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_the_dashboard_asks_one_data_source_of_choice() -> None:
    board = json.loads(DASHBOARD)
    assert {panel["datasource"]["uid"] for panel in board["panels"]} == {"${datasource}"}
    ids = [panel["id"] for panel in board["panels"]]
    assert len(set(ids)) == len(ids) > 10


def set_variables(text: str) -> list[str]:
    return re.findall(r"(PAPERBOY_\w+)[=:]", text)


@pytest.mark.parametrize("name", ["paperboy.service", "compose.yaml"])
def test_unit_and_compose_file_set_what_the_bot_knows(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    (tmp_path / "token").write_text("abc.def\n")
    monkeypatch.chdir(tmp_path)
    values = {
        "PAPERBOY_DISCORD__TOKEN_FILE": str(tmp_path / "token"),
        "PAPERBOY_HTTP__PORT": "9464",
        "PAPERBOY_LOG__FORMAT": "json",
        "PAPERBOY_STORE__URL": "sqlite+aiosqlite:////var/lib/paperboy/paperboy.db",
    }
    variables = set(set_variables(text)) - {"PAPERBOY_IMAGE"}
    assert len(variables) == 3
    for variable in variables:
        monkeypatch.setenv(variable, values[variable])
    assert load_settings().token() == "abc.def"


class Unit(configparser.RawConfigParser):
    """systemd's files tell capital letters from small ones."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def test_the_unit_is_hardened_and_watched() -> None:
    unit = Unit(strict=False)
    unit.read(DOCS / "paperboy.service")
    service = unit["Service"]
    assert (service["Type"], service["ProtectSystem"], service["DynamicUser"]) == ("notify", "strict", "yes")
    assert float(service["WatchdogSec"]) > 60
    assert service["RestartPreventExitStatus"] == "2"


def test_the_container_is_read_only_not_root_and_looked_at() -> None:
    text = (DOCS / "compose.yaml").read_text(encoding="utf-8")
    for line in (
        'user: "1000:1000"',
        "read_only: true",
        "cap_drop: [ALL]",
        "/healthz",
        "secrets: [token]",
        "- data:/paperboy/data",
    ):
        assert line in text


def test_every_file_of_the_docs_can_be_printed() -> None:
    assert topics()[-4:] == ["alerts.yml", "compose.yaml", "grafana.json", "paperboy.service"]
    assert "operation" in topics()
    assert all(content(topic) for topic in topics())
    for named in re.findall(r"`paperboy help ([\w.]+)`", TEXTS["en"]):
        assert named in topics()
