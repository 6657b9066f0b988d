r"""What stays as it is: formulas, what only has the signs of TeX, and commands that nobody here knows."""

from __future__ import annotations

import re
from collections.abc import Callable

# A formula as arXiv's texts write it. “costs $5 and $6” is none: a blank before the closing sign, or a digit
# after it, means money (the rule is pandoc's); but no price begins like $\sim$5, $<$5 or $k$2.
FORMULA = re.compile(
    r"(?<![\\$])(?:\$\$(?:[^$\\]|\\.){1,500}\$\$|\$(?=[^\s$])(?:[^$\\]|\\.){0,500}(?<=\S)\$(?!\d)"
    r"|\$(?:(?=[\\{^_])(?:[^$\\]|\\.){1,500}(?<=\S)|(?![-+]?[.\d]|[/,;:)])[^\s$]{1,100})\$(?=\d)"
    r"|\\\((?:[^\\]|\\[^()]){1,500}?\\\)|\\\[(?:[^\\]|\\[^\[\]]){1,500}?\\\])"
)
# One that says nothing but a word: $\textbf{Only-IF}$.
_STYLED = re.compile(r"\$\\(?:text(?:bf|it|sc|tt|sf|rm|)|emph)\{([^{}\\$]*)\}\$")
_PATH = r"(?<![A-Za-z])[A-Za-z]:\\(?![a-z]+\{)[\w.][^\s{]*|\\\\[\w.-]+\\[\w.$-][^\s{]*"
_CODE = r"(?<![`\\])`[^`'\s](?:[^`'\n]{0,100}[^`'\s\\])?`(?!`)"
_ADDRESS = r"\b(?:https?://|www\.)[^\s{}<>\"]+"
_NO_TEX = re.compile(
    rf"(?P<formula>{FORMULA.pattern})|{_PATH}|{_CODE}|(?P<address>{_ADDRESS})|(?<!\\)\\(?P<brace>[{{}}])"
)
# With its arguments: \mathfoo{L} without braces were one word.
_COMMAND = re.compile(
    r"\\(?:[A-Za-z]+\*?|['`^\"~=.])(?:\[[^\[\]]{0,100}\])?(?:\{(?:[^{}]|\{[^{}]{0,200}\}){0,400}\})+"
)
_ESCAPED = re.compile(r"\\([%_#&~$])")
_FIRST, _MOST = 0xF0000, 0xFFFE  # characters for private use: each stands for a kept piece
_STANDING_IN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}]")


class HiddenPieces:
    """The pieces of one text that no rule may touch, while a character stands in for each."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def hide_what_is_no_tex(self, text: str) -> str:
        """The text as it came, without formulas, paths, code, addresses, and the braces in \\{ and \\}."""
        return _NO_TEX.sub(self._hide(_cleaned), _STANDING_IN.sub("", text))

    def hide_commands(self, text: str) -> str:
        """The text without the commands that are left in it and have arguments."""
        return _COMMAND.sub(self._hide(lambda command: command[0]), text)

    def put_back(self, text: str) -> str:
        """The text with all pieces at their places; a command's may stand around others."""
        return _STANDING_IN.sub(lambda place: self.put_back(self._pieces[ord(place[0]) - _FIRST]), text)

    def _hide(self, piece: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def stand_in(match: re.Match[str]) -> str:
            if len(self._pieces) == _MOST:
                return match[0]
            self._pieces.append(piece(match))
            return chr(_FIRST + len(self._pieces) - 1)

        return stand_in


def _cleaned(piece: re.Match[str]) -> str:
    if piece["formula"]:
        return _STYLED.sub(r"\1", piece[0])
    return piece["brace"] or (_ESCAPED.sub(r"\1", piece[0]) if piece["address"] else piece[0])
