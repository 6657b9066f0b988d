import pytest

from bot.models import LAYOUTS
from bot.models.places import INVITED, LAYOUTS_OF, layout_for, needed


def test_each_layout_has_a_place_and_each_place_a_usual_layout() -> None:
    assert {layout for layouts in LAYOUTS_OF.values() for layout in layouts} == set(LAYOUTS)
    assert all(LAYOUTS_OF.values())


def test_the_invitation_brings_what_any_layout_needs_anywhere() -> None:
    everything = {
        name for kind, layouts in LAYOUTS_OF.items() for layout in layouts for name in needed(layout, kind)
    }
    assert everything == set(INVITED)


def test_full_and_compact_need_no_more_than_older_invitations_gave() -> None:
    earlier = {"view_channel", "send_messages", "embed_links", "read_message_history"}
    assert set(needed("full", "text")) == set(needed("compact", "announcement")) == earlier


def test_in_a_thread_it_takes_the_right_to_write_there() -> None:
    assert "send_messages_in_threads" in needed("full", "thread")
    assert "send_messages" not in needed("full", "thread")


@pytest.mark.parametrize(
    ("kind", "preference", "layout"),
    [
        ("text", "thread", "thread"),
        ("thread", "thread", "full"),
        ("thread", "compact", "compact"),
        ("forum", "full", "forum"),
        ("text", "forum", "full"),
    ],
)
def test_a_place_that_does_not_take_a_layout_gets_its_usual_one(
    kind: str, preference: str, layout: str
) -> None:
    assert layout_for(kind, preference) == layout  # type: ignore[arg-type]
