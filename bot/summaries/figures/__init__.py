"""Every number is checked: quantities of English and Korean texts, and which ones an abstract supports.

The stages: `signs` → `quantities` with `digits`, `english`, `korean`, `measure` (units and marks) and
`figure_names` (GPT-4, H100) → `spans` → `evidence` of an abstract with `implied` → `support`, `lists`,
`derived` and `namematch` (does the abstract say so?) → `misplaced` with `alone` and `line` (is it another
one's figure?) → `unsupported`.

Known to pass: a level that is taken for a margin ("beats X by 33.3%" where 33.3% is the score), one figure
for two names, and a figure of another quantity where nothing that stands near says whose it is.
"""

from bot.summaries.figures.unsupported import WrongFigure, unsupported_figures

__all__ = ["WrongFigure", "unsupported_figures"]
