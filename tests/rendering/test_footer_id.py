from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import limits
from bot.rendering.digest_message import paper_counts, paper_message, render_part
from bot.rendering.footer_id import FooterMark, mark_text, marked, read_mark
from tests.rendering.samples import nasty_text, one_digest, one_paper, shown, utf16, weight

MARK = FooterMark(subscription_id=7, day=date(2024, 4, 3), part=1, parts=2, partial=False)


@st.composite
def marks(draw: st.DrawFn) -> FooterMark:
    parts = draw(st.integers(1, 9999))
    return FooterMark(
        subscription_id=draw(st.integers(0, 2**63 - 1)),
        day=draw(st.dates()),
        part=draw(st.integers(1, parts)),
        parts=parts,
        partial=draw(st.booleans()),
    )


@given(marks())
def test_a_mark_can_be_read_back_and_fits_into_its_room(mark: FooterMark) -> None:
    assert read_mark(mark_text(mark)) == mark
    assert utf16(mark_text(mark)) <= limits.MARK


def test_a_mark_can_be_read_by_people() -> None:
    assert mark_text(MARK) == "Paperboy · 2024-04-03 · 1/2 · #7"


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Paperboy",
        "Paperboy · 2024-04-03 · 1/2 · #7 ",
        " Paperboy · 2024-04-03 · 1/2 · #7",
        "Paperboy · 2024-04-03 · 1/2 · #7\n",
        "Paperboy · 2024-04-03 · 3/2 · #7",
        "Paperboy · 2024-04-03 · 0/2 · #7",
        "Paperboy · 2024-02-30 · 1/2 · #7",
        "Paperboy · 2024-04-03 · 1/2 · #07",
        "Paperboy · 2024-04-03 · ١/2 · #7",
        "Paperboy · 2024-04-03 · 1/2 · #7 · so far",
        "paperboy · 2024-04-03 · 1/2 · #7",
        "Paperboy · 2024-04-03 · 1/2 · #" + "9" * 5000,
    ],
)
def test_anything_else_is_no_mark(text: str | None) -> None:
    assert read_mark(text) is None


@given(nasty_text)
def test_only_what_writes_the_same_text_is_read_as_a_mark(text: str) -> None:
    mark = read_mark(text)

    assert mark is None or mark_text(mark) == text


def test_the_mark_stands_under_the_last_embed_and_the_message_stays_as_it_was() -> None:
    digest = one_digest([shown(), shown()])
    message = render_part(digest, paper_counts(digest), 1)
    result = marked(message, MARK)

    assert [embed.footer.text for embed in result.embeds] == [None, mark_text(MARK)]
    assert [embed.footer.text for embed in message.embeds] == [None, None]
    assert result.content == message.content


def test_a_full_message_has_room_for_the_longest_mark() -> None:
    paper = shown(one_paper(), bullets=["Words that fill the room of a paper to the end. " * 200])
    digest = one_digest([paper, paper])
    mark = FooterMark(2**63 - 1, date.max, 9999, 9999, True)
    message = marked(render_part(digest, (2,), 1), mark)

    assert 5700 < sum(map(weight, message.embeds)) <= 6000


def test_a_paper_that_spells_a_mark_gets_none() -> None:
    paper = shown(one_paper(title=mark_text(MARK), abstract=mark_text(MARK), authors=[mark_text(MARK)]))
    digest = one_digest([paper])
    embeds = [*paper_message(paper, "en").embeds, *render_part(digest, (1,), 1).embeds]

    assert [read_mark(embed.footer.text) for embed in embeds] == [None] * 3
