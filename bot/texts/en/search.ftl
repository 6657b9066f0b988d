search-found = { $wanted } · { $total ->
    [one] 1 paper
   *[other] { $total } papers
}
search-found-more = { $wanted } · more than { $total } papers
search-found-about = { $wanted } · about { $total } papers
search-by-votes = most votes first
search-by-date = newest first
search-nothing = Nothing found for { $wanted }. Try fewer or other words (every word must be there), “~” before a word for its other names too, or fewer filters. A paper that was never listed here is found with `/paper` and its id or link.
search-no-more = That was the last page for { $wanted }.
search-since = since { $day }
search-author = author { $author }
search-votes = at least { $votes ->
    [one] 1 vote
   *[other] { $votes } votes
}
search-too-long = That is { $over ->
    [one] one character
   *[other] { $over } characters
} too long for a search. Use the few words that matter most.
list-open = Open a paper …
list-before = ◀ Back
list-after = More ▶
list-page = Page { $page } of { $pages }
list-page-open = Page { $page }
top-found = Most voted, listed from { $first } to { $last } · { $total ->
    [one] 1 paper
   *[other] { $total } papers
}
top-nothing = No papers are stored that were listed from { $first } to { $last }. Try a longer span, or one day with `/digest`.
days-today = today
days-yesterday = yesterday
days-choice = { $day } · { $papers ->
    [one] 1 paper
   *[other] { $papers } papers
}
days-bad = I need a day such as `2024-04-03`, `yesterday`, or one of those that are offered while you type.
days-bad-since = I need a day such as `2024-04-03`, a month such as `2024-04`, or a year such as `2024`.
days-before-first = The first list of papers is that of { $first }. Choose that day or a later one.
days-future = That day has not come yet: it is { $today } in UTC, by which the days are counted.
days-none = Nothing is listed for the last days. Name a day, such as `2024-04-03`.
days-weekend = { $day }: no papers, because none are listed on Saturdays and Sundays. These are the nearest days:
days-nothing = { $day }: nothing was listed on that day, perhaps because of a holiday. These are the nearest days:
days-not-yet = { $day }: nothing is listed yet. The list fills in the course of the day (UTC). These are the nearest days:
days-not-fetched = { $day } could not be fetched yet: { $problem } Try again later. These are the nearest days:
days-before = ◀ { $day }
days-after = { $day } ▶
days-all = Show all { $count }
days-top = Show the first { $count }
days-shown = Here is the day, for everybody in the channel:
