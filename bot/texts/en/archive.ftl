# Stands in files, and is known again by import: a change makes older files say it as text.
archive-stand-in = There are no bullets in this language yet: this is English from the source.
archive-exporting = Exporting
archive-exported = Wrote { $days ->
    [one] 1 day
   *[other] { $days } days
 } to { $path }.
archive-none-stored = No day of these is in the store: fetch them first, with collect.
archive-which-days = Name either one DAY, or several with --from and --to.

archive-importing = Importing
archive-no-path = There is no file or folder { $path }.
archive-imported = Imported { $days ->
    [one] 1 day
   *[other] { $days } days
 } with { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
 }.
archive-unchanged = { $count ->
    [one] 1 day is
   *[other] { $count } days are
 } the same as imported before.
archive-answered = { $count ->
    [one] 1 day keeps the list and votes that its source gave.
   *[other] { $count } days keep the list and votes that their source gave.
 }
archive-cut = { $count ->
    [one] 1 author list is
   *[other] { $count } author lists are
 } cut (“+”).
archive-not-canonical = { $count ->
    [one] 1 file
   *[other] { $count } files
 } will not be exported byte for byte: see below.
archive-odd = Odd ({ $count }):
archive-skipped = Skipped ({ $count }):

archive-unreadable = the file cannot be read: { $problem }
archive-not-utf8 = the file is not UTF-8 text
archive-no-day = the file has no day header with papers, such as “## Daily Papers (2024-04-03)”
archive-windows = Windows line ends or a byte order mark
archive-end = the file does not end in one blank line
archive-differs = from here on, an export will differ from this file
archive-second-header = another day header, for { $day }
archive-other-day = the header says { $day }, the file's name another day
archive-bad-header = not a day header; the papers below it are left out
archive-no-date = there is no date { $text }; the papers below it are left out
archive-empty = no papers are listed for { $day }
archive-no-header = a paper above the first day header, or below one that is none
archive-bad-title = not a title with an arXiv link; this paper is left out
archive-twice = { $id } is listed twice on this day; it counts once
archive-not-sorted = more votes than the paper above
archive-unknown-line = not understood
archive-kept-line = not understood, but kept in place of the picture
archive-no-vote-line = no vote line
archive-no-votes = “{ $votes }” is no number of votes
archive-no-authors = no author line
archive-no-bullets = no bullets
archive-not-korean = no bullet of this paper is Korean: kept for exports, not shown as its summary
archive-video = a video in place of the picture
archive-given-before = { $day } came from { $path } already; this file wins
archive-figure = “{ $figure }” is not in the abstract; shown with ⚠
archive-figure-probably = “{ $figure }” is not in the abstract, probably { $probably }; shown with ⚠
