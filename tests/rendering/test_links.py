import pytest

from bot.rendering.links import masked_link, picture
from tests.rendering.discord_text import read


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://github.com/a/b", "[Code](https://github.com/a/b)"),
        ("https://x.example/a(b) c", "[Code](https://x.example/a%28b%29%20c)"),
        ("https://x.example/a%20b?c=d&e#f", "[Code](https://x.example/a%20b?c=d&e#f)"),
        ('https://x.example/<"\\]', "[Code](https://x.example/%3C%22%5C%5D)"),
        ("https://x.example/경로", "[Code](https://x.example/%EA%B2%BD%EB%A1%9C)"),
    ],
)
def test_a_masked_link_is_one_link_whatever_its_address(url: str, expected: str) -> None:
    assert masked_link("Code", url) == expected
    assert [kind for kind, _ in read(expected)] == ["link"]


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://x.example/a",
        "https://",
        "https://no host.example",
        "https://[::1",
        "https://x.example/a\nb",
        "https://x.example/" + "y" * 600,
    ],
)
def test_an_address_that_is_missing_or_odd_gives_no_link(url: str | None) -> None:
    assert masked_link("Code", url) is None
    assert picture(url) is None


@pytest.mark.parametrize("name", ["a.mp4", "a.MP4", "a.webm", "a.mov?x=1", "a.m4v#t"])
def test_a_video_is_no_picture(name: str) -> None:
    assert picture(f"https://cdn.example/{name}") is None


@pytest.mark.parametrize("url", ["https://cdn.example/a.png", "http://cdn.example:8080/a?b=c.mp4"])
def test_anything_else_on_the_web_may_be_a_picture(url: str) -> None:
    assert picture(url) == url
