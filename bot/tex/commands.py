r"""Commands that say how text looks (`\textsc{S-Agent}`), and those that stand for a sign (`\%`)."""

from __future__ import annotations

import re

_GROUP = r"\{((?:[^{}]|\{[^{}]{0,200}\}){0,400})\}"
_FONTS = "bf|it|sc|tt|sf|rm|sl|up|md"
_COLOR = r"color\{[^{}]{0,30}\}"
_STYLES = (
    rf"\\(?:text(?:{_FONTS}|normal|)|emph|underline|uline|[mh]box|text{_COLOR}|{_COLOR}|colorbox\{{[^{{}}]{{0,30}}\}}"
    r"|math(?:bb|bf|cal|frak|it|normal|rm|scr|sf|tt)|operatorname\*?|boldsymbol|bm|ensuremath)"
)
_STYLE = re.compile(rf"{_STYLES} ?{_GROUP}")
_STYLE_OF_A_STYLE = re.compile(rf"{_STYLES} ?(?={_STYLES} ?\{{)")
# Hugging Face drops the backslash.
_BARE_STYLE = re.compile(rf"(?<![\w\\])(?:text(?:{_FONTS})|emph)\{{([^{{}}]{{0,200}})\}}")
_SWITCH = re.compile(
    rf"\{{(?:\\(?:(?:{_FONTS}|em|bfseries|itshape|scshape|ttfamily|small|large)\b|{_COLOR}) ?)+"
    r"([^{}]{0,400})\}"
)
# The packages acronym, glossaries, siunitx and hyperref.
_ACRONYM = re.compile(r"\\(?:[aA]c[slf]?|[gG]ls|acr(?:short|long|full))(pl?)?\*? ?\{([^{}\\]{1,100})\}")
_QUANTITY = re.compile(
    r"\\(?:qty|SI) ?\{([^{}\\]{1,50})\} ?\{([^{}\\]{1,50})\}|\\(?:num|unit|si) ?\{([^{}\\]{1,50})\}"
)
_TITLE = re.compile(rf"\\texorpdfstring ?{_GROUP} ?{_GROUP}")
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
    "percent": "%",
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
        text = _TITLE.sub(r"\2", _CITED.sub(r"[\1]", text))
        text = _RAISED.sub(lambda match: match[2].translate(_DIGITS[match[1]]), text)
        text = _SWITCH.sub(r"\1", _STYLE.sub(r"\1", _STYLE_OF_A_STYLE.sub("", text)))
        text = _SIGN.sub(lambda match: _SIGNS[match[1]], text)
        text = _ESCAPED.sub(r"\1", text)
        text = _ACRONYM.sub(lambda match: match[2] + "s" * bool(match[1]), text)
        text = _QUANTITY.sub(lambda match: match[3] or f"{match[1]} {match[2]}", text)
    return _BARE_STYLE.sub(r"\1", text)
