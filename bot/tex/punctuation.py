"""Ties, thin spaces, dashes, quotation marks, and braces that only keep characters together."""

from __future__ import annotations

import re
from collections.abc import Callable

_SIGNS = {"times": "×", "sim": "~", "approx": "≈", "pm": "±", "cdot": "·", "rightarrow": "→", "to": "→"}
_RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # 10\,000 is a number, 5\,ms is not.
    (r"(?<=\d)\\,(?=\d{3}(?!\d))", ","),
    (r"\\[,;: ](?=\S|$)|\\\\(?=\s|$)|\\[,;:]", " "),
    (r"(?<=\w)\\!(?=\w)|\\[-/](?=[a-z])", ""),
    # “et~al.”, “RTX~3090”, “450~MB”, “Experts~(MoE)”; but no range, no “about”, and no home directory.
    (r"(?<![\w.-])([A-Za-z][\w-]*[A-Za-z])~(?![A-Za-z]\()(?=[A-Za-z0-9(\[])", r"\1 "),
    (r"(?<=[.)%])~(?=[A-Za-z0-9(\[])|(?<=\d)~(?=[a-z(\[]|[GMTK]?(?:B|Hz|W|V|Pa)\b)", " "),
    (r"(?<=[^\W_])---(?=[^\W_])|(?<=\s)---(?=\s)", "—"),
    (r"(?<=[^\W_])--(?=[^\W_])|(?<=\s)--(?=\s)", "–"),
    (r"``(?=\S)([^`]{1,300}?)(?<![\s\\])(?:''|\")", r"“\1”"),
    (r"(?<![\w'])''(?=\w)([^'\"]{1,200}?)(?<=[\w.?!])''(?![\w'])", r"“\1”"),
    (r"(?<![\w`\\])`(?=\w)([^`]{1,100}?)(?<=[\w.,?!)])'(?![\w'])", r"‘\1’"),
    (r"(?<=\d)\{([.,])\}(?=\d)", r"\1"),
    (r"(?<![\^_{])\{([=<>+\-−]|[^\x00-\x7f])\}", r"\1"),
    (rf"(?<![\^_A-Za-z])\{{({'|'.join(_SIGNS)})\}}", lambda sign: _SIGNS[sign[1]]),
    # Letters whose case BibTeX is to keep: {S}ignal, symmet{R}y, {BERT}, {Flow-SDE}; but no placeholder.
    (r"(?<![\^_{\\\w])\{([A-Z])\}(?=[a-z])|(?<=[a-z])\{([A-Z]{1,5})\}(?=[a-z\s,.:;)-]|$)", r"\1\2"),
    (r"(?<![\w^_\\{])\{([A-Z][A-Za-z0-9-]*[A-Za-z0-9])\}(?![\w{^_])", r"\1"),
    (r"^\{([A-Z][^{}]*)\}$", r"\1"),
)
_COMPILED = [(re.compile(pattern), written) for pattern, written in _RULES]


def punctuation(text: str) -> str:
    """The text with the signs that a book would print."""
    for pattern, written in _COMPILED:
        text = pattern.sub(written, text)
    return text
