"""`make scorecard` or `python -m tests.scorecard [--days DIR] [--openapi FILE] [--readers DIR] [--kills N]
[--channels N] [--only ROW]`: measure, and write README's table.

DIR of the days holds answers of the daily-papers API, a `YYYY-MM-DD.json` each; that of the readers a
`NAME.ids` each, arXiv ids one a line; FILE is Discord's openapi.json (which wants `pip install jsonschema`).
A row that needs what is not given keeps its last value and date.
"""

from __future__ import annotations

import subprocess
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.models import LANGUAGES
from tests.docs.documents import readme
from tests.scorecard.rows import ROWS, Row
from tests.scorecard.table import Measured, keep, last, table, with_part


def main() -> None:
    options = _options()
    results = last()
    for row in ROWS:
        values = [options[need] for need in row.needs if options[need] is not None]
        if options["only"] in (None, row.name) and len(values) == len(row.needs):
            results[row.name] = _measured(row, values)
    keep(results)
    for language in LANGUAGES:
        page = readme(language)
        page.write_text(with_part(page.read_text(encoding="utf-8"), table(results, language)), "utf-8")


def _options() -> dict[str, Any]:
    parser = ArgumentParser(description=__doc__)
    for name in ("days", "openapi", "readers"):
        parser.add_argument(f"--{name}", type=Path)
    for name in ("kills", "channels"):
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--only", choices=[row.name for row in ROWS])
    return vars(parser.parse_args())


def _measured(row: Row, values: Sequence[Any]) -> Measured:
    print(row.name, "…", flush=True)
    figures = row.measure(*values)
    print("  ", dict(figures), flush=True)
    return Measured(figures, f"{datetime.now(UTC):%Y-%m-%d}", _commit())


def _commit() -> str:
    command = ["git", "describe", "--always", "--exclude=*", "--dirty=+"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
