"""`import` and `export` as processes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.models import Digest
from tests.archive.files import CANONICAL, FIRST, SECOND, file_of
from tests.cli.conftest import Terminal
from tests.factories import WEDNESDAY
from tests.support.hugging_face import LoopbackHub, listed

THURSDAY = date(2024, 4, 4)


@pytest.fixture
def archive(terminal: Terminal, hub: LoopbackHub) -> Terminal:
    """A terminal beside a folder with two days and a note, without a source."""
    hub.down = True
    folder = terminal.folder / "archive" / "2024"
    folder.mkdir(parents=True)
    (folder / "2024-04-03.md").write_bytes(CANONICAL.encode())
    (folder / "2024-04-04.md").write_bytes(file_of(FIRST, day=THURSDAY).replace("28", "-").encode())
    (folder.parent / "README.md").write_text("Our archive.\n")
    return terminal


def exported(terminal: Terminal, name: str) -> bytes:
    return (terminal.folder / "out" / name).read_bytes()


async def test_import_reports_what_it_read_and_what_was_odd_or_skipped(archive: Terminal) -> None:
    ended = await archive.run("import", "archive")
    assert (ended.code, ended.err) == (0, "Importing\n")
    assert ended.out == (
        "Imported 2 days with 3 papers.\n"
        "2 author lists are cut (“+”).\n"
        "Odd (1):\n"
        "  archive/2024/2024-04-04.md:3: “-” is no number of votes\n"
        "Skipped (1):\n"
        "  archive/README.md:1: "
        "the file has no day header with papers, such as “## Daily Papers (2024-04-03)”\n"
    )


async def test_importing_again_says_so(archive: Terminal) -> None:
    await archive.run("import", "archive")
    ended = await archive.run("import", "archive/2024/2024-04-03.md")
    assert ended.out.splitlines()[1] == "1 day is the same as imported before."


async def test_what_was_imported_is_exported_byte_for_byte(archive: Terminal) -> None:
    await archive.run("import", "archive")
    ended = await archive.run("export", "--from", "2024-04-01", "--to", "2024-04-30", "--out", "out")
    assert (ended.code, ended.out) == (0, "Wrote 2 days to out.\n")
    for name in ("2024-04-03.md", "2024-04-04.md"):
        assert exported(archive, name) == (archive.folder / "archive" / "2024" / name).read_bytes()


async def test_an_imported_day_can_be_shown(archive: Terminal) -> None:
    await archive.run("import", "archive")
    ended = await archive.run("show", "2024-04-03", "--format", "json")
    digest = Digest.model_validate_json(ended.out)
    assert [digest_paper.summary.bullets[-1] for digest_paper in digest.papers] == [
        "계산량이 절반으로 줄어듭니다.",
        "괄호를 다룹니다.",
    ]


async def test_a_single_day_is_fetched_and_exported_as_show_prints_it(terminal: Terminal) -> None:
    ended = await terminal.run("export", "2024-04-03", "--out", "out")
    assert ended.code == 0
    assert exported(terminal, "2024-04-03.md").decode() == (await terminal.run("show", "2024-04-03")).out


async def test_a_day_of_the_source_survives_its_own_archive(terminal: Terminal) -> None:
    await terminal.run("export", "2024-04-03", "--out", "out")
    await terminal.run("import", "out")
    before = exported(terminal, "2024-04-03.md")
    await terminal.run("export", "2024-04-03", "--out", "out")
    assert exported(terminal, "2024-04-03.md") == before


async def test_a_summary_in_english_stays_one_on_its_way_through_an_archive(
    terminal: Terminal, hub: LoopbackHub
) -> None:
    hub.days[WEDNESDAY] = [listed(1, ai_summary="It is fast.")]
    show = ("show", "2024-04-03", "--format", "json")
    before = Digest.model_validate_json((await terminal.run(*show)).out)
    await terminal.run("export", "2024-04-03", "--out", "out")
    terminal.environment["PAPERBOY_STORE__URL"] = "sqlite+aiosqlite:///other.db"
    ended = await terminal.run("import", "out")
    assert "2024-04-03.md:13: no bullet of this paper is Korean" in ended.out
    await terminal.run("collect", "2024-04-03")
    after = Digest.model_validate_json((await terminal.run(*show)).out)
    assert after.papers[0].summary == before.papers[0].summary
    await terminal.run("export", "2024-04-03", "--out", "again")
    assert (terminal.folder / "again" / "2024-04-03.md").read_bytes() == exported(terminal, "2024-04-03.md")


async def test_json_is_a_digest(archive: Terminal) -> None:
    await archive.run("import", "archive")
    await archive.run("export", "2024-04-03", "--out", "out", "--format", "json", "--language", "en")
    digest = Digest.model_validate_json(exported(archive, "2024-04-03.json"))
    assert (digest.day, digest.language, digest.listed) == (WEDNESDAY, "en", 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--out", "out"),
        ("export", "2024-04-03", "--from", "2024-04-03", "--out", "out"),
        ("export", "--from", "2024-04-04", "--to", "2024-04-03", "--out", "out"),
        ("export", "soon", "--out", "out"),
        ("export", "2024-04-03"),
        ("import",),
        ("import", "nowhere"),
    ],
)
async def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(
    terminal: Terminal, arguments: tuple[str, ...]
) -> None:
    ended = await terminal.run(*arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


async def test_a_range_without_days_writes_nothing_and_fails(terminal: Terminal) -> None:
    ended = await terminal.run("export", "--from", "2024-04-03", "--out", "out")
    assert (ended.code, ended.out) == (1, "Wrote 0 days to out.\n")
    assert ended.err.endswith("No day of these is in the store: fetch them first, with collect.\n")


async def test_a_day_without_papers_writes_nothing_and_says_why(terminal: Terminal) -> None:
    ended = await terminal.run("export", "2024-04-06", "--out", "out")
    assert (ended.code, ended.out) == (1, "Wrote 0 days to out.\n")
    assert ended.err.endswith("No papers are listed for 2024-04-06.\n")


async def test_a_file_that_is_no_text_fails_the_import_but_not_the_others(archive: Terminal) -> None:
    (archive.folder / "archive" / "2024" / "broken.md").write_bytes(b"\xff")
    ended = await archive.run("import", "archive")
    assert (ended.code, ended.out.splitlines()[0]) == (1, "Imported 2 days with 3 papers.")
    assert "broken.md:1: the file is not UTF-8 text" in ended.out


async def test_an_import_without_any_day_fails(archive: Terminal) -> None:
    assert (await archive.run("import", "archive/README.md")).code == 1


async def test_a_file_that_will_be_exported_otherwise_is_told(archive: Terminal) -> None:
    (archive.folder / "windows.md").write_bytes(CANONICAL.replace("\n", "\r\n").encode())
    ended = await archive.run("import", "windows.md")
    assert "1 file will not be exported byte for byte: see below." in ended.out


async def test_a_folder_that_cannot_be_written_to_is_one_sentence(archive: Terminal) -> None:
    await archive.run("import", "archive")
    (archive.folder / "out").touch()
    ended = await archive.run("export", "--from", "2024-04-03", "--out", "out")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(
        "out/2024-04-03.md cannot be written: a part of the path is a file and not a folder.\n"
    )


async def test_another_language_has_bullets_of_its_own(archive: Terminal) -> None:
    (archive.folder / "en.md").write_bytes(file_of(SECOND.replace("괄호를 다룹니다.", "Brackets.")).encode())
    await archive.run("import", "en.md", "--language", "en")
    assert "- Brackets." in (await archive.run("show", "2024-04-03", "--language", "en")).out
    assert "Brackets." not in (await archive.run("show", "2024-04-03", "--language", "ko")).out
