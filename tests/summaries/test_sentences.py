from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.sentences import best_sentences, sentences

ABSTRACT = (
    "Long videos are hard to search. Existing tools, e.g. keyword search, look at titles only. However,"
    " titles say little. In this paper, we introduce Lantern, an index of what is seen and heard."
    " It keeps one small vector per scene."
    " Experiments show that Lantern outperforms keyword search by 31.5% on four benchmarks, see Fig. 2"
    " and Lee et al. (2024). Our code is available at https://example.org/lantern."
)

WHOLE = [
    "We follow prior work, e.g. Smith et al. (2024), and extend it.",
    "Two groups are compared, i.e. novices and experts, in one study.",
    "The gain is largest in Fig. 3 and in Tab. 2.",
    "Accuracy rises from 0.75 to 0.81 on v2.5 of the set.",
    "We compare CNNs vs. Transformers on small data.",
    "Is one model enough for all?",
    "Lantern is live at https://example.org/index.html and free.",
    "U.S. patents are used as a source.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_sentence_is_not_cut_at_a_point_inside_it(sentence: str) -> None:
    assert sentences(f"{sentence} The rest follows.") == (sentence, "The rest follows.")


def test_the_best_sentences_say_what_is_new_and_how_well_it_does() -> None:
    first, second = best_sentences(ABSTRACT, 2)
    assert first.startswith("In this paper, we introduce Lantern")
    assert second.startswith("Experiments show that Lantern outperforms")


def test_a_link_to_the_code_is_not_among_the_best() -> None:
    assert not any("example.org" in sentence for sentence in best_sentences(ABSTRACT, 4))


def test_the_best_sentences_stand_in_the_order_of_the_abstract() -> None:
    chosen = best_sentences(ABSTRACT, 4)
    assert sorted(chosen, key=ABSTRACT.index) == list(chosen)


def test_a_short_abstract_is_returned_whole() -> None:
    text = "We study tides. They come and go."
    assert best_sentences(text, 5) == ("We study tides.", "They come and go.")


@pytest.mark.parametrize(("text", "count"), [("", 3), ("We study tides.", 0)])
def test_nothing_comes_of_nothing(text: str, count: int) -> None:
    assert best_sentences(text, count) == ()


@given(st.text(alphabet="abcAB .,!?()0123456789-é한", max_size=200))
def test_no_word_is_lost_or_invented(text: str) -> None:
    assert "".join(" ".join(sentences(text)).split()) == "".join(text.split())
