"""What authors and arXiv write of papers that are withdrawn, and of everything else that can be withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sources.withdrawn import is_withdrawn

ABSTRACT = "We grow trees of preferences. They help a model to reason."
WITHDRAWN = [
    "Withdrawn",
    "withdrawn.",
    "Paper withdrawn",
    "This paper has been withdrawn due to a crucial error in equation 7",
    "This paper has been withdrawn by the author(s)",
    "This manuscript was withdrawn by its authors.",
    "This article is being withdrawn while we check the proof",
    "This submission has been temporarily withdrawn",
    "The paper has been withdrawn because Lemma 3 is false",
    "We have withdrawn this paper",
    "We withdraw this paper, as the data were mislabelled",
    "The authors have withdrawn this manuscript to rework it",
    "The authors wish to withdraw this preprint",
    "We decided to withdraw our submission after a reader found a bug",
    "I am withdrawing this article pending a new analysis",
    "Withdrawn by the authors: see 2404.00001",
    "Withdrawn from arXiv at the request of the institution",
    "Temporarily withdrawn until the data can be shared",
    "14 pages, 5 figures. Withdrawn due to a disagreement among authors",
    "12 pages, withdrawn by the author",
    "9 pages; this work has been retracted",
    "arXiv admin note: This submission has been withdrawn by arXiv administrators due to text overlap",
    "arXiv admin note: submission removed by arXiv administrators because of copyright",
    "This version removed by arXiv administrators",
    "Removed by arXiv administrators",
    "Removed by the authors",
    "Article retracted by the authors after an audit",
    "Retracted, see the erratum",
    "This paper has been removed due to a dispute",
    "This paper has unfortunately been withdrawn",
    "This paper needs to be withdrawn, the baseline was wrong",
    "Has been withdrawn by the author",
    "The authors request the withdrawal of this article",
    "The author has withdrawn the paper",
    "[withdrawn]",
    "Our paper is withdrawn; a corrected one will follow",
]
NOT_WITHDRAWN = [
    "",
    "12 pages, 3 figures",
    "Withdrawn from a 2023 conference",
    "Withdrawn from ICLR 2024 by the authors, now at TMLR",
    "This paper was withdrawn from ICLR 2024 and is under review elsewhere",
    "This submission was withdrawn by its authors from NeurIPS",
    "Submitted to ICML 2023, withdrawn",
    "Accepted at a workshop, withdrawn, extended here",
    "A study of withdrawn drugs",
    "Withdrawn drugs are listed in Table 3",
    "Withdrawn patients were counted as failures",
    "Replaces a withdrawn paper with the same title",
    "An earlier version of this paper was withdrawn; this one is corrected",
    "The previous version was withdrawn because of a typo in the proof",
    "This paper is not withdrawn",
    "The claim of version 1 has been withdrawn",
    "The second dataset has been withdrawn by its publisher",
    "We have withdrawn the claim on convergence",
    "We removed the section on limits, 9 pages",
    "We remove noise from this paper's scans",
    "Code was removed by the hosting site",
    "This paper has been removed from the proceedings",
    "This paper studies papers that have been retracted",
    "This version corrects a figure that was removed by mistake",
    "The authors removed redundant tokens",
    "Data on retracted articles included",
    "Withdrawal symptoms in language models, 8 pages",
    "This work was not withdrawn, in spite of rumours",
    "We withdraw funds in a simulated bank, demo at the site",
    "The drug has been withdrawn from the market",
    "The bug in this paper was removed in v3",
    "We have withdrawn our submission from ICLR and rewrote it",
]
ABSTRACTS_OF_WITHDRAWN = [
    "This paper has been withdrawn by the authors.",
    "Withdrawn.",
    "The paper has been withdrawn due to an error in the main theorem.",
    "This submission has been withdrawn by arXiv administrators because of disputed authorship.",
    "We have withdrawn this paper. The second experiment cannot be reproduced.",
    f"{ABSTRACT} This paper has been withdrawn.",
    f"This article was retracted by its authors. {ABSTRACT}",
    "This paper contains an error and has been withdrawn",
    "There is an error in the proof. The paper is withdrawn.",
]
ABSTRACTS_OF_OTHERS = [
    ABSTRACT,
    "We study how patients had withdrawn from a trial.",
    "Withdrawn drugs teach us about toxicity. We collect 400 of them.",
    "The paper was retracted in 2010 after an inquiry; we trace how it is cited.",
    "We ask why articles are retracted. We find that most were withdrawn by journals.",
    "Retracted papers keep being cited. We build a detector.",
    "When a model is withdrawn, users migrate. This paper measures how fast.",
    "Apps removed by the store are analysed. We have removed this bias by sampling.",
]


@pytest.mark.parametrize("comment", WITHDRAWN)
def test_a_comment_says_that_the_paper_is_withdrawn(comment: str) -> None:
    assert is_withdrawn(comment, ABSTRACT)


@pytest.mark.parametrize("comment", NOT_WITHDRAWN)
def test_a_comment_says_that_something_else_is_withdrawn(comment: str) -> None:
    assert not is_withdrawn(comment, ABSTRACT)


@pytest.mark.parametrize("abstract", ABSTRACTS_OF_WITHDRAWN)
def test_an_abstract_says_that_the_paper_is_withdrawn(abstract: str) -> None:
    assert is_withdrawn("", abstract)


@pytest.mark.parametrize("abstract", ABSTRACTS_OF_OTHERS)
def test_an_abstract_speaks_of_other_things_withdrawn(abstract: str) -> None:
    assert not is_withdrawn("", abstract)


def sentences(name: str) -> list[str]:
    """Such as authors and administrators write, one a line; many were written before the rules were."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sentence", sentences("withdrawn.txt"))
def test_a_sentence_withdraws_the_paper(sentence: str) -> None:
    assert is_withdrawn(sentence, ABSTRACT)


@pytest.mark.parametrize("sentence", sentences("not_withdrawn.txt"))
def test_a_sentence_about_withdrawal_withdraws_nothing(sentence: str) -> None:
    assert not is_withdrawn(sentence, ABSTRACT)
    assert not is_withdrawn("", sentence)
    assert not is_withdrawn("", f"{ABSTRACT} {sentence}")
    assert not is_withdrawn("", f"{sentence.rstrip('.')}. {ABSTRACT}")


@pytest.mark.parametrize("name", ["withdrawn.txt", "not_withdrawn.txt"])
def test_there_are_sentences_of_both_kinds(name: str) -> None:
    assert len(sentences(name)) > 60
