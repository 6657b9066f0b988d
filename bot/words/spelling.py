"""One spelling for each English word: American, and irregular plurals in the singular.

What comes out is only compared with what came out for another text, so it need not be what a dictionary has;
but two words that mean different things must not become one (size and prise stay as they are).
"""

from __future__ import annotations

import re
from functools import lru_cache

# These are written with -ise everywhere: size and exercise, wise and supervise.
_ALWAYS_ISE = """
advert adv anch appr appra ar aris bis bra bru cer cha chast chem circumc compr comprom conc cru dem
deno desp dev disenfranch disgu enfranch enterpr exc exerc expert franch gu improv inc lia mala marqu
merchand mort no parad po porpo pr pra pract prec prem prom ra repr rev r sunr superv surm surpr telev
torto treat turquo val
"""
_PREFIX = "(?:un|self|semi|im|re|dis|mis|over|pre|sub|non|counter)?"
_ISE = (
    rf"^(?!{_PREFIX}(?:{'|'.join(_ALWAYS_ISE.split())})is|[a-z]*wis)"
    r"([a-z]{3,})is(?=(?:e|ed|es|er|ers|ing|ings|ations?|ational|able)$)"
)
_OUR = """
behavi neighb endeav demean splend parl glam clam cand ferv ranc savi col fav flav harb hon hum lab od
rum sav tum vap vig arm rig ard
"""
# Whose last l British writers double, and Americans do not: modelling, modeling.
_DOUBLED = """(?:bev|canc|chann|chis|couns|du|enam|fu|funn|grav|grov|jew|lab|lev|lib|marv|mod|pan|parc|quarr
|rav|rev|shov|shriv|swiv|tow|trav|trowe?|tunn)el|(?:di|equ|initi|med|met|ped|riv|sign|spir|tot|tri)al|pencil
|stencil"""
# What a word must contain for the rule to be tried, the rule, and what is written instead.
_RULES = tuple(
    (hint, re.compile(pattern), written)
    for hint, pattern, written in (
        ("is", _ISE, r"\1iz"),
        ("ys", r"((?:an|cat|par)al|(?:hydr|electr)ol|dial)ys(?=(?:e|ed|ing|ers?|able)$)", r"\1yz"),
        ("our", rf"({'|'.join(_OUR.split())})our", r"\1or"),
        ("tr", r"(cent|theat|lust|lit)r(?:e(?=s?$)|(?=(?:ed|ing)$))", r"\1er"),
        ("br", r"(fib|calib|somb)r(?:e(?=s?$)|(?=(?:ed|ing)$))", r"\1er"),
        ("metre", r"^((?:centi|milli|micro|nano|kilo|deci|pico|femto)?met)re(?=s?$)", r"\1er"),
        ("ogu", r"(anal|catal|dial|epil|homol|monol|travel)ogu(?:e(?=s?$)|(?=(?:ed|ing)$))", r"\1og"),
        ("ence", r"((?:^|[^f])def|^of|pret)ence(?=s?$)", r"\1ense"),
        ("licen", r"^licens(?=(?:e|ed|es|ing)$)", "licenc"),
        ("practis", r"^practis(?=(?:e|ed|es|ing)$)", "practic"),
        ("ll", rf"({''.join(_DOUBLED.split())})l(?=(?:ed|ing|ings|ers?|ors?)$)", r"\1"),
        ("ss", r"(focus)s(?=(?:ed|ing|es)$)", r"\1"),
        ("tt", r"(benefit|target)t(?=(?:ed|ing)$)", r"\1"),
        ("il", r"^(fulfi|disti|insti)l(?=s?$|ment)", r"\1ll"),
        ("enrol", r"^enrol(?=s?$|ment)", "enroll"),
        ("ilful", r"(sk|w)ilful", r"\1illful"),
        ("aem", r"(h|an|leuk|isch|glyc|ur|tox)aem", r"\1em"),
        ("aed", r"(p|orthop|encyclop)aed", r"\1ed"),
        ("ae", r"(?<=an)ae(?=sth)|(?<=^arch)ae(?=o)|(?<=^pal)ae(?=o)|(?<=^gyn)ae(?=co)", "e"),
        ("oe", r"oe(?=soph|str|dema)|(?<=f)oe(?=tus|tal)|(?<=diarrh)oe", "e"),
        ("manoeuvr", r"manoeuvr(?:e(?=s?$)|(?=ed|ing|ab))", "maneuver"),
        ("sulph", r"sulph", "sulf"),
        ("sceptic", r"sceptic", "skeptic"),
        ("artefact", r"artefact", "artifact"),
        ("grey", r"^grey", "gray"),
        ("mould", r"(^m|^rem|^sm)ould", r"\1old"),
        ("gement", r"(jud|acknowled)gement", r"\1gment"),
        ("alumini", r"^alumini", "alumin"),
        ("eable", r"^(siz|us|lik|mov|lov)eable", r"\1able"),
        ("enquir", r"^enquir", "inquir"),
    )
)
_WORDS = """
ageing aging|programme program|programmes programs|plough plow|learnt learned|burnt burned|maths math
|jewellery jewelry|aeroplane airplane|draught draft|cosy cozy|towards toward|amongst among
|whilst while|marvellous marvelous|tranquillity tranquility|instalment installment|disc disk|discs disks
|orientate orient|orientated oriented
"""
_PLURALS = """
analyses analysis|catalyses catalysis|paralyses paralysis|hydrolyses hydrolysis|dialyses dialysis
|hypotheses hypothesis|syntheses synthesis|theses thesis|antitheses antithesis|parentheses parenthesis
|prostheses prosthesis|diagnoses diagnosis|prognoses prognosis|neuroses neurosis|psychoses psychosis
|crises crisis|emphases emphasis|oases oasis|axes axis|synopses synopsis|metastases metastasis
|photosyntheses photosynthesis|biosyntheses biosynthesis|metamorphoses metamorphosis|matrices matrix
|indices index|vertices vertex|appendices appendix|vortices vortex|cortices cortex|codices codex
|helices helix|apices apex|simplices simplex|radices radix|directrices directrix|matrixes matrix
|criteria criterion|phenomena phenomenon|automata automaton|polyhedra polyhedron|tetrahedra tetrahedron
|ganglia ganglion|corpora corpus|genera genus|spectra spectrum|strata stratum|errata erratum
|memoranda memorandum|curricula curriculum|optima optimum|minima minimum|maxima maximum|extrema extremum
|quanta quantum|momenta momentum|symposia symposium|bacteria bacterium|addenda addendum
|desiderata desideratum|equilibria equilibrium|continua continuum|schemata schema|stigmata stigma
|stimuli stimulus|nuclei nucleus|radii radius|loci locus|foci focus|fungi fungus|bacilli bacillus
|cacti cactus|syllabi syllabus|moduli modulus|annuli annulus|thesauri thesaurus|calculi calculus
|hippocampi hippocampus|thalami thalamus|emboli embolus|thrombi thrombus|formulae formula
|antennae antenna|larvae larva|vertebrae vertebra|algae alga|nebulae nebula|personae persona
|lacunae lacuna|supernovae supernova|children child|women woman|men man|feet foot|teeth tooth|mice mouse
|geese goose|halves half|shelves shelf|wolves wolf|knives knife|wives wife|calves calf|thieves thief
|lenses lens|biases bias|gases gas|viruses virus|buses bus|statuses status|campuses campus
|corpuses corpus|bonuses bonus|censuses census|consensuses consensus|apparatuses apparatus
|radiuses radius|sinuses sinus|fetuses fetus|surpluses surplus|minuses minus|focuses focus|atlases atlas
|canvases canvas|aliases alias|pancreases pancreas|quizzes quiz|vertexes vertex|nexuses nexus
|choruses chorus
"""


def _pairs(text: str) -> dict[str, str]:
    """`one another|…` as a mapping."""
    return dict(pair.split() for pair in text.split("|"))


_WHOLE = _pairs(_WORDS) | _pairs(_PLURALS)
SINGULAR_IN_S = frozenset(
    {"bias", "gas", "lens", "news", "alias", "atlas", "canvas", "pancreas", "series", "species"}
)
"""They look like plurals, and are none."""


@lru_cache(maxsize=16_384)  # some weeks' vocabulary
def spelled(word: str) -> str:
    """A folded word in its one spelling: `optimisations` → `optimizations`, `matrices` → `matrix`."""
    if word in _WHOLE:
        return _WHOLE[word]
    for hint, rule, written in _RULES:
        if hint in word:
            word = rule.sub(written, word)
    return _WHOLE.get(word, word)
