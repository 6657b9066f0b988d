"""A reader of Discord's Markdown, written apart from the code under test.

It follows the rules of Discord's client (simple-markdown): a backslash makes any ASCII punctuation literal,
some rules hold only at the beginning of a line, the first rule that matches at a position wins.
"""

import re

_LINE_RULES = {
    "code block": r"```",
    "quote": r">(?:>>)? ",
    "heading": r"#{1,3}\s",
    "subtext": r"-#\s",
    "list": r" *(?:[-*+]|\d+\.)\s",
}
_RULES = {
    "url": r"(?:https?|steam)://[^\s<]+[^<.,:;\"'\]\s]",
    "angle": r"<[^: >\n]+:/[^ >\n]+>",
    "link": r"\[(?P<label>(?:\\.|[^\[\]\\])+)\]\((?P<target>[^\s()]+)\)",
    "time": r"<t:-?\d{1,17}(?::[tTdDfFRsS])?>",
    "mention": r"<(?:@[!&]?|#)\d+>",
    "everyone": r"@(?:everyone|here)",
    "custom emoji": r"<a?:\w+:\d+>",
    "emoji": r":[\w+-]+:",
    "command": r"</[^:\n]+:\d+>",
    "place": r"<id:\w+>",
    "strong": r"\*\*.+?\*\*(?!\*)",
    "underline": r"__.+?__(?!_)",
    "emphasis": r"\*[^\s*][^*]*\*|_[^_]+_\b",
    "strike": r"~~.+?~~",
    "spoiler": r"\|\|.+?\|\|",
    "code": r"`+[^`]+`+",
}
_AT_LINE = [(kind, re.compile(rule)) for kind, rule in _LINE_RULES.items()]
_ANYWHERE = [(kind, re.compile(rule, re.DOTALL)) for kind, rule in _RULES.items()]
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


def read(source: str) -> list[tuple[str, str]]:
    """What a reader sees: (kind, text) in order; literal text has the kind "text" and comes in one piece."""
    seen: list[tuple[str, str]] = []
    at = 0
    while at < len(source):
        kind, text, end = _next(source, at)
        if kind == "text" and seen and seen[-1][0] == "text":
            seen[-1] = ("text", seen[-1][1] + text)
        else:
            seen.append((kind, text))
        at = end
    return seen


def _next(source: str, at: int) -> tuple[str, str, int]:
    if escaped := _ESCAPE.match(source, at):
        return "text", escaped[1], escaped.end()
    begins_line = at == 0 or source[at - 1] == "\n"
    for kind, rule in [*(_AT_LINE if begins_line else []), *_ANYWHERE]:
        if match := rule.match(source, at):
            return kind, match[0], match.end()
    return "text", source[at], at + 1


def literal(text: str) -> list[tuple[str, str]]:
    """What `read` gives if the text is shown exactly as it is."""
    return [("text", text)] if text else []
