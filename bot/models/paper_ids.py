"""arXiv ids in whatever people paste: bare, with a prefix, in a link, in a sentence. Pure.

Ids are `YYMM.NNNN` from 0704 to 1412, `YYMM.NNNNN` from 1501, and `archive/YYMMNNN` from 9108 to 0703
(https://info.arxiv.org/help/arxiv_identifier.html).
"""

from __future__ import annotations

import re
import unicodedata

# Not re.IGNORECASE, for which the dotless ı of a look-alike host equals i.
_PLAIN = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)} | {
    code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)
}

# The archives that existed before April 2007.
_ARCHIVE = """
    acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs
    |dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol
    |physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con
"""
# A browser's writing of blanks, line breaks, brackets and other signs, and of a Korean particle: none of a
# letter, digit or point, which would go on with the id, nor of the percent sign after a number.
_ENCODED_END = r"(?:[01][\da-f]|2[0-46-9a-df]|3[a-f]|40|5[b-f]|60|7[b-f]|[c-f][\da-f]%[89ab][\da-f])"
_ID = rf"""
    (?: (?P<new>\d{{4}}(?:\.|%2e)\d{{4,5}})
      | (?P<archive>{_ARCHIVE})(?:\.[a-z-]{{2,9}})?(?:/|%2f)(?P<old>\d{{7}}) )
    (?:v[1-9]\d*)?
    (?![a-z\d]|[._]\d|\s?%(?!{_ENCODED_END}))
"""
# Not in the middle of a word. Hangul may touch: Korean glues its particles and nouns on.
_WORD_START = r"(?<![^\W_가-힣])"
_BARE_START = r"(?<![a-z\d])(?<!\d[._])(?<![$€£₩¥])"
_PREFIX = r"(?:10\.48550/arxiv\.|arxiv\s{0,5}[:.]?\s{0,5})"
# What arXiv has of a paper: its page, its files, what cites it, who may endorse it; and the old mirrors.
_OF_ARXIV = r"""
    (?:(?:www|export|browse|static|lanl|xxx|[a-z]{2})\.)?arxiv\.org(?::\d+)?/+
    (?: (?:abs|pdf|html|ps|dvi|e-print|src|format|other|tb|trackback|refs|cits|bibtex)/+
      | auth/show-endorsers/ | show-email/[\da-f]+/ | (?:ftp|ps_cache)/arxiv/(?:papers|pdf)/\d{4}/
      | prevnext\?(?:[a-z]+=[^&\s]*&)*?id= | api/query\?(?:[a-z_]+=[^&\s]*&)*?id_list=
      | oai2?\?(?:[a-z]+=[^&\s]*&)*?identifier=oai:arxiv\.org: )
    (?:arxiv:)?
"""
# Other sites whose addresses name a paper by its arXiv id alone.
_OF_READERS = r"""
    (?: (?:ar5iv\.labs\.arxiv\.org|(?:www\.)?ar5iv\.org)/(?:(?:abs|pdf|html|papers)/)?
      | (?:www\.)?(?:huggingface|hf)\.co/(?:api/)?papers/
      | (?:www\.)?alphaxiv\.org/(?:[a-z-]+/){0,2}
      | (?:(?:www|api)\.)?semanticscholar\.org/(?:graph/v1/|v1/)?(?:paper/)?arxiv[:/]
      | (?:www\.)?arxiv-vanity\.com/papers/
      | (?:www\.)?emergentmind\.com/papers/
      | (?:www\.)?(?:papers\.cool|scirate\.com)/arxiv/
      | (?:www\.)?inspirehep\.net/(?:api/)?arxiv/
      | ui\.adsabs\.harvard\.edu/abs/arxiv:
      | (?:(?:www|dx)\.)?doi\.org/10\.48550/arxiv\. )
"""
_LINK_TO_PAPER = rf"(?:{_OF_ARXIV}|xxx\.lanl\.gov/(?:abs|pdf|ps)/|{_OF_READERS})(?:%20|%0a)*"
_REST = r"""(?:(?![,;]https?://)[^\s<>()\[\]"'`|])*"""
# Links to anywhere else are read over in one piece, so that no id is seen inside them.
_FOREIGN_LINK = rf"""
    (?: (?<![a-z\d+.-])[a-z][a-z\d+.-]*://{_REST}
      | {_WORD_START}(?<![.@-])(?:(?![_가-힣])[\w.@-])+\.[a-z]{{2,}}(?::\d+)?[/?\#\\]{_REST} )
"""
_PASTED = re.compile(
    rf"""(?: (?: {_WORD_START}-?(?:https?://)?{_LINK_TO_PAPER}
               | {_BARE_START}{_PREFIX}
               | {_BARE_START}(?=\d)
               | {_WORD_START}(?<![./-])(?=[a-z]) )
             {_ID}
           | {_FOREIGN_LINK} )""",
    re.VERBOSE,
)

_NO_SLASH = re.compile(r"(?<=[A-Za-z])[-_](?=\d{7}(?!\d))")  # hep-th-9901001.pdf
_MEANT_AS_REFERENCE = re.compile(
    r"://|\bwww\.|arxiv\.org|arxiv\s*[:.]\s*\d|\d{4}\.\d{3}|[a-z]/\d{5}|^[\d\s./]+$"
)


def parse_paper_id(text: str) -> str | None:
    """The one paper that `text` names, without version (`2404.02078`, `cs/0501001`); else None.

    Words around the id do not matter; two different ids are None. Whether such a paper exists is for a
    source to say.
    """
    paper_ids = find_paper_ids(text)
    return paper_ids[0] if len(paper_ids) == 1 else None


def is_reference(text: str) -> bool:
    """Whether the text is meant as an id or a link, right or wrong, and not as words of a title."""
    return _MEANT_AS_REFERENCE.search(_plain(text)) is not None


def find_paper_ids(text: str) -> tuple[str, ...]:
    """Every paper that a message names by id or link, without version, in order and once each.

    Links to hosts other than arXiv and those that name papers by its ids name none, whatever is in them.
    """
    matches = _PASTED.finditer(_plain(text))
    return tuple(dict.fromkeys(paper_id for match in matches if (paper_id := _canonical(match))))


def spoken_file_name(name: str) -> str:
    """A file's name as a text in which ids are found: Discord writes _ for blanks, and nobody / in one."""
    return _NO_SLASH.sub("/", name).replace("_", " ")


def _plain(text: str) -> str:
    """ASCII letters and digits for full-width ones, in lower case, without invisible characters."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf").translate(_PLAIN)


def _canonical(match: re.Match[str]) -> str | None:
    new, archive, old = match["new"], match["archive"], match["old"]
    if new:
        new = new.replace("%2e", ".")
        return new if _is_new(new) else None
    return f"{archive}/{old}" if old and _is_old(old) else None


def _is_new(text: str) -> bool:
    yymm, number = text.split(".")
    # 91 to 99 are the 1990s, whose ids are of the old style.
    in_time = "0704" <= yymm < "9100" and _is_month(yymm)
    return in_time and len(number) == (4 if yymm <= "1412" else 5) and int(number) > 0


def _is_old(text: str) -> bool:
    yymm, number = text[:4], text[4:]
    in_time = yymm >= "9108" or yymm <= "0703"
    return in_time and _is_month(yymm) and int(number) > 0


def _is_month(yymm: str) -> bool:
    return 1 <= int(yymm[2:]) <= 12
