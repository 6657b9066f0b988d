r"""Commands that say how text looks (`\textsc{S-Agent}`), and those that stand for a sign (`\%`)."""

from __future__ import annotations

import re

_GROUP = r"\{((?:[^{}]|\{[^{}]{0,200}\}){0,400})\}"
_FONTS = "bf|it|sc|tt|sf|rm|sl|up|md"
_STYLE = re.compile(
    rf"\\(?:text(?:{_FONTS}|normal|)|emph|underline|uline|[mh]box"
    rf"|(?:textcolor|color|colorbox)\{{[^{{}}]{{0,30}}\}}) ?{_GROUP}"
)
# Hugging Face drops the backslash.
_BARE_STYLE = re.compile(rf"(?<![\w\\])(?:text(?:{_FONTS})|emph)\{{([^{{}}]{{0,200}})\}}")
_SWITCH = re.compile(
    rf"\{{\\(?:{_FONTS}|em|bfseries|itshape|scshape|ttfamily|small|large)\b ?([^{{}}]{{0,400}})\}}"
)
_RAISED = re.compile(r"\\text(super|sub)script ?\{([^{}]{0,50})\}")
_DIGITS = {
    "super": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_CITED = re.compile(r"\\cite(?:p|t|alp|author|year)?\*?(?:\[[^\[\]]{0,50}\])? ?\{([^{}]{1,200})\}")
_SIGNS = {
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotesingle": "'",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotedbl": '"',
    "texttrademark": "™",
    "textregistered": "®",
    "copyright": "©",
    "textcopyright": "©",
    "textdegree": "°",
    "degree": "°",
    "pounds": "£",
    "euro": "€",
    "texteuro": "€",
    "textdollar": "$",
    "textpercent": "%",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textmu": "µ",
    "textbullet": "•",
    "texttimes": "×",
    "times": "×",
    "pm": "±",
    "approx": "≈",
    "sim": "~",
    "leq": "≤",
    "geq": "≥",
    "rightarrow": "→",
    "to": "→",
    "eg": "e.g.",
    "ie": "i.e.",
    "etc": "etc.",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
}
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?:\{{\}}|(?![A-Za-z]))")
_ESCAPED = re.compile(r"\\([%&#_${}])")


def commands(text: str) -> str:
    """The text without commands that are known."""
    if "\\" in text:
        text = _CITED.sub(r"[\1]", text)
        text = _RAISED.sub(lambda match: match[2].translate(_DIGITS[match[1]]), text)
        for _ in range(4):  # as deep as they stand in each other
            text = _SWITCH.sub(r"\1", _STYLE.sub(r"\1", text))
        text = _SIGN.sub(lambda match: _SIGNS[match[1]], text)
        text = _ESCAPED.sub(r"\1", text)
    return _BARE_STYLE.sub(r"\1", text)
